//! The host itself.

use virt_core::Uuid;
use virt_xml::Element;

use crate::common::text::UuidText;

/// The computer.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct System {
    #[xml(text)]
    pub product: Option<String>,
    #[xml(child, code = Internal)]
    pub hardware: Hardware,
    #[xml(child, default)]
    pub firmware: Firmware,
}

/// `<hardware>`.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
#[xml(pair)]
pub struct Hardware {
    #[xml(text)]
    pub vendor: Option<String>,
    #[xml(text)]
    pub version: Option<String>,
    #[xml(text)]
    pub serial: Option<String>,
    #[xml(text, with = UuidText, code = Internal)]
    pub uuid: Uuid,
}

/// `<firmware>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(pair)]
pub struct Firmware {
    #[xml(text)]
    pub vendor: Option<String>,
    #[xml(text)]
    pub version: Option<String>,
    #[xml(text)]
    pub release_date: Option<String>,
}

//! Domains and what domains stand in.

use virt_conf::domain::devices::Device;
use virt_conf::domain::policy::{DriverPolicy, Features, StageFlags};
use virt_conf::domain::{DomainDef, FormatFlags, ParseFlags};
use virt_core::Result;
use virt_qemu::saved_state::Image;

/// A driver that understands everything and wishes nothing.
struct NoWishes;

impl DriverPolicy for NoWishes {
    fn features(&self) -> Features {
        Features {
            memory_hotplug: true,
            offline_vcpupin: true,
            name_slash: true,
            individual_vcpus: true,
            firmware_autoselect: true,
            net_model_string: true,
            disk_fd: true,
            ..Features::default()
        }
    }
}

/// As a driver keeps it: with defaults, and without what is refused.
pub fn defined(xml: &str, strict: bool) -> Result<String> {
    let mut domain = DomainDef::parse(xml, ParseFlags { strict, ..ParseFlags::config() })?;
    domain.post_parse(&NoWishes, StageFlags { inactive: true, ..StageFlags::default() })?;
    domain.validate(&NoWishes)?;
    Ok(domain.to_xml(FormatFlags::config_file()))
}

/// The domain in a state file; these are never read strictly.
pub fn status(xml: &str, _: bool) -> Result<String> {
    let domain = DomainDef::parse(xml, ParseFlags::status_file())?;
    // such a domain has been accepted once
    domain.validate(&NoWishes)?;
    Ok(domain.to_xml(FormatFlags::status_file()))
}

pub fn device(xml: &str, strict: bool) -> Result<String> {
    let device = Device::parse(xml, ParseFlags { strict, ..ParseFlags::config() })?;
    Ok(device.to_xml(FormatFlags { inactive: true, secure: true, ..FormatFlags::default() }))
}

/// What stands before QEMU's stream in a saved domain; a character is a byte.
pub fn save_image(text: &str, _: bool) -> Result<String> {
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let image = Image::read(&mut bytes.as_slice())?;
    Ok(image.to_bytes()?.into_iter().map(char::from).collect())
}

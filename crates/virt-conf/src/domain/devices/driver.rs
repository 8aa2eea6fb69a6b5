//! Parts that the drivers of several devices share.

use crate::domain::words::prelude::*;

/// `<iothread id='1'><queue id='0'/></iothread>` of a device's driver.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct IothreadMapping {
    #[xml(attr)]
    pub id: u32,
    #[xml(child = "queue")]
    pub queues: Vec<Queue>,
}

/// A queue by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct Queue {
    #[xml(attr)]
    pub id: u32,
}

/// `<backenddomain name='…'/>`: the domain that serves the device (Xen).
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct BackendDomain {
    #[xml(attr)]
    pub name: Option<String>,
}

/// `<source>`'s or `<target>`'s `<audio id='1'/>` of sound devices and displays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct AudioRef {
    #[xml(attr, with = NonZero)]
    pub id: u32,
}

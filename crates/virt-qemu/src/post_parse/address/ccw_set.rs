//! Which device numbers of the channel subsystem (s390) are taken.

use std::collections::HashSet;
use std::fmt;

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_XML_ERROR, VIR_FROM_DOMAIN};
use virt_core::{Result, bail};

/// A device's number: channel subsystem, subchannel set, device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Devno {
    pub cssid: u32,
    pub ssid: u32,
    pub devno: u32,
}

impl fmt::Display for Devno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}.{:04x}", self.cssid, self.ssid, self.devno)
    }
}

/// The channel subsystem of virtual devices.
const VIRTUAL: u32 = 0xfe;
const MAX_SSID: u32 = 3;
const MAX_DEVNO: u32 = 0xffff;

/// All numbers of a guest.
#[derive(Debug, Default)]
pub struct CcwSet {
    taken: HashSet<Devno>,
    next: u32,
}

impl CcwSet {
    /// Takes a number.
    pub fn reserve(&mut self, number: Devno) -> Result<()> {
        if !self.taken.insert(number) {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "The CCW devno '{number}' is in use already");
        }
        Ok(())
    }

    /// Finds and takes the next free number.
    pub fn assign(&mut self) -> Result<Devno> {
        while self.next <= (MAX_SSID << 16 | MAX_DEVNO) {
            let number = Devno { cssid: VIRTUAL, ssid: self.next >> 16, devno: self.next & MAX_DEVNO };
            if self.taken.insert(number) {
                return Ok(number);
            }
            self.next += 1;
        }
        bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "There are no more free CCW devnos.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_skip_what_is_taken() {
        let mut set = CcwSet::default();
        let first = Devno { cssid: VIRTUAL, ssid: 0, devno: 0 };
        set.reserve(first).unwrap();
        assert_eq!(set.assign().unwrap().to_string(), "fe.0.0001");
        assert!(set.reserve(first).unwrap_err().message().contains("'fe.0.0000' is in use already"));
    }
}

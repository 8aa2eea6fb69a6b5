//! Which ports of virtio-serial controllers are taken.

use std::collections::BTreeMap;

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_XML_ERROR, VIR_FROM_DOMAIN};
use virt_core::{Result, bail};

/// Ports of a controller that doesn't say.
const DEFAULT_PORTS: u32 = 31;

/// Ports of all virtio-serial controllers, by index.
#[derive(Debug, Default)]
pub struct VirtioSerialSet {
    controllers: BTreeMap<u32, Vec<bool>>,
}

/// QEMU has no controllers with more ports.
const MAX_PORTS: u32 = 511;

impl VirtioSerialSet {
    /// Adds a controller.
    pub fn add_controller(&mut self, index: u32, ports: Option<u32>) -> Result<()> {
        let ports = ports.unwrap_or(DEFAULT_PORTS).min(MAX_PORTS);
        if self.controllers.insert(index, vec![false; ports as usize]).is_some() {
            bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_INTERNAL_ERROR,
                "virtio serial controller with index {index} already exists in the address set"
            );
        }
        Ok(())
    }

    /// Takes a port.
    pub fn reserve(&mut self, controller: u32, port: u32) -> Result<()> {
        let Some(ports) = self.controllers.get_mut(&controller) else {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "virtio serial controller {controller} is missing");
        };
        match ports.get_mut(port as usize) {
            None => bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_XML_ERROR,
                "virtio serial controller {controller} does not have port {port}"
            ),
            Some(taken) if *taken => bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_XML_ERROR,
                "virtio serial port {port} on controller {controller} is already occupied"
            ),
            Some(taken) => *taken = true,
        }
        Ok(())
    }

    /// A free port of any controller; port 0 is for consoles. `None`: another controller is needed.
    pub fn free(&self, first: u32) -> Option<(u32, u32)> {
        self.controllers.iter().find_map(|(index, ports)| Some((*index, free_from(ports, first)?)))
    }

    /// Is there any controller?
    pub fn is_empty(&self) -> bool {
        self.controllers.is_empty()
    }

    /// The lowest index without a controller.
    pub fn next_index(&self) -> u32 {
        (0..).find(|index| !self.controllers.contains_key(index)).unwrap_or(0)
    }

    /// A free port of a certain controller, from 1.
    pub fn free_on(&self, controller: u32) -> Result<u32> {
        let Some(ports) = self.controllers.get(&controller) else {
            bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_INTERNAL_ERROR,
                "virtio-serial controller {controller} not available"
            );
        };
        match free_from(ports, 1) {
            Some(port) => Ok(port),
            None => bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_XML_ERROR,
                "Unable to find a free port on virtio-serial controller {controller}"
            ),
        }
    }
}

fn free_from(ports: &[bool], first: u32) -> Option<u32> {
    let at = ports.iter().skip(first as usize).position(|taken| !taken)?;
    Some(first + at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_given_out_in_order() {
        let mut set = VirtioSerialSet::default();
        set.add_controller(1, Some(2)).unwrap();
        set.add_controller(0, Some(3)).unwrap();
        assert_eq!(set.free(1), Some((0, 1)));
        set.reserve(0, 1).unwrap();
        set.reserve(0, 2).unwrap();
        assert_eq!(set.free(1), Some((1, 1)));
        assert_eq!(set.free(0), Some((0, 0)));
        set.reserve(1, 1).unwrap();
        assert_eq!(set.free(1), None);
        assert!(set.reserve(1, 1).is_err());
        assert!(set.reserve(2, 1).is_err());
        assert!(set.free_on(1).is_err());
        assert_eq!(set.next_index(), 2);
    }
}

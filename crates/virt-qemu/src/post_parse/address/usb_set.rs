//! Which USB ports of a guest are taken: a tree of hubs below each controller.

use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_XML_ERROR, VIR_FROM_DOMAIN};
use virt_core::{Result, bail, err};

/// Hubs can't be stacked deeper.
pub const MAX_DEPTH: usize = 4;
/// Ports of a hub device.
pub const HUB_PORTS: usize = 8;

/// Port numbers from the controller downwards, counted from 1.
pub type Path = Vec<u32>;

/// Ports of one controller or hub.
#[derive(Debug, Default)]
struct Hub {
    ports: Vec<Port>,
}

#[derive(Debug, Default)]
struct Port {
    taken: bool,
    hub: Option<Hub>,
}

impl Hub {
    fn new(ports: usize) -> Self {
        Self { ports: (0..ports).map(|_| Port::default()).collect() }
    }

    fn free(&self, level: usize) -> Option<Path> {
        if let Some(index) = self.ports.iter().position(|p| !p.taken) {
            return Some(vec![index as u32 + 1]);
        }
        if level + 1 >= MAX_DEPTH {
            return None;
        }
        self.ports.iter().enumerate().find_map(|(index, port)| {
            let mut path = port.hub.as_ref()?.free(level + 1)?;
            path.insert(0, index as u32 + 1);
            Some(path)
        })
    }
}

/// All USB ports of a guest, by controller index.
#[derive(Debug, Default)]
pub struct UsbSet {
    buses: Vec<Option<Hub>>,
}

/// Controllers beyond this index don't exist.
const MAX_BUS: u32 = 0xffff;

impl UsbSet {
    /// Adds a controller with its ports; a companion without ports of its own is passed over.
    pub fn add_controller(&mut self, index: u32, ports: usize) -> Result<()> {
        if ports == 0 {
            return Ok(());
        }
        if index > MAX_BUS {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "USB controller index {index} is too large");
        }
        let at = index as usize;
        if self.buses.len() <= at {
            self.buses.resize_with(at + 1, || None);
        }
        if self.buses[at].is_some() {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "Duplicate USB controllers with index {index}");
        }
        self.buses[at] = Some(Hub::new(ports));
        Ok(())
    }

    fn port(&mut self, bus: u32, path: &[u32]) -> Result<&mut Port> {
        let text = path_text(path);
        let error = |what: String| err!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "{what}");
        let Some(mut hub) = self.buses.get_mut(bus as usize).and_then(Option::as_mut) else {
            return Err(error(format!("Missing USB bus {bus}")));
        };
        let Some((last, way)) = path.split_last() else {
            return Err(error(format!("requested USB port {text} not present on USB bus {bus}")));
        };
        for number in way {
            let Some(port) = number.checked_sub(1).and_then(|i| hub.ports.get_mut(i as usize)) else {
                let what = format!("port {number} out of range in USB address bus: {bus} port: {text}");
                return Err(error(what));
            };
            let Some(next) = &mut port.hub else {
                let what = format!("there is no hub at port {number} in USB address bus: {bus} port: {text}");
                return Err(error(what));
            };
            hub = next;
        }
        match last.checked_sub(1).and_then(|i| hub.ports.get_mut(i as usize)) {
            Some(port) => Ok(port),
            None => Err(error(format!("requested USB port {text} not present on USB bus {bus}"))),
        }
    }

    /// Adds a hub device at its address; the port it is plugged into counts as taken.
    pub fn add_hub(&mut self, bus: u32, path: &[u32]) -> Result<()> {
        let port = self.port(bus, path)?;
        if port.hub.is_some() {
            let text = path_text(path);
            bail!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "Duplicate USB hub on bus {bus} port {text}");
        }
        port.taken = true;
        port.hub = Some(Hub::new(HUB_PORTS));
        Ok(())
    }

    /// Takes an address.
    pub fn reserve(&mut self, bus: u32, path: &[u32]) -> Result<()> {
        let port = self.port(bus, path)?;
        if port.taken {
            let text = path_text(path);
            bail!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "Duplicate USB address bus {bus} port {text}");
        }
        port.taken = true;
        Ok(())
    }

    /// Finds and takes a free port, on any bus or a certain one.
    pub fn assign(&mut self, bus: Option<u32>) -> Result<(u32, Path)> {
        let buses = match bus {
            Some(bus) if self.buses.get(bus as usize).is_some_and(Option::is_some) => bus..bus + 1,
            Some(bus) => bail!(
                VIR_FROM_DOMAIN,
                VIR_ERR_XML_ERROR,
                "USB bus {bus} requested but no controller with that index is present"
            ),
            None => 0..self.buses.len() as u32,
        };
        for bus in buses {
            let found = self.buses[bus as usize].as_ref().and_then(|hub| hub.free(0));
            if let Some(path) = found {
                self.reserve(bus, &path)?;
                return Ok((bus, path));
            }
        }
        bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "No free USB ports");
    }
}

/// `1.2.3`.
pub fn path_text(path: &[u32]) -> String {
    let parts: Vec<String> = path.iter().map(u32::to_string).collect();
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_controllers_continue_on_hubs() {
        let mut usb = UsbSet::default();
        usb.add_controller(0, 2).unwrap();
        usb.add_hub(0, &[1]).unwrap();
        assert_eq!(usb.assign(None).unwrap(), (0, vec![2]));
        assert_eq!(usb.assign(None).unwrap(), (0, vec![1, 1]));
        usb.reserve(0, &[1, 2]).unwrap();
        assert_eq!(usb.assign(Some(0)).unwrap(), (0, vec![1, 3]));
        assert!(
            usb.reserve(0, &[1, 3]).unwrap_err().message().contains("Duplicate USB address bus 0 port 1.3")
        );
        assert!(usb.reserve(0, &[1, 9]).is_err());
        assert!(usb.reserve(0, &[2, 1]).unwrap_err().message().contains("there is no hub at port 2"));
        assert!(usb.reserve(1, &[1]).unwrap_err().message().contains("Missing USB bus 1"));
    }
}

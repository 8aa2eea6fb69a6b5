//! Ports of the host for displays: each given out once, as long as its domain runs.

use std::collections::HashSet;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::OnceLock;

use parking_lot::Mutex;
use virt_core::consts::*;
use virt_core::{Result, bail};

use crate::conf_file::Settings;
use crate::prepare::{PortKind, Ports};

/// RDP's own port and all above it.
const RDP_PORTS: (u32, u32) = (3389, 65535);

fn taken() -> &'static Mutex<HashSet<u16>> {
    static TAKEN: OnceLock<Mutex<HashSet<u16>>> = OnceLock::new();
    TAKEN.get_or_init(Mutex::default)
}

/// Ports of one start; those not kept are given back.
pub struct Acquired<'a> {
    settings: &'a Settings,
    ports: PortSet,
}

/// Ports that are ours until this is dropped.
#[derive(Default)]
pub struct PortSet(Vec<u16>);

impl<'a> Acquired<'a> {
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, ports: PortSet::default() }
    }

    pub fn keep(self) -> PortSet {
        self.ports
    }
}

impl Ports for Acquired<'_> {
    fn acquire(&mut self, kind: PortKind) -> Result<Option<u16>> {
        let settings = self.settings;
        let (min, max, what) = match kind {
            PortKind::Vnc | PortKind::Spice | PortKind::SpiceTls => {
                (settings.remote_display_port_min, settings.remote_display_port_max, "display")
            }
            PortKind::WebSocket => {
                (settings.remote_websocket_port_min, settings.remote_websocket_port_max, "webSocket")
            }
            PortKind::Rdp => (RDP_PORTS.0, RDP_PORTS.1, "rdp"),
        };
        let mut taken = taken().lock();
        for port in (min..=max).filter_map(|port| u16::try_from(port).ok()) {
            if !taken.contains(&port) && is_free(port) {
                taken.insert(port);
                self.ports.0.push(port);
                return Ok(Some(port));
            }
        }
        bail!(
            VIR_FROM_NONE,
            VIR_ERR_INTERNAL_ERROR,
            "Unable to find an unused port in range '{what}' ({min}-{max})"
        )
    }
}

impl Drop for PortSet {
    fn drop(&mut self) {
        let mut taken = taken().lock();
        for port in &self.0 {
            taken.remove(port);
        }
    }
}

/// Whether nobody listens on a port, in either family.
fn is_free(port: u16) -> bool {
    let v4 = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_ok();
    let v6 = TcpListener::bind((Ipv6Addr::UNSPECIFIED, port));
    v4 && v6.map_or_else(|error| error.kind() != std::io::ErrorKind::AddrInUse, |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_given_out_once() {
        let settings = Settings::default();
        let mut first = Acquired::new(&settings);
        let a = first.acquire(PortKind::Vnc).unwrap().unwrap();
        let b = first.acquire(PortKind::Vnc).unwrap().unwrap();
        assert_ne!(a, b);
        drop(first);
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, a)).unwrap();
        let mut second = Acquired::new(&settings);
        assert_ne!(second.acquire(PortKind::Vnc).unwrap(), Some(a));
        drop(listener);
        drop(second.keep());
    }
}

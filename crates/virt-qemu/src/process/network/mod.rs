//! The host's ends of a guest's interfaces: taps, ports of bridges, macvtaps.

mod bridge_helper;
mod connect;
mod names;
mod running;

pub use connect::connect_all;
pub use running::{clean_up, set_running};

use crate::definition::Definition;
use crate::vocabulary::{ActualSource, Interface, InterfaceSource};

/// What is left on the host when QEMU is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOver {
    Macvtap(String),
    /// A script that takes an interface down.
    Script {
        script: String,
        name: String,
    },
}

/// What an interface is connected to on the host, if that takes a device there.
enum HostEnd<'a> {
    Ethernet,
    Bridge(&'a str),
    Direct(&'a str, virt_host::net::link::MacvtapMode),
    /// A network that nobody has looked up.
    Network,
}

impl<'a> HostEnd<'a> {
    fn of(interface: &'a Interface) -> Option<Self> {
        let text = |name: &'a Option<String>| name.as_deref().unwrap_or_default();
        match (&interface.source, interface.source.actual().map(|actual| &actual.source)) {
            (_, Some(ActualSource::Bridge { bridge, .. } | ActualSource::Network { bridge, .. })) => {
                Some(Self::Bridge(text(bridge)))
            }
            (_, Some(ActualSource::Direct { dev, mode })) => {
                Some(Self::Direct(text(dev), kernel_mode(*mode)))
            }
            (_, Some(ActualSource::Hostdev { .. })) => None,
            (InterfaceSource::Ethernet, _) => Some(Self::Ethernet),
            (InterfaceSource::Bridge { bridge }, _) => Some(Self::Bridge(bridge)),
            (InterfaceSource::Direct { dev, mode }, _) => Some(Self::Direct(dev, kernel_mode(*mode))),
            (InterfaceSource::Network { .. }, None) => Some(Self::Network),
            _ => None,
        }
    }
}

fn kernel_mode(mode: crate::vocabulary::MacvtapMode) -> virt_host::net::link::MacvtapMode {
    use crate::vocabulary::MacvtapMode as Wanted;
    use virt_host::net::link::MacvtapMode as Kernel;
    match mode {
        Wanted::Vepa => Kernel::Vepa,
        Wanted::Private => Kernel::Private,
        Wanted::Bridge => Kernel::Bridge,
        Wanted::Passthrough => Kernel::Passthru,
    }
}

/// What will be left of a running domain.
pub fn left_overs(definition: &Definition) -> Vec<LeftOver> {
    definition.devices.interfaces.iter().filter_map(left_over).collect()
}

fn left_over(interface: &Interface) -> Option<LeftOver> {
    let name = interface.target.dev.clone()?;
    match HostEnd::of(interface)? {
        HostEnd::Direct(..) => Some(LeftOver::Macvtap(name)),
        HostEnd::Ethernet => interface.downscript.clone().map(|script| LeftOver::Script { script, name }),
        HostEnd::Bridge(_) | HostEnd::Network => None,
    }
}

//! What a forwarding mode allows in the rest of a network, and whether routes lead anywhere.

use virt_core::consts::*;
use virt_core::{Result, bail, err};

use super::NetworkDef;
use super::forward::{ForwardDevice, ForwardMode};
use crate::common::virtualport::VirtualPortKind;

impl NetworkDef {
    /// Every route's gateway has to be on one of the network's own subnets.
    pub(super) fn check_routes(&self) -> Result<()> {
        for route in &self.routes {
            let gateway = route.gateway;
            let near = self.ips.iter().any(|ip| {
                let base = |a: crate::common::ip::Ip| ip.network_prefix().and_then(|p| a.masked_by_prefix(p));
                gateway.same_family(&ip.address)
                    && base(gateway).is_some()
                    && base(gateway) == base(ip.address)
            });
            if !near {
                bail!(
                    VIR_FROM_NETWORK,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    "unreachable static route gateway '{gateway}' specified for network '{}'",
                    self.name
                );
            }
        }
        Ok(())
    }

    /// Checks everything that has to fit the forwarding mode.
    pub(super) fn check_mode(&self) -> Result<()> {
        let Some(forward) = &self.forward else { return Ok(()) };
        let (mode, name, bridge) = (forward.mode, &self.name, &self.bridge);
        let devices = forward.interfaces.len();
        let no = |text: String| Err(err!(VIR_FROM_NETWORK, VIR_ERR_XML_ERROR, "{text}"));
        match mode {
            ForwardMode::Route | ForwardMode::Nat => {
                if self.ips.is_empty() {
                    return no(format!(
                        "{mode} forwarding requested, but no IP address provided for network '{name}'"
                    ));
                }
                if devices > 1 {
                    return no(format!(
                        "multiple forwarding interfaces specified for network '{name}', only one is supported"
                    ));
                }
            }
            ForwardMode::Open => {
                if devices > 0 {
                    return no(format!(
                        "forward dev not allowed for network '{name}' with forward mode='{mode}'"
                    ));
                }
            }
            ForwardMode::Bridge
            | ForwardMode::Private
            | ForwardMode::Vepa
            | ForwardMode::Passthrough
            | ForwardMode::Hostdev => {
                let unwanted = [
                    ("name", bridge.name.is_some()),
                    ("zone", bridge.zone.is_some()),
                    ("macTableManager setting", bridge.mac_table_manager.is_some()),
                ];
                if mode != ForwardMode::Bridge
                    && let Some((what, _)) = unwanted.iter().find(|(_, there)| *there)
                {
                    return no(format!("bridge {what} not allowed in {mode} mode (network '{name}')"));
                }
                if bridge.delay != 0 || bridge.stp.is_some() || bridge.zone.is_some() {
                    return no(format!(
                        "bridge delay/stp/zone options only allowed in open, route, nat, and isolated mode, \
                         not in {mode} (network '{name}')"
                    ));
                }
                if bridge.name.is_some() && (devices > 0 || forward.pf.is_some()) {
                    return no(format!(
                        "A network with forward mode='{mode}' can specify a bridge name or a forward dev, \
                         but not both (network '{name}')"
                    ));
                }
            }
        }
        if self.mtu.is_some_and(|m| m != 0) && !mode.has_own_bridge() {
            return no(format!(
                "mtu size only allowed in open, route, nat, and isolated mode, not in {mode} (network '{name}')"
            ));
        }
        Ok(())
    }

    /// What a driver that makes networks on the host demands beside; devices are the driver's to look at.
    pub fn check_for_host(&self) -> Result<()> {
        macro_rules! unsupported {
            ($($t:tt)+) => { bail!(VIR_FROM_NETWORK, VIR_ERR_CONFIG_UNSUPPORTED, $($t)+) };
        }
        let name = &self.name;
        if name.contains('\n') {
            bail!(VIR_FROM_XML, VIR_ERR_XML_DETAIL, "invalid char in name: \n");
        }
        let mode = self.mode();
        let shown = mode.map_or("none", ForwardMode::as_str);
        if !self.has_own_bridge() {
            let records =
                !(self.dns.txts.is_empty() && self.dns.hosts.is_empty() && self.dns.srvs.is_empty());
            let unwanted = [
                ("mac", self.mac.is_some()),
                ("ip", !self.ips.is_empty()),
                ("dns", records),
                ("domain", self.domain.is_some()),
            ];
            if let Some((what, _)) = unwanted.iter().find(|(_, there)| *there) {
                unsupported!("Unsupported <{what}> element in network {name} with forward mode='{shown}'");
            }
        }
        let limits = self.has_own_bridge() || mode == Some(ForwardMode::Bridge) && self.bridge.name.is_some();
        if let Some(bandwidth) = &self.bandwidth {
            if !limits {
                unsupported!(
                    "Unsupported network-wide <bandwidth> element in network {name} with forward mode='{shown}'"
                );
            }
            bandwidth.check_limits()?;
        }
        self.check_devices()?;
        for (v6, family) in [(false, "IPv4"), (true, "IPv6")] {
            if self.ips.iter().filter(|ip| ip.address.is_v6() == v6 && ip.has_dhcp()).count() > 1 {
                unsupported!(
                    "Multiple {family} dhcp sections found -- dhcp is supported only for a single {family} \
                     address on each network"
                );
            }
        }
        self.check_port_groups(limits)
    }

    fn check_devices(&self) -> Result<()> {
        macro_rules! unsupported {
            ($($t:tt)+) => { bail!(VIR_FROM_NETWORK, VIR_ERR_CONFIG_UNSUPPORTED, $($t)+) };
        }
        let (Some(forward), name) = (&self.forward, &self.name) else { return Ok(()) };
        let (mut netdevs, mut addresses) = (false, false);
        for interface in &forward.interfaces {
            match &interface.device {
                ForwardDevice::Netdev(dev) => {
                    netdevs = true;
                    if forward.mode == ForwardMode::Hostdev {
                        unsupported!(
                            "hostdev network '{name}' lists '{dev}' in the device pool, but hostdev networks \
                             require all devices to be listed by PCI address, not network device name"
                        );
                    }
                }
                ForwardDevice::Pci(_) => {
                    addresses = true;
                    if forward.mode != ForwardMode::Hostdev {
                        unsupported!(
                            "network '{name}' has forward mode '{}' but lists a device by PCI address in the \
                             device pool. This is only supported for networks with forward mode 'hostdev'",
                            forward.mode
                        );
                    }
                }
            }
        }
        if [forward.pf.is_some(), netdevs, addresses].into_iter().filter(|b| *b).count() > 1 {
            unsupported!(
                "<address>, <interface>, and <pf> elements of <forward> in network {name} are mutually exclusive"
            );
        }
        Ok(())
    }

    fn check_port_groups(&self, limits: bool) -> Result<()> {
        macro_rules! unsupported {
            ($($t:tt)+) => { bail!(VIR_FROM_NETWORK, VIR_ERR_CONFIG_UNSUPPORTED, $($t)+) };
        }
        let (mode, name) = (self.mode(), &self.name);
        let is_ovs =
            |p: &crate::common::virtualport::VirtualPort| p.kind == Some(VirtualPortKind::Openvswitch);
        let vlan_works = match mode {
            Some(ForwardMode::Hostdev | ForwardMode::Passthrough) => true,
            Some(ForwardMode::Bridge) => self.virtual_port.as_ref().is_none_or(is_ovs),
            _ => false,
        };
        let mut bad_vlan = false;
        let mut default = None;
        for (i, group) in self.port_groups.iter().enumerate() {
            if self.vlan.is_some() || group.vlan.is_some() {
                bad_vlan |= match &group.virtual_port {
                    Some(port) => mode != Some(ForwardMode::Bridge) || !is_ovs(port),
                    None => !vlan_works,
                };
            }
            if group.is_default {
                if let Some(other) = default {
                    unsupported!(
                        "network '{name}' has multiple default <portgroup> elements ({other} and {}), but only \
                         one default is allowed",
                        group.name
                    );
                }
                default = Some(&group.name);
            }
            if self.port_groups[i + 1..].iter().any(|g| g.name == group.name) {
                unsupported!(
                    "multiple <portgroup> elements with the same name ({}) in network '{name}'",
                    group.name
                );
            }
            if group.bandwidth.is_some() && (!limits || mode == Some(ForwardMode::Hostdev)) {
                unsupported!(
                    "Unsupported <bandwidth> element in network '{name}' in portgroup '{}' with forward mode='{}'",
                    group.name,
                    mode.map_or("none", ForwardMode::as_str)
                );
            }
        }
        if bad_vlan || self.vlan.is_some() && !vlan_works && default.is_none() {
            unsupported!(
                "<vlan> element specified for network {name}, whose type doesn't support vlan configuration"
            );
        }
        Ok(())
    }
}

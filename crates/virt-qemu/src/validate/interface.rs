//! Network interfaces.

use virt_core::Result;

use super::refuse::{refuse, refuse_with, unsupported, wrong};
use crate::capabilities::{Flag, QemuCaps};
use crate::command::interface::actual_type;
use crate::vocabulary::{
    DomainDef, Interface, InterfaceSource, MemoryAccess, NetBackendType, SourceMode, TeamingType,
};

/// Memory that another process is to see has to be shared.
pub fn require_shared_memory(def: &DomainDef, what: &str) -> Result<()> {
    let all = def.memory.backing.access;
    let shared = |own: Option<MemoryAccess>| own.or(all) == Some(MemoryAccess::Shared);
    let cells = &def.numa.cells;
    let ok = if cells.is_empty() { shared(None) } else { cells.iter().all(|cell| shared(cell.mem_access)) };
    refuse_with(!ok, || format!("'{what}' requires shared memory"))
}

fn is_virtio(interface: &Interface) -> bool {
    interface.model.as_ref().is_some_and(|model| {
        matches!(model.as_str(), "virtio" | "virtio-transitional" | "virtio-non-transitional")
    })
}

/// A network interface, as it is defined.
pub fn check(def: &DomainDef, interface: &Interface, caps: &QemuCaps) -> Result<()> {
    let kind = interface.source.type_name();
    let passt = interface.backend.kind == NetBackendType::Passt;
    refuse(
        !interface.guest_ip.routes.is_empty(),
        "Invalid attempt to set network interface guest-side IP route, not supported by QEMU",
    )?;
    if kind == "user" || (kind == "vhostuser" && passt) {
        let there = if passt { caps.has(Flag::NETDEV_STREAM) } else { caps.has(Flag::NETDEV_USER) };
        refuse_with(!there, || {
            let name = interface.backend.kind.as_str();
            format!("the '{name}' network backend is not supported with this QEMU binary")
        })?;
        guest_addresses(interface)?;
    } else {
        refuse(
            !interface.guest_ip.ips.is_empty(),
            "Invalid attempt to set network interface guest-side IP address info, not supported by QEMU",
        )?;
    }
    refuse(
        kind == "vdpa" && !caps.has(Flag::NETDEV_VHOST_VDPA),
        "vDPA devices are not supported with this QEMU binary",
    )?;
    if let InterfaceSource::Vhostuser(unix) = &interface.source {
        wrong(unix.path.is_none() && !passt, "Missing required attribute 'path' in element 'source'")?;
        let reconnects = unix.reconnect.is_some_and(|r| r.enabled == Some(true));
        refuse(
            unix.mode == SourceMode::Bind && reconnects,
            "'reconnect' attribute is not supported when source mode='server' for <interface type='vhostuser'>",
        )?;
        require_shared_memory(def, "interface")?;
    }
    if is_virtio(interface) {
        let driver = &interface.driver;
        for (name, size) in [("rx", driver.rx_queue_size), ("tx", driver.tx_queue_size)] {
            refuse_with(size != 0 && !size.is_power_of_two(), || {
                format!("{name}_queue_size has to be a power of two")
            })?;
        }
        let rss = caps.has(Flag::VIRTIO_NET_RSS);
        refuse(driver.rss.is_some() && !rss, "virtio rss is not supported with this QEMU binary")?;
        refuse(
            driver.rss_hash_report.is_some() && !rss,
            "virtio rss hash report is not supported with this QEMU binary",
        )?;
    } else {
        refuse_with(matches!(kind, "vdpa" | "vhostuser"), || {
            let model = interface.model.as_ref().map_or("unknown", |model| model.as_str());
            format!("invalid model for interface of type '{kind}': '{model}' - must be 'virtio'")
        })?;
    }
    let can_mtu = match kind {
        "user" | "vhostuser" if passt => true,
        "network" | "bridge" | "ethernet" | "vhostuser" => true,
        _ => false,
    };
    refuse_with(interface.mtu > 0 && !can_mtu, || {
        format!("setting MTU on interface type {kind} is not supported yet")
    })?;
    if let Some(teaming) = &interface.teaming {
        match teaming.kind {
            TeamingType::Persistent => refuse_with(!is_virtio(interface), || {
                let model = interface.model.as_ref().map_or("unknown", |model| model.as_str());
                format!(
                    "virtio-net teaming persistent interface must be <model type='virtio'/>, not '{model}'"
                )
            })?,
            TeamingType::Transient => refuse_with(!matches!(kind, "hostdev" | "network"), || {
                format!("virtio-net teaming transient interface must be type='hostdev', not '{kind}'")
            })?,
        }
    }
    let coalesce = interface.rx_max_coalesced_frames > 0;
    refuse_with(coalesce && !matches!(kind, "network" | "bridge"), || {
        format!("coalesce settings on interface type {kind} are not supported")
    })
}

fn guest_addresses(interface: &Interface) -> Result<()> {
    let (mut v4, mut v6) = (false, false);
    for ip in &interface.guest_ip.ips {
        refuse(ip.peer.is_some(), "Invalid attempt to set peer IP for guest")?;
        if ip.address.is_v4() {
            refuse(v4, "Only one IPv4 address per interface is allowed")?;
            v4 = true;
            wrong(
                ip.prefix > 0 && !(4..=27).contains(&ip.prefix),
                "invalid prefix, must be in range of 4-27",
            )?;
        } else {
            refuse(v6, "Only one IPv6 address per interface is allowed")?;
            v6 = true;
            refuse_with(ip.prefix != 0 && ip.prefix != 64, || {
                format!("unsupported IPv6 address prefix='{}' - must be 64", ip.prefix)
            })?;
        }
    }
    Ok(())
}

/// What an interface ends up as must be possible.
pub fn check_actual(interface: &Interface) -> Result<()> {
    let kind = actual_type(interface);
    let mac = interface.mac.address;
    let tap = matches!(kind, "network" | "bridge" | "ethernet");
    let queues = interface.driver.queues > 0;
    let many = tap || matches!(kind, "direct" | "vhostuser" | "vdpa");
    if queues && !many {
        unsupported(format!(
            "interface {mac} - multiqueue is not supported for network interfaces of type {kind}"
        ))?;
    }
    refuse_with(interface.filter.is_some() && !tap, || {
        format!("interface {mac} - filterref is not supported for network interfaces of type {kind}")
    })?;
    refuse_with(interface.backend.tap.is_some() && !tap, || {
        format!(
            "interface {mac} - custom tap device path is not supported for network interfaces of type {kind}"
        )
    })?;
    let transient = interface.teaming.as_ref().is_some_and(|t| t.kind == TeamingType::Transient);
    refuse_with(transient && kind != "hostdev", || {
        format!("interface {mac} - teaming transient device must be type='hostdev', not '{kind}'")
    })
}

//! Network interfaces: the host's side (`-netdev`) and the guest's.

use crate::vocabulary::{
    ActualSource, Address, ChardevKind, ChardevSource, Interface, InterfaceSource, NetBackendType,
    NetDriverName, SocketSource, TeamingType, TxMode, VirtType,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::{Builder, alias};
use super::context::text;
use super::hostdev::rom;
use super::props::Props;
use super::virtio::{self, Generation};
use crate::capabilities::Flag;
use crate::family::Family;
use crate::launch_plan::FdSource;
use crate::validate::interface::check_actual;

/// Where the host's vhost device is, unless the interface names another.
const VHOST_NET: &str = "/dev/vhost-net";

/// How long QEMU waits before it connects to passt again.
const PASST_RECONNECT_SECONDS: u32 = 5;

/// The kind that an interface ends up as: networks name another.
pub fn actual_type(interface: &Interface) -> &'static str {
    match interface.source.actual() {
        Some(actual) => actual.source.type_name(),
        None => interface.source.type_name(),
    }
}

/// Does the interface end up as a device of the host?
pub fn is_hostdev(interface: &Interface) -> bool {
    actual_type(interface) == "hostdev"
}

/// Does the guest's device understand the header of offloads that packets of a tap can have?
pub fn takes_offload_headers(interface: &Interface) -> bool {
    let model = interface.model.as_ref().map(|model| model.as_str()).unwrap_or_default();
    interface.is_virtio() || matches!(model, "e1000e" | "igb" | "vmxnet3")
}

impl Builder<'_> {
    pub fn interfaces(&mut self) -> Result<()> {
        let def = self.def;
        for (index, interface) in def.devices.interfaces.iter().enumerate() {
            check_actual(interface)?;
            if !is_hostdev(interface) {
                self.interface(index, interface)?;
            }
        }
        Ok(())
    }

    fn interface(&mut self, index: usize, interface: &Interface) -> Result<()> {
        let id = alias(&interface.info).to_owned();
        let netdev = self.netdev(interface, &id)?.set("id", format!("host{id}"));
        self.push_netdev(&netdev);
        let vhost_user = matches!(interface.source, InterfaceSource::Vhostuser(_));
        if self.has_nic_device(interface) {
            let props = self.nic(index, interface, &id)?;
            self.device_at(&interface.info, props);
        } else if !vhost_user {
            let model =
                interface.model.as_ref().map(|m| format!(",model={}", m.as_str())).unwrap_or_default();
            let mac = interface.mac.address;
            self.option("-net", format!("nic,macaddr={mac},netdev=host{id}{model},id={id}"));
        } else {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Nicdev support unavailable");
        }
        Ok(())
    }

    /// `-netdev`, as JSON where QEMU reads it.
    pub fn push_netdev(&mut self, props: &Props) {
        if self.context.caps.has(Flag::NETDEV_JSON) {
            self.option("-netdev", props.to_string());
            return;
        }
        let mut rest = props.clone();
        let kind = props.text("type").unwrap_or_default().to_owned();
        rest.remove("type");
        let mut text = kind;
        if let Some(list) = props.get("guestfwd").and_then(|v| v.as_array()) {
            rest.remove("guestfwd");
            for item in list.iter().filter_map(|item| item["str"].as_str()) {
                text += &format!(",guestfwd={item}");
            }
        }
        let rest = rest.keyval();
        if !rest.is_empty() {
            text += &format!(",{rest}");
        }
        self.option("-netdev", text);
    }

    /// Machines of ARM have interfaces of their own that `-device` can't name.
    fn has_nic_device(&self, interface: &Interface) -> bool {
        let arm = Family::of(self.def).arch().is_arm();
        !arm || matches!(interface.info.address, Some(Address::Pci(_) | Address::VirtioMmio))
    }

    fn netdev(&mut self, interface: &Interface, id: &str) -> Result<Props> {
        let kind = actual_type(interface);
        if interface.script.is_some() && kind != "ethernet" {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "scripts are not supported on interfaces of type {kind}"
            );
        }
        let source = match interface.source.actual().map(|a| &a.source) {
            Some(
                ActualSource::Bridge { .. } | ActualSource::Network { .. } | ActualSource::Direct { .. },
            ) => {
                return self.tap(interface, id);
            }
            _ => &interface.source,
        };
        Ok(match source {
            InterfaceSource::Bridge { .. }
            | InterfaceSource::Network { .. }
            | InterfaceSource::Direct { .. }
            | InterfaceSource::Ethernet => self.tap(interface, id)?,
            InterfaceSource::Client(s) => Props::new().set("type", "socket").set("connect", socket(s)),
            InterfaceSource::Server(s) => Props::new().set("type", "socket").set("listen", socket(s)),
            InterfaceSource::Mcast(s) => Props::new().set("type", "socket").set("mcast", socket(s)),
            InterfaceSource::Udp(s) => {
                let local = format!("{}:{}", s.local_address.as_deref().unwrap_or_default(), s.local_port);
                Props::new().set("type", "socket").set("udp", socket(s)).set("localaddr", local)
            }
            InterfaceSource::User if interface.backend.kind == NetBackendType::Passt => {
                self.passt(interface, id)
            }
            InterfaceSource::User => user(interface),
            InterfaceSource::Internal { .. } => Props::new().set("type", "user"),
            InterfaceSource::Vhostuser(unix) => {
                let mut unix = unix.clone();
                if interface.backend.kind == NetBackendType::Passt {
                    let socket = self.passt_socket(id);
                    self.passt_helper(interface, id, &socket);
                    unix.path = Some(socket);
                }
                let source = ChardevSource::new(ChardevKind::Unix(unix));
                self.chardev_waiting(&source, &format!("char{id}"), None, true)?;
                Props::new()
                    .set("type", "vhost-user")
                    .set("chardev", format!("char{id}"))
                    .opt("queues", Some(interface.driver.queues).filter(|q| *q > 1))
            }
            InterfaceSource::Vdpa { dev } => {
                let path = self.vdpa(dev, id);
                Props::new()
                    .set("type", "vhost-vdpa")
                    .set("vhostdev", path)
                    .opt("queues", Some(interface.driver.queues).filter(|q| *q > 1))
            }
            InterfaceSource::Hostdev { .. } | InterfaceSource::Null | InterfaceSource::Vds { .. } => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "network device type '{kind}' is not supported by this hypervisor"
            ),
        })
    }

    fn tap(&mut self, interface: &Interface, id: &str) -> Result<Props> {
        // The helper of those who may not make taps gives one file.
        let helped = !self.context.privileged && matches!(actual_type(interface), "bridge" | "network");
        let queues = if helped { 1 } else { interface.driver.queues.max(1) };
        let tap = || FdSource::Tap { alias: id.to_owned() };
        let taps: Vec<String> = (0..queues).map(|_| self.fd(tap()).to_string()).collect();
        let vhost: Vec<String> = match self.uses_vhost(interface)? {
            true => {
                let device = interface.backend.vhost.as_deref().unwrap_or(VHOST_NET);
                let open = || FdSource::Path { path: device.into(), write: true, append: false };
                (0..queues).map(|_| self.fd(open()).to_string()).collect()
            }
            false => Vec::new(),
        };
        let name =
            |one: &'static str, many: &'static str, fds: &[String]| if fds.len() > 1 { many } else { one };
        let mut props = Props::new().set("type", "tap").set(name("fd", "fds", &taps), taps.join(":"));
        if !vhost.is_empty() {
            props = props.set("vhost", true).set(name("vhostfd", "vhostfds", &vhost), vhost.join(":"));
        }
        Ok(props.opt("sndbuf", interface.sndbuf))
    }

    fn uses_vhost(&self, interface: &Interface) -> Result<bool> {
        let name = interface.driver.name;
        if self.def.virt_type != VirtType::Kvm || name == Some(NetDriverName::Qemu) {
            return Ok(false);
        }
        let demanded = name == Some(NetDriverName::Vhost);
        let device = interface.backend.vhost.as_deref().unwrap_or(VHOST_NET);
        let problem = if !self.has_nic_device(interface) {
            "vhost-net is not supported with this QEMU binary"
        } else if !interface.is_virtio() {
            "vhost-net is only supported for virtio network interfaces"
        } else if !self.context.host.has_vhost_net(device) {
            "vhost-net was requested for an interface, but is unavailable"
        } else {
            return Ok(true);
        };
        if demanded {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "{problem}");
        }
        Ok(false)
    }

    fn passt_socket(&self, id: &str) -> String {
        let name = format!("{}-{id}.socket", self.context.domain.short_name);
        text(&self.context.folders.passt.join(name))
    }

    fn passt(&mut self, interface: &Interface, id: &str) -> Props {
        let socket = self.passt_socket(id);
        self.passt_helper(interface, id, &socket);
        let props = Props::new()
            .set("type", "stream")
            .set("addr", Props::new().set("type", "unix").set("path", socket))
            .set("server", false);
        let caps = self.context.caps;
        if caps.has(Flag::NETDEV_STREAM_RECONNECT_MILISECONDS) && caps.has(Flag::NETDEV_STREAM_RECONNECT) {
            props.set("reconnect-ms", PASST_RECONNECT_SECONDS * 1000)
        } else if caps.has(Flag::NETDEV_STREAM_RECONNECT) {
            props.set("reconnect", PASST_RECONNECT_SECONDS)
        } else {
            props
        }
    }

    /// A vDPA device, handed over open.
    pub fn vdpa(&mut self, device: &str, id: &str) -> String {
        let what = FdSource::Path { path: device.into(), write: true, append: false };
        self.fd_set(what, &format!("{id}-vdpa"))
    }

    fn nic(&self, index: usize, interface: &Interface, id: &str) -> Result<Props> {
        let model = interface.model.as_ref().map(|m| m.as_str()).unwrap_or_default();
        let props =
            if interface.is_virtio() { self.virtio_net(interface, model)? } else { Props::device(model) };
        Ok(props
            .set("netdev", format!("host{id}"))
            .set("id", id)
            .set("mac", interface.mac.address.to_string())
            .nonzero("bootindex", self.boot.interfaces[index].into())
            .opt("loadparm", self.loadparm(&interface.info))
            .extend(self.address(&interface.info)?)
            .extend(rom(&interface.info)?))
    }

    fn virtio_net(&self, interface: &Interface, model: &str) -> Result<Props> {
        let generation = match model {
            "virtio-transitional" => Generation::Transitional,
            "virtio-non-transitional" => Generation::Modern,
            _ => Generation::Both,
        };
        let driver = &interface.driver;
        let (host, guest) = (&driver.host, &driver.guest);
        let many = driver.queues > 1;
        let on_ccw = matches!(interface.info.address, Some(Address::Ccw(_)));
        let vectors = if many && !on_ccw { 2 * u64::from(driver.queues) + 2 } else { 0 };
        let persistent = interface.teaming.as_ref().is_some_and(|t| t.kind == TeamingType::Persistent);
        let tx = driver.txmode.map(|mode| if mode == TxMode::Iothread { "bh" } else { "timer" });
        let virtio = Some(&driver.virtio);
        Ok(virtio::device("virtio-net", &interface.info, virtio, generation, self.context.caps)?
            .opt("tx", tx)
            .opt("ioeventfd", driver.ioeventfd)
            .opt("event_idx", driver.event_idx)
            .opt("csum", host.csum)
            .opt("gso", host.gso)
            .opt("host_tso4", host.tso4)
            .opt("host_tso6", host.tso6)
            .opt("host_ecn", host.ecn)
            .opt("host_ufo", host.ufo)
            .opt("mrg_rxbuf", host.mrg_rxbuf)
            .opt("guest_csum", guest.csum)
            .opt("guest_tso4", guest.tso4)
            .opt("guest_tso6", guest.tso6)
            .opt("guest_ecn", guest.ecn)
            .opt("guest_ufo", guest.ufo)
            .flag("mq", many)
            .nonzero("vectors", vectors)
            .nonzero("rx_queue_size", driver.rx_queue_size.into())
            .nonzero("tx_queue_size", driver.tx_queue_size.into())
            .opt("rss", driver.rss)
            .opt("hash", driver.rss_hash_report)
            .nonzero("host_mtu", interface.mtu.into())
            .flag("failover", persistent))
    }
}

fn socket(source: &SocketSource) -> String {
    format!("{}:{}", source.address.as_deref().unwrap_or_default(), source.port)
}

fn user(interface: &Interface) -> Props {
    let mut props = Props::new().set("type", "user");
    for ip in &interface.guest_ip.ips {
        let address = ip.address.to_string();
        props = match ip.address.is_v4() {
            true if ip.prefix > 0 => props.set("net", format!("{address}/{}", ip.prefix)),
            true => props.set("net", address),
            false => props.set("ipv6-prefix", address).nonzero("ipv6-prefixlen", ip.prefix.into()),
        };
    }
    props
}

//! Writing `<interface>`: as configured, or, for a running domain, as its network provided it.

use super::source::{ActualInterface, ActualSource, InterfaceSource, SocketSource};
use super::{Interface, NetBackendType, is_generated_name};
use crate::common::bandwidth::Bandwidth;
use crate::common::virtualport::VirtualPort;
use crate::common::vlan::Vlan;
use crate::domain::chardev::{SourceMode, UnixSource};
use crate::domain::devices::hostdev::write_subsystem;
use crate::domain::words::prelude::*;

fn optional(w: &mut Writer, name: &str, value: Option<&String>) {
    if let Some(value) = value {
        w.attr(name, value);
    }
}

fn attr_child(w: &mut Writer, child: &str, attr: &str, value: Option<&String>) {
    if let Some(value) = value {
        w.element(child, true, |w| w.attr(attr, value), |_| ());
    }
}

fn write_port(
    vlan: Option<&Vlan>,
    port: Option<&VirtualPort>,
    bandwidth: Option<&Bandwidth>,
    isolated: Option<bool>,
    w: &mut Writer,
) {
    if let Some(vlan) = vlan {
        vlan.write("vlan", true, w);
    }
    if let Some(port) = port.filter(|p| !p.is_empty()) {
        port.write("virtualport", true, w);
    }
    if let Some(bandwidth) = bandwidth {
        bandwidth.write("bandwidth", true, w);
    }
    if let Some(isolated) = isolated {
        w.element("port", true, |w| w.attr_value::<Plain, bool>("isolated", &isolated), |_| ());
    }
}

impl Interface {
    /// What is shown in the place of the configuration: what a running domain's network provided.
    fn public_actual(&self, w: &Writer) -> Option<&ActualInterface> {
        let config = view::INACTIVE | view::ACTUAL_NET | view::MIGRATABLE;
        self.source.actual().filter(|_| w.view().0 & config == 0)
    }

    pub(super) fn write_attrs(&self, w: &mut Writer) {
        let actual = self.public_actual(w);
        w.attr("type", actual.map_or_else(|| self.source.type_name(), |a| a.source.type_name()));
        let managed = match (&self.source, actual.map(|a| &a.source)) {
            (_, Some(ActualSource::Hostdev { managed, .. })) => *managed,
            (InterfaceSource::Hostdev { managed, .. }, None) => *managed,
            _ => false,
        };
        if managed {
            w.attr("managed", "yes");
        }
        if let Some(trust) = &self.trust_guest_rx_filters {
            w.attr_value::<Plain, bool>("trustGuestRxFilters", trust);
        }
    }

    pub(super) fn write_children(&self, w: &mut Writer) {
        self.write_mac(w);
        match self.public_actual(w) {
            Some(actual) => actual.write_contents(self, false, w),
            None => self.write_configured(w),
        }
        self.guest_ip.write(w);
        self.port_forwards.iter().for_each(|f| f.write("portForward", true, w));
        attr_child(w, "script", "path", self.script.as_ref());
        attr_child(w, "downscript", "path", self.downscript.as_ref());
        attr_child(w, "backenddomain", "name", self.backend_domain.as_ref());
        self.write_target(w);
        self.guest.write("guest", false, w);
        if let Some(model) = &self.model {
            w.element("model", true, |w| w.attr("type", model.as_str()), |_| ());
            if model.is_virtio() {
                self.driver.write("driver", false, w);
            }
        }
        self.backend.write("backend", false, w);
        if let Some(filter) = &self.filter {
            filter.params.write(&filter.filter, w);
        }
        if let Some(sndbuf) = &self.sndbuf {
            w.element("tune", true, |_| (), |w| w.text_value::<Plain, u64>("sndbuf", sndbuf));
        }
        if let Some(teaming) = &self.teaming {
            teaming.write("teaming", true, w);
        }
        if let Some(state) = self.link {
            w.element("link", true, |w| w.attr("state", state.as_str()), |_| ());
        }
        if self.mtu != 0 {
            w.element("mtu", true, |w| w.attr_display("size", self.mtu), |_| ());
        }
        if self.rx_max_coalesced_frames != 0 {
            let frames = |w: &mut Writer| {
                w.element("frames", true, |w| w.attr_display("max", self.rx_max_coalesced_frames), |_| ());
            };
            w.element("coalesce", true, |_| (), |w| w.element("rx", true, |_| (), frames));
        }
        self.info.children(w);
        if let Some(private) = self.private_data.as_ref().filter(|_| view::status(w.view())) {
            private.write(w);
        }
    }

    fn write_mac(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("address", self.mac.address);
            if let Some(kind) = self.mac.kind {
                w.attr("type", kind.as_str());
            }
            if let Some(check) = &self.mac.check {
                w.attr_value::<Plain, bool>("check", check);
            }
            if let Some(current) = self.mac.current.filter(|_| live(w.view())) {
                w.attr_display("currentAddress", current);
            }
        };
        w.element("mac", true, attrs, |_| ());
    }

    fn write_target(&self, w: &mut Writer) {
        let target = &self.target;
        let shown =
            |name: &&String| target.managed == Some(false) || live(w.view()) || !is_generated_name(name);
        let dev = target.dev.as_ref().filter(shown).cloned();
        let attrs = |w: &mut Writer| {
            optional(w, "dev", dev.as_ref());
            if let Some(managed) = &target.managed {
                w.attr_value::<Plain, bool>("managed", managed);
            }
        };
        w.element("target", false, attrs, |_| ());
    }

    fn write_configured(&self, w: &mut Writer) {
        if let InterfaceSource::Hostdev { source, .. } = &self.source {
            write_subsystem(source, false, true, w);
        }
        let attrs = |w: &mut Writer| {
            self.source.write_attrs(self.backend.kind, w);
            if self.backend.kind == NetBackendType::Passt {
                optional(w, "dev", self.source_dev.as_ref());
            }
        };
        let children = |w: &mut Writer| {
            self.source.write_children(self.backend.kind, w);
            self.host_ip.write(w);
        };
        w.element("source", false, attrs, children);
        let (vlan, port) = (self.vlan.as_ref(), self.virtualport.as_deref());
        write_port(vlan, port, self.bandwidth.as_deref(), self.isolated, w);
        if let Some(actual) = self.source.actual().filter(|_| w.view().has(view::ACTUAL_NET)) {
            actual.write_element(self, w);
        }
    }
}

impl InterfaceSource {
    fn write_attrs(&self, backend: NetBackendType, w: &mut Writer) {
        match self {
            Self::Network { network, portgroup, portid, .. } => {
                w.attr("network", network);
                optional(w, "portgroup", portgroup.as_ref());
                if let Some(portid) = portid.filter(|_| live(w.view())) {
                    w.attr_display("portid", portid);
                }
            }
            // with passt, all of it is fixed or known from elsewhere
            Self::Vhostuser(UnixSource { mode, path, .. }) if backend != NetBackendType::Passt => {
                w.attr("type", "unix");
                optional(w, "path", path.as_ref());
                w.attr("mode", if *mode == SourceMode::Bind { "server" } else { "client" });
            }
            Self::Bridge { bridge } => w.attr("bridge", bridge),
            Self::Server(socket) | Self::Client(socket) | Self::Mcast(socket) | Self::Udp(socket) => {
                optional(w, "address", socket.address.as_ref());
                w.attr_display("port", socket.port);
            }
            Self::Internal { name } => w.attr("name", name),
            Self::Direct { dev, mode } => {
                w.attr("dev", dev);
                w.attr("mode", mode.as_str());
            }
            Self::Vdpa { dev } => w.attr("dev", dev),
            Self::Vds { switchid, portid, portgroupid, connectionid } => {
                w.attr_display("switchid", switchid);
                w.attr_display("portid", portid);
                optional(w, "portgroupid", portgroupid.as_ref());
                w.attr_display("connectionid", connectionid);
            }
            Self::User | Self::Ethernet | Self::Null | Self::Hostdev { .. } | Self::Vhostuser(_) => {}
        }
    }

    fn write_children(&self, backend: NetBackendType, w: &mut Writer) {
        match self {
            Self::Vhostuser(UnixSource { reconnect: Some(reconnect), .. })
                if backend != NetBackendType::Passt =>
            {
                reconnect.write("reconnect", false, w);
            }
            Self::Udp(SocketSource { local_address, local_port, .. }) => {
                let attrs = |w: &mut Writer| {
                    w.attr("address", local_address.as_deref().unwrap_or_default());
                    w.attr_display("port", local_port);
                };
                w.element("local", true, attrs, |_| ());
            }
            _ => {}
        }
    }
}

impl ActualInterface {
    /// Writes `<actual>` of state files.
    fn write_element(&self, interface: &Interface, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("type", self.source.type_name());
            if matches!(self.source, ActualSource::Hostdev { managed: true, .. }) {
                w.attr("managed", "yes");
            }
            if let Some(trust) = &interface.trust_guest_rx_filters {
                w.attr_value::<Plain, bool>("trustGuestRxFilters", trust);
            }
        };
        w.pair("actual", attrs, |w| self.write_contents(interface, true, w));
    }

    /// Writes source and port settings, in `<actual>` or in the place of the configured ones.
    fn write_contents(&self, interface: &Interface, inside: bool, w: &mut Writer) {
        match &self.source {
            ActualSource::Hostdev { source, .. } => write_subsystem(source, false, true, w),
            source => {
                let attrs = |w: &mut Writer| {
                    if let InterfaceSource::Network { network, portgroup, portid, .. } = &interface.source
                        && !inside
                    {
                        w.attr("network", network);
                        optional(w, "portgroup", portgroup.as_ref());
                        if let Some(portid) = portid {
                            w.attr_display("portid", portid);
                        }
                    }
                    match source {
                        ActualSource::Bridge { bridge, mac_table_manager }
                        | ActualSource::Network { bridge, mac_table_manager } => {
                            optional(w, "bridge", bridge.as_ref());
                            if let Some(manager) = mac_table_manager {
                                w.attr("macTableManager", manager.as_str());
                            }
                        }
                        ActualSource::Direct { dev, mode } => {
                            optional(w, "dev", dev.as_ref());
                            w.attr("mode", mode.as_str());
                        }
                        ActualSource::Hostdev { .. } => {}
                    }
                };
                w.element("source", true, attrs, |_| ());
            }
        }
        if self.class_id != 0 && view::status(w.view()) {
            w.element("class", true, |w| w.attr_display("id", self.class_id), |_| ());
        }
        let (vlan, port) = (self.vlan.as_ref(), self.virtualport.as_ref());
        write_port(vlan, port, self.bandwidth.as_ref(), self.isolated, w);
    }
}

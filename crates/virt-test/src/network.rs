//! Virtual networks: definitions that can be switched on and off.

use std::net::IpAddr;
use std::sync::Arc;

use virt_conf::common::metadata::{Metadata, MetadataKind, element_text};
use virt_conf::network::{NetworkDef, ParseOptions};
use virt_core::consts::*;
use virt_core::driver::{NetworkDriver, check_flags};
use virt_core::{Connect, EventHub, Network, Result, Uuid, bail};

use crate::TestDriver;
use crate::store::{Shared, exclusive, wanted};

pub type NetworkObject = Shared<NetworkState>;

/// A network at one moment.
#[derive(Clone)]
pub struct NetworkState {
    pub def: Arc<NetworkDef>,
    /// What an active persistent network becomes when it is started again.
    pub next_def: Option<Arc<NetworkDef>>,
    pub active: bool,
    pub persistent: bool,
    pub autostart: bool,
}

const LIVE: u32 = VIR_NETWORK_UPDATE_AFFECT_LIVE;
const CONFIG: u32 = VIR_NETWORK_UPDATE_AFFECT_CONFIG;

impl NetworkState {
    fn assign(&mut self, def: Arc<NetworkDef>, live: bool) {
        if live {
            let old = std::mem::replace(&mut self.def, def);
            if self.persistent && self.next_def.is_none() {
                self.next_def = Some(old);
            }
            return;
        }
        if self.active || !self.persistent {
            self.next_def = Some(def);
        } else {
            self.next_def = None;
            self.def = def;
        }
        self.persistent = true;
    }

    /// `VIR_NETWORK_UPDATE_AFFECT_*` with CURRENT made out, when it makes sense for the network as it is.
    fn impact(&self, flags: u32) -> Result<u32> {
        let current = if self.active { LIVE } else { CONFIG };
        let flags = if flags & (LIVE | CONFIG) == 0 { flags | current } else { flags };
        if flags & LIVE != 0 && !self.active {
            bail!(VIR_FROM_NETWORK, VIR_ERR_OPERATION_INVALID, "network is not running");
        }
        if flags & CONFIG != 0 && !self.persistent {
            bail!(
                VIR_FROM_NETWORK,
                VIR_ERR_OPERATION_INVALID,
                "cannot change persistent config of a transient network"
            );
        }
        Ok(flags)
    }

    fn one_def(&self, flags: u32) -> Result<&NetworkDef> {
        if flags & (LIVE | CONFIG) == LIVE | CONFIG {
            let (live, config) = ("VIR_NETWORK_UPDATE_AFFECT_LIVE", "VIR_NETWORK_UPDATE_AFFECT_CONFIG");
            return Err(exclusive(VIR_FROM_NETWORK, "virNetworkObjGetOneDef", live, config));
        }
        let flags = self.impact(flags)?;
        Ok(match &self.next_def {
            Some(next) if self.active && flags & CONFIG != 0 => next,
            _ => &self.def,
        })
    }
}

fn parse(xml: &str, validate: bool) -> Result<NetworkDef> {
    NetworkDef::parse(xml, ParseOptions { validate, ..ParseOptions::default() })
}

impl TestDriver {
    pub(crate) fn network_by_name(&self, name: &str) -> Result<Arc<NetworkObject>> {
        match self.networks.by_name(name) {
            Some(object) => Ok(object),
            None => bail!(VIR_FROM_TEST, VIR_ERR_NO_NETWORK, "no network with matching name '{name}'"),
        }
    }

    /// The first address that a network gives to guests, or its own, and the length of its prefix.
    pub(crate) fn network_address(&self, name: &str) -> Result<(IpAddr, u32)> {
        let state = self.network_by_name(name)?.get();
        let Some(ip) = state.def.ips.first() else {
            bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "network '{name}' has no address");
        };
        let first = ip.ranges.first().map_or(ip.address, |range| range.start);
        Ok((first.address(), ip.address.prefix(ip.netmask.as_ref(), ip.prefix.unwrap_or(0)).unwrap_or(0)))
    }

    fn network_by_uuid(&self, uuid: Uuid) -> Result<Arc<NetworkObject>> {
        match self.networks.by_uuid(uuid) {
            Some(object) => Ok(object),
            None => bail!(VIR_FROM_TEST, VIR_ERR_NO_NETWORK, "no network with matching uuid '{uuid}'"),
        }
    }

    fn network_with_metadata(&self, network: &Network) -> Result<Arc<NetworkObject>> {
        let (uuid, name) = (network.uuid(), network.name());
        match self.networks.by_uuid(uuid) {
            Some(object) => Ok(object),
            None => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_NETWORK, "no network with matching uuid '{uuid}' ({name})")
            }
        }
    }

    /// Adds a definition, or gives it to the network that has its name and UUID; `live` starts it.
    pub(crate) fn add_network(&self, def: NetworkDef, live: bool) -> Result<(String, Uuid)> {
        let _structure = self.networks.exclusive();
        let (name, uuid) = (def.name.clone(), def.uuid);
        if let Some(object) = self.networks.by_uuid(uuid) {
            object.change(|state| {
                if state.def.name != name {
                    bail!(
                        VIR_FROM_NETWORK,
                        VIR_ERR_OPERATION_FAILED,
                        "network '{}' is already defined with uuid {uuid}",
                        state.def.name
                    );
                }
                if live && state.active {
                    bail!(
                        VIR_FROM_NETWORK,
                        VIR_ERR_OPERATION_INVALID,
                        "network is already active as '{name}'"
                    );
                }
                state.assign(Arc::new(def), live);
                state.active |= live;
                Ok(())
            })?;
        } else {
            if let Some(other) = self.networks.by_name(&name) {
                bail!(
                    VIR_FROM_NETWORK,
                    VIR_ERR_OPERATION_FAILED,
                    "network '{name}' already exists with uuid {}",
                    other.get().def.uuid
                );
            }
            let state = NetworkState {
                def: Arc::new(def),
                next_def: None,
                active: live,
                persistent: !live,
                autostart: false,
            };
            self.networks.insert(&name, Some(uuid), Arc::new(Shared::new(state)));
        }
        Ok((name, uuid))
    }
}

impl NetworkDriver for TestDriver {
    fn event_hub(&self) -> Option<&EventHub> {
        Some(&self.events)
    }

    fn connect_list_all_networks(&self, conn: &Connect, flags: u32) -> Result<Vec<Network>> {
        let pairs = [
            (VIR_CONNECT_LIST_NETWORKS_ACTIVE, VIR_CONNECT_LIST_NETWORKS_INACTIVE),
            (VIR_CONNECT_LIST_NETWORKS_PERSISTENT, VIR_CONNECT_LIST_NETWORKS_TRANSIENT),
            (VIR_CONNECT_LIST_NETWORKS_AUTOSTART, VIR_CONNECT_LIST_NETWORKS_NO_AUTOSTART),
        ];
        let known = pairs.iter().fold(0, |known, (yes, no)| known | yes | no);
        check_flags(VIR_FROM_TEST, "testConnectListAllNetworks", flags, known)?;
        let passes = |state: &NetworkState| {
            let holds = [state.active, state.persistent, state.autostart];
            pairs.iter().zip(holds).all(|((yes, no), holds)| wanted(flags, *yes, *no, holds))
        };
        let states = self.networks.all().into_iter().map(|object| object.get());
        Ok(states
            .filter(|state| passes(state))
            .map(|state| Network::new(conn, &*state.def.name, state.def.uuid))
            .collect())
    }

    fn network_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Network> {
        Ok(Network::new(conn, &*self.network_by_uuid(uuid)?.get().def.name, uuid))
    }

    fn network_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<Network> {
        Ok(Network::new(conn, name, self.network_by_name(name)?.get().def.uuid))
    }

    fn network_create_xml_flags(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Network> {
        let validate = VIR_NETWORK_CREATE_VALIDATE;
        check_flags(VIR_FROM_TEST, "testNetworkCreateXMLFlags", flags, validate)?;
        let (name, uuid) = self.add_network(parse(xml, flags & validate != 0)?, true)?;
        self.network_event(&name, uuid, VIR_NETWORK_EVENT_STARTED);
        Ok(Network::new(conn, name, uuid))
    }

    fn network_define_xml_flags(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Network> {
        let validate = VIR_NETWORK_DEFINE_VALIDATE;
        check_flags(VIR_FROM_TEST, "testNetworkDefineXMLFlags", flags, validate)?;
        let (name, uuid) = self.add_network(parse(xml, flags & validate != 0)?, false)?;
        self.network_event(&name, uuid, VIR_NETWORK_EVENT_DEFINED);
        Ok(Network::new(conn, name, uuid))
    }

    fn network_undefine(&self, network: &Network) -> Result<()> {
        let _structure = self.networks.exclusive();
        let state = self.network_by_name(network.name())?.get();
        if state.active {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "Network '{}' is still running", network.name());
        }
        self.networks.remove(&state.def.name, Some(state.def.uuid));
        self.network_event(network.name(), network.uuid(), VIR_NETWORK_EVENT_UNDEFINED);
        Ok(())
    }

    fn network_create(&self, network: &Network) -> Result<()> {
        let uuid = self.network_by_name(network.name())?.change(|state| {
            if state.active {
                bail!(
                    VIR_FROM_TEST,
                    VIR_ERR_OPERATION_INVALID,
                    "Network '{}' is already running",
                    network.name()
                );
            }
            state.active = true;
            Ok(state.def.uuid)
        })?;
        self.network_event(network.name(), uuid, VIR_NETWORK_EVENT_STARTED);
        Ok(())
    }

    fn network_destroy(&self, network: &Network) -> Result<()> {
        let _structure = self.networks.exclusive();
        let object = self.network_by_name(network.name())?;
        object.set(|state| state.active = false);
        let state = object.get();
        self.network_event(&state.def.name, state.def.uuid, VIR_NETWORK_EVENT_STOPPED);
        if !state.persistent {
            self.networks.remove(&state.def.name, Some(state.def.uuid));
        }
        Ok(())
    }

    fn network_update(
        &self,
        network: &Network,
        command: u32,
        section: u32,
        index: i32,
        xml: &str,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testNetworkUpdate", flags, LIVE | CONFIG)?;
        self.network_by_uuid(network.uuid())?.change(|state| {
            let flags = state.impact(flags)?;
            let updated = |def: &NetworkDef, view: u32| {
                let mut def = def.clone();
                def.update_section(command, section, index, xml)?;
                // the result has to be a network that could be defined
                parse(&def.to_xml(view), false).map(|_| Arc::new(def))
            };
            let live = match flags & LIVE {
                0 => None,
                _ => Some(updated(&state.def, 0)?),
            };
            if flags & CONFIG != 0 {
                let persistent = state.next_def.as_ref().unwrap_or(&state.def);
                let config = updated(persistent, VIR_NETWORK_XML_INACTIVE)?;
                match state.active {
                    true => state.next_def = Some(config),
                    false => state.def = config,
                }
            }
            if let Some(live) = live {
                state.def = live;
            }
            Ok(())
        })
    }

    fn network_get_xml_desc(&self, network: &Network, flags: u32) -> Result<String> {
        check_flags(VIR_FROM_TEST, "testNetworkGetXMLDesc", flags, 0)?;
        Ok(self.network_by_name(network.name())?.get().def.to_xml(flags))
    }

    fn network_get_bridge_name(&self, network: &Network) -> Result<String> {
        let state = self.network_by_name(network.name())?.get();
        match &state.def.bridge.name {
            Some(name) => Ok(name.clone()),
            None => bail!(
                VIR_FROM_TEST,
                VIR_ERR_INTERNAL_ERROR,
                "network '{}' does not have a bridge name.",
                state.def.name
            ),
        }
    }

    fn network_get_autostart(&self, network: &Network) -> Result<bool> {
        Ok(self.network_by_name(network.name())?.get().autostart)
    }

    fn network_set_autostart(&self, network: &Network, on: bool) -> Result<()> {
        self.network_by_name(network.name())?.set(|state| state.autostart = on);
        Ok(())
    }

    fn network_is_active(&self, network: &Network) -> Result<bool> {
        Ok(self.network_by_uuid(network.uuid())?.get().active)
    }

    fn network_is_persistent(&self, network: &Network) -> Result<bool> {
        Ok(self.network_by_uuid(network.uuid())?.get().persistent)
    }

    fn network_get_metadata(
        &self,
        network: &Network,
        kind: i32,
        uri: Option<&str>,
        flags: u32,
    ) -> Result<String> {
        check_flags(VIR_FROM_TEST, "testNetworkGetMetadata", flags, LIVE | CONFIG)?;
        let state = self.network_with_metadata(network)?.get();
        let kind = MetadataKind::from_number(kind, VIR_FROM_NETWORK)?;
        let def = state.one_def(flags)?;
        let found = match kind {
            MetadataKind::Description => def.description.clone(),
            MetadataKind::Title => def.title.clone(),
            MetadataKind::Element => element_text(def.metadata.as_ref(), uri.unwrap_or_default()),
        };
        match found {
            Some(text) => Ok(text),
            None => bail!(
                VIR_FROM_NETWORK,
                VIR_ERR_NO_NETWORK_METADATA,
                "Requested metadata element is not present"
            ),
        }
    }

    fn network_set_metadata(
        &self,
        network: &Network,
        kind: i32,
        metadata: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testNetworkSetMetadata", flags, LIVE | CONFIG)?;
        let set = |def: &mut NetworkDef| {
            let what = MetadataKind::from_number(kind, VIR_FROM_NETWORK)?;
            let mut place = Metadata {
                title: &mut def.title,
                description: &mut def.description,
                elements: &mut def.metadata,
            };
            place.set(what, metadata, key, uri, VIR_FROM_NETWORK)
        };
        self.network_with_metadata(network)?.change(|state| {
            let flags = state.impact(flags)?;
            if !state.active {
                return set(Arc::make_mut(&mut state.def));
            }
            if flags & LIVE != 0 {
                set(Arc::make_mut(&mut state.def))?;
            }
            match &mut state.next_def {
                Some(next) if flags & CONFIG != 0 => set(Arc::make_mut(next)),
                _ => Ok(()),
            }
        })?;
        self.network_metadata_event(network.name(), network.uuid(), kind, uri);
        Ok(())
    }
}

//! Devices of the pretended host, and virtual adapters made on its fibre channel adapters.

use std::sync::Arc;

use virt_conf::nodedev::{Capability, NodeDeviceDef, ParseOptions};
use virt_core::consts::*;
use virt_core::driver::{NodeDeviceDriver, check_flags};
use virt_core::{Connect, Error, EventHub, NodeDevice, Result, bail};

use crate::TestDriver;
use crate::store::{Shared, wanted};

pub type DeviceObject = Shared<DeviceState>;

/// A device at one moment.
#[derive(Clone)]
pub struct DeviceState {
    pub def: Arc<NodeDeviceDef>,
    pub active: bool,
    pub persistent: bool,
}

/// The virtual adapter that every new one is a copy of, and what the copy is called.
const PATTERN: &str = "scsi_host11";
const VPORT: &str = "scsi_host12";
/// Vendor number of world-wide names that are made up.
const VENDOR: &str = "100000";

const CAPABILITIES: [(u32, &str); 24] = [
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM, "system"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV, "pci"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV, "usb_device"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE, "usb"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET, "net"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST, "scsi_host"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET, "scsi_target"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI, "scsi"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_STORAGE, "storage"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST, "fc_host"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPORTS, "vports"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC, "scsi_generic"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM, "drm"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES, "mdev_types"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV, "mdev"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV, "ccw"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV, "css"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_VDPA, "vdpa"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD, "ap_card"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE, "ap_queue"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX, "ap_matrix"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPD, "vpd"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV, "ccwgroup"),
    (VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER, "ccwgroup_member"),
];

impl TestDriver {
    fn device(&self, name: &str) -> Result<Arc<DeviceState>> {
        match self.node_devices.by_name(name) {
            Some(object) => Ok(object.get()),
            None => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_NODE_DEVICE, "no node device with matching name '{name}'")
            }
        }
    }

    /// Adds a device, or gives the one of that name another definition.
    pub(crate) fn add_device(&self, state: DeviceState) {
        let _structure = self.node_devices.exclusive();
        let name = state.def.name.clone();
        match self.node_devices.by_name(&name) {
            Some(object) => object.set(|old| *old = state),
            None => self.node_devices.insert(&name, None, Arc::new(Shared::new(state))),
        }
    }

    /// Makes the virtual adapter with these world-wide names.
    pub(crate) fn make_vport(&self, wwnn: &str, wwpn: &str) -> Result<Arc<NodeDeviceDef>> {
        let mut def = NodeDeviceDef::clone(&self.device(PATTERN)?.def);
        def.name = VPORT.into();
        for capability in &mut def.capabilities {
            if let Capability::ScsiHost(host) = capability
                && let Some(fc) = &mut host.fc_host
            {
                (fc.wwnn, fc.wwpn) = (Some(wwnn.into()), Some(wwpn.into()));
            }
        }
        let def = Arc::new(def);
        let known = self.node_devices.by_name(VPORT).map(|object| object.get());
        let (active, persistent) = known.map_or((false, false), |old| (old.active, old.persistent));
        self.add_device(DeviceState { def: def.clone(), active, persistent });
        self.device_event(VPORT, VIR_NODE_DEVICE_EVENT_CREATED);
        Ok(def)
    }

    /// Takes the virtual adapter away.
    pub(crate) fn remove_vport(&self) -> Result<()> {
        self.device(VPORT)?;
        self.remove_device(VPORT);
        Ok(())
    }

    fn remove_device(&self, name: &str) {
        self.device_event(name, VIR_NODE_DEVICE_EVENT_DELETED);
        self.node_devices.remove(name, None);
    }

    /// The adapter that a new virtual one belongs to has to be there and able.
    fn check_vport_parent(&self, def: &NodeDeviceDef) -> Result<()> {
        let states = || self.node_devices.all().into_iter().map(|object| object.get());
        let missing = || internal(format!("Could not find parent device for '{}'", def.name));
        let parent = &def.parent;
        let found = if let Some(name) = &parent.name {
            self.node_devices.by_name(name).map(|object| object.get()).ok_or_else(missing)?
        } else if let (Some(wwnn), Some(wwpn)) = (&parent.wwnn, &parent.wwpn) {
            let mut fitting = states().filter(|state| state.def.wwns() == Some((wwnn, wwpn)));
            fitting.next().ok_or_else(missing)?
        } else if let Some(fabric) = &parent.fabric_wwn {
            let mut fitting = states().filter(|state| fabric_of(&state.def) == Some(fabric));
            fitting.next().ok_or_else(missing)?
        } else {
            let mut able = states().filter(|state| state.def.capability_names().contains(&"vports"));
            able.next().ok_or_else(|| internal("Could not find any vport capable device".into()))?
        };
        match found.def.capability_names().contains(&"vports") {
            true => Ok(()),
            false => {
                Err(internal(format!("Parent device {} is not capable of vport operations", found.def.name)))
            }
        }
    }
}

fn internal(text: String) -> Error {
    Error::new(VIR_FROM_NODEDEV, VIR_ERR_INTERNAL_ERROR, text)
}

fn fabric_of(def: &NodeDeviceDef) -> Option<&String> {
    def.capabilities.iter().find_map(|capability| match capability {
        Capability::ScsiHost(host) => host.fc_host.as_ref()?.fabric_wwn.as_ref(),
        _ => None,
    })
}

fn handle(conn: &Connect, def: &NodeDeviceDef) -> NodeDevice {
    NodeDevice::new(conn, &*def.name, def.parent.name.clone())
}

impl NodeDeviceDriver for TestDriver {
    fn event_hub(&self) -> Option<&EventHub> {
        Some(&self.events)
    }

    fn connect_list_all_node_devices(&self, conn: &Connect, flags: u32) -> Result<Vec<NodeDevice>> {
        let capabilities = CAPABILITIES.iter().fold(0, |all, (flag, _)| all | flag);
        let pairs = [
            (VIR_CONNECT_LIST_NODE_DEVICES_ACTIVE, VIR_CONNECT_LIST_NODE_DEVICES_INACTIVE),
            (VIR_CONNECT_LIST_NODE_DEVICES_PERSISTENT, VIR_CONNECT_LIST_NODE_DEVICES_TRANSIENT),
        ];
        let known = pairs.iter().fold(capabilities, |known, (yes, no)| known | yes | no);
        check_flags(VIR_FROM_TEST, "testConnectListAllNodeDevices", flags, known)?;
        let passes = |state: &DeviceState| {
            let names = state.def.capability_names();
            let able = |(flag, name): &(u32, &str)| flags & flag != 0 && names.contains(name);
            let holds = [state.active, state.persistent];
            (flags & capabilities == 0 || CAPABILITIES.iter().any(able))
                && pairs.iter().zip(holds).all(|((yes, no), holds)| wanted(flags, *yes, *no, holds))
        };
        let states = self.node_devices.all().into_iter().map(|object| object.get());
        Ok(states.filter(|state| passes(state)).map(|state| handle(conn, &state.def)).collect())
    }

    fn node_list_devices(&self, _: &Connect, cap: Option<&str>, flags: u32) -> Result<Vec<String>> {
        check_flags(VIR_FROM_TEST, "testNodeListDevices", flags, 0)?;
        let states = self.node_devices.all().into_iter().map(|object| object.get());
        let able = |state: &DeviceState| cap.is_none_or(|cap| state.def.capability_names().contains(&cap));
        Ok(states.filter(|state| able(state)).map(|state| state.def.name.clone()).collect())
    }

    fn node_device_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<NodeDevice> {
        Ok(handle(conn, &self.device(name)?.def))
    }

    fn node_device_get_xml_desc(&self, device: &NodeDevice, flags: u32) -> Result<String> {
        let inactive = VIR_NODE_DEVICE_XML_INACTIVE;
        check_flags(VIR_FROM_TEST, "testNodeDeviceGetXMLDesc", flags, inactive)?;
        let state = self.device(device.name())?;
        if flags & inactive != 0 && !state.persistent {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_OPERATION_INVALID,
                "node device '{}' is not persistent",
                state.def.name
            );
        }
        Ok(state.def.to_xml(if state.active { flags } else { flags | inactive }))
    }

    fn node_device_get_parent(&self, device: &NodeDevice) -> Result<Option<String>> {
        match &self.device(device.name())?.def.parent.name {
            Some(parent) => Ok(Some(parent.clone())),
            None => bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "no parent for this device"),
        }
    }

    fn node_device_list_caps(&self, device: &NodeDevice) -> Result<Vec<String>> {
        let state = self.device(device.name())?;
        Ok(state.def.capabilities.iter().map(|capability| capability.name().to_owned()).collect())
    }

    fn node_device_create_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<NodeDevice> {
        let validate = VIR_NODE_DEVICE_CREATE_XML_VALIDATE;
        check_flags(VIR_FROM_TEST, "testNodeDeviceCreateXML", flags, validate)?;
        let options =
            ParseOptions { validate: flags & validate != 0, create: true, wwn_vendor: Some(VENDOR) };
        let wish = NodeDeviceDef::parse(xml, options)?;
        let Some((wwnn, wwpn)) = wish.wwns() else {
            return Err(internal("Device is not a fibre channel HBA".into()));
        };
        self.check_vport_parent(&wish)?;
        let def = self.make_vport(wwnn, wwpn)?;
        Ok(NodeDevice::new(conn, &*def.name, wish.parent.name.clone()))
    }

    /// Upstream's way: what is no virtual adapter, or has lost its parent, stays, and that is no error.
    fn node_device_destroy(&self, device: &NodeDevice) -> Result<()> {
        let _structure = self.node_devices.exclusive();
        let state = self.device(device.name())?;
        let parent = state.def.parent.name.as_ref().and_then(|parent| self.node_devices.by_name(parent));
        if state.def.wwns().is_some() && parent.is_some() {
            self.remove_device(device.name());
        }
        Ok(())
    }

    fn node_device_is_persistent(&self, device: &NodeDevice) -> Result<bool> {
        Ok(self.device(device.name())?.persistent)
    }

    fn node_device_is_active(&self, device: &NodeDevice) -> Result<bool> {
        Ok(self.device(device.name())?.active)
    }
}

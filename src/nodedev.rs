//! Devices of the host.

use std::ffi::{CStr, c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, NodeDevice, Result};
use virt_entry::entry;

use crate::event::{Registration, objects};
use crate::ffi::{Opaque, Out, OutList, OutNames};
use crate::handle::Handle;
use crate::types::{virConnectNodeDeviceEventGenericCallback, virFreeCallback};

const FROM: i32 = VIR_FROM_NODEDEV;

/// Counts devices of the host.
///
/// - `conn`: a connection
/// - `cap`: only those that have this capability; NULL for all
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.5.0", answered_by = "virNodeListDevices")]
fn virNodeNumOfDevices(conn: &Connect, cap: Option<&str>, flags: c_uint) -> Result<c_int> {
    Ok(conn.node_device_driver().node_list_devices(conn, cap, flags)?.len() as c_int)
}

/// Lists devices of the host in one step.
///
/// - `conn`: a connection
/// - `devices`: where to put an array of devices, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virConnectListAllNodeDeviceFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.2")]
fn virConnectListAllNodeDevices(
    conn: &Connect,
    mut devices: OutList<'_, NodeDevice>,
    flags: c_uint,
) -> Result<c_int> {
    devices.set(conn.node_device_driver().connect_list_all_node_devices(conn, flags)?)
}

/// Lists the names of devices of the host.
///
/// - `conn`: a connection
/// - `cap`: only those that have this capability; NULL for all
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.5.0", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virNodeListDevices(
    conn: &Connect,
    cap: Option<&str>,
    mut names: OutNames<'_>,
    maxnames: c_int,
    flags: c_uint,
) -> Result<c_int> {
    Ok(names.fill(maxnames, conn.node_device_driver().node_list_devices(conn, cap, flags)?))
}

/// Finds a device by its name.
///
/// - `conn`: a connection
/// - `name`: the name
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.5.0", check(nonnull(name)))]
fn virNodeDeviceLookupByName(conn: &Connect, name: &str) -> Result<NodeDevice> {
    conn.node_device_driver().node_device_lookup_by_name(conn, name)
}

/// Finds a SCSI host adapter by its worldwide names.
///
/// - `conn`: a connection
/// - `wwnn`: worldwide name of the node
/// - `wwpn`: worldwide name of the port
/// - `flags`: no flags are defined; pass 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "1.0.3", check(nonnull(wwnn), nonnull(wwpn)))]
fn virNodeDeviceLookupSCSIHostByWWN(
    conn: &Connect,
    wwnn: &str,
    wwpn: &str,
    flags: c_uint,
) -> Result<NodeDevice> {
    conn.node_device_driver().node_device_lookup_scsi_host_by_wwn(conn, wwnn, wwpn, flags)
}

/// Gives the description of a device.
///
/// - `dev`: a host device
/// - `flags`: bitwise-OR of virNodeDeviceXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.5.0")]
fn virNodeDeviceGetXMLDesc(dev: &NodeDevice, flags: c_uint) -> Result<String> {
    dev.driver().node_device_get_xml_desc(dev, flags)
}

/// Gives the name of a device.
///
/// - `dev`: a host device
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.5.0")]
fn virNodeDeviceGetName(dev: &Handle<NodeDevice>) -> Result<&CStr> {
    Ok(dev.text(0, NodeDevice::name))
}

/// Gives the name of the device that a device hangs on.
///
/// - `dev`: a host device
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL if there is none or
/// in case of failure.
#[entry(since = "0.5.0")]
fn virNodeDeviceGetParent(dev: &Handle<NodeDevice>) -> Result<Option<&CStr>> {
    let parent = match dev.parent_text() {
        Some(known) => return Ok(Some(known)),
        None => dev.driver().node_device_get_parent(dev)?,
    };
    Ok(parent.map(|parent| dev.keep_text(1, &parent)))
}

/// Counts the capabilities of a device.
///
/// - `dev`: a host device
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.5.0")]
fn virNodeDeviceNumOfCaps(dev: &NodeDevice) -> Result<c_int> {
    Ok(dev.driver().node_device_list_caps(dev)?.len() as c_int)
}

/// Lists the capabilities of a device.
///
/// - `dev`: a host device
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.5.0", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virNodeDeviceListCaps(dev: &NodeDevice, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    Ok(names.fill(maxnames, dev.driver().node_device_list_caps(dev)?))
}

/// Drops a reference to a device handle; the device itself is not touched.
///
/// - `dev`: a host device
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.5.0")]
fn virNodeDeviceFree(dev: &Handle<NodeDevice>) -> Result<()> {
    dev.release();
    Ok(())
}

/// Adds a reference to a device handle, to be dropped with virNodeDeviceFree().
///
/// - `dev`: a host device
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.0")]
fn virNodeDeviceRef(dev: &Handle<NodeDevice>) -> Result<()> {
    dev.retain();
    Ok(())
}

/// Takes a device from the host, so that a domain can have it.
///
/// - `dev`: a host device
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.1", check(write))]
fn virNodeDeviceDettach(dev: &NodeDevice) -> Result<()> {
    dev.driver().node_device_detach_flags(dev, None, 0)
}

/// Takes a device from the host, so that a domain can have it.
///
/// - `dev`: a host device
/// - `driverName`: the kind of driver that keeps it meanwhile, or NULL
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.0.5", check(write))]
fn virNodeDeviceDetachFlags(dev: &NodeDevice, driverName: Option<&str>, flags: c_uint) -> Result<()> {
    dev.driver().node_device_detach_flags(dev, driverName, flags)
}

/// Gives a device back to the host.
///
/// - `dev`: a host device
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.1", check(write))]
fn virNodeDeviceReAttach(dev: &NodeDevice) -> Result<()> {
    dev.driver().node_device_re_attach(dev)
}

/// Resets a device that was taken from the host.
///
/// - `dev`: a host device
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.1", check(write))]
fn virNodeDeviceReset(dev: &NodeDevice) -> Result<()> {
    dev.driver().node_device_reset(dev)
}

/// Makes a device, such as a virtual host adapter or a mediated device.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virNodeDeviceCreateXMLFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.6.3", check(write, nonnull(xmlDesc)))]
fn virNodeDeviceCreateXML(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<NodeDevice> {
    conn.node_device_driver().node_device_create_xml(conn, xmlDesc, flags)
}

/// Removes a device. Frees no handle.
///
/// - `dev`: a host device
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.3", check(write))]
fn virNodeDeviceDestroy(dev: &NodeDevice) -> Result<()> {
    dev.driver().node_device_destroy(dev)
}

/// Defines a device, which then can be made again and again.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virNodeDeviceDefineXMLFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "7.3.0", check(write, nonnull(xmlDesc)))]
fn virNodeDeviceDefineXML(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<NodeDevice> {
    conn.node_device_driver().node_device_define_xml(conn, xmlDesc, flags)
}

/// Takes back the definition of a device.
///
/// - `dev`: a host device
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "7.3.0", check(write))]
fn virNodeDeviceUndefine(dev: &NodeDevice, flags: c_uint) -> Result<()> {
    dev.driver().node_device_undefine(dev, flags)
}

/// Makes a defined device.
///
/// - `dev`: a host device
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "7.3.0", check(write))]
fn virNodeDeviceCreate(dev: &NodeDevice, flags: c_uint) -> Result<()> {
    dev.driver().node_device_create(dev, flags)
}

/// Asks to be called when something happens to devices of the host. The callback has the type that the kind
/// of event needs, cast with VIR_NODE_DEVICE_EVENT_CALLBACK(), and runs in the event loop.
///
/// - `conn`: a connection
/// - `dev`: only events of this device; NULL for all
/// - `eventID`: which kind of event (virNodeDeviceEventID)
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: (optional) called with opaque when the callback is gone, or NULL
///
/// Returns a number for virConnectNodeDeviceEventDeregisterAny(), or -1 in case of failure.
#[entry(since = "2.2.0", check(same_connection(dev, "node device '{}' in virConnectNodeDeviceEventRegisterAny must match connection"), nonnull(cb), nonnegative(eventID), deny(eventID >= VIR_NODE_DEVICE_EVENT_ID_LAST, eventID, "eventID in virConnectNodeDeviceEventRegisterAny must be less than {VIR_NODE_DEVICE_EVENT_ID_LAST}")))]
fn virConnectNodeDeviceEventRegisterAny(
    conn: &Handle<Connect>,
    dev: Option<&NodeDevice>,
    eventID: c_int,
    cb: virConnectNodeDeviceEventGenericCallback,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<c_int> {
    objects::register(conn, dev, eventID, cb, Registration { opaque, freecb })
}

/// Takes back a registration of virConnectNodeDeviceEventRegisterAny().
///
/// - `conn`: a connection
/// - `callbackID`: the number that the registration returned
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "2.2.0", check(nonnegative(callbackID)))]
fn virConnectNodeDeviceEventDeregisterAny(conn: &Handle<Connect>, callbackID: c_int) -> Result<()> {
    objects::deregister::<NodeDevice>(conn, callbackID)
}

/// Says whether a defined device is made when the host starts or its parent appears.
///
/// - `dev`: a host device
/// - `autostart`: whether it starts with the host: 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "7.8.0", check(write))]
fn virNodeDeviceSetAutostart(dev: &NodeDevice, autostart: c_int) -> Result<()> {
    dev.driver().node_device_set_autostart(dev, autostart != 0)
}

/// Tells whether a defined device is made when the host starts or its parent appears.
///
/// - `dev`: a host device
/// - `autostart`: where to put 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "7.8.0")]
fn virNodeDeviceGetAutostart(dev: &NodeDevice, mut autostart: Out<'_, c_int>) -> Result<()> {
    autostart.set(dev.driver().node_device_get_autostart(dev)?.into());
    Ok(())
}

/// Tells whether a device is defined.
///
/// - `dev`: a host device
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "7.8.0")]
fn virNodeDeviceIsPersistent(dev: &NodeDevice) -> Result<bool> {
    dev.driver().node_device_is_persistent(dev)
}

/// Tells whether a device is there.
///
/// - `dev`: a host device
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "7.8.0")]
fn virNodeDeviceIsActive(dev: &NodeDevice) -> Result<bool> {
    dev.driver().node_device_is_active(dev)
}

/// Changes a device, its definition, or both.
///
/// - `dev`: a host device
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virNodeDeviceUpdateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "10.1.0", check(write, nonnull(xmlDesc)))]
fn virNodeDeviceUpdate(dev: &NodeDevice, xmlDesc: &str, flags: c_uint) -> Result<()> {
    dev.driver().node_device_update(dev, xmlDesc, flags)
}

//! Network interfaces of the host.

use std::ffi::{CStr, c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Interface, Result};
use virt_entry::entry;

use crate::ffi::{Borrowed, OutList, OutNames};
use crate::handle::Handle;

const FROM: i32 = VIR_FROM_INTERFACE;

/// Gives the connection an interface belongs to. The reference is the interface's: don't close it on that
/// account.
///
/// - `iface`: a host interface
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "0.6.4")]
fn virInterfaceGetConnect(iface: &Handle<Interface>) -> Borrowed<Connect> {
    Borrowed::new(iface.conn())
}

/// Lists interfaces in one step.
///
/// - `conn`: a connection
/// - `ifaces`: where to put an array of interfaces, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virConnectListAllInterfacesFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.2")]
fn virConnectListAllInterfaces(
    conn: &Connect,
    mut ifaces: OutList<'_, Interface>,
    flags: c_uint,
) -> Result<c_int> {
    ifaces.set(conn.interface_driver().connect_list_all_interfaces(conn, flags)?)
}

/// Counts the interfaces that are active.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.6.4")]
fn virConnectNumOfInterfaces(conn: &Connect) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_INTERFACES_ACTIVE;
    Ok(conn.interface_driver().connect_list_all_interfaces(conn, flags)?.len() as c_int)
}

/// Lists the names of the interfaces that are active.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.6.4", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListInterfaces(conn: &Connect, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    let found =
        conn.interface_driver().connect_list_all_interfaces(conn, VIR_CONNECT_LIST_INTERFACES_ACTIVE)?;
    Ok(names.fill(maxnames, found.iter().map(Interface::name)))
}

/// Counts the interfaces that are defined and not active.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.7.0")]
fn virConnectNumOfDefinedInterfaces(conn: &Connect) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_INTERFACES_INACTIVE;
    Ok(conn.interface_driver().connect_list_all_interfaces(conn, flags)?.len() as c_int)
}

/// Lists the names of the interfaces that are defined and not active.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.7.0", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListDefinedInterfaces(
    conn: &Connect,
    mut names: OutNames<'_>,
    maxnames: c_int,
) -> Result<c_int> {
    let found =
        conn.interface_driver().connect_list_all_interfaces(conn, VIR_CONNECT_LIST_INTERFACES_INACTIVE)?;
    Ok(names.fill(maxnames, found.iter().map(Interface::name)))
}

/// Finds an interface by its name.
///
/// - `conn`: a connection
/// - `name`: the name
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.6.4", check(nonnull(name)))]
fn virInterfaceLookupByName(conn: &Connect, name: &str) -> Result<Interface> {
    conn.interface_driver().interface_lookup_by_name(conn, name)
}

/// Finds an interface by its MAC address.
///
/// - `conn`: a connection
/// - `macstr`: the MAC address as text
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.6.4", check(nonnull(macstr)), header_args(macstr = "mac"))]
fn virInterfaceLookupByMACString(conn: &Connect, macstr: &str) -> Result<Interface> {
    conn.interface_driver().interface_lookup_by_mac_string(conn, macstr)
}

/// Gives the name of an interface.
///
/// - `iface`: a host interface
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.6.4")]
fn virInterfaceGetName(iface: &Handle<Interface>) -> Result<&CStr> {
    Ok(iface.text(0, Interface::name))
}

/// Gives the MAC address of an interface.
///
/// - `iface`: a host interface
///
/// Returns the address, which lives as long as the handle and is not to be freed, or NULL in case of
/// failure.
#[entry(since = "0.6.4")]
fn virInterfaceGetMACString(iface: &Handle<Interface>) -> Result<&CStr> {
    Ok(iface.text(1, Interface::mac))
}

/// Gives the description of an interface.
///
/// - `iface`: a host interface
/// - `flags`: bitwise-OR of virInterfaceXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.6.4")]
fn virInterfaceGetXMLDesc(iface: &Interface, flags: c_uint) -> Result<String> {
    iface.driver().interface_get_xml_desc(iface, flags)
}

/// Defines an interface, or changes its definition.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virInterfaceDefineFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.6.4", check(write, nonnull(xml)), header_args(xml = "xmlDesc"))]
fn virInterfaceDefineXML(conn: &Connect, xml: &str, flags: c_uint) -> Result<Interface> {
    conn.interface_driver().interface_define_xml(conn, xml, flags)
}

/// Takes back the definition of an interface.
///
/// - `iface`: a host interface
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.4", check(write))]
fn virInterfaceUndefine(iface: &Interface) -> Result<()> {
    iface.driver().interface_undefine(iface)
}

/// Activates an interface.
///
/// - `iface`: a host interface
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.4", check(write))]
fn virInterfaceCreate(iface: &Interface, flags: c_uint) -> Result<()> {
    iface.driver().interface_create(iface, flags)
}

/// Deactivates an interface. Frees no handle.
///
/// - `iface`: a host interface
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.4", check(write))]
fn virInterfaceDestroy(iface: &Interface, flags: c_uint) -> Result<()> {
    iface.driver().interface_destroy(iface, flags)
}

/// Adds a reference to an interface handle, to be dropped with virInterfaceFree().
///
/// - `iface`: a host interface
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.4")]
fn virInterfaceRef(iface: &Handle<Interface>) -> Result<()> {
    iface.retain();
    Ok(())
}

/// Drops a reference to an interface handle; the interface itself is not touched.
///
/// - `iface`: a host interface
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.4")]
fn virInterfaceFree(iface: &Handle<Interface>) -> Result<()> {
    iface.release();
    Ok(())
}

/// Marks the present state of all interfaces as one to come back to.
///
/// - `conn`: a connection
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(write))]
fn virInterfaceChangeBegin(conn: &Connect, flags: c_uint) -> Result<()> {
    conn.interface_driver().interface_change_begin(conn, flags)
}

/// Keeps the changes of interfaces since virInterfaceChangeBegin().
///
/// - `conn`: a connection
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(write))]
fn virInterfaceChangeCommit(conn: &Connect, flags: c_uint) -> Result<()> {
    conn.interface_driver().interface_change_commit(conn, flags)
}

/// Takes the changes of interfaces since virInterfaceChangeBegin() back.
///
/// - `conn`: a connection
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(write))]
fn virInterfaceChangeRollback(conn: &Connect, flags: c_uint) -> Result<()> {
    conn.interface_driver().interface_change_rollback(conn, flags)
}

/// Tells whether an interface is active.
///
/// - `iface`: a host interface
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virInterfaceIsActive(iface: &Interface) -> Result<bool> {
    iface.driver().interface_is_active(iface)
}

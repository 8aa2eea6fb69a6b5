//! Virtual networks: finding, defining, starting, changing.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Network, Result};
use virt_entry::entry;

use crate::ffi::free;
use crate::ffi::{InUuid, Out, OutAlloc, OutList, OutNames};
use crate::types::{virNetworkDHCPLease, virNetworkDHCPLeasePtr};

const FROM: i32 = VIR_FROM_NETWORK;

/// Lists networks in one step.
///
/// - `conn`: a connection
/// - `nets`: where to put an array of networks, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virConnectListAllNetworksFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.2")]
fn virConnectListAllNetworks(conn: &Connect, mut nets: OutList<'_, Network>, flags: c_uint) -> Result<c_int> {
    nets.set(conn.network_driver().connect_list_all_networks(conn, flags)?)
}

/// Counts the networks that are active.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.2.0")]
fn virConnectNumOfNetworks(conn: &Connect) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_NETWORKS_ACTIVE;
    Ok(conn.network_driver().connect_list_all_networks(conn, flags)?.len() as c_int)
}

/// Lists the names of the networks that are active.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.2.0", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListNetworks(conn: &Connect, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    let networks = conn.network_driver().connect_list_all_networks(conn, VIR_CONNECT_LIST_NETWORKS_ACTIVE)?;
    Ok(names.fill(maxnames, networks.iter().map(Network::name)))
}

/// Counts the networks that are defined and not active.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.2.0")]
fn virConnectNumOfDefinedNetworks(conn: &Connect) -> Result<c_int> {
    let flags = VIR_CONNECT_LIST_NETWORKS_INACTIVE;
    Ok(conn.network_driver().connect_list_all_networks(conn, flags)?.len() as c_int)
}

/// Lists the names of the networks that are defined and not active.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.2.0", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListDefinedNetworks(conn: &Connect, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    let networks =
        conn.network_driver().connect_list_all_networks(conn, VIR_CONNECT_LIST_NETWORKS_INACTIVE)?;
    Ok(names.fill(maxnames, networks.iter().map(Network::name)))
}

/// Finds a network by its name.
///
/// - `conn`: a connection
/// - `name`: the name
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.2.0", check(nonnull(name)))]
fn virNetworkLookupByName(conn: &Connect, name: &str) -> Result<Network> {
    conn.network_driver().network_lookup_by_name(conn, name)
}

/// Finds a network by its UUID.
///
/// - `conn`: a connection
/// - `uuid`: the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.2.0", check(nonnull(uuid)))]
fn virNetworkLookupByUUID(conn: &Connect, uuid: InUuid<'_>) -> Result<Network> {
    conn.network_driver().network_lookup_by_uuid(conn, uuid.uuid)
}

/// Finds a network by its UUID, given as text.
///
/// - `conn`: a connection
/// - `uuidstr`: the UUID as text
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.2.0", check(nonnull(uuidstr), uuid(uuidstr)), header_args(uuidstr = "uuid"))]
fn virNetworkLookupByUUIDString(conn: &Connect, uuidstr: &str) -> Result<Network> {
    conn.network_driver().network_lookup_by_uuid(conn, virt_core::parse_uuid(uuidstr).unwrap_or_default())
}

/// Starts a network from a description. It is transient: it is gone when it stops.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.2.0", check(nonnull(xmlDesc), write))]
fn virNetworkCreateXML(conn: &Connect, xmlDesc: &str) -> Result<Network> {
    conn.network_driver().network_create_xml_flags(conn, xmlDesc, 0)
}

/// Starts a network from a description. It is transient: it is gone when it stops.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virNetworkCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "7.8.0", check(nonnull(xmlDesc), write))]
fn virNetworkCreateXMLFlags(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<Network> {
    conn.network_driver().network_create_xml_flags(conn, xmlDesc, flags)
}

/// Defines a network, or replaces the definition of the one that has the same name and UUID.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.2.0", check(write, nonnull(xml)), header_args(xml = "xmlDesc"))]
fn virNetworkDefineXML(conn: &Connect, xml: &str) -> Result<Network> {
    conn.network_driver().network_define_xml_flags(conn, xml, 0)
}

/// Defines a network, or replaces the definition of the one that has the same name and UUID.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virNetworkDefineFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "7.7.0", check(write, nonnull(xml)), header_args(xml = "xmlDesc"))]
fn virNetworkDefineXMLFlags(conn: &Connect, xml: &str, flags: c_uint) -> Result<Network> {
    conn.network_driver().network_define_xml_flags(conn, xml, flags)
}

/// Takes back the definition of a network. If it is active it goes on, transient from now.
///
/// - `network`: a network
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.0", check(write))]
fn virNetworkUndefine(network: &Network) -> Result<()> {
    network.driver().network_undefine(network)
}

/// Changes a part of a network: the active one, its definition, or both.
///
/// - `network`: a network
/// - `command`: what to do with the part (virNetworkUpdateCommand)
/// - `section`: which kind of part (virNetworkUpdateSection)
/// - `parentIndex`: number of the parent, for parts of which there can be several; -1 for any
/// - `xml`: the part, as XML
/// - `flags`: bitwise-OR of virNetworkUpdateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.10.2", check(write, nonnull(xml)))]
fn virNetworkUpdate(
    network: &Network,
    command: c_uint,
    section: c_uint,
    parentIndex: c_int,
    xml: &str,
    flags: c_uint,
) -> Result<()> {
    network.driver().network_update(network, command, section, parentIndex, xml, flags)
}

/// Starts a defined network.
///
/// - `network`: a network
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.0", check(write))]
fn virNetworkCreate(network: &Network) -> Result<()> {
    network.driver().network_create(network)
}

/// Stops a network. A transient one is gone then. Frees no handle.
///
/// - `network`: a network
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.0", check(write))]
fn virNetworkDestroy(network: &Network) -> Result<()> {
    network.driver().network_destroy(network)
}

/// Gives the description of a network.
///
/// - `network`: a network
/// - `flags`: bitwise-OR of virNetworkXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.2.0")]
fn virNetworkGetXMLDesc(network: &Network, flags: c_uint) -> Result<String> {
    network.driver().network_get_xml_desc(network, flags)
}

/// Gives the name of the bridge of a network.
///
/// - `network`: a network
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.2.0")]
fn virNetworkGetBridgeName(network: &Network) -> Result<String> {
    network.driver().network_get_bridge_name(network)
}

/// Tells whether a network starts with the host.
///
/// - `network`: a network
/// - `autostart`: where to put 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.1", check(nonnull(autostart)))]
fn virNetworkGetAutostart(network: &Network, mut autostart: Out<'_, c_int>) -> Result<()> {
    autostart.set(network.driver().network_get_autostart(network)?.into());
    Ok(())
}

/// Says whether a network starts with the host.
///
/// - `network`: a network
/// - `autostart`: whether it starts with the host: 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.1", check(write))]
fn virNetworkSetAutostart(network: &Network, autostart: c_int) -> Result<()> {
    network.driver().network_set_autostart(network, autostart != 0)
}

/// Tells whether a network is active.
///
/// - `net`: a network
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virNetworkIsActive(net: &Network) -> Result<bool> {
    net.driver().network_is_active(net)
}

/// Tells whether a network is defined, that is, stays known when it stops.
///
/// - `net`: a network
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virNetworkIsPersistent(net: &Network) -> Result<bool> {
    net.driver().network_is_persistent(net)
}

/// Gives title, description or custom metadata of a network.
///
/// - `network`: a network
/// - `type`: which (virNetworkMetadataType)
/// - `uri`: the namespace of the metadata, or NULL
/// - `flags`: bitwise-OR of virNetworkUpdateFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "9.7.0", check(exclusive(VIR_NETWORK_UPDATE_AFFECT_LIVE, VIR_NETWORK_UPDATE_AFFECT_CONFIG), when(r#type == VIR_NETWORK_METADATA_TITLE || r#type == VIR_NETWORK_METADATA_DESCRIPTION, null(uri)), when(r#type == VIR_NETWORK_METADATA_ELEMENT, nonnull(uri))))]
fn virNetworkGetMetadata(
    network: &Network,
    r#type: c_int,
    uri: Option<&str>,
    flags: c_uint,
) -> Result<String> {
    network.driver().network_get_metadata(network, r#type, uri, flags)
}

/// Sets title, description or custom metadata of a network.
///
/// - `network`: a network
/// - `type`: which (virNetworkMetadataType)
/// - `metadata`: the new text, or NULL to remove it
/// - `key`: namespace prefix of custom metadata, or NULL
/// - `uri`: the namespace of the metadata, or NULL
/// - `flags`: bitwise-OR of virNetworkUpdateFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "9.7.0", check(write, when(r#type == VIR_NETWORK_METADATA_TITLE, one_line(metadata)), when(r#type == VIR_NETWORK_METADATA_TITLE || r#type == VIR_NETWORK_METADATA_DESCRIPTION, null(uri)), when(r#type == VIR_NETWORK_METADATA_TITLE || r#type == VIR_NETWORK_METADATA_DESCRIPTION, null(key)), when(r#type == VIR_NETWORK_METADATA_ELEMENT, nonnull(uri)), when(r#type == VIR_NETWORK_METADATA_ELEMENT && !metadata.is_null(), nonnull(key))))]
fn virNetworkSetMetadata(
    network: &Network,
    r#type: c_int,
    metadata: Option<&str>,
    key: Option<&str>,
    uri: Option<&str>,
    flags: c_uint,
) -> Result<()> {
    network.driver().network_set_metadata(network, r#type, metadata, key, uri, flags)
}

/// Lists the DHCP leases of a network.
///
/// - `network`: a network
/// - `mac`: only leases of this MAC address; NULL for all
/// - `leases`: where to put an array of leases, whose last element is NULL, or NULL to only count; free
///   each element with virNetworkDHCPLeaseFree(), then the array
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.2.6")]
fn virNetworkGetDHCPLeases(
    network: &Network,
    mac: Option<&str>,
    mut leases: OutAlloc<'_, virNetworkDHCPLeasePtr>,
    flags: c_uint,
) -> Result<c_int> {
    leases.set(network.driver().network_get_dhcp_leases(network, mac, flags)?)
}

/// Frees an element of the list of leases.
///
/// - `lease`: the element, or NULL
#[entry(since = "1.2.6", no_reset)]
fn virNetworkDHCPLeaseFree(lease: *mut virNetworkDHCPLease) {
    if !lease.is_null() {
        // SAFETY: an element of virNetworkGetDHCPLeases() as the contract says.
        unsafe {
            let l = &*lease;
            for text in [l.iface, l.mac, l.iaid, l.ipaddr, l.hostname, l.clientid] {
                free(text.cast());
            }
            free(lease.cast());
        }
    }
}

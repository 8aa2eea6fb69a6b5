//! Ports of virtual networks: what connects a device to one.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Network, NetworkPort, Result};
use virt_entry::entry;

use crate::ffi::{Borrowed, InUuid, Out, OutList, OutParams, OutText, OutUuid, ParamsIn};
use crate::handle::Handle;

const FROM: i32 = VIR_FROM_NETWORK;

/// Finds a port of a network by its UUID.
///
/// - `net`: a network
/// - `uuid`: the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "5.5.0", check(nonnull(uuid)))]
fn virNetworkPortLookupByUUID(net: &Network, uuid: InUuid<'_>) -> Result<NetworkPort> {
    net.driver().network_port_lookup_by_uuid(net, uuid.uuid)
}

/// Finds a port of a network by its UUID, given as text.
///
/// - `net`: a network
/// - `uuidstr`: the UUID as text
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(
    since = "5.5.0",
    check(nonnull(uuidstr), uuid(uuidstr)),
    unsupported_as = "virNetworkPortLookupByUUID"
)]
fn virNetworkPortLookupByUUIDString(net: &Network, uuidstr: &str) -> Result<NetworkPort> {
    net.driver().network_port_lookup_by_uuid(net, virt_core::parse_uuid(uuidstr).unwrap_or_default())
}

/// Sets the bandwidth limits of a port.
///
/// - `port`: a network port
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.5.0", check(write))]
fn virNetworkPortSetParameters(
    port: &NetworkPort,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    port.driver().network_port_set_parameters(port, &params.read(nparams)?, flags)
}

/// Gives the bandwidth limits of a port.
///
/// - `port`: a network port
/// - `params`: where to put the array; free it with virTypedParamsFree()
/// - `nparams`: where to put the number of parameters
/// - `flags`: bitwise-OR of virTypedParameterFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.5.0", check(nonnull(nparams), nonnegative(*nparams)))]
fn virNetworkPortGetParameters(
    port: &NetworkPort,
    params: OutParams<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    params.answer(
        nparams,
        &port.driver().network_port_get_parameters(port, flags & !VIR_TYPED_PARAM_STRING_OKAY)?,
    )
}

/// Makes a port of a network.
///
/// - `net`: a network
/// - `xmldesc`: the description, as XML
/// - `flags`: bitwise-OR of virNetworkPortCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "5.5.0", check(nonnull(xmldesc), write))]
fn virNetworkPortCreateXML(net: &Network, xmldesc: &str, flags: c_uint) -> Result<NetworkPort> {
    net.driver().network_port_create_xml(net, xmldesc, flags)
}

/// Gives the network of a port. The reference is the port's: don't free it on that account.
///
/// - `port`: a network port
///
/// Returns the network, without a new reference, or NULL in case of failure.
#[entry(since = "5.5.0")]
fn virNetworkPortGetNetwork(port: &Handle<NetworkPort>) -> Borrowed<Network> {
    Borrowed::new(port.parent())
}

/// Gives the description of a port.
///
/// - `port`: a network port
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "5.5.0")]
fn virNetworkPortGetXMLDesc(port: &NetworkPort, flags: c_uint) -> Result<String> {
    port.driver().network_port_get_xml_desc(port, flags)
}

/// Gives the UUID of a port.
///
/// - `port`: a network port
/// - `uuid`: where to put the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.5.0", check(nonnull(uuid)))]
fn virNetworkPortGetUUID(port: &NetworkPort, mut uuid: OutUuid<'_>) -> Result<()> {
    uuid.set(port.uuid());
    Ok(())
}

/// Gives the UUID of a port as text.
///
/// - `port`: a network port
/// - `buf`: where to put the text, VIR_UUID_STRING_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.5.0", check(nonnull(buf)))]
fn virNetworkPortGetUUIDString(port: &NetworkPort, mut buf: OutText<'_>) -> Result<()> {
    buf.set_uuid(port.uuid());
    Ok(())
}

/// Deletes a port.
///
/// - `port`: a network port
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.5.0", check(write))]
fn virNetworkPortDelete(port: &NetworkPort, flags: c_uint) -> Result<()> {
    port.driver().network_port_delete(port, flags)
}

/// Lists the ports of a network in one step.
///
/// - `network`: a network
/// - `ports`: where to put an array of ports, whose last element is NULL; NULL to only count
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "5.5.0")]
fn virNetworkListAllPorts(
    network: &Network,
    mut ports: OutList<'_, NetworkPort>,
    flags: c_uint,
) -> Result<c_int> {
    ports.set(network.driver().network_list_all_ports(network, flags)?)
}

/// Drops a reference to a port handle; the port itself is not touched.
///
/// - `port`: a network port
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.5.0")]
fn virNetworkPortFree(port: &Handle<NetworkPort>) -> Result<()> {
    port.release();
    Ok(())
}

/// Adds a reference to a port handle, to be dropped with virNetworkPortFree().
///
/// - `port`: a network port
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.5.0")]
fn virNetworkPortRef(port: &Handle<NetworkPort>) -> Result<()> {
    port.retain();
    Ok(())
}

//! Network handles: references, names, connection.

use std::ffi::CStr;

use virt_core::consts::*;
use virt_core::{Connect, Network, Result};
use virt_entry::entry;

use crate::ffi::{Borrowed, OutText, OutUuid};
use crate::handle::Handle;

const FROM: i32 = VIR_FROM_NETWORK;

/// Gives the connection a network belongs to. The reference is the network's: don't close it on that
/// account.
///
/// - `net`: a network
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "0.3.0", header_args(net = "network"))]
fn virNetworkGetConnect(net: &Handle<Network>) -> Borrowed<Connect> {
    Borrowed::new(net.conn())
}

/// Drops a reference to a network handle; the network itself is not touched.
///
/// - `network`: a network
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.0")]
fn virNetworkFree(network: &Handle<Network>) -> Result<()> {
    network.release();
    Ok(())
}

/// Adds a reference to a network handle, to be dropped with virNetworkFree().
///
/// - `network`: a network
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.0")]
fn virNetworkRef(network: &Handle<Network>) -> Result<()> {
    network.retain();
    Ok(())
}

/// Gives the name of a network.
///
/// - `network`: a network
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.2.0")]
fn virNetworkGetName(network: &Handle<Network>) -> Result<&CStr> {
    Ok(network.text(0, Network::name))
}

/// Gives the UUID of a network.
///
/// - `network`: a network
/// - `uuid`: where to put the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.0", check(nonnull(uuid)))]
fn virNetworkGetUUID(network: &Network, mut uuid: OutUuid<'_>) -> Result<()> {
    uuid.set(network.uuid());
    Ok(())
}

/// Gives the UUID of a network as text.
///
/// - `network`: a network
/// - `buf`: where to put the text, VIR_UUID_STRING_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.0", check(nonnull(buf)))]
fn virNetworkGetUUIDString(network: &Network, mut buf: OutText<'_>) -> Result<()> {
    buf.set_uuid(network.uuid());
    Ok(())
}

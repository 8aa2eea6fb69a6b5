//! Secrets: passphrases and keys with an owner.

use std::ffi::{CStr, c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Result, Secret};
use virt_entry::entry;

use crate::event::{Registration, objects};
use crate::ffi::{Borrowed, Bytes, InBytes, InUuid, Opaque, Out, OutList, OutNames, OutText, OutUuid};
use crate::handle::Handle;
use crate::types::{virConnectSecretEventGenericCallback, virFreeCallback};

const FROM: i32 = VIR_FROM_SECRET;

/// Gives the connection a secret belongs to. The reference is the secret's: don't close it on that account.
///
/// - `secret`: a secret
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "0.7.1")]
fn virSecretGetConnect(secret: &Handle<Secret>) -> Borrowed<Connect> {
    Borrowed::new(secret.conn())
}

/// Counts the secrets.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.7.1")]
fn virConnectNumOfSecrets(conn: &Connect) -> Result<c_int> {
    Ok(conn.secret_driver().connect_list_all_secrets(conn, 0)?.len() as c_int)
}

/// Lists secrets in one step.
///
/// - `conn`: a connection
/// - `secrets`: where to put an array of secrets, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virConnectListAllSecretsFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.2")]
fn virConnectListAllSecrets(
    conn: &Connect,
    mut secrets: OutList<'_, Secret>,
    flags: c_uint,
) -> Result<c_int> {
    secrets.set(conn.secret_driver().connect_list_all_secrets(conn, flags)?)
}

/// Lists the UUIDs of the secrets as text.
///
/// - `conn`: a connection
/// - `uuids`: where to put pointers to the texts; the caller frees each
/// - `maxuuids`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "0.7.1",
    c_types(uuids = "char **"),
    check(nullarray(uuids, maxuuids), nonnegative(maxuuids))
)]
fn virConnectListSecrets(conn: &Connect, mut uuids: OutNames<'_>, maxuuids: c_int) -> Result<c_int> {
    let secrets = conn.secret_driver().connect_list_all_secrets(conn, 0)?;
    Ok(uuids.fill(maxuuids, secrets.iter().map(|secret| secret.uuid().to_string())))
}

/// Finds a secret by its UUID.
///
/// - `conn`: a connection
/// - `uuid`: the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.7.1", check(nonnull(uuid)))]
fn virSecretLookupByUUID(conn: &Connect, uuid: InUuid<'_>) -> Result<Secret> {
    conn.secret_driver().secret_lookup_by_uuid(conn, uuid.uuid)
}

/// Finds a secret by its UUID, given as text.
///
/// - `conn`: a connection
/// - `uuidstr`: the UUID as text
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(
    since = "0.7.1",
    check(nonnull(uuidstr), uuid(uuidstr)),
    header_args(uuidstr = "uuid"),
    unsupported_as = "virSecretLookupByUUID"
)]
fn virSecretLookupByUUIDString(conn: &Connect, uuidstr: &str) -> Result<Secret> {
    conn.secret_driver().secret_lookup_by_uuid(conn, virt_core::parse_uuid(uuidstr).unwrap_or_default())
}

/// Finds a secret by what it is for.
///
/// - `conn`: a connection
/// - `usageType`: kind of use (virSecretUsageType)
/// - `usageID`: what it is used for; what that means depends on the kind
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.7.1", check(nonnull(usageID)))]
fn virSecretLookupByUsage(conn: &Connect, usageType: c_int, usageID: &str) -> Result<Secret> {
    conn.secret_driver().secret_lookup_by_usage(conn, usageType, usageID)
}

/// Defines a secret, or changes the definition of the one that has the same UUID. Its value stays.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virSecretDefineFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.7.1", check(write, nonnull(xml)))]
fn virSecretDefineXML(conn: &Connect, xml: &str, flags: c_uint) -> Result<Secret> {
    conn.secret_driver().secret_define_xml(conn, xml, flags)
}

/// Gives the UUID of a secret.
///
/// - `secret`: a secret
/// - `uuid`: where to put the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.1", check(nonnull(uuid)), header_args(uuid = "buf"))]
fn virSecretGetUUID(secret: &Secret, mut uuid: OutUuid<'_>) -> Result<()> {
    uuid.set(secret.uuid());
    Ok(())
}

/// Gives the UUID of a secret as text.
///
/// - `secret`: a secret
/// - `buf`: where to put the text, VIR_UUID_STRING_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.1", check(nonnull(buf)))]
fn virSecretGetUUIDString(secret: &Secret, mut buf: OutText<'_>) -> Result<()> {
    buf.set_uuid(secret.uuid());
    Ok(())
}

/// Gives the kind of use of a secret.
///
/// - `secret`: a secret
///
/// Returns one of virSecretUsageType, or -1 in case of failure.
#[entry(since = "0.7.1")]
fn virSecretGetUsageType(secret: &Secret) -> Result<c_int> {
    Ok(secret.usage_type())
}

/// Gives what a secret is used for.
///
/// - `secret`: a secret
///
/// Returns the text, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.7.1")]
fn virSecretGetUsageID(secret: &Handle<Secret>) -> Result<&CStr> {
    Ok(secret.text(0, Secret::usage_id))
}

/// Gives the description of a secret, without its value.
///
/// - `secret`: a secret
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.7.1")]
fn virSecretGetXMLDesc(secret: &Secret, flags: c_uint) -> Result<String> {
    secret.driver().secret_get_xml_desc(secret, flags)
}

/// Sets the value of a secret.
///
/// - `secret`: a secret
/// - `value`: the value, any bytes
/// - `value_size`: length of the value
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.1", check(write, nonnull(value)))]
fn virSecretSetValue(secret: &Secret, value: InBytes<'_>, value_size: usize, flags: c_uint) -> Result<()> {
    secret.driver().secret_set_value(secret, value.read(value_size), flags)
}

/// Gives the value of a secret.
///
/// - `secret`: a secret
/// - `value_size`: where to put the length of the value
/// - `flags`: no flags are defined; pass 0
///
/// Returns the value, which the caller frees, or NULL in case of failure.
#[entry(since = "0.7.1", check(write, nonnull(value_size)))]
fn virSecretGetValue(secret: &Secret, mut value_size: Out<'_, usize>, flags: c_uint) -> Result<Bytes> {
    let value = secret.driver().secret_get_value(secret, flags)?;
    value_size.set(value.len());
    Ok(Bytes(value))
}

/// Removes a secret with its value.
///
/// - `secret`: a secret
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.1", check(write))]
fn virSecretUndefine(secret: &Secret) -> Result<()> {
    secret.driver().secret_undefine(secret)
}

/// Adds a reference to a secret handle, to be dropped with virSecretFree().
///
/// - `secret`: a secret
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.1")]
fn virSecretRef(secret: &Handle<Secret>) -> Result<()> {
    secret.retain();
    Ok(())
}

/// Drops a reference to a secret handle; the secret itself is not touched.
///
/// - `secret`: a secret
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.7.1")]
fn virSecretFree(secret: &Handle<Secret>) -> Result<()> {
    secret.release();
    Ok(())
}

/// Asks to be called when something happens to secrets. The callback has the type that the kind of event
/// needs, cast with VIR_SECRET_EVENT_CALLBACK(), and runs in the event loop.
///
/// - `conn`: a connection
/// - `secret`: only events of this secret; NULL for all
/// - `eventID`: which kind of event (virSecretEventID)
/// - `cb`: the callback
/// - `opaque`: passed to the callback
/// - `freecb`: (optional) called with opaque when the callback is gone, or NULL
///
/// Returns a number for virConnectSecretEventDeregisterAny(), or -1 in case of failure.
#[entry(since = "3.0.0", check(same_connection(secret, "secret in virConnectSecretEventRegisterAny must match connection"), nonnull(cb), nonnegative(eventID), deny(eventID >= VIR_SECRET_EVENT_ID_LAST, eventID, "eventID in virConnectSecretEventRegisterAny must be less than {VIR_SECRET_EVENT_ID_LAST}")))]
fn virConnectSecretEventRegisterAny(
    conn: &Handle<Connect>,
    secret: Option<&Secret>,
    eventID: c_int,
    cb: virConnectSecretEventGenericCallback,
    opaque: Opaque,
    freecb: virFreeCallback,
) -> Result<c_int> {
    objects::register(conn, secret, eventID, cb, Registration { opaque, freecb })
}

/// Takes back a registration of virConnectSecretEventRegisterAny().
///
/// - `conn`: a connection
/// - `callbackID`: the number that the registration returned
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.0.0", check(nonnegative(callbackID)))]
fn virConnectSecretEventDeregisterAny(conn: &Handle<Connect>, callbackID: c_int) -> Result<()> {
    objects::deregister::<Secret>(conn, callbackID)
}

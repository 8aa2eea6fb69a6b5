//! Network filters and what they are applied to.

use std::ffi::{CStr, c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, NWFilter, NWFilterBinding, Result};
use virt_entry::entry;

use crate::ffi::{InUuid, OutList, OutNames, OutText, OutUuid};
use crate::handle::Handle;

const FROM: i32 = VIR_FROM_NWFILTER;

/// Counts the network filters.
///
/// - `conn`: a connection
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.8.0")]
fn virConnectNumOfNWFilters(conn: &Connect) -> Result<c_int> {
    Ok(conn.nwfilter_driver().connect_list_all_nwfilters(conn, 0)?.len() as c_int)
}

/// Lists network filters in one step.
///
/// - `conn`: a connection
/// - `filters`: where to put an array of filters, whose last element is NULL; NULL to only count
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.2")]
fn virConnectListAllNWFilters(
    conn: &Connect,
    mut filters: OutList<'_, NWFilter>,
    flags: c_uint,
) -> Result<c_int> {
    filters.set(conn.nwfilter_driver().connect_list_all_nwfilters(conn, flags)?)
}

/// Lists the names of the network filters.
///
/// - `conn`: a connection
/// - `names`: where to put pointers to the names; the caller frees each
/// - `maxnames`: number of pointers that there is room for
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.8.0", check(nullarray(names, maxnames), nonnegative(maxnames)))]
fn virConnectListNWFilters(conn: &Connect, mut names: OutNames<'_>, maxnames: c_int) -> Result<c_int> {
    let filters = conn.nwfilter_driver().connect_list_all_nwfilters(conn, 0)?;
    Ok(names.fill(maxnames, filters.iter().map(NWFilter::name)))
}

/// Finds a network filter by its name.
///
/// - `conn`: a connection
/// - `name`: the name
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.8.0", check(nonnull(name)))]
fn virNWFilterLookupByName(conn: &Connect, name: &str) -> Result<NWFilter> {
    conn.nwfilter_driver().nwfilter_lookup_by_name(conn, name)
}

/// Finds a network filter by its UUID.
///
/// - `conn`: a connection
/// - `uuid`: the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.8.0", check(nonnull(uuid)))]
fn virNWFilterLookupByUUID(conn: &Connect, uuid: InUuid<'_>) -> Result<NWFilter> {
    conn.nwfilter_driver().nwfilter_lookup_by_uuid(conn, uuid.uuid)
}

/// Finds a network filter by its UUID, given as text.
///
/// - `conn`: a connection
/// - `uuidstr`: the UUID as text
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(
    since = "0.8.0",
    check(nonnull(uuidstr), uuid(uuidstr)),
    header_args(uuidstr = "uuid"),
    unsupported_as = "virNWFilterLookupByUUID"
)]
fn virNWFilterLookupByUUIDString(conn: &Connect, uuidstr: &str) -> Result<NWFilter> {
    conn.nwfilter_driver().nwfilter_lookup_by_uuid(conn, virt_core::parse_uuid(uuidstr).unwrap_or_default())
}

/// Drops a reference to a filter handle; the filter itself is not touched.
///
/// - `nwfilter`: a network filter
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0")]
fn virNWFilterFree(nwfilter: &Handle<NWFilter>) -> Result<()> {
    nwfilter.release();
    Ok(())
}

/// Adds a reference to a filter handle, to be dropped with virNWFilterFree().
///
/// - `nwfilter`: a network filter
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0")]
fn virNWFilterRef(nwfilter: &Handle<NWFilter>) -> Result<()> {
    nwfilter.retain();
    Ok(())
}

/// Gives the name of a network filter.
///
/// - `nwfilter`: a network filter
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.8.0")]
fn virNWFilterGetName(nwfilter: &Handle<NWFilter>) -> Result<&CStr> {
    Ok(nwfilter.text(0, NWFilter::name))
}

/// Gives the UUID of a network filter.
///
/// - `nwfilter`: a network filter
/// - `uuid`: where to put the UUID, VIR_UUID_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(nonnull(uuid)))]
fn virNWFilterGetUUID(nwfilter: &NWFilter, mut uuid: OutUuid<'_>) -> Result<()> {
    uuid.set(nwfilter.uuid());
    Ok(())
}

/// Gives the UUID of a network filter as text.
///
/// - `nwfilter`: a network filter
/// - `buf`: where to put the text, VIR_UUID_STRING_BUFLEN bytes
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(nonnull(buf)))]
fn virNWFilterGetUUIDString(nwfilter: &NWFilter, mut buf: OutText<'_>) -> Result<()> {
    buf.set_uuid(nwfilter.uuid());
    Ok(())
}

/// Defines a network filter, or replaces the definition of the one that has the same name and UUID.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.8.0", check(nonnull(xmlDesc), write))]
fn virNWFilterDefineXML(conn: &Connect, xmlDesc: &str) -> Result<NWFilter> {
    conn.nwfilter_driver().nwfilter_define_xml_flags(conn, xmlDesc, 0)
}

/// Defines a network filter, or replaces the definition of the one that has the same name and UUID.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virNWFilterDefineFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "7.7.0", check(nonnull(xmlDesc), write))]
fn virNWFilterDefineXMLFlags(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<NWFilter> {
    conn.nwfilter_driver().nwfilter_define_xml_flags(conn, xmlDesc, flags)
}

/// Takes back the definition of a network filter, which nothing may use.
///
/// - `nwfilter`: a network filter
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(write))]
fn virNWFilterUndefine(nwfilter: &NWFilter) -> Result<()> {
    nwfilter.driver().nwfilter_undefine(nwfilter)
}

/// Gives the description of a network filter.
///
/// - `nwfilter`: a network filter
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.8.0")]
fn virNWFilterGetXMLDesc(nwfilter: &NWFilter, flags: c_uint) -> Result<String> {
    nwfilter.driver().nwfilter_get_xml_desc(nwfilter, flags)
}

/// Lists filter bindings in one step.
///
/// - `conn`: a connection
/// - `bindings`: where to put an array of bindings, whose last element is NULL; NULL to only count
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "4.5.0")]
fn virConnectListAllNWFilterBindings(
    conn: &Connect,
    mut bindings: OutList<'_, NWFilterBinding>,
    flags: c_uint,
) -> Result<c_int> {
    bindings.set(conn.nwfilter_driver().connect_list_all_nwfilter_bindings(conn, flags)?)
}

/// Finds the filter binding of a port device.
///
/// - `conn`: a connection
/// - `portdev`: name of the device
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "4.5.0", check(nonnull(portdev)))]
fn virNWFilterBindingLookupByPortDev(conn: &Connect, portdev: &str) -> Result<NWFilterBinding> {
    conn.nwfilter_driver().nwfilter_binding_lookup_by_port_dev(conn, portdev)
}

/// Drops a reference to a binding handle; the binding itself is not touched.
///
/// - `binding`: a network filter binding
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "4.5.0")]
fn virNWFilterBindingFree(binding: &Handle<NWFilterBinding>) -> Result<()> {
    binding.release();
    Ok(())
}

/// Adds a reference to a binding handle, to be dropped with virNWFilterBindingFree().
///
/// - `binding`: a network filter binding
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "4.5.0")]
fn virNWFilterBindingRef(binding: &Handle<NWFilterBinding>) -> Result<()> {
    binding.retain();
    Ok(())
}

/// Gives the name of the device of a binding.
///
/// - `binding`: a network filter binding
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "4.5.0")]
fn virNWFilterBindingGetPortDev(binding: &Handle<NWFilterBinding>) -> Result<&CStr> {
    Ok(binding.text(0, NWFilterBinding::portdev))
}

/// Gives the name of the filter of a binding.
///
/// - `binding`: a network filter binding
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "4.5.0")]
fn virNWFilterBindingGetFilterName(binding: &Handle<NWFilterBinding>) -> Result<&CStr> {
    Ok(binding.text(1, NWFilterBinding::filter_name))
}

/// Applies a filter to a device.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virNWFilterBindingCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "4.5.0", check(nonnull(xml), write))]
fn virNWFilterBindingCreateXML(conn: &Connect, xml: &str, flags: c_uint) -> Result<NWFilterBinding> {
    conn.nwfilter_driver().nwfilter_binding_create_xml(conn, xml, flags)
}

/// Takes a filter from a device.
///
/// - `binding`: a network filter binding
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "4.5.0", check(write))]
fn virNWFilterBindingDelete(binding: &NWFilterBinding) -> Result<()> {
    binding.driver().nwfilter_binding_delete(binding)
}

/// Gives the description of a binding.
///
/// - `binding`: a network filter binding
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "4.5.0")]
fn virNWFilterBindingGetXMLDesc(binding: &NWFilterBinding, flags: c_uint) -> Result<String> {
    binding.driver().nwfilter_binding_get_xml_desc(binding, flags)
}

//! Definitions of domains, and whether they start with the host.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use crate::ffi::Out;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Defines a domain, or replaces the definition of the one that has the same name and UUID. It persists
/// until it is undefined.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.1.1", check(write, nonnull(xml)))]
fn virDomainDefineXML(conn: &Connect, xml: &str) -> Result<Domain> {
    conn.driver().domain_define_xml_flags(conn, xml, 0)
}

/// Defines a domain, or replaces the definition of the one that has the same name and UUID. It persists
/// until it is undefined.
///
/// - `conn`: a connection
/// - `xml`: the description, as XML
/// - `flags`: bitwise-OR of virDomainDefineFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "1.2.12", check(write, nonnull(xml)))]
fn virDomainDefineXMLFlags(conn: &Connect, xml: &str, flags: c_uint) -> Result<Domain> {
    conn.driver().domain_define_xml_flags(conn, xml, flags)
}

/// Takes back the definition of a domain. If it runs it goes on, transient from now.
///
/// - `domain`: a domain
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.1.1", check(write))]
fn virDomainUndefine(domain: &Domain) -> Result<()> {
    domain.driver().domain_undefine_flags(domain, 0)
}

/// Takes back the definition of a domain, and what flags say of the things that hang on it. If it runs it
/// goes on, transient from now.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainUndefineFlagsValues
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.4", check(write))]
fn virDomainUndefineFlags(domain: &Domain, flags: c_uint) -> Result<()> {
    domain.driver().domain_undefine_flags(domain, flags)
}

/// Renames a defined domain. The handle keeps the old name.
///
/// - `dom`: a domain
/// - `new_name`: the new name
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.19", check(nonempty(new_name), write))]
fn virDomainRename(dom: &Domain, new_name: &str, flags: c_uint) -> Result<()> {
    dom.driver().domain_rename(dom, new_name, flags)
}

/// Tells whether a domain starts with the host.
///
/// - `domain`: a domain
/// - `autostart`: where to put 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.1", check(nonnull(autostart)))]
fn virDomainGetAutostart(domain: &Domain, mut autostart: Out<'_, c_int>) -> Result<()> {
    autostart.set(domain.driver().domain_get_autostart(domain)?.into());
    Ok(())
}

/// Says whether a domain starts with the host.
///
/// - `domain`: a domain
/// - `autostart`: whether it starts with the host: 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.2.1", check(write))]
fn virDomainSetAutostart(domain: &Domain, autostart: c_int) -> Result<()> {
    domain.driver().domain_set_autostart(domain, autostart != 0)
}

/// Tells whether a domain starts with the host the next time, and only then.
///
/// - `domain`: a domain
/// - `autostart`: where to put 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "11.2.0", check(nonnull(autostart)))]
fn virDomainGetAutostartOnce(domain: &Domain, mut autostart: Out<'_, c_int>) -> Result<()> {
    autostart.set(domain.driver().domain_get_autostart_once(domain)?.into());
    Ok(())
}

/// Says whether a domain starts with the host the next time, and only then.
///
/// - `domain`: a domain
/// - `autostart`: whether it starts with the host: 0 or 1
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "11.2.0", check(write))]
fn virDomainSetAutostartOnce(domain: &Domain, autostart: c_int) -> Result<()> {
    domain.driver().domain_set_autostart_once(domain, autostart != 0)
}

/// Makes a description out of a hypervisor's own configuration.
///
/// - `conn`: a connection
/// - `nativeFormat`: name of the format
/// - `nativeConfig`: the configuration
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.6.4", check(write, nonnull(nativeFormat), nonnull(nativeConfig)))]
fn virConnectDomainXMLFromNative(
    conn: &Connect,
    nativeFormat: &str,
    nativeConfig: &str,
    flags: c_uint,
) -> Result<String> {
    conn.driver().connect_domain_xml_from_native(conn, nativeFormat, nativeConfig, flags)
}

/// Makes a hypervisor's own configuration out of a description.
///
/// - `conn`: a connection
/// - `nativeFormat`: name of the format
/// - `domainXml`: the description
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.6.4", check(write, nonnull(nativeFormat), nonnull(domainXml)))]
fn virConnectDomainXMLToNative(
    conn: &Connect,
    nativeFormat: &str,
    domainXml: &str,
    flags: c_uint,
) -> Result<String> {
    conn.driver().connect_domain_xml_to_native(conn, nativeFormat, domainXml, flags)
}

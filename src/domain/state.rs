//! What a domain is and does: information, state, description.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use crate::ffi::{IntoC, Out, OutAlloc, OutParams, OutStrings, ParamsIn};
use crate::types::{virDomainControlInfo, virDomainInfo, virSecurityLabel};
use virt_core::driver::EmulatorQuery;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Gives the kind of operating system interface of a domain, such as hvm.
///
/// - `domain`: a domain
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.0.3")]
fn virDomainGetOSType(domain: &Domain) -> Result<String> {
    domain.driver().domain_get_os_type(domain)
}

/// Gives state, memory, number of CPUs and CPU time of a domain.
///
/// - `domain`: a domain
/// - `info`: where to put the information
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(nonnull(info)))]
fn virDomainGetInfo(domain: &Domain, mut info: Out<'_, virDomainInfo>) -> Result<()> {
    info.set(domain.driver().domain_get_info(domain)?.into_c());
    Ok(())
}

/// Gives the state of a domain and the reason for it.
///
/// - `domain`: a domain
/// - `state`: where to put the state (virDomainState)
/// - `reason`: where to put the reason, which depends on the state; may be NULL
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.2", check(nonnull(state)))]
fn virDomainGetState(
    domain: &Domain,
    mut state: Out<'_, c_int>,
    mut reason: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let (now, why) = domain.driver().domain_get_state(domain, flags)?;
    state.set(now);
    reason.set(why);
    Ok(())
}

/// Gives the state of the channel by which a domain is controlled.
///
/// - `domain`: a domain
/// - `info`: where to put the information
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.3", check(nonnull(info)))]
fn virDomainGetControlInfo(
    domain: &Domain,
    mut info: Out<'_, virDomainControlInfo>,
    flags: c_uint,
) -> Result<()> {
    info.set(domain.driver().domain_get_control_info(domain, flags)?.into_c());
    Ok(())
}

/// Gives the description of a domain: that of the running one, if it runs and flags don't ask for the
/// other.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.0.3", check(secure(VIR_DOMAIN_XML_SECURE | VIR_DOMAIN_XML_MIGRATABLE)))]
fn virDomainGetXMLDesc(domain: &Domain, flags: c_uint) -> Result<String> {
    domain.driver().domain_get_xml_desc(domain, flags)
}

/// Tells whether a domain runs.
///
/// - `dom`: a domain
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virDomainIsActive(dom: &Domain) -> Result<bool> {
    dom.driver().domain_is_active(dom)
}

/// Tells whether a domain is defined, that is, stays known when it stops.
///
/// - `dom`: a domain
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.7.3")]
fn virDomainIsPersistent(dom: &Domain) -> Result<bool> {
    dom.driver().domain_is_persistent(dom)
}

/// Tells whether the definition of a domain was changed since it started.
///
/// - `dom`: a domain
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.8.6")]
fn virDomainIsUpdated(dom: &Domain) -> Result<bool> {
    dom.driver().domain_is_updated(dom)
}

/// Gives the host name of the guest, as its agent or its DHCP leases tell.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainGetHostnameFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.10.0", check(write))]
fn virDomainGetHostname(domain: &Domain, flags: c_uint) -> Result<String> {
    domain.driver().domain_get_hostname(domain, flags)
}

/// Gives messages about a domain: use of deprecated features, a tainting setting.
///
/// - `domain`: a domain
/// - `msgs`: where to put an array of texts, whose last element is NULL; free each text, then the array
/// - `flags`: bitwise-OR of virDomainMessageType
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "7.1.0", check(nonnull(msgs)))]
fn virDomainGetMessages(domain: &Domain, mut msgs: OutStrings<'_>, flags: c_uint) -> Result<c_int> {
    msgs.set(&domain.driver().domain_get_messages(domain, flags)?)
}

/// Describes, as XML, what domains of a kind can have on this host.
///
/// - `conn`: a connection
/// - `emulatorbin`: path of the emulator, or NULL
/// - `arch`: architecture, or NULL
/// - `machine`: machine type, or NULL
/// - `virttype`: virtualization type, or NULL
/// - `flags`: bitwise-OR of virConnectGetDomainCapabilitiesFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "1.2.7", check(write))]
fn virConnectGetDomainCapabilities(
    conn: &Connect,
    emulatorbin: Option<&str>,
    arch: Option<&str>,
    machine: Option<&str>,
    virttype: Option<&str>,
    flags: c_uint,
) -> Result<String> {
    conn.driver().connect_get_domain_capabilities(
        conn,
        EmulatorQuery { emulator: emulatorbin, arch, machine, virttype },
        flags,
    )
}

/// Gives title, description or custom metadata of a domain.
///
/// - `domain`: a domain
/// - `type`: which (virDomainMetadataType)
/// - `uri`: the namespace of the metadata, or NULL
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.9.10", check(exclusive(VIR_DOMAIN_AFFECT_LIVE, VIR_DOMAIN_AFFECT_CONFIG), when(r#type == VIR_DOMAIN_METADATA_TITLE || r#type == VIR_DOMAIN_METADATA_DESCRIPTION, null(uri)), when(r#type == VIR_DOMAIN_METADATA_ELEMENT, nonnull(uri))))]
fn virDomainGetMetadata(domain: &Domain, r#type: c_int, uri: Option<&str>, flags: c_uint) -> Result<String> {
    domain.driver().domain_get_metadata(domain, r#type, uri, flags)
}

/// Sets title, description or custom metadata of a domain.
///
/// - `domain`: a domain
/// - `type`: which (virDomainMetadataType)
/// - `metadata`: the new text, or NULL to remove it
/// - `key`: namespace prefix of custom metadata, or NULL
/// - `uri`: the namespace of the metadata, or NULL
/// - `flags`: bitwise-OR of virDomainModificationImpact
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.10", check(write, when(r#type == VIR_DOMAIN_METADATA_TITLE, one_line(metadata)), when(r#type == VIR_DOMAIN_METADATA_TITLE || r#type == VIR_DOMAIN_METADATA_DESCRIPTION, null(uri)), when(r#type == VIR_DOMAIN_METADATA_TITLE || r#type == VIR_DOMAIN_METADATA_DESCRIPTION, null(key)), when(r#type == VIR_DOMAIN_METADATA_ELEMENT, nonnull(uri)), when(r#type == VIR_DOMAIN_METADATA_ELEMENT && !metadata.is_null(), nonnull(key))))]
fn virDomainSetMetadata(
    domain: &Domain,
    r#type: c_int,
    metadata: Option<&str>,
    key: Option<&str>,
    uri: Option<&str>,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_metadata(domain, r#type, metadata, key, uri, flags)
}

/// Gives the security label of a running domain.
///
/// - `domain`: a domain
/// - `seclabel`: where to put the label
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.6.1", check(nonnull(seclabel)))]
fn virDomainGetSecurityLabel(domain: &Domain, mut seclabel: Out<'_, virSecurityLabel>) -> Result<()> {
    seclabel.set(domain.driver().domain_get_security_label(domain)?.into_c());
    Ok(())
}

/// Gives the security labels of a running domain, one per security model.
///
/// - `domain`: a domain
/// - `seclabels`: where to put the array, which the caller frees
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.10.0", check(nonnull(seclabels)))]
fn virDomainGetSecurityLabelList(
    domain: &Domain,
    mut seclabels: OutAlloc<'_, virSecurityLabel>,
) -> Result<c_int> {
    seclabels.set_array(domain.driver().domain_get_security_label_list(domain)?)
}

/// Gives what a guest owner needs to check that a domain was started securely.
///
/// - `domain`: a domain
/// - `params`: where to put the array; free it with virTypedParamsFree()
/// - `nparams`: where to put the number of parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "4.5.0", check(nonnull(params), nonnull(nparams), write))]
fn virDomainGetLaunchSecurityInfo(
    domain: &Domain,
    params: OutParams<'_>,
    nparams: Out<'_, c_int>,
    flags: c_uint,
) -> Result<()> {
    let driver = domain.driver();
    params.answer(
        nparams,
        &driver.domain_get_launch_security_info(domain, super::tuning::with_strings(driver, flags))?,
    )
}

/// Puts a secret of the guest owner into a domain that was started securely and is paused.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "8.0.0", check(nonnull(params), positive(nparams), write))]
fn virDomainSetLaunchSecurityState(
    domain: &Domain,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_set_launch_security_state(domain, &params.read(nparams)?, flags)
}

/// Makes the graphics servers of a domain read their certificates again.
///
/// - `domain`: a domain
/// - `type`: which servers (virDomainGraphicsReloadType)
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "10.2.0", check(write))]
fn virDomainGraphicsReload(domain: &Domain, r#type: c_uint, flags: c_uint) -> Result<()> {
    domain.driver().domain_graphics_reload(domain, r#type, flags)
}

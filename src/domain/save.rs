//! Saving, restoring, dumping domains.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, Result};
use virt_entry::entry;

use super::absolute_params;
use crate::ffi::ParamsIn;
use crate::ffi::absolute;
use crate::stream::StreamObject as Stream;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Saves memory and state of a domain to a file and stops it.
///
/// - `domain`: a domain
/// - `to`: path of the file
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(write, nonnull(to)))]
fn virDomainSave(domain: &Domain, to: &str) -> Result<()> {
    domain.driver().domain_save_flags(domain, &absolute(FROM, to)?, None, 0)
}

/// Saves memory and state of a domain to a file and stops it.
///
/// - `domain`: a domain
/// - `to`: path of the file
/// - `dxml`: (optional) replacement for the description, or NULL
/// - `flags`: bitwise-OR of virDomainSaveRestoreFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "0.9.4",
    check(write, nonnull(to), exclusive(VIR_DOMAIN_SAVE_RUNNING, VIR_DOMAIN_SAVE_PAUSED))
)]
fn virDomainSaveFlags(domain: &Domain, to: &str, dxml: Option<&str>, flags: c_uint) -> Result<()> {
    domain.driver().domain_save_flags(domain, &absolute(FROM, to)?, dxml, flags)
}

/// Saves memory and state of a domain to the file that a parameter names, or as managed save without one,
/// and stops it.
///
/// - `domain`: a domain
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainSaveRestoreFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "8.4.0", check(write, exclusive(VIR_DOMAIN_SAVE_RUNNING, VIR_DOMAIN_SAVE_PAUSED)))]
fn virDomainSaveParams(domain: &Domain, params: ParamsIn<'_>, nparams: c_int, flags: c_uint) -> Result<()> {
    domain.driver().domain_save_params(domain, &absolute_params(params.read(nparams)?)?, flags)
}

/// Goes on with a domain that virDomainSave() saved.
///
/// - `conn`: a connection
/// - `from`: path of the file
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.0.3", check(write, nonnull(from)))]
fn virDomainRestore(conn: &Connect, from: &str) -> Result<()> {
    conn.driver().domain_restore_flags(conn, &absolute(FROM, from)?, None, 0)
}

/// Goes on with a domain that virDomainSave() saved.
///
/// - `conn`: a connection
/// - `from`: path of the file
/// - `dxml`: (optional) replacement for the description, or NULL
/// - `flags`: bitwise-OR of virDomainSaveRestoreFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "0.9.4",
    check(write, nonnull(from), exclusive(VIR_DOMAIN_SAVE_RUNNING, VIR_DOMAIN_SAVE_PAUSED))
)]
fn virDomainRestoreFlags(conn: &Connect, from: &str, dxml: Option<&str>, flags: c_uint) -> Result<()> {
    conn.driver().domain_restore_flags(conn, &absolute(FROM, from)?, dxml, flags)
}

/// Goes on with a saved domain; a parameter names the file.
///
/// - `conn`: a connection
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainSaveRestoreFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "8.4.0", check(write, exclusive(VIR_DOMAIN_SAVE_RUNNING, VIR_DOMAIN_SAVE_PAUSED)))]
fn virDomainRestoreParams(conn: &Connect, params: ParamsIn<'_>, nparams: c_int, flags: c_uint) -> Result<()> {
    conn.driver().domain_restore_params(conn, &absolute_params(params.read(nparams)?)?, flags)
}

/// Gives the description of the domain in a saved file.
///
/// - `conn`: a connection
/// - `file`: path of the file
/// - `flags`: bitwise-OR of virDomainSaveImageXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.9.4", check(nonnull(file), write))]
fn virDomainSaveImageGetXMLDesc(conn: &Connect, file: &str, flags: c_uint) -> Result<String> {
    conn.driver().domain_save_image_get_xml_desc(conn, &absolute(FROM, file)?, flags)
}

/// Replaces the description of the domain in a saved file.
///
/// - `conn`: a connection
/// - `file`: path of the file
/// - `dxml`: the new description
/// - `flags`: bitwise-OR of virDomainSaveRestoreFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "0.9.4",
    check(write, nonnull(file), nonnull(dxml), exclusive(VIR_DOMAIN_SAVE_RUNNING, VIR_DOMAIN_SAVE_PAUSED))
)]
fn virDomainSaveImageDefineXML(conn: &Connect, file: &str, dxml: &str, flags: c_uint) -> Result<()> {
    conn.driver().domain_save_image_define_xml(conn, &absolute(FROM, file)?, dxml, flags)
}

/// Dumps the memory of a domain to a file, for analysis.
///
/// - `domain`: a domain
/// - `to`: path of the file
/// - `flags`: bitwise-OR of virDomainCoreDumpFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "0.1.9",
    check(
        write,
        nonnull(to),
        exclusive(VIR_DUMP_CRASH, VIR_DUMP_LIVE),
        exclusive(VIR_DUMP_CRASH, VIR_DUMP_RESET),
        exclusive(VIR_DUMP_LIVE, VIR_DUMP_RESET)
    )
)]
fn virDomainCoreDump(domain: &Domain, to: &str, flags: c_uint) -> Result<()> {
    domain.driver().domain_core_dump_with_format(
        domain,
        &absolute(FROM, to)?,
        VIR_DOMAIN_CORE_DUMP_FORMAT_RAW as c_uint,
        flags,
    )
}

/// Dumps the memory of a domain to a file in a certain format.
///
/// - `domain`: a domain
/// - `to`: path of the file
/// - `dumpformat`: the format (virDomainCoreDumpFormat)
/// - `flags`: bitwise-OR of virDomainCoreDumpFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.3", check(write, nonnull(to), deny(dumpformat >= VIR_DOMAIN_CORE_DUMP_FORMAT_LAST as c_uint, flags, "dumpformat '{dumpformat}' is not supported"), exclusive(VIR_DUMP_CRASH, VIR_DUMP_LIVE), exclusive(VIR_DUMP_CRASH, VIR_DUMP_RESET), exclusive(VIR_DUMP_LIVE, VIR_DUMP_RESET)))]
fn virDomainCoreDumpWithFormat(domain: &Domain, to: &str, dumpformat: c_uint, flags: c_uint) -> Result<()> {
    domain.driver().domain_core_dump_with_format(domain, &absolute(FROM, to)?, dumpformat, flags)
}

/// Saves memory and state of a domain to a file that the library chooses, and stops it. The next start goes
/// on from there.
///
/// - `dom`: a domain
/// - `flags`: bitwise-OR of virDomainSaveRestoreFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(write, exclusive(VIR_DOMAIN_SAVE_RUNNING, VIR_DOMAIN_SAVE_PAUSED)))]
fn virDomainManagedSave(dom: &Domain, flags: c_uint) -> Result<()> {
    dom.driver().domain_managed_save(dom, flags)
}

/// Tells whether virDomainManagedSave() left a file for a domain.
///
/// - `dom`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.8.0")]
fn virDomainHasManagedSaveImage(dom: &Domain, flags: c_uint) -> Result<bool> {
    dom.driver().domain_has_managed_save_image(dom, flags)
}

/// Removes the file of virDomainManagedSave(), so that the next start is a fresh one.
///
/// - `dom`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0", check(write))]
fn virDomainManagedSaveRemove(dom: &Domain, flags: c_uint) -> Result<()> {
    dom.driver().domain_managed_save_remove(dom, flags)
}

/// Gives the description of a domain in the file of virDomainManagedSave().
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainSaveImageXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "3.7.0", check(secure(VIR_DOMAIN_SAVE_IMAGE_XML_SECURE)))]
fn virDomainManagedSaveGetXMLDesc(domain: &Domain, flags: c_uint) -> Result<String> {
    domain.driver().domain_managed_save_get_xml_desc(domain, flags)
}

/// Replaces the description of a domain in the file of virDomainManagedSave().
///
/// - `domain`: a domain
/// - `dxml`: replacement for the description, or NULL
/// - `flags`: bitwise-OR of virDomainSaveRestoreFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "3.7.0", check(exclusive(VIR_DOMAIN_SAVE_RUNNING, VIR_DOMAIN_SAVE_PAUSED), write))]
fn virDomainManagedSaveDefineXML(domain: &Domain, dxml: Option<&str>, flags: c_uint) -> Result<()> {
    domain.driver().domain_managed_save_define_xml(domain, dxml, flags)
}

/// Takes a picture of a screen of a domain; it comes through the stream.
///
/// - `domain`: a domain
/// - `stream`: a stream, which will carry the picture
/// - `screen`: number of the screen
/// - `flags`: no flags are defined; pass 0
///
/// Returns the MIME type of the picture, which the caller frees, or NULL in case of failure.
#[entry(since = "0.9.2", check(write))]
fn virDomainScreenshot(domain: &Domain, stream: &Stream, screen: c_uint, flags: c_uint) -> Result<String> {
    super::same_connection(domain, stream, "virDomainScreenshot", "stream")?;
    domain.driver().domain_screenshot(domain, stream, screen, flags)
}

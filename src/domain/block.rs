//! Disks of running domains: jobs on them, size, contents, backups.

use std::ffi::{c_int, c_uint, c_ulong, c_ulonglong};

use virt_core::consts::*;
use virt_core::{Domain, Result};
use virt_entry::entry;

use crate::ffi::{IntoC, Out, OutBytes, ParamsIn};
use crate::types::virDomainBlockJobInfo;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Reads a disk of a domain.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `offset`: where to start, in bytes
/// - `size`: how many bytes
/// - `buffer`: where to put the bytes
/// - `flags`: no flags are defined; pass 0
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.4.2", check(write, nonempty(disk), when(size > 0, nonnull(buffer))))]
fn virDomainBlockPeek(
    dom: &Domain,
    disk: &str,
    offset: c_ulonglong,
    size: usize,
    mut buffer: OutBytes<'_>,
    flags: c_uint,
) -> Result<()> {
    buffer.fill(size, &dom.driver().domain_block_peek(dom, disk, offset, size, flags)?);
    Ok(())
}

/// Changes the size of a disk of a running domain.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `size`: the new size in KiB, or in bytes if a flag says so
/// - `flags`: bitwise-OR of virDomainBlockResizeFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.8", check(write, nonnull(disk)))]
fn virDomainBlockResize(dom: &Domain, disk: &str, size: c_ulonglong, flags: c_uint) -> Result<()> {
    dom.driver().domain_block_resize(dom, disk, size, flags)
}

/// Ends a job on a disk, or switches over to the copy that it made.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `flags`: bitwise-OR of virDomainBlockJobAbortFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.4", check(write, nonnull(disk)))]
fn virDomainBlockJobAbort(dom: &Domain, disk: &str, flags: c_uint) -> Result<()> {
    dom.driver().domain_block_job_abort(dom, disk, flags)
}

/// Tells how far a job on a disk has come.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `info`: where to put the information
/// - `flags`: bitwise-OR of virDomainBlockJobInfoFlags
///
/// Returns 1 when there is a job, 0 when there is none, -1 in case of failure.
#[entry(since = "0.9.4", check(nonnull(disk), nonnull(info)))]
fn virDomainGetBlockJobInfo(
    dom: &Domain,
    disk: &str,
    mut info: Out<'_, virDomainBlockJobInfo>,
    flags: c_uint,
) -> Result<bool> {
    match dom.driver().domain_get_block_job_info(dom, disk, flags)? {
        Some(job) => {
            info.set(job.into_c());
            Ok(true)
        }
        None => Ok(false),
    }
}

/// Limits the bandwidth of a job on a disk.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `bandwidth`: the limit in MiB/s, or in bytes/s if a flag says so; 0 for none
/// - `flags`: bitwise-OR of virDomainBlockJobSetSpeedFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.4", check(write, nonnull(disk)))]
fn virDomainBlockJobSetSpeed(dom: &Domain, disk: &str, bandwidth: c_ulong, flags: c_uint) -> Result<()> {
    dom.driver().domain_block_job_set_speed(dom, disk, bandwidth, flags)
}

/// Starts to copy what a disk has from its backing files into the disk, so that it no longer needs them.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `bandwidth`: (optional) limit of the bandwidth in MiB/s, or 0
/// - `flags`: bitwise-OR of virDomainBlockPullFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.4", check(write, nonnull(disk)))]
fn virDomainBlockPull(dom: &Domain, disk: &str, bandwidth: c_ulong, flags: c_uint) -> Result<()> {
    dom.driver().domain_block_pull(dom, disk, bandwidth, flags)
}

/// Starts to copy backing files into a disk, down to a base; or, with a flag, to copy the disk to another
/// place.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `base`: the file to keep as backing file, or NULL; the file to copy to
/// - `bandwidth`: (optional) limit of the bandwidth in MiB/s, or 0
/// - `flags`: bitwise-OR of virDomainBlockRebaseFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.10", check(write, nonnull(disk), when(flags & VIR_DOMAIN_BLOCK_REBASE_COPY != 0, nonnull(base)), deny(flags & VIR_DOMAIN_BLOCK_REBASE_COPY == 0 && flags & (VIR_DOMAIN_BLOCK_REBASE_SHALLOW | VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT | VIR_DOMAIN_BLOCK_REBASE_COPY_RAW | VIR_DOMAIN_BLOCK_REBASE_COPY_DEV) != 0, flags, "use of flags requires a copy job")))]
fn virDomainBlockRebase(
    dom: &Domain,
    disk: &str,
    base: Option<&str>,
    bandwidth: c_ulong,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_block_rebase(dom, disk, base, bandwidth, flags)
}

/// Starts to copy a disk to another place and to keep the copy up to date until virDomainBlockJobAbort().
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `destxml`: the destination, a disk element
/// - `params`: array of typed parameters
/// - `nparams`: number of typed parameters
/// - `flags`: bitwise-OR of virDomainBlockCopyFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "1.2.8", check(write, nonnull(disk), nonnull(destxml), nonnegative(nparams), when(nparams != 0, nonnull(params))))]
fn virDomainBlockCopy(
    dom: &Domain,
    disk: &str,
    destxml: &str,
    params: ParamsIn<'_>,
    nparams: c_int,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_block_copy(dom, disk, destxml, &params.read(nparams)?, flags)
}

/// Starts to write what a disk has in its upper files down into a lower one.
///
/// - `dom`: a domain
/// - `disk`: the disk: its target name, its source, or an unambiguous part
/// - `base`: the file to write to, or NULL for the lowest
/// - `top`: the file to write down, or NULL for the active one
/// - `bandwidth`: (optional) limit of the bandwidth in MiB/s, or 0
/// - `flags`: bitwise-OR of virDomainBlockCommitFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.10.2", check(write, nonnull(disk)))]
fn virDomainBlockCommit(
    dom: &Domain,
    disk: &str,
    base: Option<&str>,
    top: Option<&str>,
    bandwidth: c_ulong,
    flags: c_uint,
) -> Result<()> {
    dom.driver().domain_block_commit(dom, disk, base, top, bandwidth, flags)
}

/// Starts a backup of disks of a running domain.
///
/// - `domain`: a domain
/// - `backupXML`: the description of the backup, as XML
/// - `checkpointXML`: the description of a checkpoint to make with it, or NULL
/// - `flags`: bitwise-OR of virDomainBackupBeginFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "6.0.0", check(nonnull(backupXML), write))]
fn virDomainBackupBegin(
    domain: &Domain,
    backupXML: &str,
    checkpointXML: Option<&str>,
    flags: c_uint,
) -> Result<()> {
    domain.driver().domain_backup_begin(domain, backupXML, checkpointXML, flags)
}

/// Gives the description of the backup that runs on a domain.
///
/// - `domain`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "6.0.0")]
fn virDomainBackupGetXMLDesc(domain: &Domain, flags: c_uint) -> Result<String> {
    domain.driver().domain_backup_get_xml_desc(domain, flags)
}

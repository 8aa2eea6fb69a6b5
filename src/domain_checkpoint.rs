//! Checkpoints of domains: points from which on changes of disks are tracked.

use std::ffi::{CStr, c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, DomainCheckpoint, Result};
use virt_entry::entry;

use crate::ffi::{Borrowed, OutList};
use crate::handle::Handle;

const FROM: i32 = VIR_FROM_DOMAIN_CHECKPOINT;

/// Gives the name of a checkpoint.
///
/// - `checkpoint`: a checkpoint
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "5.6.0")]
fn virDomainCheckpointGetName(checkpoint: &Handle<DomainCheckpoint>) -> Result<&CStr> {
    Ok(checkpoint.text(0, DomainCheckpoint::name))
}

/// Gives the domain of a checkpoint. The reference is the checkpoint's: don't free it on that account.
///
/// - `checkpoint`: a checkpoint
///
/// Returns the domain, without a new reference, or NULL in case of failure.
#[entry(since = "5.6.0")]
fn virDomainCheckpointGetDomain(checkpoint: &Handle<DomainCheckpoint>) -> Borrowed<Domain> {
    Borrowed::new(checkpoint.parent())
}

/// Gives the connection of a checkpoint. The reference is the checkpoint's: don't close it on that account.
///
/// - `checkpoint`: a checkpoint
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "5.6.0")]
fn virDomainCheckpointGetConnect(checkpoint: &Handle<DomainCheckpoint>) -> Borrowed<Connect> {
    Borrowed::new(checkpoint.conn())
}

/// Makes a checkpoint of a domain.
///
/// - `domain`: a domain
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virDomainCheckpointCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(
    since = "5.6.0",
    check(
        nonnull(xmlDesc),
        write,
        exclusive(VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE, VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE),
        requires(VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE, VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE)
    )
)]
fn virDomainCheckpointCreateXML(domain: &Domain, xmlDesc: &str, flags: c_uint) -> Result<DomainCheckpoint> {
    domain.driver().domain_checkpoint_create_xml(domain, xmlDesc, flags)
}

/// Gives the description of a checkpoint.
///
/// - `checkpoint`: a checkpoint
/// - `flags`: bitwise-OR of virDomainCheckpointXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "5.6.0", check(secure(VIR_DOMAIN_CHECKPOINT_XML_SECURE)))]
fn virDomainCheckpointGetXMLDesc(checkpoint: &DomainCheckpoint, flags: c_uint) -> Result<String> {
    checkpoint.driver().domain_checkpoint_get_xml_desc(checkpoint, flags)
}

/// Lists the checkpoints of a domain in one step.
///
/// - `domain`: a domain
/// - `checkpoints`: where to put an array of checkpoints, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virDomainCheckpointListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "5.6.0")]
fn virDomainListAllCheckpoints(
    domain: &Domain,
    mut checkpoints: OutList<'_, DomainCheckpoint>,
    flags: c_uint,
) -> Result<c_int> {
    checkpoints.set(domain.driver().domain_list_all_checkpoints(domain, flags)?)
}

/// Lists the checkpoints that follow a checkpoint in one step.
///
/// - `checkpoint`: a checkpoint
/// - `children`: where to put an array of checkpoints, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virDomainCheckpointListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "5.6.0")]
fn virDomainCheckpointListAllChildren(
    checkpoint: &DomainCheckpoint,
    mut children: OutList<'_, DomainCheckpoint>,
    flags: c_uint,
) -> Result<c_int> {
    children.set(checkpoint.driver().domain_checkpoint_list_all_children(checkpoint, flags)?)
}

/// Finds a checkpoint of a domain by its name.
///
/// - `domain`: a domain
/// - `name`: the name
/// - `flags`: no flags are defined; pass 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "5.6.0", check(nonnull(name)))]
fn virDomainCheckpointLookupByName(domain: &Domain, name: &str, flags: c_uint) -> Result<DomainCheckpoint> {
    domain.driver().domain_checkpoint_lookup_by_name(domain, name, flags)
}

/// Gives the checkpoint that a checkpoint follows.
///
/// - `checkpoint`: a checkpoint
/// - `flags`: no flags are defined; pass 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "5.6.0")]
fn virDomainCheckpointGetParent(checkpoint: &DomainCheckpoint, flags: c_uint) -> Result<DomainCheckpoint> {
    checkpoint.driver().domain_checkpoint_get_parent(checkpoint, flags)
}

/// Deletes a checkpoint.
///
/// - `checkpoint`: a checkpoint
/// - `flags`: bitwise-OR of virDomainCheckpointDeleteFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "5.6.0",
    check(
        write,
        exclusive(VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN, VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY)
    )
)]
fn virDomainCheckpointDelete(checkpoint: &DomainCheckpoint, flags: c_uint) -> Result<()> {
    checkpoint.driver().domain_checkpoint_delete(checkpoint, flags)
}

/// Adds a reference to a checkpoint handle, to be dropped with virDomainCheckpointFree().
///
/// - `checkpoint`: a checkpoint
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.6.0")]
fn virDomainCheckpointRef(checkpoint: &Handle<DomainCheckpoint>) -> Result<()> {
    checkpoint.retain();
    Ok(())
}

/// Drops a reference to a checkpoint handle; the checkpoint itself is not touched.
///
/// - `checkpoint`: a checkpoint
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "5.6.0")]
fn virDomainCheckpointFree(checkpoint: &Handle<DomainCheckpoint>) -> Result<()> {
    checkpoint.release();
    Ok(())
}

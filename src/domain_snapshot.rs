//! Snapshots of domains.

use std::ffi::{CStr, c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Domain, DomainSnapshot, Result};
use virt_entry::entry;

use crate::ffi::{Borrowed, OutList, OutNames};
use crate::handle::Handle;

const FROM: i32 = VIR_FROM_DOMAIN_SNAPSHOT;

/// Gives the name of a snapshot.
///
/// - `snapshot`: a snapshot
///
/// Returns the name, which lives as long as the handle and is not to be freed, or NULL in case of failure.
#[entry(since = "0.9.5")]
fn virDomainSnapshotGetName(snapshot: &Handle<DomainSnapshot>) -> Result<&CStr> {
    Ok(snapshot.text(0, DomainSnapshot::name))
}

/// Gives the domain of a snapshot. The reference is the snapshot's: don't free it on that account.
///
/// - `snapshot`: a snapshot
///
/// Returns the domain, without a new reference, or NULL in case of failure.
#[entry(since = "0.9.5")]
fn virDomainSnapshotGetDomain(snapshot: &Handle<DomainSnapshot>) -> Borrowed<Domain> {
    Borrowed::new(snapshot.parent())
}

/// Gives the connection of a snapshot. The reference is the snapshot's: don't close it on that account.
///
/// - `snapshot`: a snapshot
///
/// Returns the connection, without a new reference, or NULL in case of failure.
#[entry(since = "0.9.5")]
fn virDomainSnapshotGetConnect(snapshot: &Handle<DomainSnapshot>) -> Borrowed<Connect> {
    Borrowed::new(snapshot.conn())
}

/// Makes a snapshot of a domain: of its disks, its memory, or both, as description and flags say.
///
/// - `domain`: a domain
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virDomainSnapshotCreateFlags
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(
    since = "0.8.0",
    check(
        nonnull(xmlDesc),
        write,
        requires(VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT, VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE),
        exclusive(VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE, VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA),
        exclusive(VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE, VIR_DOMAIN_SNAPSHOT_CREATE_HALT)
    )
)]
fn virDomainSnapshotCreateXML(domain: &Domain, xmlDesc: &str, flags: c_uint) -> Result<DomainSnapshot> {
    domain.driver().domain_snapshot_create_xml(domain, xmlDesc, flags)
}

/// Gives the description of a snapshot.
///
/// - `snapshot`: a snapshot
/// - `flags`: bitwise-OR of virDomainSnapshotXMLFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.8.0", check(secure(VIR_DOMAIN_SNAPSHOT_XML_SECURE)))]
fn virDomainSnapshotGetXMLDesc(snapshot: &DomainSnapshot, flags: c_uint) -> Result<String> {
    snapshot.driver().domain_snapshot_get_xml_desc(snapshot, flags)
}

/// Counts the snapshots of a domain.
///
/// - `domain`: a domain
/// - `flags`: bitwise-OR of virDomainSnapshotListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.8.0", answered_by = "virDomainListAllSnapshots")]
fn virDomainSnapshotNum(domain: &Domain, flags: c_uint) -> Result<c_int> {
    Ok(domain.driver().domain_list_all_snapshots(domain, flags)?.len() as c_int)
}

/// Lists the names of the snapshots of a domain.
///
/// - `domain`: a domain
/// - `names`: where to put pointers to the names; the caller frees each
/// - `nameslen`: number of pointers that there is room for
/// - `flags`: bitwise-OR of virDomainSnapshotListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "0.8.0",
    c_types(names = "char **"),
    check(nullarray(names, nameslen), nonnegative(nameslen)),
    answered_by = "virDomainListAllSnapshots"
)]
fn virDomainSnapshotListNames(
    domain: &Domain,
    names: OutNames<'_>,
    nameslen: c_int,
    flags: c_uint,
) -> Result<c_int> {
    let snapshots = domain.driver().domain_list_all_snapshots(domain, flags)?;
    fill_all(names, nameslen, &snapshots)
}

/// Puts in as many names as there is room for; the count is of all that there are, as upstream's is.
fn fill_all(mut names: OutNames<'_>, room: c_int, snapshots: &[DomainSnapshot]) -> Result<c_int> {
    names.fill(room, snapshots.iter().map(DomainSnapshot::name));
    Ok(snapshots.len() as c_int)
}

/// Lists the snapshots of a domain in one step.
///
/// - `domain`: a domain
/// - `snaps`: where to put an array of snapshots, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virDomainSnapshotListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.9.13")]
fn virDomainListAllSnapshots(
    domain: &Domain,
    mut snaps: OutList<'_, DomainSnapshot>,
    flags: c_uint,
) -> Result<c_int> {
    snaps.set(domain.driver().domain_list_all_snapshots(domain, flags)?)
}

/// Counts the snapshots that were made from a snapshot.
///
/// - `snapshot`: a snapshot
/// - `flags`: bitwise-OR of virDomainSnapshotListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.9.7", answered_by = "virDomainSnapshotListAllChildren")]
fn virDomainSnapshotNumChildren(snapshot: &DomainSnapshot, flags: c_uint) -> Result<c_int> {
    Ok(snapshot.driver().domain_snapshot_list_all_children(snapshot, flags)?.len() as c_int)
}

/// Lists the names of the snapshots that were made from a snapshot.
///
/// - `snapshot`: a snapshot
/// - `names`: where to put pointers to the names; the caller frees each
/// - `nameslen`: number of pointers that there is room for
/// - `flags`: bitwise-OR of virDomainSnapshotListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(
    since = "0.9.7",
    c_types(names = "char **"),
    check(nullarray(names, nameslen), nonnegative(nameslen)),
    answered_by = "virDomainSnapshotListAllChildren"
)]
fn virDomainSnapshotListChildrenNames(
    snapshot: &DomainSnapshot,
    names: OutNames<'_>,
    nameslen: c_int,
    flags: c_uint,
) -> Result<c_int> {
    let snapshots = snapshot.driver().domain_snapshot_list_all_children(snapshot, flags)?;
    fill_all(names, nameslen, &snapshots)
}

/// Lists the snapshots that were made from a snapshot in one step.
///
/// - `snapshot`: a snapshot
/// - `snaps`: where to put an array of snapshots, whose last element is NULL; NULL to only count
/// - `flags`: bitwise-OR of virDomainSnapshotListFlags
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "0.9.13")]
fn virDomainSnapshotListAllChildren(
    snapshot: &DomainSnapshot,
    mut snaps: OutList<'_, DomainSnapshot>,
    flags: c_uint,
) -> Result<c_int> {
    snaps.set(snapshot.driver().domain_snapshot_list_all_children(snapshot, flags)?)
}

/// Finds a snapshot of a domain by its name.
///
/// - `domain`: a domain
/// - `name`: the name
/// - `flags`: no flags are defined; pass 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.8.0", check(nonnull(name)))]
fn virDomainSnapshotLookupByName(domain: &Domain, name: &str, flags: c_uint) -> Result<DomainSnapshot> {
    domain.driver().domain_snapshot_lookup_by_name(domain, name, flags)
}

/// Tells whether a domain has a current snapshot.
///
/// - `domain`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.8.0")]
fn virDomainHasCurrentSnapshot(domain: &Domain, flags: c_uint) -> Result<bool> {
    domain.driver().domain_has_current_snapshot(domain, flags)
}

/// Gives the current snapshot of a domain: the one that its state was made from.
///
/// - `domain`: a domain
/// - `flags`: no flags are defined; pass 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.8.0")]
fn virDomainSnapshotCurrent(domain: &Domain, flags: c_uint) -> Result<DomainSnapshot> {
    domain.driver().domain_snapshot_current(domain, flags)
}

/// Gives the snapshot that a snapshot was made from.
///
/// - `snapshot`: a snapshot
/// - `flags`: no flags are defined; pass 0
///
/// Returns a new handle, to be freed, or NULL in case of failure.
#[entry(since = "0.9.7")]
fn virDomainSnapshotGetParent(snapshot: &DomainSnapshot, flags: c_uint) -> Result<DomainSnapshot> {
    snapshot.driver().domain_snapshot_get_parent(snapshot, flags)
}

/// Tells whether a snapshot is the current one of its domain.
///
/// - `snapshot`: a snapshot
/// - `flags`: no flags are defined; pass 0
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.9.13")]
fn virDomainSnapshotIsCurrent(snapshot: &DomainSnapshot, flags: c_uint) -> Result<bool> {
    snapshot.driver().domain_snapshot_is_current(snapshot, flags)
}

/// Tells whether the library keeps data of its own about a snapshot.
///
/// - `snapshot`: a snapshot
/// - `flags`: no flags are defined; pass 0
///
/// Returns 1 if so, 0 if not, -1 in case of failure.
#[entry(since = "0.9.13")]
fn virDomainSnapshotHasMetadata(snapshot: &DomainSnapshot, flags: c_uint) -> Result<bool> {
    snapshot.driver().domain_snapshot_has_metadata(snapshot, flags)
}

/// Takes a domain back to what it was at a snapshot.
///
/// - `snapshot`: a snapshot
/// - `flags`: bitwise-OR of virDomainSnapshotRevertFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "0.8.0",
    check(write, exclusive(VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING, VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED))
)]
fn virDomainRevertToSnapshot(snapshot: &DomainSnapshot, flags: c_uint) -> Result<()> {
    snapshot.driver().domain_revert_to_snapshot(snapshot, flags)
}

/// Deletes a snapshot.
///
/// - `snapshot`: a snapshot
/// - `flags`: bitwise-OR of virDomainSnapshotDeleteFlags
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(
    since = "0.8.0",
    check(write, exclusive(VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN, VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY))
)]
fn virDomainSnapshotDelete(snapshot: &DomainSnapshot, flags: c_uint) -> Result<()> {
    snapshot.driver().domain_snapshot_delete(snapshot, flags)
}

/// Adds a reference to a snapshot handle, to be dropped with virDomainSnapshotFree().
///
/// - `snapshot`: a snapshot
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.9.13")]
fn virDomainSnapshotRef(snapshot: &Handle<DomainSnapshot>) -> Result<()> {
    snapshot.retain();
    Ok(())
}

/// Drops a reference to a snapshot handle; the snapshot itself is not touched.
///
/// - `snapshot`: a snapshot
///
/// Returns 0 in case of success, -1 in case of failure.
#[entry(since = "0.8.0")]
fn virDomainSnapshotFree(snapshot: &Handle<DomainSnapshot>) -> Result<()> {
    snapshot.release();
    Ok(())
}

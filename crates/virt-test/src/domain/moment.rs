//! What snapshots and checkpoints have in common.

use virt_conf::domain::{DomainDef, FormatFlags};
use virt_conf::moment::checkpoint::CheckpointDef;
use virt_conf::moment::snapshot::SnapshotDef;
use virt_core::consts::*;
use virt_core::{Result, bail};

use super::config::{self, Check};
use crate::store::Moments;

/// The checkpoints of a domain.
pub type Checkpoints = Moments<CheckpointDef>;
/// The snapshots of a domain.
pub type Snapshots = Moments<SnapshotDef>;

/// The domain as a moment keeps it: what would be read from its document.
pub fn copy(def: &DomainDef) -> Result<DomainDef> {
    let whole = FormatFlags { inactive: true, secure: true, migratable: true, ..FormatFlags::default() };
    config::parse(&def.to_xml(whole), Check::Nothing)
}

/// Refuses a moment that would come before itself.
pub fn check_cycles<D>(moments: &Moments<D>, name: &str, parent: Option<&str>) -> Result<()> {
    let Some(parent) = parent else { return Ok(()) };
    let why = if parent == name {
        format!("cannot set moment {name} as its own parent")
    } else if moments.get(parent).is_none() {
        format!("parent {parent} for moment {name} not found")
    } else if let Some(child) = moments.below(name, parent) {
        format!("parent {child} would create cycle to {name}")
    } else {
        return Ok(());
    };
    bail!(VIR_FROM_DOMAIN, VIR_ERR_INVALID_ARG, "{why}")
}

/// Refuses a name that is taken.
pub fn check_new<D>(moments: &Moments<D>, name: &str) -> Result<()> {
    match moments.get(name) {
        Some(_) => {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_FAILED, "domain moment {name} already exists")
        }
        None => Ok(()),
    }
}

//! Snapshots and checkpoints.

use virt_conf::domain::DomainDef;
use virt_conf::moment::checkpoint::CheckpointDef;

use crate::store::Moments;

/// The checkpoints of a domain.
pub type Checkpoints = Moments<CheckpointDef<DomainDef>>;
/// The snapshots of a domain.
pub type Snapshots = Moments<CheckpointDef<DomainDef>>;

//! Two pools cannot have the same source.

use virt_conf::storage::adapter::Adapter;
use virt_conf::storage::{PoolDef, PoolKind, PoolSource};

/// Whether pools of different names have the same source.
pub fn same_source(pool: &PoolDef, new: &PoolDef) -> bool {
    if pool.name == new.name {
        return false;
    }
    let (source, other) = (&pool.source, &new.source);
    let same_kind = pool.kind == new.kind;
    match pool.kind {
        PoolKind::Dir => same_kind && pool.target_path == new.target_path,
        PoolKind::Gluster => {
            same_kind && source.name == other.name && source.dir == other.dir && same_host(source, other)
        }
        PoolKind::Netfs => same_kind && source.dir == other.dir && same_host(source, other),
        PoolKind::Scsi => same_kind && same_adapter(source.adapter.as_ref(), other.adapter.as_ref()),
        PoolKind::Iscsi => same_kind && same_device(source, other) && source.initiator == other.initiator,
        PoolKind::Fs | PoolKind::Logical | PoolKind::Disk | PoolKind::Zfs => {
            let local = [PoolKind::Fs, PoolKind::Logical, PoolKind::Disk, PoolKind::Zfs];
            local.contains(&new.kind) && same_device(source, other)
        }
        PoolKind::Sheepdog => same_kind && same_host(source, other),
        PoolKind::Mpath => same_kind,
        PoolKind::Vstorage => same_kind && source.name == other.name,
        PoolKind::IscsiDirect | PoolKind::Rbd => false,
    }
}

fn same_host(pool: &PoolSource, new: &PoolSource) -> bool {
    match (&pool.hosts[..], &new.hosts[..]) {
        ([host], [other, ..]) | ([host, ..], [other]) => {
            host.name == other.name && (other.port == 0 || host.port == other.port)
        }
        _ => false,
    }
}

fn same_device(pool: &PoolSource, new: &PoolSource) -> bool {
    pool.devices.iter().any(|device| new.devices.iter().any(|other| other.path == device.path))
}

fn same_adapter(pool: Option<&Adapter>, new: Option<&Adapter>) -> bool {
    match (pool, new) {
        (Some(Adapter::FcHost(pool)), Some(Adapter::FcHost(new))) => {
            pool.wwnn == new.wwnn && pool.wwpn == new.wwpn
        }
        (
            Some(Adapter::ScsiHost { name, parent }),
            Some(Adapter::ScsiHost { name: new_name, parent: new_parent }),
        ) => match (parent, new_parent) {
            (Some(parent), Some(new_parent)) => parent == new_parent,
            _ => host_number(name.as_deref()).is_some_and(|n| host_number(new_name.as_deref()) == Some(n)),
        },
        (Some(Adapter::FcHost(fc)), Some(Adapter::ScsiHost { name, .. }))
        | (Some(Adapter::ScsiHost { name, .. }), Some(Adapter::FcHost(fc))) => {
            let number = host_number(name.as_deref());
            number.is_some() && host_number(fc.parent.as_deref()) == number
        }
        _ => false,
    }
}

/// The number in an adapter's name: `host4`, `scsi_host4`, `fc_host4`.
fn host_number(name: Option<&str>) -> Option<u32> {
    let name = name?;
    let name = name.strip_prefix("scsi_").or_else(|| name.strip_prefix("fc_")).unwrap_or(name);
    name.strip_prefix("host")?.parse().ok()
}

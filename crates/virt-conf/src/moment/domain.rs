//! Domains as moments see them.

use virt_core::Uuid;
use virt_xml::{Node, Result, Writer};

use super::{DiskFacts, MomentDomain};
use crate::domain::DomainDef;
use crate::domain::storage::StorageKind;

impl MomentDomain for DomainDef {
    fn read(node: Node<'_>) -> Result<Self> {
        DomainDef::read(node)
    }

    fn write(&self, name: &str, w: &mut Writer) {
        self.write_as(name, w);
    }

    fn uuid(&self) -> Uuid {
        self.uuid
    }

    fn check_same_machine(&self, other: &Self) -> virt_core::Result<()> {
        DomainDef::check_same_machine(self, other)
    }

    fn disks(&self) -> Vec<DiskFacts> {
        let facts = |disk: &crate::domain::devices::Disk| DiskFacts {
            target: disk.dst().to_owned(),
            path: disk.source.path().map(str::to_owned),
            is_file: matches!(disk.source.kind, StorageKind::File { .. }),
            is_empty: disk.source.is_empty(),
            readonly: disk.readonly,
            snapshot: disk.snapshot,
        };
        self.devices.disks.iter().map(facts).collect()
    }
}

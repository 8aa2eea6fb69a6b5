//! Title, description and the elements of others in a definition.

use virt_conf::common::metadata::{Metadata, MetadataKind, element_text};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::event::DomainEventKind;
use virt_core::{Domain, Result, err};

use super::QemuConnection;
use super::impact::{self, IMPACT};
use super::stored::save_definition;
use crate::definition::Definition;
use crate::domain::Job;
use crate::root::status_file;

impl QemuConnection {
    pub(super) fn metadata(
        &self,
        domain: &Domain,
        kind: i32,
        uri: Option<&str>,
        flags: u32,
    ) -> Result<String> {
        check_flags(VIR_FROM_DOMAIN, "virDomainObjGetMetadata", flags, IMPACT)?;
        let state = self.vm(domain)?.state();
        let kind = MetadataKind::from_number(kind, VIR_FROM_DOMAIN)?;
        let def = impact::one(&state, flags)?;
        let found = match kind {
            MetadataKind::Description => def.description.clone(),
            MetadataKind::Title => def.title.clone(),
            MetadataKind::Element => element_text(def.metadata.as_ref(), uri.unwrap_or_default()),
        };
        found.ok_or_else(|| {
            err!(VIR_FROM_DOMAIN, VIR_ERR_NO_DOMAIN_METADATA, "Requested metadata element is not present")
        })
    }

    pub(super) fn set_metadata(
        &self,
        domain: &Domain,
        kind: i32,
        metadata: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSetMetadata", flags, IMPACT)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainSetMetadata")?;
        let set = |def: &mut Definition| {
            let what = MetadataKind::from_number(kind, VIR_FROM_DOMAIN)?;
            let mut place = Metadata {
                title: &mut def.title,
                description: &mut def.description,
                elements: &mut def.metadata,
            };
            place.set(what, metadata, key, uri, VIR_FROM_DOMAIN)
        };
        // On a copy first: a refused change must leave everything as it was.
        let before = vm.state();
        let mut changed = (*before).clone();
        let flags = impact::resolve(&changed, flags)?;
        impact::change_each(&mut changed, flags, set)?;
        vm.update(|state| (state.def, state.next) = (changed.def, changed.next));
        let live =
            if flags & VIR_DOMAIN_AFFECT_LIVE != 0 { status_file::save(&self.root, &vm) } else { Ok(()) };
        let kept = live.and_then(|()| match flags & VIR_DOMAIN_AFFECT_CONFIG {
            0 => Ok(()),
            _ => save_definition(&self.root, &vm),
        });
        if kept.is_err() {
            vm.update(|state| (state.def, state.next) = (before.def.clone(), before.next.clone()));
            return kept;
        }
        vm.emit(DomainEventKind::MetadataChange { kind, uri: uri.map(str::to_owned) });
        Ok(())
    }
}

//! Domains that a driver has from the beginning.

use std::path::Path;
use std::sync::Arc;

use virt_conf::moment::snapshot::{ParseOptions, SnapshotDef};
use virt_core::consts::*;
use virt_core::{Result, bail};
use virt_xml::{Foreign, Node};

use super::moment::{Snapshots, check_new};
use super::object::IoThread;
use super::snapshot::complete;
use super::table::Join;
use super::{config, namespace, taint};
use crate::TestDriver;
use crate::setup::resolved;

/// Adds the domain of an element, in the state that it says.
pub fn setup_domain(driver: &TestDriver, node: Node<'_>, file: Option<&Path>) -> Result<()> {
    let (def, extra) = config::read(node)?;
    let snapshots = read_snapshots(node, file)?;
    driver.domains.join(def, Join::Define, |state, _| {
        state.snapshots = Arc::new(snapshots);
        state.persistent = !extra.transient;
        if extra.state != VIR_DOMAIN_SHUTOFF {
            state.start(driver.domains.new_id(), VIR_DOMAIN_RUNNING_BOOTED);
        }
        state.managed_save = extra.managed_save;
        state.set_state(extra.state, 0);
        taint::note(state);
        let threads = state.def.iothreads.threads.iter();
        state.guest.iothreads = threads.map(|thread| IoThread::new(thread.id)).collect();
    })?;
    Ok(())
}

/// The snapshots that a domain of a file has.
fn read_snapshots(node: Node<'_>, file: Option<&Path>) -> Result<Snapshots> {
    let mut snapshots = Snapshots::default();
    let options = ParseOptions { redefine: true, internal: true, ..ParseOptions::default() };
    for child in namespace::snapshots(node) {
        let mut def = resolved(child, file, |node| SnapshotDef::parse(&unqualified(node), options))?;
        complete(&mut def)?;
        check_new(&snapshots, &def.name)?;
        let (name, parent) = (def.name.clone(), def.parent.take());
        let current = def.active.take() == Some(true);
        snapshots.put(&name, parent.as_deref(), Arc::new(def));
        if current {
            if snapshots.current().is_some() {
                bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "more than one snapshot claims to be active");
            }
            snapshots.set_current(Some(&name));
        }
    }
    Ok(snapshots)
}

/// The document of an element in the driver's namespace.
fn unqualified(node: Node<'_>) -> String {
    let mut element = Foreign::read(node);
    element.unqualify(namespace::URI);
    element.to_text()
}

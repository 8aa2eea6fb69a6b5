//! Checkpoints of domains.

use std::sync::Arc;

use virt_conf::moment::Origin;
use virt_conf::moment::checkpoint::CheckpointDef;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, DomainCheckpoint, Error, Result, bail};

use super::config::{self, Check};
use super::moment::{Checkpoints, check_cycles, check_new, copy};
use super::object::DomainState;
use crate::TestDriver;
use crate::store::ListWish;

const LEAVES: u32 = VIR_DOMAIN_CHECKPOINT_LIST_LEAVES | VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES;
const LISTING: u32 = VIR_DOMAIN_CHECKPOINT_LIST_ROOTS | VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL | LEAVES;

fn find<'a>(checkpoints: &'a Checkpoints, name: &str) -> Result<&'a Arc<CheckpointDef>> {
    match checkpoints.get(name) {
        Some(def) => Ok(def),
        None => bail!(
            VIR_FROM_TEST,
            VIR_ERR_NO_DOMAIN_CHECKPOINT,
            "no domain checkpoint with matching name '{name}'"
        ),
    }
}

/// The state of a checkpoint's domain, with the checkpoint in it.
fn state_of(driver: &TestDriver, checkpoint: &DomainCheckpoint) -> Result<Arc<DomainState>> {
    let state = driver.state(checkpoint.domain())?;
    find(&state.checkpoints, checkpoint.name())?;
    Ok(state)
}

fn listed(
    domain: &Domain,
    checkpoints: &Checkpoints,
    from: Option<&str>,
    flags: u32,
) -> Vec<DomainCheckpoint> {
    let has = |flag: u32| flags & flag != 0;
    let both = flags & LEAVES == LEAVES;
    let wish = ListWish {
        roots_or_descendants: has(VIR_DOMAIN_CHECKPOINT_LIST_ROOTS),
        topological: has(VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL),
        leaves: !both && has(VIR_DOMAIN_CHECKPOINT_LIST_LEAVES),
        no_leaves: !both && has(VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES),
    };
    let names = checkpoints.list(from, wish, |_| true);
    names.into_iter().map(|name| DomainCheckpoint::new(domain, name)).collect()
}

pub fn list(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<DomainCheckpoint>> {
    check_flags(VIR_FROM_TEST, "testDomainListAllCheckpoints", flags, LISTING)?;
    Ok(listed(domain, &driver.state(domain)?.checkpoints, None, flags))
}

pub fn children(
    driver: &TestDriver,
    checkpoint: &DomainCheckpoint,
    flags: u32,
) -> Result<Vec<DomainCheckpoint>> {
    check_flags(VIR_FROM_TEST, "testDomainCheckpointListAllChildren", flags, LISTING)?;
    let state = state_of(driver, checkpoint)?;
    Ok(listed(checkpoint.domain(), &state.checkpoints, Some(checkpoint.name()), flags))
}

pub fn by_name(driver: &TestDriver, domain: &Domain, name: &str, flags: u32) -> Result<DomainCheckpoint> {
    check_flags(VIR_FROM_TEST, "testDomainCheckpointLookupByName", flags, 0)?;
    find(&driver.state(domain)?.checkpoints, name)?;
    Ok(DomainCheckpoint::new(domain, name))
}

pub fn parent(driver: &TestDriver, checkpoint: &DomainCheckpoint, flags: u32) -> Result<DomainCheckpoint> {
    check_flags(VIR_FROM_TEST, "testDomainCheckpointGetParent", flags, 0)?;
    let state = state_of(driver, checkpoint)?;
    let name = checkpoint.name();
    let parent = state.checkpoints.parent(name).ok_or_else(|| {
        let text = format!("checkpoint '{name}' does not have a parent");
        Error::new(VIR_FROM_TEST, VIR_ERR_NO_DOMAIN_CHECKPOINT, text)
    })?;
    Ok(DomainCheckpoint::new(checkpoint.domain(), parent))
}

pub fn xml(driver: &TestDriver, checkpoint: &DomainCheckpoint, flags: u32) -> Result<String> {
    let known = VIR_DOMAIN_CHECKPOINT_XML_SECURE
        | VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN
        | VIR_DOMAIN_CHECKPOINT_XML_SIZE;
    check_flags(VIR_FROM_TEST, "testDomainCheckpointGetXMLDesc", flags, known)?;
    let state = state_of(driver, checkpoint)?;
    let mut def = CheckpointDef::clone(find(&state.checkpoints, checkpoint.name())?);
    def.parent = state.checkpoints.parent(checkpoint.name()).map(str::to_owned);
    if flags & VIR_DOMAIN_CHECKPOINT_XML_SIZE != 0 {
        // nothing changes in pretended disks, and nobody says how much
        state.check_active()?;
    }
    Ok(def.to_xml(flags))
}

pub fn create(driver: &TestDriver, domain: &Domain, xml: &str, flags: u32) -> Result<DomainCheckpoint> {
    let known = VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE | VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE;
    check_flags(VIR_FROM_TEST, "testDomainCheckpointCreateXML", flags, known)?;
    let redefine = flags & VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE != 0;
    let refuse = |text: &str| Err(Error::new(VIR_FROM_TEST, VIR_ERR_OPERATION_UNSUPPORTED, text));
    let name = driver.change(domain, |state| {
        if !state.snapshots.is_empty() {
            return refuse("cannot create checkpoint while snapshot exists");
        }
        if !state.is_active() {
            return refuse("cannot create checkpoint for inactive domain");
        }
        let origin = if redefine { Origin::Redefined } else { Origin::New };
        let mut def = CheckpointDef::parse(xml, origin)?;
        let current = state.checkpoints.current();
        let mut becomes_current = true;
        if redefine {
            if let Some(domain) = &mut def.domain {
                config::complete(domain, Check::Nothing)?;
            }
            check_cycles(&state.checkpoints, &def.name, def.parent.as_deref())?;
            def.check_redefined(state.def.uuid)?;
            becomes_current = current.is_none() || def.parent.as_deref() == current;
        } else {
            def.attach(copy(&state.def)?)?;
            check_new(&state.checkpoints, &def.name)?;
            def.parent = current.map(str::to_owned);
        }
        let name = def.name.clone();
        let parent = def.parent.take();
        let checkpoints = Arc::make_mut(&mut state.checkpoints);
        checkpoints.put(&name, parent.as_deref(), Arc::new(def));
        if becomes_current {
            checkpoints.set_current(Some(&name));
        }
        Ok(name)
    })?;
    Ok(DomainCheckpoint::new(domain, name))
}

pub fn delete(driver: &TestDriver, checkpoint: &DomainCheckpoint, flags: u32) -> Result<()> {
    let (with, only) = (VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN, VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY);
    let known = with | only | VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY;
    check_flags(VIR_FROM_TEST, "testDomainCheckpointDelete", flags, known)?;
    driver.change(checkpoint.domain(), |state| {
        find(&state.checkpoints, checkpoint.name())?;
        let checkpoints = Arc::make_mut(&mut state.checkpoints);
        if flags & (with | only) != 0 {
            checkpoints.remove_descendants(checkpoint.name());
        }
        if flags & only == 0 {
            checkpoints.remove(checkpoint.name());
        }
        Ok(())
    })
}

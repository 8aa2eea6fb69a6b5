//! Starting, stopping, pausing, renaming, forgetting.

use std::os::fd::OwnedFd;

use virt_conf::domain::{DomainDef, LifecycleAction};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Connect, Domain, Error, Result, bail};

use super::config;
use super::object::DomainState;
use super::table::{Join, handle};
use crate::TestDriver;

pub fn create_xml(
    driver: &TestDriver,
    conn: &Connect,
    xml: &str,
    _: Vec<OwnedFd>,
    flags: u32,
) -> Result<Domain> {
    check_flags(VIR_FROM_TEST, "testDomainCreateXML", flags, VIR_DOMAIN_START_VALIDATE)?;
    let def = config::parse_new(xml, flags & VIR_DOMAIN_START_VALIDATE != 0)?;
    start_new(driver, conn, def, VIR_DOMAIN_RUNNING_BOOTED, VIR_DOMAIN_EVENT_STARTED_BOOTED)
}

/// Starts a domain from a definition that nobody keeps.
pub fn start_new(
    driver: &TestDriver,
    conn: &Connect,
    def: DomainDef,
    reason: i32,
    detail: i32,
) -> Result<Domain> {
    let object = driver.domains.join(def, Join::Create, |state, _| {
        state.start(driver.domains.new_id(), reason);
    })?;
    let state = object.get();
    driver.lifecycle(state.key(), VIR_DOMAIN_EVENT_STARTED, detail);
    Ok(handle(conn, &state))
}

pub fn define_xml(driver: &TestDriver, conn: &Connect, xml: &str, flags: u32) -> Result<Domain> {
    check_flags(VIR_FROM_TEST, "testDomainDefineXMLFlags", flags, VIR_DOMAIN_DEFINE_VALIDATE)?;
    let def = config::parse_new(xml, flags & VIR_DOMAIN_DEFINE_VALIDATE != 0)?;
    if def.name.contains('\n') {
        return Err(Error::new(VIR_FROM_XML, VIR_ERR_XML_DETAIL, "invalid char in name: \n"));
    }
    let mut detail = VIR_DOMAIN_EVENT_DEFINED_ADDED;
    let object = driver.domains.join(def, Join::Define, |state, old| {
        state.persistent = true;
        if old.is_some() {
            detail = VIR_DOMAIN_EVENT_DEFINED_UPDATED;
        }
    })?;
    let state = object.get();
    driver.lifecycle(state.key(), VIR_DOMAIN_EVENT_DEFINED, detail);
    Ok(handle(conn, &state))
}

pub fn create(driver: &TestDriver, domain: &Domain, _: Vec<OwnedFd>, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainCreateWithFlags", flags, 0)?;
    let key = driver.change_life(domain, |state| {
        if state.state != VIR_DOMAIN_SHUTOFF {
            bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "Domain '{}' is already running", domain.name());
        }
        state.start(driver.domains.new_id(), VIR_DOMAIN_RUNNING_BOOTED);
        Ok(state.key())
    })?;
    driver.lifecycle(key, VIR_DOMAIN_EVENT_STARTED, VIR_DOMAIN_EVENT_STARTED_BOOTED);
    Ok(())
}

pub fn undefine(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    let known = VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA;
    check_flags(VIR_FROM_TEST, "testDomainUndefineFlags", flags, known)?;
    let key = driver.change_life(domain, |state| {
        if state.managed_save && flags & VIR_DOMAIN_UNDEFINE_MANAGED_SAVE == 0 {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_OPERATION_INVALID,
                "Refusing to undefine while domain managed save image exists"
            );
        }
        let snapshots = state.snapshots.len();
        if !state.is_active() && snapshots > 0 && flags & VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA == 0 {
            bail!(
                VIR_FROM_TEST,
                VIR_ERR_OPERATION_INVALID,
                "cannot delete inactive domain with {snapshots} snapshots"
            );
        }
        state.managed_save = false;
        state.persistent = false;
        Ok(state.key())
    })?;
    driver.lifecycle(key, VIR_DOMAIN_EVENT_UNDEFINED, VIR_DOMAIN_EVENT_UNDEFINED_REMOVED);
    Ok(())
}

pub fn destroy(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainDestroyFlags", flags, VIR_DOMAIN_DESTROY_GRACEFUL as u32)?;
    stop(driver, domain, VIR_DOMAIN_SHUTOFF_DESTROYED, VIR_DOMAIN_EVENT_STOPPED_DESTROYED, |state| {
        state.check_active()
    })
}

/// Stops a domain that passes `check`, and says so.
pub fn stop(
    driver: &TestDriver,
    domain: &Domain,
    reason: i32,
    detail: i32,
    check: impl FnOnce(&DomainState) -> Result<()>,
) -> Result<()> {
    let key = driver.change_life(domain, |state| {
        check(state)?;
        state.stop(reason);
        Ok(state.key())
    })?;
    driver.lifecycle(key, VIR_DOMAIN_EVENT_STOPPED, detail);
    Ok(())
}

pub fn suspend(driver: &TestDriver, domain: &Domain) -> Result<()> {
    let key = driver.change(domain, |state| {
        if matches!(state.state, VIR_DOMAIN_SHUTOFF | VIR_DOMAIN_PAUSED) {
            return Err(not_running(domain));
        }
        state.set_state(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_USER);
        Ok(state.key())
    })?;
    driver.lifecycle(key, VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_PAUSED);
    Ok(())
}

pub fn resume(driver: &TestDriver, domain: &Domain) -> Result<()> {
    let key = driver.change(domain, |state| {
        if state.state != VIR_DOMAIN_PAUSED {
            bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "domain '{}' not paused", domain.name());
        }
        state.set_state(VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_UNPAUSED);
        Ok(state.key())
    })?;
    driver.lifecycle(key, VIR_DOMAIN_EVENT_RESUMED, VIR_DOMAIN_EVENT_RESUMED_UNPAUSED);
    Ok(())
}

fn not_running(domain: &Domain) -> Error {
    let text = format!("domain '{}' not running", domain.name());
    Error::new(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, text)
}

pub fn shutdown(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainShutdownFlags", flags, 0)?;
    let check = |state: &DomainState| match state.state {
        VIR_DOMAIN_SHUTOFF => Err(not_running(domain)),
        _ => Ok(()),
    };
    act(driver, domain, check, |def| def.lifecycle.on_poweroff)
}

pub fn reboot(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    let known = VIR_DOMAIN_REBOOT_ACPI_POWER_BTN
        | VIR_DOMAIN_REBOOT_GUEST_AGENT
        | VIR_DOMAIN_REBOOT_INITCTL
        | VIR_DOMAIN_REBOOT_SIGNAL
        | VIR_DOMAIN_REBOOT_PARAVIRT;
    check_flags(VIR_FROM_TEST, "testDomainReboot", flags, known)?;
    act(driver, domain, DomainState::check_active, |def| def.lifecycle.on_reboot)
}

/// Does what the definition wants to be done at a guest's end: go on, or stop.
fn act(
    driver: &TestDriver,
    domain: &Domain,
    check: impl FnOnce(&DomainState) -> Result<()>,
    action: impl FnOnce(&DomainDef) -> LifecycleAction,
) -> Result<()> {
    let stopped = driver.change_life(domain, |state| {
        check(state)?;
        match action(&state.def) {
            LifecycleAction::Restart | LifecycleAction::RenameRestart => {
                state.set_state(VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_BOOTED);
                Ok(None)
            }
            _ => {
                state.stop(VIR_DOMAIN_SHUTOFF_SHUTDOWN);
                Ok(Some(state.key()))
            }
        }
    })?;
    if let Some(key) = stopped {
        driver.lifecycle(key, VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN);
    }
    Ok(())
}

pub fn reset(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainReset", flags, 0)?;
    driver.running(domain).map(drop)
}

pub fn rename(driver: &TestDriver, domain: &Domain, new_name: &str, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainRename", flags, 0)?;
    let invalid = |from, text: &str| Err(Error::new(from, VIR_ERR_OPERATION_INVALID, text));
    let (old, new) = driver.change_life(domain, |state| {
        if state.is_active() {
            return invalid(VIR_FROM_TEST, "cannot rename active domain");
        }
        if !state.persistent {
            return invalid(VIR_FROM_TEST, "cannot rename a transient domain");
        }
        if state.state != VIR_DOMAIN_SHUTOFF {
            return invalid(VIR_FROM_TEST, "domain has to be shutoff before renaming");
        }
        if state.def.name == new_name {
            return invalid(VIR_FROM_DOMAIN, "Can't rename domain to itself");
        }
        if driver.domains.table.by_name(new_name).is_some() {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_INVALID, "domain with name '{new_name}' already exists");
        }
        if new_name.contains('/') {
            bail!(VIR_FROM_TEST, VIR_ERR_XML_ERROR, "name {new_name} cannot contain '/'");
        }
        let old = state.key();
        std::sync::Arc::make_mut(&mut state.def).name = new_name.to_owned();
        Ok((old, state.key()))
    })?;
    driver.lifecycle(old, VIR_DOMAIN_EVENT_UNDEFINED, VIR_DOMAIN_EVENT_UNDEFINED_RENAMED);
    driver.lifecycle(new, VIR_DOMAIN_EVENT_DEFINED, VIR_DOMAIN_EVENT_DEFINED_RENAMED);
    Ok(())
}

pub fn get_autostart(driver: &TestDriver, domain: &Domain) -> Result<bool> {
    Ok(driver.state(domain)?.autostart)
}

pub fn set_autostart(driver: &TestDriver, domain: &Domain, on: bool) -> Result<()> {
    driver.change(domain, |state| {
        state.autostart = on;
        Ok(())
    })
}

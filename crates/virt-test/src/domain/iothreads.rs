//! I/O threads of a domain.

use virt_conf::domain::{DomainDef, Iothread};
use virt_core::consts::*;
use virt_core::driver::{IOThreadInfo, check_flags};
use virt_core::{Domain, Error, Result, TypedParam, bail};
use virt_xml::Bitmap;

use super::object::IoThread;
use super::params;
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

fn argument<T>(from: i32, text: String) -> Result<T> {
    Err(Error::new(from, VIR_ERR_INVALID_ARG, text))
}

fn check_id(id: u32) -> Result<()> {
    match id {
        0 => argument(VIR_FROM_TEST, "invalid value of 0 for iothread_id".into()),
        _ => Ok(()),
    }
}

pub fn list(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<IOThreadInfo>> {
    check_flags(VIR_FROM_TEST, "testDomainGetIOThreadInfo", flags, IMPACT)?;
    let state = driver.state(domain)?;
    let def = state.one_def(flags)?;
    let vcpus = def.vcpus.current as usize;
    let everywhere: Bitmap = (0..vcpus).collect();
    let told = def.iothreads.threads.iter().map(|thread| {
        let own = def.cputune.iothreadpin.get(&thread.id);
        let set = own.or(def.vcpus.cpuset.as_ref()).unwrap_or(&everywhere);
        IOThreadInfo { iothread_id: thread.id, cpumap: set.to_bytes() }
    });
    Ok(told.collect())
}

pub fn add(driver: &TestDriver, domain: &Domain, id: u32, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainAddIOThread", flags, IMPACT)?;
    check_id(id)?;
    driver.change(domain, |state| {
        let (def, _) = state.one_def_mut(flags)?;
        if def.iothreads.find(id).is_some() {
            return argument(VIR_FROM_DOMAIN, format!("an IOThread is already using iothread_id '{id}'"));
        }
        def.iothreads.threads.push(Iothread { id, ..Iothread::default() });
        state.guest.iothreads.push(IoThread::new(id));
        Ok(())
    })
}

pub fn delete(driver: &TestDriver, domain: &Domain, id: u32, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainDelIOThread", flags, IMPACT)?;
    check_id(id)?;
    driver.change(domain, |state| {
        let (def, _) = state.one_def_mut(flags)?;
        check_unused(def, id)?;
        def.iothreads.threads.retain(|thread| thread.id != id);
        def.cputune.iothreadpin.remove(&id);
        state.guest.iothreads.retain(|thread| thread.id != id);
        Ok(())
    })
}

/// A thread that a disk or controller uses has to stay.
fn check_unused(def: &DomainDef, id: u32) -> Result<()> {
    if def.iothreads.find(id).is_none() {
        return argument(VIR_FROM_DOMAIN, format!("cannot find IOThread '{id}' in iothreadids list"));
    }
    for disk in &def.devices.disks {
        let driver = &disk.driver;
        if driver.iothread == Some(id) || driver.iothreads.iter().any(|mapping| mapping.id == id) {
            return argument(
                VIR_FROM_DOMAIN,
                format!("cannot remove IOThread {id} since it is being used by disk '{}'", disk.dst()),
            );
        }
    }
    for controller in &def.devices.controllers {
        let driver = &controller.driver;
        if driver.iothread == id || driver.iothreads.iter().any(|mapping| mapping.id == id) {
            return argument(
                VIR_FROM_DOMAIN,
                format!("cannot remove IOThread '{id}' since it is being used by controller"),
            );
        }
    }
    Ok(())
}

pub fn pin(driver: &TestDriver, domain: &Domain, id: u32, map: &[u8], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainPinIOThread", flags, IMPACT)?;
    driver.change(domain, |state| {
        let (def, _) = state.one_def_mut(flags)?;
        let set = Bitmap::from_bytes(map);
        if set.is_empty() {
            return argument(VIR_FROM_TEST, "Empty iothread cpumap list for pinning".into());
        }
        let Some(thread) = def.iothreads.threads.iter_mut().find(|thread| thread.id == id) else {
            return argument(VIR_FROM_TEST, format!("iothreadid {} not found", id as i32));
        };
        thread.autofill = false;
        def.cputune.iothreadpin.insert(id, set);
        Ok(())
    })
}

pub fn set_params(
    driver: &TestDriver,
    domain: &Domain,
    id: u32,
    given: &[TypedParam],
    flags: u32,
) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetIOThreadParams", flags, VIR_DOMAIN_AFFECT_LIVE)?;
    check_id(id)?;
    driver.change(domain, |state| {
        if state.one_def(flags)?.iothreads.find(id).is_none() {
            return argument(VIR_FROM_TEST, format!("cannot find IOThread '{id}' in iothreadids"));
        }
        let Some(thread) = state.guest.iothreads.iter_mut().find(|thread| thread.id == id) else {
            bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "IOThread '{id}' does not run");
        };
        params::check(
            given,
            &[
                (VIR_DOMAIN_IOTHREAD_POLL_MAX_NS, VIR_TYPED_PARAM_ULLONG),
                (VIR_DOMAIN_IOTHREAD_POLL_GROW, VIR_TYPED_PARAM_UINT),
                (VIR_DOMAIN_IOTHREAD_POLL_SHRINK, VIR_TYPED_PARAM_UINT),
            ],
        )?;
        thread.poll_max_ns =
            params::ullong(given, VIR_DOMAIN_IOTHREAD_POLL_MAX_NS).unwrap_or(thread.poll_max_ns);
        thread.poll_grow = params::uint(given, VIR_DOMAIN_IOTHREAD_POLL_GROW).unwrap_or(thread.poll_grow);
        thread.poll_shrink =
            params::uint(given, VIR_DOMAIN_IOTHREAD_POLL_SHRINK).unwrap_or(thread.poll_shrink);
        Ok(())
    })
}

//! What the pretended guest and its agent answer.

use virt_core::consts::*;
use virt_core::driver::{DomainControlInfo, check_flags};
use virt_core::{Domain, Result, bail};

use crate::TestDriver;

const MOUNTS: [&str; 2] = ["/", "/boot"];

pub fn hostname(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<String> {
    check_flags(VIR_FROM_TEST, "testDomainGetHostname", flags, 0)?;
    driver.running(domain)?;
    Ok(format!("{}host", domain.name()))
}

/// The guest's clock, told to be a few seconds past the epoch, stands for states of the control channel.
pub fn control_info(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<DomainControlInfo> {
    check_flags(VIR_FROM_TEST, "testDomainGetControlInfo", flags, 0)?;
    let seconds = driver.running(domain)?.guest.seconds;
    let since = |start: i64| u64::try_from(seconds - start).unwrap_or(0);
    let info = |state, details, state_time| DomainControlInfo { state, details, state_time };
    let none = VIR_DOMAIN_CONTROL_ERROR_REASON_NONE as u32;
    Ok(match seconds {
        1..10_000 => info(VIR_DOMAIN_CONTROL_JOB as u32, 0, since(0)),
        10_000..30_000 => info(VIR_DOMAIN_CONTROL_OCCUPIED as u32, 0, since(10_000)),
        30_000..60_000 => {
            let details = match seconds % 4 {
                1 => VIR_DOMAIN_CONTROL_ERROR_REASON_UNKNOWN as u32,
                2 => VIR_DOMAIN_CONTROL_ERROR_REASON_MONITOR as u32,
                3 => VIR_DOMAIN_CONTROL_ERROR_REASON_INTERNAL as u32,
                _ => none,
            };
            info(VIR_DOMAIN_CONTROL_ERROR as u32, details, since(30_000))
        }
        _ => info(VIR_DOMAIN_CONTROL_OK as u32, 0, 0),
    })
}

pub fn get_time(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<(i64, u32)> {
    check_flags(VIR_FROM_TEST, "testDomainGetTime", flags, 0)?;
    let state = driver.state(domain)?;
    if state.state != VIR_DOMAIN_RUNNING {
        bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "domain is not running");
    }
    Ok((state.guest.seconds, state.guest.nseconds))
}

pub fn set_time(driver: &TestDriver, domain: &Domain, seconds: i64, nseconds: u32, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetTime", flags, VIR_DOMAIN_TIME_SYNC)?;
    driver.change(domain, |state| {
        state.check_active()?;
        (state.guest.seconds, state.guest.nseconds) = (seconds, nseconds);
        Ok(())
    })
}

pub fn set_user_password(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetUserPassword", flags, VIR_DOMAIN_PASSWORD_ENCRYPTED)?;
    driver.running(domain).map(drop)
}

pub fn fs_freeze(driver: &TestDriver, domain: &Domain, mounts: &[&str], flags: u32) -> Result<i32> {
    check_flags(VIR_FROM_TEST, "testDomainFSFreeze", flags, 0)?;
    set_frozen(driver, domain, mounts, true)
}

pub fn fs_thaw(driver: &TestDriver, domain: &Domain, mounts: &[&str], flags: u32) -> Result<i32> {
    check_flags(VIR_FROM_TEST, "testDomainFSThaw", flags, 0)?;
    set_frozen(driver, domain, mounts, false)
}

/// Freezes or thaws the named file systems, or all; how many were not so before.
fn set_frozen(driver: &TestDriver, domain: &Domain, mounts: &[&str], frozen: bool) -> Result<i32> {
    driver.change(domain, |state| {
        state.check_active()?;
        let mut changed = 0;
        for mount in if mounts.is_empty() { &MOUNTS[..] } else { mounts } {
            let slot = &mut state.guest.frozen[mount_index(mount)?];
            changed += i32::from(*slot != frozen);
            *slot = frozen;
        }
        Ok(changed)
    })
}

fn mount_index(mount: &str) -> Result<usize> {
    match MOUNTS.iter().position(|known| *known == mount) {
        Some(index) => Ok(index),
        None => bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "mount point not found: {mount}"),
    }
}

pub fn fs_trim(driver: &TestDriver, domain: &Domain, mount: Option<&str>, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainFSTrim", flags, 0)?;
    driver.running(domain)?;
    mount.map_or(Ok(()), |mount| mount_index(mount).map(drop))
}

pub fn inject_nmi(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainInjectNMI", flags, 0)?;
    driver.running(domain).map(drop)
}

pub fn send_process_signal(
    driver: &TestDriver,
    domain: &Domain,
    pid: i64,
    signal: u32,
    flags: u32,
) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSendProcessSignal", flags, 0)?;
    if pid != 1 {
        bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "only sending a signal to pid 1 is supported");
    }
    if signal >= VIR_DOMAIN_PROCESS_SIGNAL_LAST as u32 {
        bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "signum value {signal} is out of range");
    }
    driver.state(domain).map(drop)
}

pub fn memory_peek(
    driver: &TestDriver,
    domain: &Domain,
    start: u64,
    size: usize,
    flags: u32,
) -> Result<Vec<u8>> {
    let (virt, phys) = (VIR_MEMORY_VIRTUAL, VIR_MEMORY_PHYSICAL);
    check_flags(VIR_FROM_TEST, "testDomainMemoryPeek", flags, virt | phys)?;
    if flags != virt && flags != phys {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_INVALID_ARG,
            "flags parameter must be VIR_MEMORY_VIRTUAL or VIR_MEMORY_PHYSICAL"
        );
    }
    driver.running(domain)?;
    Ok((0..size).map(|offset| (start as u8).wrapping_add(offset as u8)).collect())
}

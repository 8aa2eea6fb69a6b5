//! Pressing keys.

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result};

use crate::TestDriver;

pub fn send(driver: &TestDriver, domain: &Domain, _: u32, _: u32, _: &[u32], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSendKey", flags, 0)?;
    driver.running(domain).map(drop)
}

//! Pressing keys.

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Result, bail, keycodes};

use crate::TestDriver;

pub fn send(
    driver: &TestDriver,
    domain: &Domain,
    codeset: u32,
    _: u32,
    codes: &[u32],
    flags: u32,
) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSendKey", flags, 0)?;
    driver.running(domain)?;
    match codes.iter().find(|code| !keycodes::is_known(codeset, **code)) {
        Some(code) => bail!(
            VIR_FROM_TEST,
            VIR_ERR_INTERNAL_ERROR,
            "invalid keycode {code} of {} codeset",
            keycodes::codeset_name(codeset)
        ),
        None => Ok(()),
    }
}

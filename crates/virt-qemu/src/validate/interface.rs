//! Network interfaces.

use virt_core::Result;

use crate::vocabulary::Interface;

/// What an interface ends up as must be possible.
pub fn check_actual(interface: &Interface) -> Result<()> {
    let _ = interface;
    Ok(())
}

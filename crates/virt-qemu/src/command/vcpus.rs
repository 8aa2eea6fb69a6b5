//! How many processors a guest starts with.

use crate::vocabulary::Vcpus;

/// Processors that are there from the start and can't be taken out.
pub fn boot_count(vcpus: &Vcpus) -> u32 {
    match &vcpus.individual {
        Some(all) => all.iter().filter(|v| v.enabled && v.hotpluggable != Some(true)).count() as u32,
        None => vcpus.current,
    }
}

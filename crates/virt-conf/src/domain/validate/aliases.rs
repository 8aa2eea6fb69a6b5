//! Aliases that users choose are unique.

use std::collections::HashSet;

use virt_core::Result;

use crate::domain::DomainDef;
use crate::domain::complain::unsupported;
use crate::domain::devices::ConsoleTargetType;
use crate::domain::info::is_user_alias;
use crate::domain::policy::DeviceAt;

fn twice<T>(alias: &str) -> Result<T> {
    unsupported(format!("non unique alias detected: {alias}"))
}

/// All aliases of users; an error when one is there twice.
pub fn collect(def: &DomainDef) -> Result<HashSet<&str>> {
    let devices = &def.devices;
    // the console that is the first serial port is that serial port
    let console = devices.consoles.first();
    let shared = !devices.serials.is_empty()
        && console.is_some_and(|console| console.target.kind == ConsoleTargetType::Serial);
    let mut seen = HashSet::new();
    for at in def.devices_at() {
        let Some(alias) = def.info_at(at).and_then(|info| info.alias.as_deref()) else { continue };
        let skipped = shared && matches!(at, DeviceAt::Serial(0));
        if is_user_alias(alias) && !skipped && !seen.insert(alias) {
            return twice(alias);
        }
    }
    Ok(seen)
}

pub fn check_new(def: &DomainDef, alias: Option<&str>) -> Result<()> {
    let Some(alias) = alias else { return Ok(()) };
    match collect(def)?.contains(alias) {
        true => twice(alias),
        false => Ok(()),
    }
}

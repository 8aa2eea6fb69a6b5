//! Names in the pretended monitor.

use virt_conf::domain::DomainDef;
use virt_conf::domain::devices::Interface;

/// Names an interface after the highest number in use.
pub fn name_interface(def: &DomainDef, interface: &mut Interface) {
    let number = |other: &Interface| other.info.alias.as_deref()?.strip_prefix("net")?.parse::<u32>().ok();
    let next = def.devices.interfaces.iter().filter_map(number).max().map_or(0, |last| last + 1);
    interface.info.alias.get_or_insert_with(|| format!("net{next}"));
}

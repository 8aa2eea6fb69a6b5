//! `<features>`.

use std::collections::BTreeMap;

use virt_core::Result;
use virt_xml::Word;

use super::compare::*;
use crate::domain::features::{Features, HypervFeature, HypervFeatures, HypervMode, KvmFeature, XenFeature};

pub fn features(source: &Features, target: &Features) -> Result<()> {
    switches(source, target)?;
    if let (Some(source), Some(target)) = (&source.hyperv, &target.hyperv) {
        hyperv(source, target)?;
    }
    if let (Some(source), Some(target)) = (&source.xen, &target.xen) {
        for feature in XenFeature::ALL {
            states("Xen feature", *feature, &source.states, &target.states)?;
            if *feature == XenFeature::Passthrough {
                let mode = |mode| word(mode, "default");
                let (a, b) = (mode(source.passthrough_mode), mode(target.passthrough_mode));
                alike(a == b, || {
                    format!("'mode' of Xen passthrough feature differs: source: '{a}', destination: '{b}'")
                })?;
            }
        }
    }
    if let (Some(source), Some(target)) = (&source.kvm, &target.kvm) {
        KvmFeature::ALL
            .iter()
            .try_for_each(|feature| states("KVM feature", *feature, &source.states, &target.states))?;
        let (a, b) = (source.dirty_ring_size, target.dirty_ring_size);
        // upstream names no feature here
        alike(a == b, || {
            format!("dirty ring size of KVM feature '<null>' differs: source: '{a}', destination: '{b}'")
        })?;
    }
    smm(source, target)
}

/// In the order of the element.
fn switches(source: &Features, target: &Features) -> Result<()> {
    type Shown = fn(&Features) -> String;
    fn state(state: Option<bool>) -> String {
        on_off(state).to_owned()
    }
    fn given(is: bool) -> String {
        state(is.then_some(true))
    }
    fn named<T: Word>(name: &str, value: Option<T>) -> String {
        format!("{name}={}", word(value, "none"))
    }
    const ALL: &[(&str, Shown)] = &[
        ("acpi", |f| given(f.acpi)),
        ("apic", |f| {
            format!("{},eoi={}", given(f.apic.is_some()), on_off(f.apic.as_ref().and_then(|a| a.eoi)))
        }),
        ("pae", |f| given(f.pae)),
        ("hap", |f| state(f.hap)),
        ("viridian", |f| given(f.viridian)),
        ("privnet", |f| given(f.privnet)),
        // upstream shows the mode as if it were a switch
        ("hyperv", |f| state(f.hyperv.as_ref().map(|h| h.mode == HypervMode::Custom))),
        ("kvm", |f| given(f.kvm.is_some())),
        ("pvspinlock", |f| state(f.pvspinlock)),
        ("capabilities", |f| {
            format!("policy={}", f.capabilities.as_ref().map_or("default", |c| c.policy.as_str()))
        }),
        ("pmu", |f| state(f.pmu)),
        ("vmport", |f| state(f.vmport)),
        ("gic", |f| {
            let version = f.gic.as_ref().and_then(|g| g.version);
            format!("{},{}", given(f.gic.is_some()), named("version", version))
        }),
        ("smm", |f| state(f.smm.as_ref().map(|s| s.state))),
        ("ioapic", |f| named("driver", f.ioapic)),
        ("hpt", |f| {
            let hpt = f.hpt.as_ref();
            let resizing = named("resizing", hpt.and_then(|h| h.resizing));
            format!("{},{resizing},maxpagesize={}", given(hpt.is_some()), hpt.map_or(0, |h| h.maxpagesize))
        }),
        ("vmcoreinfo", |f| state(f.vmcoreinfo)),
        ("htm", |f| state(f.htm)),
        ("nested-hv", |f| state(f.nested_hv)),
        ("ccf-assist", |f| state(f.ccf_assist)),
        ("xen", |f| given(f.xen.is_some())),
        ("cfpc", |f| named("value", f.cfpc)),
        ("sbbc", |f| named("value", f.sbbc)),
        ("ibs", |f| named("value", f.ibs)),
        ("ras", |f| state(f.ras)),
        ("ps2", |f| state(f.ps2)),
        ("aia", |f| named("value", f.aia)),
    ];
    ALL.iter().try_for_each(|(name, shown)| {
        let (a, b) = (shown(source), shown(target));
        alike(a == b, || format!("State of feature '{name}' differs: source: '{a}', destination: '{b}'"))
    })
}

fn states<T: Word + Ord>(
    what: &str,
    feature: T,
    source: &BTreeMap<T, bool>,
    target: &BTreeMap<T, bool>,
) -> Result<()> {
    let state = |states: &BTreeMap<T, bool>| on_off(states.get(&feature).copied());
    let (a, b) = (state(source), state(target));
    alike(a == b, || {
        format!("State of {what} '{}' differs: source: '{a}', destination: '{b}'", feature.as_str())
    })
}

fn hyperv(source: &HypervFeatures, target: &HypervFeatures) -> Result<()> {
    for feature in HypervFeature::ALL {
        match feature {
            HypervFeature::Spinlocks => {
                let (a, b) = (source.spinlocks_retries, target.spinlocks_retries);
                alike(a == b, || {
                    format!("HyperV spinlock retry count differs: source: '{a}', destination: '{b}'")
                })?;
            }
            HypervFeature::VendorId => {
                let (a, b) = (text(&source.vendor_id), text(&target.vendor_id));
                alike(a == b, || format!("HyperV vendor_id differs: source: '{a}', destination: '{b}'"))?;
            }
            _ => states("HyperV enlightenment feature", *feature, &source.states, &target.states)?,
        }
    }
    if source.states.get(&HypervFeature::Stimer) == Some(&true) {
        let direct = |features: &HypervFeatures| on_off(features.stimer_direct.then_some(true));
        let (a, b) = (direct(source), direct(target));
        alike(a == b, || {
            format!("State of HyperV stimer direct feature differs: source: '{a}', destination: '{b}'")
        })?;
    }
    Ok(())
}

fn smm(source: &Features, target: &Features) -> Result<()> {
    let Some(source) = source.smm.as_ref().filter(|smm| smm.state) else { return Ok(()) };
    let (a, b) = (source.tseg, target.smm.as_ref().and_then(|smm| smm.tseg));
    let given = |size: Option<u64>| if size.is_some() { "specified" } else { "not specified" };
    alike(a.is_some() == b.is_some(), || {
        format!("SMM TSEG differs: source: {}, destination: '{}'", given(a), given(b))
    })?;
    let pretty = |bytes: Option<u64>| {
        let (mut size, mut unit) = (bytes.unwrap_or(0), "B");
        for larger in ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] {
            if size == 0 || size % 1024 != 0 {
                break;
            }
            (size, unit) = (size / 1024, larger);
        }
        format!("{size} {unit}")
    };
    alike(a == b, || {
        format!("Size of SMM TSEG size differs: source: '{}', destination: '{}'", pretty(a), pretty(b))
    })
}

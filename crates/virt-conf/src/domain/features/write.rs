//! Writing `<features>`, in upstream's order.

use super::{CapsPolicy, Features, Hpt, Smm};
use crate::domain::words::prelude::*;

fn flag(w: &mut Writer, name: &str, on: bool) {
    if on {
        w.empty(name);
    }
}

fn state(w: &mut Writer, name: &str, on: Option<bool>) {
    if let Some(on) = &on {
        w.element(name, true, |w| w.attr_value::<OnOff, bool>("state", on), |_| ());
    }
}

fn word(w: &mut Writer, name: &str, attr: &str, word: Option<&str>) {
    if let Some(word) = word {
        w.element(name, true, |w| w.attr(attr, word), |_| ());
    }
}

impl Features {
    /// Writes the element.
    pub(crate) fn write(&self, w: &mut Writer) {
        w.element("features", false, |_| (), |w| self.write_children(w));
    }

    fn write_children(&self, w: &mut Writer) {
        flag(w, "acpi", self.acpi);
        if let Some(apic) = self.apic {
            let eoi = |w: &mut Writer| {
                if let Some(eoi) = &apic.eoi {
                    w.attr_value::<OnOff, bool>("eoi", eoi);
                }
            };
            w.element("apic", true, eoi, |_| ());
        }
        flag(w, "pae", self.pae);
        state(w, "hap", self.hap);
        flag(w, "viridian", self.viridian);
        flag(w, "privnet", self.privnet);
        if let Some(hyperv) = &self.hyperv {
            hyperv.write(w);
        }
        if let Some(kvm) = &self.kvm {
            kvm.write(w);
        }
        state(w, "pvspinlock", self.pvspinlock);
        self.write_capabilities(w);
        state(w, "pmu", self.pmu);
        state(w, "vmport", self.vmport);
        if let Some(gic) = self.gic {
            let version = |w: &mut Writer| {
                if let Some(version) = gic.version {
                    w.attr("version", version.as_str());
                }
            };
            w.element("gic", true, version, |_| ());
        }
        if let Some(Smm { state, tseg }) = &self.smm {
            let tseg = |w: &mut Writer| {
                if let Some(bytes) = tseg.filter(|_| *state) {
                    let (number, unit) = KiB::pretty(bytes);
                    w.element_text("tseg", true, |w| w.attr("unit", unit), |out| out.display(number));
                }
            };
            w.element("smm", true, |w| w.attr_value::<OnOff, bool>("state", state), tseg);
        }
        word(w, "ioapic", "driver", self.ioapic.map(|d| d.as_str()));
        if let Some(Hpt { resizing, maxpagesize }) = self.hpt {
            let attrs = |w: &mut Writer| {
                if let Some(resizing) = resizing {
                    w.attr("resizing", resizing.as_str());
                }
            };
            let children = |w: &mut Writer| {
                if maxpagesize > 0 {
                    KiB(maxpagesize).write("maxpagesize", true, w);
                }
            };
            w.element("hpt", false, attrs, children);
        }
        state(w, "vmcoreinfo", self.vmcoreinfo);
        state(w, "htm", self.htm);
        state(w, "nested-hv", self.nested_hv);
        word(w, "msrs", "unknown", self.msrs.map(|m| m.as_str()));
        state(w, "ccf-assist", self.ccf_assist);
        if let Some(xen) = &self.xen {
            xen.write(w);
        }
        word(w, "cfpc", "value", self.cfpc.map(|v| v.as_str()));
        word(w, "sbbc", "value", self.sbbc.map(|v| v.as_str()));
        word(w, "ibs", "value", self.ibs.map(|v| v.as_str()));
        if let Some(kib) = self.tcg_tb_cache {
            w.element("tcg", true, |_| (), |w| KiB(kib).write("tb-cache", true, w));
        }
        if let Some(enabled) = &self.async_teardown {
            w.element("async-teardown", true, |w| w.attr_value::<Plain, bool>("enabled", enabled), |_| ());
        }
        state(w, "ras", self.ras);
        state(w, "ps2", self.ps2);
        word(w, "aia", "value", self.aia.map(|v| v.as_str()));
        flag(w, "virtualization", self.virtualization);
    }

    fn write_capabilities(&self, w: &mut Writer) {
        let Some(caps) = &self.capabilities else { return };
        let attrs = |w: &mut Writer| {
            if caps.policy != CapsPolicy::Default || !caps.states.is_empty() {
                w.attr("policy", caps.policy.as_str());
            }
        };
        let children = |w: &mut Writer| {
            caps.states.iter().for_each(|(cap, on)| state(w, cap.as_str(), Some(*on)));
        };
        w.element("capabilities", false, attrs, children);
    }
}

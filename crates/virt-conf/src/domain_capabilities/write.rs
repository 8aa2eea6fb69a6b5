//! Writing `<domainCapabilities>`.

use virt_xml::{Plain, Value, Writer};

use super::*;
use crate::common::document;

impl DomainCapabilities {
    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| w.element("domainCapabilities", true, |_| (), |w| self.children(w)))
    }

    fn children(&self, w: &mut Writer) {
        w.text("path", &self.path);
        w.text("domain", self.domain);
        if let Some(machine) = &self.machine {
            w.text("machine", machine);
        }
        w.text("arch", self.arch.name());
        if self.max_vcpus != 0 {
            w.element("vcpu", true, |w| w.attr_display("max", self.max_vcpus), |_| ());
        }
        plain(w, "iothreads", self.iothreads);
        w.element("os", true, |w| supported(w, true), |w| self.os.children(w));
        w.element("cpu", true, |_| (), |w| self.cpu.children(w));
        self.memory_backing.write(w);
        w.element("devices", true, |_| (), |w| self.devices.iter().for_each(|d| d.write(w)));
        w.element("features", false, |_| (), |w| self.features.children(w));
    }
}

fn supported(w: &mut Writer, yes: bool) {
    w.attr_value::<Plain, _>("supported", &yes);
}

/// Something of which only support is told.
fn plain(w: &mut Writer, name: &str, yes: bool) {
    w.element(name, true, |w| supported(w, yes), |_| ());
}

fn value(w: &mut Writer, name: &str, value: impl Value) {
    w.text_value::<Plain, _>(name, &value);
}

impl Choice {
    fn write(&self, w: &mut Writer) {
        let words = |w: &mut Writer| self.words.iter().for_each(|word| w.text("value", word));
        w.element("enum", true, |w| w.attr("name", self.name), words);
    }
}

impl Group {
    fn write(&self, w: &mut Writer) {
        self.write_with(w, |_| ());
    }

    fn write_with(&self, w: &mut Writer, first: impl FnOnce(&mut Writer)) {
        let inner = |w: &mut Writer| {
            if self.supported {
                first(w);
                self.choices.iter().for_each(|choice| choice.write(w));
            }
        };
        w.element(self.name, true, |w| supported(w, self.supported), inner);
    }
}

impl Os {
    fn children(&self, w: &mut Writer) {
        self.firmware.write(w);
        self.loader.write_with(w, |w| self.loaders.iter().for_each(|path| w.text("value", path)));
    }
}

impl Cpu {
    fn children(&self, w: &mut Writer) {
        let mode = |w: &mut Writer, name: &str, yes: bool, inner: &dyn Fn(&mut Writer)| {
            let attrs = |w: &mut Writer| {
                w.attr("name", name);
                supported(w, yes);
            };
            w.element("mode", true, attrs, inner);
        };
        for (name, choice) in [("host-passthrough", &self.host_passthrough), ("maximum", &self.maximum)] {
            mode(w, name, choice.is_some(), &|w| choice.iter().for_each(|c| c.write(w)));
        }
        mode(w, "host-model", self.host_model.is_some(), &|w| {
            self.host_model.iter().for_each(|cpu| cpu.write_children(w));
        });
        mode(w, "custom", !self.custom.is_empty(), &|w| self.custom.iter().for_each(|model| model.write(w)));
    }
}

impl CpuModel {
    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr(
                "usable",
                match self.usable {
                    Some(true) => "yes",
                    Some(false) => "no",
                    None => "unknown",
                },
            );
            if self.deprecated {
                w.attr("deprecated", "yes");
            }
            w.attr("vendor", self.vendor.unwrap_or("unknown"));
            if let Some(canonical) = self.canonical {
                w.attr("canonical", canonical);
            }
        };
        w.element_text("model", true, attrs, |out| out.escaped(&self.name));
        if !self.blockers.is_empty() {
            let features = |w: &mut Writer| {
                for name in &self.blockers {
                    w.element("feature", true, |w| w.attr("name", name), |_| ());
                }
            };
            w.element("blockers", true, |w| w.attr("model", &self.name), features);
        }
    }
}

impl Features {
    fn children(&self, w: &mut Writer) {
        self.gic.write(w);
        self.plain.iter().for_each(|(name, yes)| plain(w, name, *yes));
        match &self.sev {
            Some(sev) => w.element("sev", true, |w| supported(w, true), |w| sev.children(w)),
            None => plain(w, "sev", false),
        }
        match &self.sgx {
            Some(sgx) => w.element("sgx", true, |w| supported(w, true), |w| sgx.children(w)),
            None => plain(w, "sgx", false),
        }
        if let Some(features) = &self.hyperv {
            let words = |w: &mut Writer| features.iter().for_each(|f| w.text("value", f));
            let list = |w: &mut Writer| w.element("enum", true, |w| w.attr("name", "features"), words);
            w.element("hyperv", true, |w| supported(w, true), list);
        }
        self.launch_security.write(w);
    }
}

impl Sev {
    fn children(&self, w: &mut Writer) {
        value(w, "cbitpos", self.cbitpos);
        value(w, "reducedPhysBits", self.reduced_phys_bits);
        value(w, "maxGuests", self.max_guests);
        value(w, "maxESGuests", self.max_es_guests);
        if let Some(id) = &self.cpu0_id {
            w.text("cpu0Id", id);
        }
    }
}

impl Sgx {
    fn children(&self, w: &mut Writer) {
        value(w, "flc", self.flc);
        value(w, "sgx1", self.sgx1);
        value(w, "sgx2", self.sgx2);
        let kib = |w: &mut Writer| w.attr("unit", "KiB");
        w.element_text("section_size", true, kib, |out| out.display(self.section_size));
        let sections = |w: &mut Writer| {
            for (node, size) in &self.sections {
                let attrs = |w: &mut Writer| {
                    w.attr_display("node", node);
                    w.attr_display("size", size);
                    kib(w);
                };
                w.element("section", true, attrs, |_| ());
            }
        };
        w.element("sections", false, |_| (), sections);
    }
}

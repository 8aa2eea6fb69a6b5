//! Writing `<capabilities>`.

use virt_xml::{OnOff, Plain, Writer};

use super::*;
use crate::common::document;

impl Capabilities {
    /// The document.
    pub fn to_xml(&self) -> String {
        document::format(|w| {
            let blank = |w: &mut Writer| w.raw("\n");
            let children = |w: &mut Writer| {
                blank(w);
                if let Some(host) = &self.host {
                    w.element("host", true, |_| (), |w| host.children(w));
                    blank(w);
                }
                for guest in &self.guests {
                    w.element("guest", true, |_| (), |w| guest.children(w));
                    blank(w);
                }
                if !self.pools.is_empty() {
                    let words = |w: &mut Writer| self.pools.iter().for_each(|p| w.text("value", p));
                    let list = |w: &mut Writer| w.element("enum", true, |w| w.attr("name", "type"), words);
                    w.element("pool", true, |_| (), list);
                    blank(w);
                }
            };
            w.element("capabilities", true, |_| (), children);
        })
    }
}

impl Guest {
    fn children(&self, w: &mut Writer) {
        w.text("os_type", self.os_type);
        w.element("arch", true, |w| w.attr("name", self.arch.name()), |w| self.arch_children(w));
        let features = |w: &mut Writer| {
            for feature in &self.features {
                let attrs = |w: &mut Writer| {
                    if let Some((on, can_change)) = &feature.toggle {
                        w.attr_value::<OnOff, _>("default", on);
                        w.attr_value::<Plain, _>("toggle", can_change);
                    }
                };
                w.element(feature.name, true, attrs, |_| ());
            }
        };
        w.element("features", false, |_| (), features);
    }

    fn arch_children(&self, w: &mut Writer) {
        w.text_value::<Plain, _>("wordsize", &self.arch.wordsize());
        for (name, path) in [("emulator", &self.emulator), ("loader", &self.loader)] {
            if let Some(path) = path {
                w.text(name, path);
            }
        }
        for machine in &self.machines {
            let attrs = |w: &mut Writer| {
                if let Some(canonical) = &machine.canonical {
                    w.attr("canonical", canonical);
                }
                if machine.max_cpus != 0 {
                    w.attr_display("maxCpus", machine.max_cpus);
                }
                if machine.deprecated {
                    w.attr("deprecated", "yes");
                }
            };
            w.element_text("machine", true, attrs, |out| out.escaped(&machine.name));
        }
        for kind in &self.domains {
            w.element("domain", true, |w| w.attr("type", kind), |_| ());
        }
    }
}

impl Host {
    fn children(&self, w: &mut Writer) {
        if let Some(uuid) = &self.uuid {
            w.text("uuid", &uuid.to_string());
        }
        w.element("cpu", true, |_| (), |w| self.cpu_children(w));
        let states = |w: &mut Writer| self.power_management.iter().for_each(|s| w.empty(s));
        w.element("power_management", true, |_| (), states);
        w.element("iommu", true, |w| w.attr_value::<Plain, _>("support", &self.iommu), |_| ());
        if let Some(migration) = &self.migration {
            w.element("migration_features", true, |_| (), |w| migration.children(w));
        }
        if let Some(prefix) = &self.net_prefix {
            w.text("netprefix", prefix);
        }
        if let Some(cells) = &self.cells {
            w.element("topology", true, |_| (), |w| self.topology(cells, w));
        }
        w.element("cache", false, |_| (), |w| self.caches.iter().for_each(|bank| bank.write(w)));
        for model in &self.security_models {
            let children = |w: &mut Writer| {
                w.text("model", &model.model);
                w.text("doi", &model.doi);
                for (kind, label) in &model.base_labels {
                    w.element_text("baselabel", true, |w| w.attr("type", kind), |out| out.escaped(label));
                }
            };
            w.element("secmodel", true, |_| (), children);
        }
    }

    fn cpu_children(&self, w: &mut Writer) {
        if let Some(arch) = self.arch {
            w.text("arch", arch.name());
        }
        w.element("features", false, |_| (), |w| self.features.iter().for_each(|f| w.empty(f)));
        if let Some(cpu) = &self.cpu {
            cpu.write_children(w);
        }
        for size in &self.page_sizes {
            let attrs = |w: &mut Writer| {
                w.attr("unit", "KiB");
                w.attr_display("size", size);
            };
            w.element("pages", true, attrs, |_| ());
        }
    }

    fn topology(&self, cells: &[Cell], w: &mut Writer) {
        let list = |w: &mut Writer| cells.iter().for_each(|cell| cell.write(w));
        w.element("cells", true, |w| w.attr_display("num", cells.len()), list);
        let links = |w: &mut Writer| self.interconnects.iter().for_each(|link| link.write(w));
        w.element("interconnects", false, |_| (), links);
    }
}

impl Migration {
    fn children(&self, w: &mut Writer) {
        if self.live {
            w.empty("live");
        }
        let transports = |w: &mut Writer| self.transports.iter().for_each(|t| w.text("uri_transport", t));
        w.element("uri_transports", false, |_| (), transports);
    }
}

impl Cell {
    fn write(&self, w: &mut Writer) {
        let kib = |w: &mut Writer| w.attr("unit", "KiB");
        let children = |w: &mut Writer| {
            if self.memory != 0 {
                w.element_text("memory", true, kib, |out| out.display(self.memory));
            }
            for pages in &self.pages {
                let attrs = |w: &mut Writer| {
                    kib(w);
                    w.attr_display("size", pages.size);
                };
                w.element_text("pages", true, attrs, |out| out.display(pages.count));
            }
            let distances = |w: &mut Writer| {
                for (id, value) in &self.distances {
                    let attrs = |w: &mut Writer| {
                        w.attr_display("id", id);
                        w.attr_display("value", value);
                    };
                    w.element("sibling", true, attrs, |_| ());
                }
            };
            w.element("distances", false, |_| (), distances);
            self.caches.iter().for_each(|cache| cache.write(w));
            let cpus = |w: &mut Writer| self.cpus.iter().for_each(|cpu| cpu.write(w));
            w.element("cpus", true, |w| w.attr_display("num", self.cpus.len()), cpus);
        };
        w.element("cell", true, |w| w.attr_display("id", self.id), children);
    }
}

impl CellCpu {
    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("id", self.id);
            if let Some(place) = &self.place {
                w.attr_display("socket_id", place.socket);
                w.attr_display("die_id", place.die);
                w.attr_display("cluster_id", place.cluster);
                w.attr_display("core_id", place.core);
                w.attr("siblings", &place.siblings);
            }
        };
        w.element("cpu", true, attrs, |_| ());
    }
}

impl CellCache {
    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("level", self.level);
            w.attr("associativity", self.associativity);
            w.attr("policy", self.policy);
        };
        let part = |w: &mut Writer, name, value: u64, unit| {
            let attrs = |w: &mut Writer| {
                w.attr_display("value", value);
                w.attr("unit", unit);
            };
            w.element(name, true, attrs, |_| ());
        };
        let children = |w: &mut Writer| {
            part(w, "size", self.size, "KiB");
            part(w, "line", self.line.into(), "B");
        };
        w.element("cache", true, attrs, children);
    }
}

impl Interconnect {
    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("initiator", self.initiator);
            w.attr_display("target", self.target);
            if let Some(cache) = self.cache {
                w.attr_display("cache", cache);
            }
            w.attr("type", self.access);
            w.attr_display("value", self.value);
            if self.kind == "bandwidth" {
                w.attr("unit", "KiB");
            }
        };
        w.element(self.kind, true, attrs, |_| ());
    }
}

impl CacheBank {
    fn write(&self, w: &mut Writer) {
        let (size, unit) = pretty(self.size);
        let attrs = |w: &mut Writer| {
            w.attr_display("id", self.id);
            w.attr_display("level", self.level);
            w.attr("type", self.kind);
            w.attr_display("size", size);
            w.attr("unit", unit);
            w.attr("cpus", &self.cpus);
        };
        w.element("bank", true, attrs, |_| ());
    }
}

/// A size in the largest unit that divides it.
fn pretty(bytes: u64) -> (u64, &'static str) {
    let mut size = bytes;
    let mut unit = "B";
    for larger in ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] {
        if size == 0 || !size.is_multiple_of(1024) {
            break;
        }
        (size, unit) = (size / 1024, larger);
    }
    (size, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_whole_units() {
        assert_eq!(pretty(1 << 20), (1, "MiB"));
        assert_eq!(pretty(1536), (1536, "B"));
        assert_eq!(pretty(48 << 10), (48, "KiB"));
        assert_eq!(pretty(0), (0, "B"));
    }

    #[test]
    fn a_small_document() {
        let guest = Guest {
            os_type: "hvm",
            arch: Arch::I686,
            emulator: Some("/usr/bin/qemu".into()),
            loader: None,
            machines: vec![GuestMachine {
                name: "pc".into(),
                canonical: Some("pc-1".into()),
                max_cpus: 4,
                deprecated: true,
            }],
            domains: vec!["qemu"],
            features: vec![
                GuestFeature { name: "pae", toggle: None },
                GuestFeature { name: "acpi", toggle: Some((true, false)) },
            ],
        };
        let caps = Capabilities { guests: vec![guest], pools: vec!["dir"], ..Capabilities::default() };
        assert_eq!(
            caps.to_xml(),
            "<capabilities>\n\n  <guest>\n    <os_type>hvm</os_type>\n    <arch name='i686'>\n      <wordsize>32</wordsize>\n      \
             <emulator>/usr/bin/qemu</emulator>\n      <machine canonical='pc-1' maxCpus='4' deprecated='yes'>pc</machine>\n      \
             <domain type='qemu'/>\n    </arch>\n    <features>\n      <pae/>\n      <acpi default='on' toggle='no'/>\n    </features>\n  \
             </guest>\n\n  <pool>\n    <enum name='type'>\n      <value>dir</value>\n    </enum>\n  </pool>\n\n</capabilities>\n"
        );
    }
}

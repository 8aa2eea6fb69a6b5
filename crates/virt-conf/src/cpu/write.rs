//! Writing `<cpu>`.

use virt_xml::{OnOff, Plain, Value, Writer};

use super::*;

impl CpuDef {
    pub(super) fn write_attrs(&self, w: &mut Writer) {
        if self.kind == CpuKind::Host || (self.mode == CpuMode::Custom && self.model.is_none()) {
            return;
        }
        w.attr_value::<Plain, _>("mode", &self.mode);
        if self.mode == CpuMode::Custom {
            w.attr_value::<Plain, _>("match", &self.match_);
        }
        if self.check != CpuCheck::Default {
            w.attr_value::<Plain, _>("check", &self.check);
        }
        if let Some(on) = &self.migratable {
            w.attr_value::<OnOff, _>("migratable", on);
        }
        if let Some(on) = &self.deprecated_features {
            w.attr_value::<OnOff, _>("deprecated_features", on);
        }
    }

    /// What stands inside the element, also in documents that give it another name.
    pub fn write_children(&self, w: &mut Writer) {
        if matches!(self.mode, CpuMode::Custom | CpuMode::HostModel) {
            self.write_model(w);
        }
        if self.kind == CpuKind::Host {
            self.write_host(w);
        }
        if let Some(topology) = &self.topology {
            w.element("topology", true, |w| topology.write_attrs(w), |_| ());
        }
        if let Some(cache) = &self.cache {
            let attrs = |w: &mut Writer| {
                if let Some(level) = cache.level {
                    w.attr_display("level", level);
                }
                w.attr_value::<Plain, _>("mode", &cache.mode);
            };
            w.element("cache", true, attrs, |_| ());
        }
        if let Some(addr) = &self.addr {
            w.element("maxphysaddr", true, |w| addr.write_attrs(w), |_| ());
        }
        for feature in &self.features {
            let attrs = |w: &mut Writer| {
                if self.kind == CpuKind::Guest {
                    w.attr_value::<Plain, _>("policy", &feature.policy);
                }
                w.attr("name", &feature.name);
            };
            w.element("feature", true, attrs, |_| ());
        }
    }

    fn write_model(&self, w: &mut Writer) {
        let guest = self.kind == CpuKind::Guest;
        if self.model.is_some() || self.vendor_id.is_some() {
            let attrs = |w: &mut Writer| {
                if guest && self.model.is_some() {
                    w.attr_value::<Plain, _>("fallback", &self.fallback);
                }
                if let Some(id) = self.vendor_id.as_ref().filter(|_| guest) {
                    w.attr("vendor_id", id);
                }
            };
            w.element_text("model", true, attrs, |out| {
                if let Some(model) = &self.model {
                    model.put(out);
                }
            });
        }
        if let Some(vendor) = &self.vendor {
            w.text("vendor", vendor);
        }
    }

    fn write_host(&self, w: &mut Writer) {
        if self.microcode != 0 {
            w.element("microcode", true, |w| w.attr_display("version", self.microcode), |_| ());
        }
        let CpuSignature { family, model, stepping } = self.signature;
        if family != 0 {
            let attrs = |w: &mut Writer| {
                w.attr_display("family", family);
                w.attr_display("model", model);
                w.attr_display("stepping", stepping);
            };
            w.element("signature", true, attrs, |_| ());
        }
        if let Some(tsc) = &self.tsc {
            let attrs = |w: &mut Writer| {
                w.attr("name", "tsc");
                w.attr_display("frequency", tsc.frequency);
                if let Some(scaling) = &tsc.scaling {
                    w.attr_value::<Plain, _>("scaling", scaling);
                }
            };
            w.element("counter", true, attrs, |_| ());
        }
    }
}

impl CpuTopology {
    fn write_attrs(&self, w: &mut Writer) {
        w.attr_display("sockets", self.sockets);
        w.attr_display("dies", self.dies);
        w.attr_display("clusters", self.clusters);
        w.attr_display("cores", self.cores);
        w.attr_display("threads", self.threads);
    }
}

impl CpuAddr {
    fn write_attrs(&self, w: &mut Writer) {
        w.attr_value::<Plain, _>("mode", &self.mode);
        if let Some(bits) = self.bits {
            w.attr_display("bits", bits);
        }
        if let Some(limit) = self.limit {
            w.attr_display("limit", limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guest_comes_back() {
        let xml = "<cpu mode='custom' match='exact' check='full'>\n  <model fallback='forbid' vendor_id='KVMKVMKVMKVM'>core2duo</model>\n  <vendor>Intel</vendor>\n  <topology sockets='1' dies='1' clusters='1' cores='2' threads='2'/>\n  <cache level='3' mode='emulate'/>\n  <maxphysaddr mode='passthrough' limit='40'/>\n  <feature policy='disable' name='vmx'/>\n</cpu>\n";
        let cpu = CpuDef::parse(xml, true).unwrap();
        assert_eq!(cpu.kind, CpuKind::Guest);
        assert_eq!(cpu.to_xml(), xml);
    }

    #[test]
    fn host_comes_back() {
        let xml = "<cpu>\n  <arch>x86_64</arch>\n  <model>Penryn</model>\n  <vendor>Intel</vendor>\n  <microcode version='12'/>\n  <signature family='6' model='23' stepping='10'/>\n  <counter name='tsc' frequency='2400000000' scaling='no'/>\n  <feature name='xtpr'/>\n</cpu>\n";
        assert_eq!(CpuDef::parse(xml, true).unwrap().to_xml(), xml);
    }

    #[test]
    fn the_schema_comes_first_in_strict_reading() {
        for xml in [
            "<cpu match='exact'><arch>x86_64</arch><model>a</model></cpu>",
            "<cpu><arch>x86_64</arch><model>a</model><feature policy='require' name='b'/></cpu>",
            "<cpu><arch>x86_64</arch><model fallback='allow'>a</model></cpu>",
            "<cpu><arch>x86_64</arch><model>a</model><feature name='sse4.2'/></cpu>",
            "<cpu><model>a</model><feature name='b'/></cpu>",
            "<cpu><model>a</model><feature policy='require' name='b,c'/></cpu>",
        ] {
            assert_eq!(CpuDef::parse(xml, true).unwrap_err().code(), VIR_ERR_XML_INVALID_SCHEMA, "{xml}");
        }
        let vendor_alone = CpuDef::parse("<cpu><vendor>Intel</vendor></cpu>", true).unwrap_err();
        assert_eq!(vendor_alone.code(), VIR_ERR_XML_ERROR);
        let sse = "<cpu><model>a</model><feature policy='require' name='sse4.2'/></cpu>";
        assert!(CpuDef::parse(sse, true).is_ok());
    }

    #[test]
    fn refusals() {
        for (xml, code, text) in [
            ("<cpus/>", VIR_ERR_XML_ERROR, "expected 'cpu' element"),
            (
                "<cpu match='exact'><arch>x86_64</arch><model>a</model></cpu>",
                VIR_ERR_XML_ERROR,
                "'arch' element",
            ),
            ("<cpu><arch>x86_64</arch></cpu>", VIR_ERR_XML_ERROR, "Missing CPU model name"),
            ("<cpu><arch>pdp11</arch><model>a</model></cpu>", VIR_ERR_CONFIG_UNSUPPORTED, "pdp11"),
            ("<cpu mode='x'/>", VIR_ERR_CONFIG_UNSUPPORTED, "Invalid mode attribute 'x'"),
            ("<cpu><feature name='a'/></cpu>", VIR_ERR_XML_ERROR, "without CPU model"),
            (
                "<cpu><model>m</model><feature name='a'/><feature name='a'/></cpu>",
                VIR_ERR_XML_ERROR,
                "more than once",
            ),
        ] {
            let error = CpuDef::parse(xml, false).unwrap_err();
            assert_eq!((error.code(), error.domain()), (code, VIR_FROM_CPU), "{xml}");
            assert!(error.message().contains(text), "{}", error.message());
        }
    }
}

//! Reading `<cpu>` with upstream's checks.

use virt_core::Arch;
use virt_xml::{Element, Node, NonZero, OnOff, Plain, Result, Value, Writer};

use super::*;

const VENDOR_ID_LENGTH: usize = 12;

impl CpuDef {
    /// Reads the element. Without a `kind`, `<arch>` decides whose CPU it is.
    pub fn read_as(node: Node<'_>, kind: Option<CpuKind>) -> Result<Self> {
        if node.name() != "cpu" {
            return Err(node.invalid("XML does not contain expected 'cpu' element").beyond_schema());
        }
        let mut def = CpuDef { kind: kind.map_or_else(|| guess_kind(node), Ok)?, ..Self::default() };
        match def.kind {
            CpuKind::Guest => def.read_guest(node)?,
            CpuKind::Host => def.read_host(node)?,
        }
        def.migratable = node.value::<OnOff, _>("migratable", None)?;
        if def.migratable.is_some() && !def.passes_host_through() {
            let text = "Attribute migratable is only allowed for 'host-passthrough' / 'maximum' CPU mode";
            return Err(node.unsupported(text).beyond_schema());
        }
        def.read_model(node)?;
        if let Some(topology) = node.child("topology") {
            def.topology = Some(read_topology(topology)?);
        }
        def.read_features(node)?;
        let mut caches = node.all("cache");
        if let Some(cache) = caches.next() {
            if caches.next().is_some() {
                return Err(node.invalid("at most one CPU cache element may be specified"));
            }
            def.cache = Some(read_cache(cache)?);
        }
        if let Some(addr) = node.child("maxphysaddr") {
            def.addr = Some(read_addr(addr)?);
        }
        Ok(def)
    }

    fn passes_host_through(&self) -> bool {
        self.kind == CpuKind::Guest && matches!(self.mode, CpuMode::HostPassthrough | CpuMode::Maximum)
    }

    fn read_guest(&mut self, node: Node<'_>) -> Result<()> {
        if let Some(mode) = node.attr("mode") {
            self.mode = CpuMode::parse(mode)
                .ok_or_else(|| node.unsupported(format!("Invalid mode attribute '{mode}'")))?;
        }
        self.match_ = node.value::<Plain, _>("match", None)?.unwrap_or_default();
        self.check = node.value::<Plain, _>("check", None)?.unwrap_or_default();
        self.deprecated_features = node.value::<OnOff, _>("deprecated_features", None)?;
        Ok(())
    }

    fn read_host(&mut self, node: Node<'_>) -> Result<()> {
        if node.attr("mode").is_some() {
            return Err(node.unsupported("Attribute mode is only allowed for guest CPU"));
        }
        let Some(arch) = node.child_text("arch") else {
            return Err(node.invalid("Missing CPU architecture"));
        };
        self.arch = Arch::from_name(&arch);
        if self.arch.is_none() {
            return Err(node.unsupported(format!("Unknown architecture {arch}")));
        }
        if let Some(version) = node.child("microcode").and_then(|m| m.attr("version")) {
            self.microcode =
                u32::parse(version).ok_or_else(|| node.unsupported("invalid microcode version"))?;
        }
        if let Some(signature) = node.child("signature") {
            self.signature = CpuSignature {
                family: signature.required::<NonZero, _>("family", None)?,
                model: signature.required::<Plain, _>("model", None)?,
                stepping: signature.required::<Plain, _>("stepping", None)?,
            };
        }
        if let Some(tsc) = node.all("counter").find(|c| c.attr("name") == Some("tsc")) {
            self.tsc = Some(CpuTsc {
                frequency: tsc.required::<Plain, _>("frequency", None)?,
                scaling: tsc.value::<Plain, _>("scaling", None)?,
            });
        }
        Ok(())
    }

    fn read_model(&mut self, node: Node<'_>) -> Result<()> {
        self.model = node.child_text("model");
        if self.model.is_none() && self.kind == CpuKind::Host {
            return Err(node.invalid("Missing CPU model name").beyond_schema());
        }
        let model = node.child("model").filter(|_| self.kind == CpuKind::Guest);
        // without meaning for other modes, but in the schema
        for name in ["fallback", "vendor_id"] {
            model.map(|m| m.attr(name));
        }
        let model = model.filter(|_| !self.passes_host_through());
        if let Some(model) = model {
            let present = |name| model.attr(name).filter(|v| !v.is_empty());
            if let Some(fallback) = present("fallback") {
                self.fallback = CpuFallback::parse(fallback)
                    .ok_or_else(|| model.unsupported("Invalid fallback attribute"))?;
            }
            if let Some(id) = present("vendor_id") {
                if id.len() != VENDOR_ID_LENGTH {
                    let text = format!("vendor_id must be exactly {VENDOR_ID_LENGTH} characters long");
                    return Err(model.invalid(text));
                }
                if id.contains(',') {
                    return Err(model.invalid("vendor id is invalid"));
                }
                self.vendor_id = Some(id.to_owned());
            }
        }
        self.vendor = node.child_text("vendor");
        if self.vendor.is_some() && self.model.is_none() {
            return Err(node.invalid("CPU vendor specified without CPU model").beyond_schema());
        }
        Ok(())
    }

    fn read_features(&mut self, node: Node<'_>) -> Result<()> {
        for feature in node.all("feature") {
            if self.kind == CpuKind::Guest && self.mode == CpuMode::Custom && self.model.is_none() {
                return Err(node
                    .invalid("Non-empty feature list specified without CPU model")
                    .beyond_schema());
            }
            let guest = self.kind == CpuKind::Guest;
            let policy = match Some(feature).filter(|_| guest).and_then(|f| f.attr("policy")) {
                Some(word) => {
                    CpuPolicy::parse(word).ok_or_else(|| feature.unsupported("Invalid CPU feature policy"))?
                }
                None if guest && node.strict() => {
                    return Err(feature.invalid("Missing attribute 'policy' of a CPU feature"));
                }
                None => CpuPolicy::Require,
            };
            let Some(name) = feature.attr("name").filter(|n| !n.is_empty()) else {
                return Err(feature.invalid("Invalid CPU feature name"));
            };
            let in_schema = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c) || guest && c == '.';
            if node.strict() && !name.chars().all(in_schema) {
                return Err(feature.invalid(format!("Invalid CPU feature name '{name}'")));
            }
            if self.feature(name).is_some() {
                return Err(feature
                    .invalid(format!("CPU feature '{name}' specified more than once"))
                    .beyond_schema());
            }
            self.features.push(CpuFeature { name: name.to_owned(), policy });
        }
        Ok(())
    }
}

fn guess_kind(node: Node<'_>) -> Result<CpuKind> {
    if node.child("arch").is_none() {
        return Ok(CpuKind::Guest);
    }
    if node.attr("match").is_some() {
        return Err(
            node.invalid("'arch' element cannot be used inside 'cpu' element with 'match' attribute'")
        );
    }
    Ok(CpuKind::Host)
}

fn read_topology(node: Node<'_>) -> Result<CpuTopology> {
    Ok(CpuTopology {
        sockets: node.required::<NonZero, _>("sockets", None)?,
        dies: node.value::<NonZero, _>("dies", None)?.unwrap_or(1),
        clusters: node.value::<NonZero, _>("clusters", None)?.unwrap_or(1),
        cores: node.required::<NonZero, _>("cores", None)?,
        threads: node.required::<NonZero, _>("threads", None)?,
    })
}

fn read_cache(node: Node<'_>) -> Result<CpuCache> {
    let level: Option<u32> = node.value::<Plain, _>("level", None)?;
    let level = match level {
        Some(level @ 1..=3) => Some(level as u8),
        Some(_) => return Err(node.invalid("invalid CPU cache level, must be in range [1,3]")),
        None => None,
    };
    Ok(CpuCache { level, mode: node.required::<Plain, _>("mode", None)? })
}

fn read_addr(node: Node<'_>) -> Result<CpuAddr> {
    let addr = CpuAddr {
        mode: node.required::<Plain, _>("mode", None)?,
        bits: node.value::<Plain, _>("bits", None)?,
        limit: node.value::<NonZero, _>("limit", None)?,
    };
    if addr.limit.is_some() && addr.mode != CpuAddrMode::Passthrough {
        let text = "attribute 'limit' is only supported for maxphysaddr mode 'passthrough'";
        return Err(node.unsupported(text).beyond_schema());
    }
    Ok(addr)
}

/// Reading takes a guest's CPU, as it stands in a domain.
impl Element for CpuDef {
    fn read(node: Node<'_>) -> Result<Self> {
        Self::read_as(node, Some(CpuKind::Guest))
    }

    fn attrs(&self, w: &mut Writer) {
        self.write_attrs(w);
    }

    fn children(&self, w: &mut Writer) {
        if let Some(arch) = self.arch.filter(|_| self.kind == CpuKind::Host) {
            w.text("arch", arch.name());
        }
        self.write_children(w);
    }
}

//! Reading `<features>`: an element may come several times; the last one counts.

use super::{
    Aia, Apic, Capabilities, CapsFeature, CapsPolicy, CfpcState, Features, Gic, GicVersion, Hpt, HptResizing,
    IbsState, IoapicDriver, MsrsUnknown, Smm,
};
use crate::domain::words::prelude::*;

/// `state`, which is on when it is not said.
fn state(node: Node<'_>) -> Result<Option<bool>> {
    Ok(Some(node.value::<OnOff, bool>("state", None)?.unwrap_or(true)))
}

fn required_state(node: Node<'_>) -> Result<Option<bool>> {
    node.required::<OnOff, bool>("state", None).map(Some)
}

impl Features {
    /// Reads the element.
    pub(crate) fn read(node: Node<'_>) -> Result<Self> {
        let mut features = Self::default();
        for child in node.elements() {
            features.read_one(child.seen())?;
        }
        if node.strict() {
            let mut names = std::collections::HashSet::new();
            if let Some(twice) = node.elements().find(|child| !names.insert(child.name())) {
                return Err(twice.invalid(format!("Extra element {} in element features", twice.name())));
            }
        }
        Ok(features)
    }

    fn read_one(&mut self, node: Node<'_>) -> Result<()> {
        match node.name() {
            "acpi" => self.acpi = true,
            "pae" => self.pae = true,
            "viridian" => self.viridian = true,
            "privnet" => self.privnet = true,
            "virtualization" => self.virtualization = true,
            "apic" => self.apic = Some(Apic { eoi: node.value::<OnOff, bool>("eoi", None)? }),
            "msrs" => self.msrs = Some(node.required::<Plain, MsrsUnknown>("unknown", None)?),
            "hyperv" => self.hyperv.get_or_insert_default().read(node)?,
            "kvm" => self.kvm.get_or_insert_default().read(node)?,
            "xen" => self.xen.get_or_insert_default().read(node)?,
            "capabilities" => self.read_capabilities(node)?,
            "vmcoreinfo" => self.vmcoreinfo = state(node)?,
            "hap" => self.hap = state(node)?,
            "pmu" => self.pmu = state(node)?,
            "pvspinlock" => self.pvspinlock = state(node)?,
            "vmport" => self.vmport = state(node)?,
            "smm" => self.read_smm(node)?,
            "gic" => self.gic = Some(Gic { version: node.value::<Plain, GicVersion>("version", None)? }),
            "ioapic" => self.ioapic = node.value::<Plain, IoapicDriver>("driver", None)?,
            "hpt" => self.read_hpt(node)?,
            "cfpc" => self.cfpc = node.value::<Plain, CfpcState>("value", None)?,
            "sbbc" => self.sbbc = node.value::<Plain, CfpcState>("value", None)?,
            "ibs" => self.ibs = node.value::<Plain, IbsState>("value", None)?,
            "htm" => self.htm = required_state(node)?,
            "nested-hv" => self.nested_hv = required_state(node)?,
            "ccf-assist" => self.ccf_assist = required_state(node)?,
            "ras" => self.ras = required_state(node)?,
            "ps2" => self.ps2 = required_state(node)?,
            "aia" => self.aia = node.value::<Plain, Aia>("value", None)?,
            "tcg" => {
                if let Some(size) = node.child("tb-cache").filter(|n| !n.text().is_empty()) {
                    let kib = KiB::read(size)?.0;
                    self.tcg_tb_cache = Some(kib).filter(|k| *k > 0).or(self.tcg_tb_cache);
                }
            }
            "async-teardown" => {
                self.async_teardown = Some(node.value::<Plain, bool>("enabled", None)?.unwrap_or(true));
            }
            other => return Err(node.unsupported(format!("unexpected feature '{other}'"))),
        }
        Ok(())
    }

    fn read_capabilities(&mut self, node: Node<'_>) -> Result<()> {
        let caps = self.capabilities.get_or_insert_with(Capabilities::default);
        caps.policy = node.value::<Plain, CapsPolicy>("policy", None)?.unwrap_or_default();
        for child in node.elements() {
            let name = child.seen().name();
            let cap = CapsFeature::from_word(name)
                .ok_or_else(|| child.unsupported(format!("unexpected capability feature '{name}'")))?;
            caps.states.insert(cap, child.value::<OnOff, bool>("state", None)?.unwrap_or(true));
        }
        Ok(())
    }

    fn read_smm(&mut self, node: Node<'_>) -> Result<()> {
        let on = node.value::<OnOff, bool>("state", None)?.unwrap_or(true);
        let tseg = node.child("tseg").filter(|n| on && !n.text().is_empty());
        let tseg = tseg.map(|n| size::read_bytes(n, 1 << 20, u64::MAX)).transpose()?;
        self.smm = Some(Smm { state: on, tseg });
        Ok(())
    }

    fn read_hpt(&mut self, node: Node<'_>) -> Result<()> {
        let resizing = node.value::<Plain, HptResizing>("resizing", None)?;
        let size = node.child("maxpagesize").map(|n| size::read_bytes(n, 1024, u64::MAX)).transpose();
        let size = size.map_err(|_| node.unsupported("Unable to parse HPT maxpagesize setting"))?;
        let hpt = Hpt { resizing, maxpagesize: size.unwrap_or_default().div_ceil(1024) };
        self.hpt = Some(hpt).filter(|h| *h != Hpt::default());
        Ok(())
    }
}

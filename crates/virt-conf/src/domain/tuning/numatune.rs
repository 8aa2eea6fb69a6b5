//! `<numatune>`: which NUMA nodes of the host the guest's memory comes from.

use std::collections::BTreeMap;

use crate::domain::words::prelude::*;

words! {
    /// How strictly nodes are kept to.
    pub NumaMode { Strict, Preferred, Interleave, Restrictive }
    /// Who chooses the nodes.
    pub NumaPlacement { Static, Auto }
}

/// `<numatune>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumaTune {
    pub memory: Option<NumaTuneMemory>,
    /// By NUMA cell of the guest.
    pub memnodes: BTreeMap<u32, MemNode>,
}

/// `<memory mode='strict' nodeset='0-1'/>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumaTuneMemory {
    pub mode: NumaMode,
    pub placement: NumaPlacement,
    /// With static placement.
    pub nodeset: Option<Bitmap>,
}

/// `<memnode cellid='0' mode='strict' nodeset='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemNode {
    pub mode: NumaMode,
    pub nodeset: Bitmap,
}

fn word<T: Word>(node: Node<'_>, attr: &str, what: &str) -> Result<Option<T>> {
    match node.attr(attr) {
        None => Ok(None),
        Some(text) => T::from_word(text)
            .map(Some)
            .ok_or_else(|| node.unsupported(format!("Unsupported NUMA memory {what} mode '{text}'"))),
    }
}

impl NumaTune {
    /// The guest's memory is placed by advice.
    pub fn is_auto(&self) -> bool {
        self.memory.as_ref().is_some_and(|m| m.placement == NumaPlacement::Auto)
    }

    /// Reads the element below `<domain>`; `cells` is the number of the guest's NUMA cells.
    pub(crate) fn read(domain: Node<'_>, static_placement: bool, cells: usize) -> Result<Self> {
        let mut all = domain.all("numatune");
        let tune = all.next();
        if all.next().is_some() {
            return Err(domain.invalid("only one numatune is supported"));
        }
        let memory = tune.and_then(|t| t.child("memory"));
        let mut this =
            Self { memory: Self::read_memory(domain, memory, static_placement)?, ..Self::default() };
        if let Some(tune) = tune {
            this.read_memnodes(tune, cells)?;
        }
        Ok(this)
    }

    fn read_memory(
        domain: Node<'_>,
        memory: Option<Node<'_>>,
        static_placement: bool,
    ) -> Result<Option<NumaTuneMemory>> {
        let Some(node) = memory else {
            // processors placed by advice take the memory along
            let auto =
                NumaTuneMemory { mode: NumaMode::Strict, placement: NumaPlacement::Auto, nodeset: None };
            return Ok((!static_placement).then_some(auto));
        };
        let mode = word::<NumaMode>(node, "mode", "tuning")?;
        let placement = match node.attr("placement") {
            Some("default") => None,
            _ => word::<NumaPlacement>(node, "placement", "placement")?,
        };
        let nodeset = cpuset(node, "nodeset")?;
        if mode.is_none() && node.attr("placement").is_none() && nodeset.is_none() {
            return Ok(None);
        }
        let placement = placement.unwrap_or(match nodeset.is_some() || static_placement {
            true => NumaPlacement::Static,
            false => NumaPlacement::Auto,
        });
        if placement == NumaPlacement::Static && nodeset.is_none() {
            let text = "nodeset for NUMA memory tuning must be set if 'placement' is 'static'";
            return Err(domain.unsupported(text));
        }
        let nodeset = nodeset.filter(|_| placement == NumaPlacement::Static);
        Ok(Some(NumaTuneMemory { mode: mode.unwrap_or_default(), placement, nodeset }))
    }

    fn read_memnodes(&mut self, tune: Node<'_>, cells: usize) -> Result<()> {
        for node in tune.all("memnode") {
            if self.is_auto() {
                let text = "Per-node binding is not compatible with automatic NUMA placement.";
                return Err(node.unsupported(text).beyond_schema());
            }
            if cells == 0 {
                return Err(node
                    .invalid("Element 'memnode' is invalid without any guest NUMA cells")
                    .beyond_schema());
            }
            let cell = node.required::<Plain, u32>("cellid", None)?;
            if cell as usize >= cells {
                let text =
                    "Argument 'cellid' in memnode element must correspond to existing guest's NUMA cell";
                return Err(node.invalid(text).beyond_schema());
            }
            if self.memnodes.contains_key(&cell) {
                return Err(node
                    .invalid(format!("Multiple memnode elements with cellid {cell}"))
                    .beyond_schema());
            }
            let mode = node.value::<Plain, NumaMode>("mode", None)?.unwrap_or_default();
            let nodeset = cpuset(node, "nodeset")?
                .ok_or_else(|| node.invalid("Missing required nodeset attribute in memnode element"))?;
            self.memnodes.insert(cell, MemNode { mode, nodeset });
        }
        Ok(())
    }

    /// Writes the element.
    pub(crate) fn write(&self, w: &mut Writer) {
        let children = |w: &mut Writer| {
            if let Some(NumaTuneMemory { mode, placement, nodeset }) = &self.memory {
                let attrs = |w: &mut Writer| {
                    w.attr("mode", mode.as_str());
                    match (placement, nodeset) {
                        (NumaPlacement::Static, Some(nodes)) => w.attr_display("nodeset", nodes),
                        _ => w.attr("placement", placement.as_str()),
                    }
                };
                w.element("memory", true, attrs, |_| ());
            }
            for (cell, MemNode { mode, nodeset }) in &self.memnodes {
                let attrs = |w: &mut Writer| {
                    w.attr_display("cellid", cell);
                    w.attr("mode", mode.as_str());
                    w.attr_display("nodeset", nodeset);
                };
                w.element("memnode", true, attrs, |_| ());
            }
        };
        w.element("numatune", false, |_| (), children);
    }
}

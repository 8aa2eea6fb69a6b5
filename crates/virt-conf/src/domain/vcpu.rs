//! `<vcpu>` and `<vcpus>`: how many processors, which of them are there, where they run.

use super::words::prelude::*;

words! {
    /// Where processors run.
    pub VcpuPlacement { Static, Auto }
}

/// Most processors that are described one by one.
const MAX_INDIVIDUAL: u32 = 64 * 1024;

/// `<vcpu>` and `<vcpus>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vcpus {
    pub placement: VcpuPlacement,
    pub cpuset: Option<Bitmap>,
    pub max: u32,
    /// How many are there at start; for [`Vcpus::individual`] ones, how many of them are enabled.
    pub current: u32,
    /// `<vcpus>`, for each processor in order, if given.
    pub individual: Option<Vec<Vcpu>>,
}

/// `<vcpu id='0' enabled='yes' hotpluggable='no' order='1'/>`; the number is its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Vcpu {
    pub enabled: bool,
    pub hotpluggable: Option<bool>,
    /// 0 when not given.
    pub order: u32,
}

impl Default for Vcpus {
    fn default() -> Self {
        Self { placement: VcpuPlacement::Static, cpuset: None, max: 1, current: 1, individual: None }
    }
}

impl Vcpus {
    /// Whether a processor is there at start.
    pub fn is_enabled(&self, vcpu: u32) -> bool {
        match &self.individual {
            Some(vcpus) => vcpus.get(vcpu as usize).is_some_and(|v| v.enabled),
            None => vcpu < self.current,
        }
    }

    /// Changes how many there can be; who is beyond is gone.
    pub fn set_max(&mut self, max: u32) {
        self.max = max;
        if let Some(vcpus) = &mut self.individual {
            vcpus.resize(max.min(MAX_INDIVIDUAL) as usize, Vcpu::default());
        }
        self.current = match &self.individual {
            Some(vcpus) => vcpus.iter().filter(|v| v.enabled).count() as u32,
            None => self.current.min(max),
        };
    }

    /// Makes the first `current` present and the others absent.
    pub fn set_current(&mut self, current: u32) {
        self.current = current.min(self.max);
        for (number, vcpu) in self.individual.iter_mut().flatten().enumerate() {
            vcpu.enabled = number < self.current as usize;
        }
    }

    /// Whether some can be added later.
    pub fn has_offline(&self) -> bool {
        self.current < self.max
    }

    /// Reads the elements below `<domain>`.
    pub(crate) fn read(domain: Node<'_>) -> Result<Self> {
        let mut vcpus = Self::default();
        if let Some(node) = domain.child("vcpu") {
            let text = node.text();
            vcpus.max = <u32 as Value>::parse(&text)
                .ok_or_else(|| node.invalid("maximum vcpus count must be an integer"))?;
            vcpus.current = node.value::<Plain, u32>("current", None)?.unwrap_or(vcpus.max);
            vcpus.placement = node.value::<Plain, VcpuPlacement>("placement", None)?.unwrap_or_default();
            if vcpus.placement != VcpuPlacement::Auto {
                vcpus.cpuset = cpuset(node, "cpuset")?;
            } else {
                node.attr("cpuset");
            }
        }
        match domain.section("vcpus").filter(|n| n.elements().any(|e| e.name() == "vcpu")) {
            Some(list) => vcpus.read_individual(list)?,
            None if vcpus.current > vcpus.max => {
                let text = "maximum vCPU count must not be less than current vCPU count";
                return Err(domain.unsupported(text).beyond_schema());
            }
            None => {}
        }
        Ok(vcpus)
    }

    fn read_individual(&mut self, list: Node<'_>) -> Result<()> {
        if self.max > MAX_INDIVIDUAL {
            return Err(
                list.unsupported(format!("more than {MAX_INDIVIDUAL} vCPUs cannot be described one by one"))
            );
        }
        let mut individual = vec![Vcpu::default(); self.max as usize];
        for node in list.all("vcpu") {
            let id = node.required::<Plain, u32>("id", None)?;
            let vcpu = individual.get_mut(id as usize).ok_or_else(|| {
                node.invalid(format!("vcpu id '{id}' is out of range of maximum vcpu count"))
            })?;
            *vcpu = Vcpu {
                enabled: node.required::<Plain, bool>("enabled", None)?,
                hotpluggable: node.value::<Plain, bool>("hotpluggable", None)?,
                order: node.value::<Plain, u32>("order", None)?.unwrap_or_default(),
            };
        }
        let enabled = individual.iter().filter(|v| v.enabled).count();
        self.current = u32::try_from(enabled).unwrap_or(u32::MAX);
        self.individual = Some(individual);
        Ok(())
    }

    /// Writes the elements.
    pub(crate) fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("placement", self.placement.as_str());
            if let Some(set) = self.cpuset.as_ref().filter(|set| set.len() < Bitmap::CPUS) {
                w.attr_display("cpuset", set);
            }
            if self.has_offline() {
                w.attr_display("current", self.current);
            }
        };
        w.element_text("vcpu", true, attrs, |out| out.display(self.max));
        let Some(individual) = &self.individual else { return };
        let list = |w: &mut Writer| {
            for (id, vcpu) in individual.iter().enumerate() {
                let attrs = |w: &mut Writer| {
                    w.attr_display("id", id);
                    w.attr("enabled", if vcpu.enabled { "yes" } else { "no" });
                    if let Some(hotpluggable) = &vcpu.hotpluggable {
                        w.attr_value::<Plain, bool>("hotpluggable", hotpluggable);
                    }
                    if vcpu.order != 0 {
                        w.attr_display("order", vcpu.order);
                    }
                };
                w.element("vcpu", true, attrs, |_| ());
            }
        };
        w.pair("vcpus", |_| (), list);
    }
}

//! What may differ between accelerators of one QEMU build: machine types and CPU models.

use serde::{Deserialize, Serialize};

/// How guest code runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AccelKind {
    Tcg,
    Kvm,
    Hvf,
}

impl AccelKind {
    /// The accelerator behind a domain's `type`; what isn't an accelerator of its own runs on TCG.
    pub fn of_virt_type(name: &str) -> AccelKind {
        match name {
            "kvm" => AccelKind::Kvm,
            "hvf" => AccelKind::Hvf,
            _ => AccelKind::Tcg,
        }
    }

    /// The domain `type` in XML.
    pub fn virt_type(self) -> &'static str {
        match self {
            AccelKind::Tcg => "qemu",
            AccelKind::Kvm => "kvm",
            AccelKind::Hvf => "hvf",
        }
    }

    /// The name on QEMU's command line.
    pub fn name(self) -> &'static str {
        match self {
            AccelKind::Tcg => "tcg",
            AccelKind::Kvm => "kvm",
            AccelKind::Hvf => "hvf",
        }
    }

    /// Does hardware run the guest's code?
    pub fn is_hardware(self) -> bool {
        self != AccelKind::Tcg
    }
}

/// A machine type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    pub name: String,
    pub alias: Option<String>,
    pub max_cpus: u32,
    pub hotplug_cpus: bool,
    /// QEMU's own default, which need not be ours.
    pub qemu_default: bool,
    /// QOM type of the CPU a guest gets unless it asks for another.
    pub default_cpu_type: Option<String>,
    pub numa_mem: bool,
    /// Id of the memory backend that stands for the machine's memory.
    pub default_ram_id: Option<String>,
    pub deprecated: bool,
    /// Whether the machine has ACPI; `None` when QEMU doesn't say.
    pub acpi: Option<bool>,
}

/// A CPU model as `query-cpu-definitions` lists it, features named our way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CpuModel {
    pub name: String,
    pub type_name: Option<String>,
    /// Whether it runs on this host; `None` when QEMU doesn't say.
    pub usable: Option<bool>,
    /// Features the host lacks.
    pub blockers: Vec<String>,
    pub deprecated: bool,
}

/// A property of an expanded CPU model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prop {
    pub name: String,
    pub value: PropValue,
    /// Whether a guest with it can migrate; `None` when unknown.
    pub migratable: Option<bool>,
}

/// Value of a [`Prop`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PropValue {
    Bool(bool),
    Number(i64),
    Text(String),
}

/// An expanded CPU model.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ModelInfo {
    pub name: String,
    pub props: Vec<Prop>,
    /// Whether `Prop::migratable` was found out.
    pub migratability: bool,
    pub deprecated_props: Vec<String>,
}

/// What one accelerator of a QEMU build offers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Accel {
    /// Machine types; the first is the one for guests that name none.
    pub machines: Vec<Machine>,
    /// CPU models; `None` when the build can't list them.
    pub cpu_models: Option<Vec<CpuModel>>,
    /// Expansion of `host`, or of `max` for TCG beside hardware acceleration.
    pub host_model: Option<ModelInfo>,
}

impl Accel {
    /// The machine type for guests that name none.
    pub fn default_machine(&self) -> Option<&str> {
        self.machines.first().map(|m| m.name.as_str())
    }

    /// The name behind an alias; any other name as it is.
    pub fn canonical_machine<'a>(&'a self, name: &'a str) -> &'a str {
        let aliased = self.machines.iter().find(|m| m.alias.as_deref() == Some(name));
        aliased.map_or(name, |m| m.name.as_str())
    }

    /// The machine type with this canonical name.
    pub fn machine(&self, name: &str) -> Option<&Machine> {
        self.machines.iter().find(|m| m.name == name)
    }

    /// Name of the CPU model that a machine type has by default.
    pub fn machine_default_cpu(&self, machine: &str) -> Option<&str> {
        let wanted = self.machine(machine)?.default_cpu_type.as_deref()?;
        let models = self.cpu_models.as_ref()?;
        models.iter().find(|m| m.type_name.as_deref() == Some(wanted)).map(|m| m.name.as_str())
    }

    /// The CPU model with this name.
    pub fn cpu_model(&self, name: &str) -> Option<&CpuModel> {
        self.cpu_models.as_ref()?.iter().find(|m| m.name == name)
    }
}

//! A QEMU build as it is known on this host.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::host::HostTrait;
use crate::capabilities::host_model::HostModels;
use crate::capabilities::hypervisor_cpu::Hypervisor;
use crate::capabilities::running_cpu::Flags;
use crate::capabilities::{AccelKind, QemuCaps};

/// What a build can do, and the host's CPU through its accelerators (worked out when first asked for).
pub struct Emulator {
    caps: QemuCaps,
    host: Arc<dyn HostTrait>,
    models: [OnceLock<HostModels>; 3],
    /// Properties of running CPUs, learnt from the first of them.
    pub cpu_flags: OnceLock<Flags>,
}

impl Emulator {
    /// Puts capabilities on a host.
    pub fn new(caps: QemuCaps, host: Arc<dyn HostTrait>) -> Self {
        Self { caps, host, models: Default::default(), cpu_flags: OnceLock::new() }
    }

    /// What the build can do.
    pub fn caps(&self) -> &QemuCaps {
        &self.caps
    }

    /// The host's CPU through an accelerator.
    pub fn host_models(&self, kind: AccelKind) -> &HostModels {
        let slot = match kind {
            AccelKind::Tcg => 0,
            AccelKind::Kvm => 1,
            AccelKind::Hvf => 2,
        };
        self.models[slot].get_or_init(|| HostModels::find(&self.caps, kind, &*self.host))
    }

    /// The build as an accelerator runs guests of an architecture.
    pub fn hypervisor(&self, arch: virt_core::Arch, kind: AccelKind) -> Hypervisor<'_> {
        Hypervisor { caps: &self.caps, arch, kind, models: self.host_models(kind) }
    }
}

impl Deref for Emulator {
    type Target = QemuCaps;

    fn deref(&self) -> &QemuCaps {
        &self.caps
    }
}

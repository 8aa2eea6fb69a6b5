//! From a stored definition to one that can run, and the plan of its start.

use std::sync::Arc;

use virt_conf::cpu::CpuDef;
use virt_core::Result;

use super::descriptors::Brought;
use super::machine_below::MachineBelow;
use super::numad::{self, Advice};
use super::ports::{Acquired, PortSet};
use super::vsock;
use crate::capabilities::guest_cpu;
use crate::command::{self, Context, DomainFolders};
use crate::definition::{self, Definition};
use crate::domain::{Run, Vm};
use crate::emulator::Emulator;
use crate::launch_plan::{Helper, LaunchPlan};
use crate::namespace;
use crate::prepare::{Preparation, native, prepare};
use crate::root::Root;

/// What a start is made of.
pub struct Planned {
    pub plan: LaunchPlan,
    /// With addresses, names and ports, as it will run.
    pub definition: Definition,
    /// The CPU before it was made definite.
    pub asked_cpu: Option<CpuDef>,
    pub ports: PortSet,
    pub emulator: Arc<Emulator>,
}

/// Plans a start; `restored`: QEMU is to wait for a saved state, of a guest that had `saved_cpu`.
pub fn plan(
    root: &Root,
    stored: &Definition,
    run: &Run,
    restored: bool,
    saved_cpu: Option<&CpuDef>,
    brought: &mut Brought,
) -> Result<Planned> {
    let emulator = root.emulators.get(definition::emulator(stored))?;
    let mut definition = stored.clone();
    let asked_cpu = guest_cpu::asked(stored.cpu.as_deref(), emulator.caps());
    if let (Some(_), Some(saved)) = (&asked_cpu, saved_cpu) {
        definition.cpu = Some(Box::new(saved.clone()));
    }
    let machine = MachineBelow::new(root, run.master_key);
    let advice = numad::advice(&definition)?;
    run.set_advised_cpus(advice.as_ref().map(|advice| advice.cpus.clone()));
    if let Some(device) = vsock::open(&mut definition)? {
        brought.set_vsock(device);
    }
    let mut ports = Acquired::new(&root.settings);
    let plan = with_context(
        root,
        &emulator,
        &definition.clone(),
        run.id,
        &machine,
        Some(advice.as_ref()),
        |context, models, policy| {
            let owner = root.run_as.as_ref().map(|who| (who.uid, who.gid));
            let with = Preparation { context, policy, models, new: !restored, owner };
            prepare(&mut definition, &with, &mut ports)?;
            command::build(&definition, context, restored.then_some("defer"))
        },
    )?;
    definition.id = Some(run.id);
    Ok(Planned { plan, definition, asked_cpu, ports: ports.keep(), emulator })
}

/// What serves the image of a running domain with this storage node, to be started once more.
pub fn nbdkit_again(root: &Root, vm: &Vm, run: &Run, node: &str) -> Result<Option<Helper>> {
    let definition = vm.state().def.clone();
    let emulator = root.emulators.get(definition::emulator(&definition))?;
    let machine = MachineBelow::new(root, run.master_key);
    with_context(root, &emulator, &definition, run.id, &machine, Some(None), |context, _, _| {
        command::helper::nbdkit::again(&definition, node, context)
    })
}

/// The command line of a document, as text.
pub fn to_native(root: &Root, xml: &str) -> Result<String> {
    let mut definition = definition::read(root, xml, false)?;
    let emulator = root.emulators.get(definition::emulator(&definition))?;
    let machine = MachineBelow::new(root, super::machine_below::random()?);
    let plan =
        with_context(root, &emulator, &definition.clone(), -1, &machine, None, |context, models, policy| {
            native::plan(&mut definition, &Preparation { context, policy, models, new: true, owner: None })
        })?;
    Ok(native::to_text(&plan))
}

fn with_context<T>(
    root: &Root,
    emulator: &Emulator,
    definition: &Definition,
    id: i32,
    machine: &MachineBelow<'_>,
    advice: Option<Option<&Advice>>,
    act: impl FnOnce(
        &Context<'_>,
        &crate::capabilities::host_model::HostModels,
        &crate::post_parse::QemuPolicy<'_>,
    ) -> Result<T>,
) -> Result<T> {
    let kind = crate::capabilities::AccelKind::of_virt_type(definition.virt_type.as_str());
    let models = emulator.host_models(kind);
    let firmware = root.firmware();
    let adjusted = namespace::adjust(emulator.caps(), &definition.qemu);
    let caps = adjusted.as_ref().unwrap_or(emulator.caps());
    let policy = definition::policy(root, caps, models, &firmware);
    let context = Context {
        caps,
        settings: &root.settings,
        folders: &root.folders,
        domain: DomainFolders::new(&root.folders, id, &definition.name),
        privileged: root.is_privileged(),
        host_arch: root.emulators.host().arch(),
        host: machine,
        pretend: advice.is_none(),
        auto_nodes: advice.flatten().map(|advice| advice.nodes.clone()),
    };
    act(&context, models, &policy)
}

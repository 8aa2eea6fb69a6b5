//! What only a started QEMU knows, written into the definition of the running domain.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use virt_core::{Arch, Result};
use virt_qmp::{Monitor, patience, request};

use super::{agent, memory_devices};
use crate::capabilities::running_cpu::Question;
use crate::capabilities::{Answer, Ask, guest_cpu};
use crate::definition::{Definition, balloon_path, has_balloon};
use crate::domain::{Run, Vm};
use crate::emulator::Emulator;
use crate::monitor::commands;
use crate::vocabulary::{ChardevKind, ChardevSource, ConsoleTargetType, DeviceInfo};

/// Learns which terminals the guest's character devices have, and which channels it has open.
pub fn note_chardevs(vm: &Arc<Vm>, run: &Arc<Run>, reply: &Value) {
    let devices = reply.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut terminals = HashMap::new();
    for device in devices {
        let text = |name| device.get(name).and_then(Value::as_str);
        if let (Some(label), Some(path)) =
            (text("label"), text("filename").and_then(|name| name.strip_prefix("pty:")))
        {
            terminals.insert(label.to_owned(), path.to_owned());
        }
    }
    vm.update(|state| set_terminals(Arc::make_mut(&mut state.def), &terminals));
    agent::refresh(vm, run, devices);
}

fn set_terminals(definition: &mut Definition, terminals: &HashMap<String, String>) {
    let set = |source: &mut ChardevSource, info: &DeviceInfo| {
        let Some(alias) = &info.alias else { return };
        if let (ChardevKind::Pty { path }, Some(found)) =
            (&mut source.kind, terminals.get(&format!("char{alias}")))
        {
            *path = Some(found.clone());
        }
    };
    let devices = &mut definition.devices;
    devices.serials.iter_mut().for_each(|device| set(&mut device.source, &device.info));
    devices.parallels.iter_mut().for_each(|device| set(&mut device.source, &device.info));
    devices.channels.iter_mut().for_each(|device| set(&mut device.source, &device.info));
    devices.consoles.iter_mut().for_each(|device| set(&mut device.source, &device.info));
    // The first console of a machine is its first serial port under another name.
    if let (Some(console), Some(serial)) = (devices.consoles.first_mut(), devices.serials.first())
        && matches!(console.target.kind, ConsoleTargetType::Serial)
    {
        console.source = serial.source.clone();
    }
}

/// Gives the guest the memory of its definition, and asks for the statistics that it wants.
pub fn set_balloon(vm: &Vm, run: &Run) -> Result<()> {
    let definition = vm.state().def.clone();
    if !has_balloon(&definition) {
        return Ok(());
    }
    let monitor = run.monitor()?;
    let period = definition.devices.memballoon.as_ref().and_then(|balloon| balloon.stats.as_ref());
    if let Some(stats) = period {
        let path = balloon_path(&definition);
        let set = json!({ "path": path, "property": "guest-stats-polling-interval", "value": stats.period });
        monitor.execute("qom-set", Some(set))?;
    }
    if has_all_its_memory(&definition) {
        return Ok(());
    }
    let bytes = definition.memory.current.saturating_mul(1024);
    monitor.execute("balloon", Some(json!({ "value": bytes }))).map(drop)
}

/// Nothing is to be taken from the guest, and no device gives it more.
fn has_all_its_memory(definition: &Definition) -> bool {
    definition.memory.current == definition.memory.total && definition.devices.memories.is_empty()
}

/// Learns the balloon's size of a guest that hasn't run yet.
pub fn refresh_new_balloon(vm: &Vm, run: &Run) -> Result<()> {
    let definition = vm.state().def.clone();
    if has_balloon(&definition) && has_all_its_memory(&definition) {
        note_balloon(vm, run, definition.memory.total);
        return Ok(());
    }
    refresh_balloon(vm, run)
}

/// Learns the balloon's size. A guest without one has all of its memory.
pub fn refresh_balloon(vm: &Vm, run: &Run) -> Result<()> {
    let definition = vm.state().def.clone();
    if !has_balloon(&definition) {
        let total = definition.memory.total;
        vm.update(|state| Arc::make_mut(&mut state.def).memory.current = total);
    } else if let Some(size) = commands::query_balloon(run.monitor()?)? {
        note_balloon(vm, run, size);
    }
    Ok(())
}

/// The guest has this much memory now, in KiB.
pub fn note_balloon(vm: &Vm, run: &Run, size: u64) {
    run.balloon.store(size, Ordering::Release);
    vm.update(|state| {
        let definition = Arc::make_mut(&mut state.def);
        definition.memory.current = size.saturating_add(memory_devices::taken(definition));
    });
}

/// Learns what the guest's CPU has become, and refuses one that lacks what it must have.
pub fn refresh_cpu(vm: &Vm, run: &Run, path: &str, emulator: &Emulator, host: Arch) -> Result<()> {
    let definition = vm.state().def.clone();
    let arch = definition.os.arch.unwrap_or(host);
    let question = Question {
        caps: emulator.caps(),
        arch,
        path,
        synthetic: definition.features.hyperv.is_some() || !definition.qemu.args.is_empty(),
        flags: &emulator.cpu_flags,
    };
    let Some(running) = question.ask(&mut Questions(run.monitor()?))? else { return Ok(()) };
    guest_cpu::verify(&running, &definition.features, definition.cpu.as_deref(), arch)?;
    let Some(mut cpu) = definition.cpu.clone() else { return Ok(()) };
    guest_cpu::adopt(&mut cpu, arch, &running)?;
    vm.update(|state| Arc::make_mut(&mut state.def).cpu = Some(cpu));
    Ok(())
}

/// Questions for a running QEMU.
struct Questions<'a>(&'a Monitor);

impl Ask for Questions<'_> {
    fn ask(&mut self, command: &str, arguments: Value) -> Result<Answer> {
        let mut answers = self.ask_each(command, vec![arguments])?;
        Ok(answers.pop().unwrap_or(Answer::Return(Value::Null)))
    }

    fn ask_each(&mut self, command: &str, arguments: Vec<Value>) -> Result<Vec<Answer>> {
        let requests =
            arguments.into_iter().map(|arguments| request(command, Some(arguments).filter(|a| !a.is_null())));
        let replies = self.0.request_all(requests.collect(), patience())?;
        Ok(replies.into_iter().map(|reply| Answer::from_reply(&Value::Object(reply))).collect())
    }
}

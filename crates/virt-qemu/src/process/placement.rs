//! On which of the host's processors a guest's threads run, and how they are scheduled.

use std::path::Path;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};
use virt_host::{affinity, node, scheduler};
use virt_xml::Bitmap;

use crate::definition::Definition;
use crate::domain::Run;
use crate::vocabulary::{SchedPolicy, ThreadSched, VcpuPlacement};

/// Processors for a thread or a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub cpus: Vec<usize>,
    /// The definition names them; otherwise it is no failure when the kernel doesn't let us have all.
    pub wanted: bool,
}

/// Where the process starts.
pub fn of_process(definition: &Definition, run: &Run) -> Place {
    place(definition, definition.cputune.emulatorpin.as_ref(), run.advised_cpus())
}

/// What the definition says of a thread: its own processors, those that were advised, those of the whole guest,
/// or all.
fn place(definition: &Definition, own: Option<&Bitmap>, advised: Option<&[usize]>) -> Place {
    if let (None, Some(cpus), VcpuPlacement::Auto) = (own, advised, definition.vcpus.placement) {
        return Place { cpus: cpus.to_vec(), wanted: true };
    }
    let shared =
        definition.vcpus.cpuset.as_ref().filter(|_| definition.vcpus.placement == VcpuPlacement::Static);
    match own.or(shared) {
        Some(cpus) => Place { cpus: cpus.iter().collect(), wanted: true },
        None => Place { cpus: all(), wanted: false },
    }
}

/// Processors that are online, without those that the host's kernel keeps free.
fn all() -> Vec<usize> {
    let list = |name: &str| {
        let text =
            std::fs::read_to_string(Path::new("/sys/devices/system/cpu").join(name)).unwrap_or_default();
        node::parse_list(text.trim()).unwrap_or_default()
    };
    let isolated = list("isolated");
    let free = list("online").into_iter().filter(|cpu| !isolated.contains(cpu));
    free.filter_map(|cpu| usize::try_from(cpu).ok()).collect()
}

/// Places the threads of the guest's processors, and of its disks.
pub fn of_threads(definition: &Definition, run: &Run) -> Result<()> {
    let tune = &definition.cputune;
    let inherited = of_process(definition, run);
    let settle = |thread, pin: Option<&Bitmap>, sched: Option<&ThreadSched>| {
        let place = place(definition, pin, run.advised_cpus());
        if place != inherited {
            bind(thread, &place)?;
        }
        sched.map_or(Ok(()), |sched| schedule(thread, *sched))
    };
    for (index, thread) in run.vcpu_threads().iter().enumerate() {
        let (Some(thread), Ok(index)) = (*thread, u32::try_from(index)) else { continue };
        settle(thread, tune.vcpupin.get(&index), tune.vcpusched.get(&index))?;
    }
    if !definition.iothreads.threads.is_empty() {
        for (id, thread) in iothreads(definition, run)? {
            settle(thread, tune.iothreadpin.get(&id), tune.iothreadsched.get(&id))?;
        }
    }
    match (tune.emulatorsched, run.pid()) {
        (Some(sched), Some(pid)) => schedule(pid, sched),
        _ => Ok(()),
    }
}

/// Numbers and threads of the guest's I/O threads.
fn iothreads(definition: &Definition, run: &Run) -> Result<Vec<(u32, u32)>> {
    let reply = run.monitor()?.execute("query-iothreads", None)?;
    let mut found = Vec::new();
    for thread in reply.as_array().into_iter().flatten() {
        let name = thread.get("id").and_then(Value::as_str).and_then(|id| id.strip_prefix("iothread"));
        let number = thread.get("thread-id").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        if let (Some(id), Some(number)) = (name.and_then(|id| id.parse().ok()), number) {
            found.push((id, number));
        }
    }
    let wanted = &definition.iothreads.threads;
    if found.len() != wanted.len() {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "got wrong number of IOThread pids from QEMU monitor. got {}, wanted {}",
            found.len(),
            wanted.len()
        );
    }
    match found.iter().find(|(id, _)| definition.iothreads.find(*id).is_none()) {
        Some((id, _)) => Err(err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "iothread {id} not found")),
        None => Ok(found),
    }
}

fn bind(thread: u32, place: &Place) -> Result<()> {
    let set = affinity::set(i32::try_from(thread).unwrap_or(0), &place.cpus);
    match set {
        Err(error) if place.wanted => {
            let what = format!("cannot set CPU affinity on process {thread}");
            Err(Error::system(VIR_FROM_NONE, &error, what))
        }
        _ => Ok(()),
    }
}

fn schedule(thread: u32, sched: ThreadSched) -> Result<()> {
    use scheduler::Policy;
    let policy = match sched.policy {
        SchedPolicy::Batch => Policy::Batch,
        SchedPolicy::Idle => Policy::Idle,
        SchedPolicy::Fifo => Policy::Fifo,
        SchedPolicy::Rr => Policy::RoundRobin,
    };
    scheduler::set(thread, policy, sched.priority).map_err(|error| {
        let what = format!("Cannot set scheduler parameters for pid {thread}");
        Error::system(VIR_FROM_NONE, &error, what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_before_shared_before_all() {
        let read = |tune: &str, vcpu: &str| {
            let xml = format!(
                "<domain type='qemu'><name>a</name><memory>1</memory>{vcpu}<os><type>hvm</type></os>{tune}</domain>"
            );
            Definition::parse(&xml, virt_conf::domain::ParseFlags::default()).unwrap()
        };
        let of_process = |definition: &Definition, advised| {
            place(definition, definition.cputune.emulatorpin.as_ref(), advised)
        };
        let cpus = |definition: &Definition| of_process(definition, None).cpus;
        let pin = "<cputune><emulatorpin cpuset='1'/></cputune>";
        assert_eq!(cpus(&read(pin, "<vcpu cpuset='0'>1</vcpu>")), [1]);
        assert_eq!(cpus(&read("", "<vcpu cpuset='0'>1</vcpu>")), [0]);
        let auto = read("", "<vcpu placement='auto'>1</vcpu>");
        assert_eq!(of_process(&auto, Some(&[4, 5])).cpus, [4, 5]);
        let free = of_process(&read("", "<vcpu>1</vcpu>"), None);
        assert!(!free.wanted && free.cpus.contains(&0));
    }
}

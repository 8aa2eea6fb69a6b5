//! `<cputune>`: shares and quotas, pinning and scheduling of processors, threads and the emulator.

use std::collections::BTreeMap;

use crate::domain::iothreads::Iothreads;
use crate::domain::vcpu::Vcpus;
use crate::domain::words::prelude::*;

words! {
    /// Scheduling policies of the kernel.
    pub SchedPolicy { Batch, Idle, Fifo, Rr }
}

/// `<cputune>` without cache and memory bandwidth. Numbers are 0 when not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CpuTune {
    pub shares: Option<u64>,
    pub period: u64,
    pub quota: i64,
    pub global_period: u64,
    pub global_quota: i64,
    pub emulator_period: u64,
    pub emulator_quota: i64,
    pub iothread_period: u64,
    pub iothread_quota: i64,
    /// By processor.
    pub vcpupin: BTreeMap<u32, Bitmap>,
    pub emulatorpin: Option<Bitmap>,
    /// By number of the I/O thread.
    pub iothreadpin: BTreeMap<u32, Bitmap>,
    pub emulatorsched: Option<ThreadSched>,
    /// By processor.
    pub vcpusched: BTreeMap<u32, ThreadSched>,
    /// By number of the I/O thread.
    pub iothreadsched: BTreeMap<u32, ThreadSched>,
}

/// Policy and, for the real-time ones, priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadSched {
    pub policy: SchedPolicy,
    pub priority: i32,
}

fn number<T: Value + Default>(node: Node<'_>, name: &str) -> Result<T> {
    Ok(optional(node, name)?.unwrap_or_default())
}

fn optional<T: Value>(node: Node<'_>, name: &str) -> Result<Option<T>> {
    match node.child_text(name) {
        None => Ok(None),
        Some(text) => T::parse(&text)
            .map(Some)
            .ok_or_else(|| node.invalid(format!("can't parse cputune {} value", name.replace('_', " ")))),
    }
}

fn pin(node: Node<'_>) -> Result<Bitmap> {
    cpuset(node, "cpuset")?
        .ok_or_else(|| node.error(Code::Internal, format!("missing cpuset for {}", node.name())))
}

impl ThreadSched {
    fn read(node: Node<'_>) -> Result<Self> {
        let policy = node.required::<Plain, SchedPolicy>("scheduler", None)?;
        let priority = match policy {
            SchedPolicy::Fifo | SchedPolicy::Rr => node.required::<Plain, i32>("priority", None)?,
            SchedPolicy::Batch | SchedPolicy::Idle => 0,
        };
        Ok(Self { policy, priority })
    }

    fn write(self, name: &str, threads: Option<(&str, u32)>, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some((attr, id)) = threads {
                w.attr_display(attr, id);
            }
            w.attr("scheduler", self.policy.as_str());
            if matches!(self.policy, SchedPolicy::Fifo | SchedPolicy::Rr) {
                w.attr_display("priority", self.priority);
            }
        };
        w.element(name, true, attrs, |_| ());
    }

    /// Reads the element for the threads that its attribute lists.
    fn read_threads(
        node: Node<'_>,
        attr: &str,
        known: impl Fn(u32) -> Result<()>,
        all: &mut BTreeMap<u32, Self>,
    ) -> Result<()> {
        let text = node.attr(attr).ok_or_else(|| {
            node.invalid(format!("Missing attribute '{attr}' in element '{}'", node.name()))
        })?;
        let set = bitmap(node, text)?;
        if set.is_empty() {
            return Err(node.unsupported(format!("'{attr}' scheduler bitmap '{text}' is empty")));
        }
        let sched = Self::read(node)?;
        for id in set.iter().filter_map(|id| u32::try_from(id).ok()) {
            known(id)?;
            if all.insert(id, sched).is_some() {
                let text = format!("'{}' attributes '{attr}' must not overlap", node.name());
                return Err(node.error(Code::Detail, text).beyond_schema());
            }
        }
        Ok(())
    }
}

/// The only element of a name.
fn single<'a>(node: Node<'a>, name: &'static str) -> Result<Option<Node<'a>>> {
    let mut all = node.all(name);
    let first = all.next();
    match all.next() {
        None => Ok(first),
        Some(_) => Err(node.invalid(format!("only one {name} is supported"))),
    }
}

impl CpuTune {
    /// Reads the element; processors and threads it refers to have to be known.
    pub(crate) fn read(node: Node<'_>, vcpus: &Vcpus, iothreads: &Iothreads) -> Result<Self> {
        let known_thread = |id: u32| match iothreads.find(id) {
            Some(_) => Ok(()),
            None => Err(node.unsupported(format!("Cannot find 'iothread' : {id}")).beyond_schema()),
        };
        let mut tune = Self {
            shares: optional(node, "shares")?,
            period: number(node, "period")?,
            quota: number(node, "quota")?,
            global_period: number(node, "global_period")?,
            global_quota: number(node, "global_quota")?,
            emulator_period: number(node, "emulator_period")?,
            emulator_quota: number(node, "emulator_quota")?,
            iothread_period: number(node, "iothread_period")?,
            iothread_quota: number(node, "iothread_quota")?,
            ..Self::default()
        };
        for child in node.all("vcpupin") {
            let vcpu = child.required::<Plain, u32>("vcpu", None)?;
            child.attr("cpuset");
            if vcpu >= vcpus.max {
                continue;
            }
            if tune.vcpupin.contains_key(&vcpu) {
                return Err(child
                    .error(Code::Internal, format!("duplicate vcpupin for vcpu '{vcpu}'"))
                    .beyond_schema());
            }
            tune.vcpupin.insert(vcpu, pin(child)?);
        }
        tune.emulatorpin = single(node, "emulatorpin")?.map(pin).transpose()?;
        for child in node.all("iothreadpin") {
            let id = child.required::<NonZero, u32>("iothread", None)?;
            known_thread(id)?;
            if tune.iothreadpin.insert(id, pin(child)?).is_some() {
                let text = format!("duplicate iothreadpin for same iothread '{id}'");
                return Err(child.error(Code::Internal, text).beyond_schema());
            }
        }
        let known_vcpu = |id: u32| match id < vcpus.max {
            true => Ok(()),
            false => Err(node
                .unsupported(format!("vCPU '{id}' is not present in domain definition"))
                .beyond_schema()),
        };
        for child in node.all("vcpusched") {
            ThreadSched::read_threads(child, "vcpus", known_vcpu, &mut tune.vcpusched)?;
        }
        for child in node.all("iothreadsched") {
            ThreadSched::read_threads(child, "iothreads", known_thread, &mut tune.iothreadsched)?;
        }
        tune.emulatorsched = single(node, "emulatorsched")?.map(ThreadSched::read).transpose()?;
        Ok(tune)
    }

    /// Writes the children of `<cputune>`.
    pub(crate) fn write(&self, iothreads: &Iothreads, w: &mut Writer) {
        if let Some(shares) = &self.shares {
            w.text_value::<Plain, u64>("shares", shares);
        }
        let rates = [
            ("period", self.period, "quota", self.quota),
            ("global_period", self.global_period, "global_quota", self.global_quota),
            ("emulator_period", self.emulator_period, "emulator_quota", self.emulator_quota),
            ("iothread_period", self.iothread_period, "iothread_quota", self.iothread_quota),
        ];
        for (period_name, period, quota_name, quota) in rates {
            if period != 0 {
                w.text_value::<Plain, u64>(period_name, &period);
            }
            if quota != 0 {
                w.text_value::<Plain, i64>(quota_name, &quota);
            }
        }
        let write_pin = |w: &mut Writer, name: &str, of: Option<(&str, u32)>, set: &Bitmap| {
            let attrs = |w: &mut Writer| {
                if let Some((attr, id)) = of {
                    w.attr_display(attr, id);
                }
                w.attr_display("cpuset", set);
            };
            w.element(name, true, attrs, |_| ());
        };
        for (vcpu, set) in &self.vcpupin {
            write_pin(w, "vcpupin", Some(("vcpu", *vcpu)), set);
        }
        if let Some(set) = &self.emulatorpin {
            write_pin(w, "emulatorpin", None, set);
        }
        // in the order in which the threads are described
        for thread in &iothreads.threads {
            if let Some(set) = self.iothreadpin.get(&thread.id) {
                write_pin(w, "iothreadpin", Some(("iothread", thread.id)), set);
            }
        }
        if let Some(sched) = self.emulatorsched {
            sched.write("emulatorsched", None, w);
        }
        for (vcpu, sched) in &self.vcpusched {
            sched.write("vcpusched", Some(("vcpus", *vcpu)), w);
        }
        for thread in &iothreads.threads {
            if let Some(sched) = self.iothreadsched.get(&thread.id) {
                sched.write("iothreadsched", Some(("iothreads", thread.id)), w);
            }
        }
    }
}

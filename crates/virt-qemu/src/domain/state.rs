//! What is known of a domain at one moment.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use parking_lot::{Condvar, Mutex};
use virt_conf::cpu::CpuDef;
use virt_core::consts::*;
use virt_core::{Error, Result, err};
use virt_host::process::Process;
use virt_qmp::{Agent, AgentTimeout, Monitor};

use crate::definition::Definition;
use crate::process::helpers::RunningHelper;
use crate::process::network::LeftOver;
use crate::process::perf;
use crate::process::ports::PortSet;
use crate::stream::InUse;

/// A snapshot of a domain.
#[derive(Clone)]
pub struct State {
    /// What runs, else what is defined.
    pub def: Arc<Definition>,
    /// What takes the place of `def` when the domain stops.
    pub next: Option<Arc<Definition>>,
    /// Present from the first step of a start to the last step of a stop.
    pub run: Option<Arc<Run>>,
    pub persistent: bool,
    /// Defined anew since the definition was first stored.
    pub updated: bool,
    pub autostart: bool,
    pub autostart_once: bool,
    pub has_managed_save: bool,
    /// `VIR_DOMAIN_*` state and its reason.
    pub status: i32,
    pub reason: i32,
    /// Names of the taints, in the order they came.
    pub taints: Vec<&'static str>,
    pub deprecations: Vec<String>,
    /// The last error of each image that had one.
    pub io_errors: Vec<IoErrorNote>,
}

/// What QEMU said of an image that it could not read or write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IoErrorNote {
    pub disk: String,
    pub index: u32,
    pub path: String,
    pub time: String,
    pub message: String,
}

impl State {
    pub fn new(def: Arc<Definition>) -> Self {
        Self {
            def,
            next: None,
            run: None,
            persistent: false,
            updated: false,
            autostart: false,
            autostart_once: false,
            has_managed_save: false,
            status: VIR_DOMAIN_SHUTOFF,
            reason: VIR_DOMAIN_SHUTOFF_UNKNOWN,
            taints: Vec::new(),
            deprecations: Vec::new(),
            io_errors: Vec::new(),
        }
    }

    pub fn is_active(&self) -> bool {
        self.run.is_some()
    }

    /// -1 when the domain does not run.
    pub fn id(&self) -> i32 {
        self.run.as_ref().map_or(-1, |run| run.id)
    }

    /// What the next start uses; what runs, for a domain that is gone when it stops.
    pub fn inactive(&self) -> &Arc<Definition> {
        self.next.as_ref().unwrap_or(&self.def)
    }

    /// The CPU that the running definition asked for.
    pub fn asked_cpu(&self) -> Option<&CpuDef> {
        self.run.as_ref().and_then(|run| run.asked_cpu())
    }

    /// The running process and its connections, or upstream's error.
    pub fn active(&self) -> Result<&Arc<Run>> {
        self.run.as_ref().ok_or_else(not_running)
    }
}

/// "domain is not running".
pub fn not_running() -> Error {
    err!(VIR_FROM_DOMAIN, VIR_ERR_OPERATION_INVALID, "domain is not running")
}

/// One life of a domain: its process and what is connected to it.
pub struct Run {
    pub id: i32,
    /// Files that live as long as the process.
    pub lib_dir: PathBuf,
    pub channel_dir: PathBuf,
    pub pid_file: PathBuf,
    /// What secrets for QEMU are sealed with.
    pub master_key: [u8; 32],
    ports: Mutex<PortSet>,
    process: OnceLock<Process>,
    monitor: OnceLock<Monitor>,
    agent: Mutex<Option<Agent>>,
    agent_timeout: Mutex<AgentTimeout>,
    asked_cpu: OnceLock<CpuDef>,
    advised_cpus: OnceLock<Option<Vec<usize>>>,
    /// Threads of the vcpus, by vcpu number.
    vcpu_threads: Mutex<Arc<Vec<Option<u32>>>>,
    /// Somebody is ending this life: the end of the monitor is no surprise.
    pub ending: AtomicBool,
    /// The guest's power-off is to become a reset.
    pub fake_reboot: AtomicBool,
    /// A power-off that becomes a reset is under way: the stop belongs to it.
    pub paused_shutdown: AtomicBool,
    /// Why the next STOP or RESUME event comes, when we are the cause.
    pub pause_reason: AtomicI32,
    pub run_reason: AtomicI32,
    pub autodestroy: AtomicBool,
    /// The firmware's variables are to be made anew.
    pub reset_nvram: AtomicBool,
    /// Bumped when something happens that a long operation may wait for.
    pub news: News,
    /// Open streams to character devices.
    pub in_use: InUse,
    /// True once everything of this life is taken down; locked meanwhile.
    pub taken_down: Mutex<bool>,
    /// Programs beside QEMU.
    pub helpers: Mutex<Vec<RunningHelper>>,
    /// What is left on the host of the guest's interfaces when QEMU is gone.
    pub left_overs: Mutex<Vec<LeftOver>>,
    /// What the kernel counts of the process.
    pub perf: Mutex<perf::Counters>,
    /// The balloon's size in KiB as QEMU last told it; 0 before that.
    pub balloon: AtomicU64,
}

impl Run {
    pub fn new(
        id: i32,
        lib_dir: PathBuf,
        channel_dir: PathBuf,
        pid_file: PathBuf,
        master_key: [u8; 32],
    ) -> Self {
        Self {
            id,
            lib_dir,
            channel_dir,
            pid_file,
            master_key,
            ports: Mutex::default(),
            process: OnceLock::new(),
            monitor: OnceLock::new(),
            agent: Mutex::new(None),
            agent_timeout: Mutex::new(AgentTimeout::Block),
            asked_cpu: OnceLock::new(),
            advised_cpus: OnceLock::new(),
            vcpu_threads: Mutex::default(),
            ending: AtomicBool::new(false),
            fake_reboot: AtomicBool::new(false),
            paused_shutdown: AtomicBool::new(false),
            pause_reason: AtomicI32::new(VIR_DOMAIN_PAUSED_UNKNOWN),
            run_reason: AtomicI32::new(VIR_DOMAIN_RUNNING_UNKNOWN),
            autodestroy: AtomicBool::new(false),
            reset_nvram: AtomicBool::new(false),
            news: News::default(),
            in_use: InUse::default(),
            taken_down: Mutex::new(false),
            helpers: Mutex::default(),
            left_overs: Mutex::default(),
            perf: Mutex::default(),
            balloon: AtomicU64::new(0),
        }
    }

    /// Keeps the host's ports of this life until its end.
    pub fn keep_ports(&self, ports: PortSet) {
        *self.ports.lock() = ports;
    }

    /// Gives the ports back.
    pub fn release_ports(&self) {
        drop(std::mem::take(&mut *self.ports.lock()));
    }

    pub fn process(&self) -> Option<&Process> {
        self.process.get()
    }

    /// Set once, when the process is there.
    pub fn set_process(&self, process: Process) {
        let _ = self.process.set(process);
    }

    /// The monitor, or an error while the start has not come so far.
    pub fn monitor(&self) -> Result<&Monitor> {
        self.monitor.get().ok_or_else(|| match self.process() {
            // Found running, but not connected yet since QEMU doesn't answer.
            Some(process) if !process.has_ended() => {
                err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "QEMU's monitor is not connected")
            }
            _ => not_running(),
        })
    }

    /// Set once, when the monitor is connected.
    pub fn set_monitor(&self, monitor: Monitor) {
        let _ = self.monitor.set(monitor);
    }

    pub fn agent(&self) -> Option<Agent> {
        self.agent.lock().clone()
    }

    /// Returns the agent that was connected before.
    pub fn set_agent(&self, agent: Option<Agent>) -> Option<Agent> {
        std::mem::replace(&mut self.agent.lock(), agent)
    }

    /// How long a call waits for the agent.
    pub fn agent_timeout(&self) -> AgentTimeout {
        *self.agent_timeout.lock()
    }

    pub fn set_agent_timeout(&self, timeout: AgentTimeout) {
        *self.agent_timeout.lock() = timeout;
    }

    pub fn monitor_path(&self) -> PathBuf {
        self.lib_dir.join("monitor.sock")
    }

    pub fn pid(&self) -> Option<u32> {
        self.process.get().map(Process::pid)
    }

    /// The host's processors that were advised for the guest.
    pub fn advised_cpus(&self) -> Option<&[usize]> {
        self.advised_cpus.get()?.as_deref()
    }

    /// Set once, before QEMU starts.
    pub fn set_advised_cpus(&self, cpus: Option<Vec<usize>>) {
        let _ = self.advised_cpus.set(cpus);
    }

    /// The CPU that the definition asked for, before it was made definite.
    pub fn asked_cpu(&self) -> Option<&CpuDef> {
        self.asked_cpu.get()
    }

    /// Set once, by what makes it definite.
    pub fn set_asked_cpu(&self, cpu: Option<CpuDef>) {
        if let Some(cpu) = cpu {
            let _ = self.asked_cpu.set(cpu);
        }
    }

    pub fn vcpu_threads(&self) -> Arc<Vec<Option<u32>>> {
        self.vcpu_threads.lock().clone()
    }

    pub fn set_vcpu_threads(&self, threads: Vec<Option<u32>>) {
        *self.vcpu_threads.lock() = Arc::new(threads);
    }

    pub fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Acquire)
    }

    /// Takes a reason that was left for the next event.
    pub fn take_reason(place: &AtomicI32, otherwise: i32) -> i32 {
        match place.swap(0, Ordering::AcqRel) {
            0 => otherwise,
            reason => reason,
        }
    }
}

/// A count of events that somebody may wait for.
#[derive(Default)]
pub struct News {
    count: Mutex<u64>,
    changed: Condvar,
}

impl News {
    /// Something happened.
    pub fn bump(&self) {
        *self.count.lock() += 1;
        self.changed.notify_all();
    }

    pub fn count(&self) -> u64 {
        *self.count.lock()
    }

    /// Waits until more has happened than `seen`, at most for `limit`.
    pub fn wait(&self, seen: u64, limit: Duration) {
        let mut count = self.count.lock();
        if *count == seen {
            self.changed.wait_for(&mut count, limit);
        }
    }
}

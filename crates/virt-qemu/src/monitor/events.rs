//! QEMU's events: what they do to a domain's state and which events of ours they become.
//!
//! This runs on the driver thread and never blocks; what has to talk to QEMU or to wait is left to
//! [`super::reactions`].

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use serde_json::Value;
use virt_core::Error;
use virt_core::consts::*;
use virt_core::event::{DomainEventKind, Event as Emitted, GraphicsAddress, QemuMonitorEvent};
use virt_qmp::{Event, MonitorSink};

use super::disk_events::{self, Subject};
use super::reactions;
use crate::command::block::chain::MANAGED_PR;
use crate::definition::LifecycleAction;
use crate::domain::{IoErrorNote, Run, Vm};
use crate::process::{memory_devices, note_balloon};
use crate::root::status_file;
use crate::vocabulary::{ClockOffset, DiskTray, StorageKind};

/// Takes the events of one run of a domain.
pub struct Sink {
    vm: Weak<Vm>,
    id: i32,
    /// The connection was made; before that its end is the matter of whoever tries.
    connected: AtomicBool,
}

impl Sink {
    pub fn new(vm: &Arc<Vm>, id: i32) -> Self {
        Self { vm: Arc::downgrade(vm), id, connected: AtomicBool::new(false) }
    }

    /// From now on the end of the connection is the end of the domain.
    pub fn set_connected(&self) {
        self.connected.store(true, Ordering::Release);
    }

    fn target(&self) -> Option<(Arc<Vm>, Arc<Run>)> {
        let vm = self.vm.upgrade()?;
        let run = vm.run_of(self.id)?;
        Some((vm, run))
    }
}

impl MonitorSink for Sink {
    fn event(&self, event: Event) {
        let Some((vm, run)) = self.target() else { return };
        let Ok(root) = vm.root() else { return };
        root.events.emit(Emitted::QemuMonitor(QemuMonitorEvent {
            domain: vm.key(),
            event: event.name.clone(),
            seconds: event.seconds,
            micros: event.micros,
            details: event.data.as_ref().map(Value::to_string),
        }));
        let handler = Handler { vm: &vm, run: &run, data: event.data.as_ref() };
        if handler.handle(&event.name) {
            status_file::refresh(&root, &vm);
        }
    }

    fn closed(&self, _reason: &Error) {
        let Some((vm, run)) = self.target() else { return };
        run.news.bump();
        if self.connected.load(Ordering::Acquire) && !run.is_ending() {
            reactions::monitor_closed(vm, run);
        }
    }
}

struct Handler<'a> {
    vm: &'a Arc<Vm>,
    run: &'a Arc<Run>,
    data: Option<&'a Value>,
}

impl Handler<'_> {
    /// True when the domain's state has changed.
    fn handle(&self, name: &str) -> bool {
        match name {
            "STOP" => self.stop(),
            "RESUME" => self.resume(),
            "SHUTDOWN" => self.shutdown(),
            "RESET" => self.reset(),
            "WATCHDOG" => self.watchdog(),
            "BLOCK_IO_ERROR" => self.io_error(),
            "GUEST_PANICKED" => self.panicked(),
            "GUEST_CRASHLOADED" => {
                self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_CRASHED, VIR_DOMAIN_EVENT_CRASHED_CRASHLOADED);
                false
            }
            "RTC_CHANGE" => self.clock(),
            "BALLOON_CHANGE" => self.balloon(),
            "SUSPEND" => self.pm_suspended(VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY),
            "SUSPEND_DISK" => self.pm_suspended(VIR_DOMAIN_EVENT_PMSUSPENDED_DISK),
            "WAKEUP" => self.wakeup(),
            "VNC_CONNECTED" | "SPICE_CONNECTED" => self.graphics(VIR_DOMAIN_EVENT_GRAPHICS_CONNECT),
            "VNC_INITIALIZED" | "SPICE_INITIALIZED" => self.graphics(VIR_DOMAIN_EVENT_GRAPHICS_INITIALIZE),
            "VNC_DISCONNECTED" | "SPICE_DISCONNECTED" => self.graphics(VIR_DOMAIN_EVENT_GRAPHICS_DISCONNECT),
            "PR_MANAGER_STATUS_CHANGED" => {
                let lost = self.data.and_then(|data| data.get("connected")) == Some(&Value::Bool(false));
                if lost && self.text("id") == Some(MANAGED_PR) {
                    reactions::pr_helper_left(self.vm.clone(), self.run.clone());
                }
                false
            }
            "DEVICE_TRAY_MOVED" => self.tray(),
            "DEVICE_DELETED" => {
                if let Some(alias) = self.text("device") {
                    self.vm.emit(DomainEventKind::DeviceRemoved { alias: alias.to_owned() });
                }
                false
            }
            "MEMORY_DEVICE_SIZE_CHANGE" => {
                let (Some(alias), Some(size)) = (self.text("id").map(str::to_owned), self.number("size"))
                else {
                    return false;
                };
                let size = u64::try_from(size).unwrap_or(0).div_ceil(1024);
                memory_devices::note_size(self.vm, &alias, size);
                self.vm.emit(DomainEventKind::MemoryDeviceSizeChange { alias, size });
                true
            }
            "DEVICE_UNPLUG_GUEST_ERROR" => {
                if let Some(alias) = self.text("device") {
                    self.vm.emit(DomainEventKind::DeviceRemovalFailed { alias: alias.to_owned() });
                }
                false
            }
            "MEMORY_FAILURE" => self.memory_failure(),
            "VSERPORT_CHANGE" => {
                let open = self.data.and_then(|data| data.get("open")).and_then(Value::as_bool);
                if let (Some(alias), Some(open)) = (self.text("id"), open) {
                    reactions::channel_changed(self.vm.clone(), self.run.clone(), alias.to_owned(), open);
                }
                false
            }
            "MIGRATION" | "DUMP_COMPLETED" => {
                self.run.news.bump();
                false
            }
            "BLOCK_WRITE_THRESHOLD" => self.threshold(),
            _ => false,
        }
    }

    fn stop(&self) -> bool {
        let reason = Run::take_reason(&self.run.pause_reason, VIR_DOMAIN_PAUSED_UNKNOWN);
        if self.vm.state().status != VIR_DOMAIN_RUNNING || self.run.paused_shutdown.load(Ordering::Acquire) {
            return false;
        }
        self.vm.set_status(VIR_DOMAIN_PAUSED, reason);
        self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_SUSPENDED, suspended_detail(reason));
        true
    }

    fn resume(&self) -> bool {
        let reason = Run::take_reason(&self.run.run_reason, VIR_DOMAIN_RUNNING_UNPAUSED);
        if self.vm.state().status == VIR_DOMAIN_RUNNING {
            return false;
        }
        self.vm.set_status(VIR_DOMAIN_RUNNING, reason);
        self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_RESUMED, resumed_detail(reason));
        true
    }

    fn shutdown(&self) -> bool {
        let state = self.vm.state();
        if state.status == VIR_DOMAIN_SHUTDOWN {
            return false;
        }
        let fake = self.run.fake_reboot.load(Ordering::Acquire)
            || state.def.lifecycle.on_poweroff == LifecycleAction::Restart;
        if fake {
            self.run.paused_shutdown.store(true, Ordering::Release);
        } else {
            self.vm.set_status(VIR_DOMAIN_SHUTDOWN, VIR_DOMAIN_SHUTDOWN_UNKNOWN);
            let detail = match self.data.and_then(|data| data.get("guest")).and_then(Value::as_bool) {
                Some(true) => VIR_DOMAIN_EVENT_SHUTDOWN_GUEST,
                Some(false) => VIR_DOMAIN_EVENT_SHUTDOWN_HOST,
                None => VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED,
            };
            self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_SHUTDOWN, detail);
        }
        if let Some(agent) = self.run.agent() {
            agent.settle();
        }
        if fake {
            reactions::fake_reboot(self.vm.clone(), self.run.clone());
        } else if let Some(process) = self.run.process() {
            let _ = process.signal(15);
        }
        !fake
    }

    fn reset(&self) -> bool {
        if let Some(agent) = self.run.agent() {
            agent.settle();
        }
        self.vm.emit(DomainEventKind::Reboot);
        reactions::after_reset(self.vm.clone(), self.run.clone());
        false
    }

    fn watchdog(&self) -> bool {
        let words = ["none", "pause", "reset", "poweroff", "shutdown", "debug", "inject-nmi"];
        let action = self.text("action").and_then(|word| words.iter().position(|w| *w == word)).unwrap_or(0);
        let action = i32::try_from(action).unwrap_or(0);
        self.vm.emit(DomainEventKind::Watchdog { action });
        if action == VIR_DOMAIN_EVENT_WATCHDOG_PAUSE && self.vm.state().status == VIR_DOMAIN_RUNNING {
            self.vm.set_status(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_WATCHDOG);
            self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG);
            return true;
        }
        false
    }

    fn io_error(&self) -> bool {
        let action = match self.text("action") {
            Some("stop") => VIR_DOMAIN_EVENT_IO_ERROR_PAUSE,
            Some("report") => VIR_DOMAIN_EVENT_IO_ERROR_REPORT,
            _ => VIR_DOMAIN_EVENT_IO_ERROR_NONE,
        };
        let no_space = self.data.and_then(|data| data.get("nospace")).and_then(Value::as_bool) == Some(true);
        let message = self.text("reason");
        let reason = match message {
            _ if no_space => "enospc",
            Some(_) => "message",
            None => "",
        };
        let definition = self.vm.state().def.clone();
        let subject = self.data.and_then(|data| disk_events::subject(&definition, data));
        let path = subject.as_ref().and_then(|subject| subject.source.path()).unwrap_or_default();
        let alias = subject.as_ref().and_then(|subject| subject.disk.info.alias.as_deref());
        self.vm.emit(DomainEventKind::IoError {
            path: path.to_owned(),
            alias: alias.unwrap_or_default().to_owned(),
            action,
            reason: reason.to_owned(),
        });
        if let (Some(subject), Some(message)) = (&subject, message) {
            self.note_io_error(subject, message);
        }
        if action == VIR_DOMAIN_EVENT_IO_ERROR_PAUSE && self.vm.state().status == VIR_DOMAIN_RUNNING {
            self.vm.set_status(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_IOERROR);
            self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_IOERROR);
            return true;
        }
        false
    }

    fn panicked(&self) -> bool {
        reactions::guest_panicked(self.vm.clone(), self.run.clone());
        false
    }

    fn balloon(&self) -> bool {
        let Some(bytes) = self.data.and_then(|data| data.get("actual")).and_then(Value::as_u64) else {
            return false;
        };
        let actual = bytes.div_ceil(1024);
        note_balloon(self.vm, self.run, actual);
        self.vm.emit(DomainEventKind::BalloonChange { actual });
        true
    }

    fn pm_suspended(&self, detail: i32) -> bool {
        let disk = detail == VIR_DOMAIN_EVENT_PMSUSPENDED_DISK;
        self.vm.emit(if disk {
            DomainEventKind::PmSuspendDisk { reason: 0 }
        } else {
            DomainEventKind::PmSuspend { reason: 0 }
        });
        if self.vm.state().status != VIR_DOMAIN_RUNNING {
            return false;
        }
        self.vm.set_status(VIR_DOMAIN_PMSUSPENDED, VIR_DOMAIN_PMSUSPENDED_UNKNOWN);
        self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_PMSUSPENDED, detail);
        if let Some(agent) = self.run.agent() {
            agent.settle();
        }
        true
    }

    fn wakeup(&self) -> bool {
        self.vm.emit(DomainEventKind::PmWakeup { reason: 0 });
        if self.vm.state().status != VIR_DOMAIN_PMSUSPENDED {
            return false;
        }
        self.vm.set_status(VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_WAKEUP);
        self.vm.emit_lifecycle(VIR_DOMAIN_EVENT_STARTED, VIR_DOMAIN_EVENT_STARTED_WAKEUP);
        true
    }

    fn graphics(&self, phase: i32) -> bool {
        let end = |name: &str| -> Option<GraphicsAddress> {
            let part = self.data?.get(name)?;
            let text = |key: &str| part.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let family = match part.get("family").and_then(Value::as_str) {
                Some("ipv6") => VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6,
                Some("unix") => VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX,
                _ => VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4,
            };
            let node = Some(text("host")).filter(|host| !host.is_empty()).unwrap_or_else(|| text("path"));
            let service =
                Some(text("service")).filter(|port| !port.is_empty()).unwrap_or_else(|| text("port"));
            Some(GraphicsAddress { family, node, service })
        };
        let (Some(local), Some(remote)) = (end("server"), end("client")) else { return false };
        let part = |of: &str, key: &str| Some(self.data?.get(of)?.get(key)?.as_str()?.to_owned());
        let subject = ["x509_dname", "sasl_username"]
            .into_iter()
            .zip(["x509dname", "saslUsername"])
            .filter_map(|(key, kind)| Some((kind.to_owned(), part("client", key)?)))
            .collect();
        let auth_scheme = part("server", "auth").unwrap_or_default();
        self.vm.emit(DomainEventKind::Graphics { phase, local, remote, auth_scheme, subject });
        false
    }

    /// Each image keeps its last error.
    fn note_io_error(&self, subject: &Subject<'_>, message: &str) {
        let note = IoErrorNote {
            disk: subject.disk.target.dev.clone().unwrap_or_default(),
            index: subject.index,
            path: subject.source.path().unwrap_or("-").to_owned(),
            time: crate::process::log::timestamp(),
            message: message.to_owned(),
        };
        self.vm.update(|state| {
            state.io_errors.retain(|old| (&old.disk, old.index) != (&note.disk, note.index));
            state.io_errors.push(note);
        });
    }

    fn clock(&self) -> bool {
        let Some(change) = self.number("offset") else { return false };
        // QEMU counts from where the guest's clock was at its start.
        let mut offset = change;
        let varies = matches!(self.vm.state().def.clock.offset, ClockOffset::Variable { .. });
        if varies {
            self.vm.update(|state| {
                let clock = &mut Arc::make_mut(&mut state.def).clock;
                if let ClockOffset::Variable { adjustment, adjustment0, .. } = &mut clock.offset {
                    *adjustment = change.saturating_add(*adjustment0);
                    offset = *adjustment;
                }
            });
        }
        self.vm.emit(DomainEventKind::RtcChange { offset });
        varies
    }

    fn tray(&self) -> bool {
        let open = self.data.and_then(|data| data.get("tray-open")).and_then(Value::as_bool) == Some(true);
        let definition = self.vm.state().def.clone();
        let subject = self.data.and_then(|data| disk_events::subject(&definition, data));
        let Some(alias) = subject.and_then(|subject| subject.disk.info.alias.clone()) else { return false };
        self.vm.update(|state| {
            let disks = &mut Arc::make_mut(&mut state.def).devices.disks;
            if let Some(disk) = disks.iter_mut().find(|disk| disk.info.alias.as_ref() == Some(&alias)) {
                disk.target.tray = if open { DiskTray::Open } else { DiskTray::Closed };
            }
        });
        let reason =
            if open { VIR_DOMAIN_EVENT_TRAY_CHANGE_OPEN } else { VIR_DOMAIN_EVENT_TRAY_CHANGE_CLOSE };
        self.vm.emit(DomainEventKind::TrayChange { alias, reason });
        true
    }

    fn memory_failure(&self) -> bool {
        let place = |name: &str, words: &[&str]| {
            let place = self.text(name).and_then(|word| words.iter().position(|w| *w == word));
            place.and_then(|n| i32::try_from(n).ok())
        };
        let recipient = place("recipient", &["hypervisor", "guest"]);
        let action = place("action", &["ignore", "inject", "fatal", "reset"]);
        let (Some(recipient), Some(action)) = (recipient, action) else { return false };
        let flag = |name: &str, bit: u32| {
            let set = self.data.and_then(|data| data.get("flags")?.get(name)?.as_bool()) == Some(true);
            if set { bit } else { 0 }
        };
        let flags = flag("action-required", VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED)
            | flag("recursive", VIR_DOMAIN_MEMORY_FAILURE_RECURSIVE);
        self.vm.emit(DomainEventKind::MemoryFailure { recipient, action, flags });
        false
    }

    fn threshold(&self) -> bool {
        let number =
            |name: &str| self.data.and_then(|data| data.get(name)).and_then(Value::as_u64).unwrap_or(0);
        let definition = self.vm.state().def.clone();
        let Some(subject) = self.data.and_then(|data| disk_events::subject(&definition, data)) else {
            return false;
        };
        let (disk, source) = (subject.disk, subject.source);
        let target = disk.target.dev.as_deref().unwrap_or_default();
        let local = matches!(source.kind, StorageKind::File { .. } | StorageKind::Block { .. });
        let path = source.path().filter(|_| local);
        let whole = (subject.index == disk.source.index).then(|| target.to_owned());
        let image = (subject.index != 0).then(|| format!("{target}[{}]", subject.index));
        for device in whole.into_iter().chain(image) {
            self.vm.emit(DomainEventKind::BlockThreshold {
                device,
                path: path.map(str::to_owned),
                threshold: number("write-threshold"),
                excess: number("amount-exceeded"),
            });
        }
        false
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.data?.get(name)?.as_str()
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.data?.get(name)?.as_i64()
    }
}

/// The detail of a "suspended" event for a reason to be paused.
fn suspended_detail(reason: i32) -> i32 {
    match reason {
        VIR_DOMAIN_PAUSED_MIGRATION => VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED,
        VIR_DOMAIN_PAUSED_IOERROR => VIR_DOMAIN_EVENT_SUSPENDED_IOERROR,
        VIR_DOMAIN_PAUSED_WATCHDOG => VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG,
        VIR_DOMAIN_PAUSED_FROM_SNAPSHOT => VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT,
        VIR_DOMAIN_PAUSED_POSTCOPY => VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY,
        VIR_DOMAIN_PAUSED_POSTCOPY_FAILED => VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED,
        VIR_DOMAIN_PAUSED_API_ERROR => VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR,
        _ => VIR_DOMAIN_EVENT_SUSPENDED_PAUSED,
    }
}

/// The detail of a "resumed" event for a reason to run.
fn resumed_detail(reason: i32) -> i32 {
    match reason {
        VIR_DOMAIN_RUNNING_RESTORED => VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT,
        VIR_DOMAIN_RUNNING_MIGRATED | VIR_DOMAIN_RUNNING_MIGRATION_CANCELED => {
            VIR_DOMAIN_EVENT_RESUMED_MIGRATED
        }
        VIR_DOMAIN_RUNNING_FROM_SNAPSHOT => VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT,
        VIR_DOMAIN_RUNNING_POSTCOPY => VIR_DOMAIN_EVENT_RESUMED_POSTCOPY,
        VIR_DOMAIN_RUNNING_POSTCOPY_FAILED => VIR_DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED,
        _ => VIR_DOMAIN_EVENT_RESUMED_UNPAUSED,
    }
}

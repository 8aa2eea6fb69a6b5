//! Starting, stopping, pausing.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Connect, Domain, Result, bail};

use super::QemuConnection;
use super::list::handle;
use crate::definition::{self, LifecycleAction};
use crate::domain::{AddMode, AsyncJob, Job, Run, Vm, not_running};
use crate::process::{self, StartOptions};
use crate::root::status_file;

impl QemuConnection {
    pub(super) fn create_xml(
        &self,
        conn: &Connect,
        xml: &str,
        files: Vec<OwnedFd>,
        flags: u32,
    ) -> Result<Domain> {
        check_flags(
            VIR_FROM_QEMU,
            "qemuDomainCreateXML",
            flags,
            VIR_DOMAIN_START_PAUSED
                | VIR_DOMAIN_START_AUTODESTROY
                | VIR_DOMAIN_START_VALIDATE
                | VIR_DOMAIN_START_RESET_NVRAM,
        )?;
        no_files(&files)?;
        let definition = Arc::new(definition::read(&self.root, xml, flags & VIR_DOMAIN_START_VALIDATE != 0)?);
        let vm = self.root.domains.add(&self.root, definition, AddMode::Start)?.vm;
        let started = vm.begin_async(AsyncJob::Start, "virDomainCreateXML").and_then(|job| {
            if vm.state().is_active() {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain is already running");
            }
            let done = self.boot(&vm, flags);
            drop(job);
            done
        });
        match started {
            Ok(()) => Ok(handle(conn, &vm)),
            Err(error) => {
                process::remove_inactive(&self.root, &vm);
                Err(error)
            }
        }
    }

    pub(super) fn create(&self, domain: &Domain, files: Vec<OwnedFd>, flags: u32) -> Result<()> {
        check_flags(
            VIR_FROM_QEMU,
            "qemuDomainCreateWithFlags",
            flags,
            VIR_DOMAIN_START_PAUSED
                | VIR_DOMAIN_START_AUTODESTROY
                | VIR_DOMAIN_START_BYPASS_CACHE
                | VIR_DOMAIN_START_FORCE_BOOT
                | VIR_DOMAIN_START_RESET_NVRAM,
        )?;
        no_files(&files)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin_async(AsyncJob::Start, "virDomainCreate")?;
        if vm.state().is_active() {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain is already running");
        }
        self.begin_run(&vm, flags)?;
        domain.set_id(vm.state().id());
        Ok(())
    }

    /// Starts a domain from its managed save if it has one, else from scratch.
    pub(super) fn begin_run(&self, vm: &Arc<Vm>, flags: u32) -> Result<()> {
        if self.start_saved(vm, flags)? { Ok(()) } else { self.boot(vm, flags) }
    }

    /// Starts a domain from its managed save; false when it has none to start from.
    fn start_saved(&self, vm: &Arc<Vm>, flags: u32) -> Result<bool> {
        let path = self.root.managed_save_path(&vm.name());
        if !path.exists() {
            return Ok(false);
        }
        if flags & VIR_DOMAIN_START_FORCE_BOOT == 0 {
            return self.start_managed(vm, flags);
        }
        std::fs::remove_file(&path).map_err(|error| {
            let what = format!("cannot remove managed save file {}", path.display());
            virt_core::Error::system(VIR_FROM_QEMU, &error, what)
        })?;
        vm.update(|state| state.has_managed_save = false);
        Ok(false)
    }

    /// Starts a domain from scratch and tells so.
    fn boot(&self, vm: &Arc<Vm>, flags: u32) -> Result<()> {
        let options = StartOptions {
            paused: flags & VIR_DOMAIN_START_PAUSED != 0,
            autodestroy: flags & VIR_DOMAIN_START_AUTODESTROY != 0,
            reset_nvram: flags & VIR_DOMAIN_START_RESET_NVRAM != 0,
        };
        process::start(&self.root, vm, options, None)?;
        if options.autodestroy
            && let Some(run) = &vm.state().run
        {
            self.bind(vm, run);
        }
        vm.emit_lifecycle(VIR_DOMAIN_EVENT_STARTED, VIR_DOMAIN_EVENT_STARTED_BOOTED);
        if options.paused {
            vm.emit_lifecycle(VIR_DOMAIN_EVENT_SUSPENDED, VIR_DOMAIN_EVENT_SUSPENDED_PAUSED);
        }
        Ok(())
    }

    pub(super) fn suspend(&self, domain: &Domain) -> Result<()> {
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Suspend, "virDomainSuspend")?;
        let state = vm.state();
        let run = state.active()?;
        match state.status {
            VIR_DOMAIN_PMSUSPENDED => {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain is pmsuspended")
            }
            VIR_DOMAIN_PAUSED => {}
            _ => process::stop_cpus(&vm, run, VIR_DOMAIN_PAUSED_USER)?,
        }
        status_file::refresh(&self.root, &vm);
        Ok(())
    }

    pub(super) fn resume(&self, domain: &Domain) -> Result<()> {
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainResume")?;
        let state = vm.state();
        let run = state.active()?;
        match (state.status, state.reason) {
            (VIR_DOMAIN_PMSUSPENDED, _) => {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain is pmsuspended")
            }
            (VIR_DOMAIN_RUNNING, _) => {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "domain is already running")
            }
            (VIR_DOMAIN_PAUSED, _) | (VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_PANICKED) => {
                process::start_cpus(&vm, run, VIR_DOMAIN_RUNNING_UNPAUSED)?;
            }
            _ => {}
        }
        status_file::refresh(&self.root, &vm);
        Ok(())
    }

    pub(super) fn shutdown(&self, domain: &Domain, flags: u32) -> Result<()> {
        let known = VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN | VIR_DOMAIN_SHUTDOWN_GUEST_AGENT;
        check_flags(VIR_FROM_QEMU, "qemuDomainShutdownFlags", flags, known)?;
        let vm = self.vm(domain)?;
        let restart = matches!(
            vm.state().def.lifecycle.on_poweroff,
            LifecycleAction::Restart | LifecycleAction::RenameRestart
        );
        let by = Ways::of(&vm, flags, VIR_DOMAIN_SHUTDOWN_GUEST_AGENT, VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN);
        self.ask_guest(&vm, by, "virDomainShutdown", |vm, way| {
            if vm.state().status != VIR_DOMAIN_RUNNING {
                return Err(not_running().in_domain(VIR_FROM_QEMU));
            }
            power_down(vm, way, restart)
        })
    }

    pub(super) fn reboot(&self, domain: &Domain, flags: u32) -> Result<()> {
        let known = VIR_DOMAIN_REBOOT_ACPI_POWER_BTN | VIR_DOMAIN_REBOOT_GUEST_AGENT;
        check_flags(VIR_FROM_QEMU, "qemuDomainReboot", flags, known)?;
        let vm = self.vm(domain)?;
        let restart = !matches!(
            vm.state().def.lifecycle.on_reboot,
            LifecycleAction::Destroy | LifecycleAction::Preserve
        );
        let by = Ways::of(&vm, flags, VIR_DOMAIN_REBOOT_GUEST_AGENT, VIR_DOMAIN_REBOOT_ACPI_POWER_BTN);
        self.ask_guest(&vm, by, "virDomainReboot", |vm, way| power_down(vm, way, restart))
    }

    /// Asks the guest by its agent, by the power button, or by the one after the other.
    fn ask_guest(
        &self,
        vm: &Arc<Vm>,
        by: Ways,
        who: &'static str,
        ask: impl Fn(&Arc<Vm>, Way) -> Result<()>,
    ) -> Result<()> {
        let mut answer = None;
        if by.agent {
            let asked = vm.begin_agent(who).and_then(|_job| ask(vm, Way::Agent));
            if asked.is_ok() || !by.fall_back {
                return asked;
            }
            if !vm.state().is_active() {
                return Ok(());
            }
            answer = Some(asked);
        }
        if by.button {
            let _job = vm.begin(Job::Modify, who)?;
            return ask(vm, Way::Button);
        }
        answer.unwrap_or(Ok(()))
    }

    pub(super) fn reset(&self, domain: &Domain, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainReset", flags, 0)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Modify, "virDomainReset")?;
        let state = vm.state();
        let run = state.active()?;
        let done = run.monitor()?.execute("system_reset", None);
        run.fake_reboot.store(false, Ordering::Release);
        if state.status == VIR_DOMAIN_CRASHED {
            vm.set_status(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_CRASHED);
        }
        done.map(drop)
    }

    pub(super) fn destroy(&self, domain: &Domain, flags: u32) -> Result<()> {
        let graceful = VIR_DOMAIN_DESTROY_GRACEFUL as u32;
        let remove_logs = VIR_DOMAIN_DESTROY_REMOVE_LOGS as u32;
        check_flags(VIR_FROM_QEMU, "qemuDomainDestroyFlags", flags, graceful | remove_logs)?;
        let vm = self.vm(domain)?;
        let state = vm.state();
        let run = state.active()?.clone();
        let starting = (state.status, state.reason) == (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP);

        run.ending.store(true, Ordering::Release);
        run.fake_reboot.store(false, Ordering::Release);
        if let Err(error) = process::kill(&run, flags & graceful == 0) {
            run.ending.store(false, Ordering::Release);
            return Err(error);
        }
        // Whoever had the job has failed with the monitor by now.
        let _job = vm.begin(Job::Destroy, "virDomainDestroy")?;
        if vm.run_of(run.id).is_none() {
            return if starting { Ok(()) } else { Err(not_running().in_domain(VIR_FROM_QEMU)) };
        }
        process::stop_and_emit(
            &self.root,
            &vm,
            &run,
            VIR_DOMAIN_SHUTOFF_DESTROYED,
            VIR_DOMAIN_EVENT_STOPPED_DESTROYED,
        );
        if flags & remove_logs != 0 {
            process::log::remove_all(&self.root.layout.log_dir, domain.name());
        }
        domain.set_id(-1);
        Ok(())
    }
}

/// By what the guest is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Agent,
    Button,
}

/// Which ways a call takes: the agent first where there is a choice.
struct Ways {
    agent: bool,
    button: bool,
    /// The button comes after an agent that failed.
    fall_back: bool,
}

impl Ways {
    fn of(vm: &Vm, flags: u32, agent_flag: u32, button_flag: u32) -> Self {
        let has_agent = vm.state().run.as_ref().is_some_and(|run| run.agent().is_some());
        let agent = flags & agent_flag != 0 || (flags == 0 && has_agent);
        let fall_back = flags & button_flag != 0 || flags == 0;
        Self { agent, button: !agent || fall_back, fall_back }
    }
}

/// Asks the guest to power off; `restart` makes its power-off a reboot.
fn power_down(vm: &Vm, way: Way, restart: bool) -> Result<()> {
    let state = vm.state();
    let run: &Arc<Run> = state.active()?;
    match way {
        Way::Button => {
            run.fake_reboot.store(restart, Ordering::Release);
            run.monitor()?.execute("system_powerdown", None).map(drop)
        }
        Way::Agent => {
            let agent = super::passthrough::agent_of(&state)?;
            run.fake_reboot.store(false, Ordering::Release);
            let mode = if restart { "reboot" } else { "powerdown" };
            let arguments = serde_json::json!({ "mode": mode });
            agent.farewell("guest-shutdown", Some(arguments), virt_qmp::AgentTimeout::Seconds(60))
        }
    }
}

fn no_files(files: &[OwnedFd]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    Err(virt_core::driver::unsupported().in_domain(VIR_FROM_QEMU))
}

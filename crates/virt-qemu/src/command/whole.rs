//! All of a command line, in order.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::block::{self, MASTER_KEY, chain};
use super::builder::Builder;
use super::context::{Context, text};
use super::props::{Props, on_off};
use crate::capabilities::Flag;
use crate::environment::PASSED_ON;
use crate::launch_plan::{FileContent, LaunchPlan, PlannedFile};
use crate::vocabulary::{
    ChardevKind, ChardevSource, ControllerType, DomainDef, Graphics, OsType, SourceMode, StorageSource,
    ThrottleLimits, UnixSource, VirtType,
};

/// The socket of the helper for persistent reservations.
pub const PR_SOCKET: &str = "pr-helper0.sock";

/// The launch plan for a definition; `incoming` is where a guest that migrates in comes from.
pub fn build(def: &DomainDef, context: &Context<'_>, incoming: Option<&str>) -> Result<LaunchPlan> {
    check(def, context)?;
    let mut builder = Builder::new(def, context);
    builder.plan.program = def.devices.emulator.as_deref().unwrap_or_default().into();
    builder.environment();
    builder.start()?;
    let pflash = builder.pflash()?;
    builder.machine(pflash)?;
    builder.accel();
    builder.cpu()?;
    builder.loader();
    builder.memory()?;
    builder.smp()?;
    builder.iothreads();
    builder.throttle_groups();
    builder.numa()?;
    builder.option("-uuid", def.uuid.to_string());
    builder.smbios()?;
    builder.firmware_config();
    builder.generation_id();
    if def.devices.graphics.is_empty() {
        builder.option("-display", "none");
    }
    builder.arg("-no-user-config");
    builder.arg("-nodefaults");
    builder.monitor()?;
    builder.clock()?;
    builder.power();
    builder.boot();
    builder.iommu()?;
    builder.pci_holes()?;
    builder.devices(incoming)?;
    builder.plan.helpers.sort_by_key(|helper| helper.kind);
    Ok(builder.plan)
}

/// What can't be run, whatever the build.
fn check(def: &DomainDef, context: &Context<'_>) -> Result<()> {
    let refuse = |what: &str| -> Result<()> { bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "{what}") };
    if !context.privileged {
        let memory = &def.memtune;
        if memory.hard_limit.is_some() || memory.soft_limit.is_some() || memory.swap_hard_limit.is_some() {
            refuse("Memory tuning is not available in session mode")?;
        }
        if def.blkiotune.weight != 0 {
            refuse("Block I/O tuning is not available in session mode")?;
        }
        let cpu = &def.cputune;
        let periods = [cpu.period, cpu.global_period, cpu.emulator_period, cpu.iothread_period];
        let quotas = [cpu.quota, cpu.global_quota, cpu.emulator_quota, cpu.iothread_quota];
        if cpu.shares.is_some() || periods.iter().any(|p| *p != 0) || quotas.iter().any(|q| *q != 0) {
            refuse("CPU tuning is not available in session mode")?;
        }
    }
    let mut kinds: Vec<&str> = def.devices.graphics.iter().map(Graphics::type_name).collect();
    let all = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < all {
        refuse("only 1 graphics device of each type (sdl, vnc, spice, headless, dbus, rdp) is supported")?;
    }
    if def.virt_type == VirtType::Xen || matches!(def.os.kind, OsType::Xen | OsType::Linux) {
        let emulator = def.devices.emulator.as_deref().unwrap_or_default();
        bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "qemu emulator '{emulator}' does not support xen");
    }
    Ok(())
}

impl Builder<'_> {
    fn environment(&mut self) {
        self.env("LC_ALL", "C");
        for name in PASSED_ON {
            self.pass_env(name);
        }
        let lib = text(&self.context.domain.lib);
        if !self.context.privileged {
            self.env("XDG_CACHE_HOME", format!("{lib}/.cache"));
            return;
        }
        self.env("HOME", lib.as_str());
        for (name, folder) in
            [("XDG_DATA_HOME", ".local/share"), ("XDG_CACHE_HOME", ".cache"), ("XDG_CONFIG_HOME", ".config")]
        {
            self.env(name, format!("{lib}/{folder}"));
        }
    }

    /// Name, deprecation, paused start, keys, helpers.
    fn start(&mut self) -> Result<()> {
        let def = self.def;
        let settings = self.context.settings;
        let name = super::props::comma(&def.name);
        let process = match settings.set_process_name {
            true => format!(",process=qemu:{}", def.name),
            false => String::new(),
        };
        self.option("-name", format!("guest={name}{process},debug-threads=on"));
        let behavior = def.qemu.deprecation.as_deref().unwrap_or(&settings.deprecation_behavior);
        let input = match behavior {
            "omit" => Some(None),
            "reject" => Some(Some("reject")),
            "crash" => Some(Some("crash")),
            _ => None,
        };
        if let Some(input) = input {
            let props = Props::new().set("deprecated-output", "hide").opt("deprecated-input", input);
            self.option("-compat", props.to_string());
        }
        self.arg("-S");
        let key = self.context.domain.file("master-key.aes");
        self.plan.files.push(PlannedFile {
            path: key.clone().into(),
            content: FileContent::MasterKey,
            mode: 0o600,
        });
        self.object(&Props::object("secret", MASTER_KEY).set("format", "raw").set("file", key));
        if has_managed_pr(def) {
            let socket = self.context.domain.file(PR_SOCKET);
            if !self.context.pretend {
                self.pr_helper(&socket)?;
            }
            self.object(&Props::object("pr-manager-helper", chain::MANAGED_PR).set("path", socket));
        }
        Ok(())
    }

    fn iothreads(&mut self) {
        let def = self.def;
        for thread in &def.iothreads.threads {
            let props = Props::object("iothread", format!("iothread{}", thread.id))
                .opt("thread-pool-min", thread.thread_pool_min)
                .opt("thread-pool-max", thread.thread_pool_max)
                .opt("poll-max-ns", thread.poll_max)
                .opt("poll-grow", thread.poll_grow)
                .opt("poll-shrink", thread.poll_shrink);
            self.object(&props);
        }
        if let Some(default) = &def.iothreads.default {
            let props = Props::object("main-loop", "main-loop")
                .opt("thread-pool-min", default.thread_pool_min)
                .opt("thread-pool-max", default.thread_pool_max);
            self.object(&props);
        }
    }

    fn throttle_groups(&mut self) {
        let def = self.def;
        for group in &def.throttlegroups {
            if group.limits == ThrottleLimits::default() {
                continue;
            }
            let props = Props::object("throttle-group", format!("throttle-{}", group.group_name))
                .set("limits", block::throttle_limits(group));
            self.object(&props);
        }
    }

    fn monitor(&mut self) -> Result<()> {
        let path = Some(self.context.domain.file("monitor.sock"));
        let unix = UnixSource { mode: SourceMode::Bind, path, reconnect: None };
        self.chardev(&ChardevSource::new(ChardevKind::Unix(unix)), "charmonitor")?;
        self.option("-mon", "chardev=charmonitor,id=monitor,mode=control");
        Ok(())
    }

    fn devices(&mut self, incoming: Option<&str>) -> Result<()> {
        self.controllers()?;
        self.memory_devices()?;
        self.hubs()?;
        self.controllers_of(ControllerType::Ccid)?;
        self.disks()?;
        self.filesystems()?;
        self.interfaces()?;
        self.smartcard()?;
        self.serials()?;
        self.parallels()?;
        self.channels()?;
        self.consoles()?;
        self.tpms()?;
        self.inputs()?;
        self.audios();
        self.graphics()?;
        self.videos()?;
        self.sounds()?;
        self.watchdogs()?;
        self.redirdevs()?;
        self.hostdevs()?;
        if let Some(uri) = incoming {
            self.option("-incoming", uri);
        }
        self.memballoon()?;
        self.rngs()?;
        self.nvram();
        if self.def.features.vmcoreinfo == Some(true) {
            self.device(Props::device("vmcoreinfo"));
        }
        self.launch_security()?;
        self.namespace();
        self.sandbox();
        self.panics()?;
        self.shmems()?;
        self.vsock()?;
        self.cryptos()?;
        self.pstore()?;
        let caps = self.context.caps;
        if let Some(on) = self.def.features.async_teardown.filter(|_| caps.has(Flag::RUN_WITH_ASYNC_TEARDOWN))
        {
            self.option("-run-with", format!("async-teardown={}", on_off(on)));
        }
        if self.context.settings.log_timestamp {
            self.option("-msg", "timestamp=on");
        }
        Ok(())
    }

    fn namespace(&mut self) {
        let def = self.def;
        for arg in &def.qemu.args {
            self.arg(arg);
        }
        for (name, value) in &def.qemu.env {
            self.env(name, value.as_deref().unwrap_or_default());
        }
    }

    fn sandbox(&mut self) {
        if !self.context.caps.has(Flag::SECCOMP_SANDBOX) {
            return;
        }
        let text = match self.context.settings.seccomp_sandbox {
            0 => "off",
            _ => "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
        };
        self.option("-sandbox", text);
    }
}

/// Does any image use the helper for persistent reservations that we run?
fn has_managed_pr(def: &DomainDef) -> bool {
    let managed = |source: &StorageSource| source.reservations.as_ref().is_some_and(|r| r.managed);
    def.devices.disks.iter().any(|disk| disk.chain().any(|(_, source)| managed(source)))
}

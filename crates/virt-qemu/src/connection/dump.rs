//! Dumping a guest's memory or state.

use std::path::Path;
use std::sync::atomic::Ordering;

use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::event::DomainEventKind;
use virt_core::{Domain, Result, bail};

use super::QemuConnection;
use super::save::run_again;
use crate::domain::AsyncJob;
use crate::process;
use crate::saved_state::{self, Target};

/// QEMU's names of the dump formats, by the numbers of `virDomainCoreDumpFormat`.
const FORMATS: [&str; 8] = [
    "elf",
    "kdump-zlib",
    "kdump-lzo",
    "kdump-snappy",
    "win-dmp",
    "kdump-raw-zlib",
    "kdump-raw-lzo",
    "kdump-raw-snappy",
];

impl QemuConnection {
    pub(super) fn core_dump(&self, domain: &Domain, to: &str, format: u32, flags: u32) -> Result<()> {
        let known =
            VIR_DUMP_LIVE | VIR_DUMP_CRASH | VIR_DUMP_BYPASS_CACHE | VIR_DUMP_RESET | VIR_DUMP_MEMORY_ONLY;
        check_flags(VIR_FROM_QEMU, "qemuDomainCoreDumpWithFormat", flags, known)?;
        let asks = |flag: u32| flags & flag != 0;
        let vm = self.vm(domain)?;
        let job = vm.begin_async(AsyncJob::Dump, "virDomainCoreDump")?;
        let state = vm.state();
        let run = state.active()?.clone();
        let was_running = state.status == VIR_DOMAIN_RUNNING;
        let memory_only = asks(VIR_DUMP_MEMORY_ONLY);
        let progress = vm.progress.lock().begin(VIR_DOMAIN_JOB_OPERATION_DUMP);

        let write = || {
            if was_running && !asks(VIR_DUMP_LIVE) {
                process::stop_cpus(&vm, &run, VIR_DOMAIN_PAUSED_DUMP)?;
            }
            let image_format = self.root.settings.dump_image_format;
            saved_state::check_format(image_format, "dump")?;
            let target = Target::create(Path::new(to))?;
            if memory_only {
                let Some(name) = usize::try_from(format).ok().and_then(|n| FORMATS.get(n)) else {
                    bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "unknown dumpformat '{format}'");
                };
                let name = (format != VIR_DOMAIN_CORE_DUMP_FORMAT_RAW as u32).then_some(*name);
                saved_state::dump_memory(&vm, &run, target.descriptor()?.into(), name)?;
            } else {
                if format != VIR_DOMAIN_CORE_DUMP_FORMAT_RAW as u32 {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_OPERATION_UNSUPPORTED,
                        "kdump-compressed format is only supported with memory-only dump"
                    );
                }
                let what = "domain core dump job";
                let way = (image_format, asks(VIR_DUMP_BYPASS_CACHE));
                saved_state::send(&vm, &run, target.descriptor()?, way, &progress, what)?;
            }
            target.keep()
        };
        let mut done = write();
        let completed = vm.progress.lock().end(done.is_ok());
        if let (Some(completed), false) = (completed, memory_only) {
            vm.emit(DomainEventKind::JobCompleted { params: completed.params() });
        }
        if done.is_ok() && asks(VIR_DUMP_CRASH) {
            run.ending.store(true, Ordering::Release);
            process::stop_and_emit(
                &self.root,
                &vm,
                &run,
                VIR_DOMAIN_SHUTOFF_CRASHED,
                VIR_DOMAIN_EVENT_STOPPED_CRASHED,
            );
            drop(job);
            domain.set_id(-1);
            return Ok(());
        }
        if done.is_ok() && asks(VIR_DUMP_RESET) {
            done = run.monitor().and_then(|monitor| monitor.execute("system_reset", None)).map(drop);
        }
        // A dump of the whole state leaves the guest stopped, asked or not.
        if was_running && vm.state().status != VIR_DOMAIN_RUNNING {
            run_again(&vm, &run, VIR_DOMAIN_RUNNING_UNPAUSED);
        }
        done
    }
}

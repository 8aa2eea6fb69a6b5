//! Questions about the long operation on a domain, and cancelling it.

use virt_core::consts::*;
use virt_core::driver::{DomainJobInfo, check_flags};
use virt_core::{Domain, Result, TypedParam, bail};

use super::QemuConnection;
use crate::domain::{AsyncJob, Job, Numbers};

impl QemuConnection {
    pub(super) fn job_info(&self, domain: &Domain) -> Result<DomainJobInfo> {
        let vm = self.vm(domain)?;
        vm.state().active()?;
        let current = vm.progress.lock().current.clone();
        Ok(current.map_or_else(DomainJobInfo::default, |progress| progress.info()))
    }

    pub(super) fn job_stats(&self, domain: &Domain, flags: u32) -> Result<(i32, Vec<TypedParam>)> {
        let completed = VIR_DOMAIN_JOB_STATS_COMPLETED;
        let keep = VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED;
        check_flags(VIR_FROM_QEMU, "qemuDomainGetJobStats", flags, completed | keep)?;
        let vm = self.vm(domain)?;
        let mut progress = vm.progress.lock();
        let found = if flags & completed == 0 {
            vm.state().active()?;
            progress.current.clone()
        } else if progress.current.is_some() {
            None
        } else if flags & keep != 0 {
            progress.completed.clone()
        } else {
            progress.completed.take()
        };
        Ok(found.map_or((VIR_DOMAIN_JOB_NONE, Vec::new()), |progress| (progress.kind, progress.params())))
    }

    pub(super) fn abort_job(&self, domain: &Domain, flags: u32) -> Result<()> {
        let postcopy = VIR_DOMAIN_ABORT_JOB_POSTCOPY as u32;
        check_flags(VIR_FROM_QEMU, "qemuDomainAbortJobFlags", flags, postcopy)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Abort, "virDomainAbortJob")?;
        let state = vm.state();
        let run = state.active()?;
        if flags & postcopy != 0 {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_INVALID,
                "current job is not outgoing migration in post-copy mode"
            );
        }
        match vm.asynchronous() {
            None => bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "no job is active on the domain"),
            Some(AsyncJob::Start) => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_INVALID,
                "cannot abort VM start; use virDomainDestroy instead"
            ),
            Some(AsyncJob::Save | AsyncJob::Dump) => {}
        }
        if let Some(progress) = &vm.progress.lock().current {
            if matches!(progress.numbers, Numbers::Dump { .. }) {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "cannot abort memory-only dump");
            }
            progress.cancel();
        }
        run.news.bump();
        Ok(())
    }
}

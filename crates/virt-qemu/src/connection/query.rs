//! What is told of a domain from its snapshot and the host, without asking QEMU.

use std::sync::atomic::Ordering;

use virt_core::consts::*;
use virt_core::driver::{DomainControlInfo, DomainInfo, check_flags};
use virt_core::{Domain, Result};
use virt_host::process::ProcStat;

use super::QemuConnection;
use super::impact;
use crate::definition;
use crate::domain::State;
use crate::words;

impl QemuConnection {
    pub(super) fn info(&self, domain: &Domain) -> Result<DomainInfo> {
        let state = self.vm(domain)?.state();
        let definition = &state.def;
        Ok(DomainInfo {
            state: state.status,
            max_mem: definition.memory.total,
            memory: current_memory(&state),
            nr_virt_cpu: definition.vcpus.current.try_into().unwrap_or(u16::MAX),
            cpu_time: cpu_time(&state),
        })
    }

    pub(super) fn control_info(&self, domain: &Domain, flags: u32) -> Result<DomainControlInfo> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetControlInfo", flags, 0)?;
        let vm = self.vm(domain)?;
        let state = vm.state();
        state.active()?;
        let kind = if vm.asynchronous().is_some() {
            VIR_DOMAIN_CONTROL_JOB
        } else if vm.is_occupied() {
            VIR_DOMAIN_CONTROL_OCCUPIED
        } else {
            VIR_DOMAIN_CONTROL_OK
        };
        Ok(DomainControlInfo { state: u32::try_from(kind).unwrap_or(0), details: 0, state_time: 0 })
    }

    pub(super) fn xml(&self, domain: &Domain, flags: u32) -> Result<String> {
        let known = VIR_DOMAIN_XML_SECURE
            | VIR_DOMAIN_XML_INACTIVE
            | VIR_DOMAIN_XML_UPDATE_CPU
            | VIR_DOMAIN_XML_MIGRATABLE;
        check_flags(VIR_FROM_QEMU, "qemuDomainGetXMLDesc", flags, known)?;
        let state = self.vm(domain)?.state();
        match &state.next {
            Some(next) if flags & VIR_DOMAIN_XML_INACTIVE != 0 => {
                definition::write(&self.root, next, None, flags)
            }
            _ => definition::write(&self.root, &state.def, state.asked_cpu(), flags),
        }
    }

    pub(super) fn messages(&self, domain: &Domain, flags: u32) -> Result<Vec<String>> {
        let known =
            VIR_DOMAIN_MESSAGE_DEPRECATION | VIR_DOMAIN_MESSAGE_TAINTING | VIR_DOMAIN_MESSAGE_IOERRORS;
        check_flags(VIR_FROM_QEMU, "virDomainObjGetMessages", flags, known as u32)?;
        let state = self.vm(domain)?.state();
        let wants = |kind: i32| flags == 0 || flags & kind as u32 != 0;
        let mut all = Vec::new();
        if wants(VIR_DOMAIN_MESSAGE_TAINTING) {
            all.extend(words::taint_texts(&state.taints).map(|text| format!("tainted: {text}")));
        }
        if wants(VIR_DOMAIN_MESSAGE_DEPRECATION) {
            all.extend(state.deprecations.iter().map(|text| format!("deprecated configuration: {text}")));
        }
        if wants(VIR_DOMAIN_MESSAGE_IOERRORS) {
            all.extend(state.io_errors.iter().map(|error| {
                format!(
                    "I/O error: disk='{}', index='{}', path='{}', timestamp='{}', message='{}'",
                    error.disk, error.index, error.path, error.time, error.message
                )
            }));
        }
        Ok(all)
    }

    pub(super) fn max_vcpus(&self, domain: &Domain) -> Result<i32> {
        self.vcpus(domain, VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_VCPU_MAXIMUM)
    }

    pub(super) fn vcpus(&self, domain: &Domain, flags: u32) -> Result<i32> {
        let known = VIR_DOMAIN_AFFECT_LIVE
            | VIR_DOMAIN_AFFECT_CONFIG
            | VIR_DOMAIN_VCPU_MAXIMUM
            | VIR_DOMAIN_VCPU_GUEST;
        check_flags(VIR_FROM_QEMU, "qemuDomainGetVcpusFlags", flags, known)?;
        if flags & VIR_DOMAIN_VCPU_GUEST != 0 {
            return self.count_guest_vcpus(domain, flags & VIR_DOMAIN_VCPU_MAXIMUM != 0);
        }
        let state = self.vm(domain)?.state();
        let definition = impact::one(&state, flags)?;
        let vcpus = &definition.vcpus;
        let number = if flags & VIR_DOMAIN_VCPU_MAXIMUM != 0 { vcpus.max } else { vcpus.current };
        Ok(number.try_into().unwrap_or(i32::MAX))
    }
}

/// What the guest has now, in KiB.
pub fn current_memory(state: &State) -> u64 {
    let told = state.run.as_ref().map_or(0, |run| run.balloon.load(Ordering::Acquire));
    if told > 0 { told } else { state.def.memory.current }
}

/// The time that QEMU's process has used, in ns; 0 when it doesn't run.
pub fn cpu_time(state: &State) -> u64 {
    let stat = state.run.as_ref().and_then(|run| ProcStat::read(run.pid()?).ok());
    stat.map_or(0, |stat| virt_host::process::ticks_to_nanos(stat.user_ticks + stat.system_ticks))
}

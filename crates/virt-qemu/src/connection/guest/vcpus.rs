//! The guest's processors as the guest sees them.

use serde_json::{Value, json};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, TypedParam, bail, err};

use super::{Guest, QemuConnection, list, missing};

/// Processors with numbers beyond this are nonsense.
const LIMIT: u32 = 4096;

struct Processor {
    id: u32,
    online: bool,
    offlinable: bool,
}

impl QemuConnection {
    pub(in crate::connection) fn guest_vcpus(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetGuestVcpus", flags, 0)?;
        let all = self.with_agent_first(domain, "virDomainGetGuestVcpus", processors)?;
        if let Some(cpu) = all.iter().find(|cpu| cpu.id >= LIMIT) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "vcpu id '{}' reported by guest agent is out of range",
                cpu.id
            );
        }
        let map = |which: fn(&Processor) -> bool| {
            let mut numbers: Vec<u32> = all.iter().filter(|cpu| which(cpu)).map(|cpu| cpu.id).collect();
            numbers.sort_unstable();
            virt_host::node::format_list(&numbers)
        };
        Ok(vec![
            TypedParam::new("vcpus", map(|_| true)),
            TypedParam::new("online", map(|cpu| cpu.online)),
            TypedParam::new("offlinable", map(|cpu| cpu.offlinable)),
        ])
    }

    /// How many processors the guest uses, or has.
    pub(in crate::connection) fn count_guest_vcpus(&self, domain: &Domain, all: bool) -> Result<i32> {
        if !self.vm(domain)?.state().is_active() {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "vCPU count provided by the guest agent can only be requested for live domains"
            );
        }
        let found = self.with_agent_first(domain, "virDomainGetVcpusFlags", processors)?;
        Ok(i32::try_from(found.iter().filter(|cpu| all || cpu.online).count()).unwrap_or(i32::MAX))
    }

    pub(in crate::connection) fn set_guest_vcpus(
        &self,
        domain: &Domain,
        vcpus: &str,
        state: i32,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSetGuestVcpus", flags, 0)?;
        if state != 0 && state != 1 {
            let text = "unsupported state value";
            return Err(Error::invalid_argument(VIR_FROM_QEMU, "qemuDomainSetGuestVcpus", "state", text));
        }
        let wanted = virt_host::node::parse_list(vcpus)
            .filter(|list| !list.is_empty())
            .ok_or_else(|| err!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Failed to parse bitmap '{vcpus}'"))?;
        self.with_agent_first(domain, "virDomainSetGuestVcpus", |guest| {
            let all = processors(guest)?;
            let absent: Vec<u32> =
                wanted.iter().copied().filter(|id| all.iter().all(|cpu| cpu.id != *id)).collect();
            let touched: Vec<&Processor> = all.iter().filter(|cpu| wanted.contains(&cpu.id)).collect();
            if let Some(fixed) = touched.iter().find(|cpu| state == 0 && !cpu.offlinable) {
                bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_UNSUPPORTED, "vCPU '{}' is not offlinable", fixed.id);
            }
            if !absent.is_empty() {
                let absent = virt_host::node::format_list(&absent);
                bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "guest is missing vCPUs '{absent}'");
            }
            set(
                guest,
                touched.iter().map(|cpu| json!({ "logical-id": cpu.id, "online": state == 1 })).collect(),
            )
        })
    }
}

/// The agent may set fewer processors than it is asked to, and wants to be asked again.
fn set(guest: &Guest, mut cpus: Vec<Value>) -> Result<()> {
    while !cpus.is_empty() {
        let reply = guest.ask("guest-set-vcpus", Some(json!({ "vcpus": cpus })))?;
        let done =
            reply.as_u64().and_then(|n| usize::try_from(n).ok()).filter(|n| (1..=cpus.len()).contains(n));
        let done = done.ok_or_else(|| {
            err!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "guest agent returned malformed or invalid return value"
            )
        })?;
        cpus.drain(..done);
    }
    Ok(())
}

fn processors(guest: &Guest) -> Result<Vec<Processor>> {
    const COMMAND: &str = "guest-get-vcpus";
    let reply = guest.ask(COMMAND, None)?;
    let one = |cpu: &Value| {
        let id = cpu.get("logical-id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        let flag = |name: &str| cpu.get(name).and_then(Value::as_bool);
        Ok(Processor {
            id: id.ok_or_else(|| missing(COMMAND, "logical-id"))?,
            online: flag("online").ok_or_else(|| missing(COMMAND, "online"))?,
            offlinable: flag("can-offline").unwrap_or(false),
        })
    };
    list(&reply, COMMAND)?.iter().map(one).collect()
}

//! What the guest agent is asked.

mod filesystems;
mod info;
mod network;
mod power;
mod vcpus;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Domain, Error, Result, bail, err};
use virt_qmp::{Agent, AgentTimeout};

use super::QemuConnection;
use super::passthrough::agent_of;

/// An agent that is ours for one or a few commands.
struct Guest {
    agent: Agent,
    timeout: AgentTimeout,
}

impl Guest {
    fn ask(&self, command: &str, arguments: Option<Value>) -> Result<Value> {
        self.agent.execute(command, arguments, self.timeout)
    }

    /// Like [`Guest::ask`]; `None` when the agent doesn't have the command and `lenient` lets that pass.
    fn ask_if_known(&self, command: &str, lenient: bool) -> Result<Option<Value>> {
        match self.ask(command, None) {
            Ok(reply) => Ok(Some(reply)),
            Err(error) if lenient && matches!(error.str3(), Some("CommandNotFound" | "CommandDisabled")) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// The error for an answer that lacks what it must have.
fn missing(command: &str, what: &str) -> virt_core::Error {
    err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "'{what}' missing in reply of {command}")
}

fn text<'a>(of: &'a Value, name: &str) -> Option<&'a str> {
    of.get(name).and_then(Value::as_str)
}

fn list<'a>(reply: &'a Value, command: &str) -> Result<&'a Vec<Value>> {
    reply.as_array().ok_or_else(|| {
        err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{command} reply was missing or not an array")
    })
}

impl QemuConnection {
    /// Has the agent of a running domain answer `ask`, with nobody else talking to it meanwhile.
    fn with_agent<T>(
        &self,
        domain: &Domain,
        who: &'static str,
        ask: impl FnOnce(&Guest) -> Result<T>,
    ) -> Result<T> {
        self.vm(domain)?.state().active()?;
        self.with_agent_first(domain, who, ask)
    }

    /// The same for calls that look for the agent before they look whether the domain runs.
    fn with_agent_first<T>(
        &self,
        domain: &Domain,
        who: &'static str,
        ask: impl FnOnce(&Guest) -> Result<T>,
    ) -> Result<T> {
        let vm = self.vm(domain)?;
        let _job = vm.begin_agent(who)?;
        let state = vm.state();
        let agent = agent_of(&state)?;
        ask(&Guest { agent, timeout: state.active()?.agent_timeout() })
    }

    pub(in crate::connection) fn set_agent_timeout(
        &self,
        domain: &Domain,
        seconds: i32,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainAgentSetResponseTimeout", flags, 0)?;
        let Some(timeout) = AgentTimeout::from_argument(seconds) else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "guest agent timeout '{seconds}' is less than the minimum '{VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN}'"
            );
        };
        if let Some(run) = &self.vm(domain)?.state().run {
            run.set_agent_timeout(timeout);
        }
        Ok(())
    }

    pub(in crate::connection) fn guest_hostname(&self, domain: &Domain, flags: u32) -> Result<String> {
        let lease = VIR_DOMAIN_GET_HOSTNAME_LEASE;
        check_flags(VIR_FROM_QEMU, "qemuDomainGetHostname", flags, lease | VIR_DOMAIN_GET_HOSTNAME_AGENT)?;
        if flags & lease != 0 && flags & VIR_DOMAIN_GET_HOSTNAME_AGENT != 0 {
            let text = "Flags 'VIR_DOMAIN_GET_HOSTNAME_LEASE' and 'VIR_DOMAIN_GET_HOSTNAME_AGENT' are mutually \
                        exclusive";
            return Err(Error::invalid_argument(VIR_FROM_QEMU, "qemuDomainGetHostname", "flags", text));
        }
        let nameless =
            || err!(VIR_FROM_QEMU, VIR_ERR_NO_HOSTNAME, "no hostname found for domain {}", domain.name());
        if flags & lease != 0 {
            // No network here gives addresses to guests.
            self.vm(domain)?.state().active()?;
            return Err(nameless());
        }
        let reply = self
            .with_agent(domain, "virDomainGetHostname", |guest| Ok(guest.ask("guest-get-host-name", None)))?;
        reply.ok().and_then(|reply| text(&reply, "host-name").map(str::to_owned)).ok_or_else(nameless)
    }

    pub(in crate::connection) fn guest_time(&self, domain: &Domain, flags: u32) -> Result<(i64, u32)> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetTime", flags, 0)?;
        let reply = self.with_agent(domain, "virDomainGetTime", |guest| guest.ask("guest-get-time", None))?;
        let nanos = reply.as_u64().ok_or_else(|| {
            err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "malformed return value of guest-get-time")
        })?;
        let rest = u32::try_from(nanos % 1_000_000_000).unwrap_or(0);
        Ok((i64::try_from(nanos / 1_000_000_000).unwrap_or(i64::MAX), rest))
    }

    pub(in crate::connection) fn set_guest_time(
        &self,
        domain: &Domain,
        seconds: i64,
        nseconds: u32,
        flags: u32,
    ) -> Result<()> {
        check_flags(VIR_FROM_QEMU, "qemuDomainSetTime", flags, VIR_DOMAIN_TIME_SYNC)?;
        let arguments = if flags & VIR_DOMAIN_TIME_SYNC != 0 {
            None
        } else {
            let nanos = seconds.checked_mul(1_000_000_000).and_then(|n| n.checked_add(nseconds.into()));
            let nanos = nanos.ok_or_else(|| {
                err!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "Time '{seconds}' is too big for guest agent")
            })?;
            Some(serde_json::json!({ "time": nanos }))
        };
        self.with_agent(domain, "virDomainSetTime", |guest| guest.ask("guest-set-time", arguments))?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(crate::domain::Job::Modify, "virDomainSetTime")?;
        let state = vm.state();
        if state.def.os.arch.is_some_and(|arch| arch.is_x86()) {
            state.active()?.monitor()?.execute("rtc-reset-reinjection", None)?;
        }
        Ok(())
    }

    pub(in crate::connection) fn set_user_password(
        &self,
        domain: &Domain,
        user: &str,
        password: &str,
        flags: u32,
    ) -> Result<()> {
        let encrypted = VIR_DOMAIN_PASSWORD_ENCRYPTED;
        check_flags(VIR_FROM_QEMU, "qemuDomainSetUserPassword", flags, encrypted)?;
        let arguments = serde_json::json!({
            "crypted": flags & encrypted != 0,
            "username": user,
            "password": base64::Engine::encode(&base64::engine::general_purpose::STANDARD, password),
        });
        let ask = |guest: &Guest| guest.ask("guest-set-user-password", Some(arguments));
        self.with_agent(domain, "virDomainSetUserPassword", ask).map(drop)
    }

    pub(in crate::connection) fn ssh_keys(
        &self,
        domain: &Domain,
        user: &str,
        flags: u32,
    ) -> Result<Vec<String>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainAuthorizedSSHKeysGet", flags, 0)?;
        let arguments = serde_json::json!({ "username": user });
        let ask = |guest: &Guest| guest.ask("guest-ssh-get-authorized-keys", Some(arguments));
        let reply = self.with_agent_first(domain, "virDomainAuthorizedSSHKeysGet", ask)?;
        let keys = reply.get("keys").and_then(Value::as_array).ok_or_else(|| {
            err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "qemu agent didn't return an array of keys")
        })?;
        Ok(keys.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    pub(in crate::connection) fn set_ssh_keys(
        &self,
        domain: &Domain,
        user: &str,
        keys: &[&str],
        flags: u32,
    ) -> Result<()> {
        let append = VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND;
        let remove = VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE;
        check_flags(VIR_FROM_QEMU, "qemuDomainAuthorizedSSHKeysSet", flags, append | remove)?;
        let mut arguments = serde_json::json!({ "username": user, "keys": keys });
        let command = if flags & remove != 0 {
            "guest-ssh-remove-authorized-keys"
        } else {
            arguments["reset"] = (flags & append == 0).into();
            "guest-ssh-add-authorized-keys"
        };
        let ask = |guest: &Guest| guest.ask(command, Some(arguments));
        self.with_agent_first(domain, "virDomainAuthorizedSSHKeysSet", ask).map(drop)
    }
}

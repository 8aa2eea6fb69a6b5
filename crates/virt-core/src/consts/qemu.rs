//! Constants of `libvirt-qemu.h`.

use super::domain::{
    VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK, VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT,
    VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT,
};

c_enum! {
    /// Flags of virConnectDomainQemuMonitorEventRegister().
    #[since = "1.2.3"]
    pub enum virConnectDomainQemuMonitorEventRegisterFlags: u32 {
        /// The event's name is a regular expression.
        #[since = "1.2.3"]
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX = 1 << 0,
        /// The event's name is compared without regard to case.
        #[since = "1.2.3"]
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE = 1 << 1,
    }
}

c_enum! {
    /// How long virDomainQemuAgentCommand() waits, in seconds, or one of these.
    #[since = "0.10.0"]
    pub enum virDomainQemuAgentCommandTimeoutValues: i32 {
        /// Until the agent answers.
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK,
        /// The smallest value there is: until the agent answers.
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK,
        /// As long as the driver finds right.
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT,
        /// Not at all.
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_NOWAIT = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT,
        /// What a shutdown through the agent takes at most, in seconds.
        #[since = "1.2.15"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN = 60,
    }
}

c_enum! {
    /// Flags of virDomainQemuMonitorCommand().
    #[since = "0.8.8"]
    pub enum virDomainQemuMonitorCommandFlags: u32 {
        /// The command is QMP: JSON.
        #[since = "0.8.8"]
        VIR_DOMAIN_QEMU_MONITOR_COMMAND_DEFAULT = 0,
        /// The command is one of the human monitor.
        #[since = "0.8.8"]
        VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP = 1 << 0,
    }
}

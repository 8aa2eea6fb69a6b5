//! Constants of `libvirt-qemu.h`.

use super::domain::{
    VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK, VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT,
    VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT,
};

c_enum! {
    #[since = "1.2.3"]
    pub enum virConnectDomainQemuMonitorEventRegisterFlags: u32 {
        #[since = "1.2.3"]
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX = 1 << 0,
        #[since = "1.2.3"]
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE = 1 << 1,
    }
}

c_enum! {
    #[since = "0.10.0"]
    pub enum virDomainQemuAgentCommandTimeoutValues: i32 {
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK,
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK,
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT,
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_NOWAIT = VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT,
        #[since = "1.2.15"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN = 60,
    }
}

c_enum! {
    #[since = "0.8.8"]
    pub enum virDomainQemuMonitorCommandFlags: u32 {
        #[since = "0.8.8"]
        VIR_DOMAIN_QEMU_MONITOR_COMMAND_DEFAULT = 0,
        #[since = "0.8.8"]
        VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP = 1 << 0,
    }
}

//! Constants of `libvirt-qemu.h`.

c_enum! {
    #[since = "1.2.3"]
    pub enum virConnectDomainQemuMonitorEventRegisterFlags: u32 {
        #[since = "1.2.3"]
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX = 1,
        #[since = "1.2.3"]
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE = 2,
    }
}

c_enum! {
    #[since = "0.10.0"]
    pub enum virDomainQemuAgentCommandTimeoutValues: i32 {
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK = -2,
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN = -2,
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT = -1,
        #[since = "0.10.0"]
        VIR_DOMAIN_QEMU_AGENT_COMMAND_NOWAIT = 0,
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
        VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP = 1,
    }
}

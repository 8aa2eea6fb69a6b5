//! Statistics of resource monitors, of interfaces and of virtual CPUs.

c_macro! {
    /// CPU time of the virtual CPUs, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "0.9.13"]
    pub const VIR_DOMAIN_CPU_STATS_VCPUTIME: &str = "vcpu_time";
}

c_macro! {
    /// How many cache monitors follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT: &str = "cpu.cache.monitor.count";
}

c_macro! {
    /// What names of figures of a cache monitor begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX: &str = "cpu.cache.monitor.";
}

c_macro! {
    /// How many cache banks it has figures of, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT: &str = ".bank.count";
}

c_macro! {
    /// What names of figures of a bank go on with; its number in this list comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX: &str = ".bank.";
}

c_macro! {
    /// How many bytes of the bank the CPUs use.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES: &str = ".bytes";
}

c_macro! {
    /// Id of the bank, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID: &str = ".id";
}

c_macro! {
    /// Name of the monitor, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Which virtual CPUs it looks at, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    /// How many energy monitors follow, as VIR_TYPED_PARAM_UINT.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_COUNT: &str = "cpu.energy.monitor.count";
}

c_macro! {
    /// What names of figures of an energy monitor begin with; its number comes next.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_PREFIX: &str = "cpu.energy.monitor.";
}

c_macro! {
    /// Name of the monitor, as VIR_TYPED_PARAM_STRING.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// How many CPU packages it has figures of, as VIR_TYPED_PARAM_UINT.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_COUNT: &str = ".pkg.count";
}

c_macro! {
    /// What names of figures of a package go on with; its number in this list comes next.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_PREFIX: &str = ".pkg.";
}

c_macro! {
    /// Id of the package, as VIR_TYPED_PARAM_UINT.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_PKG_SUFFIX_ID: &str = ".id";
}

c_macro! {
    /// Which virtual CPUs it looks at, as VIR_TYPED_PARAM_STRING.
    #[since = "12.4.0"]
    pub const VIR_DOMAIN_STATS_CPU_ENERGY_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    /// How many I/O threads follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_COUNT: &str = "iothread.count";
}

c_macro! {
    /// What names of figures of an I/O thread begin with; its id comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_PREFIX: &str = "iothread.";
}

c_macro! {
    /// By which factor the time of polling grows; 0 for the hypervisor's choice, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW: &str = ".poll-grow";
}

c_macro! {
    /// Longest time of polling in nanoseconds; 0 for no polling, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS: &str = ".poll-max-ns";
}

c_macro! {
    /// By which divisor the time of polling shrinks; 0 for the hypervisor's choice, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK: &str = ".poll-shrink";
}

c_macro! {
    /// How much recent waits count for the time of polling; 0 for the hypervisor's choice, as
    /// VIR_TYPED_PARAM_UINT.
    #[since = "12.7.0"]
    pub const VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_WEIGHT: &str = ".poll-weight";
}

c_macro! {
    /// How many monitors of memory bandwidth follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT: &str = "memory.bandwidth.monitor.count";
}

c_macro! {
    /// What names of figures of such a monitor begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX: &str = "memory.bandwidth.monitor.";
}

c_macro! {
    /// Name of the monitor, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// How many memory controllers it has figures of.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT: &str = ".node.count";
}

c_macro! {
    /// What names of figures of a controller go on with; its number in this list comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX: &str = ".node.";
}

c_macro! {
    /// Bytes that passed through the controller, from its own node's CPUs.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL: &str = ".bytes.local";
}

c_macro! {
    /// Bytes that passed through the controller, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL: &str = ".bytes.total";
}

c_macro! {
    /// Id of the controller, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID: &str = ".id";
}

c_macro! {
    /// Which virtual CPUs it looks at, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
}

c_macro! {
    /// How many interfaces follow, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_COUNT: &str = "net.count";
}

c_macro! {
    /// What names of figures of an interface begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_PREFIX: &str = "net.";
}

c_macro! {
    /// Name of the interface on the host, as VIR_TYPED_PARAM_STRING.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_NAME: &str = ".name";
}

c_macro! {
    /// Bytes received by the domain, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES: &str = ".rx.bytes";
}

c_macro! {
    /// Packets dropped on receiving, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP: &str = ".rx.drop";
}

c_macro! {
    /// Errors on receiving, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS: &str = ".rx.errs";
}

c_macro! {
    /// Packets received, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS: &str = ".rx.pkts";
}

c_macro! {
    /// Bytes sent by the domain, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES: &str = ".tx.bytes";
}

c_macro! {
    /// Packets dropped on sending, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP: &str = ".tx.drop";
}

c_macro! {
    /// Errors on sending, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS: &str = ".tx.errs";
}

c_macro! {
    /// Packets sent, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS: &str = ".tx.pkts";
}

c_macro! {
    /// How many virtual CPUs are online, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_CURRENT: &str = "vcpu.current";
}

c_macro! {
    /// How many virtual CPUs there may be, as VIR_TYPED_PARAM_UINT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_MAXIMUM: &str = "vcpu.maximum";
}

c_macro! {
    /// What names of figures of a virtual CPU begin with; its number comes next.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_PREFIX: &str = "vcpu.";
}

c_macro! {
    /// Nanoseconds it waited for a host CPU, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY: &str = ".delay";
}

c_macro! {
    /// Whether it is halted, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_HALTED: &str = ".halted";
}

c_macro! {
    /// Its state, one of virVcpuState, as VIR_TYPED_PARAM_INT.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE: &str = ".state";
}

c_macro! {
    /// CPU time it used, in nanoseconds, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME: &str = ".time";
}

c_macro! {
    /// Nanoseconds it waited for input and output, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT: &str = ".wait";
}

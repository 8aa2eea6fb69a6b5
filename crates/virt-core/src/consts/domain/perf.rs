//! Performance counters.

c_macro! {
    /// Counter of accesses of memory that was not aligned, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_ALIGNMENT_FAULTS: &str = "perf.alignment_faults";
}

c_macro! {
    /// Counter of branch instructions, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS: &str = "perf.branch_instructions";
}

c_macro! {
    /// Counter of branches that were predicted wrong, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_BRANCH_MISSES: &str = "perf.branch_misses";
}

c_macro! {
    /// Counter of bus cycles, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_BUS_CYCLES: &str = "perf.bus_cycles";
}

c_macro! {
    /// Counter of cache misses, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CACHE_MISSES: &str = "perf.cache_misses";
}

c_macro! {
    /// Counter of cache accesses, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CACHE_REFERENCES: &str = "perf.cache_references";
}

c_macro! {
    /// Counter of bytes of last level cache in use, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CMT: &str = "perf.cmt";
}

c_macro! {
    /// Counter of context switches, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CONTEXT_SWITCHES: &str = "perf.context_switches";
}

c_macro! {
    /// Counter of nanoseconds of CPU clock, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CPU_CLOCK: &str = "perf.cpu_clock";
}

c_macro! {
    /// Counter of CPU cycles, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CPU_CYCLES: &str = "perf.cpu_cycles";
}

c_macro! {
    /// Counter of moves to another CPU, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_CPU_MIGRATIONS: &str = "perf.cpu_migrations";
}

c_macro! {
    /// Counter of instructions that had to be emulated, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_EMULATION_FAULTS: &str = "perf.emulation_faults";
}

c_macro! {
    /// Counter of instructions, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_INSTRUCTIONS: &str = "perf.instructions";
}

c_macro! {
    /// Counter of bytes/s of memory bandwidth inside the node, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_MBML: &str = "perf.mbml";
}

c_macro! {
    /// Counter of bytes/s of memory bandwidth, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_MBMT: &str = "perf.mbmt";
}

c_macro! {
    /// Counter of page faults, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS: &str = "perf.page_faults";
}

c_macro! {
    /// Counter of page faults that needed the disk, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ: &str = "perf.page_faults_maj";
}

c_macro! {
    /// Counter of page faults that did not need the disk, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MIN: &str = "perf.page_faults_min";
}

c_macro! {
    /// Counter of CPU cycles at the reference frequency, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_REF_CPU_CYCLES: &str = "perf.ref_cpu_cycles";
}

c_macro! {
    /// Counter of cycles lost at the back end of the pipeline, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND: &str = "perf.stalled_cycles_backend";
}

c_macro! {
    /// Counter of cycles lost at the front end of the pipeline, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND: &str = "perf.stalled_cycles_frontend";
}

c_macro! {
    /// Counter of nanoseconds of the task's clock, as VIR_TYPED_PARAM_ULLONG.
    #[since = "11.2.0"]
    pub const VIR_DOMAIN_STATS_PERF_TASK_CLOCK: &str = "perf.task_clock";
}

c_macro! {
    /// Whether the counter of accesses of memory that was not aligned is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_ALIGNMENT_FAULTS: &str = "alignment_faults";
}

c_macro! {
    /// Whether the counter of branch instructions is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_BRANCH_INSTRUCTIONS: &str = "branch_instructions";
}

c_macro! {
    /// Whether the counter of branches that were predicted wrong is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_BRANCH_MISSES: &str = "branch_misses";
}

c_macro! {
    /// Whether the counter of bus cycles is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_BUS_CYCLES: &str = "bus_cycles";
}

c_macro! {
    /// Whether the counter of cache misses is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_CACHE_MISSES: &str = "cache_misses";
}

c_macro! {
    /// Whether the counter of cache accesses is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_CACHE_REFERENCES: &str = "cache_references";
}

c_macro! {
    /// Whether the counter of bytes of last level cache in use is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "1.3.3"]
    pub const VIR_PERF_PARAM_CMT: &str = "cmt";
}

c_macro! {
    /// Whether the counter of context switches is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_CONTEXT_SWITCHES: &str = "context_switches";
}

c_macro! {
    /// Whether the counter of nanoseconds of CPU clock is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_CPU_CLOCK: &str = "cpu_clock";
}

c_macro! {
    /// Whether the counter of CPU cycles is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_CPU_CYCLES: &str = "cpu_cycles";
}

c_macro! {
    /// Whether the counter of moves to another CPU is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_CPU_MIGRATIONS: &str = "cpu_migrations";
}

c_macro! {
    /// Whether the counter of instructions that had to be emulated is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_EMULATION_FAULTS: &str = "emulation_faults";
}

c_macro! {
    /// Whether the counter of instructions is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "2.3.0"]
    pub const VIR_PERF_PARAM_INSTRUCTIONS: &str = "instructions";
}

c_macro! {
    /// Whether the counter of bytes/s of memory bandwidth inside the node is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "1.3.5"]
    pub const VIR_PERF_PARAM_MBML: &str = "mbml";
}

c_macro! {
    /// Whether the counter of bytes/s of memory bandwidth is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "1.3.5"]
    pub const VIR_PERF_PARAM_MBMT: &str = "mbmt";
}

c_macro! {
    /// Whether the counter of page faults is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_PAGE_FAULTS: &str = "page_faults";
}

c_macro! {
    /// Whether the counter of page faults that needed the disk is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_PAGE_FAULTS_MAJ: &str = "page_faults_maj";
}

c_macro! {
    /// Whether the counter of page faults that did not need the disk is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_PAGE_FAULTS_MIN: &str = "page_faults_min";
}

c_macro! {
    /// Whether the counter of CPU cycles at the reference frequency is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_REF_CPU_CYCLES: &str = "ref_cpu_cycles";
}

c_macro! {
    /// Whether the counter of cycles lost at the back end of the pipeline is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_STALLED_CYCLES_BACKEND: &str = "stalled_cycles_backend";
}

c_macro! {
    /// Whether the counter of cycles lost at the front end of the pipeline is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.0.0"]
    pub const VIR_PERF_PARAM_STALLED_CYCLES_FRONTEND: &str = "stalled_cycles_frontend";
}

c_macro! {
    /// Whether the counter of nanoseconds of the task's clock is on, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "3.2.0"]
    pub const VIR_PERF_PARAM_TASK_CLOCK: &str = "task_clock";
}

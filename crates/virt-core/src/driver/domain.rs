//! Domains: definition, life cycle, devices, statistics, tuning, jobs, snapshots, checkpoints.

use std::os::fd::OwnedFd;

use super::{
    BlockInfo, BlockJobInfo, BlockStats, DiskError, DomainControlInfo, DomainInfo, DomainInterface,
    DomainJobInfo, FsInfo, HostDriver, IOThreadInfo, InterfaceStats, SecurityLabel, StatsRecord, VcpuInfo,
};
use crate::{Connect, Domain, DomainCheckpoint, DomainSnapshot, EventHub, Result, Stream, TypedParam, Uuid};

/// What a hypervisor does with domains. Memory in KiB, maps as little-endian bit strings.
pub trait HypervisorDriver: HostDriver {
    /// Where the driver's events come from; `None` when it has none.
    fn event_hub(&self) -> Option<&EventHub> {
        None
    }

    /// Whether events of QEMU's monitor come through the hub.
    fn has_monitor_events(&self) -> bool {
        false
    }

    /// How many domains run (`active`) or are defined and don't.
    fn connect_num_of_domains(&self, conn: &Connect, active: bool) -> Result<usize> {
        use crate::consts::{VIR_CONNECT_LIST_DOMAINS_ACTIVE, VIR_CONNECT_LIST_DOMAINS_INACTIVE};
        let flag = if active { VIR_CONNECT_LIST_DOMAINS_ACTIVE } else { VIR_CONNECT_LIST_DOMAINS_INACTIVE };
        Ok(self.connect_list_all_domains(conn, flag)?.len())
    }

    /// Says where a vcpu of a domain runs now; what the call without flags does.
    fn domain_pin_vcpu(&self, domain: &Domain, vcpu: u32, cpumap: &[u8]) -> Result<()> {
        self.domain_pin_vcpu_flags(domain, vcpu, cpumap, crate::consts::VIR_DOMAIN_AFFECT_LIVE)
    }

    /// Plugs a device into a domain; what the call without flags does.
    fn domain_attach_device(&self, domain: &Domain, xml: &str) -> Result<()> {
        self.domain_attach_device_flags(domain, xml, crate::consts::VIR_DOMAIN_AFFECT_LIVE)
    }

    driver_methods! {
        // Finding
        fn connect_list_all_domains(&self, conn: &Connect, flags: u32) -> Result<Vec<Domain>>;
        fn domain_lookup_by_id(&self, conn: &Connect, id: i32) -> Result<Domain>;
        fn domain_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Domain>;
        fn domain_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<Domain>;

        // Life cycle
        fn domain_create_xml(&self, conn: &Connect, xml: &str, files: Vec<OwnedFd>, flags: u32) -> Result<Domain>;
        fn domain_define_xml_flags(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Domain>;
        fn domain_create_with_flags(&self, domain: &Domain, files: Vec<OwnedFd>, flags: u32) -> Result<()>;
        fn domain_undefine_flags(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_suspend(&self, domain: &Domain) -> Result<()>;
        fn domain_resume(&self, domain: &Domain) -> Result<()>;
        fn domain_shutdown_flags(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_reboot(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_reset(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_destroy_flags(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_rename(&self, domain: &Domain, new_name: &str, flags: u32) -> Result<()>;
        fn domain_get_autostart(&self, domain: &Domain) -> Result<bool>;
        fn domain_set_autostart(&self, domain: &Domain, on: bool) -> Result<()>;
        fn domain_get_autostart_once(&self, domain: &Domain) -> Result<bool>;
        fn domain_set_autostart_once(&self, domain: &Domain, on: bool) -> Result<()>;
        fn domain_set_lifecycle_action(&self, domain: &Domain, kind: u32, action: u32, flags: u32) -> Result<()>;
        fn domain_fd_associate(&self, domain: &Domain, name: &str, fds: Vec<OwnedFd>, flags: u32) -> Result<()>;

        // What it is
        fn domain_get_xml_desc(&self, domain: &Domain, flags: u32) -> Result<String>;
        fn domain_get_info(&self, domain: &Domain) -> Result<DomainInfo>;
        /// State and reason.
        fn domain_get_state(&self, domain: &Domain, flags: u32) -> Result<(i32, i32)>;
        fn domain_get_control_info(&self, domain: &Domain, flags: u32) -> Result<DomainControlInfo>;
        fn domain_get_os_type(&self, domain: &Domain) -> Result<String>;
        fn domain_get_max_memory(&self, domain: &Domain) -> Result<u64>;
        fn domain_get_hostname(&self, domain: &Domain, flags: u32) -> Result<String>;
        fn domain_is_active(&self, domain: &Domain) -> Result<bool>;
        fn domain_is_persistent(&self, domain: &Domain) -> Result<bool>;
        fn domain_is_updated(&self, domain: &Domain) -> Result<bool>;
        fn domain_get_metadata(&self, domain: &Domain, kind: i32, uri: Option<&str>, flags: u32) -> Result<String>;
        fn domain_set_metadata(
            &self, domain: &Domain, kind: i32, metadata: Option<&str>, key: Option<&str>, uri: Option<&str>, flags: u32,
        ) -> Result<()>;
        fn domain_get_messages(&self, domain: &Domain, flags: u32) -> Result<Vec<String>>;
        fn domain_get_security_label(&self, domain: &Domain) -> Result<SecurityLabel>;
        fn domain_get_security_label_list(&self, domain: &Domain) -> Result<Vec<SecurityLabel>>;
        fn domain_get_launch_security_info(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_launch_security_state(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()>;

        // Saving, restoring, dumping
        fn domain_save_flags(&self, domain: &Domain, to: &str, xml: Option<&str>, flags: u32) -> Result<()>;
        fn domain_save_params(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_restore_flags(&self, conn: &Connect, from: &str, xml: Option<&str>, flags: u32) -> Result<()>;
        fn domain_restore_params(&self, conn: &Connect, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_save_image_get_xml_desc(&self, conn: &Connect, file: &str, flags: u32) -> Result<String>;
        fn domain_save_image_define_xml(&self, conn: &Connect, file: &str, xml: &str, flags: u32) -> Result<()>;
        fn domain_managed_save(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_has_managed_save_image(&self, domain: &Domain, flags: u32) -> Result<bool>;
        fn domain_managed_save_remove(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_managed_save_get_xml_desc(&self, domain: &Domain, flags: u32) -> Result<String>;
        fn domain_managed_save_define_xml(&self, domain: &Domain, xml: Option<&str>, flags: u32) -> Result<()>;
        fn domain_core_dump_with_format(&self, domain: &Domain, to: &str, format: u32, flags: u32) -> Result<()>;
        /// Returns the MIME type of what the stream will carry.
        fn domain_screenshot(&self, domain: &Domain, stream: &Stream, screen: u32, flags: u32) -> Result<String>;

        // Memory and CPUs
        fn domain_set_memory_flags(&self, domain: &Domain, memory: u64, flags: u32) -> Result<()>;
        fn domain_set_memory_stats_period(&self, domain: &Domain, seconds: i32, flags: u32) -> Result<()>;
        fn domain_memory_stats(&self, domain: &Domain, flags: u32) -> Result<Vec<(i32, u64)>>;
        fn domain_memory_peek(&self, domain: &Domain, start: u64, size: usize, flags: u32) -> Result<Vec<u8>>;
        fn domain_set_vcpus_flags(&self, domain: &Domain, nvcpus: u32, flags: u32) -> Result<()>;
        fn domain_get_vcpus_flags(&self, domain: &Domain, flags: u32) -> Result<i32>;
        fn domain_get_max_vcpus(&self, domain: &Domain) -> Result<i32>;
        fn domain_set_vcpu(&self, domain: &Domain, vcpus: &str, on: bool, flags: u32) -> Result<()>;
        fn domain_get_guest_vcpus(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_guest_vcpus(&self, domain: &Domain, vcpus: &str, state: i32, flags: u32) -> Result<()>;
        /// Each vcpu with its affinity map of at most `maplen` bytes.
        fn domain_get_vcpus(&self, domain: &Domain, max: usize, maplen: usize) -> Result<Vec<(VcpuInfo, Vec<u8>)>>;
        fn domain_pin_vcpu_flags(&self, domain: &Domain, vcpu: u32, cpumap: &[u8], flags: u32) -> Result<()>;
        /// A map of at most `maplen` bytes per vcpu, for at most `max` vcpus.
        fn domain_get_vcpu_pin_info(&self, domain: &Domain, max: usize, maplen: usize, flags: u32) -> Result<Vec<Vec<u8>>>;
        fn domain_pin_emulator(&self, domain: &Domain, cpumap: &[u8], flags: u32) -> Result<()>;
        fn domain_get_emulator_pin_info(&self, domain: &Domain, maplen: usize, flags: u32) -> Result<Vec<u8>>;
        fn domain_get_iothread_info(&self, domain: &Domain, flags: u32) -> Result<Vec<IOThreadInfo>>;
        fn domain_pin_iothread(&self, domain: &Domain, id: u32, cpumap: &[u8], flags: u32) -> Result<()>;
        fn domain_add_iothread(&self, domain: &Domain, id: u32, flags: u32) -> Result<()>;
        fn domain_del_iothread(&self, domain: &Domain, id: u32, flags: u32) -> Result<()>;
        fn domain_set_iothread_params(&self, domain: &Domain, id: u32, params: &[TypedParam], flags: u32) -> Result<()>;
        /// For `start < 0` the totals (one list); else a list per CPU from `start` on, at most `ncpus`.
        fn domain_get_cpu_stats(&self, domain: &Domain, start: i32, ncpus: u32, flags: u32) -> Result<CpuStats>;

        // Tuning
        /// The scheduler's name and how many parameters it has.
        fn domain_get_scheduler_type(&self, domain: &Domain) -> Result<(String, i32)>;
        fn domain_get_scheduler_parameters_flags(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_scheduler_parameters_flags(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_get_blkio_parameters(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_blkio_parameters(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_get_memory_parameters(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_memory_parameters(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_get_numa_parameters(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_numa_parameters(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()>;
        /// Without a device it only tells which parameters there are.
        fn domain_get_interface_parameters(&self, domain: &Domain, device: Option<&str>, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_interface_parameters(
            &self, domain: &Domain, device: &str, params: &[TypedParam], flags: u32,
        ) -> Result<()>;
        /// Without a disk it only tells which parameters there are.
        fn domain_get_block_io_tune(&self, domain: &Domain, disk: Option<&str>, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_block_io_tune(&self, domain: &Domain, disk: &str, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_set_throttle_group(&self, domain: &Domain, group: &str, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_del_throttle_group(&self, domain: &Domain, group: &str, flags: u32) -> Result<()>;
        fn domain_get_perf_events(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_set_perf_events(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_set_block_threshold(&self, domain: &Domain, dev: &str, threshold: u64, flags: u32) -> Result<()>;

        // Numbers
        fn domain_block_stats(&self, domain: &Domain, disk: &str) -> Result<BlockStats>;
        fn domain_block_stats_flags(&self, domain: &Domain, disk: &str, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_interface_stats(&self, domain: &Domain, device: &str) -> Result<InterfaceStats>;
        fn domain_get_block_info(&self, domain: &Domain, disk: &str, flags: u32) -> Result<BlockInfo>;
        fn domain_get_disk_errors(&self, domain: &Domain, flags: u32) -> Result<Vec<DiskError>>;
        fn domain_interface_addresses(&self, domain: &Domain, source: u32, flags: u32) -> Result<Vec<DomainInterface>>;
        /// Statistics of the named domains, or of all when the list is empty and `flags` choose.
        fn connect_get_all_domain_stats(
            &self, conn: &Connect, domains: Option<&[Domain]>, stats: u32, flags: u32,
        ) -> Result<Vec<StatsRecord>>;
        fn domain_start_dirty_rate_calc(&self, domain: &Domain, seconds: i32, flags: u32) -> Result<()>;

        // Devices
        fn domain_attach_device_flags(&self, domain: &Domain, xml: &str, flags: u32) -> Result<()>;
        fn domain_detach_device_flags(&self, domain: &Domain, xml: &str, flags: u32) -> Result<()>;
        fn domain_detach_device_alias(&self, domain: &Domain, alias: &str, flags: u32) -> Result<()>;
        fn domain_update_device_flags(&self, domain: &Domain, xml: &str, flags: u32) -> Result<()>;
        fn domain_announce_interface(&self, domain: &Domain, device: Option<&str>, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_graphics_reload(&self, domain: &Domain, kind: u32, flags: u32) -> Result<()>;
        fn domain_open_console(&self, domain: &Domain, device: Option<&str>, stream: &Stream, flags: u32) -> Result<()>;
        fn domain_open_channel(&self, domain: &Domain, name: Option<&str>, stream: &Stream, flags: u32) -> Result<()>;
        fn domain_open_graphics(&self, domain: &Domain, index: u32, fd: OwnedFd, flags: u32) -> Result<()>;
        fn domain_open_graphics_fd(&self, domain: &Domain, index: u32, flags: u32) -> Result<OwnedFd>;

        // Input and guest agent
        fn domain_send_key(&self, domain: &Domain, codeset: u32, hold_ms: u32, keycodes: &[u32], flags: u32) -> Result<()>;
        fn domain_send_process_signal(&self, domain: &Domain, pid: i64, signal: u32, flags: u32) -> Result<()>;
        fn domain_inject_nmi(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_pm_suspend_for_duration(&self, domain: &Domain, target: u32, seconds: u64, flags: u32) -> Result<()>;
        fn domain_pm_wakeup(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_get_time(&self, domain: &Domain, flags: u32) -> Result<(i64, u32)>;
        fn domain_set_time(&self, domain: &Domain, seconds: i64, nseconds: u32, flags: u32) -> Result<()>;
        fn domain_set_user_password(&self, domain: &Domain, user: &str, password: &str, flags: u32) -> Result<()>;
        fn domain_fs_freeze(&self, domain: &Domain, mountpoints: &[&str], flags: u32) -> Result<i32>;
        fn domain_fs_thaw(&self, domain: &Domain, mountpoints: &[&str], flags: u32) -> Result<i32>;
        fn domain_fs_trim(&self, domain: &Domain, mountpoint: Option<&str>, minimum: u64, flags: u32) -> Result<()>;
        fn domain_get_fs_info(&self, domain: &Domain, flags: u32) -> Result<Vec<FsInfo>>;
        fn domain_get_guest_info(&self, domain: &Domain, types: u32, flags: u32) -> Result<Vec<TypedParam>>;
        fn domain_agent_set_response_timeout(&self, domain: &Domain, timeout: i32, flags: u32) -> Result<()>;
        fn domain_authorized_ssh_keys_get(&self, domain: &Domain, user: &str, flags: u32) -> Result<Vec<String>>;
        fn domain_authorized_ssh_keys_set(&self, domain: &Domain, user: &str, keys: &[&str], flags: u32) -> Result<()>;

        // Jobs
        fn domain_get_job_info(&self, domain: &Domain) -> Result<DomainJobInfo>;
        fn domain_get_job_stats(&self, domain: &Domain, flags: u32) -> Result<(i32, Vec<TypedParam>)>;
        fn domain_abort_job_flags(&self, domain: &Domain, flags: u32) -> Result<()>;
        fn domain_block_peek(&self, domain: &Domain, disk: &str, offset: u64, size: usize, flags: u32) -> Result<Vec<u8>>;
        fn domain_block_resize(&self, domain: &Domain, disk: &str, size: u64, flags: u32) -> Result<()>;
        fn domain_block_job_abort(&self, domain: &Domain, disk: &str, flags: u32) -> Result<()>;
        fn domain_get_block_job_info(&self, domain: &Domain, disk: &str, flags: u32) -> Result<Option<BlockJobInfo>>;
        fn domain_block_job_set_speed(&self, domain: &Domain, disk: &str, bandwidth: u64, flags: u32) -> Result<()>;
        fn domain_block_pull(&self, domain: &Domain, disk: &str, bandwidth: u64, flags: u32) -> Result<()>;
        fn domain_block_rebase(&self, domain: &Domain, disk: &str, base: Option<&str>, bandwidth: u64, flags: u32) -> Result<()>;
        fn domain_block_copy(&self, domain: &Domain, disk: &str, dest_xml: &str, params: &[TypedParam], flags: u32) -> Result<()>;
        fn domain_block_commit(
            &self, domain: &Domain, disk: &str, base: Option<&str>, top: Option<&str>, bandwidth: u64, flags: u32,
        ) -> Result<()>;
        fn domain_backup_begin(&self, domain: &Domain, backup_xml: &str, checkpoint_xml: Option<&str>, flags: u32) -> Result<()>;
        fn domain_backup_get_xml_desc(&self, domain: &Domain, flags: u32) -> Result<String>;
        fn domain_migrate_get_max_downtime(&self, domain: &Domain, flags: u32) -> Result<u64>;
        fn domain_migrate_set_max_downtime(&self, domain: &Domain, downtime_ms: u64, flags: u32) -> Result<()>;
        fn domain_migrate_get_compression_cache(&self, domain: &Domain, flags: u32) -> Result<u64>;
        fn domain_migrate_set_compression_cache(&self, domain: &Domain, bytes: u64, flags: u32) -> Result<()>;
        fn domain_migrate_get_max_speed(&self, domain: &Domain, flags: u32) -> Result<u64>;
        fn domain_migrate_set_max_speed(&self, domain: &Domain, mib_per_second: u64, flags: u32) -> Result<()>;
        fn domain_migrate_start_post_copy(&self, domain: &Domain, flags: u32) -> Result<()>;
        /// Moves the domain to another connection of this process.
        fn domain_migrate(&self, domain: &Domain, to: &Connect, params: &[TypedParam], flags: u32) -> Result<Domain>;
        /// Moves the domain to a host named by URI.
        fn domain_migrate_to_uri(&self, domain: &Domain, uri: Option<&str>, params: &[TypedParam], flags: u32) -> Result<()>;

        // Snapshots
        fn domain_snapshot_create_xml(&self, domain: &Domain, xml: &str, flags: u32) -> Result<DomainSnapshot>;
        fn domain_snapshot_get_xml_desc(&self, snapshot: &DomainSnapshot, flags: u32) -> Result<String>;
        fn domain_list_all_snapshots(&self, domain: &Domain, flags: u32) -> Result<Vec<DomainSnapshot>>;
        fn domain_snapshot_list_all_children(&self, snapshot: &DomainSnapshot, flags: u32) -> Result<Vec<DomainSnapshot>>;
        fn domain_snapshot_lookup_by_name(&self, domain: &Domain, name: &str, flags: u32) -> Result<DomainSnapshot>;
        fn domain_has_current_snapshot(&self, domain: &Domain, flags: u32) -> Result<bool>;
        fn domain_snapshot_current(&self, domain: &Domain, flags: u32) -> Result<DomainSnapshot>;
        fn domain_snapshot_get_parent(&self, snapshot: &DomainSnapshot, flags: u32) -> Result<DomainSnapshot>;
        fn domain_snapshot_is_current(&self, snapshot: &DomainSnapshot, flags: u32) -> Result<bool>;
        fn domain_snapshot_has_metadata(&self, snapshot: &DomainSnapshot, flags: u32) -> Result<bool>;
        fn domain_revert_to_snapshot(&self, snapshot: &DomainSnapshot, flags: u32) -> Result<()>;
        fn domain_snapshot_delete(&self, snapshot: &DomainSnapshot, flags: u32) -> Result<()>;

        // Checkpoints
        fn domain_checkpoint_create_xml(&self, domain: &Domain, xml: &str, flags: u32) -> Result<DomainCheckpoint>;
        fn domain_checkpoint_get_xml_desc(&self, checkpoint: &DomainCheckpoint, flags: u32) -> Result<String>;
        fn domain_list_all_checkpoints(&self, domain: &Domain, flags: u32) -> Result<Vec<DomainCheckpoint>>;
        fn domain_checkpoint_list_all_children(&self, checkpoint: &DomainCheckpoint, flags: u32) -> Result<Vec<DomainCheckpoint>>;
        fn domain_checkpoint_lookup_by_name(&self, domain: &Domain, name: &str, flags: u32) -> Result<DomainCheckpoint>;
        fn domain_checkpoint_get_parent(&self, checkpoint: &DomainCheckpoint, flags: u32) -> Result<DomainCheckpoint>;
        fn domain_checkpoint_delete(&self, checkpoint: &DomainCheckpoint, flags: u32) -> Result<()>;

        // The functions of libvirt-qemu
        fn domain_qemu_monitor_command(&self, domain: &Domain, command: &str, flags: u32) -> Result<String>;
        fn domain_qemu_monitor_command_with_files(
            &self, domain: &Domain, command: &str, files: Vec<OwnedFd>, flags: u32,
        ) -> Result<(String, Vec<OwnedFd>)>;
        fn domain_qemu_attach(&self, conn: &Connect, pid: u32, flags: u32) -> Result<Domain>;
        fn domain_qemu_agent_command(&self, domain: &Domain, command: &str, timeout: i32, flags: u32) -> Result<Option<String>>;
    }
}

/// What `virDomainGetCPUStats` says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CpuStats {
    /// How many CPUs the host has (of which some may be absent from `cpus`).
    pub host_cpus: usize,
    /// A list per CPU asked for, or the one list of totals.
    pub cpus: Vec<Vec<TypedParam>>,
}

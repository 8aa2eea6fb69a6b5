//! Which function answers which call.

use std::os::fd::OwnedFd;

use virt_core::consts::*;
use virt_core::driver::{
    BlockInfo, BlockStats, CpuStats, DiskError, DomainControlInfo, DomainInfo, DomainInterface, FsInfo,
    HypervisorDriver, IOThreadInfo, InterfaceStats, SecurityLabel, StatsRecord, VcpuInfo, check_flags,
};
use virt_core::{
    Connect, Domain, DomainCheckpoint, DomainSnapshot, EventHub, Result, Stream, TypedParam, Uuid,
};

use super::{
    blkio, checkpoint, cpus, describe, devices, find, guest, iothreads, iotune, keys, life, memory, numbers,
    perf, saving, screenshot, snapshot, tuning,
};
use crate::TestDriver;

/// Methods that hand all they get to a function of this driver.
macro_rules! delegate {
    ($( $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty = $module:ident::$function:ident; )*) => { $(
        fn $name(&self $(, $arg: $ty)*) -> Result<$ret> {
            $module::$function(self $(, $arg)*)
        }
    )* };
}

impl HypervisorDriver for TestDriver {
    fn event_hub(&self) -> Option<&EventHub> {
        Some(&self.events)
    }

    fn connect_num_of_domains(&self, _: &Connect, active: bool) -> Result<usize> {
        Ok(find::count(self, active))
    }

    delegate! {
        connect_list_all_domains(conn: &Connect, flags: u32) -> Vec<Domain> = find::list;
        domain_lookup_by_id(conn: &Connect, id: i32) -> Domain = find::by_id;
        domain_lookup_by_uuid(conn: &Connect, uuid: Uuid) -> Domain = find::by_uuid;
        domain_lookup_by_name(conn: &Connect, name: &str) -> Domain = find::by_name;
        connect_get_all_domain_stats(
            conn: &Connect, domains: Option<&[Domain]>, stats: u32, flags: u32
        ) -> Vec<StatsRecord> = find::all_stats;
    }

    delegate! {
        domain_create_xml(conn: &Connect, xml: &str, files: Vec<OwnedFd>, flags: u32) -> Domain
            = life::create_xml;
        domain_define_xml_flags(conn: &Connect, xml: &str, flags: u32) -> Domain = life::define_xml;
        domain_create_with_flags(domain: &Domain, files: Vec<OwnedFd>, flags: u32) -> () = life::create;
        domain_undefine_flags(domain: &Domain, flags: u32) -> () = life::undefine;
        domain_suspend(domain: &Domain) -> () = life::suspend;
        domain_resume(domain: &Domain) -> () = life::resume;
        domain_shutdown_flags(domain: &Domain, flags: u32) -> () = life::shutdown;
        domain_reboot(domain: &Domain, flags: u32) -> () = life::reboot;
        domain_reset(domain: &Domain, flags: u32) -> () = life::reset;
        domain_destroy_flags(domain: &Domain, flags: u32) -> () = life::destroy;
        domain_rename(domain: &Domain, new_name: &str, flags: u32) -> () = life::rename;
        domain_get_autostart(domain: &Domain) -> bool = life::get_autostart;
        domain_set_autostart(domain: &Domain, on: bool) -> () = life::set_autostart;
        domain_set_lifecycle_action(domain: &Domain, kind: u32, action: u32, flags: u32) -> ()
            = describe::set_lifecycle_action;
    }

    delegate! {
        domain_get_xml_desc(domain: &Domain, flags: u32) -> String = describe::xml;
        domain_get_info(domain: &Domain) -> DomainInfo = describe::info;
        domain_get_state(domain: &Domain, flags: u32) -> (i32, i32) = describe::state;
        domain_get_control_info(domain: &Domain, flags: u32) -> DomainControlInfo = guest::control_info;
        domain_get_max_memory(domain: &Domain) -> u64 = memory::get_max;
        domain_get_hostname(domain: &Domain, flags: u32) -> String = guest::hostname;
        domain_get_metadata(domain: &Domain, kind: i32, uri: Option<&str>, flags: u32) -> String
            = describe::get_metadata;
        domain_set_metadata(
            domain: &Domain, kind: i32, metadata: Option<&str>, key: Option<&str>, uri: Option<&str>, flags: u32
        ) -> () = describe::set_metadata;
        domain_get_messages(domain: &Domain, flags: u32) -> Vec<String> = describe::messages;
        domain_get_security_label(domain: &Domain) -> SecurityLabel = describe::security_label;
    }

    fn domain_get_os_type(&self, _: &Domain) -> Result<String> {
        Ok("linux".into())
    }

    fn domain_is_active(&self, domain: &Domain) -> Result<bool> {
        Ok(self.state(domain)?.is_active())
    }

    fn domain_is_persistent(&self, domain: &Domain) -> Result<bool> {
        Ok(self.state(domain)?.persistent)
    }

    fn domain_is_updated(&self, domain: &Domain) -> Result<bool> {
        self.state(domain).map(|_| false)
    }

    fn domain_get_launch_security_info(&self, _: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
        check_flags(VIR_FROM_TEST, "testDomainGetLaunchSecurityInfo", flags, 0)?;
        Ok(Vec::new())
    }

    delegate! {
        domain_save_flags(domain: &Domain, to: &str, xml: Option<&str>, flags: u32) -> () = saving::save;
        domain_restore_flags(conn: &Connect, from: &str, xml: Option<&str>, flags: u32) -> ()
            = saving::restore;
        domain_managed_save(domain: &Domain, flags: u32) -> () = saving::managed_save;
        domain_has_managed_save_image(domain: &Domain, flags: u32) -> bool = saving::has_managed_save;
        domain_managed_save_remove(domain: &Domain, flags: u32) -> () = saving::remove_managed_save;
        domain_core_dump_with_format(domain: &Domain, to: &str, format: u32, flags: u32) -> ()
            = saving::core_dump;
    }

    fn domain_save_image_get_xml_desc(&self, _: &Connect, file: &str, flags: u32) -> Result<String> {
        saving::image_xml(file, flags)
    }

    fn domain_save_image_define_xml(&self, _: &Connect, file: &str, xml: &str, flags: u32) -> Result<()> {
        saving::define_image_xml(file, xml, flags)
    }

    fn domain_screenshot(&self, domain: &Domain, stream: &Stream, screen: u32, flags: u32) -> Result<String> {
        screenshot::screenshot(domain, stream, screen, flags)
    }

    delegate! {
        domain_set_memory_flags(domain: &Domain, memory: u64, flags: u32) -> () = memory::set;
        domain_set_memory_stats_period(domain: &Domain, seconds: i32, flags: u32) -> ()
            = memory::set_stats_period;
        domain_memory_stats(domain: &Domain, flags: u32) -> Vec<(i32, u64)> = memory::stats;
        domain_memory_peek(domain: &Domain, start: u64, size: usize, flags: u32) -> Vec<u8>
            = guest::memory_peek;
        domain_set_vcpus_flags(domain: &Domain, nvcpus: u32, flags: u32) -> () = cpus::set_count;
        domain_get_vcpus_flags(domain: &Domain, flags: u32) -> i32 = cpus::get_count;
        domain_get_vcpus(domain: &Domain, max: usize, maplen: usize) -> Vec<(VcpuInfo, Vec<u8>)> = cpus::list;
        domain_pin_vcpu_flags(domain: &Domain, vcpu: u32, cpumap: &[u8], flags: u32) -> () = cpus::pin;
        domain_get_vcpu_pin_info(domain: &Domain, max: usize, maplen: usize, flags: u32) -> Vec<Vec<u8>>
            = cpus::pin_info;
        domain_pin_emulator(domain: &Domain, cpumap: &[u8], flags: u32) -> () = cpus::pin_emulator;
        domain_get_emulator_pin_info(domain: &Domain, maplen: usize, flags: u32) -> Vec<u8>
            = cpus::emulator_pin_info;
        domain_get_cpu_stats(domain: &Domain, start: i32, ncpus: u32, flags: u32) -> CpuStats = cpus::stats;
        domain_get_iothread_info(domain: &Domain, flags: u32) -> Vec<IOThreadInfo> = iothreads::list;
        domain_pin_iothread(domain: &Domain, id: u32, cpumap: &[u8], flags: u32) -> () = iothreads::pin;
        domain_add_iothread(domain: &Domain, id: u32, flags: u32) -> () = iothreads::add;
        domain_del_iothread(domain: &Domain, id: u32, flags: u32) -> () = iothreads::delete;
        domain_set_iothread_params(domain: &Domain, id: u32, params: &[TypedParam], flags: u32) -> ()
            = iothreads::set_params;
    }

    fn domain_get_max_vcpus(&self, domain: &Domain) -> Result<i32> {
        cpus::get_count(self, domain, VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_VCPU_MAXIMUM)
    }

    fn domain_get_scheduler_type(&self, _: &Domain) -> Result<(String, i32)> {
        Ok(tuning::scheduler_type())
    }

    delegate! {
        domain_get_scheduler_parameters_flags(domain: &Domain, flags: u32) -> Vec<TypedParam>
            = tuning::get_scheduler;
        domain_set_scheduler_parameters_flags(domain: &Domain, params: &[TypedParam], flags: u32) -> ()
            = tuning::set_scheduler;
        domain_get_blkio_parameters(domain: &Domain, flags: u32) -> Vec<TypedParam> = blkio::get;
        domain_set_blkio_parameters(domain: &Domain, params: &[TypedParam], flags: u32) -> () = blkio::set;
        domain_get_memory_parameters(domain: &Domain, flags: u32) -> Vec<TypedParam> = memory::get_parameters;
        domain_set_memory_parameters(domain: &Domain, params: &[TypedParam], flags: u32) -> ()
            = memory::set_parameters;
        domain_get_numa_parameters(domain: &Domain, flags: u32) -> Vec<TypedParam> = tuning::get_numa;
        domain_set_numa_parameters(domain: &Domain, params: &[TypedParam], flags: u32) -> () = tuning::set_numa;
        domain_get_interface_parameters(domain: &Domain, device: Option<&str>, flags: u32) -> Vec<TypedParam>
            = tuning::get_interface;
        domain_set_interface_parameters(domain: &Domain, device: &str, params: &[TypedParam], flags: u32) -> ()
            = tuning::set_interface;
        domain_get_block_io_tune(domain: &Domain, disk: Option<&str>, flags: u32) -> Vec<TypedParam>
            = iotune::get;
        domain_set_block_io_tune(domain: &Domain, disk: &str, params: &[TypedParam], flags: u32) -> ()
            = iotune::set;
        domain_get_perf_events(domain: &Domain, flags: u32) -> Vec<TypedParam> = perf::get;
        domain_set_perf_events(domain: &Domain, params: &[TypedParam], flags: u32) -> () = perf::set;
    }

    delegate! {
        domain_block_stats(domain: &Domain, disk: &str) -> BlockStats = numbers::block_stats;
        domain_interface_stats(domain: &Domain, device: &str) -> InterfaceStats = numbers::interface_stats;
        domain_get_block_info(domain: &Domain, disk: &str, flags: u32) -> BlockInfo = numbers::block_info;
        domain_get_disk_errors(domain: &Domain, flags: u32) -> Vec<DiskError> = numbers::disk_errors;
        domain_interface_addresses(domain: &Domain, source: u32, flags: u32) -> Vec<DomainInterface>
            = numbers::interface_addresses;
        domain_get_fs_info(domain: &Domain, flags: u32) -> Vec<FsInfo> = numbers::fs_info;
    }

    delegate! {
        domain_attach_device_flags(domain: &Domain, xml: &str, flags: u32) -> () = devices::attach;
        domain_update_device_flags(domain: &Domain, xml: &str, flags: u32) -> () = devices::update;
        domain_detach_device_alias(domain: &Domain, alias: &str, flags: u32) -> () = devices::detach_alias;
        domain_send_key(domain: &Domain, codeset: u32, hold_ms: u32, keycodes: &[u32], flags: u32) -> ()
            = keys::send;
        domain_send_process_signal(domain: &Domain, pid: i64, signal: u32, flags: u32) -> ()
            = guest::send_process_signal;
        domain_inject_nmi(domain: &Domain, flags: u32) -> () = guest::inject_nmi;
        domain_get_time(domain: &Domain, flags: u32) -> (i64, u32) = guest::get_time;
        domain_set_time(domain: &Domain, seconds: i64, nseconds: u32, flags: u32) -> () = guest::set_time;
        domain_fs_freeze(domain: &Domain, mountpoints: &[&str], flags: u32) -> i32 = guest::fs_freeze;
        domain_fs_thaw(domain: &Domain, mountpoints: &[&str], flags: u32) -> i32 = guest::fs_thaw;
    }

    delegate! {
        domain_snapshot_create_xml(domain: &Domain, xml: &str, flags: u32) -> DomainSnapshot = snapshot::create;
        domain_snapshot_get_xml_desc(snapshot: &DomainSnapshot, flags: u32) -> String = snapshot::xml;
        domain_list_all_snapshots(domain: &Domain, flags: u32) -> Vec<DomainSnapshot> = snapshot::list;
        domain_snapshot_list_all_children(snapshot: &DomainSnapshot, flags: u32) -> Vec<DomainSnapshot>
            = snapshot::children;
        domain_snapshot_lookup_by_name(domain: &Domain, name: &str, flags: u32) -> DomainSnapshot
            = snapshot::by_name;
        domain_has_current_snapshot(domain: &Domain, flags: u32) -> bool = snapshot::has_current;
        domain_snapshot_current(domain: &Domain, flags: u32) -> DomainSnapshot = snapshot::current;
        domain_snapshot_get_parent(snapshot: &DomainSnapshot, flags: u32) -> DomainSnapshot = snapshot::parent;
        domain_snapshot_is_current(snapshot: &DomainSnapshot, flags: u32) -> bool = snapshot::is_current;
        domain_snapshot_has_metadata(snapshot: &DomainSnapshot, flags: u32) -> bool = snapshot::has_metadata;
        domain_revert_to_snapshot(snapshot: &DomainSnapshot, flags: u32) -> () = snapshot::revert;
        domain_snapshot_delete(snapshot: &DomainSnapshot, flags: u32) -> () = snapshot::delete;
    }

    delegate! {
        domain_checkpoint_create_xml(domain: &Domain, xml: &str, flags: u32) -> DomainCheckpoint
            = checkpoint::create;
        domain_checkpoint_get_xml_desc(checkpoint: &DomainCheckpoint, flags: u32) -> String = checkpoint::xml;
        domain_list_all_checkpoints(domain: &Domain, flags: u32) -> Vec<DomainCheckpoint> = checkpoint::list;
        domain_checkpoint_list_all_children(checkpoint: &DomainCheckpoint, flags: u32) -> Vec<DomainCheckpoint>
            = checkpoint::children;
        domain_checkpoint_lookup_by_name(domain: &Domain, name: &str, flags: u32) -> DomainCheckpoint
            = checkpoint::by_name;
        domain_checkpoint_get_parent(checkpoint: &DomainCheckpoint, flags: u32) -> DomainCheckpoint
            = checkpoint::parent;
        domain_checkpoint_delete(checkpoint: &DomainCheckpoint, flags: u32) -> () = checkpoint::delete;
    }

    fn domain_pin_vcpu(&self, domain: &Domain, vcpu: u32, cpumap: &[u8]) -> Result<()> {
        cpus::pin(self, domain, vcpu, cpumap, 0)
    }

    fn domain_attach_device(&self, domain: &Domain, xml: &str) -> Result<()> {
        devices::attach(self, domain, xml, 0)
    }

    fn domain_fs_trim(&self, domain: &Domain, mountpoint: Option<&str>, _: u64, flags: u32) -> Result<()> {
        guest::fs_trim(self, domain, mountpoint, flags)
    }

    fn domain_set_user_password(&self, domain: &Domain, _: &str, _: &str, flags: u32) -> Result<()> {
        guest::set_user_password(self, domain, flags)
    }
}

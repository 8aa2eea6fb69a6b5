//! The hypervisor trait of `virt_core`, handed over to the modules of its subjects.

use std::os::fd::OwnedFd;
use std::path::Path;

use virt_core::consts::*;
use virt_core::driver::{
    BlockInfo, BlockStats, CpuStats, DiskError, DomainControlInfo, DomainInfo, DomainInterface,
    DomainJobInfo, FsInfo, HypervisorDriver, InterfaceStats, StatsRecord, VcpuInfo, check_flags,
};
use virt_core::{Connect, Domain, EventHub, Result, Stream, TypedParam, Uuid};

use super::QemuConnection;

impl HypervisorDriver for QemuConnection {
    fn event_hub(&self) -> Option<&EventHub> {
        Some(&self.root.events)
    }

    fn has_monitor_events(&self) -> bool {
        true
    }

    fn connect_list_all_domains(&self, conn: &Connect, flags: u32) -> Result<Vec<Domain>> {
        self.list(conn, flags)
    }

    fn domain_lookup_by_id(&self, conn: &Connect, id: i32) -> Result<Domain> {
        self.lookup_id(conn, id)
    }

    fn domain_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Domain> {
        self.lookup_uuid(conn, uuid)
    }

    fn domain_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<Domain> {
        self.lookup_name(conn, name)
    }

    fn domain_create_xml(
        &self,
        conn: &Connect,
        xml: &str,
        files: Vec<OwnedFd>,
        flags: u32,
    ) -> Result<Domain> {
        self.create_xml(conn, xml, files, flags)
    }

    fn domain_define_xml_flags(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Domain> {
        self.define(conn, xml, flags)
    }

    fn domain_create_with_flags(&self, domain: &Domain, files: Vec<OwnedFd>, flags: u32) -> Result<()> {
        self.create(domain, files, flags)
    }

    fn domain_undefine_flags(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.undefine(domain, flags)
    }

    fn domain_suspend(&self, domain: &Domain) -> Result<()> {
        self.suspend(domain)
    }

    fn domain_resume(&self, domain: &Domain) -> Result<()> {
        self.resume(domain)
    }

    fn domain_shutdown_flags(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.shutdown(domain, flags)
    }

    fn domain_reboot(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.reboot(domain, flags)
    }

    fn domain_reset(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.reset(domain, flags)
    }

    fn domain_destroy_flags(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.destroy(domain, flags)
    }

    fn domain_rename(&self, domain: &Domain, new_name: &str, flags: u32) -> Result<()> {
        self.rename(domain, new_name, flags)
    }

    fn domain_get_autostart(&self, domain: &Domain) -> Result<bool> {
        Ok(self.vm(domain)?.state().autostart)
    }

    fn domain_set_autostart(&self, domain: &Domain, on: bool) -> Result<()> {
        self.set_autostart(domain, on)
    }

    fn domain_get_autostart_once(&self, domain: &Domain) -> Result<bool> {
        Ok(self.vm(domain)?.state().autostart_once)
    }

    fn domain_set_autostart_once(&self, domain: &Domain, on: bool) -> Result<()> {
        self.set_autostart_once(domain, on)
    }

    fn domain_set_lifecycle_action(&self, domain: &Domain, kind: u32, action: u32, flags: u32) -> Result<()> {
        self.set_lifecycle_action(domain, kind, action, flags)
    }

    fn domain_open_graphics(&self, domain: &Domain, index: u32, fd: OwnedFd, flags: u32) -> Result<()> {
        self.open_graphics(domain, index, fd, flags)
    }

    fn domain_open_graphics_fd(&self, domain: &Domain, index: u32, flags: u32) -> Result<OwnedFd> {
        self.open_graphics_fd(domain, index, flags)
    }

    fn domain_get_xml_desc(&self, domain: &Domain, flags: u32) -> Result<String> {
        self.xml(domain, flags)
    }

    fn domain_get_info(&self, domain: &Domain) -> Result<DomainInfo> {
        self.info(domain)
    }

    fn domain_get_state(&self, domain: &Domain, flags: u32) -> Result<(i32, i32)> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetState", flags, 0)?;
        let state = self.vm(domain)?.state();
        Ok((state.status, state.reason))
    }

    fn domain_get_control_info(&self, domain: &Domain, flags: u32) -> Result<DomainControlInfo> {
        self.control_info(domain, flags)
    }

    fn domain_get_os_type(&self, domain: &Domain) -> Result<String> {
        Ok(self.vm(domain)?.state().def.os.kind.as_str().to_owned())
    }

    fn domain_get_max_memory(&self, domain: &Domain) -> Result<u64> {
        Ok(self.vm(domain)?.state().def.memory.total)
    }

    fn domain_is_active(&self, domain: &Domain) -> Result<bool> {
        Ok(self.vm(domain)?.state().is_active())
    }

    fn domain_is_persistent(&self, domain: &Domain) -> Result<bool> {
        Ok(self.vm(domain)?.state().persistent)
    }

    fn domain_is_updated(&self, domain: &Domain) -> Result<bool> {
        Ok(self.vm(domain)?.state().updated)
    }

    fn domain_get_metadata(
        &self,
        domain: &Domain,
        kind: i32,
        uri: Option<&str>,
        flags: u32,
    ) -> Result<String> {
        self.metadata(domain, kind, uri, flags)
    }

    fn domain_set_metadata(
        &self,
        domain: &Domain,
        kind: i32,
        metadata: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        flags: u32,
    ) -> Result<()> {
        self.set_metadata(domain, kind, metadata, key, uri, flags)
    }

    fn domain_get_messages(&self, domain: &Domain, flags: u32) -> Result<Vec<String>> {
        self.messages(domain, flags)
    }

    fn domain_save_flags(&self, domain: &Domain, to: &str, xml: Option<&str>, flags: u32) -> Result<()> {
        self.save(domain, to, xml, flags)
    }

    fn domain_save_params(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()> {
        self.save_params(domain, params, flags)
    }

    fn domain_restore_flags(&self, _conn: &Connect, from: &str, xml: Option<&str>, flags: u32) -> Result<()> {
        self.restore(from, xml, flags)
    }

    fn domain_restore_params(&self, _conn: &Connect, params: &[TypedParam], flags: u32) -> Result<()> {
        self.restore_params(params, flags)
    }

    fn domain_save_image_get_xml_desc(&self, _conn: &Connect, file: &str, flags: u32) -> Result<String> {
        self.image_xml(Path::new(file), "qemuDomainSaveImageGetXMLDesc", flags)
    }

    fn domain_save_image_define_xml(&self, _conn: &Connect, file: &str, xml: &str, flags: u32) -> Result<()> {
        self.define_image_xml(Path::new(file), xml, flags)
    }

    fn domain_managed_save(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.managed_save(domain, flags)
    }

    fn domain_has_managed_save_image(&self, domain: &Domain, flags: u32) -> Result<bool> {
        self.has_managed_save(domain, flags)
    }

    fn domain_managed_save_remove(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.remove_managed_save(domain, flags)
    }

    fn domain_managed_save_get_xml_desc(&self, domain: &Domain, flags: u32) -> Result<String> {
        self.image_xml(&self.managed_image(domain)?, "qemuDomainManagedSaveGetXMLDesc", flags)
    }

    fn domain_managed_save_define_xml(&self, domain: &Domain, xml: Option<&str>, flags: u32) -> Result<()> {
        let path = self.managed_image(domain)?;
        match xml {
            Some(xml) => self.define_image_xml(&path, xml, flags),
            None => self.define_image_xml(&path, &self.image_xml(&path, "", 1)?, flags),
        }
    }

    fn domain_core_dump_with_format(&self, domain: &Domain, to: &str, format: u32, flags: u32) -> Result<()> {
        self.core_dump(domain, to, format, flags)
    }

    fn domain_get_job_info(&self, domain: &Domain) -> Result<DomainJobInfo> {
        self.job_info(domain)
    }

    fn domain_get_job_stats(&self, domain: &Domain, flags: u32) -> Result<(i32, Vec<TypedParam>)> {
        self.job_stats(domain, flags)
    }

    fn domain_abort_job_flags(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.abort_job(domain, flags)
    }

    fn domain_screenshot(&self, domain: &Domain, stream: &Stream, screen: u32, flags: u32) -> Result<String> {
        self.screenshot(domain, stream, screen, flags)
    }

    fn domain_inject_nmi(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.inject_nmi(domain, flags)
    }

    fn domain_pm_wakeup(&self, domain: &Domain, flags: u32) -> Result<()> {
        self.wake_up(domain, flags)
    }

    fn domain_send_key(
        &self,
        domain: &Domain,
        codeset: u32,
        hold_ms: u32,
        keycodes: &[u32],
        flags: u32,
    ) -> Result<()> {
        self.send_key(domain, codeset, hold_ms, keycodes, flags)
    }

    fn domain_memory_peek(&self, domain: &Domain, start: u64, size: usize, flags: u32) -> Result<Vec<u8>> {
        self.memory_peek(domain, start, size, flags)
    }

    fn domain_open_console(
        &self,
        domain: &Domain,
        device: Option<&str>,
        stream: &Stream,
        flags: u32,
    ) -> Result<()> {
        self.open_console(domain, device, stream, flags)
    }

    fn domain_open_channel(
        &self,
        domain: &Domain,
        name: Option<&str>,
        stream: &Stream,
        flags: u32,
    ) -> Result<()> {
        self.open_channel(domain, name, stream, flags)
    }

    fn domain_get_vcpus_flags(&self, domain: &Domain, flags: u32) -> Result<i32> {
        self.vcpus(domain, flags)
    }

    fn domain_get_max_vcpus(&self, domain: &Domain) -> Result<i32> {
        self.max_vcpus(domain)
    }

    fn domain_qemu_monitor_command(&self, domain: &Domain, command: &str, flags: u32) -> Result<String> {
        self.monitor_command(domain, command, Vec::new(), flags)
    }

    fn domain_qemu_monitor_command_with_files(
        &self,
        domain: &Domain,
        command: &str,
        files: Vec<OwnedFd>,
        flags: u32,
    ) -> Result<(String, Vec<OwnedFd>)> {
        Ok((self.monitor_command(domain, command, files, flags)?, Vec::new()))
    }

    fn domain_qemu_agent_command(
        &self,
        domain: &Domain,
        command: &str,
        timeout: i32,
        flags: u32,
    ) -> Result<Option<String>> {
        self.agent_command(domain, command, timeout, flags)
    }

    fn domain_get_hostname(&self, domain: &Domain, flags: u32) -> Result<String> {
        self.guest_hostname(domain, flags)
    }

    fn domain_get_time(&self, domain: &Domain, flags: u32) -> Result<(i64, u32)> {
        self.guest_time(domain, flags)
    }

    fn domain_set_time(&self, domain: &Domain, seconds: i64, nseconds: u32, flags: u32) -> Result<()> {
        self.set_guest_time(domain, seconds, nseconds, flags)
    }

    fn domain_set_user_password(
        &self,
        domain: &Domain,
        user: &str,
        password: &str,
        flags: u32,
    ) -> Result<()> {
        self.set_user_password(domain, user, password, flags)
    }

    fn domain_fs_freeze(&self, domain: &Domain, mountpoints: &[&str], flags: u32) -> Result<i32> {
        self.freeze(domain, mountpoints, flags)
    }

    fn domain_fs_thaw(&self, domain: &Domain, mountpoints: &[&str], flags: u32) -> Result<i32> {
        self.thaw(domain, mountpoints, flags)
    }

    fn domain_fs_trim(
        &self,
        domain: &Domain,
        mountpoint: Option<&str>,
        minimum: u64,
        flags: u32,
    ) -> Result<()> {
        self.trim(domain, mountpoint, minimum, flags)
    }

    fn domain_get_fs_info(&self, domain: &Domain, flags: u32) -> Result<Vec<FsInfo>> {
        self.filesystems(domain, flags)
    }

    fn domain_get_guest_info(&self, domain: &Domain, types: u32, flags: u32) -> Result<Vec<TypedParam>> {
        self.guest_info(domain, types, flags)
    }

    fn domain_agent_set_response_timeout(&self, domain: &Domain, timeout: i32, flags: u32) -> Result<()> {
        self.set_agent_timeout(domain, timeout, flags)
    }

    fn domain_authorized_ssh_keys_get(&self, domain: &Domain, user: &str, flags: u32) -> Result<Vec<String>> {
        self.ssh_keys(domain, user, flags)
    }

    fn domain_authorized_ssh_keys_set(
        &self,
        domain: &Domain,
        user: &str,
        keys: &[&str],
        flags: u32,
    ) -> Result<()> {
        self.set_ssh_keys(domain, user, keys, flags)
    }

    fn domain_interface_addresses(
        &self,
        domain: &Domain,
        source: u32,
        flags: u32,
    ) -> Result<Vec<DomainInterface>> {
        self.interface_addresses(domain, source, flags)
    }

    fn domain_get_guest_vcpus(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
        self.guest_vcpus(domain, flags)
    }

    fn domain_set_guest_vcpus(&self, domain: &Domain, vcpus: &str, state: i32, flags: u32) -> Result<()> {
        self.set_guest_vcpus(domain, vcpus, state, flags)
    }

    fn domain_pm_suspend_for_duration(
        &self,
        domain: &Domain,
        target: u32,
        seconds: u64,
        flags: u32,
    ) -> Result<()> {
        self.suspend_guest(domain, target, seconds, flags)
    }

    fn connect_get_all_domain_stats(
        &self,
        conn: &Connect,
        domains: Option<&[Domain]>,
        stats: u32,
        flags: u32,
    ) -> Result<Vec<StatsRecord>> {
        self.all_stats(conn, domains, stats, flags)
    }

    fn domain_get_perf_events(&self, domain: &Domain, flags: u32) -> Result<Vec<TypedParam>> {
        self.perf_events(domain, flags)
    }

    fn domain_set_perf_events(&self, domain: &Domain, params: &[TypedParam], flags: u32) -> Result<()> {
        self.set_perf_events(domain, params, flags)
    }

    fn domain_memory_stats(&self, domain: &Domain, flags: u32) -> Result<Vec<(i32, u64)>> {
        self.memory_stats(domain, flags)
    }

    fn domain_set_memory_stats_period(&self, domain: &Domain, seconds: i32, flags: u32) -> Result<()> {
        self.set_stats_period(domain, seconds, flags)
    }

    fn domain_set_memory_flags(&self, domain: &Domain, memory: u64, flags: u32) -> Result<()> {
        self.set_memory(domain, memory, flags)
    }

    fn domain_start_dirty_rate_calc(&self, domain: &Domain, seconds: i32, flags: u32) -> Result<()> {
        self.start_dirty_rate(domain, seconds, flags)
    }

    fn domain_get_vcpus(
        &self,
        domain: &Domain,
        max: usize,
        maplen: usize,
    ) -> Result<Vec<(VcpuInfo, Vec<u8>)>> {
        self.vcpu_info(domain, max, maplen)
    }

    fn domain_get_vcpu_pin_info(
        &self,
        domain: &Domain,
        max: usize,
        maplen: usize,
        flags: u32,
    ) -> Result<Vec<Vec<u8>>> {
        self.vcpu_pins(domain, max, maplen, flags)
    }

    fn domain_get_cpu_stats(&self, domain: &Domain, start: i32, ncpus: u32, flags: u32) -> Result<CpuStats> {
        self.cpu_stats(domain, start, ncpus, flags)
    }

    fn domain_block_stats(&self, domain: &Domain, disk: &str) -> Result<BlockStats> {
        self.block_stats(domain, disk)
    }

    fn domain_block_stats_flags(&self, domain: &Domain, disk: &str, flags: u32) -> Result<Vec<TypedParam>> {
        self.block_stats_flags(domain, disk, flags)
    }

    fn domain_interface_stats(&self, domain: &Domain, device: &str) -> Result<InterfaceStats> {
        self.interface_stats(domain, device)
    }

    fn domain_get_block_info(&self, domain: &Domain, disk: &str, flags: u32) -> Result<BlockInfo> {
        self.block_info(domain, disk, flags)
    }

    fn domain_get_disk_errors(&self, domain: &Domain, flags: u32) -> Result<Vec<DiskError>> {
        self.disk_errors(domain, flags)
    }

    fn domain_block_peek(
        &self,
        domain: &Domain,
        disk: &str,
        offset: u64,
        size: usize,
        flags: u32,
    ) -> Result<Vec<u8>> {
        self.block_peek(domain, disk, offset, size, flags)
    }
}

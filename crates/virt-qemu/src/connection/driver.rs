//! The traits of `virt_core`, handed over to the modules of their subjects.

use std::os::fd::OwnedFd;

use virt_core::consts::*;
use virt_core::driver::{DomainControlInfo, DomainInfo, HostDriver, HypervisorDriver, check_flags};
use virt_core::{Connect, Domain, EventHub, Result, Uuid};

use super::QemuConnection;

impl HostDriver for QemuConnection {
    fn connect_get_type(&self) -> &'static str {
        "QEMU"
    }

    fn connect_get_lib_version(&self, _conn: &Connect) -> Result<u64> {
        Ok(12_008_000)
    }

    fn connect_get_hostname(&self, _conn: &Connect) -> Result<String> {
        let read = std::fs::read_to_string("/proc/sys/kernel/hostname");
        read.map(|name| name.trim().to_owned())
            .map_err(|error| virt_core::Error::system(VIR_FROM_QEMU, &error, "failed to determine host name"))
    }
}

impl HypervisorDriver for QemuConnection {
    fn event_hub(&self) -> Option<&EventHub> {
        Some(&self.root.events)
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
        Ok(self.vm(domain)?.state().def.os_type.clone())
    }

    fn domain_get_max_memory(&self, domain: &Domain) -> Result<u64> {
        Ok(self.vm(domain)?.state().def.max_memory)
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

    fn domain_get_messages(&self, domain: &Domain, flags: u32) -> Result<Vec<String>> {
        self.messages(domain, flags)
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
}

//! What the guest is: users, system, time zone, host name, disks, file systems, interfaces, load.

use std::borrow::Cow;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::{DomainInterface, check_flags};
use virt_core::{Domain, Result, TypedParam, TypedValue, bail};

use super::filesystems::{self, Filesystem, target_of};
use super::{QemuConnection, list, missing, network, text};
use crate::definition::Definition;

const TYPES: u32 = VIR_DOMAIN_GUEST_INFO_USERS
    | VIR_DOMAIN_GUEST_INFO_OS
    | VIR_DOMAIN_GUEST_INFO_TIMEZONE
    | VIR_DOMAIN_GUEST_INFO_HOSTNAME
    | VIR_DOMAIN_GUEST_INFO_FILESYSTEM
    | VIR_DOMAIN_GUEST_INFO_DISKS
    | VIR_DOMAIN_GUEST_INFO_INTERFACES
    | VIR_DOMAIN_GUEST_INFO_LOAD;

/// The parameters being collected.
#[derive(Default)]
struct Params(Vec<TypedParam>);

impl Params {
    fn add(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<TypedValue>) {
        self.0.push(TypedParam::new(name, value));
    }

    fn text(&mut self, name: impl Into<Cow<'static, str>>, value: Option<&str>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    fn count(&mut self, name: impl Into<Cow<'static, str>>, number: usize) {
        self.add(name, TypedValue::UInt(u32::try_from(number).unwrap_or(u32::MAX)));
    }
}

impl QemuConnection {
    pub(in crate::connection) fn guest_info(
        &self,
        domain: &Domain,
        types: u32,
        flags: u32,
    ) -> Result<Vec<TypedParam>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetGuestInfo", flags, 0)?;
        if types & !TYPES != 0 {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "unsupported guest information types '0x{:x}'",
                types & !TYPES
            );
        }
        let lenient = types == 0;
        let wants = |kind: u32| lenient || types & kind != 0;
        let definition = self.vm(domain)?.state().def.clone();
        self.with_agent_first(domain, "virDomainGetGuestInfo", |guest| {
            let mut params = Params::default();
            let mut ask = |kind: u32, command: &str, add: &dyn Fn(&mut Params, &Value) -> Result<()>| {
                if wants(kind)
                    && let Some(reply) = guest.ask_if_known(command, lenient)?
                {
                    add(&mut params, &reply)?;
                }
                Ok::<(), virt_core::Error>(())
            };
            ask(VIR_DOMAIN_GUEST_INFO_USERS, "guest-get-users", &users)?;
            ask(VIR_DOMAIN_GUEST_INFO_OS, "guest-get-osinfo", &system)?;
            ask(VIR_DOMAIN_GUEST_INFO_TIMEZONE, "guest-get-timezone", &timezone)?;
            ask(VIR_DOMAIN_GUEST_INFO_HOSTNAME, "guest-get-host-name", &|params, reply| {
                params.text(VIR_DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME, text(reply, "host-name"));
                Ok(())
            })?;
            let filesystems = if wants(VIR_DOMAIN_GUEST_INFO_FILESYSTEM) {
                filesystems::ask(guest, lenient)?
            } else {
                None
            };
            let optional = |kind: u32, command: &str| match wants(kind) {
                true => guest.ask_if_known(command, lenient),
                false => Ok(None),
            };
            let disks = optional(VIR_DOMAIN_GUEST_INFO_DISKS, "guest-get-disks")?;
            let interfaces = optional(VIR_DOMAIN_GUEST_INFO_INTERFACES, "guest-network-get-interfaces")?;
            let load = optional(VIR_DOMAIN_GUEST_INFO_LOAD, "guest-get-load")?;
            add_filesystems(&mut params, &filesystems.unwrap_or_default(), &definition);
            if let Some(disks) = disks {
                add_disks(&mut params, &disks, &definition)?;
            }
            if let Some(interfaces) = interfaces {
                add_interfaces(&mut params, &network::interfaces(&interfaces)?);
            }
            if let Some(load) = load {
                add_load(&mut params, &load)?;
            }
            Ok(params.0)
        })
    }
}

fn users(params: &mut Params, reply: &Value) -> Result<()> {
    const COMMAND: &str = "guest-get-users";
    let users = list(reply, COMMAND)?;
    params.count(VIR_DOMAIN_GUEST_INFO_USER_COUNT, users.len());
    for (i, user) in users.iter().enumerate() {
        let name = |suffix: &str| format!("{VIR_DOMAIN_GUEST_INFO_USER_PREFIX}{i}{suffix}");
        let user_name = text(user, "user").ok_or_else(|| missing(COMMAND, "user"))?;
        params.add(name(VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_NAME), user_name);
        params.text(name(VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN), text(user, "domain"));
        let login = user.get("login-time").and_then(Value::as_f64);
        let login = login.ok_or_else(|| missing(COMMAND, "login-time"))?;
        params.add(name(VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME), (login * 1000.0).max(0.0) as u64);
    }
    Ok(())
}

fn system(params: &mut Params, reply: &Value) -> Result<()> {
    for (field, name) in [
        ("id", VIR_DOMAIN_GUEST_INFO_OS_ID),
        ("name", VIR_DOMAIN_GUEST_INFO_OS_NAME),
        ("pretty-name", VIR_DOMAIN_GUEST_INFO_OS_PRETTY_NAME),
        ("version", VIR_DOMAIN_GUEST_INFO_OS_VERSION),
        ("version-id", VIR_DOMAIN_GUEST_INFO_OS_VERSION_ID),
        ("machine", VIR_DOMAIN_GUEST_INFO_OS_MACHINE),
        ("variant", VIR_DOMAIN_GUEST_INFO_OS_VARIANT),
        ("variant-id", VIR_DOMAIN_GUEST_INFO_OS_VARIANT_ID),
        ("kernel-release", VIR_DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE),
        ("kernel-version", VIR_DOMAIN_GUEST_INFO_OS_KERNEL_VERSION),
    ] {
        params.text(name, text(reply, field));
    }
    Ok(())
}

fn timezone(params: &mut Params, reply: &Value) -> Result<()> {
    params.text(VIR_DOMAIN_GUEST_INFO_TIMEZONE_NAME, text(reply, "zone"));
    let offset = reply.get("offset").and_then(Value::as_i64).and_then(|n| i32::try_from(n).ok());
    let offset = offset.ok_or_else(|| missing("guest-get-timezone", "offset"))?;
    params.add(VIR_DOMAIN_GUEST_INFO_TIMEZONE_OFFSET, offset);
    Ok(())
}

fn add_filesystems(params: &mut Params, all: &[Filesystem], definition: &Definition) {
    if all.is_empty() {
        return;
    }
    params.count(VIR_DOMAIN_GUEST_INFO_FS_COUNT, all.len());
    for (i, fs) in all.iter().enumerate() {
        let name = |suffix: &str| format!("{VIR_DOMAIN_GUEST_INFO_FS_PREFIX}{i}{suffix}");
        params.add(name(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_NAME), fs.name.as_str());
        params.add(name(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT), fs.mountpoint.as_str());
        params.add(name(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE), fs.kind.as_str());
        if let Some(total) = fs.total_bytes {
            params.add(name(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES), total);
        }
        if let Some(used) = fs.used_bytes {
            params.add(name(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES), used);
        }
        params.count(name(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT), fs.disks.len());
        for (j, disk) in fs.disks.iter().enumerate() {
            let part =
                |suffix: &str| name(&format!("{VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX}{j}{suffix}"));
            let target = target_of(definition, disk);
            params.text(part(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS), target.as_deref());
            params.text(part(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL), text(disk, "serial"));
            params.text(part(VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE), text(disk, "dev"));
        }
    }
}

fn add_disks(params: &mut Params, reply: &Value, definition: &Definition) -> Result<()> {
    const COMMAND: &str = "guest-get-disks";
    let disks = list(reply, COMMAND)?;
    if disks.is_empty() {
        return Ok(());
    }
    params.count(VIR_DOMAIN_GUEST_INFO_DISK_COUNT, disks.len());
    for (i, disk) in disks.iter().enumerate() {
        let name = |suffix: &str| format!("{VIR_DOMAIN_GUEST_INFO_DISK_PREFIX}{i}{suffix}");
        let device = text(disk, "name").ok_or_else(|| missing(COMMAND, "name"))?;
        params.add(name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME), device);
        let partition = disk.get("partition").and_then(Value::as_bool);
        let partition = partition.ok_or_else(|| missing(COMMAND, "partition"))?;
        params.add(name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION), partition);
        let below = disk.get("dependencies").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if !below.is_empty() {
            params.count(name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT), below.len());
        }
        for (j, one) in below.iter().enumerate() {
            let prefix = name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX);
            let suffix = VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME;
            params.text(format!("{prefix}{j}{suffix}"), one.as_str());
        }
        if let Some(address) = disk.get("address") {
            params.text(name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL), text(address, "serial"));
            let target = target_of(definition, address);
            params.text(name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS), target.as_deref());
            params.text(name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS), text(address, "bus-type"));
        }
        params.text(name(VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS), text(disk, "alias"));
    }
    Ok(())
}

fn add_interfaces(params: &mut Params, all: &[DomainInterface]) {
    if all.is_empty() {
        return;
    }
    params.count(VIR_DOMAIN_GUEST_INFO_IF_COUNT, all.len());
    for (i, interface) in all.iter().enumerate() {
        let name = |suffix: &str| format!("{VIR_DOMAIN_GUEST_INFO_IF_PREFIX}{i}{suffix}");
        params.add(name(VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_NAME), interface.name.as_str());
        params.text(name(VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR), interface.hwaddr.as_deref());
        params.count(name(VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT), interface.addrs.len());
        for (j, address) in interface.addrs.iter().enumerate() {
            let part =
                |suffix: &str| name(&format!("{VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX}{j}{suffix}"));
            let kind = if address.kind == VIR_IP_ADDR_TYPE_IPV6 { "ipv6" } else { "ipv4" };
            params.add(part(VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE), kind);
            params.add(part(VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR), address.addr.as_str());
            params.add(part(VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX), address.prefix);
        }
    }
}

fn add_load(params: &mut Params, reply: &Value) -> Result<()> {
    for (field, name) in [
        ("load1m", VIR_DOMAIN_GUEST_INFO_LOAD_1M),
        ("load5m", VIR_DOMAIN_GUEST_INFO_LOAD_5M),
        ("load15m", VIR_DOMAIN_GUEST_INFO_LOAD_15M),
    ] {
        let load =
            reply.get(field).and_then(Value::as_f64).ok_or_else(|| missing("guest-get-load", field))?;
        params.add(name, load);
    }
    Ok(())
}

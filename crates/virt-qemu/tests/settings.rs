//! What a real QEMU is told once it has been started.

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;

use support::{Place, no_qemu, pid_of, qemu};
use virt_core::consts::*;

fn guest(name: &str, more: &str, devices: &str) -> String {
    format!(
        "<domain type='qemu'><name>{name}</name><memory unit='MiB'>16</memory><vcpu>1</vcpu>{more}\
         <os><type arch='x86_64' machine='pc'>hvm</type></os>\
         <devices><emulator>{}</emulator>{devices}</devices></domain>",
        qemu().display()
    )
}

/// The kinds of authentication that a VNC server offers.
fn offered(port: u16) -> Vec<u8> {
    offered_on(TcpStream::connect(("127.0.0.1", port)).unwrap())
}

fn offered_on(mut server: impl Read + Write) -> Vec<u8> {
    let mut version = [0; 12];
    server.read_exact(&mut version).unwrap();
    assert!(version.starts_with(b"RFB 003."));
    server.write_all(&version).unwrap();
    let mut count = [0];
    server.read_exact(&mut count).unwrap();
    let mut kinds = vec![0; count[0].into()];
    server.read_exact(&mut kinds).unwrap();
    kinds
}

#[test]
fn vnc_has_a_port_and_a_password() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let start = |name: &str, graphics: &str| {
        let xml = guest(name, "", graphics);
        let domain = driver.domain_create_xml(&conn, &xml, vec![], VIR_DOMAIN_START_PAUSED).unwrap();
        let xml = driver.domain_get_xml_desc(&domain, 0).unwrap();
        let (_, rest) = xml.split_once("<graphics type='vnc' port='").unwrap();
        let port: u16 = rest.split('\'').next().unwrap().parse().unwrap();
        (domain, port)
    };
    let (open, open_port) = start("open", "<graphics type='vnc' port='-1'/>");
    let (shut, shut_port) = start("shut", "<graphics type='vnc' autoport='yes' passwd='secret'/>");
    assert_ne!(open_port, shut_port);
    assert!(open_port >= 5900 && shut_port >= 5900);
    assert_eq!(offered(open_port), [1]);
    assert_eq!(offered(shut_port), [2]);
    let secret = |flags| driver.domain_get_xml_desc(&shut, flags).unwrap().contains("secret");
    assert!(!secret(0) && secret(VIR_DOMAIN_XML_SECURE));
    for domain in [open, shut] {
        driver.domain_destroy_flags(&domain, 0).unwrap();
    }
}

#[test]
fn limits_links_and_processors_are_set() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let disk = place.path().join("disk.img");
    std::fs::write(&disk, support::boot_sector()).unwrap();
    let conn = place.open();
    let driver = conn.driver();
    let tune = "<iothreads>1</iothreads><cputune><vcpupin vcpu='0' cpuset='0'/>\
                <iothreadpin iothread='1' cpuset='0'/><emulatorpin cpuset='0'/></cputune>";
    let devices = format!(
        "<disk type='file'><driver name='qemu' type='raw' iothread='1'/><source file='{}'/>\
         <target dev='vda' bus='virtio'/>\
         <iotune><total_bytes_sec>1000000</total_bytes_sec></iotune></disk>\
         <interface type='user'><model type='e1000'/><link state='down'/></interface>",
        disk.display()
    );
    let xml = guest("set", tune, &devices);
    let domain = driver.domain_create_xml(&conn, &xml, vec![], VIR_DOMAIN_START_PAUSED).unwrap();
    let ask = |command: &str, flags| driver.domain_qemu_monitor_command(&domain, command, flags).unwrap();
    assert!(ask(r#"{"execute":"query-block"}"#, 0).contains(r#""bps":1000000"#));
    // QEMU tells a link's state only in a trace of what it transmits; it must know the name at least.
    ask("set_link net0 off", VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP);
    let pid = pid_of(place.path(), "set");
    let mut pinned = 0;
    for thread in std::fs::read_dir(format!("/proc/{pid}/task")).unwrap().flatten() {
        let status = std::fs::read_to_string(thread.path().join("status")).unwrap();
        pinned += usize::from(status.lines().any(|line| line == "Cpus_allowed_list:\t0"));
    }
    assert!(pinned >= 3, "main thread, processor and I/O thread are bound: {pinned}");
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

/// A processor that the host doesn't have is asked for.
#[test]
fn a_place_that_cannot_be_had_ends_the_start() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let xml = guest("lost", "<cputune><vcpupin vcpu='0' cpuset='1000'/></cputune>", "");
    let error = conn.driver().domain_create_xml(&conn, &xml, vec![], VIR_DOMAIN_START_PAUSED).unwrap_err();
    assert!(error.message().contains("cannot set CPU affinity on process"), "{error}");
    assert!(support::qemus_of(place.path()).is_empty());
}

#[test]
fn a_viewer_of_the_programs_own() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let xml = guest("seen", "", "<graphics type='vnc' autoport='yes' passwd='secret'/>");
    let domain = driver.domain_create_xml(&conn, &xml, vec![], VIR_DOMAIN_START_PAUSED).unwrap();
    let fd = driver.domain_open_graphics_fd(&domain, 0, VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH).unwrap();
    assert_eq!(offered_on(UnixStream::from(fd)), [1]);
    let (ours, theirs) = UnixStream::pair().unwrap();
    driver.domain_open_graphics(&domain, 0, theirs.into(), 0).unwrap();
    assert_eq!(offered_on(ours), [2]);
    let error = driver.domain_open_graphics_fd(&domain, 1, 0).unwrap_err();
    assert_eq!(error.message(), "internal error: No graphics backend with index 1");
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn actions_at_the_end_of_a_run_can_be_changed() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let domain = driver.domain_define_xml_flags(&conn, &guest("kept", "", ""), 0).unwrap();
    driver.domain_create_with_flags(&domain, vec![], VIR_DOMAIN_START_PAUSED).unwrap();
    let set = |event: i32, action: i32, flags| {
        driver.domain_set_lifecycle_action(&domain, event as u32, action as u32, flags)
    };
    let (reboot, destroy) = (VIR_DOMAIN_LIFECYCLE_REBOOT, VIR_DOMAIN_LIFECYCLE_ACTION_DESTROY);
    set(reboot, destroy, VIR_DOMAIN_AFFECT_LIVE).unwrap();
    let xml = |flags| driver.domain_get_xml_desc(&domain, flags).unwrap();
    assert!(xml(0).contains("<on_reboot>destroy<"));
    assert!(xml(VIR_DOMAIN_XML_INACTIVE).contains("<on_reboot>restart<"));
    set(VIR_DOMAIN_LIFECYCLE_CRASH, VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE, VIR_DOMAIN_AFFECT_CONFIG).unwrap();
    assert!(xml(VIR_DOMAIN_XML_INACTIVE).contains("<on_crash>preserve<"));
    let error = set(reboot, VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY, 0).unwrap_err();
    assert_eq!(error.code(), VIR_ERR_CONFIG_UNSUPPORTED);
    let error = set(VIR_DOMAIN_LIFECYCLE_POWEROFF, VIR_DOMAIN_LIFECYCLE_ACTION_RESTART, 0).unwrap_err();
    assert!(error.message().contains("'onReboot' set to 'destroy"), "{error}");
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn a_mark_for_one_start_is_used_up_and_the_saved_state_with_it() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    {
        let conn = place.open();
        let driver = conn.driver();
        let domain = driver.domain_define_xml_flags(&conn, &guest("once", "", ""), 0).unwrap();
        driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
        driver.domain_managed_save(&domain, VIR_DOMAIN_SAVE_BYPASS_CACHE).unwrap();
        driver.domain_set_autostart_once(&domain, true).unwrap();
        assert!(driver.domain_get_autostart_once(&domain).unwrap());
    }
    let link = place.path().join("etc/qemu/autostart/once.xml.once");
    assert!(link.symlink_metadata().is_ok());
    // As after a boot of the host.
    std::fs::remove_file(place.path().join("run/qemu/autostarted")).unwrap();
    let conn = place.open();
    let driver = conn.driver();
    let domain = driver.domain_lookup_by_name(&conn, "once").unwrap();
    assert_eq!(support::state(&domain), (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_RESTORED));
    assert!(!driver.domain_has_managed_save_image(&domain, 0).unwrap());
    assert!(!driver.domain_get_autostart_once(&domain).unwrap() && link.symlink_metadata().is_err());
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn images_have_to_be_there() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let disk = |device: &str, policy: &str| {
        format!(
            "<disk type='file' device='{device}'><driver name='qemu' type='raw'/>\
             <source file='/nonexistent/image'{policy}/><target dev='hdc' bus='ide'/></disk>"
        )
    };
    let start = |devices: &str| {
        let xml = guest("lost", "", devices);
        driver.domain_create_xml(&conn, &xml, vec![], VIR_DOMAIN_START_PAUSED)
    };
    let error = start(&disk("disk", "")).unwrap_err();
    assert_eq!((error.domain(), error.code()), (VIR_FROM_STORAGE, VIR_ERR_SYSTEM_ERROR));
    assert!(error.message().starts_with("Cannot access storage file '/nonexistent/image'"), "{error}");
    assert!(start(&disk("cdrom", " startupPolicy='requisite'")).is_err());
    let domain = start(&disk("cdrom", " startupPolicy='optional'")).unwrap();
    assert!(!driver.domain_get_xml_desc(&domain, 0).unwrap().contains("/nonexistent"));
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

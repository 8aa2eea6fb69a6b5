//! What a real QEMU is told once it has been started.

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

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
    let mut server = TcpStream::connect(("127.0.0.1", port)).unwrap();
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

//! Guests with disks on servers, by way of a real nbdkit.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::http::Server;
use support::{Place, boot_sector, eventually, no_qemu, pid_alive, qemu};
use virt_core::consts::*;
use virt_core::{Connect, Domain};

/// True, with a message, when there is no nbdkit with this plugin.
fn lacks(plugin: &str) -> bool {
    let there = Command::new("nbdkit").args([plugin, "--version"]).output();
    let lacks = !there.is_ok_and(|output| output.status.success());
    if lacks {
        eprintln!("skipped: nbdkit with {plugin} is not installed");
    }
    lacks || no_qemu()
}

fn place() -> Place {
    let place = Place::new();
    let conf = "user = \"+0\"\ngroup = \"+0\"\nsecurity_driver = \"none\"\nstorage_use_nbdkit = 1\n";
    std::fs::write(place.path().join("etc/qemu.conf"), conf).unwrap();
    place
}

fn guest(place: &Place, source: &str) -> String {
    format!(
        "<domain type='qemu'><name>far</name><memory unit='MiB'>16</memory><vcpu>1</vcpu>\
         <os><type arch='x86_64' machine='pc'>hvm</type></os>\
         <devices><emulator>{}</emulator><disk type='network' device='disk'><driver name='qemu' type='raw'/>\
         {source}<target dev='sda' bus='usb'/><readonly/></disk>\
         <serial type='file'><source path='{}'/></serial></devices></domain>",
        qemu().display(),
        place.path().join("far.serial").display()
    )
}

fn create(connect: &Connect, xml: &str) -> virt_core::Result<Domain> {
    connect.driver().domain_create_xml(connect, xml, vec![], 0)
}

fn pid_file(place: &Place, id: i32) -> PathBuf {
    place.path().join(format!("lib/qemu/domain-{id}-far/nbdkit-libvirt-1-storage.pid"))
}

fn pid_in(path: &Path) -> Option<u32> {
    std::fs::read_to_string(path).ok()?.trim().parse().ok()
}

fn running_pid(place: &Place) -> u32 {
    pid_in(&pid_file(place, 1)).unwrap()
}

fn http(port: u16, path: &str, more: &str) -> String {
    format!("<source protocol='http' name='{path}'><host name='127.0.0.1' port='{port}'/>{more}</source>")
}

#[test]
fn a_disk_on_a_web_server() {
    if lacks("curl") {
        return;
    }
    let server = Server::start(boot_sector());
    let place = place();
    let connect = place.open();
    let cookies = "<cookies><cookie name='key'>hidden-word</cookie></cookies><readahead size='65536'/>";
    let domain = create(&connect, &guest(&place, &http(server.port, "disk.img", cookies))).unwrap();
    let pid = running_pid(&place);
    let command = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap();
    let command = String::from_utf8_lossy(&command).replace('\0', " ");
    let url = format!("protocols=http,https url=http://127.0.0.1:{}/disk.img", server.port);
    assert!(command.contains(&url) && command.contains("--readonly"), "{command}");
    assert!(command.contains("--filter=readahead") && command.contains("cookie=-"), "{command}");
    assert!(!command.contains("hidden-word"), "{command}");
    eventually("the guest's greeting", || place.serial("far").contains(support::GREETING));
    assert!(
        server.heard.lock().unwrap().iter().any(|line| line.eq_ignore_ascii_case("cookie: key=hidden-word"))
    );

    // One that dies is replaced.
    support::kill(pid);
    eventually("another nbdkit", || {
        pid_in(&pid_file(&place, 1)).is_some_and(|other| other != pid && pid_alive(other))
    });
    // Its start is a job; ours comes after it.
    domain.driver().domain_suspend(&domain).unwrap();
    domain.driver().domain_resume(&domain).unwrap();

    // So is one that died while nobody was there to see it.
    drop(domain);
    drop(connect);
    let pid = running_pid(&place);
    support::kill(pid);
    let connect = place.open();
    let domain = connect.driver().domain_lookup_by_name(&connect, "far").unwrap();
    eventually("a third nbdkit", || {
        pid_in(&pid_file(&place, 1)).is_some_and(|other| other != pid && pid_alive(other))
    });
    assert_eq!(support::state(&domain).0, VIR_DOMAIN_RUNNING);
    let pid = running_pid(&place);
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    eventually("the end of nbdkit", || !pid_alive(pid));
    assert!(!pid_file(&place, 1).exists());
}

#[test]
fn what_cannot_be_served_is_told_with_nbdkits_words() {
    if lacks("curl") {
        return;
    }
    let server = Server::start(boot_sector());
    let place = place();
    let connect = place.open();
    let error = create(&connect, &guest(&place, &http(server.port, "missing.img", ""))).err().unwrap();
    assert_eq!(error.code(), VIR_ERR_OPERATION_FAILED, "{error}");
    let url = format!("Failed to connect to nbdkit for 'http://127.0.0.1:{}/missing.img'", server.port);
    assert!(error.message().contains(&url) && error.message().contains("404"), "{error}");
    assert!(support::qemus_of(place.path()).is_empty());
    assert!(support::processes_of(place.path()).is_empty());
}

#[test]
fn ssh_servers() {
    if lacks("ssh") {
        return;
    }
    let place = place();
    let connect = place.open();
    // Nobody listens there.
    let source = "<source protocol='ssh' name='/disk.img'><host name='127.0.0.1' port='1'/>\
                  <identity username='nobody' keyfile='/nonexistent/key'/>\
                  <knownHosts path='/nonexistent/hosts'/></source>";
    let error = create(&connect, &guest(&place, source)).err().unwrap();
    assert_eq!(error.code(), VIR_ERR_OPERATION_FAILED, "{error}");
    assert!(error.message().contains("'ssh://127.0.0.1:1/disk.img'"), "{error}");
    let log = std::fs::read_to_string(place.path().join("log/qemu/far.log")).unwrap();
    let wanted = "ssh host=127.0.0.1 port=1 path=/disk.img identity=/nonexistent/key user=nobody \
                  known-hosts=/nonexistent/hosts";
    assert!(log.contains("Starting external device: nbdkit") && log.contains(wanted), "{log}");
}

#[test]
fn a_guest_whose_disk_stays_lost_is_tainted() {
    if lacks("curl") {
        return;
    }
    let mut content = boot_sector();
    content.resize(1 << 20, 0);
    let server = Server::start(content);
    let place = place();
    let connect = place.open();
    let domain = create(&connect, &guest(&place, &http(server.port, "disk.img", ""))).unwrap();
    let pid = running_pid(&place);
    // In the place of the socket is something that cannot be removed as one.
    let socket = pid_file(&place, 1).with_extension("socket");
    std::fs::remove_file(&socket).unwrap();
    std::fs::create_dir(&socket).unwrap();
    support::kill(pid);
    eventually("the taint", || {
        domain.driver().domain_get_messages(&domain, 0).unwrap().iter().any(|text| text.contains("nbdkit"))
    });
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
}

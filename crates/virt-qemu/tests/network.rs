//! Guests with taps, ports of bridges and macvtaps. Where making devices isn't possible, nothing is tested.

mod support;

use std::path::Path;
use std::process::Command;

use support::{Place, no_qemu, qemu, state};
use virt_core::consts::*;

/// A bridge that goes away.
struct Bridge(String);

impl Bridge {
    fn new(kind: &str) -> Option<Self> {
        let name = format!("vrs{kind}{}", std::process::id() % 100_000);
        let made = Command::new("ip").args(["link", "add", &name, "type", "bridge"]).output();
        if made.is_ok_and(|output| output.status.success()) {
            return Some(Self(name));
        }
        eprintln!("skipped: no bridge can be made here");
        None
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        let _ = Command::new("ip").args(["link", "del", &self.0]).output();
    }
}

fn guest(interface: &str) -> String {
    format!(
        "<domain type='qemu'><name>net</name><memory unit='MiB'>8</memory><vcpu>1</vcpu>\
         <os><type arch='x86_64' machine='pc'>hvm</type></os>\
         <devices><emulator>{}</emulator>{interface}</devices></domain>",
        qemu().display()
    )
}

fn device(xml: &str) -> String {
    let start = xml.find("<target dev='").unwrap() + "<target dev='".len();
    xml[start..].split('\'').next().unwrap().to_owned()
}

fn sys(name: &str, file: &str) -> String {
    let path = Path::new("/sys/class/net").join(name).join(file);
    std::fs::read_to_string(path).unwrap_or_default().trim().to_owned()
}

#[test]
fn a_port_of_a_bridge() {
    if no_qemu() {
        return;
    }
    let Some(bridge) = Bridge::new("b") else { return };
    let place = Place::new();
    let connect = place.open();
    let xml = guest(&format!(
        "<interface type='bridge'><mac address='52:54:00:11:22:33'/><source bridge='{}'/>\
         <model type='virtio'/><driver queues='2'/><mtu size='1400'/></interface>",
        bridge.0
    ));
    let domain = connect.driver().domain_create_xml(&connect, &xml, vec![], 0).unwrap();
    let live = domain.driver().domain_get_xml_desc(&domain, 0).unwrap();
    let name = device(&live);
    assert!(name.starts_with("vnet"), "{live}");
    assert_eq!(sys(&name, "address"), "fe:54:00:11:22:33");
    assert_eq!(sys(&name, "mtu"), "1400");
    assert!(Path::new("/sys/class/net").join(&name).join("brport").exists());
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    assert!(!Path::new("/sys/class/net").join(&name).exists());
}

#[test]
fn a_macvtap_is_up_while_the_guest_runs() {
    if no_qemu() {
        return;
    }
    let Some(bridge) = Bridge::new("m") else { return };
    let place = Place::new();
    let connect = place.open();
    let xml = guest(&format!(
        "<interface type='direct'><mac address='52:54:00:11:22:44'/><source dev='{}' mode='bridge'/>\
         <model type='e1000'/></interface>",
        bridge.0
    ));
    let domain = match connect.driver().domain_create_xml(&connect, &xml, vec![], 0) {
        Ok(domain) => domain,
        Err(error) => {
            assert_eq!(error.code(), VIR_ERR_SYSTEM_ERROR, "{error}");
            eprintln!("skipped: no macvtap here: {error}");
            return;
        }
    };
    let name = device(&domain.driver().domain_get_xml_desc(&domain, 0).unwrap());
    let up = || u32::from_str_radix(sys(&name, "flags").trim_start_matches("0x"), 16).unwrap() & 1 != 0;
    assert!(up());
    assert_eq!(sys(&name, "address"), "52:54:00:11:22:44");
    domain.driver().domain_suspend(&domain).unwrap();
    assert!(!up());
    domain.driver().domain_resume(&domain).unwrap();
    assert!(up());
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    assert!(!Path::new("/sys/class/net").join(&name).exists());
}

#[test]
fn scripts_and_errors() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let connect = place.open();
    let create = |interface: &str| connect.driver().domain_create_xml(&connect, &guest(interface), vec![], 0);
    let script = |name: &str, text: &str| {
        let path = place.path().join(name);
        support::write_program(&path, &format!("#!/bin/sh\n{text}\n"));
        path.display().to_string()
    };
    let note = place.path().join("note");
    let up = script("up", &format!("echo up $1 >> {}", note.display()));
    let down = script("down", &format!("echo down $1 >> {}", note.display()));
    let ethernet =
        format!("<interface type='ethernet'><script path='{up}'/><downscript path='{down}'/></interface>");
    let domain = match create(&ethernet) {
        Ok(domain) => domain,
        Err(error) => {
            eprintln!("skipped: no taps here: {error}");
            return;
        }
    };
    let name = device(&domain.driver().domain_get_xml_desc(&domain, 0).unwrap());
    assert_eq!(state(&domain).0, VIR_DOMAIN_RUNNING);
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    assert_eq!(std::fs::read_to_string(&note).unwrap(), format!("up {name}\ndown {name}\n"));

    let failing = script("failing", "echo no such luck >&2; exit 3");
    let error = create(&format!("<interface type='ethernet'><script path='{failing}'/></interface>"));
    let error = error.err().unwrap();
    assert!(error.to_string().contains("exit status 3: no such luck"), "{error}");
    let missing = "<interface type='ethernet'><target dev='no-such-dev' managed='no'/></interface>";
    let error = create(missing).err().unwrap();
    assert_eq!(error.code(), VIR_ERR_INTERNAL_ERROR);
    assert!(error.to_string().contains("specified dev doesn't exist"), "{error}");
    let error = create("<interface type='bridge'><source bridge='no-such-br'/></interface>").err().unwrap();
    assert_eq!(error.code(), VIR_ERR_SYSTEM_ERROR, "{error}");
    let error = create("<interface type='network'><source network='default'/></interface>").err().unwrap();
    assert_eq!(error.code(), VIR_ERR_SYSTEM_ERROR, "{error}");
}

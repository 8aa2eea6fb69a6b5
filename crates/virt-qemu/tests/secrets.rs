//! Secrets of a root: kept beside its domains and used for their disks.

mod support;

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use support::{GREETING, Place, eventually, no_qemu};
use virt_core::consts::*;
use virt_core::driver::SecretDriver;
use virt_core::{Connect, Secret};

const PASSPHRASE: &str = "correct horse battery staple";

fn define(conn: &Connect, attributes: &str, usage: &str) -> Secret {
    let xml = format!("<secret {attributes}><usage {usage}</usage></secret>");
    conn.secret_driver().secret_define_xml(conn, &xml, 0).unwrap()
}

fn secrets(conn: &Connect) -> &dyn SecretDriver {
    conn.secret_driver()
}

/// The command line of a domain with one disk.
fn command_line(conn: &Connect, disk: &str) -> virt_core::Result<String> {
    let xml = support::bare_guest("x").replace("<devices>", &format!("<devices>{disk}"));
    conn.driver().connect_domain_xml_to_native(conn, "qemu-argv", &xml, 0)
}

fn network_disk(protocol: &str, name: &str, secret: &str) -> String {
    format!(
        "<disk type='network' device='disk'><driver name='qemu' type='raw'/><auth username='me'><secret {secret}/></auth>\
         <source protocol='{protocol}' name='{name}'><host name='example.org' port='3260'/></source>\
         <target dev='vda' bus='virtio'/></disk>"
    )
}

#[test]
fn kept_in_private_files_and_found_again() {
    let place = Place::new();
    let conn = place.open();
    assert!(!place.path().join("etc/secrets").exists(), "a root without secrets has no files for them");
    let secret = define(&conn, "ephemeral='no' private='no'", "type='ceph'><name>pool</name>");
    let error = secrets(&conn).secret_get_value(&secret, 0).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_NO_SECRET, VIR_FROM_SECRET));
    secrets(&conn).secret_set_value(&secret, b"\0value", 0).unwrap();
    define(&conn, "ephemeral='yes' private='no'", "type='ceph'><name>passing</name>");
    for entry in std::fs::read_dir(place.path().join("etc/secrets")).unwrap().flatten() {
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
    }
    // Another connection to the root has the same secrets at once, a later one those that are kept.
    let other = place.open();
    let found = secrets(&other).secret_lookup_by_usage(&other, VIR_SECRET_USAGE_TYPE_CEPH, "pool").unwrap();
    assert_eq!(secrets(&other).secret_get_value(&found, 0).unwrap(), b"\0value");
    assert_eq!(secrets(&other).connect_list_all_secrets(&other, 0).unwrap().len(), 2);
    drop((secret, found, conn, other));
    let conn = place.open();
    let all = secrets(&conn).connect_list_all_secrets(&conn, 0).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(secrets(&conn).secret_get_value(&all[0], 0).unwrap(), b"\0value");
    secrets(&conn).secret_undefine(&all[0]).unwrap();
    assert_eq!(std::fs::read_dir(place.path().join("etc/secrets")).unwrap().count(), 0);
}

#[test]
fn credentials_of_network_disks_come_sealed() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let disk = network_disk("iscsi", "iqn.2013-07.com.example:x/1", "type='iscsi' usage='target'");
    let error = command_line(&conn, &disk).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC));

    let iscsi = define(&conn, "ephemeral='no' private='yes'", "type='iscsi'><target>target</target>");
    assert_eq!(command_line(&conn, &disk).unwrap_err().code(), VIR_ERR_NO_SECRET, "no value yet");
    secrets(&conn).secret_set_value(&iscsi, PASSPHRASE.as_bytes(), 0).unwrap();
    let error = secrets(&conn).secret_get_value(&iscsi, 0).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_INVALID_SECRET, VIR_FROM_SECRET));
    let line = command_line(&conn, &disk).unwrap();
    assert!(line.contains(r#""id":"libvirt-1-storage-auth-secret0","data":""#), "{line}");
    assert!(line.contains(r#""keyid":"masterKey0""#) && !line.contains(PASSPHRASE), "{line}");

    let ceph = define(&conn, "ephemeral='yes' private='no'", "type='ceph'><name>pool</name>");
    secrets(&conn).secret_set_value(&ceph, b"key", 0).unwrap();
    let rbd = |uuid| network_disk("rbd", "pool/image", &format!("type='ceph' uuid='{uuid}'"));
    let line = command_line(&conn, &rbd(ceph.uuid())).unwrap();
    assert!(line.contains(r#""key-secret":"libvirt-1-storage-auth-secret0""#), "{line}");
    let error = command_line(&conn, &rbd(iscsi.uuid())).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_INVALID_ARG, VIR_FROM_SECRET));
    let error = command_line(&conn, &rbd(virt_core::Uuid::from_u128(7))).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_NO_SECRET, VIR_FROM_SECRET));
}

/// Encrypts the boot sector into an image of QEMU's; false when there is no qemu-img.
fn encrypt(place: &Place, format: &str, to: &str) -> bool {
    let plain = place.path().join("plain.img");
    std::fs::write(&plain, support::boot_sector()).unwrap();
    let key = if format == "luks" { "key-secret=s" } else { "encrypt.format=luks,encrypt.key-secret=s" };
    let iterations = if format == "luks" { "iter-time=10" } else { "encrypt.iter-time=10" };
    let done = Command::new("qemu-img")
        .args(["convert", "-f", "raw", "-O", format, "--object"])
        .arg(format!("secret,id=s,data={PASSPHRASE}"))
        .args(["-o", &format!("{key},{iterations}")])
        .args([plain.to_str().unwrap(), to])
        .status();
    done.is_ok_and(|status| status.success())
}

#[test]
fn encrypted_disks_boot() {
    if no_qemu() {
        return;
    }
    for (name, format) in [("plain-luks", "luks"), ("in-qcow2", "qcow2")] {
        let place = Place::new();
        let conn = place.open();
        let image = place.path().join("disk").to_str().unwrap().to_owned();
        if !encrypt(&place, format, &image) {
            eprintln!("skipped: no qemu-img");
            return;
        }
        let secret = define(&conn, "ephemeral='no' private='yes'", "type='volume'><volume>/disk</volume>");
        let driver = if format == "luks" { "raw" } else { format };
        let xml = place
            .guest(name)
            .replace("type='raw'/>", &format!("type='{driver}'/>"))
            .replace(
                &format!("{name}.img'/>"),
                "disk'><encryption format='luks'><secret type='passphrase' USAGE/></encryption></source>",
            )
            .replace("USAGE", &format!("uuid='{}'", secret.uuid()));
        let start = |conn: &Connect| conn.driver().domain_create_xml(conn, &xml, vec![], 0);
        assert_eq!(start(&conn).unwrap_err().code(), VIR_ERR_NO_SECRET);
        secrets(&conn).secret_set_value(&secret, b"something else", 0).unwrap();
        let error = start(&conn).unwrap_err();
        assert!(error.message().contains("Invalid password"), "{error}");
        secrets(&conn).secret_set_value(&secret, PASSPHRASE.as_bytes(), 0).unwrap();
        let domain = start(&conn).unwrap();
        eventually("greeting", || place.serial(name).contains(GREETING));
        let text = conn.driver().domain_get_xml_desc(&domain, VIR_DOMAIN_XML_SECURE).unwrap();
        assert!(!text.contains(PASSPHRASE));
        conn.driver().domain_destroy_flags(&domain, 0).unwrap();
    }
}

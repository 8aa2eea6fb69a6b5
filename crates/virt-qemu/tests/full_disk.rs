//! A disk without room: calls fail with the reason, and nothing that was there is lost.
//!
//! The root is a small file system of its own, which only root can make; others skip the test.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::Command;

use support::{bare_guest, eventually, no_qemu, processes_of, state};
use virt_core::consts::*;
use virt_core::{Connect, Domain, Error};

#[test]
fn a_full_disk_loses_nothing() {
    if no_qemu() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=3m tmpfs \"$VIRT_TEST_ROOT\" || exit 77; exec \"$0\" \"$@\"";
    let status = Command::new("unshare")
        .args(["-m", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "helper_on_a_small_disk", "--nocapture", "--ignored"])
        .env("VIRT_TEST_ROOT", folder.path())
        .status();
    match status.ok().and_then(|status| status.code()) {
        Some(1 | 77 | 126 | 127) | None if unprivileged() => eprintln!("skipped: cannot mount"),
        code => assert_eq!(code, Some(0)),
    }
}

/// Whether this process may not mount anything.
fn unprivileged() -> bool {
    let tried = Command::new("unshare").args(["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status();
    !tried.is_ok_and(|status| status.success())
}

fn define(conn: &Connect, xml: &str) -> Result<Domain, Error> {
    conn.driver().domain_define_xml_flags(conn, xml, 0)
}

#[test]
#[ignore = "a helper of the test above"]
fn helper_on_a_small_disk() {
    let root = std::env::var_os("VIRT_TEST_ROOT").unwrap();
    let root = Path::new(&root);
    std::fs::create_dir_all(root.join("etc")).unwrap();
    std::fs::write(root.join("etc/qemu.conf"), "user = \"+0\"\ngroup = \"+0\"\nsecurity_driver = \"none\"\n")
        .unwrap();
    let conn = support::open(root, 0).unwrap();
    let driver = conn.driver();
    let kept = define(&conn, &bare_guest("kept")).unwrap();
    let before = driver.domain_get_xml_desc(&kept, 0).unwrap();
    let runs = driver.domain_create_xml(&conn, &bare_guest("runs"), vec![], 0).unwrap();
    fill(root);

    let no_room = |what: &str, error: Error| {
        assert_eq!(error.code(), VIR_ERR_SYSTEM_ERROR, "{what}: {error}");
        assert!(error.message().contains("No space left on device"), "{what}: {error}");
    };
    no_room("define", define(&conn, &bare_guest("new")).unwrap_err());
    assert_eq!(driver.domain_lookup_by_name(&conn, "new").unwrap_err().code(), VIR_ERR_NO_DOMAIN);
    let changed = before.replace("<memory unit='KiB'>8192", "<memory unit='KiB'>16384");
    assert_ne!(changed, before);
    no_room("define again", define(&conn, &changed).unwrap_err());
    assert_eq!(driver.domain_get_xml_desc(&kept, 0).unwrap(), before);
    no_room(
        "title",
        driver.domain_set_metadata(&kept, VIR_DOMAIN_METADATA_TITLE, Some("t"), None, None, 2).unwrap_err(),
    );
    assert_eq!(driver.domain_get_xml_desc(&kept, 0).unwrap(), before);
    no_room("start", driver.domain_create_with_flags(&kept, vec![], 0).unwrap_err());
    no_room("create", driver.domain_create_xml(&conn, &bare_guest("new"), vec![], 0).map(drop).unwrap_err());
    assert_eq!(driver.connect_list_all_domains(&conn, 0).unwrap().len(), 2);

    // What runs can be paused, whether that can be noted or not, but not saved.
    driver.domain_suspend(&runs).unwrap();
    assert_eq!(state(&runs).0, VIR_DOMAIN_PAUSED);
    driver.domain_resume(&runs).unwrap();
    let image = root.join("image");
    driver.domain_save_flags(&runs, image.to_str().unwrap(), None, 0).unwrap_err();
    assert_eq!(state(&runs).0, VIR_DOMAIN_RUNNING);
    assert!(!image.exists());
    drop((runs, kept, conn));

    // A root that can't be opened for want of room says so and is as it was.
    match support::open(root, 0) {
        Ok(conn) => assert_eq!(conn.driver().connect_list_all_domains(&conn, 0).unwrap().len(), 2),
        Err(error) => no_room("open", error),
    }
    std::fs::remove_file(root.join("filler")).unwrap();
    let conn = support::open(root, 0).unwrap();
    let driver = conn.driver();
    let kept = driver.domain_lookup_by_name(&conn, "kept").unwrap();
    assert_eq!(driver.domain_get_xml_desc(&kept, 0).unwrap(), before);
    let runs = driver.domain_lookup_by_name(&conn, "runs").unwrap();
    assert_eq!((runs.id(), state(&runs).0), (1, VIR_DOMAIN_RUNNING));
    // Ending a domain needs no room.
    fill(root);
    driver.domain_destroy_flags(&runs, 0).unwrap();
    driver.domain_undefine_flags(&kept, 0).unwrap();
    assert!(driver.connect_list_all_domains(&conn, 0).unwrap().is_empty());
    eventually("end of all processes", || processes_of(root).iter().all(|(_, c)| !c.contains("qemu-system")));
}

/// Takes all room there is.
fn fill(root: &Path) {
    let mut filler = std::fs::File::create(root.join("filler")).unwrap();
    for size in [64 << 10, 4096, 64, 1] {
        while filler.write_all(&vec![1; size]).is_ok() {}
    }
}

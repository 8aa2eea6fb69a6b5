//! Roots: several of them, shared ones, taken ones, far ones, impossible ones.

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use support::{Place, no_qemu, state};
use virt_core::consts::*;

/// Runs one of the helpers below in a process of its own.
fn helper(name: &str, root: &std::path::Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture", "--ignored"])
        .env("VIRT_TEST_ROOT", root)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn wait_for_line(child: &mut Child, wanted: &str) {
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    while !lines.next().unwrap().unwrap().contains(wanted) {}
}

fn root_of_helper() -> std::path::PathBuf {
    std::env::var_os("VIRT_TEST_ROOT").unwrap().into()
}

#[test]
#[ignore = "a helper of the tests below"]
fn helper_holds_the_root() {
    let _conn = support::open(&root_of_helper(), 0).unwrap();
    println!("open");
    std::thread::sleep(std::time::Duration::from_secs(60));
}

#[test]
fn the_folder_tree_and_relative_roots() {
    let place = Place::new();
    let _conn = place.open();
    for folder in [
        "cache/qemu",
        "lib/qemu/checkpoint",
        "lib/qemu/dump",
        "lib/qemu/nvram",
        "lib/qemu/ram",
        "lib/qemu/save",
        "lib/qemu/snapshot",
        "run/qemu/channel",
        "run/qemu/dbus",
        "run/qemu/passt",
        "run/qemu/rdp",
        "run/qemu/slirp",
    ] {
        assert!(place.path().join(folder).is_dir(), "{folder}");
    }
    let error = support::open("relative/root".as_ref(), 0).unwrap_err();
    assert_eq!(error.code(), VIR_ERR_CONFIG_UNSUPPORTED);
    assert!(error.message().ends_with("root path must be absolute"));
}

#[test]
fn roots_are_separate_and_one_root_is_shared() {
    let (one, two) = (Place::new(), Place::new());
    let conns: Vec<_> = std::thread::scope(|scope| {
        let open = |place: &'static str| {
            let place = if place == "one" { &one } else { &two };
            scope.spawn(move || place.open())
        };
        ["one", "two", "one", "two", "one"].map(open).into_iter().map(|t| t.join().unwrap()).collect()
    });
    let xml = support::bare_guest("x");
    conns[0].driver().domain_define_xml_flags(&conns[0], &xml, 0).unwrap();
    assert!(conns[2].driver().domain_lookup_by_name(&conns[2], "x").is_ok());
    assert!(conns[1].driver().domain_lookup_by_name(&conns[1], "x").is_err());
    drop(conns);
    let conn = one.open();
    assert!(conn.driver().domain_lookup_by_name(&conn, "x").is_ok());
}

#[test]
fn a_root_that_another_process_has() {
    let place = Place::new();
    let mut other = helper("helper_holds_the_root", place.path());
    wait_for_line(&mut other, "open");
    let error = place.try_open(0).unwrap_err();
    assert!(error.message().contains(&format!("held by process {}", other.id())), "{error}");
    other.kill().unwrap();
    other.wait().unwrap();
    place.open();
}

#[test]
fn many_threads_open_use_and_close_many_roots() {
    let places: Vec<Place> = (0..3).map(|_| Place::new()).collect();
    std::thread::scope(|scope| {
        for thread in 0..12 {
            let place = &places[thread % places.len()];
            scope.spawn(move || {
                for turn in 0..8 {
                    let conn = place.open();
                    let xml = support::bare_guest(&format!("t{thread}-{turn}"));
                    let domain = conn.driver().domain_define_xml_flags(&conn, &xml, 0).unwrap();
                    assert!(!conn.driver().connect_list_all_domains(&conn, 0).unwrap().is_empty());
                    if turn % 2 == 0 {
                        conn.driver().domain_undefine_flags(&domain, 0).unwrap();
                    }
                }
            });
        }
    });
    for place in &places {
        let conn = place.open();
        assert_eq!(conn.driver().connect_list_all_domains(&conn, 0).unwrap().len(), 4 * 4);
    }
}

#[test]
fn one_folder_by_two_names_is_one_root() {
    let place = Place::new();
    let other = tempfile::tempdir().unwrap();
    let link = other.path().join("link");
    std::os::unix::fs::symlink(place.path(), &link).unwrap();
    let one = place.open();
    one.driver().domain_define_xml_flags(&one, &support::bare_guest("x"), 0).unwrap();
    let two = support::open(&link, 0).unwrap();
    assert!(two.driver().domain_lookup_by_name(&two, "x").is_ok());
}

#[test]
fn roots_that_cannot_be() {
    let place = Place::new();
    let made = place.path().join("not/there/yet");
    support::open(&made, 0).unwrap();
    assert!(made.join("run/qemu").is_dir());
    let file = place.path().join("file");
    std::fs::write(&file, "").unwrap();
    for root in [file.join("below"), file, "/proc/self/below".into()] {
        let error = support::open(&root, 0).unwrap_err();
        assert_eq!(error.code(), VIR_ERR_SYSTEM_ERROR, "{error}");
        assert!(error.message().contains(root.to_str().unwrap()), "{error}");
    }
    // A failed open holds nothing: what is in the way can be put right.
    let place = Place::new();
    std::fs::write(place.path().join("run"), "").unwrap();
    place.try_open(0).unwrap_err();
    std::fs::remove_file(place.path().join("run")).unwrap();
    place.open();
}

#[test]
fn guests_of_a_root_with_a_long_path() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let root = place.path().join("a".repeat(100)).join("b".repeat(100));
    std::fs::create_dir_all(root.join("etc")).unwrap();
    std::fs::copy(place.path().join("etc/qemu.conf"), root.join("etc/qemu.conf")).unwrap();
    let agent =
        "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel></devices>";
    let xml = place.guest("far").replace("</devices>", agent);
    {
        let conn = support::open(&root, 0).unwrap();
        conn.driver().domain_create_xml(&conn, &xml, vec![], 0).unwrap();
    }
    let conn = support::open(&root, 0).unwrap();
    let domain = conn.driver().domain_lookup_by_name(&conn, "far").unwrap();
    assert_eq!(state(&domain).0, VIR_DOMAIN_RUNNING);
    let reply =
        conn.driver().domain_qemu_monitor_command(&domain, r#"{"execute":"query-status"}"#, 0).unwrap();
    assert!(reply.contains("running"), "{reply}");
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn broken_files_of_a_root_do_not_keep_it_shut() {
    let place = Place::new();
    drop(place.open());
    for (file, text) in [
        ("run/qemu/a.xml", "no xml"),
        ("run/qemu/b.xml", "<domstatus state='running' reason='booted' pid='1'/>"),
        ("etc/qemu/c.xml", "<domain/>"),
    ] {
        let path = place.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let conn = place.open();
    assert!(conn.driver().connect_list_all_domains(&conn, 0).unwrap().is_empty());
    drop(conn);
    std::fs::write(place.path().join("etc/qemu.conf"), "user = 7\n").unwrap();
    let error = place.try_open(0).unwrap_err();
    assert!(error.message().contains("etc/qemu.conf: expected a string for 'user' parameter"), "{error}");
}

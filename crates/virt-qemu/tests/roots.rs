//! Roots: several of them, shared ones, taken ones, and what a killed program leaves.

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use support::{Place, eventually, no_qemu, pid_alive, state};
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
#[ignore = "a helper of the tests below"]
fn helper_starts_guests() {
    let place = root_of_helper();
    let conn = support::open(&place, 0).unwrap();
    println!("open");
    for number in 0.. {
        let xml = support::bare_guest(&format!("guest{number}"));
        let domain = conn.driver().domain_define_xml_flags(&conn, &xml, 0).unwrap();
        conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
        if number % 2 == 1 {
            conn.driver().domain_destroy_flags(&domain, 0).unwrap();
        }
    }
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
fn killed_at_any_moment_nothing_is_lost_and_nothing_leaks() {
    if no_qemu() {
        return;
    }
    for millis in [3, 40, 90, 160, 250] {
        let place = Place::new();
        let mut other = helper("helper_starts_guests", place.path());
        wait_for_line(&mut other, "open");
        std::thread::sleep(std::time::Duration::from_millis(millis));
        other.kill().unwrap();
        other.wait().unwrap();
        let conn = place.open();
        let driver = conn.driver();
        let mut running = Vec::new();
        for domain in driver.connect_list_all_domains(&conn, 0).unwrap() {
            match state(&domain).0 {
                VIR_DOMAIN_RUNNING => running.push(support::pid_of(place.path(), domain.name())),
                status => assert_eq!(status, VIR_DOMAIN_SHUTOFF, "{}", domain.name()),
            }
        }
        running.sort_unstable();
        eventually("only listed guests run", || {
            let mut all = support::qemus_of(place.path());
            all.retain(|pid| pid_alive(*pid));
            all.sort_unstable();
            all == running
        });
        for domain in driver.connect_list_all_domains(&conn, VIR_CONNECT_LIST_DOMAINS_ACTIVE).unwrap() {
            driver.domain_destroy_flags(&domain, 0).unwrap();
        }
        assert!(support::qemus_of(place.path()).is_empty());
    }
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

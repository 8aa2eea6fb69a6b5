//! The life of real guests under TCG.

mod support;

use support::{GREETING, Place, eventually, no_qemu, pid_alive, pid_of, state};
use virt_core::consts::*;

#[test]
fn a_transient_guest_boots_pauses_answers_and_ends() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let domain = driver.domain_create_xml(&conn, &place.guest("one"), vec![], 0).unwrap();
    assert_eq!(domain.id(), 1);
    assert_eq!(state(&domain), (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_BOOTED));
    eventually("greeting", || place.serial("one").contains(GREETING));
    driver.domain_suspend(&domain).unwrap();
    assert_eq!(state(&domain), (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_USER));
    driver.domain_resume(&domain).unwrap();
    assert_eq!(state(&domain), (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_UNPAUSED));
    let reply = driver.domain_qemu_monitor_command(&domain, r#"{"execute":"query-status"}"#, 0).unwrap();
    assert!(reply.starts_with(r#"{"return":{"#) && reply.contains(r#""status":"running""#), "{reply}");
    let text = driver
        .domain_qemu_monitor_command(&domain, "info status", VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP)
        .unwrap();
    assert!(text.contains("VM status: running"), "{text}");
    let info = driver.domain_get_info(&domain).unwrap();
    assert_eq!((info.max_mem, info.nr_virt_cpu), (16384, 1));
    assert!(info.cpu_time > 0);
    let pid = pid_of(place.path(), "one");
    driver.domain_destroy_flags(&domain, 0).unwrap();
    assert!(!pid_alive(pid));
    assert_eq!(domain.id(), -1);
    let error = driver.domain_lookup_by_name(&conn, "one").unwrap_err();
    assert_eq!(error.code(), VIR_ERR_NO_DOMAIN);
    for left in ["run/qemu/one.xml", "run/qemu/one.pid", "lib/qemu/domain-1-one", "run/qemu/channel/1-one"] {
        assert!(!place.path().join(left).exists(), "{left}");
    }
    let log = std::fs::read_to_string(place.path().join("log/qemu/one.log")).unwrap();
    assert!(
        log.contains(": starting up libvirt version: ") && log.contains("shutting down, reason=destroyed")
    );
}

#[test]
fn a_persistent_guest_outlives_the_connection_and_is_found_again() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let pid;
    {
        let conn = place.open();
        let domain = conn.driver().domain_define_xml_flags(&conn, &place.guest("two"), 0).unwrap();
        conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
        pid = pid_of(place.path(), "two");
    }
    assert!(pid_alive(pid));
    let conn = place.open();
    let domain = conn.driver().domain_lookup_by_name(&conn, "two").unwrap();
    assert_eq!(domain.id(), 1);
    assert_eq!(state(&domain), (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_BOOTED));
    conn.driver().domain_suspend(&domain).unwrap();
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
    assert_eq!(state(&domain), (VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_DESTROYED));
    assert!(!pid_alive(pid));
    conn.driver().domain_undefine_flags(&domain, 0).unwrap();
    assert!(conn.driver().connect_list_all_domains(&conn, 0).unwrap().is_empty());
}

#[test]
fn a_guest_that_died_while_nobody_watched_is_not_listed_as_running() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let pid;
    {
        let conn = place.open();
        let domain = conn.driver().domain_define_xml_flags(&conn, &place.guest("three"), 0).unwrap();
        conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
        conn.driver().domain_create_xml(&conn, &place.guest("passing"), vec![], 0).unwrap();
        pid = [pid_of(place.path(), "three"), pid_of(place.path(), "passing")];
    }
    for pid in pid {
        std::process::Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap();
        eventually("end of the process", || !pid_alive(pid));
    }
    let conn = place.open();
    let all = conn.driver().connect_list_all_domains(&conn, 0).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].name(), all[0].id(), state(&all[0]).0), ("three", -1, VIR_DOMAIN_SHUTOFF));
    assert!(!place.path().join("run/qemu/passing.xml").exists());
}

#[test]
fn qemu_killed_in_mid_life_ends_the_domain() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let domain = conn.driver().domain_define_xml_flags(&conn, &place.guest("four"), 0).unwrap();
    conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
    let pid = pid_of(place.path(), "four");
    std::process::Command::new("kill").args(["-9", &pid.to_string()]).status().unwrap();
    eventually("shut off", || state(&domain) == (VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_CRASHED));
    conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
    assert_eq!(domain.id(), 2);
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn start_errors_carry_the_last_words_of_qemu() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let xml = place.guest("five").replace("'-serial'", "'-no-such-option'");
    let error = conn.driver().domain_create_xml(&conn, &xml, vec![], 0).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU));
    assert!(error.message().contains("-no-such-option: invalid option"), "{error}");
    assert!(conn.driver().connect_list_all_domains(&conn, 0).unwrap().is_empty());
    let xml = place.guest("five").replace("/usr/bin/qemu-system-x86_64", "/no/such/qemu");
    let error = conn.driver().domain_create_xml(&conn, &xml, vec![], 0).unwrap_err();
    assert!(error.message().contains("/no/such/qemu"), "{error}");
}

#[test]
fn autodestroy_ends_with_its_connection_only() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let other = place.open();
    let conn = place.open();
    let domain = conn
        .driver()
        .domain_create_xml(&conn, &place.guest("six"), vec![], VIR_DOMAIN_START_AUTODESTROY)
        .unwrap();
    let pid = pid_of(place.path(), "six");
    drop((domain, conn));
    assert!(!pid_alive(pid));
    assert!(other.driver().connect_list_all_domains(&other, 0).unwrap().is_empty());
}

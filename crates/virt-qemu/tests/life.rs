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
        support::kill(pid);
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
    support::kill(pid);
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
    let xml = place.guest("five").replace("-no-user-config", "-no-such-option");
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

#[test]
fn saved_restored_and_started_from_a_managed_save() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let domain = driver.domain_define_xml_flags(&conn, &place.guest("seven"), 0).unwrap();
    driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
    eventually("greeting", || place.serial("seven").contains(GREETING));
    let image = place.path().join("seven.save");
    driver.domain_save_flags(&domain, image.to_str().unwrap(), None, 0).unwrap();
    assert_eq!(state(&domain), (VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED));
    let xml = driver.domain_save_image_get_xml_desc(&conn, image.to_str().unwrap(), 0).unwrap();
    assert!(xml.contains("<name>seven</name>"));
    let (kind, stats) = driver.domain_get_job_stats(&domain, VIR_DOMAIN_JOB_STATS_COMPLETED).unwrap();
    assert_eq!(kind, VIR_DOMAIN_JOB_COMPLETED);
    assert!(stats.iter().any(|p| p.field == VIR_DOMAIN_JOB_MEMORY_TOTAL));
    let other_machine = xml.replace("</devices>", "<watchdog model='i6300esb'/></devices>");
    let image_path = image.to_str().unwrap();
    for error in [
        driver.domain_restore_flags(&conn, image_path, Some(&other_machine), 0).unwrap_err(),
        driver.domain_save_image_define_xml(&conn, image_path, &other_machine, 0).unwrap_err(),
    ] {
        assert_eq!(error.code(), VIR_ERR_CONFIG_UNSUPPORTED);
        assert!(error.message().contains("Target domain watchdog device count 1 does not match source 0"));
    }
    let titled = xml.replace("<name>", "<title>other</title><name>");
    driver.domain_restore_flags(&conn, image_path, Some(&titled), 0).unwrap();
    assert_eq!(state(&domain), (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_RESTORED));
    driver.domain_managed_save(&domain, VIR_DOMAIN_SAVE_PAUSED).unwrap();
    assert!(driver.domain_has_managed_save_image(&domain, 0).unwrap());
    let error = driver.domain_undefine_flags(&domain, 0).unwrap_err();
    assert_eq!(error.code(), VIR_ERR_OPERATION_INVALID);
    driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
    assert_eq!(state(&domain).0, VIR_DOMAIN_PAUSED);
    assert!(!driver.domain_has_managed_save_image(&domain, 0).unwrap());
    let dump = place.path().join("seven.core");
    driver.domain_core_dump_with_format(&domain, dump.to_str().unwrap(), 0, VIR_DUMP_MEMORY_ONLY).unwrap();
    assert_eq!(&std::fs::read(&dump).unwrap()[..4], b"\x7fELF");
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn a_save_that_cannot_be_written_leaves_the_guest_running() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let domain = driver.domain_create_xml(&conn, &place.guest("eight"), vec![], 0).unwrap();
    for target in ["/dev/full", "/no/such/folder/x"] {
        driver.domain_save_flags(&domain, target, None, 0).unwrap_err();
        assert_eq!(state(&domain), (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_SAVE_CANCELED), "{target}");
    }
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn a_console_carries_both_ways() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let file = format!("type='file'><source path='{}'/>", place.path().join("nine.serial").display());
    let xml = place.guest("nine").replace(&file, "type='pty'>");
    let domain = driver.domain_create_xml(&conn, &xml, vec![], 0).unwrap();
    let open = |flags: u32| {
        let stream = virt_core::Stream::new(&conn, 0);
        driver.domain_open_console(&domain, None, &stream, flags).map(|()| stream)
    };
    let stream = open(0).unwrap();
    assert_eq!(open(0).unwrap_err().code(), VIR_ERR_OPERATION_FAILED);
    let mut seen = Vec::new();
    let mut buffer = [0; 512];
    let device = stream.driver().unwrap().clone();
    while !String::from_utf8_lossy(&seen).contains(GREETING) {
        let virt_core::driver::StreamRecv::Data(count) = device.recv(&mut buffer, false, 0).unwrap() else {
            panic!("no data")
        };
        seen.extend_from_slice(&buffer[..count]);
    }
    device.send(b"x", false).unwrap();
    let second = open(VIR_DOMAIN_CONSOLE_FORCE).unwrap();
    assert!(device.recv(&mut buffer, false, 0).is_err());
    driver.domain_destroy_flags(&domain, 0).unwrap();
    assert!(second.driver().unwrap().recv(&mut buffer, false, 0).is_err());
}

#[test]
fn keys_screen_and_memory() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let xml = place.guest("ten").replace("</devices>", "<video><model type='vga'/></video></devices>");
    let domain = driver.domain_create_xml(&conn, &xml, vec![], 0).unwrap();
    eventually("greeting", || place.serial("ten").contains(GREETING));
    driver.domain_send_key(&domain, VIR_KEYCODE_SET_LINUX as u32, 10, &[28, 30], 0).unwrap();
    driver.domain_inject_nmi(&domain, 0).unwrap();
    let bytes = driver.domain_memory_peek(&domain, 0x7c00, 512, VIR_MEMORY_PHYSICAL).unwrap();
    assert_eq!(bytes, support::boot_sector()[..512]);
    let stream = virt_core::Stream::new(&conn, 0);
    assert_eq!(driver.domain_screenshot(&domain, &stream, 0, 0).unwrap(), "image/png");
    let mut buffer = [0; 8];
    stream.driver().unwrap().recv(&mut buffer, false, 0).unwrap();
    assert_eq!(&buffer[1..4], b"PNG");
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

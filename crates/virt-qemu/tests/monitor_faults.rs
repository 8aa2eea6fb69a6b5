//! Monitors that say nothing, nonsense, too much, half of it, or break off: every call ends in an error that
//! says so, in time, and nothing is left behind.

mod support;

use std::time::Duration;

use support::between::{Between, check_nothing_left};
use support::{Place, eventually, no_qemu, pid_of, processes_of, state, within};
use virt_core::consts::*;
use virt_core::{Connect, Domain, Error, Result};

/// What a call may take at worst: a few answers that don't come, and a process that doesn't end by itself.
const LIMIT: Duration = Duration::from_secs(45);

fn in_time<T>(what: &str, act: impl FnOnce() -> T) -> T {
    within(LIMIT, what, act)
}

/// What must be answered whatever the monitor does.
fn at_once<T>(what: &str, act: impl FnOnce() -> T) -> T {
    within(Duration::from_secs(3), what, act)
}

fn create(conn: &Connect, xml: &str) -> Result<Domain> {
    in_time("create", || conn.driver().domain_create_xml(conn, xml, vec![], 0))
}

fn monitor(domain: &Domain, command: &str) -> Result<String> {
    let request = format!(r#"{{"execute":"{command}"}}"#);
    in_time(command, || domain.driver().domain_qemu_monitor_command(domain, &request, 0))
}

/// A start that failed: told by QEMU's error, and as if it had never been.
fn check_failed_start(place: &Place, conn: &Connect, error: &Error, fault: &str) {
    let known = [VIR_ERR_INTERNAL_ERROR, VIR_ERR_OPERATION_TIMEOUT, VIR_ERR_OPERATION_FAILED];
    assert!(known.contains(&error.code()), "{fault}: {error:?}");
    assert_eq!(error.domain(), VIR_FROM_QEMU, "{fault}: {error:?}");
    assert!(conn.driver().connect_list_all_domains(conn, 0).unwrap().is_empty(), "{fault}");
    check_nothing_left(place, fault);
}

fn failed_starts(faults: &[&str]) {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let between = Between::new(&place);
    let xml = between.guest(&place, "one");
    for fault in faults {
        between.faults(fault);
        let error = create(&conn, &xml).err().unwrap_or_else(|| panic!("started in spite of {fault}"));
        check_failed_start(&place, &conn, &error, fault);
    }
    between.faults("");
    let domain = create(&conn, &xml).unwrap();
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn greetings_that_are_none() {
    failed_starts(&[
        "start die",
        "greeting garbage",
        "greeting close",
        "greeting half",
        "greeting die",
        "greeting endless",
        "greeting hang",
    ]);
}

#[test]
fn answers_that_are_none_during_a_start() {
    failed_starts(&[
        "qmp_capabilities error",
        "query-chardev garbage",
        "query-chardev half",
        "query-status close",
        "query-status die",
        "query-cpus-fast endless",
        "query-status wrong",
        "cont error",
        "cont die",
        "query-status hang",
    ]);
}

#[test]
fn a_late_and_wordy_start_is_a_start() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let between = Between::new(&place);
    between.faults("greeting late 1500\nquery-status huge 8\nquery-chardev flood 20000\n");
    let domain = create(&conn, &between.guest(&place, "one")).unwrap();
    assert_eq!(state(&domain).0, VIR_DOMAIN_RUNNING);
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn a_monitor_that_breaks_ends_the_guest() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let between = Between::new(&place);
    let domain = conn.driver().domain_define_xml_flags(&conn, &between.guest(&place, "one"), 0).unwrap();
    for fault in ["garbage", "half", "close", "die", "wrong"] {
        between.faults("");
        conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
        between.faults(&format!("query-version {fault}"));
        let error = monitor(&domain, "query-version").unwrap_err();
        assert_eq!(
            (error.code(), error.domain()),
            (VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU),
            "{fault}: {error}"
        );
        eventually("shut off", || state(&domain) == (VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_CRASHED));
        check_nothing_left(&place, fault);
    }
}

#[test]
fn a_monitor_that_talks_much_is_understood() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let between = Between::new(&place);
    let domain = create(&conn, &between.guest(&place, "one")).unwrap();
    between.faults("query-version huge 20");
    assert!(monitor(&domain, "query-version").unwrap().len() > 20 << 20);
    between.faults("query-version flood 50000");
    assert!(monitor(&domain, "query-version").unwrap().contains("return"));
    between.faults("query-version late 1000");
    assert!(monitor(&domain, "query-version").unwrap().contains("return"));
    between.faults("query-version error\nstop error");
    assert!(monitor(&domain, "query-version").unwrap().contains("no such luck"));
    let error = conn.driver().domain_suspend(&domain).unwrap_err();
    assert_eq!(error.message(), "internal error: unable to execute QEMU command 'stop': no such luck");
    assert_eq!(state(&domain).0, VIR_DOMAIN_RUNNING);
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn a_monitor_that_hangs_holds_nobody_up_who_need_not_ask() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let between = Between::new(&place);
    let stuck = create(&conn, &between.guest(&place, "stuck")).unwrap();
    let well = create(&conn, &between.guest(&place, "well")).unwrap();
    between.faults("query-version hang");
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| monitor(&stuck, "query-version").unwrap_err());
        std::thread::sleep(Duration::from_millis(200));
        at_once("info", || driver.domain_get_info(&stuck).unwrap());
        at_once("state", || driver.domain_get_state(&stuck, 0).unwrap());
        at_once("xml", || driver.domain_get_xml_desc(&stuck, 0).unwrap());
        at_once("list", || driver.connect_list_all_domains(&conn, 0).unwrap());
        at_once("lookup", || driver.domain_lookup_by_name(&conn, "stuck").unwrap());
        at_once("state of another", || monitor(&well, "query-status").unwrap());
        let control = at_once("control", || driver.domain_get_control_info(&stuck, 0).unwrap());
        assert_ne!(i32::try_from(control.state), Ok(VIR_DOMAIN_CONTROL_OK));
        let error = asking.join().unwrap();
        assert_eq!((error.code(), error.domain()), (VIR_ERR_OPERATION_TIMEOUT, VIR_FROM_QEMU), "{error}");
    });
    // What is known of both, at once: the one that let a question pass is not asked again.
    let stats = at_once("stats", || driver.connect_get_all_domain_stats(&conn, None, 0, 0).unwrap());
    assert_eq!(stats.len(), 2);
    for record in &stats {
        let has = |name: &str| record.params.iter().any(|param| param.field == name);
        assert!(has("state.state") && has("cpu.time") && has("balloon.current"));
        assert_eq!(has("block.0.rd.reqs"), record.domain.name() == "well", "{}", record.domain.name());
    }
    assert_eq!(state(&stuck).0, VIR_DOMAIN_RUNNING);
    in_time("destroy", || driver.domain_destroy_flags(&stuck, 0).unwrap());
    driver.domain_destroy_flags(&well, 0).unwrap();
    assert!(processes_of(place.path()).is_empty());
}

#[test]
fn statistics_wait_once_for_all_that_hang() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let between = Between::new(&place);
    let domains = ["a", "b", "c"].map(|name| create(&conn, &between.guest(&place, name)).unwrap());
    between.faults("query-dirty-rate hang");
    let ask = || conn.driver().connect_get_all_domain_stats(&conn, None, 0, 0).unwrap();
    assert_eq!(within(Duration::from_secs(10), "all that hang", ask).len(), 3);
    at_once("stats", ask);
    for domain in &domains {
        in_time("destroy", || conn.driver().domain_destroy_flags(domain, 0).unwrap());
    }
}

#[test]
fn saves_that_break_lose_nothing() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let between = Between::new(&place);
    let domain = driver.domain_define_xml_flags(&conn, &between.guest(&place, "one"), 0).unwrap();
    let image = place.path().join("image");
    for (fault, survives) in [
        ("migrate error", true),
        ("getfd error", true),
        ("stop error", true),
        ("migrate die", false),
        ("query-migrate close", false),
        ("migrate garbage", false),
        ("migrate hang", true),
    ] {
        between.faults("");
        driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
        between.faults(fault);
        for managed in [false, true] {
            if state(&domain).0 == VIR_DOMAIN_SHUTOFF || (managed && fault.ends_with("hang")) {
                continue;
            }
            let saved = in_time(fault, || match managed {
                false => driver.domain_save_flags(&domain, image.to_str().unwrap(), None, 0),
                true => driver.domain_managed_save(&domain, 0),
            });
            let error = saved.unwrap_err();
            let known = [VIR_FROM_QEMU, VIR_FROM_DOMAIN];
            assert!(known.contains(&error.domain()), "{fault}: {error:?}");
            assert!(!image.exists(), "{fault}: half an image is left");
            assert!(!driver.domain_has_managed_save_image(&domain, 0).unwrap());
        }
        if survives {
            assert_ne!(state(&domain).0, VIR_DOMAIN_SHUTOFF, "{fault}");
            driver.domain_destroy_flags(&domain, 0).unwrap();
        }
        eventually("shut off", || state(&domain).0 == VIR_DOMAIN_SHUTOFF);
        check_nothing_left(&place, fault);
    }
}

#[test]
fn a_restore_that_breaks_keeps_the_image() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let between = Between::new(&place);
    let domain = driver.domain_define_xml_flags(&conn, &between.guest(&place, "one"), 0).unwrap();
    driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
    driver.domain_managed_save(&domain, 0).unwrap();
    for fault in ["migrate-incoming error", "query-migrate die", "migrate-incoming garbage", "cont die"] {
        between.faults(fault);
        let error = in_time(fault, || driver.domain_create_with_flags(&domain, vec![], 0)).unwrap_err();
        assert_eq!(error.domain(), VIR_FROM_QEMU, "{fault}: {error}");
        assert_eq!(state(&domain).0, VIR_DOMAIN_SHUTOFF, "{fault}");
        assert!(driver.domain_has_managed_save_image(&domain, 0).unwrap(), "{fault}");
        eventually("end of the process", || processes_of(place.path()).is_empty());
    }
    between.faults("");
    driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
    assert_eq!(state(&domain), (VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_RESTORED));
    driver.domain_destroy_flags(&domain, 0).unwrap();
}

#[test]
fn a_guest_whose_monitor_hangs_is_found_again() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let between = Between::new(&place);
    let pid = {
        let conn = place.open();
        create(&conn, &between.guest(&place, "one")).unwrap();
        pid_of(place.path(), "one")
    };
    between.faults("greeting hang");
    let conn = in_time("open", || place.open());
    let domain = conn.driver().domain_lookup_by_name(&conn, "one").unwrap();
    assert_eq!((domain.id(), state(&domain).0), (1, VIR_DOMAIN_RUNNING));
    assert!(support::pid_alive(pid), "a guest was ended because its monitor is slow");
    let error = monitor(&domain, "query-version").unwrap_err();
    assert_eq!(error.domain(), VIR_FROM_QEMU, "{error}");
    between.faults("");
    eventually("connection", || monitor(&domain, "query-version").is_ok());
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
    assert!(!support::pid_alive(pid));
}

#[test]
fn a_long_save_holds_nobody_up() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let between = Between::new(&place);
    let domain = create(&conn, &between.guest(&place, "one")).unwrap();
    between.faults("query-migrate late 4000");
    let image = place.path().join("image");
    std::thread::scope(|scope| {
        let saving = scope.spawn(|| driver.domain_save_flags(&domain, image.to_str().unwrap(), None, 0));
        eventually("save", || driver.domain_get_job_info(&domain).unwrap().kind != VIR_DOMAIN_JOB_NONE);
        eventually("stop", || state(&domain) == (VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SAVE));
        at_once("info", || driver.domain_get_info(&domain).unwrap());
        at_once("xml", || driver.domain_get_xml_desc(&domain, 0).unwrap());
        at_once("list", || driver.connect_list_all_domains(&conn, 0).unwrap());
        at_once("job", || driver.domain_get_job_info(&domain).unwrap());
        at_once("statistics of the host", || {
            let groups = VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_CPU_TOTAL | VIR_DOMAIN_STATS_VCPU;
            driver.connect_get_all_domain_stats(&conn, None, groups, 0).unwrap()
        });
        let control = at_once("control", || driver.domain_get_control_info(&domain, 0).unwrap());
        assert_eq!(i32::try_from(control.state), Ok(VIR_DOMAIN_CONTROL_JOB));
        saving.join().unwrap().unwrap();
    });
    assert!(image.exists());
    assert!(processes_of(place.path()).is_empty());
}

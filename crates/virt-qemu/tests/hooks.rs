//! The administrator's programs around the life of a real guest.

mod support;

use support::{Place, bare_guest, no_qemu, qemus_of, write_program};
use virt_core::consts::*;

fn install(place: &Place, text: &str) {
    let path = place.path().join("etc/hooks/qemu");
    write_program(&path, &format!("#!/bin/sh\n{text}\n"));
}

#[test]
fn they_are_told_of_each_step() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let log = place.path().join("told");
    install(
        &place,
        &format!(
            "id=$(sed -n \"s/.*<domain.* id='\\([0-9]*\\)'.*/\\1/p\"); echo \"$* id=$id\" >> {}",
            log.display()
        ),
    );
    {
        let conn = place.open();
        let driver = conn.driver();
        let domain = driver.domain_define_xml_flags(&conn, &bare_guest("vm"), 0).unwrap();
        driver.domain_create_with_flags(&domain, vec![], VIR_DOMAIN_START_PAUSED).unwrap();
    }
    let conn = place.open();
    let driver = conn.driver();
    let domain = driver.domain_lookup_by_name(&conn, "vm").unwrap();
    driver.domain_destroy_flags(&domain, 0).unwrap();
    let expected = [
        "prepare begin -",
        "start begin -",
        "started begin -",
        "reconnect begin -",
        "stopped end -",
        "release end destroyed",
    ];
    let expected: String = expected.iter().map(|step| format!("vm {step} id=1\n")).collect();
    assert_eq!(std::fs::read_to_string(&log).unwrap(), expected);
}

#[test]
fn one_that_fails_forbids_the_start() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    for step in ["prepare", "start", "started"] {
        install(&place, &format!("if [ $2 = {step} ]; then echo not now >&2; exit 2; fi"));
        let error = conn.driver().domain_create_xml(&conn, &bare_guest("vm"), vec![], 0).unwrap_err();
        assert_eq!((error.domain(), error.code()), (VIR_FROM_HOOK, VIR_ERR_HOOK_SCRIPT_FAILED), "{step}");
        assert!(error.message().ends_with("unexpected exit status 2: not now\n"), "{error}");
        assert!(qemus_of(place.path()).is_empty());
        assert!(conn.driver().connect_list_all_domains(&conn, 0).unwrap().is_empty());
    }
}

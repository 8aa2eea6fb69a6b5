//! Killed at any moment, the program and QEMU each: what is found afterwards is whole and true.

mod support;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use support::between::{Between, check_nothing_left, traces};
use support::{
    Place, bare_guest, eventually, kill, no_qemu, pid_alive, pid_of, processes_of, state, write_program,
};
use virt_core::consts::*;
use virt_core::driver::HypervisorDriver;
use virt_core::{Connect, Domain, Result};

type Step = (&'static str, fn(&dyn HypervisorDriver, &Domain) -> Result<()>);

/// What the helper does with one domain, over and over.
const STEPS: &[Step] = &[
    ("create", |driver, domain| driver.domain_create_with_flags(domain, vec![], 0)),
    ("suspend", |driver, domain| driver.domain_suspend(domain)),
    ("resume", |driver, domain| driver.domain_resume(domain)),
    ("save", |driver, domain| driver.domain_managed_save(domain, 0)),
    ("restore", |driver, domain| driver.domain_create_with_flags(domain, vec![], 0)),
    ("destroy", |driver, domain| driver.domain_destroy_flags(domain, 0)),
];

#[test]
#[ignore = "a helper of the tests below"]
fn helper_lives_through_all() {
    let root = std::env::var_os("VIRT_TEST_ROOT").unwrap();
    let conn = support::open(Path::new(&root), 0).unwrap();
    let driver = conn.driver();
    for _ in 0..100 {
        println!("define");
        let domain = driver.domain_define_xml_flags(&conn, &bare_guest("one"), 0).unwrap();
        for (name, act) in STEPS {
            println!("{name}");
            act(driver, &domain).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        println!("undefine");
        driver.domain_undefine_flags(&domain, VIR_DOMAIN_UNDEFINE_MANAGED_SAVE).unwrap();
    }
}

/// Starts the helper and waits until it begins a step.
fn helper_at(root: &Path, step: &str) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "helper_lives_through_all", "--nocapture", "--ignored"])
        .env("VIRT_TEST_ROOT", root)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while lines.next().expect("the helper has ended").unwrap().trim() != step {}
    // Nobody reads on, and the helper must not mind.
    std::mem::forget(lines);
    child
}

/// The domains of a root are what their processes are, and can be used.
fn check(place: &Place, conn: &Connect, moment: &str) {
    let driver = conn.driver();
    driver.domain_lookup_by_name(conn, "kept").unwrap_or_else(|error| panic!("{moment}: {error}"));
    let mut running = Vec::new();
    for domain in driver.connect_list_all_domains(conn, 0).unwrap() {
        driver.domain_get_xml_desc(&domain, 0).unwrap_or_else(|error| panic!("{moment}: {error}"));
        if state(&domain).0 == VIR_DOMAIN_SHUTOFF {
            continue;
        }
        assert!(domain.id() > 0, "{moment}");
        running.push(pid_of(place.path(), domain.name()));
        let reply = driver.domain_qemu_monitor_command(&domain, r#"{"execute":"query-status"}"#, 0).unwrap();
        let runs = state(&domain).0 == VIR_DOMAIN_RUNNING;
        assert_eq!(reply.contains(r#""running":true"#), runs, "{moment}: {:?} {reply}", state(&domain));
        assert!(!driver.domain_has_managed_save_image(&domain, 0).unwrap(), "{moment}");
    }
    eventually("only listed guests run", || {
        processes_of(place.path()).iter().map(|(pid, _)| *pid).collect::<Vec<_>>() == running
    });
    // Whatever state it was left in, the domain goes on.
    if let Ok(domain) = driver.domain_lookup_by_name(conn, "one") {
        if state(&domain).0 == VIR_DOMAIN_SHUTOFF {
            driver.domain_create_with_flags(&domain, vec![], 0).unwrap_or_else(|e| panic!("{moment}: {e}"));
        }
        driver.domain_destroy_flags(&domain, 0).unwrap_or_else(|error| panic!("{moment}: {error}"));
        if driver.domain_is_persistent(&domain).unwrap_or(false) {
            driver.domain_undefine_flags(&domain, 0).unwrap_or_else(|error| panic!("{moment}: {error}"));
        }
    }
    assert_eq!(traces(place.path()), Vec::<std::path::PathBuf>::new(), "{moment}");
}

#[test]
fn the_program_killed_in_each_step() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    {
        let conn = place.open();
        conn.driver().domain_define_xml_flags(&conn, &bare_guest("kept"), 0).unwrap();
        // So that the steps are killed and not the probing before them.
        let domain = conn.driver().domain_create_xml(&conn, &bare_guest("probed"), vec![], 0).unwrap();
        conn.driver().domain_destroy_flags(&domain, 0).unwrap();
    }
    let names = STEPS.iter().map(|(name, _)| *name);
    for step in ["define"].into_iter().chain(names).chain(["undefine"]) {
        for millis in [0, 2, 7, 20, 60] {
            let mut helper = helper_at(place.path(), step);
            std::thread::sleep(Duration::from_millis(millis));
            helper.kill().unwrap();
            helper.wait().unwrap();
            check(&place, &place.open(), &format!("{millis} ms after the begin of {step}"));
        }
    }
}

#[test]
fn the_program_killed_while_it_probes_leaves_no_qemu() {
    if no_qemu() {
        return;
    }
    for millis in [0, 30, 100] {
        let place = Place::new();
        // A name of its own tells its processes from those of others.
        let emulator = place.path().join("emulator");
        std::os::unix::fs::symlink(support::qemu(), &emulator).unwrap();
        let script = format!("exec -a {} {} \"$@\"", emulator.display(), support::qemu().display());
        let program = place.path().join("program");
        write_program(&program, &format!("#!/bin/bash\n{script}\n"));
        let mut helper = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "helper_probes", "--nocapture", "--ignored"])
            .env("VIRT_TEST_ROOT", place.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        eventually("probing", || processes_of(place.path()).iter().any(|(_, c)| c.contains("-machine")));
        std::thread::sleep(Duration::from_millis(millis));
        helper.kill().unwrap();
        helper.wait().unwrap();
        eventually("end of the QEMU that is asked", || processes_of(place.path()).is_empty());
    }
}

#[test]
#[ignore = "a helper of the tests below"]
fn helper_probes() {
    let root = std::env::var_os("VIRT_TEST_ROOT").unwrap();
    let root = Path::new(&root);
    let conn = support::open(root, 0).unwrap();
    let xml = bare_guest("x").replace("/usr/bin/qemu-system-x86_64", root.join("program").to_str().unwrap());
    let _ = conn.driver().domain_define_xml_flags(&conn, &xml, 0);
}

/// Nothing is left of a life, and the domain can live again.
fn check_ended(place: &Place, domain: &Domain, moment: &str) {
    let driver = domain.driver();
    eventually(moment, || state(domain).0 == VIR_DOMAIN_SHUTOFF);
    check_nothing_left(place, moment);
    driver.domain_create_with_flags(domain, vec![], 0).unwrap_or_else(|error| panic!("{moment}: {error}"));
    driver.domain_destroy_flags(domain, 0).unwrap_or_else(|error| panic!("{moment}: {error}"));
}

#[test]
fn qemu_killed_in_each_state() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let between = Between::new(&place);
    let domain = driver.domain_define_xml_flags(&conn, &between.guest(&place, "one"), 0).unwrap();
    let running: [(&str, &dyn Fn()); 4] = [
        ("running", &|| {}),
        ("paused", &|| driver.domain_suspend(&domain).unwrap()),
        ("asked to shut down", &|| driver.domain_shutdown_flags(&domain, 0).unwrap()),
        ("reset", &|| driver.domain_reset(&domain, 0).unwrap()),
    ];
    for (moment, bring) in running {
        driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
        bring();
        kill(pid_of(place.path(), "one"));
        check_ended(&place, &domain, moment);
    }
    // While a call waits for an answer of it.
    let image = place.path().join("image");
    let calls: [(&str, &(dyn Fn() -> Result<()> + Sync)); 4] = [
        ("migrate", &|| driver.domain_save_flags(&domain, image.to_str().unwrap(), None, 0)),
        ("query-migrate", &|| driver.domain_managed_save(&domain, 0)),
        ("stop", &|| driver.domain_suspend(&domain)),
        ("query-version", &|| {
            let request = r#"{"execute":"query-version"}"#;
            driver.domain_qemu_monitor_command(&domain, request, 0).map(drop)
        }),
    ];
    for (command, call) in calls {
        between.faults("");
        driver.domain_create_with_flags(&domain, vec![], 0).unwrap();
        between.faults(&format!("{command} hang"));
        let pid = pid_of(place.path(), "one");
        std::thread::scope(|scope| {
            let caller = scope.spawn(call);
            std::thread::sleep(Duration::from_millis(300));
            kill(pid);
            let error = caller.join().unwrap().unwrap_err();
            assert_ne!(error.code(), VIR_ERR_OPERATION_TIMEOUT, "{command}: {error}");
        });
        between.faults("");
        assert!(!image.exists(), "{command}");
        check_ended(&place, &domain, command);
    }
    // Before it has said a word.
    between.faults("greeting hang");
    std::thread::scope(|scope| {
        let caller = scope.spawn(|| driver.domain_create_with_flags(&domain, vec![], 0));
        let pid_file = place.path().join("run/qemu/one.pid");
        eventually("the process", || std::fs::read_to_string(&pid_file).is_ok_and(|text| !text.is_empty()));
        kill(pid_of(place.path(), "one"));
        let error = caller.join().unwrap().unwrap_err();
        assert_eq!((error.code(), error.domain()), (VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU), "{error}");
    });
    between.faults("");
    check_ended(&place, &domain, "greeting");
}

#[test]
fn a_state_file_that_is_torn_is_passed_over() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let file = place.path().join("run/qemu/one.xml");
    let (whole, pid) = {
        let conn = place.open();
        let domain = conn.driver().domain_define_xml_flags(&conn, &bare_guest("one"), 0).unwrap();
        conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
        (std::fs::read(&file).unwrap(), pid_of(place.path(), "one"))
    };
    // As a crash of the machine may leave it; the process is gone then.
    kill(pid);
    eventually("end of the process", || !pid_alive(pid));
    let tenth = whole.len() / 10;
    let mut variants: Vec<Vec<u8>> = (0..10).map(|part| whole[..part * tenth].to_vec()).collect();
    variants.push(vec![0; whole.len()]);
    let mut holed = whole.clone();
    holed[tenth..2 * tenth].fill(0);
    variants.push(holed);
    for (number, bytes) in variants.iter().enumerate() {
        std::fs::write(&file, bytes).unwrap();
        let conn = place.open();
        let all = conn.driver().connect_list_all_domains(&conn, 0).unwrap();
        assert_eq!(all.len(), 1, "variant {number}");
        assert_eq!((all[0].id(), state(&all[0]).0), (-1, VIR_DOMAIN_SHUTOFF), "variant {number}");
    }
    let conn = place.open();
    let domain = conn.driver().domain_lookup_by_name(&conn, "one").unwrap();
    conn.driver().domain_create_with_flags(&domain, vec![], 0).unwrap();
    conn.driver().domain_destroy_flags(&domain, 0).unwrap();
}

//! Many domains in one process. `bench/fleet.py` measures hundreds.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::between::check_nothing_left;
use support::{Place, eventually, no_qemu, state};
use virt_core::consts::*;

/// The stand-in for QEMU of the project's conformance set, where that is there and can be built.
fn stand_in(folder: &Path) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("LIBVIRT_RS_DATA").map_or(beside, PathBuf::from);
    let source = data.join("../tools/conformance/fake-qemu.c").canonicalize().ok()?;
    let replies = data.join("qemu-replies/caps_9.2.0_x86_64.replies").canonicalize().ok()?;
    let program = folder.join("qemu-system-x86_64");
    let built = Command::new("cc").arg("-o").arg(&program).arg(source).arg("-lpthread").status();
    let sidecar = program.with_extension("fake");
    std::fs::write(sidecar, format!("replies={}\n", replies.display())).ok()?;
    built.is_ok_and(|status| status.success()).then_some(program)
}

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").unwrap().count()
}

/// What serves any number of domains: the driver thread, and a pool that is made when there is work.
const SHARED_THREADS: usize = 9;

#[test]
fn a_fleet_of_domains() {
    let place = Place::new();
    let (emulator, count) = match stand_in(place.path()) {
        Some(program) => (program, 40),
        None if no_qemu() => return,
        None => (support::qemu(), 8),
    };
    let before = threads();
    let conn = place.open();
    let driver = conn.driver();
    for number in 0..count {
        let xml = support::bare_guest(&format!("d{number}"))
            .replace("/usr/bin/qemu-system-x86_64", emulator.to_str().unwrap());
        driver.domain_create_xml(&conn, &xml, vec![], 0).unwrap_or_else(|error| panic!("{number}: {error}"));
    }
    assert!(threads() <= before + SHARED_THREADS, "{} threads before, {} now", before, threads());
    let check = |conn: &virt_core::Connect| {
        let all = conn.driver().connect_list_all_domains(conn, VIR_CONNECT_LIST_DOMAINS_ACTIVE).unwrap();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|domain| state(domain).0 == VIR_DOMAIN_RUNNING));
        let mut ids: Vec<i32> = all.iter().map(virt_core::Domain::id).collect();
        ids.sort_unstable();
        assert_eq!(ids, (1..=i32::try_from(count).unwrap()).collect::<Vec<_>>());
        let stats = conn.driver().connect_get_all_domain_stats(conn, None, 0, 0).unwrap();
        let complete = |record: &virt_core::driver::StatsRecord| {
            let has = |name: &str| record.params.iter().any(|param| param.field == name);
            has("state.state") && has("cpu.time") && has("balloon.maximum") && has("dirtyrate.calc_status")
        };
        assert_eq!(stats.iter().filter(|record| complete(record)).count(), count);
        all
    };
    drop(check(&conn));
    drop(conn);
    let conn = place.open();
    let all = check(&conn);
    eventually("threads", || threads() <= before + SHARED_THREADS);
    std::thread::scope(|scope| {
        for some in all.chunks(count.div_ceil(8)) {
            scope.spawn(move || {
                for domain in some {
                    domain.driver().domain_destroy_flags(domain, 0).unwrap();
                }
            });
        }
    });
    assert!(conn.driver().connect_list_all_domains(&conn, 0).unwrap().is_empty());
    check_nothing_left(&place, "the end of all");
}

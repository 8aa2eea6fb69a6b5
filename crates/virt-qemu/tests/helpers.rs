//! Guests with real programs beside them: an emulated TPM, passt, virtiofsd, a D-Bus daemon.

mod support;

use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use support::{Place, eventually, no_qemu, pid_alive, qemu};
use virt_core::consts::*;
use virt_core::{Connect, Domain};

/// True, with a message, when a program isn't installed.
fn lacks(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    if !there {
        eprintln!("skipped: {program} is not installed");
    }
    !there || no_qemu()
}

fn guest(name: &str, devices: &str) -> String {
    format!(
        "<domain type='qemu'><name>{name}</name><uuid>9f0d5b3e-9a4f-4a4e-9a0e-2b7b9e1d5c11</uuid>\
         <memory unit='MiB'>64</memory><memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>\
         <vcpu>1</vcpu><os><type arch='x86_64' machine='q35'>hvm</type></os>\
         <devices><emulator>{}</emulator>{devices}</devices></domain>",
        qemu().display()
    )
}

fn create(connect: &Connect, xml: &str) -> virt_core::Result<Domain> {
    connect.driver().domain_create_xml(connect, xml, vec![], 0)
}

fn pid_in(path: &Path) -> u32 {
    std::fs::read_to_string(path).unwrap().trim().parse().unwrap()
}

fn only_file(folder: PathBuf, end: &str) -> PathBuf {
    let mut found = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
    found
        .find(|path| path.to_string_lossy().ends_with(end))
        .unwrap_or_else(|| panic!("no {end} in {folder:?}"))
}

fn monitor(domain: &Domain, command: &str) -> String {
    domain.driver().domain_qemu_monitor_command(domain, command, 0).unwrap()
}

#[test]
fn an_emulated_tpm_lives_with_its_guest() {
    if lacks("swtpm") || lacks("swtpm_setup") {
        return;
    }
    let place = Place::new();
    let connect = place.open();
    let xml = guest("tpm", "<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>");
    let domain = create(&connect, &xml).unwrap();
    let pid = pid_in(&only_file(place.path().join("run/swtpm"), "-swtpm.pid"));
    assert!(pid_alive(pid));
    let told = monitor(&domain, r#"{"execute":"query-tpm"}"#);
    assert!(told.contains("tpm-crb") && told.contains("emulator"), "{told}");
    let state = place.path().join("lib/swtpm/9f0d5b3e-9a4f-4a4e-9a0e-2b7b9e1d5c11/tpm2");
    assert!(only_file(state.clone(), ".permall").exists());
    let log = std::fs::read_to_string(place.path().join("log/qemu/tpm.log")).unwrap();
    assert!(log.contains("Starting external device: TPM Emulator"), "{log}");

    // Whoever opens the root later finds the module's program too.
    drop(domain);
    drop(connect);
    let connect = place.open();
    let domain = connect.driver().domain_lookup_by_name(&connect, "tpm").unwrap();
    assert!(pid_alive(pid));
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    eventually("the end of swtpm", || !pid_alive(pid));
    assert_eq!(std::fs::read_dir(place.path().join("run/swtpm")).unwrap().count(), 0);
    eventually("the end of a transient guest's state", || !state.exists());
}

#[test]
fn the_state_of_a_tpm_goes_with_its_definition() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let connect = place.open();
    let state = place.path().join("lib/swtpm/9f0d5b3e-9a4f-4a4e-9a0e-2b7b9e1d5c11");
    let left_after = |persistent: &str, flags| {
        std::fs::create_dir_all(state.join("tpm2")).unwrap();
        let tpm = format!(
            "<tpm model='tpm-crb'><backend type='emulator' version='2.0' persistent_state='{persistent}'/></tpm>"
        );
        let xml = guest("tpm", &tpm);
        let domain = connect.driver().domain_define_xml_flags(&connect, &xml, 0).unwrap();
        domain.driver().domain_undefine_flags(&domain, flags).unwrap();
        state.exists()
    };
    assert!(!left_after("no", 0));
    assert!(left_after("no", VIR_DOMAIN_UNDEFINE_KEEP_TPM));
    assert!(left_after("yes", 0));
    assert!(!left_after("yes", VIR_DOMAIN_UNDEFINE_TPM));
}

#[test]
fn a_tpm_that_cannot_be_made_is_told() {
    if lacks("swtpm") {
        return;
    }
    let place = Place::new();
    std::fs::create_dir_all(place.path().join("lib/swtpm")).unwrap();
    let connect = place.open();
    let tpm = "<tpm model='tpm-crb'><backend type='emulator' version='2.0'>\
               <source type='dir' path='/proc/no/such/place'/></backend></tpm>";
    let error = create(&connect, &guest("tpm", tpm)).err().unwrap();
    assert_eq!(error.code(), VIR_ERR_SYSTEM_ERROR, "{error}");
    assert_eq!(connect.driver().connect_num_of_domains(&connect, true).unwrap_or(0), 0);
    assert!(support::qemus_of(place.path()).is_empty());
}

#[test]
fn passt_carries_a_guests_packets() {
    if lacks("passt") {
        return;
    }
    let place = Place::new();
    // passt gives up root's rights: QEMU and its files must not be root's.
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(place.path(), open).unwrap();
    let conf = "user = \"nobody\"\ngroup = \"nogroup\"\nsecurity_driver = \"none\"\n";
    std::fs::write(place.path().join("etc/qemu.conf"), conf).unwrap();
    let connect = place.open();
    let xml =
        guest("net", "<interface type='user'><backend type='passt'/><model type='virtio'/></interface>");
    let domain = match create(&connect, &xml) {
        Ok(domain) => domain,
        Err(error) => {
            // A sandbox may keep passt from confining itself.
            assert!(
                error.to_string().contains("Child process (") && error.to_string().contains("passt"),
                "{error}"
            );
            eprintln!("skipped: passt does not run here: {error}");
            return;
        }
    };
    let pid = pid_in(&only_file(place.path().join("run/qemu/passt"), "-passt.pid"));
    assert!(pid_alive(pid));
    let told = monitor(
        &domain,
        r#"{"execute":"human-monitor-command","arguments":{"command-line":"info network"}}"#,
    );
    assert!(told.contains("type=stream"), "{told}");
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    eventually("the end of passt", || !pid_alive(pid));
}

#[test]
fn a_display_on_a_bus_of_its_own() {
    if lacks("dbus-daemon") {
        return;
    }
    let place = Place::new();
    let connect = place.open();
    let domain =
        match create(&connect, &guest("bus", "<graphics type='dbus'/><video><model type='vga'/></video>")) {
            Ok(domain) => domain,
            Err(error) => {
                let text = error.to_string();
                assert!(text.contains("not supported") || text.contains("is not available"), "{text}");
                let left = std::fs::read_dir(place.path().join("run/qemu/dbus")).unwrap().flatten();
                assert!(left.map(|e| e.path()).all(|path| path.extension().is_some_and(|e| e == "log")));
                eprintln!("skipped: this QEMU has no display on D-Bus: {error}");
                return;
            }
        };
    let folder = place.path().join("run/qemu/dbus");
    let pid = pid_in(&only_file(folder.clone(), "-dbus.pid"));
    assert!(pid_alive(pid));
    UnixStream::connect(only_file(folder.clone(), "-dbus.sock")).unwrap();
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    eventually("the end of the daemon", || !pid_alive(pid));
    assert!(
        !std::fs::read_dir(folder)
            .unwrap()
            .flatten()
            .any(|e| e.path().extension().is_some_and(|e| e == "sock"))
    );
}

#[test]
fn a_folder_through_virtiofsd() {
    let known = ["/usr/lib/qemu/virtiofsd", "/usr/libexec/virtiofsd", "/usr/libexec/qemu/virtiofsd"];
    let Some(program) = known.iter().find(|path| Path::new(path).exists()) else {
        eprintln!("skipped: virtiofsd is not installed");
        return;
    };
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let connect = place.open();
    let shared = place.path().join("shared");
    std::fs::create_dir(&shared).unwrap();
    let fs = format!(
        "<filesystem type='mount'><driver type='virtiofs'/><binary path='{program}'/><source dir='{}'/>\
         <target dir='tag'/></filesystem>",
        shared.display()
    );
    let domain = create(&connect, &guest("fs", &fs)).unwrap();
    let pid = pid_in(&only_file(place.path().join("run/qemu"), "-fs0-fs.pid"));
    assert!(pid_alive(pid));
    domain.driver().domain_destroy_flags(&domain, 0).unwrap();
    eventually("the end of virtiofsd", || !pid_alive(pid));

    let fs = fs.replace("/shared", "/not-there");
    let error = create(&connect, &guest("fs", &fs)).err().unwrap();
    assert!(error.to_string().contains("not-there' does not exist"), "{error}");
}

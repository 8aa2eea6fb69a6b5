//! Programs of this machine: a real QEMU where there is one, and things that are none.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use virt_core::consts::*;
use virt_core::driver::EmulatorQuery;
use virt_qemu::capabilities::{AccelKind, Flag};
use virt_qemu::emulator::{Emulators, Settings, ThisHost};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("libvirt-rs-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn emulators(cache: Option<&Path>) -> Emulators {
    let settings = Settings { cache: cache.map(Path::to_owned), credentials: None };
    Emulators::new(settings, Arc::new(ThisHost::default()))
}

fn script(path: &Path, text: &str) -> String {
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_real_qemu() {
    const QEMU: &str = "/usr/bin/qemu-system-x86_64";
    if !Path::new(QEMU).exists() {
        eprintln!("no {QEMU}: nothing tested");
        return;
    }
    let cache = folder("probe");
    let cold = Instant::now();
    let first = emulators(Some(&cache)).get(QEMU).unwrap();
    let cold = cold.elapsed();
    assert!(first.has(Flag::TCG) && first.at_least(6, 2));
    assert!(first.accel(AccelKind::Tcg).machine("pc-q35-7.2").is_some());
    let second = emulators(Some(&cache));
    let warm = Instant::now();
    let again = second.get(QEMU).unwrap();
    let warm = warm.elapsed();
    assert_eq!(first.caps(), again.caps());
    let hot = Instant::now();
    assert!(Arc::ptr_eq(&again, &second.get(QEMU).unwrap()));
    println!("cold {cold:?}, from disk {warm:?}, from memory {:?}", hot.elapsed());
    let models = Instant::now();
    again.host_models(AccelKind::Tcg);
    println!("host models {:?}", models.elapsed());
    std::fs::remove_dir_all(cache).unwrap();
}

#[test]
fn a_changed_program_is_asked_again() {
    let place = folder("changed");
    let counter = place.join("starts");
    let text = format!("#!/bin/sh\necho x >> {}\nexit 1\n", counter.display());
    let program = script(&place.join("emulator"), &text);
    let all = emulators(Some(&place.join("cache")));
    for _ in 0..2 {
        all.get(&program).err().unwrap();
    }
    let starts = std::fs::read_to_string(&counter).unwrap().lines().count();
    assert_eq!(starts, 2, "what failed is not kept as good");
    assert!(!place.join("cache").exists());
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn what_is_no_emulator_is_refused_by_name_and_reason() {
    let place = folder("bad");
    let all = emulators(None);
    let refused = |program: &str| {
        let error = all.get(program).err().unwrap();
        assert_eq!(error.domain(), VIR_FROM_QEMU, "{program}");
        assert!(error.message().contains(program), "{}", error.message());
        (error.code(), error.message().to_owned())
    };
    let (code, text) = refused("/nonexistent/qemu");
    assert_eq!((code, text.contains("No such file")), (VIR_ERR_SYSTEM_ERROR, true), "{text}");
    assert_eq!(refused("/tmp").0, VIR_ERR_SYSTEM_ERROR);
    let plain = place.join("plain");
    std::fs::write(&plain, "text").unwrap();
    assert_eq!(refused(plain.to_str().unwrap()).0, VIR_ERR_SYSTEM_ERROR);
    let quiet = script(&place.join("quiet"), "#!/bin/sh\nexit 0\n");
    assert_eq!(refused(&quiet).0, VIR_ERR_INTERNAL_ERROR);
    let loud = script(&place.join("loud"), "#!/bin/sh\necho first >&2\necho the last word >&2\nexit 3\n");
    let (code, text) = refused(&loud);
    assert_eq!((code, text.ends_with("the last word")), (VIR_ERR_INTERNAL_ERROR, true), "{text}");
    let garbage = script(&place.join("garbage"), "#!/bin/sh\necho 'no json' >&3\nexec sleep 60\n");
    let begin = Instant::now();
    refused(&garbage);
    assert!(begin.elapsed() < Duration::from_secs(30));
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn one_that_hangs_is_given_up_and_ended() {
    virt_qmp::set_patience(Duration::from_secs(10));
    let place = folder("hanging");
    let cache = place.join("cache");
    let all = emulators(Some(&cache));
    let pid = place.join("pid");
    let hanging =
        script(&place.join("hanging"), &format!("#!/bin/sh\necho $$ > {}\nexec sleep 600\n", pid.display()));
    let begin = Instant::now();
    let error = all.get(&hanging).err().unwrap();
    assert!(begin.elapsed() < Duration::from_secs(40), "{:?}", begin.elapsed());
    assert_eq!((error.code(), error.domain()), (VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU));
    assert!(
        error.message().contains(&hanging) && error.message().contains("did not send its greeting"),
        "{error}"
    );
    let pid = std::fs::read_to_string(pid).unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    assert!(status.is_empty() || status.contains(") Z "), "{status}");
    assert!(!cache.exists(), "what failed is not kept");
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn too_old_and_dying_ones() {
    let place = folder("old");
    let all = emulators(None);
    let greet = r#"#!/bin/sh
echo '{"QMP": {"version": {"qemu": {"micro": 0, "minor": 1, "major": 4}, "package": ""}, "capabilities": []}}' >&3
number() { sed -n 's/.*"id":"\([^"]*\)".*/\1/p'; }
read line <&3; echo "{\"return\": {}, \"id\": \"$(echo "$line" | number)\"}" >&3
read line <&3
"#;
    let version = r#"echo "{\"return\": {\"qemu\": {\"micro\": 0, \"minor\": 1, \"major\": 4}, \"package\": \"\"}, \"id\": \"$(echo "$line" | number)\"}" >&3; sleep 5"#;
    let old = script(&place.join("old"), &format!("{greet}{version}\n"));
    let text = all.get(&old).err().unwrap().message().to_owned();
    assert!(text.contains("QEMU version >= 6.2.0 is required, but 4.1.0 found"), "{text}");
    let dying = script(&place.join("dying"), &format!("{greet}echo 'out of memory' >&2; kill -9 $$\n"));
    let text = all.get(&dying).err().unwrap().message().to_owned();
    assert!(text.contains("out of memory"), "{text}");
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn what_is_asked_for_is_checked() {
    let all = emulators(None);
    let code = |query: EmulatorQuery<'_>| all.choose(query).err().map(|e| (e.code(), e.message().to_owned()));
    let query = EmulatorQuery { virttype: Some("xyz"), ..Default::default() };
    assert_eq!(
        code(query),
        Some((VIR_ERR_INVALID_ARG, "invalid argument: unknown virttype: xyz".to_owned()))
    );
    let query = EmulatorQuery { arch: Some("pdp"), ..Default::default() };
    assert_eq!(
        code(query),
        Some((VIR_ERR_INVALID_ARG, "invalid argument: unknown architecture: pdp".to_owned()))
    );
    let query = EmulatorQuery { arch: Some("unicore32"), ..Default::default() };
    assert_eq!(code(query).map(|(code, _)| code), Some(VIR_ERR_CONFIG_UNSUPPORTED));
}

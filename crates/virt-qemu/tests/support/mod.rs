//! A root of one's own, connections to it, and guests that boot from a sector of bytes.
#![allow(dead_code)]

pub mod between;
pub mod http;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use virt_core::driver::{DriverFactory, OpenRequest};
use virt_core::{Connect, Domain, Result, Uri};
use virt_qemu::QemuFactory;

/// What the guest writes to its serial port, over and over.
pub const GREETING: &str = "hello from the boot sector";

/// A folder tree with a configuration under which nothing needs another user.
pub struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("etc")).unwrap();
        std::fs::write(
            dir.path().join("etc/qemu.conf"),
            "user = \"+0\"\ngroup = \"+0\"\nsecurity_driver = \"none\"\n",
        )
        .unwrap();
        Self { dir }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn open(&self) -> Connect {
        self.try_open(0).unwrap()
    }

    pub fn try_open(&self, flags: u32) -> Result<Connect> {
        open(self.path(), flags)
    }

    /// A guest with a serial port in a file and the greeting boot sector.
    pub fn guest(&self, name: &str) -> String {
        let disk = self.path().join(format!("{name}.img"));
        std::fs::write(&disk, boot_sector()).unwrap();
        let serial = self.path().join(format!("{name}.serial"));
        format!(
            "<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><name>{name}</name>\
             <memory unit='MiB'>16</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='pc'>hvm</type></os>\
             <devices><emulator>{}</emulator><disk type='file' device='disk'><driver name='qemu' type='raw'/>\
             <source file='{}'/><target dev='hda' bus='ide'/></disk>\
             <serial type='file'><source path='{}'/></serial></devices>\
             <qemu:commandline><qemu:arg value='-no-user-config'/></qemu:commandline></domain>",
            qemu().display(),
            disk.display(),
            serial.display()
        )
    }

    pub fn serial(&self, name: &str) -> String {
        let bytes = std::fs::read(self.path().join(format!("{name}.serial"))).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// A test that failed leaves no guest running.
impl Drop for Place {
    fn drop(&mut self) {
        qemus_of(self.path()).into_iter().for_each(kill);
    }
}

pub fn open(root: &Path, flags: u32) -> Result<Connect> {
    let text = format!("qemu:///embed?root={}", root.display());
    let uri = Uri {
        scheme: Some("qemu".into()),
        path: Some("/embed".into()),
        params: vec![("root".into(), root.display().to_string())],
        text: text.clone(),
        ..Uri::default()
    };
    let drivers = QemuFactory.open(&OpenRequest { uri: &uri, flags, auth: None })?;
    Ok(Connect::new(drivers, text, flags))
}

pub fn qemu() -> PathBuf {
    "/usr/bin/qemu-system-x86_64".into()
}

/// True, with a message, when there is no QEMU to test with.
pub fn no_qemu() -> bool {
    let missing = !qemu().exists();
    if missing {
        eprintln!("skipped: no {}", qemu().display());
    }
    missing
}

/// Real-mode code that writes the greeting to COM1 for ever:
/// `mov si, text; next: lodsb; test al, al; jz start; mov dx, 0x3f8; out dx, al; jmp next`.
pub fn boot_sector() -> Vec<u8> {
    let mut code =
        vec![0xfc, 0xbe, 0x0f, 0x7c, 0xac, 0x84, 0xc0, 0x74, 0xf8, 0xba, 0xf8, 0x03, 0xee, 0xeb, 0xf5];
    code.extend_from_slice(GREETING.as_bytes());
    code.extend_from_slice(b"\n\0");
    code.resize(510, 0);
    code.extend_from_slice(&[0x55, 0xaa]);
    code.resize(64 * 1024, 0);
    code
}

/// Waits until `test` holds.
pub fn eventually(what: &str, test: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !test() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

pub fn state(domain: &Domain) -> (i32, i32) {
    domain.driver().domain_get_state(domain, 0).unwrap()
}

pub fn pid_alive(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

pub fn kill(pid: u32) {
    let _ = Command::new("kill").args(["-9", &pid.to_string()]).status();
}

/// The process of a running domain.
pub fn pid_of(root: &Path, name: &str) -> u32 {
    std::fs::read_to_string(root.join(format!("run/qemu/{name}.pid"))).unwrap().trim().parse().unwrap()
}

/// A guest with no disk and no ports.
pub fn bare_guest(name: &str) -> String {
    format!(
        "<domain type='qemu'><name>{name}</name><memory unit='MiB'>8</memory><vcpu>1</vcpu>\
         <os><type arch='x86_64' machine='pc'>hvm</type></os>\
         <devices><emulator>{}</emulator></devices></domain>",
        qemu().display()
    )
}

/// Processes that have a folder of this root on their command line, this one aside.
pub fn processes_of(root: &Path) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let command = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let command = String::from_utf8_lossy(&command).replace('\0', " ");
        if pid != std::process::id() && command.contains(root.to_str().unwrap()) && pid_alive(pid) {
            found.push((pid, command));
        }
    }
    found
}

/// Those of them that are QEMU.
pub fn qemus_of(root: &Path) -> Vec<u32> {
    let found = processes_of(root).into_iter();
    found.filter(|(_, command)| command.starts_with("/usr/bin/qemu")).map(|(pid, _)| pid).collect()
}

/// Writes a program of text, whose first line says what runs it.
pub fn write_program(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Runs what has to be done within a time.
pub fn within<T>(limit: Duration, what: &str, act: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = act();
    assert!(start.elapsed() < limit, "{what} took {:?}", start.elapsed());
    result
}

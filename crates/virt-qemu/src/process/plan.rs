//! The plan of a start. A stand-in until the command line is built from the whole definition: memory,
//! vcpus, disks in files, serial ports, and whatever the `qemu:` namespace adds.

use virt_conf::domain::VirtType;
use virt_conf::domain::chardev::ChardevKind;

use crate::definition::{Definition, emulator};
use crate::domain::Run;
use crate::launch_plan::{FdSource, FileContent, LaunchPlan, PassedFd, PlannedFile};

/// The monitor's listening socket in QEMU.
const MONITOR_FD: i32 = 3;

/// Makes the plan; `incoming` starts QEMU waiting for a saved state.
pub fn plan(definition: &Definition, run: &Run, incoming: bool) -> LaunchPlan {
    let home = run.lib_dir.to_string_lossy();
    let key = run.lib_dir.join("master-key.aes");
    let machine = definition.os.machine.as_deref().unwrap_or("pc");
    let mut args: Vec<String> = [
        "-name",
        &format!("guest={},debug-threads=on", definition.name.replace(',', ",,")),
        "-S",
        "-object",
        &serde_json::json!({ "qom-type": "secret", "id": "masterKey0", "format": "raw", "file": key })
            .to_string(),
        "-machine",
        &format!("{machine},usb=off,dump-guest-core=off"),
        "-accel",
        if definition.virt_type == VirtType::Kvm { "kvm" } else { "tcg" },
        "-m",
        &format!("size={}k", definition.memory.total),
        "-overcommit",
        "mem-lock=off",
        "-smp",
        &definition.vcpus.max.to_string(),
        "-uuid",
        &definition.uuid.to_string(),
        "-display",
        "none",
        "-no-user-config",
        "-nodefaults",
        "-chardev",
        &format!("socket,id=charmonitor,fd={MONITOR_FD},server=on,wait=off"),
        "-mon",
        "chardev=charmonitor,id=monitor,mode=control",
        "-rtc",
        "base=utc",
        "-no-shutdown",
        "-device",
        r#"{"driver":"virtio-balloon-pci","id":"balloon0"}"#,
    ]
    .map(str::to_owned)
    .into();
    devices(definition, &mut args);
    if incoming {
        args.extend(["-incoming".to_owned(), "defer".to_owned()]);
    }
    args.extend(definition.qemu.args.iter().cloned());
    args.extend(["-msg".to_owned(), "timestamp=on".to_owned()]);
    LaunchPlan {
        program: emulator(definition).into(),
        args,
        env: vec![
            ("LC_ALL".to_owned(), "C".to_owned()),
            ("PATH".to_owned(), std::env::var("PATH").unwrap_or_else(|_| "/bin:/usr/bin".to_owned())),
            ("HOME".to_owned(), home.to_string()),
            ("XDG_DATA_HOME".to_owned(), format!("{home}/.local/share")),
            ("XDG_CACHE_HOME".to_owned(), format!("{home}/.cache")),
            ("XDG_CONFIG_HOME".to_owned(), format!("{home}/.config")),
        ],
        fds: vec![PassedFd { number: MONITOR_FD, what: FdSource::ListenUnix(run.monitor_path()) }],
        files: vec![PlannedFile { path: key, content: FileContent::MasterKey, mode: 0o600 }],
        helpers: Vec::new(),
    }
}

fn devices(definition: &Definition, args: &mut Vec<String>) {
    for (index, serial) in definition.devices.serials.iter().enumerate() {
        let chardev = match &serial.source.kind {
            ChardevKind::Pty { .. } => "pty".to_owned(),
            ChardevKind::File { path: Some(path), .. } => format!("file,path={}", path.replace(',', ",,")),
            _ => "null".to_owned(),
        };
        args.extend(["-chardev".to_owned(), format!("{chardev},id=charserial{index}")]);
        args.extend(["-serial".to_owned(), format!("chardev:charserial{index}")]);
    }
    for disk in &definition.devices.disks {
        if let Some(path) = disk.source.path() {
            let path = path.replace(',', ",,");
            args.extend(["-drive".to_owned(), format!("file={path},format=raw,if=ide")]);
        }
    }
}

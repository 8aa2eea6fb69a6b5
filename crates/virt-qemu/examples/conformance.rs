//! Definitions and command lines of conformance cases without a driver, a host or an emulator.
//!
//! Reads one JSON object a line (`id`, `xml` and `caps` are paths, `arch` and `conf` optional), writes one a line:
//! what a definition becomes (`xml_inactive`) and the command line (`argv`), or the error instead.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use virt_core::consts::{
    VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_OPERATION_INVALID, VIR_ERR_SYSTEM_ERROR, VIR_FROM_NONE,
    VIR_FROM_QEMU, VIR_FROM_RPC,
};
use virt_core::{Arch, Error, Result, bail};
use virt_qemu::capabilities::host_model::HostModels;
use virt_qemu::capabilities::recording::Recording;
use virt_qemu::capabilities::{AccelKind, QemuCaps};
use virt_qemu::command::context::{Context, DomainFolders, Host, Sealed, SecretUsage};
use virt_qemu::conf_file::Settings;
use virt_qemu::emulator::ThisHost;
use virt_qemu::firmware::{Descriptor, folders};
use virt_qemu::helper_features::VhostUser;
use virt_qemu::post_parse::{Folders, QemuPolicy, choose_emulator};
use virt_qemu::prepare::{Preparation, native};
use virt_qemu::vocabulary::{DomainDef, FormatFlags, ParseFlags, SecretRef, StageFlags};

/// A made-up machine: two CPUs, four NUMA nodes, huge pages of two sizes.
struct MadeUp;

impl Host for MadeUp {
    fn seal(&self, _: &[u8]) -> Result<Sealed> {
        Ok(Sealed { data: "@DATA@".to_owned(), iv: "@IV@".to_owned() })
    }

    fn secret(&self, _: &SecretRef, _: SecretUsage) -> Result<Vec<u8>> {
        no_daemon("virtsecretd")
    }

    fn render_node(&self) -> Result<String> {
        Ok("/dev/dri/renderD128".to_owned())
    }

    fn network_address(&self, _: &str) -> Result<String> {
        no_daemon("virtnetworkd")
    }

    fn volume_source(&self, _: &str, _: &str) -> Result<()> {
        no_daemon("virtstoraged")
    }

    fn scsi_generic(&self, _: &str, _: u32, _: u32, _: u64) -> Result<String> {
        Ok("sg0".to_owned())
    }

    fn user_id(&self, name: &str) -> Result<u32> {
        number(name)
    }

    fn group_id(&self, name: &str) -> Result<u32> {
        number(name)
    }

    fn check_nodes(&self, nodes: &[u32]) -> Result<()> {
        match nodes.iter().find(|node| **node >= 4) {
            Some(node) => bail!(VIR_FROM_NONE, VIR_ERR_CONFIG_UNSUPPORTED, "NUMA node {node} is unavailable"),
            None => Ok(()),
        }
    }

    fn nodes_of_cpus(&self, _: &[u32]) -> Result<Option<Vec<u32>>> {
        Ok(None)
    }

    fn huge_pages(&self) -> Vec<(u64, PathBuf)> {
        vec![(2048, "/dev/hugepages2M".into()), (1 << 20, "/dev/hugepages1G".into())]
    }

    fn now(&self) -> i64 {
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64)
    }

    fn utc_offset(&self) -> i64 {
        0
    }

    fn env(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn vhost_user_programs(&self) -> Result<Vec<VhostUser>> {
        let program = |kind: &str, binary: &str| VhostUser { kind: kind.to_owned(), binary: binary.into() };
        Ok(vec![program("gpu", "/usr/libexec/vhost-user-gpu"), program("fs", "/usr/libexec/virtiofsd")])
    }

    fn print_capabilities(&self, _: &Path, _: &[&str]) -> String {
        r#"{ "features": [ "render-node", "virgl", "separate-options" ] }"#.to_owned()
    }

    fn has_vfio(&self) -> bool {
        true
    }
}

fn no_daemon<T>(name: &str) -> Result<T> {
    bail!(
        VIR_FROM_RPC,
        VIR_ERR_SYSTEM_ERROR,
        "Failed to connect socket to '/var/run/libvirt/{name}-sock': No such file or directory"
    )
}

fn number(name: &str) -> Result<u32> {
    match name.trim_start_matches('+').parse() {
        Ok(id) => Ok(id),
        Err(_) => bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "no user {name}"),
    }
}

/// What all cases share.
struct World {
    settings: Settings,
    folders: Folders,
    firmware: Vec<Descriptor>,
    caps: HashMap<String, QemuCaps>,
    root: PathBuf,
}

impl World {
    fn caps(&mut self, path: &str) -> Result<&QemuCaps> {
        if !self.caps.contains_key(path) {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Error::new(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, e.to_string()))?;
            let recording = Recording::parse(&text)?;
            let arch = recording.caps("")?.arch;
            let caps = recording.caps(&emulator(arch))?;
            self.caps.insert(path.to_owned(), caps);
        }
        Ok(&self.caps[path])
    }

    fn run(&mut self, case: &Value) -> (Result<String>, Result<Value>) {
        let text = std::fs::read_to_string(case["xml"].as_str().unwrap_or_default()).unwrap_or_default();
        let settings = self.settings_of(case);
        let caps = match self.caps(case["caps"].as_str().unwrap_or_default()) {
            Ok(caps) => caps.clone(),
            Err(error) => return (Err(error.clone()), Err(error)),
        };
        let policy = |def: &mut DomainDef| -> Result<()> {
            let has = |arch| {
                let name = emulator(arch);
                (name == caps.binary).then_some(name)
            };
            choose_emulator(def, Arch::X86_64, &has)?;
            match def.devices.emulator.as_deref() {
                Some(path) if path == caps.binary => Ok(()),
                path => bail!(
                    VIR_FROM_QEMU,
                    virt_core::consts::VIR_ERR_NO_SUPPORT,
                    "Cannot check QEMU binary {}: No such file or directory",
                    path.unwrap_or_default()
                ),
            }
        };
        let read = || -> Result<(DomainDef, HostModels)> {
            let mut def = DomainDef::parse(&text, ParseFlags { inactive: true, ..ParseFlags::default() })?;
            policy(&mut def)?;
            let kind = AccelKind::of_virt_type(def.virt_type.as_str());
            let models = HostModels::find(&caps, kind, &ThisHost::default());
            let policy = self.policy(&caps, &settings, &models);
            let flags = StageFlags { abi_update: true, inactive: true, ..StageFlags::default() };
            def.post_parse(&policy, flags)?;
            def.validate(&policy)?;
            Ok((def, models))
        };
        let (def, models) = match read() {
            Ok(read) => read,
            Err(error) => return (Err(error.clone()), Err(error)),
        };
        let xml = def.to_xml(FormatFlags { inactive: true, secure: true, ..FormatFlags::default() });
        let argv = self.argv(def, &caps, &settings, &models);
        (Ok(xml), argv)
    }

    fn policy<'a>(
        &'a self,
        caps: &'a QemuCaps,
        settings: &'a Settings,
        models: &HostModels,
    ) -> QemuPolicy<'a> {
        QemuPolicy {
            caps,
            settings,
            folders: &self.folders,
            firmware: &self.firmware,
            host_arch: Arch::X86_64,
            privileged: true,
            host_address_bits: 0,
            has_host_model: models.reported.is_some(),
        }
    }

    fn settings_of(&self, case: &Value) -> Settings {
        let Some(conf) = case["conf"].as_str() else { return self.settings.clone() };
        let path = std::env::temp_dir().join(format!("conformance-{}.conf", std::process::id()));
        let loaded = std::fs::write(&path, conf).ok().and_then(|()| Settings::load(&path).ok());
        let _ = std::fs::remove_file(&path);
        let mut settings = loaded.unwrap_or_else(|| self.settings.clone());
        let folder = |name: &str| Some(format!("/etc/pki/libvirt-{name}"));
        settings.vnc_tls_x509_cert_dir = folder("vnc");
        settings.spice_tls_x509_cert_dir = folder("spice");
        settings.chardev_tls_x509_cert_dir = folder("chardev");
        settings.vxhs_tls_x509_cert_dir = folder("vxhs");
        settings.nbd_tls_x509_cert_dir = folder("nbd");
        settings
    }

    fn argv(
        &self,
        mut def: DomainDef,
        caps: &QemuCaps,
        settings: &Settings,
        models: &HostModels,
    ) -> Result<Value> {
        let policy = self.policy(caps, settings, models);
        let context = Context {
            caps,
            settings,
            folders: &self.folders,
            domain: DomainFolders::new(&self.folders, -1, &def.name),
            privileged: true,
            host_arch: Arch::X86_64,
            host: &MadeUp,
            pretend: true,
            auto_nodes: None,
        };
        let with = Preparation { context: &context, policy: &policy, models, new: true, owner: None };
        let plan = native::plan(&mut def, &with)?;
        let mut args = vec![plan.program.to_string_lossy().into_owned()];
        args.extend(plan.args);
        let env: Vec<String> = plan.env.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let _ = &self.root;
        Ok(json!({ "env": env, "args": args }))
    }
}

fn emulator(arch: Arch) -> String {
    let target = match arch {
        Arch::I686 => "i386",
        Arch::Armv6l => "arm",
        other => other.name(),
    };
    format!("/usr/bin/qemu-system-{target}")
}

fn shown<T: Into<Value>>(result: Result<T>) -> Value {
    match result {
        Ok(value) => json!({ "ok": value.into() }),
        Err(error) => {
            json!({ "error": { "code": error.code(), "domain": error.domain(), "message": error.to_string() } })
        }
    }
}

fn main() -> std::io::Result<()> {
    let world = std::env::args().nth(1).unwrap_or_default();
    let root = PathBuf::from("/run/conform/root");
    let firmware = folders::firmware(&[
        Path::new(&world).join("usr/share/qemu/firmware"),
        Path::new(&world).join("etc/qemu/firmware"),
    ]);
    let mut world = World {
        settings: Settings::default(),
        folders: Folders::below(&virt_qemu::root::Layout::new(&root), "12345678"),
        firmware,
        caps: HashMap::new(),
        root,
    };
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let (xml, argv) = world.run(&case);
        writeln!(out, "{}", json!({ "id": case["id"], "xml": shown(xml), "argv": shown(argv) }))?;
    }
    Ok(())
}

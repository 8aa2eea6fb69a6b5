//! `<os>`: what the guest boots, and with which firmware.

use virt_core::consts::VIR_FROM_NONE;
use virt_xml::{Place, read_tagged};

use super::storage::{StorageFormat, StorageSource, StorageType};
use super::words::prelude::*;

words! {
    /// Kinds of guests.
    pub OsType { Hvm, Xen, Linux, Exe, Uml, Xenpvh }
    /// Kinds of devices to boot from.
    pub BootDev { Fd, Cdrom, Hd, Network }
    /// Firmware that is chosen automatically.
    pub Firmware { Bios, Efi }
    /// What chosen firmware has to have or lack.
    pub FirmwareFeatureName { EnrolledKeys, SecureBoot }
    /// How the firmware's image is mapped.
    pub LoaderType { Rom, Pflash }
    /// Kinds of ACPI tables.
    pub AcpiTableType { Raw, Rawset, Slic, Msdm }
    /// Where the guest's SMBIOS comes from.
    pub SmbiosMode { None, Emulate, Host, Sysinfo }
}

/// `<os>`, and `<bootloader>` beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Os {
    pub bootloader: Option<String>,
    pub bootloader_args: Option<String>,
    pub kind: OsType,
    /// Set to the host's by post-parse when not given.
    pub arch: Option<Arch>,
    pub machine: Option<String>,
    pub firmware: Option<Firmware>,
    /// Written sorted by name; none when no feature is mentioned.
    pub firmware_features: Option<Vec<(FirmwareFeatureName, bool)>>,
    pub init: Option<String>,
    pub initargs: Vec<String>,
    pub initenv: Vec<(String, String)>,
    pub initdir: Option<String>,
    pub inituser: Option<String>,
    pub initgroup: Option<String>,
    pub loader: Option<Box<Loader>>,
    pub varstore: Option<Box<Varstore>>,
    pub kernel: Option<String>,
    pub initrd: Option<String>,
    pub cmdline: Option<String>,
    pub shim: Option<String>,
    pub dtb: Option<String>,
    pub root: Option<String>,
    pub acpi_tables: Vec<AcpiTable>,
    pub boot_devs: Vec<BootDev>,
    pub bootmenu: Option<BootMenu>,
    pub bios: Bios,
    pub smbios: SmbiosMode,
}

/// `<bootmenu enable='yes' timeout='3000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootMenu {
    pub enable: bool,
    pub timeout: Option<u32>,
}

/// `<bios useserial='yes' rebootTimeout='0'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct Bios {
    #[xml(attr)]
    pub useserial: Option<bool>,
    #[xml(attr = "rebootTimeout")]
    pub reboot_timeout: Option<i32>,
}

/// `<table type='slic'>path</table>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcpiTable {
    pub kind: AcpiTableType,
    pub path: String,
}

/// `<loader>` and `<nvram>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loader {
    pub readonly: Option<bool>,
    pub secure: Option<bool>,
    pub kind: Option<LoaderType>,
    pub stateless: Option<bool>,
    pub format: Option<StorageFormat>,
    pub path: Option<String>,
    pub nvram: Option<NvramStore>,
    pub nvram_template: Option<String>,
    pub nvram_template_format: Option<StorageFormat>,
}

/// `<varstore>`: variables of firmware that keeps them in a file which the hypervisor reads, not in flash memory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Varstore {
    #[xml(attr, keep)]
    pub template: Option<String>,
    #[xml(attr)]
    pub path: Option<String>,
}

/// Where the firmware keeps its variables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NvramStore {
    /// `<nvram>path</nvram>` unless it has a type.
    pub source: StorageSource,
    /// Written with `type` and `<source>`.
    pub typed: bool,
    pub format: Option<StorageFormat>,
}

const NVRAM_SOURCE: Place =
    Place { attr: "type", attr2: None, child: Some("source"), default: None, code: None };

fn read_format(node: Node<'_>, attr: &str, what: &str) -> Result<Option<StorageFormat>> {
    let format = match node.attr(attr) {
        Some("none") => None,
        _ => node.value::<Plain, StorageFormat>(attr, None)?,
    };
    match format {
        None | Some(StorageFormat::Raw | StorageFormat::Qcow2) => Ok(format),
        Some(other) => Err(node.invalid(format!("Unsupported {what} format '{other}'"))),
    }
}

impl Os {
    /// Reads what decides about everything else: bootloader, type, architecture, machine.
    pub(crate) fn read_type(domain: Node<'_>, xen: bool) -> Result<Self> {
        let mut os = Self {
            bootloader: domain.child_text("bootloader"),
            bootloader_args: domain.child_text("bootloader_args"),
            ..Self::default()
        };
        let kind = domain.section("os").and_then(|o| o.child("type"));
        let text = |name| kind.and_then(|k| k.attr(name)).filter(|t| !t.is_empty());
        os.machine = text("machine").map(str::to_owned);
        os.kind = match kind.map(Node::text).filter(|t| !t.is_empty()) {
            Some(text) => OsType::from_word(&text)
                .ok_or_else(|| domain.unsupported(format!("unknown OS type '{text}'")))?,
            None if os.bootloader.is_some() => OsType::Xen,
            None => return Err(domain.invalid("an os <type> must be specified").beyond_schema()),
        };
        if os.kind == OsType::Linux && xen {
            os.kind = OsType::Xen;
        }
        if let Some(arch) = text("arch") {
            os.arch = Some(
                Arch::from_name(arch)
                    .ok_or_else(|| domain.unsupported(format!("Unknown architecture {arch}")))?,
            );
        }
        Ok(os)
    }

    /// Reads how it boots; what is understood depends on the type.
    pub(crate) fn read_boot(&mut self, domain: Node<'_>) -> Result<()> {
        let Some(node) = domain.section("os") else { return Ok(()) };
        match self.kind {
            OsType::Hvm => {
                self.read_kernel(node);
                self.read_firmware(node)?;
                self.read_loader(node)?;
                self.read_acpi(node)?;
                self.read_devs(node)?;
            }
            OsType::Xen | OsType::Xenpvh | OsType::Uml => {
                self.read_kernel(node);
                self.read_loader(node)?;
            }
            OsType::Exe => self.read_init(node)?,
            OsType::Linux => {}
        }
        if let Some(mode) = node.child("smbios").and_then(|s| s.attr("mode")).filter(|m| !m.is_empty()) {
            self.smbios = SmbiosMode::from_word(mode)
                .ok_or_else(|| node.unsupported(format!("unknown smbios mode '{mode}'")))?;
        }
        Ok(())
    }

    fn read_kernel(&mut self, node: Node<'_>) {
        self.kernel = node.child_text("kernel");
        self.initrd = node.child_text("initrd");
        self.cmdline = node.child_text("cmdline");
        self.shim = node.child_text("shim");
        self.dtb = node.child_text("dtb");
        self.root = node.child_text("root");
    }

    fn read_init(&mut self, node: Node<'_>) -> Result<()> {
        self.init = node.child_text("init");
        self.cmdline = node.child_text("cmdline");
        self.initdir = node.child_text("initdir");
        self.inituser = node.child_text("inituser");
        self.initgroup = node.child_text("initgroup");
        for arg in node.all("initarg") {
            let text = arg.text();
            if text.is_empty() {
                return Err(arg.invalid("No data supplied for <initarg> element"));
            }
            self.initargs.push(text);
        }
        for env in node.all("initenv") {
            let name = env.attr("name");
            let name = name.ok_or_else(|| env.invalid("No name supplied for <initenv> element"))?;
            let text = env.text();
            if text.is_empty() {
                return Err(env.invalid(format!("No value supplied for <initenv name='{name}'> element")));
            }
            self.initenv.push((name.to_owned(), text));
        }
        Ok(())
    }

    fn read_firmware(&mut self, node: Node<'_>) -> Result<()> {
        let firmware = node.attr("firmware").filter(|f| !f.is_empty());
        let nodes: Vec<Node<'_>> =
            node.child("firmware").map(|f| f.all("feature").collect()).unwrap_or_default();
        // some versions wrote features without firmware for migration: those are to be ignored
        if !nodes.is_empty() && firmware.is_none() && !node.view().has(view::ABI_UPDATE) {
            nodes.iter().for_each(|n| n.ignore_attrs());
            return Ok(());
        }
        let mut features: Vec<(FirmwareFeatureName, bool)> = Vec::new();
        for feature in &nodes {
            let name = feature.required::<Plain, FirmwareFeatureName>("name", None)?;
            let enabled = feature.required::<Plain, bool>("enabled", None)?;
            features.retain(|(n, _)| *n != name);
            features.push((name, enabled));
        }
        features.sort_unstable();
        self.firmware_features = (!features.is_empty()).then_some(features);
        if let Some(text) = firmware {
            self.firmware = Some(
                Firmware::from_word(text)
                    .ok_or_else(|| node.invalid(format!("unknown firmware value {text}")))?,
            );
        }
        Ok(())
    }

    fn read_loader(&mut self, node: Node<'_>) -> Result<()> {
        self.loader = Loader::read(node)?.map(Box::new);
        self.varstore = node.child("varstore").map(Box::read).transpose()?;
        Ok(())
    }

    fn read_acpi(&mut self, node: Node<'_>) -> Result<()> {
        let Some(acpi) = node.child("acpi") else { return Ok(()) };
        for table in acpi.all("table") {
            let path = sanitize_path(&table.text());
            let kind = table.required::<Plain, AcpiTableType>("type", None)?;
            if kind != AcpiTableType::Raw && self.acpi_tables.iter().any(|t| t.kind == kind) {
                return Err(table.invalid(format!("ACPI table type '{kind}' may only appear once")));
            }
            self.acpi_tables.push(AcpiTable { kind, path });
        }
        Ok(())
    }

    fn read_devs(&mut self, node: Node<'_>) -> Result<()> {
        for boot in node.all("boot").take(BootDev::ALL.len()) {
            self.boot_devs.push(boot.required::<Plain, BootDev>("dev", None)?);
        }
        if let Some(menu) = node.child("bootmenu") {
            let enable = menu.value::<Plain, bool>("enable", None)?;
            menu.attr("timeout");
            let timeout = match enable {
                Some(true) => menu.value::<Plain, u32>("timeout", None)?,
                _ => None,
            };
            self.bootmenu = enable.map(|enable| BootMenu { enable, timeout });
        }
        self.bios = node.child("bios").map(Bios::read).transpose()?.unwrap_or_default();
        Ok(())
    }

    /// Writes `<bootloader>`.
    pub(crate) fn write_bootloader(&self, w: &mut Writer) {
        if let Some(bootloader) = &self.bootloader {
            w.text("bootloader", bootloader);
            if let Some(args) = &self.bootloader_args {
                w.text("bootloader_args", args);
            }
        }
    }

    /// Writes `<os>`.
    pub(crate) fn write(&self, xen: bool, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(firmware) = self.firmware.filter(|_| view::not_migratable(w.view())) {
                w.attr("firmware", firmware.as_str());
            }
        };
        w.pair("os", attrs, |w| self.write_children(xen, w));
    }

    fn write_children(&self, xen: bool, w: &mut Writer) {
        let text = |w: &mut Writer, name: &str, value: &Option<String>| {
            if let Some(value) = value {
                w.text(name, value);
            }
        };
        let kind_attrs = |w: &mut Writer| {
            if let Some(arch) = self.arch {
                w.attr("arch", arch.name());
            }
            if let Some(machine) = &self.machine {
                w.attr("machine", machine);
            }
        };
        // paravirtual guests of Xen have always been called Linux
        let kind = if xen && self.kind == OsType::Xen { OsType::Linux } else { self.kind };
        w.element_text("type", true, kind_attrs, |out| out.raw(kind.as_str()));
        if let Some(features) = self.firmware_features.as_ref().filter(|_| view::not_migratable(w.view())) {
            let list = |w: &mut Writer| {
                for (name, enabled) in features {
                    let attrs = |w: &mut Writer| {
                        w.attr_value::<Plain, bool>("enabled", enabled);
                        w.attr("name", name.as_str());
                    };
                    w.element("feature", true, attrs, |_| ());
                }
            };
            w.pair("firmware", |_| (), list);
        }
        text(w, "init", &self.init);
        self.initargs.iter().for_each(|a| w.text("initarg", a));
        for (name, value) in &self.initenv {
            w.element_text("initenv", true, |w| w.attr("name", name), |out| out.escaped(value));
        }
        text(w, "initdir", &self.initdir);
        text(w, "inituser", &self.inituser);
        text(w, "initgroup", &self.initgroup);
        if let Some(loader) = &self.loader {
            loader.write(w);
        }
        if let Some(varstore) = &self.varstore {
            varstore.write("varstore", true, w);
        }
        for (name, value) in [
            ("kernel", &self.kernel),
            ("initrd", &self.initrd),
            ("cmdline", &self.cmdline),
            ("shim", &self.shim),
            ("dtb", &self.dtb),
            ("root", &self.root),
        ] {
            text(w, name, value);
        }
        let tables = |w: &mut Writer| {
            for table in &self.acpi_tables {
                w.element_text(
                    "table",
                    true,
                    |w| w.attr("type", table.kind.as_str()),
                    |out| out.escaped(&table.path),
                );
            }
        };
        w.element("acpi", false, |_| (), tables);
        if self.bootloader.is_none() {
            self.write_devs(w);
        }
        if self.smbios != SmbiosMode::None {
            w.element("smbios", true, |w| w.attr("mode", self.smbios.as_str()), |_| ());
        }
    }

    fn write_devs(&self, w: &mut Writer) {
        for dev in &self.boot_devs {
            w.element("boot", true, |w| w.attr("dev", dev.as_str()), |_| ());
        }
        if let Some(BootMenu { enable, timeout }) = &self.bootmenu {
            let attrs = |w: &mut Writer| {
                w.attr_value::<Plain, bool>("enable", enable);
                if let Some(timeout) = timeout {
                    w.attr_display("timeout", timeout);
                }
            };
            w.element("bootmenu", true, attrs, |_| ());
        }
        self.bios.write("bios", false, w);
    }
}

impl Loader {
    fn read(os: Node<'_>) -> Result<Option<Self>> {
        let (loader, nvram) = (os.child("loader"), os.child("nvram"));
        if loader.is_none() && nvram.is_none() {
            return Ok(None);
        }
        let mut this = Self::default();
        if let Some(nvram) = nvram {
            this.nvram_template = nvram.attr("template").map(str::to_owned);
            this.nvram_template_format = read_format(nvram, "templateFormat", "nvram template")?;
            let format = read_format(nvram, "format", "nvram")?;
            let typed = nvram.value::<Plain, StorageType>("type", None)?.is_some();
            let source = match typed {
                true if nvram.child("source").is_none() => {
                    let text = "<source> is missing in <nvram> with a type";
                    return Err(nvram.under(VIR_FROM_NONE).error(Code::Internal, text));
                }
                true => read_tagged::<StorageSource>(nvram, &NVRAM_SOURCE)?,
                false => {
                    let path = Some(nvram.text()).filter(|p| !p.is_empty());
                    StorageSource::new(super::storage::StorageKind::File { file: path, fdgroup: None })
                }
            };
            this.nvram = Some(NvramStore { source, typed, format });
        }
        match loader {
            // the format that variables have says which firmware is wanted
            None => this.format = this.nvram.as_ref().and_then(|n| n.format),
            Some(loader) => {
                this.readonly = loader.value::<Plain, bool>("readonly", None)?;
                this.kind = loader.value::<Plain, LoaderType>("type", None)?;
                this.path = Some(loader.text()).filter(|p| !p.is_empty());
                this.secure = loader.value::<Plain, bool>("secure", None)?;
                this.stateless = loader.value::<Plain, bool>("stateless", None)?;
                this.format = read_format(loader, "format", "loader")?;
            }
        }
        Ok(Some(this))
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            for (name, value) in [("readonly", &self.readonly), ("secure", &self.secure)] {
                if let Some(value) = value {
                    w.attr_value::<Plain, bool>(name, value);
                }
            }
            if let Some(kind) = self.kind {
                w.attr("type", kind.as_str());
            }
            if let Some(stateless) = &self.stateless {
                w.attr_value::<Plain, bool>("stateless", stateless);
            }
            if let Some(format) = self.format {
                w.attr("format", format.as_str());
            }
        };
        w.element_text("loader", false, attrs, |out| out.escaped(self.path.as_deref().unwrap_or_default()));
        self.write_nvram(w);
    }

    fn write_nvram(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(template) = &self.nvram_template {
                w.attr("template", template);
            }
            if let Some(format) = self.nvram_template_format {
                w.attr("templateFormat", format.as_str());
            }
            if let Some(nvram) = &self.nvram {
                if nvram.typed {
                    w.attr("type", nvram.source.tag());
                }
                if let Some(format) = nvram.format {
                    w.attr("format", format.as_str());
                }
            }
        };
        match &self.nvram {
            Some(nvram) if nvram.typed => {
                let source = |w: &mut Writer| {
                    w.element("source", false, |w| nvram.source.attrs(w), |w| nvram.source.children(w));
                };
                w.element("nvram", false, attrs, source);
            }
            nvram => {
                let path = nvram.as_ref().and_then(|n| n.source.path()).unwrap_or_default();
                w.element_text("nvram", false, attrs, |out| out.escaped(path));
            }
        }
    }
}

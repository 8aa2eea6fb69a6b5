//! What the guest boots, and what its firmware tells it.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_XML_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::block::Image;
use super::builder::Builder;
use super::context::Context;
use super::props::{Props, comma, on_off};
use crate::post_parse::firmware::is_old_style;
use crate::vocabulary::{
    AcpiTableType, Loader, LoaderType, Smbios, SmbiosMode, SmbiosTable, StorageFormat, StorageKind,
    StorageSource, Sysinfo,
};

/// The image of the firmware's variables.
pub fn variables<'a>(loader: &'a Loader, context: &Context<'_>) -> Result<Option<Image<'a>>> {
    let Some(nvram) = &loader.nvram else { return Ok(None) };
    let format = nvram.format.unwrap_or(StorageFormat::Raw);
    let mut image = Image::new(&nvram.source, format, "libvirt-pflash1".to_owned());
    image.below = super::block::Below::Nothing;
    super::block::chain::complete(&mut image, context)?;
    Ok(Some(image))
}

impl Builder<'_> {
    /// Flash chips as block nodes; gives the nodes of firmware and of its variables.
    pub fn pflash(&mut self) -> Result<[Option<String>; 2]> {
        let def = self.def;
        let Some(loader) = def.os.loader.as_ref().filter(|_| is_old_style(&def.os)) else {
            return Ok([None, None]);
        };
        let context = self.context;
        let source = StorageSource::new(StorageKind::File { file: loader.path.clone(), fdgroup: None });
        let format = loader.format.unwrap_or(StorageFormat::Raw);
        let mut code = Image::new(&source, format, "libvirt-pflash0".to_owned());
        code.readonly = loader.readonly.unwrap_or(false);
        code.below = super::block::Below::Nothing;
        for node in code.nodes(context)? {
            self.blockdev(&node);
        }
        let mut nodes = [Some(code.node()), None];
        if let Some(variables) = variables(loader, context)? {
            self.nbdkit_helper(&variables)?;
            for object in variables.secret_objects() {
                self.object(&object);
            }
            for node in variables.nodes(context)? {
                self.blockdev(&node);
            }
            nodes[1] = Some(variables.node());
        }
        Ok(nodes)
    }

    pub fn loader(&mut self) {
        let Some(loader) = self.def.os.loader.as_deref() else { return };
        match loader {
            Loader { kind: Some(LoaderType::Rom), path, .. } => {
                self.option("-bios", path.as_deref().unwrap_or_default());
            }
            Loader { kind: Some(LoaderType::Pflash), secure: Some(true), .. } => {
                self.option("-global", "driver=cfi.pflash01,property=secure,value=on");
            }
            _ => {}
        }
    }

    pub fn boot(&mut self) {
        let os = &self.def.os;
        let mut text = String::new();
        if let Some(menu) = &os.bootmenu {
            text += &format!("menu={},", on_off(menu.enable));
        }
        if let Some(timeout) = os.bios.reboot_timeout {
            text += &format!("reboot-timeout={timeout},");
        }
        if let Some(timeout) = os.bootmenu.as_ref().and_then(|menu| menu.timeout) {
            text += &format!("splash-time={timeout},");
        }
        self.option("-boot", text + "strict=on");
        for (name, value) in [
            ("-kernel", &os.kernel),
            ("-initrd", &os.initrd),
            ("-append", &os.cmdline),
            ("-shim", &os.shim),
            ("-dtb", &os.dtb),
        ] {
            if let Some(value) = value {
                self.option(name, value);
            }
        }
        for table in &os.acpi_tables {
            let signature = match table.kind {
                AcpiTableType::Slic => "sig=SLIC,",
                AcpiTableType::Msdm => "sig=MSDM,",
                AcpiTableType::Raw | AcpiTableType::Rawset => "",
            };
            self.option("-acpitable", format!("{signature}file={}", comma(&table.path)));
        }
    }

    pub fn smbios(&mut self) -> Result<()> {
        let def = self.def;
        match def.os.smbios {
            SmbiosMode::None | SmbiosMode::Emulate => Ok(()),
            SmbiosMode::Host => match self.context.host.smbios() {
                Some(smbios) => self.smbios_tables(&smbios, true),
                None => bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    "Host SMBIOS information is not available"
                ),
            },
            SmbiosMode::Sysinfo => {
                let own = def.sysinfo.iter().find_map(|s| match s {
                    Sysinfo::Smbios(smbios) => Some(smbios),
                    Sysinfo::FwCfg(_) => None,
                });
                match own {
                    Some(smbios) => self.smbios_tables(smbios, false),
                    None => bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_XML_ERROR,
                        "Domain '{}' sysinfo are not available",
                        def.name
                    ),
                }
            }
        }
    }

    fn smbios_tables(&mut self, smbios: &Smbios, of_host: bool) -> Result<()> {
        if let Some(bios) = &smbios.bios {
            let names = ["vendor", "version", "date", "release"];
            self.option("-smbios", table(0, bios, &names));
        }
        if let Some(system) = &smbios.system {
            let all = ["manufacturer", "product", "version", "serial", "uuid", "sku", "family"];
            let names: Vec<&str> = all.into_iter().filter(|name| !(of_host && *name == "uuid")).collect();
            self.option("-smbios", table(1, system, &names));
        }
        if smbios.base_boards.len() > 1 {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "qemu does not support more than one entry to Type 2 in SMBIOS table"
            );
        }
        for board in &smbios.base_boards {
            let names = ["manufacturer", "product", "version", "serial", "asset", "location"];
            self.option("-smbios", table_with_maker(2, board, &names));
        }
        if let Some(chassis) = &smbios.chassis {
            let names = ["manufacturer", "version", "serial", "asset", "sku"];
            self.option("-smbios", table_with_maker(3, chassis, &names));
        }
        if let Some(strings) = &smbios.oem_strings {
            let values: String = strings.iter().map(|s| format!(",value={}", comma(s))).collect();
            self.option("-smbios", format!("type=11{values}"));
        }
        Ok(())
    }

    /// Files that firmware and guest read by name.
    pub fn firmware_config(&mut self) {
        let def = self.def;
        for sysinfo in &def.sysinfo {
            let Sysinfo::FwCfg(files) = sysinfo else { continue };
            for file in files {
                let content = match (&file.value, &file.file) {
                    (Some(value), _) => format!(",string={}", escape(value)),
                    (None, Some(path)) => format!(",file={}", escape(path)),
                    (None, None) => String::new(),
                };
                self.option("-fw_cfg", format!("name={}{content}", file.name));
            }
        }
    }

    pub fn generation_id(&mut self) {
        if let Some(genid) = &self.def.genid {
            let props = Props::device("vmgenid").set("guid", genid.id.to_string()).set("id", "vmgenid0");
            self.device(props);
        }
    }
}

/// A value that upstream escapes as if it stood in a document.
fn escape(text: &str) -> String {
    let mut out = String::new();
    virt_xml::push_escaped(&mut out, text);
    out
}

fn table(kind: u32, table: &SmbiosTable, names: &[&str]) -> String {
    let one = |name: &&str| table.get(name).map(|value| format!(",{name}={}", comma(value)));
    let values: String = names.iter().filter_map(one).collect();
    format!("type={kind}{values}")
}

/// Tables that name a manufacturer always.
fn table_with_maker(kind: u32, values: &SmbiosTable, names: &[&str]) -> String {
    match values.get("manufacturer") {
        Some(_) => table(kind, values, names),
        None => {
            let rest = table(kind, values, &names[1..]);
            rest.replacen(&format!("type={kind}"), &format!("type={kind},manufacturer="), 1)
        }
    }
}

//! Which firmware a guest boots from.
//!
//! The distribution describes its firmware ([`crate::firmware`]); the first description that fits what the definition
//! asks for is taken. Images of the driver's settings are the older way.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_OPERATION_FAILED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::policy::QemuPolicy;
use crate::family::Family;
use crate::firmware::{Descriptor, Feature, Interface, KNOWN_PAIRS, Mapping, Mode};
use crate::vocabulary::{
    DomainDef, DriverPolicy, Firmware, FirmwareFeatureName, LaunchSecurity, Loader, LoaderType, NvramStore,
    Os, Smm, StageFlags, StorageFormat, StorageKind, StorageSource, Word,
};

/// The bit of an SEV policy that asks for encrypted state.
const SEV_ES: u32 = 1 << 2;

/// Firmware and its variables in flash, the way that is older than choosing by features.
pub fn is_old_style(os: &Os) -> bool {
    os.loader.as_ref().is_some_and(|loader| loader.kind == Some(LoaderType::Pflash))
}

impl QemuPolicy<'_> {
    /// Completes what the guest boots from; only new definitions are refused.
    pub fn complete_boot(&self, def: &mut DomainDef, flags: StageFlags) -> Result<()> {
        if !flags.abi_update && def.os.firmware.is_some() {
            let loader = def.os.loader.get_or_insert_default();
            loader.format.get_or_insert(StorageFormat::Raw);
        }
        match self.fill_boot(def, flags.abi_update) {
            Err(_) if !flags.abi_update => Ok(()),
            result => result,
        }
    }

    /// Chooses firmware, and a place for its variables.
    pub fn fill_boot(&self, def: &mut DomainDef, new: bool) -> Result<()> {
        def.validate_os(self.features())?;
        let known = |format: &StorageFormat| matches!(format, StorageFormat::Raw | StorageFormat::Qcow2);
        let loader = def.os.loader.as_ref();
        let nvram = loader.and_then(|loader| loader.nvram.as_ref());
        if let Some(format) = loader.and_then(|l| l.format).filter(|format| !known(format)) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Unsupported loader format '{}'",
                format.as_str()
            );
        }
        if let Some(format) = nvram.and_then(|n| n.format).filter(|format| !known(format)) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Unsupported nvram format '{}'",
                format.as_str()
            );
        }
        let automatic = def.os.firmware;
        if automatic.is_none() && loader.is_none_or(|l| l.kind == Some(LoaderType::Rom)) {
            return Ok(());
        }
        match (self.firmware.iter().find(|candidate| suits(candidate, def)), automatic) {
            (Some(found), _) => take(def, found),
            (None, Some(wanted)) => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_FAILED,
                "Unable to find '{}' firmware that is compatible with the current configuration",
                wanted.as_str()
            ),
            (None, None) => self.fill_from_settings(def),
        }
        self.ensure_nvram(def, new);
        Ok(())
    }

    /// Pairs of images in the driver's settings.
    fn fill_from_settings(&self, def: &mut DomainDef) {
        let Some(loader) = &mut def.os.loader else { return };
        let usual = loader.kind == Some(LoaderType::Pflash)
            && loader.readonly != Some(false)
            && loader.stateless != Some(true)
            && loader.format.is_none_or(|format| format == StorageFormat::Raw);
        let pairs: Vec<(&str, &str)> = match &self.settings.nvram {
            Some(pairs) => pairs.iter().filter_map(|pair| pair.split_once(':')).collect(),
            None => KNOWN_PAIRS.to_vec(),
        };
        let found = pairs.into_iter().find(|(code, _)| usual && Some(*code) == loader.path.as_deref());
        loader.format.get_or_insert(StorageFormat::Raw);
        if let Some((_, template)) = found {
            loader.readonly = Some(true);
            loader.nvram_template.get_or_insert_with(|| template.to_owned());
            loader.nvram_template_format.get_or_insert(StorageFormat::Raw);
        }
    }

    /// Firmware that can't be written needs a place for its variables.
    fn ensure_nvram(&self, def: &mut DomainDef, new: bool) {
        let Some(loader) = &mut def.os.loader else { return };
        if loader.kind != Some(LoaderType::Pflash)
            || loader.readonly != Some(true)
            || loader.stateless == Some(true)
        {
            return;
        }
        if let Some(nvram) = &mut loader.nvram {
            nvram.format = nvram.format.or(loader.format);
            if !nvram.source.is_empty() {
                return;
            }
        }
        let format = loader.nvram_template_format.or(loader.format);
        let extension = match format {
            Some(StorageFormat::Raw) => {
                let raw = loader.nvram_template.as_ref().is_some_and(|path| path.ends_with(".raw"));
                if new && raw { ".raw" } else { ".fd" }
            }
            Some(StorageFormat::Qcow2) => ".qcow2",
            _ => "",
        };
        let file = format!("{}/{}_VARS{extension}", self.folders.nvram.display(), def.name);
        let source = StorageSource::new(StorageKind::File { file: Some(file), fdgroup: None });
        loader.nvram = Some(NvramStore { source, typed: false, format });
    }
}

fn interface(os: &Os) -> Option<Interface> {
    match (os.firmware, os.loader.as_ref().and_then(|loader| loader.kind)) {
        (Some(Firmware::Bios), _) | (None, Some(LoaderType::Rom)) => Some(Interface::Bios),
        (Some(Firmware::Efi), _) | (None, Some(LoaderType::Pflash)) => Some(Interface::Uefi),
        (None, None) => None,
    }
}

/// Does a firmware have all that the definition asks for, and nothing that it refuses?
fn suits(candidate: &Descriptor, def: &DomainDef) -> bool {
    let os = &def.os;
    let family = Family::of(def);
    let Some(interface) = interface(os) else { return false };
    let default = Loader::default();
    let loader = os.loader.as_deref().unwrap_or(&default);
    let asked = |name| os.firmware_features.iter().flatten().find(|(n, _)| *n == name).map(|(_, on)| *on);
    let agrees = |name, feature| asked(name).is_none_or(|on| on == candidate.has(feature));
    let security = match def.launch_security.as_deref() {
        Some(LaunchSecurity::Sev(sev)) => {
            candidate.has(Feature::AmdSev) && (sev.policy & SEV_ES == 0 || candidate.has(Feature::AmdSevEs))
        }
        Some(LaunchSecurity::SevSnp(_)) => candidate.has(Feature::AmdSevSnp),
        Some(LaunchSecurity::Tdx(_)) => false,
        Some(LaunchSecurity::S390Pv) | None => true,
    };
    let secure = if candidate.has(Feature::RequiresSmm) {
        def.features.smm.is_none_or(|smm| smm.state) && loader.secure != Some(false)
    } else {
        loader.secure != Some(true)
    };
    candidate.interfaces.contains(&interface)
        && has_paths(candidate, loader, os.kernel.as_deref())
        && candidate.suits(family.arch(), family.machine())
        && (def.pm.suspend_to_mem.enabled != Some(true) || candidate.has(Feature::AcpiS3))
        && (def.pm.suspend_to_disk.enabled != Some(true) || candidate.has(Feature::AcpiS4))
        && agrees(FirmwareFeatureName::SecureBoot, Feature::SecureBoot)
        && agrees(FirmwareFeatureName::EnrolledKeys, Feature::EnrolledKeys)
        && secure
        && is_mapped(candidate, loader)
        && security
}

fn has_paths(candidate: &Descriptor, loader: &Loader, kernel: Option<&str>) -> bool {
    let same = |wanted: Option<&str>, file: &str| wanted.is_none_or(|wanted| wanted == file);
    match &candidate.mapping {
        Mapping::Flash(flash) => {
            let template = flash.nvram_template.as_ref().filter(|_| flash.mode == Mode::Split);
            same(loader.path.as_deref(), &flash.executable.filename)
                && match (&loader.nvram_template, template) {
                    (None, _) => true,
                    (Some(wanted), Some(template)) => *wanted == template.filename,
                    (Some(_), None) => false,
                }
        }
        Mapping::Memory { filename } => same(loader.path.as_deref(), filename),
        Mapping::Kernel { filename } => same(kernel, filename),
    }
}

fn is_mapped(candidate: &Descriptor, loader: &Loader) -> bool {
    match &candidate.mapping {
        Mapping::Flash(flash) => {
            let known = |format: &str| matches!(format, "raw" | "qcow2");
            let stateless = loader.stateless == Some(true);
            let format = flash.executable.format.as_str();
            loader.kind.is_none_or(|kind| kind == LoaderType::Pflash)
                && flash.mode == if stateless { Mode::Stateless } else { Mode::Split }
                && loader.readonly != Some(false)
                && known(format)
                && loader.format.is_none_or(|wanted| wanted.as_str() == format)
                && (stateless || flash.nvram_template.as_ref().is_none_or(|t| known(&t.format)))
        }
        Mapping::Memory { .. } => {
            loader.kind.is_none_or(|kind| kind == LoaderType::Rom) && loader.readonly != Some(false)
        }
        Mapping::Kernel { .. } => true,
    }
}

/// Says in the definition what the firmware is.
fn take(def: &mut DomainDef, found: &Descriptor) {
    match &found.mapping {
        Mapping::Flash(flash) => {
            let loader = def.os.loader.get_or_insert_default();
            let format = StorageFormat::from_word(&flash.executable.format);
            loader.kind = Some(LoaderType::Pflash);
            loader.readonly = Some(true);
            loader.format = format;
            loader.path = Some(flash.executable.filename.clone());
            if let (Mode::Split, Some(template)) = (flash.mode, &flash.nvram_template) {
                let local =
                    loader.nvram.as_ref().is_none_or(|nvram| crate::command::block::is_local(&nvram.source));
                loader.nvram_template = local.then(|| template.filename.clone());
                loader.nvram_template_format = StorageFormat::from_word(&template.format).filter(|_| local);
            }
        }
        Mapping::Kernel { filename } => def.os.kernel = Some(filename.clone()),
        Mapping::Memory { filename } => {
            let loader = def.os.loader.get_or_insert_default();
            loader.kind = Some(LoaderType::Rom);
            loader.path = Some(filename.clone());
        }
    }
    if found.has(Feature::RequiresSmm) {
        let tseg = def.features.smm.and_then(|smm| smm.tseg);
        def.features.smm = Some(Smm { state: true, tseg });
        if let Some(loader) = &mut def.os.loader {
            loader.secure = Some(true);
        }
    }
    if def.os.firmware.is_none() {
        def.os.firmware = found.interfaces.iter().find_map(|interface| match interface {
            Interface::Bios => Some(Firmware::Bios),
            Interface::Uefi => Some(Firmware::Efi),
            Interface::Openfirmware | Interface::Uboot => None,
        });
    }
    if def.os.firmware.is_some() {
        let mut features = Vec::new();
        let unknown_keys = def.os.loader.as_ref().is_some_and(|loader| {
            loader.kind == Some(LoaderType::Pflash)
                && loader.stateless != Some(true)
                && loader.nvram_template.is_none()
        });
        if !unknown_keys {
            features.push((FirmwareFeatureName::EnrolledKeys, found.has(Feature::EnrolledKeys)));
        }
        features.push((FirmwareFeatureName::SecureBoot, found.has(Feature::SecureBoot)));
        def.os.firmware_features = Some(features);
    }
}

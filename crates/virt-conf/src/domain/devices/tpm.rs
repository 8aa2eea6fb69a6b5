//! `<tpm>`: a trusted platform module.

use crate::domain::chardev::{CHARDEV_TYPES, ChardevKind, ChardevSource, UnixSource};
use crate::domain::info::DeviceInfo;
use crate::domain::words::prelude::*;

words! {
    /// What the guest sees.
    pub TpmModel { TpmTis, TpmCrb, TpmSpapr, SpaprTpmProxy }
    /// Version of an emulated module.
    pub TpmVersion { V1_2 = "1.2", V2_0 = "2.0" }
    /// Where an emulated module keeps its state.
    pub TpmSourceType { File, Dir }
    /// Banks of platform configuration registers.
    pub TpmPcrBank { Sha1, Sha256, Sha384, Sha512 }
    /// What of a profile is taken out when the host does not allow it.
    pub TpmRemoveDisabled { Check, FipsHost }
}

/// The device that is handed out unless another is named.
const DEFAULT_DEVICE: &str = "/dev/tpm0";

/// `<tpm>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tpm {
    /// Chosen later when not given.
    pub model: Option<TpmModel>,
    pub backend: TpmBackend,
    pub info: DeviceInfo,
    /// State files: what the driver keeps about it.
    pub private_data: Option<Foreign>,
}

/// `<backend>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TpmBackend {
    Passthrough {
        path: String,
    },
    Emulator(Box<TpmEmulator>),
    /// An emulator that somebody else runs.
    External(ChardevSource),
}

/// An emulated module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TpmEmulator {
    pub version: Option<TpmVersion>,
    pub persistent_state: bool,
    pub debug: u32,
    /// The secret that its state is encrypted with.
    pub secret: Option<Uuid>,
    pub active_pcr_banks: Vec<TpmPcrBank>,
    pub source: Option<(TpmSourceType, String)>,
    pub profile: TpmProfile,
}

/// `<profile>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TpmProfile {
    pub source: Option<String>,
    pub remove_disabled: Option<TpmRemoveDisabled>,
    pub name: Option<String>,
}

impl TpmBackend {
    fn read(node: Node<'_>) -> Result<Self> {
        match node.attr("type").ok_or_else(|| node.missing_attr("type", None))? {
            "passthrough" => {
                let path = node.child("device").and_then(|d| d.attr("path")).filter(|p| !p.is_empty());
                Ok(Self::Passthrough { path: path.unwrap_or(DEFAULT_DEVICE).to_owned() })
            }
            "emulator" => Ok(Self::Emulator(Box::new(TpmEmulator::read(node)?))),
            "external" => {
                let kind = node.child("source").and_then(|s| s.attr("type")).filter(|t| !t.is_empty());
                let kind = kind.ok_or_else(|| {
                    node.invalid("missing external TPM backend source type").beyond_schema()
                })?;
                let known = ChardevKind::from_name(kind).ok_or_else(|| {
                    let expected = CHARDEV_TYPES.join(", ");
                    node.unsupported(format!(
                        "unknown backend source type '{kind}' for external TPM (expected one of {expected})"
                    ))
                })?;
                Ok(Self::External(ChardevSource::read_below(node, known, false)?))
            }
            other => Err(node.bad_attr("type", other, "one of passthrough, emulator, external", None)),
        }
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| match self {
            Self::Passthrough { .. } => w.attr("type", "passthrough"),
            Self::Emulator(emulator) => {
                w.attr("type", "emulator");
                emulator.write_attrs(w);
            }
            Self::External(_) => w.attr("type", "external"),
        };
        let children = |w: &mut Writer| match self {
            Self::Passthrough { path } => w.element("device", true, |w| w.attr("path", path), |_| ()),
            Self::Emulator(emulator) => emulator.write_children(w),
            Self::External(source) => {
                if let ChardevKind::Unix(UnixSource { path: Some(path), .. }) = &source.kind {
                    let attrs = |w: &mut Writer| {
                        w.attr("type", "unix");
                        w.attr("mode", "connect");
                        w.attr("path", path);
                    };
                    w.element("source", true, attrs, |_| ());
                }
            }
        };
        w.element("backend", true, attrs, children);
    }
}

impl TpmEmulator {
    fn read(node: Node<'_>) -> Result<Self> {
        let mut tpm = Self {
            version: node.value::<Plain, TpmVersion>("version", None)?,
            debug: node.value::<Plain, u32>("debug", None)?.unwrap_or_default(),
            ..Self::default()
        };
        let secret = node.child("encryption").and_then(|e| e.attr("secret")).filter(|s| !s.is_empty());
        if let Some(text) = secret {
            let uuid = virt_core::parse_uuid(text);
            let text = || format!("Unable to parse secret uuid '{text}'");
            tpm.secret = Some(uuid.ok_or_else(|| node.error(Code::Internal, text()))?);
        }
        if let Some(source) = node.child("source") {
            let kind = source.value::<Plain, TpmSourceType>("type", None)?;
            let path = source.attr("path").ok_or_else(|| source.invalid("missing TPM source path"))?;
            tpm.source = kind.map(|kind| (kind, path.to_owned()));
        }
        tpm.persistent_state = match node.attr("persistent_state") {
            None | Some("no") => false,
            Some("yes") => true,
            Some(_) => {
                let text = "Invalid persistent_state value, either 'yes' or 'no'";
                return Err(node.error(Code::Internal, text));
            }
        };
        if let Some(banks) = node.child("active_pcr_banks") {
            for bank in banks.elements() {
                let name = bank.seen().name();
                let bank = TpmPcrBank::from_word(name)
                    .ok_or_else(|| node.unsupported(format!("Unsupported PCR banks '{name}'")))?;
                tpm.active_pcr_banks.push(bank);
            }
            tpm.active_pcr_banks.sort_unstable();
            tpm.active_pcr_banks.dedup();
        }
        if let Some(profile) = node.child("profile") {
            let owned = |name| profile.attr(name).map(str::to_owned);
            tpm.profile = TpmProfile {
                source: owned("source"),
                name: owned("name"),
                remove_disabled: profile.value::<Plain, TpmRemoveDisabled>("removeDisabled", None)?,
            };
        }
        Ok(tpm)
    }

    fn write_attrs(&self, w: &mut Writer) {
        if let Some(version) = self.version {
            w.attr("version", version.as_str());
        }
        if self.persistent_state {
            w.attr("persistent_state", "yes");
        }
        if self.debug != 0 {
            w.attr_display("debug", self.debug);
        }
    }

    fn write_children(&self, w: &mut Writer) {
        if let Some(secret) = self.secret {
            w.element("encryption", true, |w| w.attr_display("secret", secret), |_| ());
        }
        let banks = |w: &mut Writer| self.active_pcr_banks.iter().for_each(|b| w.empty(b.as_str()));
        w.element("active_pcr_banks", false, |_| (), banks);
        if let Some((kind, path)) = &self.source {
            let attrs = |w: &mut Writer| {
                w.attr("type", kind.as_str());
                w.attr("path", path);
            };
            w.element("source", true, attrs, |_| ());
        }
        let TpmProfile { source, remove_disabled, name } = &self.profile;
        if source.is_some() || name.is_some() {
            let attrs = |w: &mut Writer| {
                if let Some(source) = source {
                    w.attr("source", source);
                }
                if let Some(remove) = remove_disabled {
                    w.attr("removeDisabled", remove.as_str());
                }
                if let Some(name) = name {
                    w.attr("name", name);
                }
            };
            w.element("profile", true, attrs, |_| ());
        }
    }
}

impl Element for Tpm {
    fn read(node: Node<'_>) -> Result<Self> {
        let model = node.value::<Plain, TpmModel>("model", None)?;
        let backends: Vec<Node<'_>> = node.all("backend").collect();
        let backend = match backends.as_slice() {
            [] => return Err(node.invalid("missing TPM device backend")),
            [backend] => TpmBackend::read(*backend)?,
            _ => return Err(node.invalid("only one TPM backend is supported")),
        };
        let info = DeviceInfo::read(node)?;
        let private = node.child("privateData").map(Node::seen_whole).filter(|_| view::status(node.view()));
        Ok(Self { model, backend, info, private_data: private.map(Foreign::read) })
    }
    fn attrs(&self, w: &mut Writer) {
        if let Some(model) = self.model {
            w.attr("model", model.as_str());
        }
    }
    fn children(&self, w: &mut Writer) {
        self.backend.write(w);
        self.info.children(w);
        if let Some(private) = self.private_data.as_ref().filter(|_| view::status(w.view())) {
            private.write(w);
        }
    }
}

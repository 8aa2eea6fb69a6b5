//! Secrets of sources: authentication, encryption; and persistent reservations.

use virt_core::consts::{VIR_FROM_NONE, VIR_FROM_STORAGE};

use crate::domain::words::prelude::*;

words! {
    /// How a storage server authenticates.
    pub AuthType { Chap, Ceph }
    /// How a volume is encrypted.
    pub EncryptionFormat { Default, Qcow, Luks, Luks2, LuksAny = "luks-any" }
    /// Who does it.
    pub EncryptionEngine { Qemu, Librbd }
}

/// A secret by UUID or by what it is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretRef {
    Uuid(Uuid),
    Usage(String),
}

impl SecretRef {
    fn read(node: Node<'_>) -> Result<Self> {
        let node = node.under(VIR_FROM_NONE);
        match (node.attr("uuid"), node.attr("usage")) {
            (None, None) => Err(node.invalid("missing secret uuid or usage attribute")),
            (Some(_), Some(_)) => Err(node.invalid("either secret uuid or usage expected")),
            (None, Some(usage)) => Ok(Self::Usage(usage.to_owned())),
            (Some(text), None) => match virt_core::parse_uuid(text) {
                Some(uuid) => Ok(Self::Uuid(uuid)),
                None => Err(node.invalid(format!("invalid secret uuid '{text}'"))),
            },
        }
    }

    fn write(&self, kind: Option<&str>, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(kind) = kind {
                w.attr("type", kind);
            }
            match self {
                Self::Uuid(uuid) => w.attr_display("uuid", uuid),
                Self::Usage(usage) => w.attr("usage", usage),
            }
        };
        w.element("secret", true, attrs, |_| ());
    }
}

/// `<auth username='…'><secret type='…' …/></auth>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageAuth {
    pub kind: Option<AuthType>,
    pub username: String,
    /// `iscsi`, `ceph`…: kept as it was written, checked where it is used.
    pub secret_type: Option<String>,
    pub secret: SecretRef,
}

impl Element for StorageAuth {
    fn read(node: Node<'_>) -> Result<Self> {
        let node = node.under(VIR_FROM_STORAGE);
        let username = node.attr("username").filter(|u| !u.is_empty()).map(str::to_owned);
        let username = username.ok_or_else(|| node.invalid("missing username for auth"))?;
        let kind = match node.attr("type").filter(|t| !t.is_empty()) {
            None | Some("none") => None,
            Some(text) => Some(
                AuthType::from_word(text)
                    .ok_or_else(|| node.unsupported(format!("unknown auth type '{text}'")))?,
            ),
        };
        let secret = node.child("secret").ok_or_else(|| node.invalid("Missing <secret> element in auth"))?;
        Ok(Self {
            kind,
            username,
            secret_type: secret.attr("type").map(str::to_owned),
            secret: SecretRef::read(secret)?,
        })
    }
    fn attrs(&self, w: &mut Writer) {
        if let Some(kind) = self.kind {
            w.attr("type", kind.as_str());
        }
        w.attr("username", &self.username);
    }
    fn children(&self, w: &mut Writer) {
        self.secret.write(self.secret_type.as_deref(), w);
    }
}

/// `<encryption format='luks'>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encryption {
    pub format: EncryptionFormat,
    pub engine: Option<EncryptionEngine>,
    pub secrets: Vec<EncryptionSecret>,
    pub cipher: Option<EncryptionCipher>,
    pub ivgen: Option<EncryptionIvgen>,
}

/// `<secret type='passphrase' …>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptionSecret {
    pub secret: SecretRef,
}

/// `<cipher>` of LUKS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EncryptionCipher {
    pub name: String,
    pub size: u32,
    pub mode: Option<String>,
    pub hash: Option<String>,
}

/// `<ivgen>` of LUKS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EncryptionIvgen {
    pub name: String,
    pub hash: Option<String>,
}

impl Element for Encryption {
    fn read(node: Node<'_>) -> Result<Self> {
        let node = node.under(VIR_FROM_STORAGE);
        let text = node.attr("format").filter(|f| !f.is_empty());
        let text = text.ok_or_else(|| node.invalid("unknown volume encryption format"))?;
        let format = EncryptionFormat::from_word(text)
            .ok_or_else(|| node.unsupported(format!("unknown volume encryption format type {text}")))?;
        let mut encryption = Self {
            format,
            engine: node.value::<Plain, EncryptionEngine>("engine", None)?,
            secrets: node.all("secret").map(EncryptionSecret::read).collect::<Result<_>>()?,
            cipher: None,
            ivgen: None,
        };
        if format == EncryptionFormat::Luks {
            encryption.cipher = node.child("cipher").map(read_cipher).transpose()?;
            if let Some(ivgen) = node.child("ivgen") {
                if encryption.cipher.is_none() {
                    return Err(ivgen.invalid("ivgen element found, but cipher is missing"));
                }
                let name =
                    ivgen.attr("name").ok_or_else(|| ivgen.invalid("missing ivgen info name string"))?;
                let hash = ivgen.attr("hash").map(str::to_owned);
                encryption.ivgen = Some(EncryptionIvgen { name: name.to_owned(), hash });
            }
        }
        Ok(encryption)
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("format", self.format.as_str());
        if let Some(engine) = self.engine {
            w.attr("engine", engine.as_str());
        }
    }
    fn children(&self, w: &mut Writer) {
        self.secrets.iter().for_each(|s| s.secret.write(Some("passphrase"), w));
        if let Some(cipher) = &self.cipher {
            let attrs = |w: &mut Writer| {
                w.attr("name", &cipher.name);
                w.attr_display("size", cipher.size);
                for (name, value) in [("mode", &cipher.mode), ("hash", &cipher.hash)] {
                    if let Some(value) = value {
                        w.attr(name, value);
                    }
                }
            };
            w.element("cipher", true, attrs, |_| ());
        }
        if let Some(ivgen) = &self.ivgen {
            let attrs = |w: &mut Writer| {
                w.attr("name", &ivgen.name);
                if let Some(hash) = &ivgen.hash {
                    w.attr("hash", hash);
                }
            };
            w.element("ivgen", true, attrs, |_| ());
        }
    }
    fn write(&self, name: &str, _: bool, w: &mut Writer) {
        w.pair(name, |w| self.attrs(w), |w| self.children(w));
    }
}

impl EncryptionSecret {
    fn read(node: Node<'_>) -> Result<Self> {
        match node.attr("type") {
            None | Some("") => Err(node.invalid("unknown volume encryption secret type")),
            Some("passphrase") => Ok(Self { secret: SecretRef::read(node)? }),
            Some(other) => Err(node.unsupported(format!("unknown volume encryption secret type {other}"))),
        }
    }
}

fn read_cipher(node: Node<'_>) -> Result<EncryptionCipher> {
    let name = node.attr("name").ok_or_else(|| node.invalid("cipher info missing 'name' attribute"))?;
    Ok(EncryptionCipher {
        name: name.to_owned(),
        size: node.required::<Plain, u32>("size", None)?,
        mode: node.attr("mode").map(str::to_owned),
        hash: node.attr("hash").map(str::to_owned),
    })
}

/// `<reservations managed='no'><source type='unix' path='…' mode='client'/></reservations>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservations {
    pub managed: bool,
    pub source: Option<ReservationsSource>,
}

/// The socket of the helper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationsSource {
    pub path: String,
}

impl Element for Reservations {
    fn read(node: Node<'_>) -> Result<Self> {
        let node = node.under(VIR_FROM_STORAGE);
        let managed = node.required::<Plain, bool>("managed", None)?;
        let source = node.child("source");
        let text = |name| source.and_then(|s| s.attr(name)).filter(|t| !t.is_empty());
        let (kind, path, mode) = (text("type"), text("path"), text("mode"));
        if !managed || kind.is_some() || path.is_some() || mode.is_some() {
            let missing = [
                (kind, "missing connection type for <reservations/>"),
                (path, "missing path for <reservations/>"),
                (mode, "missing connection mode for <reservations/>"),
            ];
            if let Some((_, text)) = missing.iter().find(|(value, _)| value.is_none()) {
                return Err(node.invalid(*text));
            }
        }
        if let Some(kind) = kind.filter(|k| *k != "unix") {
            return Err(node.invalid(format!("unsupported connection type for <reservations/>: {kind}")));
        }
        if let Some(mode) = mode.filter(|m| *m != "client") {
            return Err(node.invalid(format!("unsupported connection mode for <reservations/>: {mode}")));
        }
        Ok(Self { managed, source: path.map(|p| ReservationsSource { path: p.to_owned() }) })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr_value::<Plain, bool>("managed", &self.managed);
    }
    fn children(&self, w: &mut Writer) {
        if let Some(source) = self.source.as_ref().filter(|_| !self.managed || view::not_migratable(w.view()))
        {
            let attrs = |w: &mut Writer| {
                w.attr("type", "unix");
                w.attr("path", &source.path);
                w.attr("mode", "client");
            };
            w.element("source", true, attrs, |_| ());
        }
    }
}

//! `<encryption>` of volumes.

use virt_core::consts::VIR_FROM_STORAGE;
use virt_xml::{Element, Node, Plain, Result, Value, Word, Writer};

use super::auth::SecretRef;

/// How a volume is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum EncryptionFormat {
    Default,
    Qcow,
    Luks,
    Luks2,
    LuksAny,
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum EncryptionEngine {
    Qemu,
    Librbd,
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

//! Secrets that storage asks for, and `<auth>` of storage servers.

use virt_core::consts::{VIR_FROM_NONE, VIR_FROM_STORAGE};
use virt_core::{Uuid, parse_uuid};
use virt_xml::{Element, Node, Result, Value, Word, Writer};

/// How a storage server authenticates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum AuthType {
    Chap,
    Ceph,
}

/// A secret by UUID or by what it is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretRef {
    Uuid(Uuid),
    Usage(String),
}

impl SecretRef {
    /// Reads the attributes that name the secret.
    pub fn read(node: Node<'_>) -> Result<Self> {
        let node = node.under(VIR_FROM_NONE);
        match (node.attr("uuid"), node.attr("usage")) {
            (None, None) => Err(node.invalid("missing secret uuid or usage attribute")),
            (Some(_), Some(_)) => Err(node.invalid("either secret uuid or usage expected")),
            (None, Some(usage)) => Ok(Self::Usage(usage.to_owned())),
            (Some(text), None) => match parse_uuid(text) {
                Some(uuid) => Ok(Self::Uuid(uuid)),
                None => Err(node.invalid(format!("invalid secret uuid '{text}'"))),
            },
        }
    }

    /// Writes `<secret>`.
    pub fn write(&self, kind: Option<&str>, w: &mut Writer) {
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

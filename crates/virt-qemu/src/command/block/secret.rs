//! Secrets on the command line: encrypted with the domain's master key.

use crate::vocabulary::SecretRef;
use virt_core::Result;

use crate::command::context::{Context, Sealed, SecretUsage};
use crate::command::props::Props;

/// Id of the object that holds the master key.
pub const MASTER_KEY: &str = "masterKey0";

/// A secret and the id of its object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedSecret {
    pub id: String,
    pub sealed: Sealed,
}

impl SealedSecret {
    /// A secret of the secret driver.
    pub fn look_up(context: &Context<'_>, id: String, which: &SecretRef, usage: SecretUsage) -> Result<Self> {
        let value = context.host.secret(which, usage)?;
        Ok(Self { id, sealed: context.host.seal(&value)? })
    }

    /// A text of the definition itself.
    pub fn of_text(context: &Context<'_>, id: String, text: &str) -> Result<Self> {
        Ok(Self { id, sealed: context.host.seal(text.as_bytes())? })
    }
}

/// The object for a secret.
pub fn secret_object(secret: &SealedSecret) -> Props {
    Props::object("secret", secret.id.as_str())
        .set("data", secret.sealed.data.as_str())
        .set("keyid", MASTER_KEY)
        .set("iv", secret.sealed.iv.as_str())
        .set("format", "base64")
}

//! TLS credentials as objects.

use crate::vocabulary::SecretRef;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err, parse_uuid};

use super::block::SealedSecret;
use super::context::{Context, SecretUsage};
use super::props::Props;

/// Where certificates are unless `qemu.conf` says otherwise.
pub const DEFAULT_FOLDER: &str = "/etc/pki/qemu";

/// X.509 credentials; a server says whether it verifies its peers.
pub fn credentials(id: &str, folder: &str, server: Option<bool>, password: Option<&SealedSecret>) -> Props {
    Props::object("tls-creds-x509", id)
        .set("dir", folder)
        .set("endpoint", if server.is_some() { "server" } else { "client" })
        .set("verify-peer", server.unwrap_or(true))
        .opt("passwordid", password.map(|p| p.id.as_str()))
}

/// The password of a key, which a secret of the secret driver holds.
pub fn password(uuid: Option<&str>, id: &str, context: &Context<'_>) -> Result<Option<SealedSecret>> {
    let Some(text) = uuid else { return Ok(None) };
    let uuid = parse_uuid(text).ok_or_else(|| {
        err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "malformed TLS secret uuid '{text}' provided")
    })?;
    let id = format!("{id}-secret0");
    SealedSecret::look_up(context, id, &SecretRef::Uuid(uuid), SecretUsage::Tls).map(Some)
}

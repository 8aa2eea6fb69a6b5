//! Saying no in upstream's words.

use virt_core::consts::{
    VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_ERR_XML_ERROR, VIR_FROM_QEMU,
};
use virt_core::{Result, bail};

/// What this QEMU, machine or driver can't do.
pub fn unsupported(text: impl AsRef<str>) -> Result<()> {
    bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "{}", text.as_ref())
}

/// The same under a condition.
pub fn refuse(yes: bool, text: &str) -> Result<()> {
    if yes { unsupported(text) } else { Ok(()) }
}

/// The same with a text that is made when it is needed.
pub fn refuse_with(yes: bool, text: impl FnOnce() -> String) -> Result<()> {
    if yes { unsupported(text()) } else { Ok(()) }
}

/// A document that contradicts itself.
pub fn wrong(yes: bool, text: &str) -> Result<()> {
    match yes {
        true => bail!(VIR_FROM_QEMU, VIR_ERR_XML_ERROR, "{text}"),
        false => Ok(()),
    }
}

/// What upstream reports as an internal error.
pub fn internal(yes: bool, text: &str) -> Result<()> {
    match yes {
        true => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{text}"),
        false => Ok(()),
    }
}

//! The errors of post-parse and validation: upstream's numbers under short names.

use virt_core::consts::*;
use virt_core::{Error, Result};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:ident;)*) => { $(
        $(#[$doc])*
        pub(crate) fn $name<T>(text: impl Into<String>) -> Result<T> {
            Err(Error::new(VIR_FROM_DOMAIN, $code, text))
        }
    )* };
}

kinds! {
    /// Well-formed, but no hypervisor can do it.
    unsupported = VIR_ERR_CONFIG_UNSUPPORTED;
    /// Wrong in itself.
    wrong = VIR_ERR_XML_ERROR;
    /// Wrong in itself, by upstream's other number.
    detail = VIR_ERR_XML_DETAIL;
    /// Wrong in itself, by upstream's oldest number.
    internal = VIR_ERR_INTERNAL_ERROR;
    /// An operation that makes no sense for the device.
    no_operation = VIR_ERR_OPERATION_UNSUPPORTED;
    /// A value that cannot be.
    argument = VIR_ERR_INVALID_ARG;
}

/// Refuses with `unsupported` when `bad`.
pub(crate) fn refuse(bad: bool, text: &str) -> Result<()> {
    if bad { unsupported(text) } else { Ok(()) }
}

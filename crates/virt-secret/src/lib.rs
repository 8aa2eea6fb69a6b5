//! Secrets kept in files below a root folder.
//!
//! `<root>/etc/secrets/UUID.xml` is a secret's document, `UUID.base64` its value; both are upstream's
//! formats with mode 0600. Ephemeral secrets live in memory only. One process at a time holds a root.
#![forbid(unsafe_code)]

mod driver;
mod factory;
mod files;
mod lazy;
mod store;

pub use driver::open;
pub use factory::SecretFactory;
pub use lazy::LazySecrets;

use virt_core::Error;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_SECRET};

fn internal(text: impl Into<String>) -> Error {
    Error::new(VIR_FROM_SECRET, VIR_ERR_INTERNAL_ERROR, text)
}

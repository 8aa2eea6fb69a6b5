//! What several kinds of documents share.

pub mod auth;
pub mod bandwidth;
pub mod document;
pub mod encryption;
pub mod generated;
pub mod ip;
pub mod kept;
pub mod metadata;
pub mod pci;
pub mod route;
pub mod rules;
mod scope;
pub mod text;
pub mod virtualport;
pub mod vlan;

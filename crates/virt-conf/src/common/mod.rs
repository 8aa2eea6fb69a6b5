//! What several kinds of documents share.

pub mod document;
pub mod generated;
pub mod ip;

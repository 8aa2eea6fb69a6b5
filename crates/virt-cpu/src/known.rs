//! Whose knowledge of CPU models and features is used.

/// A release of upstream whose tables are known apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Release {
    V11_3,
    V12_8,
}

/// The tables in use. [`Release::V11_3`] gives the documents that the conformance set was recorded with;
/// [`Release::V12_8`] adds the models and features marked with `+` in the tables.
pub const KNOWN: Release = Release::V11_3;

//! Writes what follows from the declarations.

pub mod api_xml;
pub mod compat;
pub mod header;
pub mod map;

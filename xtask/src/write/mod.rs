//! Writes what follows from the declarations.

pub mod api_xml;
pub mod compat;
pub mod forward;
pub mod header;
pub mod map;

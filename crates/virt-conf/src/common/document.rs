//! Whole documents: from text to a type and back, errors with upstream's numbers.

use virt_core::consts::*;
use virt_core::{Error, Result};
use virt_xml::{Code, Node, Options, View, Writer};

/// A kind of document.
pub struct Kind {
    /// Name of the root element.
    pub root: &'static str,
    /// What errors call a document that comes from no file.
    pub label: &'static str,
    /// Which part of the library reports errors in it: `VIR_FROM_*`.
    pub origin: i32,
}

/// Reads a document; `strict` refuses what the types don't declare.
pub fn parse<T>(
    xml: &str,
    kind: &Kind,
    strict: bool,
    read: impl FnOnce(Node<'_>) -> virt_xml::Result<T>,
) -> Result<T> {
    parse_view(xml, kind, strict, View::default(), read)
}

/// Reads one of a document's views.
pub fn parse_view<T>(
    xml: &str,
    kind: &Kind,
    strict: bool,
    view: View,
    read: impl FnOnce(Node<'_>) -> virt_xml::Result<T>,
) -> Result<T> {
    let options = Options { label: kind.label, origin: kind.origin, strict, view };
    virt_xml::with_document(xml, Some(kind.root), options, read).map_err(error)
}

/// Reads a document whose root `read` itself checks, for kinds whose error is not the usual one.
pub fn parse_any_root<T>(
    xml: &str,
    kind: &Kind,
    strict: bool,
    read: impl FnOnce(Node<'_>) -> virt_xml::Result<T>,
) -> Result<T> {
    let options = Options { label: kind.label, origin: kind.origin, strict, ..Options::default() };
    virt_xml::with_document(xml, None, options, read).map_err(error)
}

/// Reads one of the views of a document whose root `read` itself checks.
pub fn parse_any_root_view<T>(
    xml: &str,
    kind: &Kind,
    view: View,
    read: impl FnOnce(Node<'_>) -> virt_xml::Result<T>,
) -> Result<T> {
    let options = Options { label: kind.label, origin: kind.origin, view, ..Options::default() };
    virt_xml::with_document(xml, None, options, read).map_err(error)
}

/// Writes a document.
pub fn format(write: impl FnOnce(&mut Writer)) -> String {
    format_view(View::default(), write)
}

/// Writes one of a document's views.
pub fn format_view(view: View, write: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::new(view);
    write(&mut writer);
    writer.finish()
}

/// An error of reading with upstream's numbers.
pub fn error(error: virt_xml::Error) -> Error {
    let code = match error.code() {
        Code::Invalid => VIR_ERR_XML_ERROR,
        Code::Malformed | Code::Detail => VIR_ERR_XML_DETAIL,
        Code::Unsupported => VIR_ERR_CONFIG_UNSUPPORTED,
        Code::Schema => VIR_ERR_XML_INVALID_SCHEMA,
        Code::Internal => VIR_ERR_INTERNAL_ERROR,
        Code::Argument => VIR_ERR_INVALID_ARG,
        Code::Overflow => VIR_ERR_OVERFLOW,
        Code::NoName => VIR_ERR_NO_NAME,
        Code::NoOs => VIR_ERR_NO_OS,
        Code::OsType => VIR_ERR_OS_TYPE,
        Code::Operation => VIR_ERR_OPERATION_INVALID,
        Code::NoSupport => VIR_ERR_NO_SUPPORT,
        Code::NoSource => VIR_ERR_NO_SOURCE,
        Code::System => VIR_ERR_SYSTEM_ERROR,
    };
    let domain = error.origin().unwrap_or(VIR_FROM_XML);
    // some numbers say it all
    if error.message().is_empty() {
        Error::bare(domain, code)
    } else {
        Error::new(domain, code, error.to_string())
    }
}

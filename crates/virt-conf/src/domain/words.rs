//! What the modules of the domain document share: the enum macro, spellings and small readers.

use virt_core::{Uuid, parse_uuid};
use virt_xml::{Bitmap, Code, Codec, Error, Node, Result, TextOut};

pub use crate::common::text::{UuidText, sanitize_path};

/// Enums with spellings: `pub Name { First, Other = "other_word" }`; the first variant is the default.
macro_rules! words {
    ($($(#[$meta:meta])* pub $name:ident {
        $(#[$first_meta:meta])* $first:ident $(= $first_word:literal)?
        $(, $(#[$variant_meta:meta])* $variant:ident $(= $word:literal)?)* $(,)?
    })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, virt_xml::Value)]
        pub enum $name {
            $(#[$first_meta])* $(#[xml(name = $first_word)])? #[default] $first,
            $($(#[$variant_meta])* $(#[xml(name = $word)])? $variant,)*
        }
    )*};
}
pub(crate) use words;

/// What every module of the document imports.
pub(crate) mod prelude {
    pub(crate) use super::words;
    #[allow(unused_imports)]
    pub(crate) use super::{OCTAL, Octal, UuidText, bitmap, cpuset, sanitize_path, uuid};
    #[allow(unused_imports)]
    pub(crate) use crate::domain::view::{self, live};
    #[allow(unused_imports)]
    pub(crate) use virt_core::{Arch, Uuid};
    #[allow(unused_imports)]
    pub(crate) use virt_xml::{
        AnyRadix, Bitmap, Code, Codec, Element, Error, Foreign, Hex, KiB, MacAddr, Node, NonZero, OnOff,
        Plain, PureHex, Result, Tagged, Value, Word, Writer, size,
    };
}

/// Permissions: octal digits, at least four on output.
pub struct Octal;
/// Radix of [`Octal`].
pub(crate) const OCTAL: u32 = 8;

impl Codec<u32> for Octal {
    fn parse(text: &str) -> Option<u32> {
        virt_xml::parse_unsigned(text, OCTAL).and_then(|v| u32::try_from(v).ok())
    }
    fn put(value: &u32, out: &mut TextOut<'_>) {
        out.display(format_args!("{value:04o}"));
    }
}

/// A set of numbers of at most 1024; the error is upstream's for bitmaps.
pub fn bitmap(node: Node<'_>, text: &str) -> Result<Bitmap> {
    Bitmap::parse_below(text, Bitmap::CPUS).ok_or_else(|| {
        Error::new(Code::Argument, format!("Failed to parse bitmap '{text}'"))
            .from_origin(virt_core::consts::VIR_FROM_NONE)
            .at(node.line(), node.path())
    })
}

/// A set of CPUs or nodes in an attribute, which cannot be empty.
pub fn cpuset(node: Node<'_>, attr: &str) -> Result<Option<Bitmap>> {
    let Some(text) = node.attr(attr) else { return Ok(None) };
    let set = bitmap(node, text)?;
    match set.is_empty() {
        true => Err(node.unsupported(format!("Invalid value of '{attr}': {text}"))),
        false => Ok(Some(set)),
    }
}

/// A UUID in the text of a node; the error is upstream's old one.
pub fn uuid(node: Node<'_>, text: &str) -> Result<Uuid> {
    parse_uuid(text).ok_or_else(|| node.error(Code::Internal, format!("malformed {} element", node.name())))
}

//! XML documents as Rust types, with libvirt's look on output.
//!
//! This crate knows XML, not virtualisation: the vocabulary is `virt-conf`. An element is a struct; what
//! the struct declares is what is read, written and, in strict reading, allowed.
//!
//! ```
//! use virt_xml::{Element, Options, Value, View, Writer, with_document};
//!
//! /// `<disk>`: a drive.
//! #[derive(Debug, PartialEq, Element)]
//! struct Disk {
//!     #[xml(attr)]
//!     device: Option<Device>,
//!     #[xml(tagged(attr = "type", child = "source", default = "file"))]
//!     source: Source,
//!     #[xml(text)]
//!     serial: Option<String>,
//!     #[xml(flag)]
//!     readonly: bool,
//! }
//! #[derive(Debug, PartialEq, Element)]
//! enum Source {
//!     File { #[xml(attr)] file: Option<String> },
//!     Block { #[xml(attr)] dev: Option<String> },
//! }
//! #[derive(Debug, Clone, Copy, PartialEq, Value)]
//! enum Device { Disk, Cdrom }
//!
//! let text = "<disk type='block' device='cdrom'>\n  <source dev='/dev/sr0'/>\n  <readonly/>\n</disk>\n";
//! let disk = with_document(text, Some("disk"), Options::default(), Disk::read).unwrap();
//! assert_eq!(disk.source, Source::Block { dev: Some("/dev/sr0".into()) });
//! let mut w = Writer::new(View::default());
//! disk.write("disk", false, &mut w);
//! assert_eq!(w.finish(), text);
//! ```
//!
//! # Fields of an element
//! Order of fields is order of output. Every field says where it stands; a name is the field's own unless given:
//!
//! | | stands for | types |
//! |---|---|---|
//! | `attr`, `attr = "n"` | attribute | `T`, `Option<T>` with `T: Value` |
//! | `text`, `text = "n"` | text of a child element | `T`, `Option<T>`, `Vec<T>` |
//! | `body` | the element's own text | `T`, `Option<T>` |
//! | `child`, `child = "n"` | child element | `T`, `Option<T>`, `Vec<T>` with `T: Element` |
//! | `list(outer = "n", item = "n")` | children wrapped in one element | `Vec<T>` |
//! | `flag`, `flag = "n"` | presence of an empty child | `bool` |
//! | `flatten` | attributes and children of a group | `T: Element` |
//! | `tagged(attr = "n", attr2 = "n", child = "n", default = "v")` | an enum whose variant the attribute(s) name; its content is the child's, or this element's own | `T`, `Option<T>` |
//! | `foreign` | an element of any content, kept whole | `Option<Foreign>` |
//! | `custom(read = f, attrs = g, children = h)` | what only code can say: `f(Node) -> Result<T>`, `g(&T, &mut Writer)` | any |
//! | `skip` | not in the document | `T: Default` |
//!
//! Options beside it:
//! * `default`, `default = expr`: stands for what is absent, and is not written (`always`: is written). A plain
//!   `T` without it is required.
//! * `with = Codec`: another spelling than the type's own, such as [`OnOff`], [`AnyRadix`], [`Hex`].
//! * `keep`: write a child element that has nothing in it; otherwise it is left out.
//! * `code = Unsupported`: class of the error for a bad value, reported as the document owner's ([`Options::origin`]).
//! * `when = f`, `read_when = f` with `f(View) -> bool`: written or read in some views of the document only.
//! * `show = f` with `f(&Self) -> bool` (structs only): written when the rest of the element says so.
//!
//! A struct can name `#[xml(check = f)]` with `f(&mut Self, Node) -> Result<()>`, called when it has been read;
//! and `#[xml(pair)]`: written with both tags even around nothing;
//! `#[xml(origin = number)]`: who reports errors in it, whatever document it stands in.
//!
//! # Enums
//! `derive(Value)`: words, kebab case unless `#[xml(name = "…")]`. `derive(Element)` on an enum: variants for
//! `tagged`, with fields like a struct's, one unnamed `Element`, or nothing; with `attr2`, names are `mode/type`.
//!
//! # Reading
//! [`with_document`] parses within bounds ([`MAX_SIZE`], [`MAX_DEPTH`], [`MAX_NODES`]; the parser bounds entity
//! expansion). Elements of other namespaces are ignored unless a field asks for them. Strict reading notes what
//! has been asked for and refuses the rest, so hand-written [`Element`]s need no list of names either.
#![forbid(unsafe_code)]

extern crate self as virt_xml;

mod bitmap;
mod document;
mod element;
mod error;
pub mod explore;
mod foreign;
mod mac;
mod malformed;
mod node;
pub mod size;
mod value;
mod writer;

pub use bitmap::Bitmap;
pub use document::{MAX_DEPTH, MAX_NODES, MAX_SIZE, Options, with_document};
pub use element::{Element, Place, Tagged, read_tagged, write_tag};
pub use error::{Code, Error, Result};
pub use foreign::Foreign;
pub use mac::MacAddr;
pub use node::Node;
pub use size::KiB;
pub use value::{
    AnyRadix, Codec, Hex, NonZero, OnOff, Plain, PureHex, Value, Word, parse_signed, parse_unsigned,
};
pub use virt_xml_derive::{Element, Value};
pub use writer::{TextOut, Writer, push_escaped};

/// Which view of a document is read or written: bits whose meaning is the vocabulary's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View(pub u32);

impl View {
    /// All of `bits` are set.
    pub fn has(self, bits: u32) -> bool {
        self.0 & bits == bits
    }
}

#[cfg(test)]
mod tests;

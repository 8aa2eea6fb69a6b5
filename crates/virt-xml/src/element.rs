//! The traits that `derive(Element)` implements, and hand-written odd cases too.

use crate::{Node, Result, Writer};

/// A struct that is an element, or a group of attributes and children of one.
pub trait Element: Sized {
    /// Reads attributes and children of `node`.
    fn read(node: Node<'_>) -> Result<Self>;
    /// Writes the attributes.
    fn attrs(&self, w: &mut Writer);
    /// Writes the children.
    fn children(&self, w: &mut Writer);

    /// Writes the element under a name; an element with nothing in it only when `keep`.
    fn write(&self, name: &str, keep: bool, w: &mut Writer) {
        w.element(name, keep, |w| self.attrs(w), |w| self.children(w));
    }
}

impl<T: Element> Element for Box<T> {
    fn read(node: Node<'_>) -> Result<Self> {
        T::read(node).map(Box::new)
    }
    fn attrs(&self, w: &mut Writer) {
        (**self).attrs(w);
    }
    fn children(&self, w: &mut Writer) {
        (**self).children(w);
    }
    fn write(&self, name: &str, keep: bool, w: &mut Writer) {
        (**self).write(name, keep, w);
    }
}

/// An enum whose variant an attribute chooses (or two, joined by `/`: `subsystem/pci`).
pub trait Tagged: Sized {
    /// Reads the variant that `tag` names from `node`; none when there is no such variant.
    fn read_tag(tag: &str, node: Node<'_>) -> Result<Option<Self>>;
    /// The variant that `tag` names when there is no element to read; none when it needs one.
    fn absent(tag: &str) -> Option<Self>;
    /// The variant's name.
    fn tag(&self) -> &'static str;
    /// Writes the variant's attributes.
    fn attrs(&self, w: &mut Writer);
    /// Writes the variant's children.
    fn children(&self, w: &mut Writer);
    /// Every variant's name.
    fn tags() -> &'static [&'static str];
}

/// Where a [`Tagged`] value stands, for [`read_tagged`].
pub struct Place {
    /// The attribute that names the variant.
    pub attr: &'static str,
    /// A second one.
    pub attr2: Option<&'static str>,
    /// The child with the variant's content; none when it is the element itself.
    pub child: Option<&'static str>,
    /// The variant when the attribute is absent.
    pub default: Option<&'static str>,
    /// Class of the error for an unknown variant.
    pub code: Option<crate::Code>,
}

/// Reads a tagged value. Where the child with the content is absent, it is what an empty child would give.
pub fn read_tagged<T: Tagged>(node: Node<'_>, place: &Place) -> Result<T> {
    if place.attr2.is_none() && node.has_listener() {
        node.tell_expected(place.attr, &format!("one of {}", T::tags().join(", ")));
    }
    let first = match (node.attr(place.attr), place.default) {
        (Some(tag), _) => tag,
        (None, Some(tag)) => tag,
        (None, None) => return Err(node.missing_attr(place.attr, place.code)),
    };
    let joined;
    let (tag, last) = match place.attr2 {
        None => (first, place.attr),
        Some(_) if first.contains('/') => (first, place.attr),
        Some(second) => {
            let value = node.attr(second).ok_or_else(|| node.missing_attr(second, place.code))?;
            joined = format!("{first}/{value}");
            (joined.as_str(), second)
        }
    };
    let content = match place.child {
        None => Some(node),
        Some(child) => node.child(child),
    };
    let value = match content {
        Some(content) => T::read_tag(tag, content)?,
        None if T::tags().contains(&tag) => {
            let child = place.child.unwrap_or_default();
            Some(T::absent(tag).ok_or_else(|| node.missing_child(child, place.code))?)
        }
        None => None,
    };
    let expected = || format!("one of {}", T::tags().join(", "));
    value.ok_or_else(|| node.bad_attr(last, node.attr(last).unwrap_or(tag), &expected(), place.code))
}

/// Writes the attributes that name a tagged value's variant.
pub fn write_tag<T: Tagged>(value: &T, attr: &str, attr2: Option<&str>, w: &mut Writer) {
    match (value.tag().split_once('/'), attr2) {
        (Some((first, second)), Some(attr2)) => {
            w.attr(attr, first);
            w.attr(attr2, second);
        }
        _ => w.attr(attr, value.tag()),
    }
}

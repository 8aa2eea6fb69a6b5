//! Title, description and custom elements that users hang on a domain or network.

use virt_core::consts::*;
use virt_core::{Result, bail, err};
use virt_xml::{Foreign, Node};

use super::document;

/// What kind of metadata (`VIR_DOMAIN_METADATA_*`, `VIR_NETWORK_METADATA_*`, which are the same).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetadataKind {
    Description,
    Title,
    Element,
}

impl MetadataKind {
    /// The kind with a number; `origin` reports others.
    pub fn from_number(kind: i32, origin: i32) -> Result<Self> {
        Ok(match kind {
            VIR_DOMAIN_METADATA_DESCRIPTION => Self::Description,
            VIR_DOMAIN_METADATA_TITLE => Self::Title,
            VIR_DOMAIN_METADATA_ELEMENT => Self::Element,
            _ => bail!(origin, VIR_ERR_INVALID_ARG, "unknown metadata type '{kind}'"),
        })
    }
}

/// Where an object keeps its metadata.
pub struct Metadata<'a> {
    pub title: &'a mut Option<String>,
    pub description: &'a mut Option<String>,
    /// `<metadata>` with an element for each namespace.
    pub elements: &'a mut Option<Foreign>,
}

/// Reads `<metadata>` below an element: of each namespace the first element. Strict reading allows it neither
/// attributes nor text of its own.
pub fn read(parent: Node<'_>) -> virt_xml::Result<Option<Foreign>> {
    let Some(node) = parent.child("metadata") else { return Ok(None) };
    if let Some(attribute) = node.raw().attributes().next().filter(|_| node.strict()) {
        return Err(node.unexpected_attr(attribute.name()));
    }
    let text = |n: &str| n.chars().any(|c| !c.is_ascii_whitespace());
    if node.strict() && node.raw().children().filter(|n| n.is_text()).any(|n| n.text().is_some_and(text)) {
        return Err(node.unexpected());
    }
    let mut metadata = Foreign::read(node);
    let some = metadata.elements().next().is_some();
    metadata.one_per_namespace();
    Ok(some.then_some(metadata))
}

/// The element of a namespace below `<metadata>`, without the namespace's prefix.
pub fn element_text(elements: Option<&Foreign>, uri: &str) -> Option<String> {
    let mut element = elements?.elements().find(|element| element.namespace() == Some(uri))?;
    element.unqualify(uri);
    Some(element.to_text())
}

impl Metadata<'_> {
    /// Sets (`Some`) or removes metadata of a kind; `key` and `uri` are the prefix and namespace of elements.
    pub fn set(
        &mut self,
        kind: MetadataKind,
        text: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        origin: i32,
    ) -> Result<()> {
        let given = || text.filter(|text| !text.is_empty()).map(str::to_owned);
        match kind {
            MetadataKind::Description => *self.description = given(),
            MetadataKind::Title => *self.title = given(),
            MetadataKind::Element => {
                self.set_element(text, key.unwrap_or_default(), uri.unwrap_or_default(), origin)?
            }
        }
        Ok(())
    }

    fn set_element(&mut self, text: Option<&str>, key: &str, uri: &str, origin: i32) -> Result<()> {
        let new = match text {
            Some(text) => {
                let mut element = Foreign::parse(text).map_err(|e| document::error(e).in_domain(origin))?;
                if !is_ncname(key) {
                    let text = "failed to validate prefix for a new XML namespace";
                    return Err(err!(VIR_FROM_XML, VIR_ERR_INTERNAL_ERROR, "{text}"));
                }
                element.qualify(key, uri);
                Some(element)
            }
            None => None,
        };
        let elements = self.elements.get_or_insert_with(|| Foreign::wrapping("metadata", []));
        elements.retain(|element| element.namespace() != Some(uri));
        if let Some(element) = new {
            elements.push(element);
        } else if elements.elements().next().is_none() {
            *self.elements = None;
        }
        Ok(())
    }
}

/// Whether a text can be an XML name without colon.
fn is_ncname(text: &str) -> bool {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let start = |c: char| c.is_alphabetic() || c == '_';
    let rest = |c: char| start(c) || c.is_numeric() || matches!(c, '-' | '.' | '\u{b7}');
    text.starts_with(start) && text.chars().all(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_by_namespace() {
        let (mut title, mut description, mut elements) = (None, None, None);
        let mut metadata =
            Metadata { title: &mut title, description: &mut description, elements: &mut elements };
        metadata.set(MetadataKind::Element, Some("<a><b/></a>"), Some("k"), Some("urn:k"), 0).unwrap();
        metadata.set(MetadataKind::Element, Some("<c/>"), Some("l"), Some("urn:l"), 0).unwrap();
        metadata.set(MetadataKind::Element, Some("<d/>"), Some("k"), Some("urn:k"), 0).unwrap();
        metadata.set(MetadataKind::Title, Some(""), None, None, 0).unwrap();
        assert!(metadata.set(MetadataKind::Element, Some("<d/>"), Some("1x"), Some("urn:x"), 0).is_err());
        assert_eq!(element_text(elements.as_ref(), "urn:k").as_deref(), Some("<d/>"));
        assert_eq!(element_text(elements.as_ref(), "urn:m"), None);
        let mut metadata =
            Metadata { title: &mut title, description: &mut description, elements: &mut elements };
        metadata.set(MetadataKind::Element, None, None, Some("urn:k"), 0).unwrap();
        metadata.set(MetadataKind::Element, None, None, Some("urn:l"), 0).unwrap();
        assert_eq!((title, elements), (None, None));
    }
}

//! Subtrees of other people's vocabularies, kept whole.

use std::collections::BTreeMap;

use roxmltree::Node as Raw;

use crate::malformed::unmask;
use crate::{Node, Writer};

/// An element that is kept as it was read, written again with its own indentation
/// the way libxml2's formatted dump does it: that is what programs compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Boxed: most elements that could hold a subtree hold none.
    root: Box<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Item {
    Element { name: String, attrs: Vec<(String, String)>, uri: Option<String>, items: Vec<Item> },
    Text(String),
    Cdata(String),
    Comment(String),
    Instruction(String),
}

impl Foreign {
    /// Keeps the element with all that is below it. Prefixes that are declared further out are declared on it.
    pub fn read(node: Node<'_>) -> Self {
        let raw = node.seen_whole().raw();
        let mut root = copy(raw);
        let mut used = BTreeMap::new();
        collect_outer(raw, raw, &mut used);
        if let Item::Element { attrs, .. } = &mut root {
            let declared = attrs.iter().take_while(|(n, _)| n == "xmlns" || n.starts_with("xmlns:")).count();
            let mut outer: Vec<_> = used.into_values().collect();
            outer.sort();
            let outer = outer.into_iter().map(|(_, prefix, uri)| (declaration(&prefix), uri));
            attrs.splice(declared..declared, outer);
        }
        Self { root: Box::new(root) }
    }

    /// Reads a text that is one element.
    pub fn parse(xml: &str) -> crate::Result<Self> {
        let options = crate::Options { label: "(metadata_xml)", ..crate::Options::default() };
        crate::with_document(xml, None, options, |node| Ok(Self::read(node)))
    }

    /// An element `name` of no namespace around `items`.
    pub fn wrapping(name: &str, items: impl IntoIterator<Item = Foreign>) -> Self {
        let items = items.into_iter().map(|f| *f.root).collect();
        Self { root: Box::new(Item::Element { name: name.into(), attrs: Vec::new(), uri: None, items }) }
    }

    /// The namespace of the element itself.
    pub fn namespace(&self) -> Option<&str> {
        match &*self.root {
            Item::Element { uri, .. } => uri.as_deref(),
            _ => None,
        }
    }

    /// The element's name with its prefix.
    pub fn name(&self) -> &str {
        match &*self.root {
            Item::Element { name, .. } => name,
            _ => "",
        }
    }

    /// The elements directly below.
    pub fn elements(&self) -> impl Iterator<Item = Foreign> + '_ {
        let items: &[Item] = if let Item::Element { items, .. } = &*self.root { items } else { &[] };
        items
            .iter()
            .filter(|i| matches!(i, Item::Element { .. }))
            .map(|i| Foreign { root: Box::new(i.clone()) })
    }

    /// Drops elements directly below that `keep` refuses.
    pub fn retain(&mut self, mut keep: impl FnMut(&Foreign) -> bool) {
        if let Item::Element { items, .. } = &mut *self.root {
            items.retain(|i| {
                !matches!(i, Item::Element { .. }) || keep(&Foreign { root: Box::new(i.clone()) })
            });
        }
    }

    /// Adds an element at the end.
    pub fn push(&mut self, child: Foreign) {
        if let Item::Element { items, .. } = &mut *self.root {
            items.push(*child.root);
        }
    }

    /// Keeps, of the elements directly below, those with a namespace and of each namespace the first only.
    pub fn one_per_namespace(&mut self) {
        let mut seen = Vec::new();
        self.retain(|f| match f.namespace() {
            Some(uri) if !seen.iter().any(|s| s == uri) => {
                seen.push(uri.to_owned());
                true
            }
            _ => false,
        });
        if let Item::Element { items, .. } = &mut *self.root {
            items.retain(|i| matches!(i, Item::Element { .. }));
        }
    }

    /// Nothing below the element.
    pub fn is_empty(&self) -> bool {
        matches!(&*self.root, Item::Element { items, .. } if items.is_empty())
    }

    /// Gives the element a prefix and namespace of its own, and everything below it that has none.
    pub fn qualify(&mut self, prefix: &str, uri: &str) {
        fn qualify_all(item: &mut Item, prefix: &str, target: &str) {
            if let Item::Element { name, uri, items, .. } = item
                && uri.is_none()
            {
                *name = format!("{prefix}:{name}");
                *uri = Some(target.to_owned());
                items.iter_mut().for_each(|i| qualify_all(i, prefix, target));
            }
        }
        qualify_all(&mut self.root, prefix, uri);
        if let Item::Element { attrs, uri: own, .. } = &mut *self.root {
            attrs.insert(0, (declaration(prefix), uri.to_owned()));
            *own = Some(uri.to_owned());
        }
    }

    /// Takes the namespace `uri` off the element and all below it.
    pub fn unqualify(&mut self, uri: &str) {
        fn strip(item: &mut Item, target: &str) {
            if let Item::Element { name, attrs, uri, items } = item {
                attrs.retain(|(n, v)| !((n == "xmlns" || n.starts_with("xmlns:")) && v == target));
                if uri.as_deref() == Some(target) {
                    *uri = None;
                    if let Some((_, local)) = name.split_once(':') {
                        *name = local.to_owned();
                    }
                }
                items.iter_mut().for_each(|i| strip(i, target));
            }
        }
        strip(&mut self.root, uri);
    }

    /// Writes the element as a line (or several) of the document.
    pub fn write(&self, w: &mut Writer) {
        let mut text = String::new();
        dump(&self.root, w.depth(), true, &mut text);
        w.raw_line(&text);
    }

    /// The element alone, indented from the left margin.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        dump(&self.root, 0, true, &mut text);
        text
    }
}

fn declaration(prefix: &str) -> String {
    if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") }
}

/// Prefixes used at or below `node` whose declaration is outside `root`, in document order of first use.
fn collect_outer(root: Raw<'_, '_>, node: Raw<'_, '_>, used: &mut BTreeMap<String, (usize, String, String)>) {
    for node in node.descendants().filter(Raw::is_element) {
        let source = start_tag(node);
        let own = qualified_name(source);
        let names =
            own.into_iter().chain(attributes(source).filter(|n| n.contains(':') && !n.starts_with("xmlns")));
        for name in names {
            let prefix = name.split_once(':').map_or("", |(p, _)| p);
            let Some(uri) = node.lookup_namespace_uri(Some(prefix).filter(|p| !p.is_empty())) else {
                continue;
            };
            let inside = node
                .ancestors()
                .take_while(|a| a.id().get() >= root.id().get())
                .any(|a| a.is_element() && attributes(start_tag(a)).any(|n| n == declaration(prefix)));
            if prefix != "xml" && !inside {
                let order = used.len();
                used.entry(prefix.to_owned()).or_insert((order, prefix.to_owned(), uri.to_owned()));
            }
        }
    }
}

/// The source of a node's start tag, from `<` on.
fn start_tag<'a>(node: Raw<'a, '_>) -> &'a str {
    node.document().input_text().get(node.range()).unwrap_or_default()
}

fn qualified_name(tag: &str) -> Option<&str> {
    let name = tag.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))?;
    Some(&name[..end])
}

/// Names of the attributes of a start tag as they are written, `xmlns` included.
fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    let mut rest = qualified_name(tag).map_or("", |name| &tag[1 + name.len()..]);
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let end = rest
            .find(|c: char| c == '=' || c.is_ascii_whitespace())
            .filter(|_| !rest.starts_with(['>', '/']))?;
        let (name, tail) = rest.split_at(end);
        let tail = tail.trim_start().strip_prefix('=')?.trim_start();
        let quote = tail.chars().next()?;
        let close = tail[1..].find(quote)?;
        rest = &tail[close + 2..];
        Some(name)
    })
}

fn copy(node: Raw<'_, '_>) -> Item {
    let source = start_tag(node);
    let name = unmask(qualified_name(source).unwrap_or(node.tag_name().name()));
    let mut attrs = Vec::new();
    for declared in attributes(source).filter(|n| *n == "xmlns" || n.starts_with("xmlns:")) {
        let prefix = declared.strip_prefix("xmlns:");
        attrs.push((declared.to_owned(), node.lookup_namespace_uri(prefix).unwrap_or_default().to_owned()));
    }
    let written = attributes(source).filter(|n| *n != "xmlns" && !n.starts_with("xmlns:"));
    for (attribute, written) in node.attributes().zip(written) {
        attrs.push((unmask(written), attribute.value().to_owned()));
    }
    let uri = node.tag_name().namespace().map(str::to_owned);
    let preserve = node.attribute(("http://www.w3.org/XML/1998/namespace", "space")) == Some("preserve");
    let mut items = Vec::new();
    for child in node.children() {
        if child.is_element() {
            items.push(copy(child));
        } else if child.is_comment() {
            items.push(Item::Comment(child.text().unwrap_or_default().to_owned()));
        } else if let Some(pi) = child.pi() {
            items.push(Item::Instruction(match pi.value {
                Some(value) => format!("{} {value}", pi.target),
                None => pi.target.to_owned(),
            }));
        } else if child.is_text() {
            let text = child.text().unwrap_or_default();
            if start_tag(child).starts_with("<![CDATA[") {
                items.push(Item::Cdata(text.to_owned()));
            } else if preserve || !text.trim().is_empty() || !is_blank(child, &items) {
                items.push(Item::Text(text.to_owned()));
            }
        }
    }
    Item::Element { name, attrs, uri, items }
}

/// Whether white space between nodes is layout only, by libxml2's rules.
fn is_blank(text: Raw<'_, '_>, before: &[Item]) -> bool {
    if before.is_empty() && text.next_sibling().is_none() {
        return false;
    }
    !matches!(before.first(), Some(Item::Text(_))) && !matches!(before.last(), Some(Item::Text(_)))
}

fn dump(item: &Item, depth: usize, format: bool, out: &mut String) {
    match item {
        Item::Text(text) => escape(text, false, out),
        Item::Cdata(text) => out.extend(["<![CDATA[", text, "]]>"]),
        Item::Comment(text) => out.extend(["<!--", text, "-->"]),
        Item::Instruction(text) => out.extend(["<?", text, "?>"]),
        Item::Element { name, attrs, items, .. } => {
            out.extend(["<", name]);
            for (name, value) in attrs {
                out.extend([" ", name, "=\""]);
                escape(value, true, out);
                out.push('"');
            }
            if items.is_empty() {
                out.push_str("/>");
                return;
            }
            out.push('>');
            let format = format && !items.iter().any(|i| matches!(i, Item::Text(_) | Item::Cdata(_)));
            for item in items {
                if format {
                    break_line(depth + 1, out);
                }
                dump(item, depth + 1, format, out);
            }
            if format {
                break_line(depth, out);
            }
            out.extend(["</", name, ">"]);
        }
    }
}

fn break_line(depth: usize, out: &mut String) {
    out.push('\n');
    // libxml2 indents at most sixty characters
    out.extend(std::iter::repeat_n("  ", depth.min(30)));
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\r' => out.push_str("&#13;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

//! A view of one element of a document that is being read.

use roxmltree::Node as Raw;

use crate::document::Context;
use crate::explore::Asked;
use crate::{Code, Codec, Error, Result, View};

/// An element that is being read: lenient, or strict about what nobody asks for.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    raw: Raw<'a, 'a>,
    context: &'a Context<'a>,
    origin: i32,
    /// Siblings of the same name belong to it.
    merged: bool,
}

impl<'a> Node<'a> {
    pub(crate) fn new(raw: Raw<'a, 'a>, context: &'a Context<'a>) -> Self {
        Self { raw, context, origin: context.options.origin, merged: false }
    }

    fn with(self, raw: Raw<'a, 'a>) -> Self {
        Self { raw, merged: false, ..self }
    }

    /// The same element, whose errors (and those below it) another owner reports.
    pub fn under(self, origin: i32) -> Self {
        Self { origin, ..self }
    }

    /// The underlying tree node; looking there does not count as having asked.
    pub fn raw(self) -> Raw<'a, 'a> {
        self.raw
    }

    /// The element's name without prefix.
    pub fn name(self) -> &'a str {
        self.raw.tag_name().name()
    }

    /// Which view of the document is read.
    pub fn view(self) -> View {
        self.context.options.view
    }

    /// Whether what nobody asks for is an error.
    pub fn strict(self) -> bool {
        self.context.seen.is_some()
    }

    /// The element around this one.
    pub fn parent(self) -> Option<Self> {
        self.raw.parent_element().map(|p| self.with(p))
    }

    /// The attribute's value as written, if it is there.
    pub fn attr(self, name: &str) -> Option<&'a str> {
        self.tell(|asked| {
            asked.attributes.entry(name.to_owned()).or_default();
        });
        let found = |raw: Raw<'a, 'a>| raw.attributes().enumerate().find(|(_, a)| a.name() == name);
        let (index, attribute) = self.parts().find_map(found)?;
        if let Some(seen) = &self.context.seen {
            seen.borrow_mut().attributes.insert((self.raw.id().get(), index));
        }
        Some(attribute.value())
    }

    /// Elements of no namespace below this one, in order, without counting as asked for.
    pub fn elements(self) -> impl Iterator<Item = Node<'a>> {
        self.parts()
            .flat_map(|part| part.children())
            .filter(|n| n.is_element() && n.tag_name().namespace().is_none())
            .map(move |raw| self.with(raw))
    }

    /// This element and, if it is [`Node::section`], the later ones of its name.
    fn parts(self) -> impl Iterator<Item = Raw<'a, 'a>> {
        let name = self.raw.tag_name();
        let more = self.merged.then(|| self.raw.next_siblings().skip(1)).into_iter().flatten();
        std::iter::once(self.raw).chain(more.filter(move |n| n.is_element() && n.tag_name() == name))
    }

    /// Lets who listens know what is asked.
    fn tell(self, note: impl FnOnce(&mut Asked)) {
        if let Some(listener) = &self.context.listener {
            let names = self.raw.ancestors().filter(Raw::is_element).map(|n| n.tag_name().name());
            let mut names: Vec<&str> = names.collect();
            names.reverse();
            note(listener.borrow_mut().entry(format!("/{}", names.join("/"))).or_default());
        }
    }

    pub(crate) fn has_listener(self) -> bool {
        self.context.listener.is_some()
    }

    /// The same for what is expected in an attribute.
    pub(crate) fn tell_expected(self, name: &str, expected: &str) {
        self.tell(|asked| {
            let known = asked.attributes.entry(name.to_owned()).or_default();
            if known.is_empty() {
                expected.clone_into(known);
            }
        });
    }

    fn tell_child(self, name: &str) {
        self.tell(|asked| {
            asked.children.insert(name.to_owned(), ());
        });
    }

    /// Marks this element as asked for.
    pub fn seen(self) -> Self {
        if let Some(seen) = &self.context.seen {
            seen.borrow_mut().elements.insert(self.raw.id().get());
        }
        self
    }

    /// Marks this element with all its attributes and everything below it as asked for.
    pub fn seen_whole(self) -> Self {
        self.tell(|asked| asked.whole = true);
        if self.strict() {
            for raw in self.raw.descendants().filter(Raw::is_element) {
                let node = self.with(raw).seen();
                node.ignore_attrs();
                node.text_seen();
            }
        }
        self
    }

    /// Allows every attribute of this element in strict reading.
    pub fn ignore_attrs(self) {
        if let Some(seen) = &self.context.seen {
            for index in 0..self.raw.attributes().len() {
                seen.borrow_mut().attributes.insert((self.raw.id().get(), index));
            }
        }
    }

    /// All children of that name, in order.
    pub fn all(self, name: &'a str) -> impl Iterator<Item = Node<'a>> {
        self.tell_child(name);
        self.elements().filter(move |n| n.name() == name).map(Node::seen)
    }

    /// The first child of that name.
    pub fn child(self, name: &str) -> Option<Node<'a>> {
        self.tell_child(name);
        self.elements().find(|n| n.name() == name).map(Node::seen)
    }

    /// All children of that name as one: the first, with what is in the others. Strict reading knows one only.
    pub fn section(self, name: &str) -> Option<Node<'a>> {
        self.child(name).map(|node| Node { merged: !self.strict(), ..node })
    }

    /// The children of that name in a namespace, in order.
    pub fn foreign(self, namespace: &'a str, name: &'a str) -> impl Iterator<Item = Node<'a>> {
        let mine = move |n: &Raw<'_, '_>| {
            n.is_element() && n.tag_name().namespace() == Some(namespace) && n.tag_name().name() == name
        };
        self.raw.children().filter(mine).map(move |raw| self.with(raw).seen())
    }

    /// All text below this element, as XPath's `string()` gives it. Blanks between elements are no text.
    pub fn text(self) -> String {
        self.text_seen();
        self.tell(|asked| {
            asked.text.get_or_insert_default();
        });
        let mut text = String::new();
        for node in self.raw.descendants().filter(|n| n.is_text() && !is_layout(n)) {
            text.push_str(node.text().unwrap_or_default());
        }
        text
    }

    fn text_seen(self) {
        if let Some(seen) = &self.context.seen {
            seen.borrow_mut().texts.insert(self.raw.id().get());
        }
    }

    /// The text of the first child of that name; none when it is absent or empty.
    pub fn child_text(self, name: &str) -> Option<String> {
        self.child(name).map(Node::text).filter(|t| !t.is_empty())
    }

    /// Line in the document, from 1.
    pub fn line(self) -> u32 {
        self.raw.document().text_pos_at(self.raw.range().start).row
    }

    /// `/domain/devices/disk[2]`: names from the root; an index where siblings share the name.
    pub fn path(self) -> String {
        let mut steps: Vec<String> = Vec::new();
        for node in self.raw.ancestors().filter(Raw::is_element) {
            let name = node.tag_name().name();
            let same = |n: &Raw<'_, '_>| n.is_element() && n.tag_name().name() == name;
            let before = node.prev_siblings().skip(1).filter(same).count();
            let after = node.next_siblings().skip(1).any(|n| same(&n));
            steps.push(match before {
                0 if !after => name.to_owned(),
                _ => format!("{name}[{}]", before + 1),
            });
        }
        steps.iter().rev().flat_map(|s| ["/", s]).collect()
    }

    fn place(self, error: Error) -> Error {
        error.at(self.line(), self.path())
    }

    /// An error that the document type's owner reports at this element.
    pub fn error(self, code: Code, message: impl Into<String>) -> Error {
        self.place(Error::new(code, message).from_origin(self.origin))
    }

    /// [`Code::Unsupported`] at this element.
    pub fn unsupported(self, message: impl Into<String>) -> Error {
        self.error(Code::Unsupported, message)
    }

    /// [`Code::Invalid`] at this element, reported by the document type's owner.
    pub fn invalid(self, message: impl Into<String>) -> Error {
        self.error(Code::Invalid, message)
    }

    /// An error found by reading as such: [`Code::Invalid`], in strict reading [`Code::Schema`].
    fn reading_error(self, code: Option<Code>, message: String) -> Error {
        let (code, origin) = match code {
            _ if self.strict() => (Code::Schema, None),
            Some(code) => (code, Some(self.origin)),
            None => (Code::Invalid, None),
        };
        self.place(Error::new(code, message).with_origin(origin))
    }

    /// Strict reading: all these attributes and children have to be there.
    pub fn demand(self, attrs: &[&str], children: &[&str]) -> Result<()> {
        if !self.strict() {
            return Ok(());
        }
        if let Some(name) = attrs.iter().find(|name| self.raw.attribute(**name).is_none()) {
            return Err(self.missing_attr(name, None));
        }
        match children.iter().find(|name| self.elements().all(|n| n.name() != **name)) {
            Some(name) => Err(self.missing_child(name, None)),
            None => Ok(()),
        }
    }

    /// An attribute that has to be there and is not.
    pub fn missing_attr(self, name: &str, code: Option<Code>) -> Error {
        self.reading_error(code, format!("Missing required attribute '{name}' in element '{}'", self.name()))
    }

    /// An attribute whose value cannot be; `expected` says what could, or is empty.
    pub fn bad_attr(self, name: &str, value: &str, expected: &str, code: Option<Code>) -> Error {
        let mut text =
            format!("Invalid value for attribute '{name}' in element '{}': '{value}'.", self.name());
        if !expected.is_empty() {
            text.push_str(" Expected ");
            text.push_str(expected);
        }
        self.reading_error(code, text)
    }

    /// An element that has to be there and is not.
    pub fn missing_child(self, name: &str, code: Option<Code>) -> Error {
        self.reading_error(code, format!("Missing required element '{name}' in element '{}'", self.name()))
    }

    /// This element cannot have the attribute.
    pub fn unexpected_attr(self, name: &str) -> Error {
        self.reading_error(None, format!("Extra attribute {name} in element {}", self.name()))
    }

    /// This element cannot stand here.
    pub fn unexpected(self) -> Error {
        let parent = self.parent().map(Node::name).unwrap_or_default();
        self.reading_error(None, format!("Extra element {} in element {parent}", self.name()))
    }

    /// An element whose text cannot be.
    pub fn bad_text(self, text: &str, expected: &str, code: Option<Code>) -> Error {
        let mut message = format!("Invalid value for element '{}': '{text}'.", self.name());
        if !expected.is_empty() {
            message.push_str(" Expected ");
            message.push_str(expected);
        }
        self.reading_error(code, message)
    }

    fn decoded<C: Codec<T>, T>(self, text: &str) -> Option<T> {
        C::parse(text).filter(|_| !self.strict() || C::in_schema(text))
    }

    /// An attribute's value through a codec, if the attribute is there.
    pub fn value<C: Codec<T>, T>(self, name: &str, code: Option<Code>) -> Result<Option<T>> {
        if self.has_listener() {
            self.tell_expected(name, &C::expected());
        }
        match self.attr(name) {
            None => Ok(None),
            Some(text) => match self.decoded::<C, T>(text) {
                Some(value) => Ok(Some(value)),
                None => Err(self.bad_attr(name, text, &C::expected(), code)),
            },
        }
    }

    /// An attribute that has to be there, through a codec.
    pub fn required<C: Codec<T>, T>(self, name: &str, code: Option<Code>) -> Result<T> {
        self.value::<C, T>(name, code)?.ok_or_else(|| self.missing_attr(name, code))
    }

    /// This element's own text through a codec; none when it is empty.
    pub fn body<C: Codec<T>, T>(self, code: Option<Code>) -> Result<Option<T>> {
        self.tell(|asked| asked.text = Some(C::expected().into_owned()));
        let text = self.text();
        if text.is_empty() {
            return Ok(None);
        }
        self.decoded::<C, T>(&text).map(Some).ok_or_else(|| self.bad_text(&text, &C::expected(), code))
    }

    /// A child's text through a codec; none when the child is absent or empty.
    pub fn text_value<C: Codec<T>, T>(self, name: &str, code: Option<Code>) -> Result<Option<T>> {
        match self.child(name) {
            None => Ok(None),
            Some(child) => child.body::<C, T>(code),
        }
    }

    /// Strict reading: the first attribute, text or element that nobody asked for is an error.
    pub(crate) fn refuse_unseen(self) -> Result<()> {
        let Some(seen) = &self.context.seen else { return Ok(()) };
        let seen = seen.borrow();
        let mut pending = vec![self.raw];
        while let Some(raw) = pending.pop() {
            let node = self.with(raw);
            for (index, attribute) in raw.attributes().enumerate() {
                if !seen.attributes.contains(&(raw.id().get(), index)) {
                    return Err(node.unexpected_attr(attribute.name()));
                }
            }
            let has_text = raw.children().any(|n| n.is_text() && !is_blank(&n));
            if has_text && !seen.texts.contains(&raw.id().get()) {
                return Err(node.reading_error(None, format!("Extra text in element {}", node.name())));
            }
            let mut inner = Vec::new();
            for child in raw.children().filter(Raw::is_element) {
                if !seen.elements.contains(&child.id().get()) {
                    return Err(node.with(child).unexpected());
                }
                inner.push(child);
            }
            pending.extend(inner.into_iter().rev());
        }
        Ok(())
    }
}

fn is_blank(text: &Raw<'_, '_>) -> bool {
    text.text().unwrap_or_default().bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
}

/// Blanks that only lay out the document: beside an element or comment, in an element that does not begin with text.
fn is_layout(text: &Raw<'_, '_>) -> bool {
    if !is_blank(text) {
        return false;
    }
    match text.prev_sibling() {
        None => text.next_sibling().is_some(),
        Some(_) => {
            let first = text.parent().and_then(|parent| parent.first_child());
            !first.is_some_and(|first| first.is_text() && !is_blank(&first))
        }
    }
}

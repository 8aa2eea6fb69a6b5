//! Output with libvirt's look: two spaces a level, single quotes, no empty pairs of tags.

use std::fmt;

use crate::{Codec, View};

/// Room for a usual document, so that writing one does not grow the text again and again.
const USUAL_SIZE: usize = 4096;

/// Collects the text of a document.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    depth: usize,
    view: View,
    /// The start tag written last still lacks its `>`: whether it ends in `/>` shows when children come or don't.
    open: bool,
}

/// An element that is being written.
struct Begun {
    /// How long the text was before it.
    start: usize,
    /// Whether the start tag around was still open.
    open: bool,
    /// Where its attributes begin.
    attrs: usize,
}

impl Writer {
    /// An empty writer for a view of the document.
    pub fn new(view: View) -> Self {
        Self { out: String::with_capacity(USUAL_SIZE), view, ..Self::default() }
    }

    /// Starts at a deeper level, for parts of documents.
    pub fn at_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Which view of the document is written.
    pub fn view(&self) -> View {
        self.view
    }

    /// What has been written.
    pub fn finish(self) -> String {
        self.out
    }

    /// How many levels deep the next element is.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Ends a start tag whose element turns out to have children.
    fn end_tag(&mut self) {
        if self.open {
            self.open = false;
            self.out.push_str(">\n");
        }
    }

    /// Begins a line.
    fn indent(&mut self) {
        self.end_tag();
        const SPACES: &str = "                                ";
        let mut left = self.depth * 2;
        while left > 0 {
            let now = left.min(SPACES.len());
            self.out.push_str(&SPACES[..now]);
            left -= now;
        }
    }

    /// ` name='value'`, escaped.
    pub fn attr(&mut self, name: &str, value: &str) {
        self.open_attr(name);
        push_escaped(&mut self.out, value);
        self.out.push('\'');
    }

    /// ` name='value'` of something that needs no escaping.
    pub fn attr_display(&mut self, name: &str, value: impl fmt::Display) {
        self.open_attr(name);
        TextOut(&mut self.out).display(value);
        self.out.push('\'');
    }

    /// ` name='value'` through a codec.
    pub fn attr_value<C: Codec<T>, T>(&mut self, name: &str, value: &T) {
        self.open_attr(name);
        C::put(value, &mut TextOut(&mut self.out));
        self.out.push('\'');
    }

    fn open_attr(&mut self, name: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("='");
    }

    /// An element with what `attrs` and `children` write; nothing at all when both write nothing, unless `keep`.
    pub fn element(
        &mut self,
        name: &str,
        keep: bool,
        attrs: impl FnOnce(&mut Self),
        children: impl FnOnce(&mut Self),
    ) {
        let begun = self.begin(name);
        attrs(self);
        self.open = true;
        self.depth += 1;
        children(self);
        self.depth -= 1;
        if !self.open {
            self.indent();
            self.close(name);
        } else if begun.attrs == self.out.len() && !keep {
            self.forget(&begun);
        } else {
            self.open = false;
            self.out.push_str("/>\n");
        }
    }

    fn begin(&mut self, name: &str) -> Begun {
        let (start, open) = (self.out.len(), self.open);
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        Begun { start, open, attrs: self.out.len() }
    }

    fn forget(&mut self, begun: &Begun) {
        self.out.truncate(begun.start);
        self.open = begun.open;
    }

    /// An element with both tags even around nothing: some of upstream's elements always look like that.
    pub fn pair(&mut self, name: &str, attrs: impl FnOnce(&mut Self), children: impl FnOnce(&mut Self)) {
        self.begin(name);
        attrs(self);
        self.out.push_str(">\n");
        self.depth += 1;
        children(self);
        self.depth -= 1;
        self.indent();
        self.close(name);
    }

    /// An element with attributes and text in one line; without text it is closed at once, and left out when
    /// it has no attributes either, unless `keep`.
    pub fn element_text(
        &mut self,
        name: &str,
        keep: bool,
        attrs: impl FnOnce(&mut Self),
        text: impl FnOnce(&mut TextOut<'_>),
    ) {
        let begun = self.begin(name);
        attrs(self);
        let open = self.out.len();
        self.out.push('>');
        text(&mut TextOut(&mut self.out));
        if self.out.len() == open + 1 && open == begun.attrs && !keep {
            self.forget(&begun);
        } else if self.out.len() == open + 1 {
            self.out.truncate(open);
            self.out.push_str("/>\n");
        } else {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// `<name/>`.
    pub fn empty(&mut self, name: &str) {
        self.element(name, true, |_| (), |_| ());
    }

    /// `<name>text</name>`, escaped.
    pub fn text(&mut self, name: &str, text: &str) {
        self.text_value::<crate::Plain, _>(name, &Borrowed(text));
    }

    /// `<name>text</name>` through a codec, with tags even around nothing.
    pub fn text_value<C: Codec<T>, T>(&mut self, name: &str, value: &T) {
        self.begin(name);
        self.out.push('>');
        C::put(value, &mut TextOut(&mut self.out));
        self.close(name);
    }

    /// A line that is ready-made XML.
    pub fn raw_line(&mut self, xml: &str) {
        self.indent();
        self.out.push_str(xml);
        self.out.push('\n');
    }

    /// Ready-made XML without indentation.
    pub fn raw(&mut self, xml: &str) {
        self.end_tag();
        self.out.push_str(xml);
    }

    /// `<!-- text -->` on a line of its own.
    pub fn comment(&mut self, text: &str) {
        self.raw_line(&format!("<!-- {text} -->"));
    }
}

struct Borrowed<'a>(&'a str);

impl crate::Value for Borrowed<'_> {
    fn parse(_: &str) -> Option<Self> {
        None
    }
    fn put(&self, out: &mut TextOut<'_>) {
        out.escaped(self.0);
    }
}

/// Where values write themselves.
pub struct TextOut<'a>(&'a mut String);

impl TextOut<'_> {
    /// Text of any kind.
    pub fn escaped(&mut self, text: &str) {
        push_escaped(self.0, text);
    }

    /// Text known to need no escaping.
    pub fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// A whole number.
    pub fn number(&mut self, value: impl itoa::Integer) {
        self.0.push_str(itoa::Buffer::new().format(value));
    }

    /// Anything else that needs no escaping.
    pub fn display(&mut self, value: impl fmt::Display) {
        // a String takes everything
        let _ = fmt::Write::write_fmt(self.0, format_args!("{value}"));
    }
}

/// Escapes the five special characters; control characters that XML cannot carry are left out, as upstream does.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| SPECIAL[usize::from(b)]) {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'<' => out.push_str("&lt;"),
            b'>' => out.push_str("&gt;"),
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&apos;"),
            b'"' => out.push_str("&quot;"),
            _ => {}
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Bytes that do not stand for themselves.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 0x1a {
        table[b] = !matches!(b as u8, b'\t' | b'\n' | b'\r');
        b += 1;
    }
    (table[b'<' as usize], table[b'>' as usize], table[b'&' as usize]) = (true, true, true);
    (table[b'\'' as usize], table[b'"' as usize]) = (true, true);
    table
};

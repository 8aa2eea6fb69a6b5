//! Output with libvirt's look: two spaces a level, single quotes, no empty pairs of tags.

use std::fmt;

use crate::{Codec, View};

/// Collects the text of a document.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    depth: usize,
    view: View,
}

impl Writer {
    /// An empty writer for a view of the document.
    pub fn new(view: View) -> Self {
        Self { view, ..Self::default() }
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

    fn indent(&mut self) {
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
        let start = self.out.len();
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        let head = self.out.len();
        attrs(self);
        let open = self.out.len();
        self.out.push_str(">\n");
        let mark = self.out.len();
        self.depth += 1;
        children(self);
        self.depth -= 1;
        if self.out.len() > mark {
            self.indent();
            self.close(name);
        } else if open == head && !keep {
            self.out.truncate(start);
        } else {
            self.out.truncate(open);
            self.out.push_str("/>\n");
        }
    }

    /// An element with both tags even around nothing: some of upstream's elements always look like that.
    pub fn pair(&mut self, name: &str, attrs: impl FnOnce(&mut Self), children: impl FnOnce(&mut Self)) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
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
        let start = self.out.len();
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        let head = self.out.len();
        attrs(self);
        let open = self.out.len();
        self.out.push('>');
        text(&mut TextOut(&mut self.out));
        if self.out.len() == open + 1 && open == head && !keep {
            self.out.truncate(start);
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
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
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

    /// A number or the like.
    pub fn display(&mut self, value: impl fmt::Display) {
        // a String takes everything
        let _ = fmt::Write::write_fmt(self.0, format_args!("{value}"));
    }
}

/// Escapes the five special characters; control characters that XML cannot carry are left out, as upstream does.
pub fn push_escaped(out: &mut String, text: &str) {
    let special = |b: u8| matches!(b, b'<' | b'>' | b'&' | b'\'' | b'"') || is_dropped(b);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
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

fn is_dropped(b: u8) -> bool {
    (b < 0x1a) && !matches!(b, b'\t' | b'\n' | b'\r')
}

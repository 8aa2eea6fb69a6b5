//! Elements and what stands in them.

use super::Fault;
use super::names::{beginning, is_char, local, prefix, starts_name};
use super::scanner::{Open, Scanner, Step};
use crate::MAX_DEPTH;

/// An attribute of the tag that is being read.
struct Attribute<'a> {
    name: &'a str,
    at: usize,
    value: &'a str,
}

impl<'a> Scanner<'a> {
    /// The root element, from its `<`.
    pub(super) fn root(&mut self) -> Step<()> {
        self.start_tag()?;
        while !self.open.is_empty() {
            self.item()?;
        }
        Ok(())
    }

    fn item(&mut self) -> Step<()> {
        if self.looking_at("</") {
            self.end_tag()
        } else if self.looking_at("<?") {
            self.instruction()
        } else if self.looking_at("<!--") {
            self.comment()
        } else if self.skip("<![CDATA[") {
            self.cdata()
        } else {
            match self.here() {
                Some('<') => self.start_tag(),
                Some('&') => self.reference(),
                Some(_) => self.characters(),
                None => self.fault(match self.open.last() {
                    Some(open) => format!(
                        "Premature end of data in tag {} line {}",
                        local(open.name),
                        self.line(open.at)
                    ),
                    None => String::new(),
                }),
            }
        }
    }

    fn start_tag(&mut self) -> Step<()> {
        if self.open.len() >= MAX_DEPTH {
            return self
                .fault(format!("Excessive depth in document: {MAX_DEPTH}, use XML_PARSE_HUGE option"));
        }
        let start = self.at;
        self.at += 1;
        let name_at = self.at;
        let Some(name) = self.name() else { return self.fault("StartTag: invalid element name") };
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        self.blanks();
        while !self.tag_ends() {
            let Some(c) = self.here().filter(|c| is_char(*c)) else { break };
            if !starts_name(c) {
                return self.fault("error parsing attribute name");
            }
            attributes.push(self.attribute()?);
            if self.tag_ends() {
                break;
            }
            if !self.blanks() {
                return self.fault("attributes construct error");
            }
        }
        let prefixes = self.prefixes.len();
        if self.tag_ends() || self.here().is_none_or(|c| !is_char(c)) {
            self.check_attributes(&attributes)?;
        }
        let masked = self.mask_element(name, name_at);
        if self.skip("/>") {
            self.prefixes.truncate(prefixes);
            return Ok(());
        }
        if !self.skip(">") {
            let line = self.line(start);
            return self.fault(format!("Couldn't find end of Start Tag {} line {line}", local(name)));
        }
        self.open.push(Open { name, at: start, prefixes, masked });
        Ok(())
    }

    fn tag_ends(&self) -> bool {
        self.looking_at(">") || self.looking_at("/>")
    }

    fn attribute(&mut self) -> Step<Attribute<'a>> {
        let at = self.at;
        let name = self.name().unwrap_or_default();
        self.blanks();
        if !self.skip("=") {
            return self.fault(format!("Specification mandates value for attribute {}", local(name)));
        }
        self.blanks();
        let quote = match self.here() {
            Some(quote @ ('"' | '\'')) => quote,
            _ => return self.fault("AttValue: \" or ' expected"),
        };
        self.at += 1;
        let start = self.at;
        loop {
            self.while_chars(|c| c != quote && c != '<' && c != '&' && is_char(c));
            match self.here() {
                Some(c) if c == quote => break,
                Some('&') => self.reference()?,
                Some('<') => return self.fault("Unescaped '<' not allowed in attributes values"),
                Some(_) => return self.fault("invalid character in attribute value"),
                None => return self.fault("AttValue: ' expected"),
            }
        }
        let value = &self.text[start..self.at];
        self.at += 1;
        Ok(Attribute { name, at, value })
    }

    /// Declares prefixes, refuses what stands twice, masks what names no namespace.
    fn check_attributes(&mut self, attributes: &[Attribute<'a>]) -> Step<()> {
        let declares = |a: &Attribute<'_>| a.name == "xmlns" || a.name.starts_with("xmlns:");
        let (declarations, others): (Vec<_>, Vec<_>) = attributes.iter().partition(|a| declares(a));
        for (index, attribute) in declarations.iter().enumerate() {
            if declarations[..index].iter().any(|a| a.name == attribute.name) {
                return self.fault(format!("Attribute {} redefined", attribute.name));
            }
            match attribute.name.strip_prefix("xmlns:") {
                None => {}
                Some(prefix) if attribute.value.is_empty() || matches!(prefix, "" | "xml" | "xmlns") => {
                    self.mask(attribute.name, attribute.at);
                }
                Some(prefix) => self.prefixes.push((prefix, attribute.value)),
            }
        }
        let mut seen: Vec<(Option<&str>, &str)> = Vec::new();
        for (index, attribute) in others.iter().enumerate() {
            let namespace = prefix(attribute.name).and_then(|p| self.namespace(p));
            let unknown = namespace.is_none() && attribute.name.contains(':');
            if !unknown && others[..index].iter().any(|a| a.name == attribute.name) {
                return self.fault(format!("Attribute {} redefined", attribute.name));
            }
            let name = (namespace, local(attribute.name));
            if unknown || namespace.is_some() && seen.contains(&name) {
                self.mask(attribute.name, attribute.at);
            } else {
                self.mask_more(attribute.name, attribute.at);
            }
            seen.push(name);
        }
        Ok(())
    }

    /// The namespace of a prefix.
    fn namespace(&self, prefix: &str) -> Option<&'a str> {
        match prefix {
            "xml" => Some("http://www.w3.org/XML/1998/namespace"),
            _ => self.prefixes.iter().rev().find(|(p, _)| *p == prefix).map(|(_, uri)| *uri),
        }
    }

    fn mask_element(&mut self, name: &str, at: usize) -> bool {
        let unknown = name.contains(':') && prefix(name).is_none_or(|p| self.namespace(p).is_none());
        if unknown {
            self.mask(name, at)
        } else {
            self.mask_more(name, at)
        }
        unknown
    }

    /// All colons of a name.
    fn mask(&mut self, name: &str, at: usize) {
        self.masked.extend(name.match_indices(':').map(|(i, _)| at + i));
    }

    /// All colons behind the first.
    fn mask_more(&mut self, name: &str, at: usize) {
        self.masked.extend(name.match_indices(':').skip(1).map(|(i, _)| at + i));
    }

    fn end_tag(&mut self) -> Step<()> {
        self.at += 2;
        let at = self.at;
        let name = self.name();
        self.blanks();
        if !self.skip(">") {
            return self.fault("expected '>'");
        }
        let Some(open) = self.open.pop() else { return Ok(()) };
        if name != Some(open.name) {
            let found = match name {
                None => "unparsable",
                Some(name) if prefix(open.name).is_some() => local(name),
                Some(name) => name,
            };
            let (expected, line) = (local(open.name), self.line(open.at));
            return self
                .fault(format!("Opening and ending tag mismatch: {expected} line {line} and {found}"));
        }
        if open.masked {
            self.mask(open.name, at)
        } else {
            self.mask_more(open.name, at)
        }
        self.prefixes.truncate(open.prefixes);
        Ok(())
    }

    fn characters(&mut self) -> Step<()> {
        let start = self.at;
        let run = self.while_chars(|c| c != '<' && c != '&' && is_char(c));
        if let Some(end) = run.find("]]>") {
            // libxml2 is slower to move on while there are ASCII characters only
            let ascii = run[..end].is_ascii();
            let at = if ascii { start } else { start + end };
            let text = "Sequence ']]>' not allowed in content".to_owned();
            return Err(Fault { at, line_at: start + end, text });
        }
        match self.here().filter(|c| !is_char(*c)) {
            Some(bad) => self.fault(format!("PCDATA invalid Char value {}", u32::from(bad))),
            None => Ok(()),
        }
    }

    /// `&name;`, `&#1;` or `&#x1;`.
    fn reference(&mut self) -> Step<()> {
        self.at += 1;
        if self.skip("#") {
            return self.character_reference();
        }
        let Some(name) = self.name() else { return self.fault("xmlParseEntityRef: no name") };
        if !self.skip(";") {
            return self.fault("EntityRef: expecting ';'");
        }
        let known = matches!(name, "lt" | "gt" | "amp" | "quot" | "apos") || self.entities.contains(name);
        let may_be_outside = self.outside_entities && !self.standalone;
        if known || may_be_outside { Ok(()) } else { self.fault(format!("Entity '{name}' not defined")) }
    }

    fn character_reference(&mut self) -> Step<()> {
        let (radix, kind) = if self.skip("x") { (16, "hexadecimal") } else { (10, "decimal") };
        let digits = self.while_chars(|c| c.is_digit(radix));
        if !self.skip(";") {
            return self.fault(format!("CharRef: invalid {kind} value"));
        }
        let number = digits
            .chars()
            .filter_map(|c| c.to_digit(radix))
            .fold(0u32, |sum, digit| sum.saturating_mul(radix).saturating_add(digit));
        if number > 0x10_ffff {
            return self.fault("xmlParseCharRef: character reference out of bounds");
        }
        match char::from_u32(number).filter(|c| is_char(*c)) {
            Some(_) => Ok(()),
            None => self.fault(format!("xmlParseCharRef: invalid xmlChar value {number}")),
        }
    }

    fn cdata(&mut self) -> Step<()> {
        let start = self.at;
        if self.until("]]>") {
            return Ok(());
        }
        let within = &self.text[start..self.at];
        match within.char_indices().rev().nth(1) {
            // libxml2 has no words for this one
            None => self.fault("Unregistered error message"),
            Some((end, _)) => {
                self.fault(format!("CData section not finished\n{}", beginning(&within[..end], 50)))
            }
        }
    }

    pub(super) fn comment(&mut self) -> Step<()> {
        self.at += "<!--".len();
        let start = self.at;
        loop {
            self.while_chars(|c| c != '-' && is_char(c));
            let plain = self.text[start..self.at].is_ascii();
            if self.skip("-->") {
                return Ok(());
            }
            match self.here() {
                None => return self.fault("Comment not terminated"),
                Some('-') if !self.looking_at("--") => self.at += 1,
                Some('-') if !plain => {
                    self.at += 2;
                    return self.fault("Comment must not contain '--' (double-hyphen)");
                }
                Some('-') => {
                    let before = beginning(&self.text[start..self.at], 50);
                    let colon = if before.is_empty() { "" } else { ": <!--" };
                    return self.fault(format!("Double hyphen within comment{colon}{before}"));
                }
                Some(c) => {
                    let number = u32::from(c);
                    return self.fault(format!("xmlParseComment: invalid xmlChar value {number}"));
                }
            }
        }
    }

    pub(super) fn instruction(&mut self) -> Step<()> {
        self.at += "<?".len();
        let Some(target) = self.name() else { return self.fault("xmlParsePI : no target name") };
        if target == "xml" {
            return self.fault("XML declaration allowed only at the start of the document");
        }
        if target.eq_ignore_ascii_case("xml") {
            return self.fault("Invalid PI name");
        }
        if self.skip("?>") {
            return Ok(());
        }
        if !self.blanks() {
            return self.fault(format!("ParsePI: PI {target} space expected"));
        }
        if self.until("?>") { Ok(()) } else { self.fault(format!("ParsePI: PI {target} never end ...")) }
    }
}

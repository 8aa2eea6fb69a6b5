//! What stands before and behind the root element.

use super::names::{is_blank, is_char};
use super::scanner::{Scanner, Step};

impl<'a> Scanner<'a> {
    pub(super) fn document(&mut self) -> Step<()> {
        self.skip("\u{feff}");
        if self.rest().is_empty() {
            return self.fault("Document is empty");
        }
        if self.rest().strip_prefix("<?xml").and_then(|r| r.chars().next()).is_some_and(is_blank) {
            self.declaration()?;
        }
        self.around_root()?;
        if self.looking_at("<!DOCTYPE") {
            self.doctype()?;
            self.around_root()?;
        }
        if !self.looking_at("<") {
            return self.fault("Start tag expected, '<' not found");
        }
        self.root()?;
        self.around_root()?;
        if self.rest().is_empty() { Ok(()) } else { self.fault("Extra content at the end of the document") }
    }

    /// White space, comments and instructions.
    fn around_root(&mut self) -> Step<()> {
        loop {
            self.blanks();
            if self.looking_at("<?") {
                self.instruction()?;
            } else if self.looking_at("<!--") {
                self.comment()?;
            } else {
                return Ok(());
            }
        }
    }

    /// `<?xml version='1.0' encoding='…' standalone='…'?>`
    fn declaration(&mut self) -> Step<()> {
        self.at += "<?xml".len();
        self.blanks();
        self.version()?;
        if self.skip("?>") {
            return Ok(());
        }
        if !self.blanks() {
            return self.fault("Blank needed here");
        }
        if self.skip("encoding") {
            let name = self.quoted(|s| match s.here() {
                Some(c) if c.is_ascii_alphabetic() => {
                    Ok(s.while_chars(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))
                }
                _ => s.fault("Invalid XML encoding name"),
            })?;
            if !is_encoding(name) {
                return self.fault(format!("Unsupported encoding: {name}"));
            }
            if self.skip("?>") {
                return Ok(());
            }
            if !self.blanks() {
                return self.fault("Blank needed here");
            }
        }
        if self.skip("standalone") {
            self.standalone = self.quoted(|s| match () {
                () if s.skip("yes") => Ok("yes"),
                () if s.skip("no") => Ok("no"),
                () => s.fault("standalone accepts only 'yes' or 'no'"),
            })? == "yes";
            self.blanks();
        }
        if self.skip("?>") { Ok(()) } else { self.fault("parsing XML declaration: '?>' expected") }
    }

    fn version(&mut self) -> Step<()> {
        if !self.skip("version") {
            return self.fault("Malformed declaration expecting version");
        }
        let version = self.quoted(|s| {
            let start = s.at;
            s.while_chars(|c| c.is_ascii_digit());
            let whole = s.at - start == 1 && s.skip(".");
            s.while_chars(|c| c.is_ascii_digit());
            if whole || s.here().is_some_and(|c| c != '\'' && c != '"') {
                Ok(&s.text[start..s.at])
            } else {
                s.at += 1;
                s.fault("Malformed declaration expecting version")
            }
        })?;
        match version.starts_with("1.") {
            true => Ok(()),
            false => self.fault(format!("Unsupported version '{version}'")),
        }
    }

    /// `= '…'`, with or without white space around the sign.
    fn quoted(&mut self, value: impl FnOnce(&mut Self) -> Step<&'a str>) -> Step<&'a str> {
        self.blanks();
        if !self.skip("=") {
            return self.fault("expected '='");
        }
        self.blanks();
        let quote = match self.here() {
            Some('"') => "\"",
            Some('\'') => "'",
            _ => return self.fault("String not started expecting ' or \""),
        };
        self.at += 1;
        let value = value(self)?;
        if self.skip(quote) { Ok(value) } else { self.fault("String not closed expecting \" or '") }
    }

    fn doctype(&mut self) -> Step<()> {
        self.at += "<!DOCTYPE".len();
        if !self.blanks() {
            return self.fault("Space required after 'DOCTYPE'");
        }
        if self.name().is_none() {
            return self.fault("xmlParseDocTypeDecl : no DOCTYPE name !");
        }
        self.blanks();
        if self.skip("SYSTEM") {
            self.outside_entities = true;
            self.literal("Space required after 'SYSTEM'")?;
        } else if self.skip("PUBLIC") {
            self.outside_entities = true;
            self.literal("Space required after 'PUBLIC'")?;
            self.literal("Space required after the Public Identifier")?;
        }
        self.blanks();
        if self.skip("[") {
            self.subset()?;
            self.blanks();
        }
        if self.skip(">") { Ok(()) } else { self.fault("DOCTYPE improperly terminated") }
    }

    fn literal(&mut self, no_blank: &str) -> Step<()> {
        if !self.blanks() {
            return self.fault(no_blank);
        }
        let quote = match self.here() {
            Some('"') => "\"",
            Some('\'') => "'",
            _ => return self.fault("SystemLiteral \" or ' expected"),
        };
        self.at += 1;
        let closed = self.until(quote);
        if closed { Ok(()) } else { self.fault("Unfinished System or Public ID \" or ' expected") }
    }

    /// Declarations up to `]`: entities are noted, nothing else is looked into.
    fn subset(&mut self) -> Step<()> {
        loop {
            self.blanks();
            if self.skip("]") {
                return Ok(());
            } else if self.looking_at("<?") {
                self.instruction()?;
            } else if self.looking_at("<!--") {
                self.comment()?;
            } else if self.skip("<!ENTITY") {
                self.entity()?;
            } else if self.skip("<!") {
                self.declaration_end();
            } else if self.skip("%") && self.name().is_some() && self.skip(";") {
                self.outside_entities = true;
            } else {
                return self.fault("Content error in the internal subset");
            }
        }
    }

    fn entity(&mut self) -> Step<()> {
        if !self.blanks() {
            return self.fault("Space required after '<!ENTITY'");
        }
        let parameter = self.skip("%");
        self.blanks();
        let Some(name) = self.name() else { return self.fault("xmlParseEntityDecl: no name") };
        if !self.blanks() {
            return self.fault("Space required after the entity name");
        }
        if !parameter {
            self.entities.insert(name);
        }
        self.declaration_end();
        Ok(())
    }

    /// Passes the rest of a declaration, whose `>` may stand in quotes.
    fn declaration_end(&mut self) {
        loop {
            self.while_chars(|c| !matches!(c, '>' | '"' | '\'') && is_char(c));
            match self.here() {
                Some('"') => {
                    self.at += 1;
                    self.until("\"");
                }
                Some('\'') => {
                    self.at += 1;
                    self.until("'");
                }
                Some('>') => {
                    self.at += 1;
                    return;
                }
                _ => return,
            }
        }
    }
}

/// Encodings by the beginnings of their names. Text reaches us as UTF-8 whatever it calls itself.
fn is_encoding(name: &str) -> bool {
    const FAMILIES: &[&str] = &[
        "utf", "us-ascii", "ascii", "iso", "latin", "ucs", "windows-", "cp", "koi8", "euc", "shift", "sjis",
        "big5", "gb", "hz", "tis", "viscii", "mac", "ibm", "ansi",
    ];
    let name = name.to_ascii_lowercase();
    FAMILIES.iter().any(|family| name.starts_with(family))
}

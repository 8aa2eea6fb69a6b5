//! Where we stand in a document, and the small steps through it.

use std::collections::HashSet;

use super::Fault;
use super::names::{continues_name, is_blank, is_char, starts_name};

pub(super) type Step<T> = Result<T, Fault>;

/// An element that is open.
pub(super) struct Open<'a> {
    pub name: &'a str,
    /// Where its tag begins.
    pub at: usize,
    /// How many prefixes were declared before it.
    pub prefixes: usize,
    /// Its prefix is masked.
    pub masked: bool,
}

pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub at: usize,
    pub open: Vec<Open<'a>>,
    /// Declared prefixes with their namespaces, those of inner elements last.
    pub prefixes: Vec<(&'a str, &'a str)>,
    /// Entities of the document.
    pub entities: HashSet<&'a str>,
    /// Entities may be declared where nobody looks.
    pub outside_entities: bool,
    pub standalone: bool,
    /// Colons that do not part a prefix from a name.
    pub masked: Vec<usize>,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            open: Vec::new(),
            prefixes: Vec::new(),
            entities: HashSet::new(),
            outside_entities: false,
            standalone: false,
            masked: Vec::new(),
        }
    }

    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The character here; none at the end.
    pub fn here(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn looking_at(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Passes `text` if it stands here.
    pub fn skip(&mut self, text: &str) -> bool {
        let found = self.looking_at(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Passes white space; says whether there was any.
    pub fn blanks(&mut self) -> bool {
        let before = self.at;
        self.while_chars(is_blank);
        self.at > before
    }

    /// Passes characters of a kind.
    pub fn while_chars(&mut self, kind: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let passed = &rest[..rest.find(|c| !kind(c)).unwrap_or(rest.len())];
        self.at += passed.len();
        passed
    }

    /// Passes a name, if one stands here.
    pub fn name(&mut self) -> Option<&'a str> {
        self.here().filter(|c| starts_name(*c))?;
        Some(self.while_chars(continues_name))
    }

    /// Passes everything to `end` and `end` itself; stops at what no document can have.
    pub fn until(&mut self, end: &str) -> bool {
        let rest = self.rest();
        let stop = rest.find(end);
        let within = &rest[..stop.unwrap_or(rest.len())];
        match (within.find(|c| !is_char(c)), stop) {
            (Some(bad), _) => self.at += bad,
            (None, None) => self.at = self.text.len(),
            (None, Some(stop)) => {
                self.at += stop + end.len();
                return true;
            }
        }
        false
    }

    /// What is wrong here.
    pub fn fault<T>(&self, text: impl Into<String>) -> Step<T> {
        Err(Fault { at: self.at, line_at: self.at, text: text.into() })
    }

    /// The line of a place.
    pub fn line(&self, at: usize) -> u32 {
        super::line_of(self.text, at)
    }
}

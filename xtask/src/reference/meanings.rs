//! What elements and attributes mean: the doc comments of the vocabulary's types and fields.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Fields, Item};

/// What one comment says. Where several say different things of one name, none of them is to be trusted.
enum Meaning {
    One(String),
    Several,
}

impl Meaning {
    fn add<K: Ord>(meanings: &mut BTreeMap<K, Self>, name: K, doc: &str) {
        let one = || Self::One(doc.to_owned());
        meanings
            .entry(name)
            .and_modify(|meaning| match meaning {
                Self::One(known) if known == doc => {}
                _ => *meaning = Self::Several,
            })
            .or_insert_with(one);
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            Self::Several => None,
        }
    }
}

/// Doc comments by element, and by element and what stands in it. Names are compared without case and separators.
#[derive(Default)]
pub struct Meanings {
    elements: BTreeMap<String, Meaning>,
    fields: BTreeMap<(String, String), Meaning>,
    /// What the table has for what no comment explains.
    others: BTreeMap<String, String>,
}

impl Meanings {
    /// Reads all sources of a folder, and the table of what has no comment.
    pub fn read(folder: &Path, table: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(table).map_err(|e| format!("{}: {e}", table.display()))?;
        let rows =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let others = rows.map(|(name, meaning)| (name.to_owned(), meaning.to_owned())).collect();
        let mut meanings = Self { others, ..Self::default() };
        let mut pending = vec![folder.to_owned()];
        while let Some(path) = pending.pop() {
            if path.is_dir() {
                let entries = fs::read_dir(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                let mut inner: Vec<_> = entries.flatten().map(|e| e.path()).collect();
                // later ones are popped first
                inner.sort_by(|a, b| b.cmp(a));
                pending.extend(inner);
            } else {
                let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                let file = syn::parse_file(&text).map_err(|e| format!("{}: {e}", path.display()))?;
                file.items.iter().for_each(|item| meanings.add(item));
            }
        }
        Ok(meanings)
    }

    fn add(&mut self, item: &Item) {
        match item {
            Item::Struct(item) => {
                let doc = doc(&item.attrs);
                let names = element_names(&item.ident.to_string(), &doc);
                self.add_element(&names, &doc);
                self.add_fields(&names, &item.fields);
            }
            Item::Enum(item) => {
                let doc = doc(&item.attrs);
                let names = element_names(&item.ident.to_string(), &doc);
                self.add_element(&names, &doc);
                item.variants.iter().for_each(|variant| self.add_fields(&names, &variant.fields));
            }
            _ => {}
        }
    }

    fn add_element(&mut self, names: &[String], doc: &str) {
        for name in names.iter().filter(|_| !doc.is_empty()) {
            Meaning::add(&mut self.elements, name.clone(), &without_name(doc));
        }
    }

    fn add_fields(&mut self, names: &[String], fields: &Fields) {
        for field in fields {
            let (Some(ident), doc) = (&field.ident, doc(&field.attrs)) else { continue };
            if doc.is_empty() {
                continue;
            }
            let own = plain(&ident.to_string());
            for element in names {
                for name in document_names(&field.attrs).iter().map(|n| plain(n)).chain([own.clone()]) {
                    Meaning::add(&mut self.fields, (element.clone(), name), &doc);
                }
            }
        }
    }

    /// What an attribute of an element means; empty when nothing says so.
    pub fn of_attribute(&self, element: &str, name: &str) -> &str {
        let other = || self.other(&format!("{element}@{name}")).or_else(|| self.other(&format!("*@{name}")));
        self.field(element, name).or_else(other).unwrap_or_default()
    }

    /// What an element means, as its parent's field or as a type.
    pub fn of_element(&self, parent: &str, name: &str) -> &str {
        let own =
            || self.elements.get(&plain(name)).and_then(Meaning::text).filter(|meaning| !meaning.is_empty());
        self.field(parent, name).or_else(own).or_else(|| self.other(name)).unwrap_or_default()
    }

    fn field(&self, element: &str, name: &str) -> Option<&str> {
        self.fields.get(&(plain(element), plain(name))).and_then(Meaning::text)
    }

    fn other(&self, name: &str) -> Option<&str> {
        self.others.get(name).map(String::as_str)
    }
}

/// The first sentence or two, on one line.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|a| a.path().is_ident("doc")).filter_map(|a| match &a.meta {
        syn::Meta::NameValue(pair) => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let lines: Vec<String> = lines.take_while(|line| !line.trim().is_empty()).collect();
    lines
        .iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
        .replace("[`", "`")
        .replace("`]", "`")
}

/// A comment that begins with the element's name, without it.
fn without_name(doc: &str) -> String {
    let rest = match doc.strip_prefix("`<").and_then(|rest| rest.split_once('`')) {
        Some((_, rest)) if rest.starts_with([':', ';', '.']) => rest[1..].trim(),
        _ => doc,
    };
    let mut letters = rest.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Elements that a type stands for: those its comment names in front, or the type's own name.
fn element_names(ident: &str, doc: &str) -> Vec<String> {
    let named = doc.split_once(':').map_or(doc, |(front, _)| front);
    let first = named.split("`<").nth(1).and_then(|rest| rest.split(['>', ' ', '/']).next());
    let mut names: Vec<String> = first.map(plain).into_iter().collect();
    for ending in ["", "Def", "Device"] {
        names.extend(ident.strip_suffix(ending).map(plain));
    }
    names
}

/// Names that `#[xml(attr = "…")]` and the like give.
fn document_names(attributes: &[Attribute]) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("xml")) {
        let tokens = attribute.meta.require_list().map(|list| list.tokens.to_string()).unwrap_or_default();
        names.extend(tokens.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    names
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

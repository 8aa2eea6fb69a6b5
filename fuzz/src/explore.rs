//! Finding out what a kind of document understands.
//!
//! The types are listened to while they read: the samples first, then the samples with every element they have asked
//! for put in, empty, and with every word that an attribute can have. What reading then misses is put in too, so that
//! it gets further.

use std::collections::{BTreeSet, VecDeque};

use virt_xml::explore::{Asked, Questions, listen};

use crate::Kind;

/// Elements nested deeper say nothing new: chains of images, bridges of bonds.
const DEPTH: usize = 9;
/// Attempts to make an element readable.
const REPAIRS: usize = 8;

/// An element that can be changed.
#[derive(Clone)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    fn parse(xml: &str) -> Option<Self> {
        let document = roxmltree::Document::parse(xml).ok()?;
        Some(Self::copy(document.root_element()))
    }

    fn copy(node: roxmltree::Node<'_, '_>) -> Self {
        let own = |n: &roxmltree::Node<'_, '_>| n.is_element() && n.tag_name().namespace().is_none();
        Self {
            name: node.tag_name().name().to_owned(),
            attributes: node.attributes().map(|a| (a.name().to_owned(), a.value().to_owned())).collect(),
            text: node.text().unwrap_or_default().trim().to_owned(),
            children: node.children().filter(own).map(Self::copy).collect(),
        }
    }

    fn write(&self, out: &mut String) {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&apos;");
        out.extend(["<", &self.name]);
        for (name, value) in &self.attributes {
            out.extend([" ", name, "='", &escaped(value), "'"]);
        }
        out.push('>');
        out.push_str(&escaped(&self.text));
        self.children.iter().for_each(|child| child.write(out));
        out.extend(["</", &self.name, ">"]);
    }

    /// The first element at a path below this one.
    fn at(&mut self, path: &str) -> Option<&mut Self> {
        let mut steps = path.split('/').filter(|step| !step.is_empty());
        if steps.next()? != self.name {
            return None;
        }
        steps.try_fold(self, |element, step| element.children.iter_mut().find(|child| child.name == step))
    }

    fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }
}

/// A kind that is being explored.
struct Explorer<'a> {
    kind: &'static Kind,
    known: Questions,
    pending: VecDeque<Element>,
    /// Elements and words that have been tried.
    tried: BTreeSet<String>,
    /// Sees every document that is read to the end.
    see: &'a mut dyn FnMut(&str),
}

/// What the kind's types ask for. `see` gets every document that they read to the end on the way: each element and
/// each word in one at least.
pub fn explore(kind: &'static Kind, see: &mut dyn FnMut(&str)) -> Questions {
    Explorer::run(kind, see)
}

impl<'a> Explorer<'a> {
    fn run(kind: &'static Kind, see: &'a mut dyn FnMut(&str)) -> Questions {
        let pending = kind.samples.iter().filter_map(|sample| Element::parse(sample)).collect();
        let mut explorer = Self { kind, known: Questions::new(), pending, tried: BTreeSet::new(), see };
        while let Some(document) = explorer.pending.pop_front() {
            let asked = explorer.read(document.clone());
            explorer.vary(&document, &asked);
        }
        explorer.known
    }

    /// Reads a document, as far as it goes with what is missing put in.
    fn read(&mut self, mut document: Element) -> Questions {
        let mut all = Questions::new();
        for _ in 0..REPAIRS {
            let mut xml = String::new();
            document.write(&mut xml);
            let (outcome, asked) = listen(|| (self.kind.again)(&xml, false));
            asked.iter().for_each(|(path, asked)| {
                merge(all.entry(path.clone()).or_default(), asked);
                merge(self.known.entry(path.clone()).or_default(), asked);
            });
            let Err(error) = outcome else {
                (self.see)(&xml);
                break;
            };
            if self.repair(&mut document, error.message()).is_none() {
                break;
            }
        }
        all
    }

    /// Puts in what an error misses.
    fn repair(&self, document: &mut Element, message: &str) -> Option<()> {
        let (text, place) = message.rsplit_once(" (line ")?;
        let path = place.split_once(", ")?.1.trim_end_matches(')');
        let path: String = path.split(['[', ']']).step_by(2).collect();
        let quoted = |before: &str| text.split_once(before).and_then(|(_, rest)| rest.split('\'').next());
        let element = document.at(&path)?;
        if let Some(name) = quoted("required attribute '").or_else(|| quoted("value for attribute '")) {
            let expected = self.known.get(&path).and_then(|asked| asked.attributes.get(name));
            let value = example(expected.map_or("", String::as_str));
            if element.attributes.iter().any(|(n, v)| n == name && *v == value) {
                return None;
            }
            element.set(name, &value);
            return Some(());
        }
        let name = quoted("required element '")?;
        element.children.push(Element { text: "1".into(), ..Element::new(name) });
        Some(())
    }

    /// The document with each element that it was asked for and does not have, and with each word.
    fn vary(&mut self, document: &Element, asked: &Questions) {
        for (path, asked) in asked {
            for child in asked.children.keys() {
                let below = format!("{path}/{child}");
                let deep = path.matches('/').count() >= DEPTH || path.contains(&format!("/{child}/{child}"));
                let deep = deep || is_elsewhere(path);
                if deep || self.known.contains_key(&below) || !self.tried.insert(below) {
                    continue;
                }
                let mut changed = document.clone();
                if let Some(element) = changed.at(path) {
                    element.children.push(Element::new(child));
                    self.pending.push_back(changed);
                }
            }
            for (name, expected) in asked.attributes.iter().filter(|_| !is_elsewhere(path)) {
                for word in words(expected) {
                    if !self.tried.insert(format!("{path}@{name}={word}")) {
                        continue;
                    }
                    let mut changed = document.clone();
                    if let Some(element) = changed.at(path) {
                        element.set(name, word);
                        self.pending.push_back(changed);
                    }
                }
            }
        }
    }
}

/// Inside another document, which has its own page.
pub fn is_elsewhere(path: &str) -> bool {
    let mut steps = path.split('/').skip(2);
    steps.any(|step| matches!(step, "domain" | "inactiveDomain")) && path.matches('/').count() > 1
}

fn words(expected: &str) -> impl Iterator<Item = &str> {
    expected.strip_prefix("one of ").into_iter().flat_map(|list| list.split(", "))
}

/// A value of the kind that is expected.
fn example(expected: &str) -> String {
    match (words(expected).next(), expected) {
        (Some(word), _) => word.to_owned(),
        (None, "an IP address") => "192.0.2.1".to_owned(),
        _ => "1".to_owned(),
    }
}

fn merge(into: &mut Asked, asked: &Asked) {
    for (name, expected) in &asked.attributes {
        let known = into.attributes.entry(name.clone()).or_default();
        // an attribute with several shapes: the words of all of them
        let more: Vec<&str> = words(expected).filter(|w| words(known).all(|k| k != *w)).collect();
        if known.is_empty() {
            known.clone_from(expected);
        } else if known.starts_with("one of ") && !more.is_empty() {
            *known = format!("{known}, {}", more.join(", "));
        }
    }
    into.children.extend(asked.children.clone());
    into.whole |= asked.whole;
    if into.text.as_ref().is_none_or(String::is_empty) && asked.text.is_some() {
        into.text.clone_from(&asked.text);
    }
}

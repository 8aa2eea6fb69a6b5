//! From text to a tree, within bounds.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use crate::explore::{Questions, listener};
use crate::malformed::{Verdict, describe, examine, unmask};
use crate::{Code, Error, Node, Result, View};

/// Longest document that is read, in bytes.
pub const MAX_SIZE: usize = 64 << 20;
/// Deepest nesting of elements.
pub const MAX_DEPTH: usize = 256;
/// Most nodes (elements, texts, comments) of a document.
pub const MAX_NODES: u32 = 4_000_000;

/// How a document is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// What errors call the document: a file's name or `(domain_definition)`.
    pub label: &'a str,
    /// Names the owner of the document type in errors; opaque here.
    pub origin: i32,
    /// Refuse what no type declares.
    pub strict: bool,
    /// Which of the document's views is read; opaque here, `read_when` conditions look at it.
    pub view: View,
}

/// What all nodes of one reading share.
pub(crate) struct Context<'a> {
    pub options: Options<'a>,
    pub seen: Option<RefCell<Seen>>,
    /// Somebody wants to know what is asked.
    pub listener: Option<Rc<RefCell<Questions>>>,
}

/// Strict reading: what some type has asked for.
#[derive(Default)]
pub(crate) struct Seen {
    pub elements: HashSet<u32>,
    pub attributes: HashSet<(u32, usize)>,
    /// Elements whose text was read.
    pub texts: HashSet<u32>,
}

/// Parses `text`, checks the root's name when one is given, and hands the root to `read`.
///
/// In strict reading, whatever `read` did not ask for is an error afterwards.
pub fn with_document<T>(
    text: &str,
    root: Option<&str>,
    options: Options<'_>,
    read: impl FnOnce(Node<'_>) -> Result<T>,
) -> Result<T> {
    let malformed = |message: String, line: u32| {
        Error::new(Code::Malformed, message).from_origin(options.origin).at(line, String::new())
    };
    if text.len() > MAX_SIZE {
        return Err(malformed(format!("{}: document of more than {MAX_SIZE} bytes", options.label), 0));
    }
    let verdict = doubtful(text).then(|| examine(text, options.label));
    if let Some(Verdict::Refused(message, line)) = verdict {
        return Err(malformed(message, line));
    }
    let refused = match tree(text) {
        Ok(document) => return read_tree(&document, root, options, read),
        Err(refused) => refused,
    };
    match verdict.unwrap_or_else(|| examine(text, options.label)) {
        Verdict::Refused(message, line) => Err(malformed(message, line)),
        Verdict::Repaired(repaired) => {
            let document =
                tree(&repaired).map_err(|e| malformed(e.describe(&repaired, options.label), e.row))?;
            read_tree(&document, root, options, read).map_err(|e| e.map_text(unmask))
        }
        Verdict::Accepted => Err(malformed(refused.describe(text, options.label), refused.row)),
    }
}

/// Whether the document has something in it in which roxmltree is less strict than libxml2: a declaration,
/// instructions, characters by number.
fn doubtful(text: &str) -> bool {
    text.contains("<?") || text.contains("&#") || text.matches("xmlns=").nth(1).is_some()
}

/// Why there is no tree.
struct NoTree {
    message: String,
    row: u32,
    col: u32,
}

impl NoTree {
    fn describe(&self, text: &str, label: &str) -> String {
        describe(text, label, self.row, self.col, &self.message)
    }
}

fn tree(text: &str) -> std::result::Result<roxmltree::Document<'_>, NoTree> {
    // libxml2 takes no byte order mark as text
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    check_depth(text).map_err(|row| NoTree { message: String::new(), row, col: 1 })?;
    let parsing = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    roxmltree::Document::parse_with_options(text, parsing).map_err(|e| {
        let pos = e.pos();
        NoTree { message: e.to_string(), row: pos.row, col: pos.col }
    })
}

fn read_tree<T>(
    document: &roxmltree::Document<'_>,
    root: Option<&str>,
    options: Options<'_>,
    read: impl FnOnce(Node<'_>) -> Result<T>,
) -> Result<T> {
    let element = document.root_element();
    if let Some(root) = root
        && element.tag_name().name() != root
    {
        let found = element.tag_name().name();
        return Err(Error::new(Code::Invalid, format!("expecting root element of '{root}', not '{found}'")));
    }
    let seen = options.strict.then(RefCell::default);
    let context = Context { options, seen, listener: listener() };
    let node = Node::new(element, &context);
    let value = read(node)?;
    node.refuse_unseen()?;
    Ok(value)
}

/// Counts nesting without building anything, so that a hostile document costs one scan.
/// The error is the line where it gets too deep. Malformed text is the parser's to judge.
fn check_depth(text: &str) -> std::result::Result<(), u32> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(next) = find(&bytes[at..], b"<") {
        let start = at + next;
        let rest = &bytes[start..];
        let skip = if rest.starts_with(b"<!--") {
            find(rest, b"-->")
        } else if rest.starts_with(b"<![CDATA[") {
            find(rest, b"]]>")
        } else if rest.starts_with(b"<?") {
            find(rest, b"?>")
        } else if rest.starts_with(b"<!") {
            Some(1)
        } else if rest.starts_with(b"</") {
            depth = depth.saturating_sub(1);
            Some(1)
        } else {
            let end = tag_end(rest);
            if let Some(end) = end
                && rest[end - 1] != b'/'
            {
                depth += 1;
                if depth > MAX_DEPTH {
                    let line = bytes[..start].iter().filter(|b| **b == b'\n').count();
                    return Err(u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1));
                }
            }
            end
        };
        let Some(skip) = skip else { return Ok(()) };
        at = start + skip + 1;
    }
    Ok(())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [one] => haystack.iter().position(|b| b == one),
        _ => haystack.windows(needle.len()).position(|w| w == needle),
    }
}

/// Where the `>` of a start tag is.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (i, b) in tag.iter().enumerate() {
        match (quote, b) {
            (None, b'>') => return Some(i),
            (None, b'"' | b'\'') => quote = Some(*b),
            (Some(q), b) if q == *b => quote = None,
            _ => {}
        }
    }
    None
}

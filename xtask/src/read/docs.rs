//! Doc comments taken apart: text, arguments, what is returned, since when.

use syn::Attribute;
use virt_entry_types::Docs;

use crate::model::Doc;

/// Reads the doc comment among the attributes; a paragraph "Since: 1.2.3" says since when.
pub fn read(attrs: &[Attribute]) -> Doc {
    from_parts(Docs::new(attrs))
}

pub fn from_parts(parts: Docs) -> Doc {
    let args = parts.args.into_iter().map(|(name, said)| (name, plain(&said))).collect();
    let mut doc = Doc { args, ..Doc::default() };
    for paragraph in parts.text.split("\n\n").chain(parts.returns.split("\n\n")) {
        let paragraph = plain(paragraph.trim());
        if let Some(said) = paragraph.strip_prefix("Returns ") {
            doc.returns = Some(said.trim_end_matches('.').to_string());
        } else if let Some(version) = paragraph.strip_prefix("Since: ") {
            doc.since = version.to_string();
        } else if !paragraph.is_empty() {
            doc.text.push(paragraph);
        }
    }
    doc
}

/// Less the marks of Markdown that C comments and the API XML do without.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

//! Doc comments taken apart: text, arguments, what is returned, since when.

use syn::{Attribute, Expr, Lit, Meta};

use crate::model::Doc;

/// Reads the doc comment among the attributes.
///
/// Paragraphs stand apart by empty lines; a line "- `name`: text" speaks of an argument and goes on in lines
/// that are indented; a paragraph that begins with "Returns" says what is returned; "Since: 1.2.3" since when.
pub fn read(attrs: &[Attribute]) -> Doc {
    let mut doc = Doc::default();
    let mut paragraph: Vec<String> = Vec::new();
    let mut in_arg = false;
    for line in lines(attrs) {
        let text = line.trim();
        if let Some((name, said)) = argument(text) {
            end_paragraph(&mut doc, &mut paragraph);
            doc.args.push((name, said));
            in_arg = true;
        } else if text.is_empty() {
            end_paragraph(&mut doc, &mut paragraph);
            in_arg = false;
        } else if in_arg {
            if let Some((_, said)) = doc.args.last_mut() {
                said.push(' ');
                said.push_str(&plain(text));
            }
        } else {
            paragraph.push(plain(text));
        }
    }
    end_paragraph(&mut doc, &mut paragraph);
    doc
}

fn lines(attrs: &[Attribute]) -> Vec<String> {
    let mut all = Vec::new();
    for attr in attrs {
        let Meta::NameValue(pair) = &attr.meta else { continue };
        if let (true, Expr::Lit(lit)) = (pair.path.is_ident("doc"), &pair.value)
            && let Lit::Str(text) = &lit.lit
        {
            all.extend(text.value().lines().map(String::from));
            if text.value().is_empty() {
                all.push(String::new());
            }
        }
    }
    all
}

fn argument(line: &str) -> Option<(String, String)> {
    let (name, text) = line.strip_prefix("- `")?.split_once("`:")?;
    Some((name.to_string(), plain(text.trim())))
}

fn end_paragraph(doc: &mut Doc, paragraph: &mut Vec<String>) {
    if paragraph.is_empty() {
        return;
    }
    let text = std::mem::take(paragraph).join(" ");
    if let Some(said) = text.strip_prefix("Returns ") {
        doc.returns = Some(said.trim_end_matches('.').to_string());
    } else if let Some(version) = text.strip_prefix("Since: ") {
        doc.since = version.to_string();
    } else {
        doc.text.push(text);
    }
}

/// Markdown that C comments and the API XML do without.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

//! The prose above a declaration, cut into what the header and the API XML want apart.
//!
//! Form: paragraphs; then a list with a line "- `argument`: text" per argument; then "Returns …".

use syn::{Attribute, Expr, Lit, Meta};

/// The parts of a function's documentation.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Docs {
    /// What the function does, paragraphs apart by an empty line.
    pub text: String,
    /// Argument name -> what it is.
    pub args: Vec<(String, String)>,
    /// What comes back.
    pub returns: String,
}

enum Part {
    Text,
    Arg,
    Returns,
}

impl Docs {
    /// Reads the doc comments among `attrs`.
    pub fn new(attrs: &[Attribute]) -> Self {
        let lines = attrs.iter().filter_map(|attr| match &attr.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(lit) => match &lit.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        });
        let mut docs = Self::default();
        let mut part = Part::Text;
        for line in lines {
            let line = line.trim();
            if let Some((name, text)) = line.strip_prefix("- `").and_then(|rest| rest.split_once("`: ")) {
                docs.args.push((name.to_owned(), text.to_owned()));
                part = Part::Arg;
                continue;
            }
            if line.starts_with("Returns ") {
                part = Part::Returns;
            } else if line.is_empty() && matches!(part, Part::Arg) {
                part = Part::Text;
            }
            let target = match (&part, docs.args.last_mut()) {
                (Part::Returns, _) => &mut docs.returns,
                (Part::Arg, Some((_, text))) => text,
                _ => &mut docs.text,
            };
            if line.is_empty() {
                target.push_str("\n\n");
            } else {
                if !target.is_empty() && !target.ends_with('\n') {
                    target.push(' ');
                }
                target.push_str(line);
            }
        }
        docs.text = docs.text.trim().to_owned();
        docs.returns = docs.returns.trim().to_owned();
        docs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let item: syn::ItemFn = syn::parse_str(
            "/// Pauses\n/// a domain.\n///\n/// More.\n///\n/// - `dom`: which\n///   one\n///\n/// Returns 0.\nfn f() {}",
        )
        .expect("a function");
        let docs = Docs::new(&item.attrs);
        assert_eq!(docs.text, "Pauses a domain.\n\nMore.");
        assert_eq!(docs.args, [("dom".to_owned(), "which one".to_owned())]);
        assert_eq!(docs.returns, "Returns 0.");
    }
}

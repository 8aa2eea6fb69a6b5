//! Reads public functions, those with the `#[entry(…)]` attribute, and public variables.

use proc_macro2::TokenTree;
use syn::Item;
use virt_entry_types::Declaration;

use super::{ctype, docs};
use crate::model::{Arg, Function, Header, Variable};

/// A paragraph of a variable's doc comment that begins so names its version node.
const NODE: &str = "Version node: ";

pub fn read(file: &syn::File, header: &mut Header) -> Result<(), String> {
    for item in &file.items {
        match item {
            Item::Fn(item) => {
                let declaration =
                    Declaration::from_item(item).map_err(|e| format!("{}: {e}", item.sig.ident))?;
                header.functions.extend(declaration.map(|d| function(d, checks(item))));
            }
            Item::Static(item) if item.ident.to_string().starts_with("vir") => {
                let mut doc = docs::read(&item.attrs);
                let node = doc.text.iter().position(|t| t.starts_with(NODE)).map(|at| doc.text.remove(at));
                header.variables.push(Variable {
                    name: item.ident.to_string(),
                    doc,
                    node: node.map(|n| n.replace(NODE, "")),
                    ty: inside(&item.ty, &file.items)
                        .map_or_else(|| ctype::c_type(&item.ty), ctype::c_type)?,
                });
            }
            Item::Mod(item) => {
                if let Some((_, items)) = &item.content {
                    let inner = syn::File { shebang: None, attrs: vec![], items: items.clone() };
                    read(&inner, header)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The functions that a source declares.
pub fn names(file: &syn::File) -> Vec<String> {
    let functions =
        file.items.iter().filter_map(|item| if let Item::Fn(item) = item { Some(item) } else { None });
    let declared = functions.filter(|f| f.attrs.iter().any(|a| a.path().is_ident("entry")));
    declared.map(|f| f.sig.ident.to_string()).collect()
}

/// The one field of a tuple struct of the same file, which stands for it in C.
fn inside<'a>(ty: &syn::Type, items: &'a [Item]) -> Option<&'a syn::Type> {
    let syn::Type::Path(path) = ty else { return None };
    let name = path.path.get_ident()?;
    items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == *name => item.fields.iter().next().map(|f| &f.ty),
        _ => None,
    })
}

fn function(declaration: Declaration, checks: Vec<String>) -> Function {
    let mut doc = docs::from_parts(declaration.docs);
    doc.since = declaration.attribute.since;
    let args = declaration.args.into_iter().map(|arg| Arg {
        doc: doc.arg(&arg.name).to_string(),
        name: arg.header_name,
        xml_name: arg.name,
        ty: arg.c_type,
    });
    Function {
        args: args.collect(),
        name: declaration.name,
        doc,
        returns: declaration.ret.c_type,
        checks,
        permissions: vec![],
    }
}

/// The checks as the attribute writes them.
fn checks(item: &syn::ItemFn) -> Vec<String> {
    let entry = item.attrs.iter().filter(|a| a.path().is_ident("entry"));
    let tokens = entry.filter_map(|a| a.meta.require_list().ok()).flat_map(|list| list.tokens.clone());
    let mut checks = Vec::new();
    let mut inside = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) if inside => {
                let mut words = String::new();
                for token in group.stream() {
                    match token {
                        TokenTree::Punct(p) if p.as_char() == ',' => checks.push(std::mem::take(&mut words)),
                        other => words.push_str(&other.to_string()),
                    }
                }
                checks.push(words);
                inside = false;
            }
            TokenTree::Ident(word) => inside = word == "check",
            _ => {}
        }
    }
    checks.retain(|c| !c.is_empty());
    checks
}

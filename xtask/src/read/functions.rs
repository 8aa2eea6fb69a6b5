//! Reads public functions, those with the `#[entry(…)]` attribute, and public variables.

use quote::ToTokens;
use syn::Item;
use virt_entry_types::{Check, Declaration};

use super::{ctype, docs};
use crate::model::{Arg, Function, Header, Variable};

pub fn read(file: &syn::File, header: &mut Header) -> Result<(), String> {
    for item in &file.items {
        match item {
            Item::Fn(item) => {
                let declaration =
                    Declaration::from_item(item).map_err(|e| format!("{}: {e}", item.sig.ident))?;
                header.functions.extend(declaration.map(function));
            }
            Item::Static(item) if item.ident.to_string().starts_with("vir") => {
                header.variables.push(Variable {
                    name: item.ident.to_string(),
                    doc: docs::read(&item.attrs),
                    ty: ctype::c_type(&item.ty)?,
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

fn function(declaration: Declaration) -> Function {
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
        checks: declaration.attribute.checks.iter().map(check).collect(),
        permissions: vec![],
    }
}

/// A check in words.
fn check(check: &Check) -> String {
    let text = |expr: &syn::Expr| expr.to_token_stream().to_string().replace("VIR_", "");
    match check {
        Check::Write => "not read-only".to_string(),
        Check::WriteIf(_, flags) => format!("not read-only with {}", text(flags)),
        Check::NonNull(arg) => format!("{arg} not NULL"),
        Check::Null(arg) => format!("{arg} NULL"),
        Check::NonEmpty(arg) => format!("{arg} not empty"),
        Check::NonEmptyOpt(arg) => format!("{arg} NULL or not empty"),
        Check::NonZero(arg) => format!("{arg} not 0"),
        Check::Zero(arg) => format!("{arg} 0"),
        Check::Positive(arg) => format!("{arg} > 0"),
        Check::NonNegative(arg) => format!("{arg} ≥ 0"),
        Check::NullArray(array, length) => format!("{array} not NULL unless {length} is 0"),
        Check::Exclusive(a, b) => format!("not both {} and {}", text(a), text(b)),
        Check::Requires(a, b) => format!("{} only with {}", text(a), text(b)),
        Check::Flags(_) => "known flags".to_string(),
        Check::When(condition, inner) => format!("{} if {}", self::check(inner), text(condition)),
    }
}

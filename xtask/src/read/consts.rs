//! Reads enums and macros: the `c_enum!`, `c_macro!`, `c_function_macro!` and `c_alias_macro!` calls of
//! `virt_core::consts`.

use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, Lit, LitStr, Meta, Token, Visibility};

use super::docs;
use crate::model::{Doc, Enum, Enumerator, Header, Macro, MacroBody, Value};

pub fn read(file: &syn::File, header: &mut Header) -> syn::Result<()> {
    for item in &file.items {
        let syn::Item::Macro(item) = item else { continue };
        let tokens = item.mac.tokens.clone();
        match item.mac.path.get_ident().map(Ident::to_string).as_deref() {
            Some("c_enum") => header.enums.push(syn::parse2(tokens)?),
            Some("c_macro") => header.macros.push(constant.parse2(tokens)?),
            Some("c_function_macro") => header.macros.push(function_like.parse2(tokens)?),
            Some("c_alias_macro") => header.macros.push(alias.parse2(tokens)?),
            _ => {}
        }
    }
    Ok(())
}

impl Parse for Enum {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.parse::<Token![enum]>()?;
        let name: Ident = input.parse()?;
        input.parse::<Token![:]>()?;
        input.parse::<Ident>()?;
        let body;
        syn::braced!(body in input);
        let items = Punctuated::<Enumerator, Token![,]>::parse_terminated(&body)?;
        Ok(Enum { name: name.to_string(), doc: documented(&attrs), items: items.into_iter().collect() })
    }
}

impl Parse for Enumerator {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let name: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        let value: Expr = input.parse()?;
        Ok(Enumerator {
            name: name.to_string(),
            doc: documented(&attrs),
            value: enum_value(&value)?,
            number: 0,
            sentinel: attrs.iter().any(|a| a.path().is_ident("sentinel")),
        })
    }
}

fn constant(input: ParseStream) -> syn::Result<Macro> {
    let attrs = input.call(Attribute::parse_outer)?;
    let item: syn::ItemConst = input.parse()?;
    let body = match &*item.expr {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => MacroBody::Text(text.value()),
        Expr::Lit(syn::ExprLit { lit: Lit::Int(number), .. }) => {
            let number: i64 = number.base10_parse()?;
            MacroBody::C(if number > i32::MAX.into() { format!("{number}LL") } else { number.to_string() })
        }
        Expr::Path(path) => MacroBody::C(path.to_token_stream().to_string()),
        other => MacroBody::C(format!("({})", other.to_token_stream())),
    };
    Ok(Macro { name: item.ident.to_string(), doc: documented(&attrs), params: None, body })
}

fn function_like(input: ParseStream) -> syn::Result<Macro> {
    let attrs = input.call(Attribute::parse_outer)?;
    let name: Ident = input.parse()?;
    let inner;
    syn::parenthesized!(inner in input);
    let params = Punctuated::<Ident, Token![,]>::parse_terminated(&inner)?;
    input.parse::<Token![=]>()?;
    let body: LitStr = input.parse()?;
    input.parse::<Token![;]>()?;
    Ok(Macro {
        name: name.to_string(),
        doc: documented(&attrs),
        params: Some(params.iter().map(Ident::to_string).collect()),
        body: MacroBody::C(body.value()),
    })
}

fn alias(input: ParseStream) -> syn::Result<Macro> {
    let attrs = input.call(Attribute::parse_outer)?;
    let name: Ident = input.parse()?;
    input.parse::<Token![=]>()?;
    let target: Ident = input.parse()?;
    input.parse::<Token![;]>()?;
    Ok(Macro {
        name: name.to_string(),
        doc: documented(&attrs),
        params: None,
        body: MacroBody::C(target.to_string()),
    })
}

/// The doc comment with the version of the `#[since]` attribute.
fn documented(attrs: &[Attribute]) -> Doc {
    let mut doc = docs::read(attrs);
    for attr in attrs {
        if let Meta::NameValue(pair) = &attr.meta
            && pair.path.is_ident("since")
            && let Expr::Lit(syn::ExprLit { lit: Lit::Str(version), .. }) = &pair.value
        {
            doc.since = version.value();
        }
    }
    doc
}

fn enum_value(value: &Expr) -> syn::Result<Value> {
    match value {
        Expr::Path(path) => Ok(Value::Name(path.to_token_stream().to_string())),
        Expr::Cast(cast) => enum_value(&cast.expr),
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::Shl(_)) => {
            let bit = integer(&binary.right)?;
            Ok(Value::Bit(u32::try_from(bit).map_err(|e| syn::Error::new_spanned(value, e))?))
        }
        _ => Ok(Value::Number(integer(value)?)),
    }
}

fn integer(value: &Expr) -> syn::Result<i64> {
    match value {
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => Ok(-integer(&unary.expr)?),
        Expr::Lit(syn::ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse(),
        _ => Err(syn::Error::new_spanned(value, "neither a number, a bit nor a name")),
    }
}

//! Reads handles, structs and callbacks: declarations in `types`, plain Rust but for the callbacks of domain
//! events.

use std::collections::HashMap;

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, BareFnArg, Fields, Ident, Item, ItemStruct, ItemType, ReturnType, Token, parenthesized,
};

use super::{ctype, docs};
use crate::model::{Arg, Doc, Field, FieldType, Function, Header, Struct, Type, Typedef};

pub fn read(file: &syn::File, header: &mut Header) -> Result<(), String> {
    let mut unions: HashMap<String, Vec<Field>> = HashMap::new();
    for item in &file.items {
        match item {
            Item::Union(union) => {
                let fields = union.fields.named.iter().map(field).collect::<Result<_, _>>()?;
                unions.insert(union.ident.to_string(), fields);
            }
            Item::Struct(item) => header.types.push(structure(item, &mut unions)?),
            Item::Type(item) => header.types.push(alias(item)?),
            Item::Macro(item) if item.mac.path.is_ident("domain_event") => {
                let event: DomainEvent = item.mac.parse_body().map_err(|e| e.to_string())?;
                header.types.push(event.callback()?);
            }
            _ => {}
        }
    }
    Ok(())
}

fn structure(item: &ItemStruct, unions: &mut HashMap<String, Vec<Field>>) -> Result<Type, String> {
    let tag = item.ident.to_string();
    let Fields::Named(fields) = &item.fields else { return Err(format!("{tag} has no named fields")) };
    if fields.named.iter().any(|f| matches!(f.vis, syn::Visibility::Inherited)) {
        return Ok(Type::Opaque(tag));
    }
    let mut read = Vec::new();
    for item in &fields.named {
        let mut field = field(item)?;
        if let FieldType::C(name) = &field.ty
            && let Some(members) = unions.remove(name)
        {
            field.ty = FieldType::Union(members);
        }
        read.push(field);
    }
    Ok(Type::Struct(Struct { tag, doc: docs::read(&item.attrs), fields: read }))
}

fn field(field: &syn::Field) -> Result<Field, String> {
    let name = field.ident.as_ref().ok_or("a field without a name")?.unraw().to_string();
    Ok(Field { name, doc: docs::read(&field.attrs).line(), ty: ctype::field_type(&field.ty)? })
}

fn alias(item: &ItemType) -> Result<Type, String> {
    let name = item.ident.to_string();
    let doc = docs::read(&item.attrs);
    let Some(function) = ctype::function_pointer(&item.ty) else {
        let target = ctype::c_type(&item.ty)?;
        let target = if target.starts_with("_vir") { format!("struct {target}") } else { target };
        return Ok(Type::Typedef(Typedef { name, doc, target }));
    };
    let args = function.inputs.iter().map(|input| argument(input, &doc)).collect::<Result<_, _>>()?;
    let returns = match &function.output {
        ReturnType::Default => "void".to_string(),
        ReturnType::Type(_, ty) => ctype::c_type(ty)?,
    };
    Ok(Type::Callback(Function { name, doc, returns, args, checks: vec![], permissions: vec![] }))
}

fn argument(input: &BareFnArg, doc: &Doc) -> Result<Arg, String> {
    let (name, _) = input.name.as_ref().ok_or("a callback has an argument without a name")?;
    let name = name.unraw().to_string();
    let text = doc.arg(&name).to_string();
    Ok(Arg { ty: ctype::c_type(&input.ty)?, doc: text, xml_name: name.clone(), name })
}

/// What stands inside `domain_event!`: `NAME for EVENT(ARGUMENTS);` below a doc comment.
struct DomainEvent {
    attrs: Vec<Attribute>,
    name: Ident,
    event: Ident,
    args: Punctuated<BareFnArg, Token![,]>,
}

impl Parse for DomainEvent {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        input.parse::<Token![for]>()?;
        let event = input.parse()?;
        let inside;
        parenthesized!(inside in input);
        let args = inside.parse_terminated(BareFnArg::parse, Token![,])?;
        input.parse::<Token![;]>()?;
        Ok(Self { attrs, name, event, args })
    }
}

impl DomainEvent {
    /// The callback, with what those of all domain events have in common.
    fn callback(&self) -> Result<Type, String> {
        let mut doc = docs::read(&self.attrs);
        doc.text
            .push(format!("To be registered for {} with virConnectDomainEventRegisterAny().", self.event));
        let mut args = vec![
            common("conn", "virConnectPtr", "the connection"),
            common("dom", "virDomainPtr", "the domain"),
        ];
        for arg in &self.args {
            args.push(argument(arg, &doc)?);
        }
        args.push(common("opaque", "void *", "what was given at registration"));
        let (name, returns) = (self.name.to_string(), "void".to_string());
        Ok(Type::Callback(Function { name, doc, returns, args, checks: vec![], permissions: vec![] }))
    }
}

fn common(name: &str, ty: &str, doc: &str) -> Arg {
    Arg { name: name.to_string(), xml_name: name.to_string(), ty: ty.to_string(), doc: doc.to_string() }
}

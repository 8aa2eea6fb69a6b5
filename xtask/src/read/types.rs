//! Reads handles, structs and callbacks: plain Rust declarations in `types`.

use std::collections::HashMap;

use syn::ext::IdentExt;
use syn::{Fields, Item, ItemStruct, ItemType, ReturnType};

use super::{ctype, docs};
use crate::model::{Arg, Field, FieldType, Function, Header, Struct, Type, Typedef};

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
    let mut args = Vec::new();
    for input in &function.inputs {
        let arg = input.name.as_ref().ok_or_else(|| format!("{name} has an argument without a name"))?;
        let arg = arg.0.unraw().to_string();
        args.push(Arg {
            ty: ctype::c_type(&input.ty)?,
            doc: doc.arg(&arg).to_string(),
            xml_name: arg.clone(),
            name: arg,
        });
    }
    let returns = match &function.output {
        ReturnType::Default => "void".to_string(),
        ReturnType::Type(_, ty) => ctype::c_type(ty)?,
    };
    Ok(Type::Callback(Function { name, doc, returns, args, checks: vec![], permissions: vec![] }))
}

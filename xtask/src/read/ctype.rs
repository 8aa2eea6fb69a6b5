//! Rust types and their C text.

use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use crate::model::FieldType;

/// The C text of a type of the C ABI.
pub fn c_type(ty: &Type) -> Result<String, String> {
    match ty {
        Type::Ptr(pointer) => {
            let target = c_type(&pointer.elem)?;
            let star = if target.ends_with('*') { "*" } else { " *" };
            match pointer.const_token {
                Some(_) if target.ends_with('*') => Ok(format!("{target} const *")),
                Some(_) => Ok(format!("const {target} *")),
                None => Ok(format!("{target}{star}")),
            }
        }
        Type::Path(path) => {
            let last = path.path.segments.last().ok_or("an empty path")?;
            let name = last.ident.to_string();
            Ok(match scalar(&name) {
                Some(c) => c.to_string(),
                None if name.starts_with("vir") || name.starts_with("_vir") => name,
                None => return Err(format!("no C type for {}", ty.to_token_stream())),
            })
        }
        _ => Err(format!("no C type for {}", ty.to_token_stream())),
    }
}

/// C's name of a number type.
pub fn scalar(rust: &str) -> Option<&'static str> {
    Some(match rust {
        "c_char" => "char",
        "c_uchar" | "u8" => "unsigned char",
        "c_ushort" => "unsigned short",
        "c_int" | "i32" => "int",
        "c_uint" | "u32" => "unsigned int",
        "c_long" => "long",
        "c_ulong" => "unsigned long",
        "c_longlong" | "i64" => "long long",
        "c_ulonglong" | "u64" => "unsigned long long",
        "c_double" | "f64" => "double",
        "c_void" => "void",
        "usize" => "size_t",
        _ => return None,
    })
}

/// The type of a struct's field; the caller fills in unions.
pub fn field_type(ty: &Type) -> Result<FieldType, String> {
    match ty {
        Type::Array(array) => {
            Ok(FieldType::Array(c_type(&array.elem)?, array.len.to_token_stream().to_string()))
        }
        _ => Ok(FieldType::C(c_type(ty)?)),
    }
}

/// `Option<unsafe extern "C" fn(…)>`.
pub fn function_pointer(ty: &Type) -> Option<&syn::TypeBareFn> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(generic) = &last.arguments else { return None };
    match generic.args.first() {
        Some(GenericArgument::Type(Type::BareFn(function))) if last.ident == "Option" => Some(function),
        _ => None,
    }
}

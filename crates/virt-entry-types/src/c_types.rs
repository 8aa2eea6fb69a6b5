//! Rust type of an argument or result -> C type, and how the one becomes the other.

use syn::{GenericArgument, PathArguments, Type};

/// Objects that C knows as opaque pointers: Rust name, C typedef.
pub const HANDLES: &[(&str, &str)] = &[
    ("Connect", "virConnect"),
    ("Domain", "virDomain"),
    ("DomainSnapshot", "virDomainSnapshot"),
    ("DomainCheckpoint", "virDomainCheckpoint"),
    ("Network", "virNetwork"),
    ("NetworkPort", "virNetworkPort"),
    ("StoragePool", "virStoragePool"),
    ("StorageVol", "virStorageVol"),
    ("NodeDevice", "virNodeDevice"),
    ("Interface", "virInterface"),
    ("Secret", "virSecret"),
    ("NWFilter", "virNWFilter"),
    ("NWFilterBinding", "virNWFilterBinding"),
    ("Stream", "virStream"),
];

/// How a C argument becomes the Rust value of the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgKind {
    /// A handle that must be live and of its kind: `&Domain`.
    Handle,
    /// The same, with its token at hand: `&Handle<Domain>`.
    Token,
    /// A handle that may be NULL: `Option<&Domain>`.
    OptHandle,
    /// A string that a check says is there: `&str`.
    Text,
    /// A string that may be NULL: `Option<&str>`.
    OptText,
    /// A wrapper of `crate::ffi` that is made from the C value.
    Wrapper,
    /// A number, or a raw pointer or function pointer that the body gets as it came.
    Plain,
}

fn c_handle(name: &str) -> Option<&'static str> {
    HANDLES.iter().find(|(rust, _)| *rust == name).map(|(_, c)| *c)
}

fn c_number(name: &str) -> Option<&'static str> {
    Some(match name {
        "c_int" => "int",
        "c_uint" => "unsigned int",
        "c_long" => "long",
        "c_ulong" => "unsigned long",
        "c_longlong" => "long long",
        "c_ulonglong" => "unsigned long long",
        "c_char" => "char",
        "c_uchar" => "unsigned char",
        "c_void" => "void",
        "usize" => "size_t",
        "f64" => "double",
        _ => return None,
    })
}

/// The last segment of a path type: its name and its first type argument.
fn segment(ty: &Type) -> Option<(String, Option<Type>)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let arg = match &last.arguments {
        PathArguments::AngleBracketed(args) => args.args.iter().find_map(|arg| match arg {
            GenericArgument::Type(ty) => Some(ty.clone()),
            _ => None,
        }),
        _ => None,
    };
    Some((last.ident.to_string(), arg))
}

/// `T` of `NAME<T>`.
pub(crate) fn generic(ty: &Type, name: &str) -> Option<Type> {
    let (found, arg) = segment(ty)?;
    if found == name { arg } else { None }
}

/// `T *`, or the pointer typedef where C code uses one.
fn c_pointer(name: &str) -> String {
    match name {
        "virDomainBlockStatsStruct" | "virDomainInterfaceStatsStruct" | "virDomainMemoryStatStruct" => {
            format!("{}Ptr", name.trim_end_matches("Struct"))
        }
        _ if name.ends_with("Ptr") => format!("{name} *"),
        _ if name.starts_with("vir") => format!("{name}Ptr"),
        _ => match c_handle(name).or(c_number(name)) {
            Some(c) if c.starts_with("vir") => format!("{c}Ptr *"),
            Some(c) => format!("{c} *"),
            None => format!("{name} *"),
        },
    }
}

/// How the argument type is converted, and its C type.
pub fn classify(ty: &Type) -> syn::Result<(ArgKind, String)> {
    if let Type::Reference(reference) = ty {
        if let Some((name, arg)) = segment(&reference.elem) {
            if name == "str" {
                return Ok((ArgKind::Text, "const char *".to_owned()));
            }
            if let Some(c) = c_handle(&name) {
                return Ok((ArgKind::Handle, format!("{c}Ptr")));
            }
            let inner = arg.as_ref().filter(|_| name == "Handle").and_then(segment);
            if let Some(c) = inner.and_then(|(inner, _)| c_handle(&inner)) {
                return Ok((ArgKind::Token, format!("{c}Ptr")));
            }
        }
        return Err(syn::Error::new_spanned(ty, "no C type is known for this reference"));
    }
    if let Some(Type::Reference(inner)) = generic(ty, "Option") {
        if let Some((name, _)) = segment(&inner.elem) {
            if name == "str" {
                return Ok((ArgKind::OptText, "const char *".to_owned()));
            }
            if let Some(c) = c_handle(&name) {
                return Ok((ArgKind::OptHandle, format!("{c}Ptr")));
            }
        }
        return Err(syn::Error::new_spanned(ty, "no C type is known for this option"));
    }
    if let Type::Ptr(pointer) = ty {
        let c = match &*pointer.elem {
            Type::Ptr(inner) => format!("{} *", raw_pointer(inner)?).replace("* *", "**"),
            _ => raw_pointer(pointer)?,
        };
        return Ok((ArgKind::Plain, c));
    }
    let Some((name, arg)) = segment(ty) else {
        return Err(syn::Error::new_spanned(ty, "no C type is known for this"));
    };
    if let Some(c) = c_number(&name) {
        return Ok((ArgKind::Plain, c.to_owned()));
    }
    if name.starts_with("vir") {
        return Ok((ArgKind::Plain, name));
    }
    let inner = arg.as_ref().and_then(segment).map(|(inner, _)| inner).unwrap_or_default();
    let c = match name.as_str() {
        "Out" | "InArray" | "OutArray" => match &arg {
            Some(Type::Ptr(pointer)) => format!("{} *", raw_pointer(pointer)?),
            _ => c_pointer(&inner),
        },
        "OutList" => match c_handle(&inner) {
            Some(c) => format!("{c}Ptr **"),
            None => format!("{inner}Ptr **"),
        },
        "OutFds" => "int **".to_owned(),
        "OutRecords" => "virDomainStatsRecordPtr **".to_owned(),
        "DomainArray" => "virDomainPtr *".to_owned(),
        "OutAlloc" => format!("{} *", c_pointer(&inner)),
        "ParamsIn" | "ParamsOut" => "virTypedParameterPtr".to_owned(),
        "OutParams" => "virTypedParameterPtr *".to_owned(),
        "OutNames" => "char ** const".to_owned(),
        "OutString" => "char **".to_owned(),
        "OutStrings" => "char ***".to_owned(),
        "StrArray" => "const char **".to_owned(),
        "OutUuid" | "CpuMapIn" | "CpuMapOut" => "unsigned char *".to_owned(),
        "OutCpuMap" => "unsigned char **".to_owned(),
        "OutText" | "OutChars" => "char *".to_owned(),
        "InUuid" | "InBytes" => "const unsigned char *".to_owned(),
        "InChars" => "const char *".to_owned(),
        "OutBytes" | "Opaque" => "void *".to_owned(),
        _ => return Err(syn::Error::new_spanned(ty, "no C type is known for this")),
    };
    Ok((ArgKind::Wrapper, c.replace("* *", "**")))
}

fn raw_pointer(pointer: &syn::TypePtr) -> syn::Result<String> {
    let Some((name, _)) = segment(&pointer.elem) else {
        return Err(syn::Error::new_spanned(pointer, "no C type is known for this pointer"));
    };
    let c = c_pointer(&name);
    Ok(if pointer.const_token.is_some() { format!("const {c}") } else { c })
}

/// The C type of a result.
pub fn return_c_type(ty: &Type) -> syn::Result<String> {
    match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => return Ok("int".to_owned()),
        Type::Reference(_) => return Ok("const char *".to_owned()),
        Type::Ptr(pointer) => return raw_pointer(pointer),
        _ => {}
    }
    let Some((name, arg)) = segment(ty) else {
        return Err(syn::Error::new_spanned(ty, "no C type is known for this result"));
    };
    if let Some(c) = c_number(&name) {
        return Ok(c.to_owned());
    }
    if let Some(c) = c_handle(&name) {
        return Ok(format!("{c}Ptr"));
    }
    let inner = arg.as_ref().and_then(segment).map(|(inner, _)| inner).unwrap_or_default();
    match name.as_str() {
        "bool" => Ok("int".to_owned()),
        "String" => Ok("char *".to_owned()),
        "Option" if inner == "String" => Ok("char *".to_owned()),
        "Option" if matches!(arg, Some(Type::Reference(_))) => Ok("const char *".to_owned()),
        "Option" | "Borrowed" if c_handle(&inner).is_some() => {
            Ok(format!("{}Ptr", c_handle(&inner).unwrap_or_default()))
        }
        "Bytes" => Ok("unsigned char *".to_owned()),
        _ if name.starts_with("vir") => Ok(name),
        _ => Err(syn::Error::new_spanned(ty, "no C type is known for this result")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn c(text: &str) -> String {
        let ty: Type = syn::parse_str(text).expect("a type");
        classify(&ty).expect("a known type").1
    }

    #[test]
    fn arguments() {
        assert_eq!(c("&Domain"), "virDomainPtr");
        assert_eq!(c("Option<&str>"), "const char *");
        assert_eq!(c("Out<'_, virDomainInfo>"), "virDomainInfoPtr");
        assert_eq!(c("Out<c_ulonglong>"), "unsigned long long *");
        assert_eq!(c("Out<'_, *const c_char>"), "const char **");
        assert_eq!(c("OutList<Domain>"), "virDomainPtr **");
        assert_eq!(c("*mut virError"), "virErrorPtr");
        assert_eq!(c("*const c_char"), "const char *");
        assert_eq!(c("virFreeCallback"), "virFreeCallback");
    }

    #[test]
    fn unknown_types_are_refused() {
        let ty: Type = syn::parse_str("Vec<u8>").expect("a type");
        assert!(classify(&ty).is_err());
    }
}

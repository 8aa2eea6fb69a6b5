//! What a `#[entry(…)] fn` says, as data.
//!
//! The proc macro turns a [`Declaration`] into an exported C symbol; xtask turns the same value into a
//! header prototype, an API XML element and a line of the version map. Nothing here generates code.
#![forbid(unsafe_code)]

mod attribute;
mod c_types;
mod docs;

pub use attribute::{Attribute, Check, Number};
pub use c_types::{ArgKind, HANDLES, classify, return_c_type};
pub use docs::Docs;

/// What the exported name of a companion library's function begins with in `libvirt.so.0`.
pub const COMPANION_PREFIX: &str = "virt_rs_";

use syn::{FnArg, ItemFn, Pat, ReturnType, Type};

/// One public C function.
pub struct Declaration {
    /// The C symbol.
    pub name: String,
    /// What the attribute says: version, checks, odd cases.
    pub attribute: Attribute,
    /// The arguments, in order.
    pub args: Vec<Arg>,
    /// The result, as Rust and as C.
    pub ret: Ret,
    /// The prose above the function, cut into its parts.
    pub docs: Docs,
}

/// One argument of a [`Declaration`].
pub struct Arg {
    /// Its name in the implementation, which is the name in error texts and in the API XML.
    pub name: String,
    /// Its name in the header, where that differs.
    pub header_name: String,
    /// The Rust type the body sees.
    pub ty: Type,
    /// How the C value becomes that type.
    pub kind: ArgKind,
    /// The C type as the header writes it.
    pub c_type: String,
}

/// The result of a [`Declaration`].
pub struct Ret {
    /// The Rust type inside `Result`, or the plain type; `None` for a function that returns nothing.
    pub ty: Option<Type>,
    /// Whether the body returns `Result`.
    pub fallible: bool,
    /// The C type as the header writes it.
    pub c_type: String,
}

impl Declaration {
    /// Reads a declaration from the function and the tokens inside `#[entry(…)]`.
    pub fn new(attribute: Attribute, item: &ItemFn) -> syn::Result<Self> {
        let mut args = Vec::new();
        for input in &item.sig.inputs {
            let FnArg::Typed(typed) = input else {
                return Err(syn::Error::new_spanned(input, "a C function has no self"));
            };
            let Pat::Ident(pat) = &*typed.pat else {
                return Err(syn::Error::new_spanned(&typed.pat, "an argument needs a name"));
            };
            let (kind, mut c_type) = classify(&typed.ty)?;
            let name = pat.ident.to_string().trim_start_matches("r#").trim_start_matches('_').to_owned();
            if let Some((_, given)) = attribute.c_types.iter().find(|(arg, _)| *arg == name) {
                c_type = given.clone();
            }
            args.push(Arg { header_name: name.clone(), name, ty: (*typed.ty).clone(), kind, c_type });
        }
        for (name, header_name) in &attribute.header_args {
            let Some(arg) = args.iter_mut().find(|arg| arg.name == *name) else {
                return Err(syn::Error::new_spanned(&item.sig, format!("no argument {name}")));
            };
            arg.header_name = header_name.clone();
        }
        let ret = result_of(&item.sig.output, attribute.returns.as_deref())?;
        let docs = Docs::new(&item.attrs);
        Ok(Self { name: item.sig.ident.to_string(), attribute, args, ret, docs })
    }

    /// Reads a declaration from a function of a source file; `None` if it isn't an entry.
    pub fn from_item(item: &ItemFn) -> syn::Result<Option<Self>> {
        for attr in &item.attrs {
            if attr.path().is_ident("entry") {
                return Self::new(attr.parse_args()?, item).map(Some);
            }
        }
        Ok(None)
    }
}

fn result_of(output: &ReturnType, given: Option<&str>) -> syn::Result<Ret> {
    let ReturnType::Type(_, ty) = output else {
        return Ok(Ret { ty: None, fallible: false, c_type: "void".to_owned() });
    };
    let inner = c_types::generic(ty, "Result");
    let fallible = inner.is_some();
    let ty = inner.unwrap_or_else(|| (**ty).clone());
    let c_type = match given {
        Some(given) => given.to_owned(),
        None => return_c_type(&ty)?,
    };
    Ok(Ret { ty: Some(ty), fallible, c_type })
}

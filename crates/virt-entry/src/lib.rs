//! `#[entry(…)]`: makes the exported C symbol out of a plain Rust function.
//!
//! The function keeps its body; around it come the reset of the thread's error, handle look-ups, checks,
//! conversions, the panic boundary and the report of errors, all of which live in the C ABI crate's `call`,
//! `handle` and `ffi` modules. This crate only writes the calls to them, in the declared order.
#![forbid(unsafe_code)]

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{ToTokens, format_ident, quote};
use syn::{
    Expr, FnArg, GenericArgument, Ident, ItemFn, Lifetime, Pat, PathArguments, Type, parse_macro_input,
    parse_quote,
};
use virt_entry_types::{Arg, ArgKind, Attribute, COMPANION_PREFIX, Check, Declaration, HANDLES, Number};

/// Declares a public C function. See `docs/` of the project, "add a public function".
#[proc_macro_attribute]
pub fn entry(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let attribute = parse_macro_input!(attribute as Attribute);
    let item = parse_macro_input!(item as ItemFn);
    match Declaration::new(attribute, &item) {
        Ok(declaration) => expand(&declaration, &item).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

fn expand(declaration: &Declaration, item: &ItemFn) -> Tokens {
    let idents: Vec<Ident> = item
        .sig
        .inputs
        .iter()
        .filter_map(|input| match input {
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(pat) => Some(pat.ident.clone()),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        })
        .collect();
    let raw: Vec<Type> = declaration.args.iter().map(raw_type).collect();
    let name = &item.sig.ident;
    let said_name = declaration.attribute.known_as.clone().unwrap_or_else(|| declaration.name.clone());
    let unsupported_as = declaration.attribute.unsupported_as.as_ref().unwrap_or(&said_name);
    // drivers name their methods as the public functions, with another prefix
    let answered_by =
        declaration.attribute.answered_by.as_deref().map_or("", |name| name.trim_start_matches("vir"));
    let docs = item.attrs.iter().filter(|attr| attr.path().is_ident("doc"));
    let (no_reset, no_dispatch) = (declaration.attribute.no_reset, declaration.attribute.no_dispatch);

    let handles = declaration.args.iter().zip(&idents).filter_map(|(arg, ident)| convert_handle(arg, ident));
    let checks = declaration.attribute.checks.iter().map(check);
    let others = declaration.args.iter().zip(&idents).map(|(arg, ident)| convert_other(arg, ident));
    let pass = declaration.args.iter().zip(&idents).map(|(arg, ident)| pass(arg, ident));
    let traced = declaration.args.iter().zip(&idents).map(|(arg, ident)| {
        let label = &arg.name;
        match arg.kind {
            ArgKind::Text | ArgKind::OptText => quote! { (#label, &crate::logging::TraceText(#ident)) },
            _ => quote! { (#label, &#ident) },
        }
    });

    let mut body = item.clone();
    body.sig.ident = format_ident!("body");
    body.vis = syn::Visibility::Inherited;
    body.attrs.retain(|attr| !attr.path().is_ident("doc"));
    // An argument may be there for the checks alone.
    body.block.stmts.insert(0, parse_quote! { let _ = (#(&#idents,)*); });

    let (c_return, run) = match &declaration.ret.ty {
        None => {
            let run = quote! { body(#(#pass),*); ::core::result::Result::Ok(()) };
            (quote! {}, run)
        }
        Some(ty) => {
            let ty = with_static_lifetime(ty);
            let value = if declaration.ret.fallible {
                quote! { body(#(#pass),*)? }
            } else {
                quote! { body(#(#pass),*) }
            };
            let run = quote! { crate::ffi::Return::into_c(#value, call) };
            (quote! { -> <#ty as crate::ffi::Return>::C }, run)
        }
    };
    let export = match declaration.attribute.companion {
        true => format!("{COMPANION_PREFIX}{}", declaration.name),
        false => declaration.name.clone(),
    };
    let failure = match (&declaration.attribute.failure, &declaration.ret.ty) {
        (Some(value), _) => value.to_token_stream(),
        (None, Some(ty)) => {
            let ty = with_static_lifetime(ty);
            quote! { <#ty as crate::ffi::Return>::FAILURE }
        }
        (None, None) => quote! { () },
    };
    quote! {
        #(#docs)*
        /// # Safety
        /// As of the C function: pointers are NULL or point to what the documentation says.
        #[unsafe(export_name = #export)]
        pub unsafe extern "C" fn #name(#(#idents: #raw),*) #c_return {
            #[allow(unused_mut, clippy::too_many_arguments)]
            #body
            static FUNCTION: crate::call::Function = crate::call::Function {
                name: #said_name,
                unsupported_as: #unsupported_as,
                answered_by: #answered_by,
                file: ::core::file!(),
                line: ::core::line!(),
                from: FROM,
                reset: !#no_reset,
                dispatch: !#no_dispatch,
            };
            let call = crate::call::Call::begin(&FUNCTION);
            if crate::logging::tracing() {
                crate::logging::trace_call(&FUNCTION, &[#(#traced),*]);
            }
            #[allow(unused_unsafe, unused_variables, clippy::let_unit_value)]
            let outcome = call.run(|call| {
                #(#handles)*
                #(#checks)*
                #(#others)*
                #run
            });
            call.finish(outcome, #failure)
        }
    }
}

/// The type of the argument in the C signature.
fn raw_type(arg: &Arg) -> Type {
    let text = match arg.kind {
        ArgKind::Handle | ArgKind::Token | ArgKind::OptHandle => {
            let c = arg.c_type.trim_end_matches("Ptr");
            let c = HANDLES.iter().find(|(_, name)| *name == c).map_or(c, |(_, name)| name);
            format!("*mut crate::types::{c}")
        }
        ArgKind::Text | ArgKind::OptText => "*const ::core::ffi::c_char".to_owned(),
        ArgKind::Plain => return arg.ty.clone(),
        ArgKind::Wrapper => {
            let ty = with_static_lifetime(&arg.ty);
            return parse_quote! { <#ty as crate::ffi::FromC>::C };
        }
    };
    syn::parse_str(&text).unwrap_or_else(|_| arg.ty.clone())
}

/// References of a type, made `'static`, so that it can stand outside the body's signature.
fn with_static_lifetime(ty: &Type) -> Type {
    match ty {
        Type::Reference(reference) => {
            let mut reference = reference.clone();
            reference.lifetime = Some(Lifetime::new("'static", proc_macro2::Span::call_site()));
            Type::Reference(reference)
        }
        Type::Path(path) => {
            let mut path = path.clone();
            for segment in &mut path.path.segments {
                if let PathArguments::AngleBracketed(args) = &mut segment.arguments {
                    for arg in &mut args.args {
                        if let GenericArgument::Type(inner) = arg {
                            *inner = with_static_lifetime(inner);
                        }
                    }
                }
            }
            Type::Path(path)
        }
        _ => ty.clone(),
    }
}

fn convert_handle(arg: &Arg, ident: &Ident) -> Option<Tokens> {
    let guard = format_ident!("guard_{}", ident);
    let kind = handle_type(&arg.ty);
    match arg.kind {
        ArgKind::Handle | ArgKind::Token => Some(quote! { let #guard = call.handle::<#kind>(#ident)?; }),
        ArgKind::OptHandle => Some(quote! { let #guard = call.optional_handle::<#kind>(#ident)?; }),
        _ => None,
    }
}

/// `T` of `&T`, `&Handle<T>`, `Option<&T>`.
fn handle_type(ty: &Type) -> Type {
    match ty {
        Type::Reference(reference) => handle_type(&reference.elem),
        Type::Path(path) => match path.path.segments.last().map(|last| &last.arguments) {
            Some(PathArguments::AngleBracketed(args)) => match args.args.first() {
                Some(GenericArgument::Type(inner)) => handle_type(inner),
                _ => ty.clone(),
            },
            _ => ty.clone(),
        },
        _ => ty.clone(),
    }
}

fn convert_other(arg: &Arg, ident: &Ident) -> Tokens {
    match arg.kind {
        ArgKind::Text => quote! {
            // SAFETY: NULL or a C string, as the function's contract says.
            let #ident = unsafe { crate::ffi::text(#ident) }.unwrap_or_default();
        },
        ArgKind::OptText => quote! {
            // SAFETY: NULL or a C string, as the function's contract says.
            let #ident = unsafe { crate::ffi::text(#ident) };
        },
        ArgKind::Wrapper => {
            let ty = &arg.ty;
            quote! {
                // SAFETY: NULL or memory of the kind the function's contract says.
                let #ident = unsafe { <#ty as crate::ffi::FromC>::from_c(#ident, call) };
            }
        }
        _ => quote! {},
    }
}

fn pass(arg: &Arg, ident: &Ident) -> Tokens {
    let guard = format_ident!("guard_{}", ident);
    match arg.kind {
        ArgKind::Handle => quote! { &#guard },
        ArgKind::Token => quote! { &#guard },
        ArgKind::OptHandle => quote! { #guard.as_deref() },
        ArgKind::Text => quote! { &#ident },
        ArgKind::OptText => quote! { #ident.as_deref() },
        ArgKind::Wrapper | ArgKind::Plain => quote! { #ident },
    }
}

fn bare(ident: &Ident) -> String {
    ident.to_string().trim_start_matches("r#").trim_start_matches('_').to_owned()
}

fn flag_names(expr: &Expr) -> String {
    expr.to_token_stream().to_string().replace(' ', "")
}

fn check(check: &Check) -> Tokens {
    match check {
        Check::Write(None) => quote! { call.check_write()?; },
        Check::Write(Some(arg)) => {
            let guard = format_ident!("guard_{}", arg);
            quote! { call.check_writable(&#guard)?; }
        }
        Check::Secure(mask) => quote! { call.check_secure(flags & (#mask) != 0)?; },
        Check::Uuid(arg, text) => {
            let label = bare(arg);
            let text = match text {
                Some(text) => quote! { Some(#text) },
                None => quote! { None },
            };
            quote! { call.uuid(#label, unsafe { crate::ffi::text(#arg) }.as_deref(), #text)?; }
        }
        Check::Deny(condition, arg, text) => {
            let label = bare(arg);
            quote! {
                if unsafe { #condition } {
                    return Err(call.bad_argument(#label, format!(#text)));
                }
            }
        }
        Check::WriteIf(flags, mask) => quote! { if #flags & (#mask) != 0 { call.check_write()?; } },
        Check::NonNull(arg) => named(arg, "nonnull"),
        Check::Null(arg) => named(arg, "null"),
        Check::NonEmpty(arg) => string(arg, "nonempty"),
        Check::NonEmptyOpt(arg) => string(arg, "nonempty_opt"),
        Check::NonZero(arg) => number(arg, "nonzero"),
        Check::Zero(arg) => number(arg, "zero"),
        Check::Positive(arg) => number(arg, "positive"),
        Check::NonNegative(arg) => number(arg, "nonnegative"),
        Check::NullArray(array, length) => {
            let label = bare(array);
            quote! { call.nullarray(#label, crate::call::IsNull::is_null(&#array), #length as i128)?; }
        }
        Check::Exclusive(a, b) => {
            let (name_a, name_b) = (flag_names(a), flag_names(b));
            quote! { call.exclusive(flags as u64, (#a) as u64, (#b) as u64, #name_a, #name_b)?; }
        }
        Check::Requires(a, b) => {
            let (name_a, name_b) = (flag_names(a), flag_names(b));
            quote! { call.requires(flags as u64, (#a) as u64, (#b) as u64, #name_a, #name_b)?; }
        }
        Check::Flags(mask) => quote! { call.known_flags(flags as u64, (#mask) as u64)?; },
        Check::Fits(arg) => quote! { call.fits(#arg as u64)?; },
        Check::OneLine(arg) => string(arg, "one_line"),
        Check::Socket(arg) => quote! { call.socket(#arg)?; },
        Check::SameConnection(arg, text) => {
            let (label, guard) = (bare(arg), format_ident!("guard_{}", arg));
            quote! { call.same_connection(#label, #guard.as_ref(), #text)?; }
        }
        Check::When(condition, inner) => {
            let inner = self::check(inner);
            quote! { if unsafe { #condition } { #inner } }
        }
    }
}

fn named(arg: &Ident, method: &str) -> Tokens {
    let (label, method) = (bare(arg), format_ident!("{}", method));
    quote! { call.#method(#label, crate::call::IsNull::is_null(&#arg))?; }
}

fn string(arg: &Ident, method: &str) -> Tokens {
    let (label, method) = (bare(arg), format_ident!("{}", method));
    quote! {
        // SAFETY: NULL or a C string, as the function's contract says.
        call.#method(#label, unsafe { crate::ffi::text(#arg) }.as_deref())?;
    }
}

fn number(number: &Number, method: &str) -> Tokens {
    let (arg, method) = (&number.arg, format_ident!("{}", method));
    if number.pointed {
        let label = format!("*{}", bare(arg));
        quote! { call.#method(#label, unsafe { *#arg } as i128)?; }
    } else {
        let label = bare(arg);
        quote! { call.#method(#label, #arg as i128)?; }
    }
}

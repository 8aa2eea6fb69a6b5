//! `derive(Element)`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DataStruct, DeriveInput, Error, Fields, Ident, Result};

use crate::code::field_code;
use crate::field::{Absent, Container, FieldSpec, variant_name};

/// Everything that the fields of a struct or variant come to.
#[derive(Default)]
struct Parts {
    init: TokenStream,
    attrs: TokenStream,
    children: TokenStream,
    body: Option<TokenStream>,
    /// Initialisers for a variant whose element is absent; none when something is required.
    absent: Option<TokenStream>,
}

fn parts(fields: &Fields, on_self: bool) -> Result<Parts> {
    let mut parts = Parts { absent: Some(TokenStream::new()), ..Parts::default() };
    let mut front = TokenStream::new();
    for field in fields {
        let spec = FieldSpec::parse(field)?;
        let ident = &spec.ident;
        let value = if on_self { quote!((&self.#ident)) } else { quote!(#ident) };
        let code = field_code(&spec, &value);
        let read = &code.read;
        parts.init.extend(quote!(#ident: #read,));
        front.extend(code.front);
        parts.attrs.extend(code.attrs);
        parts.children.extend(code.children);
        if code.body.is_some() {
            parts.body = code.body;
        }
        match (&spec.absent, &mut parts.absent) {
            (_, None) => {}
            _ if !spec.can_be_absent() => parts.absent = None,
            (Absent::Expr(expr), Some(absent)) => absent.extend(quote!(#ident: #expr,)),
            (_, Some(absent)) => absent.extend(quote!(#ident: Default::default(),)),
        }
    }
    front.extend(parts.attrs);
    parts.attrs = front;
    Ok(parts)
}

pub fn derive(input: &DeriveInput) -> Result<TokenStream> {
    match &input.data {
        Data::Struct(data) => derive_struct(input, data),
        Data::Enum(data) => derive_enum(&input.ident, data),
        Data::Union(_) => Err(Error::new_spanned(input, "structs and enums only")),
    }
}

fn derive_struct(input: &DeriveInput, data: &DataStruct) -> Result<TokenStream> {
    let name = &input.ident;
    let Parts { init, attrs, children, body, .. } = parts(&data.fields, true)?;
    let container = Container::parse(&input.attrs)?;
    let under = container.origin.map(|origin| quote!(let node = node.under(#origin);));
    let read = match container.check {
        Some(check) => quote!(let mut this = Self { #init }; #check(&mut this, node)?; Ok(this)),
        None => quote!(Ok(Self { #init })),
    };
    let pair = container.pair.then(|| {
        quote! {
            fn write(&self, name: &str, _: bool, w: &mut virt_xml::Writer) {
                w.pair(name, |w| virt_xml::Element::attrs(self, w), |w| virt_xml::Element::children(self, w));
            }
        }
    });
    let write = body.map(|body| {
        quote! {
            fn write(&self, name: &str, keep: bool, w: &mut virt_xml::Writer) {
                w.element_text(name, keep, |w| virt_xml::Element::attrs(self, w), |out| { #body });
            }
        }
    });
    Ok(quote! {
        #[allow(clippy::redundant_closure, clippy::op_ref)]
        impl virt_xml::Element for #name {
            fn read(node: virt_xml::Node<'_>) -> virt_xml::Result<Self> { #under #read }
            #[allow(unused_variables)]
            fn attrs(&self, w: &mut virt_xml::Writer) { #attrs }
            #[allow(unused_variables)]
            fn children(&self, w: &mut virt_xml::Writer) { #children }
            #write
            #pair
        }
    })
}

fn derive_enum(name: &Ident, data: &DataEnum) -> Result<TokenStream> {
    let (mut read, mut tags, mut absent) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    let (mut attrs, mut children) = (TokenStream::new(), TokenStream::new());
    let mut names = Vec::new();
    for variant in &data.variants {
        let ident = &variant.ident;
        let (tag, required) = variant_name(variant)?;
        let parts = match &variant.fields {
            Fields::Unit => {
                read.extend(quote!(#tag => Self::#ident,));
                absent.extend(quote!(#tag => Some(Self::#ident),));
                tags.extend(quote!(Self::#ident => #tag,));
                attrs.extend(quote!(Self::#ident => {}));
                children.extend(quote!(Self::#ident => {}));
                names.push(tag);
                continue;
            }
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                read.extend(quote!(#tag => Self::#ident(virt_xml::Element::read(node)?),));
                absent.extend(match required {
                    true => quote!(#tag => None,),
                    false => quote!(#tag => Some(Self::#ident(Default::default())),),
                });
                tags.extend(quote!(Self::#ident(_) => #tag,));
                attrs.extend(quote!(Self::#ident(v) => virt_xml::Element::attrs(v, w),));
                children.extend(quote!(Self::#ident(v) => virt_xml::Element::children(v, w),));
                names.push(tag);
                continue;
            }
            Fields::Unnamed(fields) => return Err(Error::new_spanned(fields, "one field only")),
            Fields::Named(_) => parts(&variant.fields, false)?,
        };
        let fields: Vec<_> = variant.fields.iter().filter_map(|f| f.ident.as_ref()).collect();
        let Parts { init, attrs: own_attrs, children: own_children, absent: own_absent, .. } = parts;
        read.extend(quote!(#tag => Self::#ident { #init },));
        absent.extend(match own_absent.filter(|_| !required) {
            Some(init) => quote!(#tag => Some(Self::#ident { #init }),),
            None => quote!(#tag => None,),
        });
        tags.extend(quote!(Self::#ident { .. } => #tag,));
        attrs.extend(quote!(Self::#ident { #(#fields),* } => { #own_attrs }));
        children.extend(quote!(Self::#ident { #(#fields),* } => { #own_children }));
        names.push(tag);
    }
    Ok(quote! {
        #[allow(unused_variables, clippy::redundant_closure, clippy::op_ref)]
        impl virt_xml::Tagged for #name {
            fn read_tag(tag: &str, node: virt_xml::Node<'_>) -> virt_xml::Result<Option<Self>> {
                Ok(Some(match tag { #read _ => return Ok(None) }))
            }
            fn absent(tag: &str) -> Option<Self> { match tag { #absent _ => None } }
            fn tag(&self) -> &'static str { match self { #tags } }
            fn attrs(&self, w: &mut virt_xml::Writer) { match self { #attrs } }
            fn children(&self, w: &mut virt_xml::Writer) { match self { #children } }
            fn tags() -> &'static [&'static str] { &[#(#names),*] }
        }
    })
}

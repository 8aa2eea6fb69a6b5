//! `derive(Value)`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result};

use crate::field::variant_name;

pub fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let name = &input.ident;
    let Data::Enum(data) = &input.data else { return Err(Error::new_spanned(input, "enums only")) };
    let mut idents = Vec::new();
    let mut words = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error::new_spanned(variant, "variants without fields only"));
        }
        idents.push(&variant.ident);
        words.push(variant_name(variant)?.0);
    }
    let expected = format!("one of {}", words.join(", "));
    Ok(quote! {
        impl virt_xml::Word for #name {
            const ALL: &'static [Self] = &[#(Self::#idents),*];
            fn as_str(self) -> &'static str { match self { #(Self::#idents => #words,)* } }
            fn from_word(text: &str) -> Option<Self> { match text { #(#words => Some(Self::#idents),)* _ => None } }
        }
        impl #name {
            /// The spelling in documents.
            pub fn as_str(self) -> &'static str { <Self as virt_xml::Word>::as_str(self) }
        }
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad((*self).as_str()) }
        }
        impl virt_xml::Value for #name {
            fn parse(text: &str) -> Option<Self> { <Self as virt_xml::Word>::from_word(text) }
            fn put(&self, out: &mut virt_xml::TextOut<'_>) { out.raw((*self).as_str()) }
            fn expected() -> std::borrow::Cow<'static, str> { std::borrow::Cow::Borrowed(#expected) }
        }
    })
}

//! `#[derive(Element)]` and `#[derive(Value)]`; `virt-xml`'s front page explains how to use them.
//!
//! [`field`] reads the `#[xml(…)]` attributes, [`code`] makes the reading and writing of one field,
//! [`element`] and [`value`] put the implementations together.
#![forbid(unsafe_code)]

mod code;
mod element;
mod field;
mod value;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Reading and writing of an element (struct), or of variants chosen by an attribute (enum).
#[proc_macro_derive(Element, attributes(xml))]
pub fn element(input: TokenStream) -> TokenStream {
    element::derive(&parse_macro_input!(input as DeriveInput)).unwrap_or_else(|e| e.to_compile_error()).into()
}

/// Spellings of an enum.
#[proc_macro_derive(Value, attributes(xml))]
pub fn value(input: TokenStream) -> TokenStream {
    value::derive(&parse_macro_input!(input as DeriveInput)).unwrap_or_else(|e| e.to_compile_error()).into()
}

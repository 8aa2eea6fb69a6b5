//! Reading and writing of one field.

use proc_macro2::TokenStream;
use quote::quote;

use crate::field::{Absent, FieldSpec, Role, Shape};

/// The code that belongs to one field.
pub struct FieldCode {
    /// Gives the field's value; `node` is the element.
    pub read: TokenStream,
    /// Writes attributes of the element.
    pub attrs: TokenStream,
    /// Writes an attribute that goes before all others.
    pub front: TokenStream,
    /// Writes children.
    pub children: TokenStream,
    /// Writes the element's own text.
    pub body: Option<TokenStream>,
}

/// `value` is an expression of type `&Field`.
pub fn field_code(spec: &FieldSpec, value: &TokenStream) -> FieldCode {
    let mut code = FieldCode {
        read: read(spec),
        attrs: TokenStream::new(),
        front: TokenStream::new(),
        children: TokenStream::new(),
        body: None,
    };
    let inner = &spec.inner;
    let codec = codec(spec);
    let keep = spec.keep;
    let guard = |body: TokenStream| {
        let body = match &spec.show {
            Some(show) => quote!(if #show(self) { #body }),
            None => body,
        };
        match &spec.when {
            Some(when) => quote!(if #when(w.view()) { #body }),
            None => body,
        }
    };
    match &spec.role {
        Role::Attr(name) => {
            code.attrs = guard(each(spec, value, &quote!(w.attr_value::<#codec, #inner>(#name, v);)));
        }
        Role::Text(name) => {
            code.children = guard(each(spec, value, &quote!(w.text_value::<#codec, #inner>(#name, v);)));
        }
        Role::Child(name) => {
            code.children = guard(each(spec, value, &quote!(virt_xml::Element::write(v, #name, #keep, w);)));
        }
        Role::Body => {
            code.body = Some(each(spec, value, &quote!(<#codec as virt_xml::Codec<#inner>>::put(v, out);)));
        }
        Role::Flag(name) => code.children = guard(quote!(if *#value { w.empty(#name) })),
        Role::Foreign(name) => {
            let _ = name;
            code.children = guard(quote!(if let Some(v) = #value { v.write(w) }));
        }
        Role::Flatten => {
            code.attrs = guard(quote!(virt_xml::Element::attrs(#value, w);));
            code.children = guard(quote!(virt_xml::Element::children(#value, w);));
        }
        Role::Tagged(place) => {
            let attr = &place.attr;
            let attr2 = optional(place.attr2.as_ref());
            let tag = each(spec, value, &quote!(virt_xml::write_tag(v, #attr, #attr2, w);));
            let attrs = quote!(virt_xml::Tagged::attrs(v, w););
            let children = quote!(virt_xml::Tagged::children(v, w););
            match &place.child {
                Some(child) => {
                    code.front = guard(tag);
                    let element = quote!(w.element(#child, #keep, |w| { #attrs }, |w| { #children }););
                    code.children = guard(each(spec, value, &element));
                }
                None => {
                    let attrs = each(spec, value, &attrs);
                    code.attrs = guard(quote!(#tag #attrs));
                    code.children = guard(each(spec, value, &children));
                }
            }
        }
        Role::List { outer, item } => {
            let items = quote!(for v in #value { virt_xml::Element::write(v, #item, #keep, w); });
            code.children = guard(quote!(w.element(#outer, false, |_| (), |w| { #items });));
        }
        Role::Custom { attrs, children, .. } => {
            if let Some(attrs) = attrs {
                code.attrs = guard(quote!(#attrs(#value, w);));
            }
            if let Some(children) = children {
                code.children = guard(quote!(#children(#value, w);));
            }
        }
        Role::Skip => {}
    }
    code
}

/// Runs `write` with `v: &Inner` for each value that is to be written.
fn each(spec: &FieldSpec, value: &TokenStream, write: &TokenStream) -> TokenStream {
    match (spec.shape, &spec.absent) {
        (Shape::Optional, _) => quote!(if let Some(v) = #value { #write }),
        (Shape::Many, _) => quote!(for v in #value { #write }),
        (Shape::One, Absent::Expr(expr)) if !spec.always => {
            quote!({ let v = #value; if *v != #expr { #write } })
        }
        (Shape::One, Absent::Default) if !spec.always && !matches!(spec.role, Role::Child(_)) => {
            let inner = &spec.inner;
            quote!({ let v = #value; if *v != <#inner as Default>::default() { #write } })
        }
        _ => quote!({ let v = #value; #write }),
    }
}

fn codec(spec: &FieldSpec) -> TokenStream {
    match &spec.with {
        Some(with) => quote!(#with),
        None => quote!(virt_xml::Plain),
    }
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

fn error_code(spec: &FieldSpec) -> TokenStream {
    match &spec.code {
        Some(code) => quote!(Some(virt_xml::Code::#code)),
        None => quote!(None),
    }
}

/// Turns `Result<Option<Inner>>` into the field's value.
fn or_absent(spec: &FieldSpec, found: &TokenStream, missing: &TokenStream) -> TokenStream {
    match (spec.shape, &spec.absent) {
        (Shape::Optional, _) => quote!(#found?),
        (_, Absent::Default) => quote!(#found?.unwrap_or_default()),
        (_, Absent::Expr(expr)) => quote!(#found?.unwrap_or_else(|| #expr)),
        (_, Absent::Required) => quote!(#found?.ok_or_else(|| #missing)?),
    }
}

fn read(spec: &FieldSpec) -> TokenStream {
    let inner = &spec.inner;
    let codec = codec(spec);
    let code = error_code(spec);
    let collect = |nodes: TokenStream, one: TokenStream| quote!(#nodes.map(#one).collect::<virt_xml::Result<Vec<_>>>()?);
    let (ask, value) = match &spec.role {
        Role::Attr(name) => {
            let found = quote!(node.value::<#codec, #inner>(#name, #code));
            (quote!(node.attr(#name)), or_absent(spec, &found, &quote!(node.missing_attr(#name, #code))))
        }
        Role::Text(name) if spec.shape == Shape::Many => {
            let one = quote!(|n| n.body::<#codec, #inner>(#code)?.ok_or_else(|| n.bad_text("", "", #code)));
            (quote!(node.all(#name).count()), collect(quote!(node.all(#name)), one))
        }
        Role::Text(name) => {
            let found = quote!(node.text_value::<#codec, #inner>(#name, #code));
            (quote!(node.child(#name)), or_absent(spec, &found, &quote!(node.missing_child(#name, #code))))
        }
        Role::Body => {
            let found = quote!(node.body::<#codec, #inner>(#code));
            (quote!(()), or_absent(spec, &found, &quote!(node.bad_text("", "some text", #code))))
        }
        Role::Child(name) if spec.shape == Shape::Many => {
            let one = quote!(<#inner as virt_xml::Element>::read);
            (quote!(node.all(#name).for_each(|n| { n.seen_whole(); })), collect(quote!(node.all(#name)), one))
        }
        Role::Child(name) => {
            let found = quote!(node.child(#name).map(<#inner as virt_xml::Element>::read).transpose());
            let missing = quote!(node.missing_child(#name, #code));
            (quote!(node.child(#name).map(|n| n.seen_whole())), or_absent(spec, &found, &missing))
        }
        Role::Flag(name) => (quote!(node.child(#name)), quote!(node.child(#name).is_some())),
        Role::Foreign(name) => (
            quote!(node.child(#name).map(|n| n.seen_whole())),
            quote!(node.child(#name).map(virt_xml::Foreign::read)),
        ),
        Role::Flatten => (quote!(()), quote!(virt_xml::Element::read(node)?)),
        Role::Tagged(place) => {
            let attr = &place.attr;
            let (attr2, child) = (optional(place.attr2.as_ref()), optional(place.child.as_ref()));
            let default = optional(place.default.as_ref());
            let place = quote!(&virt_xml::Place {
                attr: #attr, attr2: #attr2, child: #child, default: #default, code: #code
            });
            let one = quote!(virt_xml::read_tagged::<#inner>(node, #place));
            let value = match spec.shape {
                Shape::Optional => quote!(node.attr(#attr).map(|_| #one).transpose()?),
                _ => quote!(#one?),
            };
            (quote!(()), value)
        }
        Role::List { outer, item } => {
            let one = quote!(<#inner as virt_xml::Element>::read);
            let items = collect(quote!(n.all(#item)), one);
            (
                quote!(node.child(#outer).map(|n| n.seen_whole())),
                quote!(match node.child(#outer) { Some(n) => #items, None => Vec::new() }),
            )
        }
        Role::Custom { read, .. } => (quote!(()), quote!(#read(node)?)),
        Role::Skip => return quote!(Default::default()),
    };
    match &spec.read_when {
        Some(when) => quote!(if #when(node.view()) { #value } else { let _ = #ask; Default::default() }),
        None => value,
    }
}

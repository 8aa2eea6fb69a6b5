//! The `#[xml(…)]` attributes of a field.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Error, Expr, Field, GenericArgument, Ident, LitStr, Path, PathArguments, Result, Type};

/// Where a field stands in the document.
pub enum Role {
    Attr(String),
    Child(String),
    Text(String),
    Body,
    Flag(String),
    Flatten,
    Foreign(String),
    Tagged(TaggedPlace),
    List { outer: String, item: String },
    Custom { read: Path, attrs: Option<Path>, children: Option<Path> },
    Skip,
}

#[derive(Default)]
pub struct TaggedPlace {
    pub attr: String,
    pub attr2: Option<String>,
    pub child: Option<String>,
    pub default: Option<String>,
}

/// What stands for an absent field.
pub enum Absent {
    /// The document has to have it.
    Required,
    /// `Default::default()`.
    Default,
    Expr(Box<Expr>),
}

/// How often the field's type can occur.
#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    One,
    Optional,
    Many,
}

pub struct FieldSpec {
    pub ident: Ident,
    /// The type inside `Option` or `Vec`.
    pub inner: Type,
    pub shape: Shape,
    pub role: Role,
    pub absent: Absent,
    /// Write a value that equals the default.
    pub always: bool,
    /// Write an element with nothing in it.
    pub keep: bool,
    pub with: Option<Type>,
    pub code: Option<Ident>,
    pub when: Option<Path>,
    pub read_when: Option<Path>,
    pub show: Option<Path>,
}

impl FieldSpec {
    pub fn parse(field: &Field) -> Result<Self> {
        let ident = field.ident.clone().ok_or_else(|| Error::new_spanned(field, "fields need names"))?;
        let own = ident.to_string().trim_start_matches("r#").to_owned();
        let (shape, inner) = shape(&field.ty);
        let mut spec = Self {
            ident,
            inner,
            shape,
            role: Role::Skip,
            absent: Absent::Required,
            always: false,
            keep: false,
            with: None,
            code: None,
            when: None,
            read_when: None,
            show: None,
        };
        let mut role = None;
        for attribute in field.attrs.iter().filter(|a| a.path().is_ident("xml")) {
            attribute.parse_nested_meta(|m| {
                if !spec.option(&m)? {
                    role = Some(parse_role(&m, &own)?);
                }
                Ok(())
            })?;
        }
        spec.role =
            role.ok_or_else(|| Error::new_spanned(field, "say where the field stands: #[xml(attr)], …"))?;
        Ok(spec)
    }

    fn option(&mut self, m: &ParseNestedMeta<'_>) -> Result<bool> {
        let Some(key) = m.path.get_ident().map(Ident::to_string) else { return Ok(false) };
        match key.as_str() {
            "default" if m.input.peek(syn::Token![=]) => {
                self.absent = Absent::Expr(Box::new(m.value()?.parse()?))
            }
            "default" => self.absent = Absent::Default,
            "always" => self.always = true,
            "keep" => self.keep = true,
            "with" => self.with = Some(m.value()?.parse()?),
            "code" => self.code = Some(m.value()?.parse()?),
            "when" => self.when = Some(m.value()?.parse()?),
            "read_when" => self.read_when = Some(m.value()?.parse()?),
            "show" => self.show = Some(m.value()?.parse()?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether reading can do without the field's element.
    pub fn can_be_absent(&self) -> bool {
        match self.role {
            Role::Attr(_) | Role::Child(_) | Role::Text(_) | Role::Body => {
                self.shape != Shape::One || !matches!(self.absent, Absent::Required)
            }
            Role::Tagged(_) => self.shape == Shape::Optional,
            _ => true,
        }
    }
}

fn parse_role(m: &ParseNestedMeta<'_>, own: &str) -> Result<Role> {
    let key = m.path.get_ident().map(Ident::to_string).unwrap_or_default();
    let name = || -> Result<String> {
        if m.input.peek(syn::Token![=]) {
            Ok(m.value()?.parse::<LitStr>()?.value())
        } else {
            Ok(own.to_owned())
        }
    };
    Ok(match key.as_str() {
        "attr" => Role::Attr(name()?),
        "child" => Role::Child(name()?),
        "text" => Role::Text(name()?),
        "flag" => Role::Flag(name()?),
        "foreign" => Role::Foreign(name()?),
        "body" => Role::Body,
        "flatten" => Role::Flatten,
        "skip" => Role::Skip,
        "tagged" => {
            let mut place = TaggedPlace::default();
            let text = |n: &ParseNestedMeta<'_>| Ok::<_, Error>(n.value()?.parse::<LitStr>()?.value());
            m.parse_nested_meta(|n| {
                match n.path.get_ident().map(Ident::to_string).as_deref() {
                    Some("attr") => place.attr = text(&n)?,
                    Some("attr2") => place.attr2 = Some(text(&n)?),
                    Some("child") => place.child = Some(text(&n)?),
                    Some("default") => place.default = Some(text(&n)?),
                    _ => return Err(n.error("tagged(attr = …, attr2 = …, child = …, default = …)")),
                }
                Ok(())
            })?;
            Role::Tagged(place)
        }
        "list" => {
            let (mut outer, mut item) = (own.to_owned(), None);
            m.parse_nested_meta(|n| {
                let text = n.value()?.parse::<LitStr>()?.value();
                match n.path.get_ident().map(Ident::to_string).as_deref() {
                    Some("outer") => outer = text,
                    Some("item") => item = Some(text),
                    _ => return Err(n.error("list(outer = …, item = …)")),
                }
                Ok(())
            })?;
            Role::List { outer, item: item.ok_or_else(|| m.error("list needs item = …"))? }
        }
        "custom" => {
            let (mut read, mut attrs, mut children) = (None, None, None);
            m.parse_nested_meta(|n| {
                let path: Path = n.value()?.parse()?;
                match n.path.get_ident().map(Ident::to_string).as_deref() {
                    Some("read") => read = Some(path),
                    Some("attrs") => attrs = Some(path),
                    Some("children") => children = Some(path),
                    _ => return Err(n.error("custom(read = …, attrs = …, children = …)")),
                }
                Ok(())
            })?;
            Role::Custom { read: read.ok_or_else(|| m.error("custom needs read = …"))?, attrs, children }
        }
        _ => return Err(m.error("unknown role or option")),
    })
}

fn shape(ty: &Type) -> (Shape, Type) {
    if let Type::Path(path) = ty
        && let Some(last) = path.path.segments.last()
        && let PathArguments::AngleBracketed(args) = &last.arguments
        && let Some(GenericArgument::Type(inner)) = args.args.first()
    {
        if last.ident == "Option" {
            return (Shape::Optional, inner.clone());
        }
        if last.ident == "Vec" {
            return (Shape::Many, inner.clone());
        }
    }
    (Shape::One, ty.clone())
}

/// `#[xml(name = "…")]` of a variant, or its name in kebab case.
pub fn variant_name(variant: &syn::Variant) -> Result<(String, bool)> {
    let (mut name, mut required) = (None, false);
    for attribute in variant.attrs.iter().filter(|a| a.path().is_ident("xml")) {
        attribute.parse_nested_meta(|m| {
            if m.path.is_ident("name") {
                name = Some(m.value()?.parse::<LitStr>()?.value());
            } else if m.path.is_ident("required") {
                required = true;
            } else {
                return Err(m.error("name = … or required"));
            }
            Ok(())
        })?;
    }
    Ok((name.unwrap_or_else(|| kebab(&variant.ident.to_string())), required))
}

fn kebab(camel: &str) -> String {
    let mut out = String::new();
    for (i, c) in camel.chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The `#[xml(…)]` options of a struct.
#[derive(Default)]
pub struct Container {
    /// `check = path`: called on what has been read.
    pub check: Option<Path>,
    /// `pair`: written with both tags even around nothing.
    pub pair: bool,
    /// `origin = expr`: who reports errors in it, whatever document it stands in.
    pub origin: Option<Expr>,
}

impl Container {
    pub fn parse(attrs: &[syn::Attribute]) -> Result<Self> {
        let mut container = Self::default();
        for attribute in attrs.iter().filter(|a| a.path().is_ident("xml")) {
            attribute.parse_nested_meta(|m| {
                if m.path.is_ident("check") {
                    container.check = Some(m.value()?.parse()?);
                } else if m.path.is_ident("pair") {
                    container.pair = true;
                } else if m.path.is_ident("origin") {
                    container.origin = Some(m.value()?.parse()?);
                } else {
                    return Err(Error::new(Span::call_site(), "check = path, pair or origin = number"));
                }
                Ok(())
            })?;
        }
        Ok(container)
    }
}

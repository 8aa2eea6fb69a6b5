//! The tokens inside `#[entry(…)]`.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, LitStr, Token, parenthesized};

/// What `#[entry(…)]` says.
#[derive(Default)]
pub struct Attribute {
    /// The release that brought the function.
    pub since: String,
    /// The checks, in the order they are made.
    pub checks: Vec<Check>,
    /// Arguments whose name in the header differs: (name here, name there).
    pub header_args: Vec<(String, String)>,
    /// Arguments whose C type isn't what their Rust type maps to.
    pub c_types: Vec<(String, String)>,
    /// The C type of the result where the Rust type doesn't tell.
    pub returns: Option<String>,
    /// Leaves the thread's last error alone.
    pub no_reset: bool,
    /// Errors are recorded but not handed to the error functions.
    pub no_dispatch: bool,
    /// The value that says "failed" where it isn't the usual one of the type.
    pub failure: Option<Expr>,
    /// The function named in error texts where it is another.
    pub known_as: Option<String>,
    /// The function that "not supported" names, where upstream calls that one inside.
    pub unsupported_as: Option<String>,
    /// The function whose driver method answers for this one too. Errors about flags name this one all the same.
    pub answered_by: Option<String>,
    /// Exported under the private node for a companion library, which has the public symbol.
    pub companion: bool,
}

/// One check of an entry, made on C values before anything else happens.
pub enum Check {
    /// The connection must not be read-only; that of the call, or one that is an argument.
    Write(Option<Ident>),
    /// Read-only connections don't get these flags.
    Secure(Expr),
    /// The connection must not be read-only if these flags are set (`write_if(flags, A | B)`).
    WriteIf(Ident, Expr),
    /// The pointer must not be NULL.
    NonNull(Ident),
    /// The pointer must be NULL.
    Null(Ident),
    /// The string must be there and not be empty.
    NonEmpty(Ident),
    /// The string, if there, must not be empty.
    NonEmptyOpt(Ident),
    /// The number must not be 0.
    NonZero(Number),
    /// The number must be 0.
    Zero(Number),
    /// The number must be > 0.
    Positive(Number),
    /// The number must be >= 0.
    NonNegative(Number),
    /// The string must be a UUID; with a text of its own for when it isn't.
    Uuid(Ident, Option<String>),
    /// A condition on raw arguments that makes an argument invalid, with the text (a format string).
    Deny(Expr, Ident, LitStr),
    /// The array may be NULL only if its length is 0.
    NullArray(Ident, Ident),
    /// Two flags that exclude each other.
    Exclusive(Expr, Expr),
    /// The first flag needs the second.
    Requires(Expr, Expr),
    /// These flags only: anything else is "unsupported flags".
    Flags(Expr),
    /// The memory size must not overflow when it is counted in bytes.
    Fits(Ident),
    /// The text, if there, must be one line.
    OneLine(Ident),
    /// The file descriptor must be a socket.
    Socket(Ident),
    /// The optional object must be of the call's connection, with the text for when it isn't (`{}`: its name).
    SameConnection(Ident, String),
    /// A check that is made only under a condition on raw arguments.
    When(Expr, Box<Check>),
}

/// A number argument, or (with a star) the number an argument points to.
pub struct Number {
    pub arg: Ident,
    pub pointed: bool,
}

impl Parse for Number {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let pointed = input.parse::<Option<Token![*]>>()?.is_some();
        Ok(Self { arg: input.parse()?, pointed })
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut out = Self::default();
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            match key.to_string().as_str() {
                "since" => out.since = value(input)?,
                "returns" => out.returns = Some(value(input)?),
                "known_as" => out.known_as = Some(value(input)?),
                "unsupported_as" => out.unsupported_as = Some(value(input)?),
                "answered_by" => out.answered_by = Some(value(input)?),
                "companion" => out.companion = true,
                "no_reset" => out.no_reset = true,
                "no_dispatch" => out.no_dispatch = true,
                "failure" => {
                    input.parse::<Token![=]>()?;
                    out.failure = Some(input.parse()?);
                }
                "check" => {
                    let inside;
                    parenthesized!(inside in input);
                    out.checks =
                        Punctuated::<Check, Token![,]>::parse_terminated(&inside)?.into_iter().collect();
                }
                "header_args" => out.header_args = pairs(input)?,
                "c_types" => out.c_types = pairs(input)?,
                _ => return Err(syn::Error::new(key.span(), "unknown word")),
            }
            if input.is_empty() {
                break;
            }
            input.parse::<Token![,]>()?;
        }
        Ok(out)
    }
}

fn value(input: ParseStream) -> syn::Result<String> {
    input.parse::<Token![=]>()?;
    Ok(input.parse::<LitStr>()?.value())
}

fn pairs(input: ParseStream) -> syn::Result<Vec<(String, String)>> {
    let inside;
    parenthesized!(inside in input);
    let mut out = Vec::new();
    while !inside.is_empty() {
        let name: Ident = inside.parse()?;
        inside.parse::<Token![=]>()?;
        let text = inside.parse::<LitStr>()?.value();
        out.push((name.to_string(), text));
        if inside.is_empty() {
            break;
        }
        inside.parse::<Token![,]>()?;
    }
    Ok(out)
}

impl Parse for Check {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let word: Ident = input.parse()?;
        if word == "write" && !input.peek(syn::token::Paren) {
            return Ok(Self::Write(None));
        }
        let inside;
        parenthesized!(inside in input);
        let one = |inside: ParseStream| inside.parse::<Ident>();
        let check = match word.to_string().as_str() {
            "nonnull" => Self::NonNull(one(&inside)?),
            "null" => Self::Null(one(&inside)?),
            "nonempty" => Self::NonEmpty(one(&inside)?),
            "nonempty_opt" => Self::NonEmptyOpt(one(&inside)?),
            "nonzero" => Self::NonZero(inside.parse()?),
            "zero" => Self::Zero(inside.parse()?),
            "positive" => Self::Positive(inside.parse()?),
            "nonnegative" => Self::NonNegative(inside.parse()?),
            "write" => Self::Write(Some(one(&inside)?)),
            "secure" => Self::Secure(inside.parse()?),
            "fits" => Self::Fits(one(&inside)?),
            "one_line" => Self::OneLine(one(&inside)?),
            "socket" => Self::Socket(one(&inside)?),
            "same_connection" => {
                let arg = one(&inside)?;
                inside.parse::<Token![,]>()?;
                Self::SameConnection(arg, inside.parse::<LitStr>()?.value())
            }
            "uuid" => {
                let arg = one(&inside)?;
                let text = match inside.parse::<Option<Token![,]>>()? {
                    Some(_) => Some(inside.parse::<LitStr>()?.value()),
                    None => None,
                };
                Self::Uuid(arg, text)
            }
            "deny" => {
                let condition = inside.parse()?;
                inside.parse::<Token![,]>()?;
                let arg = one(&inside)?;
                inside.parse::<Token![,]>()?;
                Self::Deny(condition, arg, inside.parse()?)
            }
            "flags" => Self::Flags(inside.parse()?),
            "write_if" => {
                let flags = one(&inside)?;
                inside.parse::<Token![,]>()?;
                Self::WriteIf(flags, inside.parse()?)
            }
            "nullarray" => {
                let array = one(&inside)?;
                inside.parse::<Token![,]>()?;
                Self::NullArray(array, one(&inside)?)
            }
            "exclusive" | "requires" => {
                let a = inside.parse()?;
                inside.parse::<Token![,]>()?;
                let b = inside.parse()?;
                if word == "requires" { Self::Requires(a, b) } else { Self::Exclusive(a, b) }
            }
            "when" => {
                let condition = inside.parse()?;
                inside.parse::<Token![,]>()?;
                Self::When(condition, Box::new(inside.parse()?))
            }
            _ => return Err(syn::Error::new(word.span(), "unknown check")),
        };
        if !inside.is_empty() {
            return Err(inside.error("nothing more belongs here"));
        }
        Ok(check)
    }
}

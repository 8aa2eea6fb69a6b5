//! Simple values: what stands in an attribute or between tags.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::TextOut;

/// A type with one usual spelling in attributes and texts.
pub trait Value: Sized {
    /// Reads the whole text, or refuses it.
    fn parse(text: &str) -> Option<Self>;
    /// Whether schemas have the spelling: strict reading asks. Lenient reading takes more, as C's functions do.
    fn in_schema(_text: &str) -> bool {
        true
    }
    /// Writes the usual spelling.
    fn put(&self, out: &mut TextOut<'_>);
    /// What errors name as expected, such as "one of file, block"; may be empty.
    fn expected() -> Cow<'static, str> {
        Cow::Borrowed("")
    }
}

/// A spelling of `T` that a field names with `with = …`.
pub trait Codec<T> {
    /// Reads the whole text, or refuses it.
    fn parse(text: &str) -> Option<T>;
    /// Whether schemas have the spelling: strict reading asks. Lenient reading takes more, as C's functions do.
    fn in_schema(_text: &str) -> bool {
        true
    }
    /// Writes the value.
    fn put(value: &T, out: &mut TextOut<'_>);
    /// What errors name as expected; may be empty.
    fn expected() -> Cow<'static, str> {
        Cow::Borrowed("")
    }
}

/// The usual spelling: what [`Value`] says.
pub struct Plain;

impl<T: Value> Codec<T> for Plain {
    fn parse(text: &str) -> Option<T> {
        T::parse(text)
    }
    fn in_schema(text: &str) -> bool {
        T::in_schema(text)
    }
    fn put(value: &T, out: &mut TextOut<'_>) {
        value.put(out);
    }
    fn expected() -> Cow<'static, str> {
        T::expected()
    }
}

/// An enumeration with fixed spellings; `derive(Value)` makes these.
pub trait Word: Sized + Copy + 'static {
    /// Every value in order of declaration.
    const ALL: &'static [Self];
    /// The spelling.
    fn as_str(self) -> &'static str;
    /// The value of a spelling.
    fn from_word(text: &str) -> Option<Self>;
}

impl Value for String {
    fn parse(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
    fn put(&self, out: &mut TextOut<'_>) {
        out.escaped(self);
    }
}

/// `yes` and `no`.
impl Value for bool {
    fn parse(text: &str) -> Option<Self> {
        word(text, ["yes", "no"])
    }
    fn put(&self, out: &mut TextOut<'_>) {
        out.raw(if *self { "yes" } else { "no" });
    }
    fn expected() -> Cow<'static, str> {
        "one of yes, no".into()
    }
}

fn word(text: &str, [yes, no]: [&str; 2]) -> Option<bool> {
    if text == yes { Some(true) } else { (text == no).then_some(false) }
}

/// `on` and `off`.
pub struct OnOff;

impl Codec<bool> for OnOff {
    fn parse(text: &str) -> Option<bool> {
        word(text, ["on", "off"])
    }
    fn put(value: &bool, out: &mut TextOut<'_>) {
        out.raw(if *value { "on" } else { "off" });
    }
    fn expected() -> Cow<'static, str> {
        "one of on, off".into()
    }
}

/// Digits with an optional sign after white space, as C's `strtoull` takes them, but nothing behind them.
/// `radix` 0 takes `0x` for hexadecimal and a leading `0` for octal digits; 16 allows `0x`.
fn magnitude(text: &str, radix: u32) -> Option<(bool, u64)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{b}');
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let (radix, digits) = match (radix, hex) {
        (0 | 16, Some(hex)) => (16, hex),
        (0, None) if digits.len() > 1 && digits.starts_with('0') => (8, digits),
        (0, None) => (10, digits),
        (radix, _) => (radix, digits),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    Some((negative, u64::from_str_radix(digits, radix).ok()?))
}

/// An unsigned number in a radix (0: told by its prefix).
pub fn parse_unsigned(text: &str, radix: u32) -> Option<u64> {
    match magnitude(text, radix)? {
        (false, value) => Some(value),
        (true, _) => None,
    }
}

/// A signed number in a radix (0: told by its prefix).
pub fn parse_signed(text: &str, radix: u32) -> Option<i64> {
    match magnitude(text, radix)? {
        (false, value) => i64::try_from(value).ok(),
        (true, value) => 0i64.checked_sub_unsigned(value),
    }
}

/// No white space, no `+`.
fn is_number(text: &str, digit: impl Fn(u8) -> bool) -> bool {
    text.strip_prefix('-').unwrap_or(text).bytes().all(digit)
}

macro_rules! numbers {
    ($parse:ident, $what:literal: $($t:ty)*) => {$(
        impl Value for $t {
            fn parse(text: &str) -> Option<Self> {
                $parse(text, 10).and_then(|v| Self::try_from(v).ok())
            }
            fn in_schema(text: &str) -> bool {
                is_number(text, |b| b.is_ascii_digit())
            }
            fn put(&self, out: &mut TextOut<'_>) {
                out.number(*self);
            }
            fn expected() -> Cow<'static, str> {
                $what.into()
            }
        }
        impl Codec<$t> for AnyRadix {
            fn parse(text: &str) -> Option<$t> {
                $parse(text, 0).and_then(|v| <$t>::try_from(v).ok())
            }
            fn in_schema(text: &str) -> bool {
                is_number(text, |b| b.is_ascii_hexdigit() || b == b'x')
            }
            fn put(value: &$t, out: &mut TextOut<'_>) {
                out.number(*value);
            }
            fn expected() -> Cow<'static, str> {
                $what.into()
            }
        }
        impl Codec<$t> for NonZero {
            fn parse(text: &str) -> Option<$t> {
                <$t as Value>::parse(text).filter(|v| *v != 0)
            }
            fn in_schema(text: &str) -> bool {
                <$t as Value>::in_schema(text)
            }
            fn put(value: &$t, out: &mut TextOut<'_>) {
                out.number(*value);
            }
            fn expected() -> Cow<'static, str> {
                concat!($what, " other than 0").into()
            }
        }
    )*};
}

/// Decimal, `0x` hexadecimal or `0` octal on reading; decimal on writing.
pub struct AnyRadix;
/// A decimal number that cannot be 0.
pub struct NonZero;
/// Hexadecimal with `0x` and at least `WIDTH` digits on writing; any radix on reading.
pub struct Hex<const WIDTH: usize>;
/// Like [`Hex`], but digits are read as hexadecimal even without `0x`.
pub struct PureHex<const WIDTH: usize>;

numbers!(parse_unsigned, "a non-negative number": u8 u16 u32 u64 usize);
numbers!(parse_signed, "a number": i8 i16 i32 i64);

macro_rules! hexadecimal {
    ($codec:ident, $radix:literal: $($t:ty)*) => {$(
        impl<const WIDTH: usize> Codec<$t> for $codec<WIDTH> {
            fn parse(text: &str) -> Option<$t> {
                parse_unsigned(text, $radix).and_then(|v| <$t>::try_from(v).ok())
            }
            fn in_schema(text: &str) -> bool {
                is_number(text, |b| b.is_ascii_hexdigit() || b == b'x')
            }
            fn put(value: &$t, out: &mut TextOut<'_>) {
                out.display(format_args!("0x{value:0WIDTH$x}"));
            }
            fn expected() -> Cow<'static, str> {
                "a hexadecimal number".into()
            }
        }
    )*};
}

hexadecimal!(Hex, 0: u8 u16 u32 u64);
hexadecimal!(PureHex, 16: u8 u16 u32 u64);

macro_rules! addresses {
    ($($t:ty),*) => {$(
        impl Value for $t {
            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }
            fn put(&self, out: &mut TextOut<'_>) {
                out.display(self);
            }
            fn expected() -> Cow<'static, str> {
                "an IP address".into()
            }
        }
    )*};
}

addresses!(IpAddr, Ipv4Addr, Ipv6Addr);

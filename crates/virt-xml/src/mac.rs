//! Hardware addresses of network cards.

use std::borrow::Cow;
use std::fmt;

use crate::{TextOut, Value};

/// Six bytes, written `52:54:00:12:34:56`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddr(pub [u8; 6]);

impl MacAddr {
    /// The group bit is set.
    pub fn is_multicast(self) -> bool {
        self.0[0] & 1 == 1
    }

    /// Reads six groups of one or two hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 6];
        let mut groups = text.trim_start().split(':');
        for byte in &mut bytes {
            let group = groups.next().filter(|g| (1..=2).contains(&g.len()))?;
            if !group.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            *byte = u8::from_str_radix(group, 16).ok()?;
        }
        groups.next().is_none().then_some(Self(bytes))
    }
}

impl fmt::Display for MacAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

impl fmt::Debug for MacAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Value for MacAddr {
    fn parse(text: &str) -> Option<Self> {
        Self::parse(text)
    }
    fn in_schema(text: &str) -> bool {
        text.len() == "52:54:00:12:34:56".len()
    }
    fn put(&self, out: &mut TextOut<'_>) {
        out.display(self);
    }
    fn expected() -> Cow<'static, str> {
        "a MAC address like 52:54:00:12:34:56".into()
    }
}

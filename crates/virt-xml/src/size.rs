//! Sizes with units: `<memory unit='MiB'>512</memory>`.

use crate::value::parse_unsigned;
use crate::{Code, Element, Error, Node, Plain, Result, Writer};

/// Bytes in `value` of `unit`; without a unit, `value` is in `default` bytes. At most `limit` bytes.
pub fn scale(value: u64, unit: Option<&str>, default: u64, limit: u64) -> Result<u64> {
    let unit = unit.unwrap_or("");
    let factor = factor(unit, default)
        .ok_or_else(|| Error::new(Code::Argument, format!("unknown suffix '{unit}'")).from_origin(0))?;
    match value.checked_mul(factor).filter(|bytes| *bytes <= limit) {
        Some(bytes) => Ok(bytes),
        None if value == 0 => Ok(0),
        None => {
            let error = Error::new(Code::Overflow, format!("value too large: {value}{unit}"));
            Err(error.from_origin(0).beyond_schema())
        }
    }
}

fn factor(unit: &str, default: u64) -> Option<u64> {
    if unit.is_empty() {
        return Some(default);
    }
    if ["b", "byte", "bytes"].iter().any(|u| u.eq_ignore_ascii_case(unit)) {
        return Some(1);
    }
    let (prefix, rest) = unit.split_at_checked(1)?;
    let base: u64 = match rest {
        "" => 1024,
        _ if rest.eq_ignore_ascii_case("ib") => 1024,
        _ if rest.eq_ignore_ascii_case("b") => 1000,
        _ => return None,
    };
    let power = "kmgtpe".find(&prefix.to_ascii_lowercase())?;
    base.checked_pow(u32::try_from(power).ok()? + 1)
}

/// Bytes that an element says with its text and `unit`.
pub fn read_bytes(node: Node<'_>, default: u64, limit: u64) -> Result<u64> {
    let text = node.text();
    let value = parse_unsigned(&text, 10).ok_or_else(|| node.bad_text(&text, "an amount", None))?;
    scale(value, node.attr("unit"), default, limit).map_err(|e| e.at(node.line(), node.path()))
}

/// Bytes that two attributes of an element say, none when the first is absent.
pub fn read_attr_bytes(
    node: Node<'_>,
    attr: &str,
    unit: &str,
    default: u64,
    limit: u64,
) -> Result<Option<u64>> {
    let Some(text) = node.attr(attr) else { return Ok(None) };
    let value = parse_unsigned(text, 10).ok_or_else(|| node.bad_attr(attr, text, "an amount", None))?;
    scale(value, node.attr(unit), default, limit).map(Some).map_err(|e| e.at(node.line(), node.path()))
}

const UNITS: [&str; 6] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/// An element whose text is an amount of memory, kept and written in KiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct KiB(pub u64);

impl KiB {
    /// The most that can be asked for, in bytes.
    pub const MAX_BYTES: u64 = i64::MAX as u64;

    /// From bytes, rounded up.
    pub fn from_bytes(bytes: u64) -> Self {
        Self(bytes.div_ceil(1024))
    }

    /// The largest unit that says an amount of bytes without fraction, and the number.
    pub fn pretty(bytes: u64) -> (u64, &'static str) {
        let (mut value, mut unit) = (bytes, 0);
        while value != 0 && value % 1024 == 0 && unit < UNITS.len() - 1 {
            value /= 1024;
            unit += 1;
        }
        (value, UNITS[unit])
    }
}

impl Element for KiB {
    fn read(node: Node<'_>) -> Result<Self> {
        Ok(Self::from_bytes(read_bytes(node, 1024, Self::MAX_BYTES)?))
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr("unit", "KiB");
    }
    fn children(&self, _: &mut Writer) {}
    fn write(&self, name: &str, _keep: bool, w: &mut Writer) {
        w.element_text(name, true, |w| self.attrs(w), |out| <Plain as crate::Codec<u64>>::put(&self.0, out));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        let ok = |v, unit, default| scale(v, Some(unit), default, u64::MAX).unwrap();
        assert_eq!(ok(3, "", 1024), 3072);
        assert_eq!(
            [ok(3, "bytes", 9), ok(3, "KB", 9), ok(3, "KiB", 9), ok(3, "k", 9)],
            [3, 3000, 3072, 3072]
        );
        assert_eq!(ok(1, "E", 1), 1 << 60);
        assert_eq!(scale(1, Some("kx"), 1, 9).unwrap_err().code(), Code::Argument);
        assert_eq!(scale(16, Some("E"), 1, u64::MAX).unwrap_err().code(), Code::Overflow);
    }
}

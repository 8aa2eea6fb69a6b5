//! Parameters handed to filters, and rules' references to them: `$IP`, `$PORT[3]`, `$IP[@1]`.

use std::collections::BTreeMap;
use std::fmt;

use virt_xml::{Node, Writer, parse_unsigned};

/// Values by name; a name may have several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Params(pub BTreeMap<String, Vec<String>>);

impl Params {
    /// Reads `<parameter>` elements; those with a name or value of other characters are skipped.
    pub fn read(node: Node<'_>) -> Self {
        let mut params = Self::default();
        for parameter in node.all("parameter") {
            if let (Some(name), Some(value)) = (parameter.attr("name"), parameter.attr("value"))
                && name.bytes().all(is_name)
                && is_value(value)
            {
                params.0.entry(name.to_owned()).or_default().push(value.to_owned());
            }
        }
        params
    }

    /// Writes `<filterref filter='…'>` with the parameters in order of their names.
    pub fn write(&self, filter: &str, w: &mut Writer) {
        w.element(
            "filterref",
            true,
            |w| w.attr("filter", filter),
            |w| {
                for (name, values) in &self.0 {
                    for value in values {
                        let attrs = |w: &mut Writer| {
                            w.attr("name", name);
                            w.attr("value", value);
                        };
                        w.element("parameter", true, attrs, |_| ());
                    }
                }
            },
        );
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_value(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| is_name(b) || b == b'.' || b == b':')
}

/// How a rule refers to a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Name of the parameter.
    pub name: String,
    /// Which of its values.
    pub access: Access,
}

/// Which value of a parameter is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// One after the other; variables of one iterator advance together.
    Iterator(u32),
    /// The value at an index.
    Element(u32),
}

/// Highest number of an iterator.
const MAX_ITERATOR: u32 = 1000;

impl Variable {
    /// Reads what stands behind `$`; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let end = text.bytes().position(|b| !is_name(b)).unwrap_or(text.len());
        let name = text[..end].to_owned();
        if end == text.len() {
            return Ok(Self { name, access: Access::Iterator(0) });
        }
        let inner = text[end..].strip_prefix('[').ok_or("Malformatted variable")?.trim_start();
        let (inner, iterates) = match inner.strip_prefix('@') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let wrong = if iterates { "Malformatted iterator id" } else { "Malformatted array index" };
        let (number, _) = inner.split_once(']').ok_or(wrong)?;
        let number =
            parse_unsigned(number.trim_end(), 10).and_then(|n| u32::try_from(n).ok()).ok_or(wrong)?;
        let access = match iterates {
            true if number > MAX_ITERATOR => return Err("Iterator ID exceeds maximum ID of 1000"),
            true => Access::Iterator(number),
            false => Access::Element(number),
        };
        Ok(Self { name, access })
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", self.name)?;
        match self.access {
            Access::Iterator(0) => Ok(()),
            Access::Iterator(n) => write!(f, "[@{n}]"),
            Access::Element(n) => write!(f, "[{n}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Variable;

    #[test]
    fn variables() {
        for (text, shown) in [("IP", "$IP"), ("IP[@0]", "$IP"), ("P[ @2 ]", "$P[@2]"), ("A[7]", "$A[7]")] {
            assert_eq!(Variable::parse(text).unwrap().to_string(), shown);
        }
        for bad in ["A-B", "A[", "A[x]", "A[@1001]", "A[@]"] {
            assert!(Variable::parse(bad).is_err(), "{bad}");
        }
    }
}

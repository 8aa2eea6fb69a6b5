//! Reading UUIDs in every form upstream takes.

use uuid::Uuid;

/// Parses a UUID: 32 hexadecimal digits, with any number of `-` and spaces between bytes,
/// and leading or trailing white space.
pub fn parse_uuid(text: &str) -> Option<Uuid> {
    let mut bytes = [0u8; 16];
    let mut rest = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{b}').as_bytes();
    for byte in &mut bytes {
        while let [b'-' | b' ', tail @ ..] = rest {
            rest = tail;
        }
        let [high, low, tail @ ..] = rest else { return None };
        *byte = (hex(*high)? << 4) | hex(*low)?;
        rest = tail;
    }
    rest.iter().all(|c| c.is_ascii_whitespace() || *c == 0xb).then(|| Uuid::from_bytes(bytes))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::parse_uuid;

    #[test]
    fn forms() {
        let want = parse_uuid("6695eb01-f6a4-8304-79aa-97f2502e193f").unwrap();
        for text in ["6695eb01f6a4830479aa97f2502e193f", "  6695eb01-f6a48304 79aa--97f2502e193f \n"] {
            assert_eq!(parse_uuid(text), Some(want));
        }
        for text in [
            "",
            "6695eb01-f6a4-8304-79aa-97f2502e193",
            "6695eb01-f6a4-8304-79aa-97f2502e193fx",
            "6-695eb01f6a4830479aa97f2502e193f",
        ] {
            assert_eq!(parse_uuid(text), None, "{text}");
        }
    }
}

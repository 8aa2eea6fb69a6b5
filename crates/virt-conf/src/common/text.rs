//! Values that many documents write: UUIDs, paths.

use std::borrow::Cow;

use virt_core::{Uuid, parse_uuid};
use virt_xml::{Codec, TextOut};

/// A UUID in any form upstream takes; written with dashes.
pub struct UuidText;

impl Codec<Uuid> for UuidText {
    fn parse(text: &str) -> Option<Uuid> {
        parse_uuid(text)
    }
    fn in_schema(text: &str) -> bool {
        let dashes = |(at, byte): (usize, u8)| (byte == b'-') == [8, 13, 18, 23].contains(&at);
        match text.len() {
            32 => text.bytes().all(|b| b.is_ascii_hexdigit()),
            36 => text.bytes().enumerate().all(dashes),
            _ => false,
        }
    }
    fn put(value: &Uuid, out: &mut TextOut<'_>) {
        out.display(value);
    }
    fn expected() -> Cow<'static, str> {
        "a UUID".into()
    }
}

/// A path without needless slashes: several become one (two at the very start stay two), the last one goes.
/// URIs stay as they are.
pub fn sanitize_path(path: &str) -> String {
    if path.find('/').is_some_and(|slash| path[..slash].ends_with(':') && path[slash..].starts_with("//")) {
        return path.to_owned();
    }
    let leading = path.bytes().take_while(|b| *b == b'/').count();
    if path.is_empty() || leading == path.len() {
        return match leading {
            2 => "//".to_owned(),
            0 => String::new(),
            _ => "/".to_owned(),
        };
    }
    let start = if leading == 2 { "//" } else { &path[..leading.min(1)] };
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    format!("{start}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::sanitize_path;

    #[test]
    fn slashes() {
        for (path, clean) in [
            ("", ""),
            ("/", "/"),
            ("//", "//"),
            ("///", "/"),
            ("/a//b/", "/a/b"),
            ("//a/b//", "//a/b"),
            ("a//", "a"),
            ("///a", "/a"),
            ("//a///b/", "//a/b"),
            ("gluster://host//a", "gluster://host//a"),
            ("a:/b//c", "a:/b/c"),
        ] {
            assert_eq!(sanitize_path(path), clean, "{path}");
        }
    }
}

//! Documents as they are kept on disk: with a comment that says how to change them.

const UNSAFE: &[char] = &[
    '\r', '\t', '\n', ' ', '!', '"', '#', '$', '&', '\'', '(', ')', '*', ';', '<', '>', '?', '[', '\\', ']',
    '^', '`', '{', '|', '}', '~',
];

/// The text of a file: a warning, then the document. `command` is virsh's for changing it; of `names`,
/// the first that a shell takes as it is stands behind the command.
pub fn with_warning(xml: &str, command: &str, names: &[&str]) -> String {
    let safe = |name: &&&str| !name.contains(UNSAFE) && !name.contains("--");
    let name = names.iter().find(safe).map(|n| format!(" {n}")).unwrap_or_default();
    format!(
        "<!--\nWARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE\n\
         OVERWRITTEN AND LOST. Changes to this xml configuration should be made using:\n  \
         virsh {command}{name}\nor other application using the libvirt API.\n-->\n\n{xml}"
    )
}

#[cfg(test)]
mod tests {
    use super::with_warning;

    #[test]
    fn names_that_shells_take() {
        let line =
            |names: &[&str]| with_warning("<a/>\n", "net-edit", names).lines().nth(3).map(str::to_owned);
        assert_eq!(line(&["net", "uuid"]).as_deref(), Some("  virsh net-edit net"));
        assert_eq!(line(&["a b", "uuid"]).as_deref(), Some("  virsh net-edit uuid"));
        assert_eq!(line(&["a--b"]).as_deref(), Some("  virsh net-edit"));
        assert!(with_warning("<a/>\n", "edit", &[]).ends_with("-->\n\n<a/>\n"));
    }
}

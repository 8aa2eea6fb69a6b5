//! Every element, every attribute and every word that the types know survives being read and written.

use virt_fuzz::explore::explore;
use virt_fuzz::{KINDS, hold};

#[test]
fn every_element_and_word_survives() {
    let mut findings = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.name != "save-image") {
        let mut accepted = 0;
        explore(kind, &mut |xml| match hold(kind, xml) {
            Ok(_) => accepted += 1,
            Err(finding) => findings.push(format!("{}: {finding}\nof {xml}", kind.name)),
        });
        assert!(accepted > 0, "{}", kind.name);
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

//! Documents that are no XML are refused in the reference's words: `malformed.json` has what libvirt 12.8.0 on
//! libxml2 2.15 says to each; no message where it takes the document.

use virt_xml::{Code, Options, with_document};

/// Entities that are declared elsewhere, or that contain each other or tags, are not followed as far.
const OTHERWISE: &[&str] =
    &["doctype system entity", "doctype entity loop", "doctype pe used", "entity in entity attr lt"];

#[test]
fn refused_in_the_same_words() {
    let cases: Vec<serde_json::Value> = serde_json::from_str(include_str!("malformed.json")).expect("JSON");
    assert!(cases.len() > 250);
    let mut wrong = Vec::new();
    for case in &cases {
        let document = case["document"].as_str().expect("text");
        let options = Options { label: "(network_definition)", ..Options::default() };
        let ours = with_document(document, None, options, |_| Ok(())).err().map(|e| {
            assert_eq!(e.code(), Code::Malformed, "{document}");
            e.message().to_owned()
        });
        let same = ours.as_deref() == case["message"].as_str();
        if same == OTHERWISE.contains(&case["name"].as_str().unwrap_or_default()) {
            wrong.push(format!(
                "{}: {document:?}\n  {:?}\n  {ours:?}",
                case["name"],
                case["message"].as_str()
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

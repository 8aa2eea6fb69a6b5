//! Which changes of a definition a guest would notice: `stability.json` has a machine and changes to it, with what
//! libvirt 12.8.0 says when a snapshot of the machine is to be redefined so (`error`: domain, code, text).

use serde_json::Value;
use virt_conf::domain::DomainDef;
use virt_conf::moment::SnapshotDef;
use virt_conf::moment::snapshot::ParseOptions;
use virt_core::Result;

fn snapshot(machine: &str) -> Result<SnapshotDef<DomainDef>> {
    let xml = format!(
        "<domainsnapshot><name>s</name><state>running</state><creationTime>1</creationTime>{machine}</domainsnapshot>"
    );
    SnapshotDef::parse(&xml, ParseOptions { redefine: true, ..ParseOptions::default() })
}

fn redefine(before: &SnapshotDef<DomainDef>, machine: &str) -> Result<()> {
    let mut after = snapshot(machine)?;
    let uuid = before.domain.as_ref().map(|d| d.uuid).unwrap_or_default();
    after.check_redefined(uuid, Some(before), false, |_| true)
}

#[test]
fn what_a_guest_would_notice() {
    let facts: Value = serde_json::from_str(include_str!("stability.json")).expect("JSON");
    let machine = facts["machine"].as_str().expect("text");
    let before = snapshot(machine).expect("the machine");
    let changes = facts["changes"].as_array().expect("list");
    assert!(changes.len() > 150);
    let mut wrong = Vec::new();
    for change in changes {
        let text = |name: &str| change[name].as_str().expect("text");
        let ours = redefine(&before, &machine.replacen(text("from"), text("to"), 1)).err();
        let theirs = &change["error"];
        let same = match &ours {
            None => theirs.is_null(),
            Some(e) => {
                theirs[0] == e.domain()
                    && theirs[1] == e.code()
                    // ours of reading say where
                    && theirs[2].as_str().is_some_and(|text| e.message().starts_with(text))
            }
        };
        if !same {
            wrong.push(format!("{} -> {}\n  {theirs}\n  {ours:?}", text("from"), text("to")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), changes.len(), wrong.join("\n"));
}

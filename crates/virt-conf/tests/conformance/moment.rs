use virt_conf::domain::storage::StorageFormat;
use virt_conf::domain::{DomainDef, ParseFlags};
use virt_conf::moment::snapshot::{Align, FormatOptions, ParseOptions, SnapshotState};
use virt_conf::moment::{BackupDef, CheckpointDef, Origin, SnapshotDef, SnapshotLocation};
use virt_core::Result;
use virt_core::consts::*;

use super::Case;
use super::data::matches;

/// The domain that a case's moment is made of, as `conform.py` chooses it.
fn domain(case: &Case, xml: &str) -> DomainDef {
    let inner = xml.find("<domain ").zip(xml.find("</domain>")).map(|(a, b)| &xml[a..b + 9]);
    let text = match inner.filter(|d| d.contains("<name>")) {
        Some(inner) => inner.to_owned(),
        None => case.input("domain").expect("domain"),
    };
    DomainDef::parse(&on_test_driver(&text), ParseFlags::config()).expect("domain")
}

fn on_test_driver(xml: &str) -> String {
    let mut xml = xml.to_owned();
    for kind in ["qemu", "kvm"] {
        for quote in ['\'', '"'] {
            xml = xml.replace(&format!("type={quote}{kind}{quote}"), &format!("type={quote}test{quote}"));
        }
    }
    xml
}

/// What both drivers do before anything happens to the domain.
fn snapshot(domain: &DomainDef, xml: &str, flags: u32) -> Result<SnapshotDef> {
    let has = |flag: u32| flags & flag != 0;
    let redefine = has(VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE);
    let validate = has(VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE);
    let mut snapshot =
        SnapshotDef::parse(xml, ParseOptions { redefine, validate, ..ParseOptions::default() })?;
    if redefine {
        snapshot.check_redefined(domain.uuid, None, false, |_| true)?;
    } else {
        snapshot.domain = Some(domain.clone());
        snapshot.state = Some(SnapshotState::Shutoff);
        snapshot.memory = Some(SnapshotLocation::No);
        let align =
            Align { default: SnapshotLocation::Internal, uniform_internal: true, force_default: false };
        snapshot.align_disks(None, align, |_| true)?;
    }
    Ok(snapshot)
}

/// The lines of the moment itself; those of the domain in it are another test's.
fn outer(lines: &str) -> Vec<&str> {
    let mut inside = false;
    let outer = |line: &&str| {
        inside |= line.starts_with("  <domain ") || line.starts_with("  <inactiveDomain ");
        let keep = !inside && !line.contains("<creationTime>");
        inside &= !(line.starts_with("  </domain>") || line.starts_with("  </inactiveDomain>"));
        keep
    };
    lines.lines().filter(outer).collect()
}

fn same_outer(case: &Case, view: &str, ours: &str) -> std::result::Result<(), String> {
    let Some(want) = case.view(view)["ok"].as_array() else { return Ok(()) };
    let want: Vec<&str> = want.iter().filter_map(|l| l.as_str()).collect();
    let want = want.join("\n");
    let (want, have) = (outer(&want), outer(ours));
    let equal = want.len() == have.len() && want.iter().zip(&have).all(|(w, h)| matches(w, h));
    if equal { Ok(()) } else { Err(format!("{view}:\n{want:#?}\n{have:#?}")) }
}

#[test]
fn snapshots() {
    super::run("snapshot", 24, |case| {
        let xml = on_test_driver(&case.input("xml").ok_or("no input")?);
        let domain = domain(case, &xml);
        for flags in case.entry["flags"].as_array().into_iter().flatten().filter_map(|f| f.as_u64()) {
            // disk-only snapshots of running domains are for the driver
            if case.entry["running"] == true && flags & 1 == 0 {
                continue;
            }
            let made = snapshot(&domain, &xml, flags as u32);
            case.same_outcome(&format!("create_{flags}"), &made)?;
            if let Ok(made) = made {
                let text = made.to_xml(FormatOptions { secure: true, ..FormatOptions::default() });
                same_outer(case, &format!("xml_{flags}"), &text)?;
            }
        }
        Ok(())
    });
}

#[test]
fn checkpoints() {
    super::run("checkpoint", 14, |case| {
        let xml = on_test_driver(&case.input("xml").ok_or("no input")?);
        let domain = domain(case, &xml);
        for flags in case.entry["flags"].as_array().into_iter().flatten().filter_map(|f| f.as_u64()) {
            if flags & 4 != 0 {
                continue;
            }
            let redefine = flags & 1 != 0;
            let origin = if redefine { Origin::Redefined } else { Origin::New };
            let made = CheckpointDef::<DomainDef>::parse(&xml, origin).and_then(|mut made| {
                if redefine {
                    made.check_redefined(domain.uuid)?
                } else {
                    made.attach(domain.clone())?
                }
                Ok(made)
            });
            case.same_outcome(&format!("create_{flags}"), &made)?;
            if let Ok(made) = made {
                same_outer(case, &format!("xml_{flags}"), &made.to_xml(0))?;
                let bare = made.to_xml(VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN);
                same_outer(case, &format!("xml_nodomain_{flags}"), &bare)?;
            }
        }
        Ok(())
    });
}

#[test]
fn backups() {
    super::run("backup", 5, |case| {
        let xml = case.input("xml").ok_or("no input")?;
        let domain = domain(case, "");
        let backup = BackupDef::parse(&xml).and_then(|mut b| b.align_disks(&domain, "SUFFIX").map(|()| b));
        // what exists on the host is the driver's to see
        if case.view("begin")["error"]["code"] != VIR_ERR_INVALID_ARG {
            case.same_outcome("begin", &backup)?;
        }
        match backup {
            Ok(mut backup) => {
                // what the driver adds when it begins
                for (disk, index) in backup.disks.iter_mut().filter(|d| d.backup).zip(18..) {
                    disk.index = index;
                    disk.format.get_or_insert(StorageFormat::Qcow2);
                }
                same_outer(case, "xml", &backup.to_xml())
            }
            Err(_) => Ok(()),
        }
    });
}

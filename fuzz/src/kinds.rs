//! The kinds of documents: how each is read, strictly or not, and written again.

use virt_conf::cpu::CpuDef;
use virt_conf::domain::DomainDef;
use virt_conf::interface::InterfaceDef;
use virt_conf::moment::{BackupDef, CheckpointDef, Origin, SnapshotDef, snapshot};
use virt_conf::network::port::NetworkPortDef;
use virt_conf::network::status::NetworkStatus;
use virt_conf::network::{self, NetworkDef};
use virt_conf::nodedev::{self, NodeDeviceDef};
use virt_conf::nwfilter::NwfilterDef;
use virt_conf::nwfilter::binding::NwfilterBindingDef;
use virt_conf::secret::SecretDef;
use virt_conf::storage::source::{parse_source, source_list_xml};
use virt_conf::storage::volume::{self, VolumeDef};
use virt_conf::storage::{PoolDef, PoolKind, pool};
use virt_core::Result;
use virt_core::consts::*;

use crate::domain;

/// A kind of document.
pub struct Kind {
    /// What `cargo xtask fuzz --kind` calls it.
    pub name: &'static str,
    /// Documents that come out as they went in, also in strict reading.
    pub samples: &'static [&'static str],
    /// Reads a document, strictly or not, and writes it.
    pub again: fn(&str, bool) -> Result<String>,
}

macro_rules! kinds {
    ($($name:literal [$($sample:literal)+] $again:expr;)+) => {
        /// Every kind that is read from outside.
        pub const KINDS: &[Kind] = &[$(Kind {
            name: $name,
            samples: &[$(include_str!(concat!("../samples/", $name, "/", $sample))),+],
            again: $again,
        }),+];
    };
}

kinds! {
    "domain" ["basics.xml" "storage.xml" "devices.xml"] domain::defined;
    "domain-status" ["running.xml"] domain::status;
    "device" ["disk.xml" "interface.xml" "hostdev.xml"] domain::device;
    "save-image" ["paused.save"] domain::save_image;
    "snapshot" ["external.xml" "redefined.xml"] moment_snapshot;
    "checkpoint" ["new.xml" "redefined.xml"] moment_checkpoint;
    "backup" ["push.xml" "pull.xml"] |xml, _| Ok(BackupDef::parse(xml)?.to_xml());
    "cpu" ["guest.xml" "host.xml"] cpu;
    "network" ["nat.xml" "pool.xml"] |xml, validate| {
        Ok(NetworkDef::parse(xml, network::ParseOptions { validate, extensions: true })?.to_xml(0))
    };
    "network-status" ["active.xml"] |xml, _| Ok(NetworkStatus::parse(xml)?.to_xml());
    "port" ["bridge.xml"] |xml, strict| Ok(NetworkPortDef::parse(xml, u32::from(strict))?.to_xml());
    "pool" ["iscsi.xml" "fs.xml" "scsi.xml"] |xml, validate| {
        Ok(PoolDef::parse(xml, pool::ParseOptions { validate, extensions: true })?.to_xml())
    };
    "pool-status" ["active.xml"] |xml, validate| {
        Ok(PoolDef::parse_state(xml, pool::ParseOptions { validate, extensions: true })?.to_state_xml())
    };
    "pool-source" ["gluster.xml"] pool_source;
    "volume" ["qcow2.xml"] |xml, validate| {
        let options = volume::ParseOptions { validate, ..volume::ParseOptions::default() };
        Ok(VolumeDef::parse(xml, PoolKind::Dir, options)?.to_xml())
    };
    "interface" ["bond.xml"] |xml, strict| Ok(InterfaceDef::parse(xml, u32::from(strict))?.to_xml());
    "nodedev" ["pci.xml" "disk.xml"] nodedev;
    "secret" ["ceph.xml"] |xml, strict| Ok(SecretDef::parse(xml, u32::from(strict))?.to_xml());
    "nwfilter" ["rules.xml"] |xml, strict| Ok(NwfilterDef::parse(xml, u32::from(strict))?.to_xml());
    "binding" ["filter.xml"] |xml, strict| Ok(NwfilterBindingDef::parse(xml, u32::from(strict))?.to_xml());
}

/// The kind of a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.name == name)
}

/// As one that is given back, or else as a new one, which begins when it is made.
fn moment_snapshot(xml: &str, validate: bool) -> Result<String> {
    let options =
        snapshot::ParseOptions { redefine: true, validate, internal: true, cookie: true, offline: false };
    let made = SnapshotDef::<DomainDef>::parse(xml, options).or_else(|_| {
        let new = snapshot::ParseOptions { redefine: false, internal: false, ..options };
        SnapshotDef::parse(xml, new).map(|new| SnapshotDef { creation_time: 1, name: "new".into(), ..new })
    })?;
    let current = made.active;
    Ok(made.to_xml(snapshot::FormatOptions { secure: true, current, ..snapshot::FormatOptions::default() }))
}

fn moment_checkpoint(xml: &str, _: bool) -> Result<String> {
    let made = CheckpointDef::<DomainDef>::parse(xml, Origin::Redefined).or_else(|_| {
        let new = CheckpointDef::parse(xml, Origin::New)?;
        Ok::<_, virt_core::Error>(CheckpointDef { creation_time: 0, name: "new".into(), ..new })
    })?;
    Ok(made.to_xml(VIR_DOMAIN_CHECKPOINT_XML_SECURE))
}

/// What a search for pools is asked with, for a kind of pool that has every part.
fn pool_source(xml: &str, _: bool) -> Result<String> {
    let source = parse_source(xml, PoolKind::Gluster)?;
    let list = source_list_xml(PoolKind::Gluster, std::slice::from_ref(&source));
    let inner = list.trim_start_matches("<sources>\n").trim_end_matches("</sources>\n");
    // only tags are indented, not the lines of texts
    let outdented = |line: &str| match line.trim_start().starts_with('<') {
        true => format!("{}\n", line.strip_prefix("  ").unwrap_or(line)),
        false => format!("{line}\n"),
    };
    Ok(inner.lines().map(outdented).collect())
}

/// A CPU about which nothing is said has no document.
fn cpu(xml: &str, strict: bool) -> Result<String> {
    let text = CpuDef::parse(xml, strict)?.to_xml();
    Ok(if text.is_empty() { "<cpu mode='host-model'/>\n".to_owned() } else { text })
}

/// Mediated devices as they are defined, others as they are.
fn nodedev(xml: &str, validate: bool) -> Result<String> {
    let options = nodedev::ParseOptions { validate, ..nodedev::ParseOptions::default() };
    let device = NodeDeviceDef::parse(xml, options)?;
    let defined = device.capabilities.iter().any(|c| matches!(c, nodedev::Capability::Mdev(_)));
    Ok(device.to_xml(if defined { VIR_NODE_DEVICE_XML_INACTIVE } else { 0 }))
}

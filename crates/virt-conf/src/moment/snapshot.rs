//! `<domainsnapshot>`: a domain's disks, and perhaps its memory, as they were.

use virt_core::consts::*;
use virt_core::{Result, Uuid, bail, err};
use virt_xml::{Code, Node, Plain, Value, Word, Writer};

use super::disk::SnapshotDisk;
use super::{DiskFacts, MomentDomain, SnapshotLocation, check_uuid, match_disks, now_and_name};
use crate::common::document::{self, Kind};
use crate::cpu::{CpuDef, CpuKind};
use crate::domain::DomainDef;

/// A snapshot of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotDef<D = DomainDef> {
    pub name: String,
    pub description: Option<String>,
    pub parent: Option<String>,
    /// Seconds since 1970.
    pub creation_time: i64,
    /// What the domain did; not known before the snapshot has been made.
    pub state: Option<SnapshotState>,
    pub memory: Option<SnapshotLocation>,
    /// Where the memory went.
    pub memory_file: Option<String>,
    pub disks: Vec<SnapshotDisk>,
    /// Disks that replaced those of an external snapshot when it was gone back to.
    pub revert_disks: Vec<SnapshotDisk>,
    pub domain: Option<D>,
    /// The configuration for the next start, when the domain ran with another one.
    pub inactive_domain: Option<D>,
    pub cookie: Option<SaveCookie>,
    /// Files of drivers: whether this was the current snapshot.
    pub active: Option<bool>,
}

/// What the domain did when it was caught.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Value)]
pub enum SnapshotState {
    Nostate,
    Running,
    Blocked,
    Paused,
    Shutdown,
    Shutoff,
    Crashed,
    Pmsuspended,
    /// Only the disks were caught.
    DiskSnapshot,
}

/// `<cookie>`: what the QEMU driver needs beside the domain to go on where the guest stopped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaveCookie {
    /// The CPU as the guest saw it.
    pub cpu: Option<CpuDef>,
    pub slirp_helper: bool,
}

/// How a snapshot is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParseOptions {
    /// A snapshot that exists is given back.
    pub redefine: bool,
    /// Refuse what is not known.
    pub validate: bool,
    /// Only disks are caught, or the domain does not run: there is no memory.
    pub offline: bool,
    /// A driver's own file.
    pub internal: bool,
    /// Read [`SaveCookie`].
    pub cookie: bool,
}

/// How a snapshot is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct FormatOptions {
    /// With passwords.
    pub secure: bool,
    /// A driver's own file: says whether the snapshot is the current one.
    pub current: Option<bool>,
    /// Stands for the domain where it is not known.
    pub domain_uuid: Option<Uuid>,
}

/// How disks are fitted to the domain's.
#[derive(Debug, Clone, Copy)]
pub struct Align {
    /// Where snapshots go that say nothing.
    pub default: SnapshotLocation,
    /// All disks take part in an internal snapshot.
    pub uniform_internal: bool,
    /// The default counts more than what the domain says.
    pub force_default: bool,
}

const DOCUMENT: Kind =
    Kind { root: "domainsnapshot", label: "(domain_snapshot)", origin: VIR_FROM_DOMAIN_SNAPSHOT };

macro_rules! fail {
    ($code:ident, $($t:tt)+) => { bail!(VIR_FROM_DOMAIN_SNAPSHOT, $code, $($t)+) };
}

impl SnapshotState {
    /// Whether there was no memory to keep.
    fn is_offline(self) -> bool {
        matches!(self, Self::Shutoff | Self::DiskSnapshot)
    }

    fn is_online(self) -> bool {
        matches!(self, Self::Running | Self::Paused)
    }
}

impl<D: MomentDomain> SnapshotDef<D> {
    /// Reads the document.
    pub fn parse(xml: &str, options: ParseOptions) -> Result<Self> {
        let view = super::view(false);
        document::parse_view(xml, &DOCUMENT, options.validate, view, |node| Self::read(node, options))
    }

    /// The document.
    pub fn to_xml(&self, options: FormatOptions) -> String {
        document::format_view(super::view(options.secure), |w| {
            w.pair("domainsnapshot", |_| (), |w| self.write(options, w));
        })
    }

    fn read(node: Node<'_>, options: ParseOptions) -> virt_xml::Result<Self> {
        let name = node.child_text("name");
        if options.redefine && name.is_none() {
            return Err(node.invalid("a redefined snapshot must have a name"));
        }
        let mut snapshot = Self {
            name: String::new(),
            description: node.child_text("description"),
            parent: None,
            creation_time: 0,
            state: None,
            memory: None,
            memory_file: None,
            disks: Vec::new(),
            revert_disks: Vec::new(),
            domain: None,
            inactive_domain: None,
            cookie: None,
            active: None,
        };
        let mut offline = options.offline;
        if options.redefine {
            snapshot.name = name.unwrap_or_default();
            snapshot.read_history(node)?;
            offline = snapshot.state.is_some_and(SnapshotState::is_offline);
        } else {
            (snapshot.creation_time, snapshot.name) = now_and_name(name);
            for known in ["parent", "state", "creationTime", "domain", "inactiveDomain"] {
                node.child(known).map(Node::seen_whole);
            }
        }
        snapshot.read_memory(node, options.redefine, offline)?;
        let disks = |list: &str| -> virt_xml::Result<Vec<SnapshotDisk>> {
            let Some(list) = node.child(list) else { return Ok(Vec::new()) };
            list.elements().map(|disk| SnapshotDisk::read(disk.seen(), options.redefine)).collect()
        };
        snapshot.disks = disks("disks")?;
        if options.redefine {
            snapshot.revert_disks = disks("revertDisks")?;
        } else {
            node.child("revertDisks").map(Node::seen_whole);
        }
        let active = node.text_value::<Plain, i32>("active", Some(Code::Internal));
        if options.internal {
            let missing = || node.error(Code::Internal, "Could not find 'active' element");
            snapshot.active = Some(active?.ok_or_else(missing)? != 0);
        }
        if let Some(cookie) = node.child("cookie") {
            match options.cookie && !offline {
                true => snapshot.cookie = Some(SaveCookie::read(cookie)?),
                false => _ = cookie.seen_whole(),
            }
        }
        Ok(snapshot)
    }

    /// What only a snapshot that exists has.
    fn read_history(&mut self, node: Node<'_>) -> virt_xml::Result<()> {
        let time = node.child_text("creationTime").and_then(|t| virt_xml::parse_signed(&t, 10));
        self.creation_time =
            time.ok_or_else(|| node.error(Code::Internal, "missing creationTime from existing snapshot"))?;
        self.parent = node.child("parent").and_then(|p| p.child_text("name"));
        let word = node.child_text("state");
        let word = word.ok_or_else(|| node.invalid("missing state from existing snapshot"))?;
        let state = SnapshotState::from_word(&word).filter(|s| *s != SnapshotState::Nostate);
        self.state = Some(
            state
                .ok_or_else(|| node.unsupported(format!("Invalid state '{word}' in domain snapshot XML")))?,
        );
        // very old snapshots only name the domain
        if let Some(domain) = node.child("domain") {
            match domain.attr("type").is_some_and(|t| !t.is_empty()) {
                true => self.domain = Some(D::read(domain)?),
                false => _ = domain.seen_whole(),
            }
        }
        self.inactive_domain = node.child("inactiveDomain").map(D::read).transpose()?;
        Ok(())
    }

    fn read_memory(&mut self, node: Node<'_>, redefine: bool, offline: bool) -> virt_xml::Result<()> {
        if let Some(memory) = node.child("memory") {
            self.memory_file = memory.attr("file").map(str::to_owned);
            self.memory = memory.value::<Plain, SnapshotLocation>("snapshot", None)?;
            if self.memory == Some(SnapshotLocation::Manual) {
                return Err(memory.invalid("'manual' memory snapshot mode not supported"));
            }
        }
        if self.memory.is_none() {
            self.memory = match (&self.memory_file, redefine, offline) {
                (Some(_), ..) => Some(SnapshotLocation::External),
                (None, false, _) => None,
                (None, true, true) => Some(SnapshotLocation::No),
                (None, true, false) => Some(SnapshotLocation::Internal),
            };
        }
        let external = self.memory == Some(SnapshotLocation::External);
        match &self.memory_file {
            Some(file) if !external => {
                Err(node.invalid(format!("memory filename '{file}' requires external snapshot")))
            }
            None if external => Err(node.invalid("external memory snapshots require a filename")),
            _ if offline && !matches!(self.memory, None | Some(SnapshotLocation::No)) => {
                Err(node.invalid("memory state cannot be saved with offline or disk-only snapshot"))
            }
            Some(file) if !file.starts_with('/') => {
                Err(node.invalid(format!("memory snapshot file path ({file}) must be absolute")))
            }
            _ => Ok(()),
        }
    }

    fn write(&self, options: FormatOptions, w: &mut Writer) {
        w.text("name", &self.name);
        if let Some(description) = &self.description {
            w.text("description", description);
        }
        if let Some(state) = &self.state {
            w.text_value::<Plain, _>("state", state);
        }
        if let Some(parent) = &self.parent {
            w.element("parent", true, |_| (), |w| w.text("name", parent));
        }
        if self.creation_time != 0 {
            w.text("creationTime", &self.creation_time.to_string());
        }
        if let Some(memory) = &self.memory {
            let attrs = |w: &mut Writer| {
                w.attr_value::<Plain, _>("snapshot", memory);
                if let Some(file) = &self.memory_file {
                    w.attr("file", file);
                }
            };
            w.element("memory", true, attrs, |_| ());
        }
        for (name, disks) in [("disks", &self.disks), ("revertDisks", &self.revert_disks)] {
            w.element(name, false, |_| (), |w| disks.iter().for_each(|d| d.write(w)));
        }
        match (&self.domain, options.domain_uuid) {
            (Some(domain), _) => domain.write("domain", w),
            (None, Some(uuid)) => w.element("domain", true, |_| (), |w| w.text("uuid", &uuid.to_string())),
            (None, None) => {}
        }
        if let Some(domain) = &self.inactive_domain {
            domain.write("inactiveDomain", w);
        }
        if let Some(cookie) = &self.cookie {
            w.pair("cookie", |_| (), |w| cookie.write(w));
        }
        if let Some(current) = options.current {
            w.text("active", if current { "1" } else { "0" });
        }
    }

    /// Whether anything of the snapshot is outside the disks' own files.
    pub fn is_external(&self) -> bool {
        let external = Some(SnapshotLocation::External);
        self.memory == external || self.disks.iter().any(|d| d.snapshot == external)
    }

    /// Fits a snapshot that is given back to the domain `uuid`; `other` is the one it replaces.
    pub fn check_redefined(
        &mut self,
        uuid: Uuid,
        other: Option<&Self>,
        disk_only: bool,
        is_regular: impl Fn(&str) -> bool,
    ) -> Result<()> {
        let (name, state) = (&self.name, self.state);
        if disk_only && state != Some(SnapshotState::DiskSnapshot) {
            fail!(VIR_ERR_INVALID_ARG, "disk-only flag for snapshot {name} requires disk-snapshot state");
        }
        if let Some(domain) = &self.domain {
            check_uuid(domain, uuid, "snapshot", name, VIR_FROM_DOMAIN_SNAPSHOT)?;
        }
        if let Some(other) = other {
            let is = |s: Option<SnapshotState>, f: fn(SnapshotState) -> bool| s.is_some_and(f);
            if is(other.state, SnapshotState::is_online) != is(state, SnapshotState::is_online) {
                fail!(
                    VIR_ERR_INVALID_ARG,
                    "cannot change between online and offline snapshot state in snapshot {name}"
                );
            }
            let disk_only = |s: SnapshotState| s == SnapshotState::DiskSnapshot;
            if is(other.state, disk_only) != is(state, disk_only) {
                fail!(
                    VIR_ERR_INVALID_ARG,
                    "cannot change between disk only and full system in snapshot {name}"
                );
            }
            if let (Some(old), Some(new)) = (&other.domain, &self.domain) {
                old.check_same_machine(new)?;
            }
        }
        let external = state == Some(SnapshotState::DiskSnapshot) || self.is_external();
        let default = if external { SnapshotLocation::External } else { SnapshotLocation::Internal };
        let align = Align { default, uniform_internal: true, force_default: false };
        self.align_disks(other.and_then(|o| o.domain.as_ref()), align, is_regular)
    }

    /// One entry for each disk of the domain; `existing` stands in for a domain that the document leaves out.
    /// `is_regular` tells whether a path is a plain file, beside which a new one can be put.
    pub fn align_disks(
        &mut self,
        existing: Option<&D>,
        align: Align,
        is_regular: impl Fn(&str) -> bool,
    ) -> Result<()> {
        let Some(domain) = self.domain.as_ref().or(existing) else {
            fail!(VIR_ERR_INTERNAL_ERROR, "missing domain in snapshot");
        };
        let facts = domain.disks();
        if self.disks.len() > facts.len() {
            fail!(VIR_ERR_CONFIG_UNSUPPORTED, "too many disk snapshot requests for domain");
        }
        if facts.is_empty() {
            return Ok(());
        }
        for disk in &mut self.disks {
            settle(disk, &facts, align)?;
        }
        let entries = std::mem::take(&mut self.disks);
        for (disk, entry) in match_disks(&facts, VIR_FROM_DOMAIN_SNAPSHOT, entries, |d| &d.name)? {
            self.disks.push(match entry {
                Some(entry) => SnapshotDisk { name: disk.target.clone(), ..entry },
                None => SnapshotDisk {
                    name: disk.target.clone(),
                    snapshot: Some(match disk.snapshot.filter(|_| !align.force_default) {
                        _ if disk.is_empty => SnapshotLocation::No,
                        Some(location) => location,
                        None => align.default,
                    }),
                    ..SnapshotDisk::default()
                },
            });
        }
        self.name_files(&facts, is_regular)
    }

    /// Gives new files names: that of the disk's file, with the snapshot's instead of the suffix.
    fn name_files(&mut self, facts: &[DiskFacts], is_regular: impl Fn(&str) -> bool) -> Result<()> {
        for (at, fact) in facts.iter().enumerate() {
            let Some(disk) = self.disks.get(at) else { return Ok(()) };
            if disk.snapshot != Some(SnapshotLocation::External) || disk.source.path().is_some() {
                continue;
            }
            let why = |text: String| {
                Err(err!(
                    VIR_FROM_DOMAIN_SNAPSHOT,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    "cannot generate external snapshot name for disk '{}'{text}",
                    disk.name
                ))
            };
            if !disk.is_file() {
                return why(format!(" on a '{}' device", disk.source.kind.kind()));
            }
            let Some(original) = &fact.path else { return why(" without source".into()) };
            if !is_regular(original) {
                return why(": its source is not a regular file".into());
            }
            let stem = match original.rsplit_once('.') {
                Some((stem, suffix)) if !suffix.contains('/') => stem,
                _ => original,
            };
            let path = format!("{stem}.{}", self.name);
            if let Some(other) = self.disks[..at].iter().find(|d| d.source.path() == Some(&path)) {
                return why(format!(": collision with disk '{}'", other.name));
            }
            self.disks[at].set_file(path);
        }
        Ok(())
    }
}

/// Settles where the snapshot of a named disk goes.
fn settle(entry: &mut SnapshotDisk, facts: &[DiskFacts], align: Align) -> Result<()> {
    let uniform = align.uniform_internal && align.default == SnapshotLocation::Internal;
    // a name that no disk has is told later
    let Some(disk) = super::disk_by_name(facts, &entry.name) else { return Ok(()) };
    let no = Some(SnapshotLocation::No);
    match entry.snapshot {
        None => {
            let own = disk.snapshot.filter(|_| !uniform || disk.snapshot == no);
            entry.snapshot = Some(own.unwrap_or(align.default));
        }
        Some(location)
            if uniform && location != align.default && !(entry.snapshot == no && disk.snapshot == no) =>
        {
            fail!(
                VIR_ERR_CONFIG_UNSUPPORTED,
                "disk '{}' must use snapshot mode '{}'",
                entry.name,
                align.default
            );
        }
        Some(_) => {}
    }
    if let Some(path) = entry.source.path()
        && entry.snapshot != Some(SnapshotLocation::External)
    {
        fail!(
            VIR_ERR_CONFIG_UNSUPPORTED,
            "file '{path}' for disk '{}' requires use of external snapshot mode",
            entry.name
        );
    }
    Ok(())
}

impl SaveCookie {
    /// Reads what stands in `<cookie>`.
    pub fn read(node: Node<'_>) -> virt_xml::Result<Self> {
        let cpu = node.child("cpu").map(|cpu| CpuDef::read_as(cpu, Some(CpuKind::Guest))).transpose()?;
        Ok(Self { cpu, slirp_helper: node.child("slirpHelper").is_some() })
    }

    /// Writes what stands in `<cookie>`.
    pub fn write(&self, w: &mut Writer) {
        if let Some(cpu) = &self.cpu {
            virt_xml::Element::write(cpu, "cpu", true, w);
        }
        if self.slirp_helper {
            w.empty("slirpHelper");
        }
    }
}

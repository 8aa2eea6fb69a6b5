//! What went through the guest's disks, and how big they are.

use std::path::Path;

use serde_json::{Value, json};
use virt_core::consts::*;
use virt_core::driver::{BlockInfo, BlockStats, DiskError, check_flags};
use virt_core::{Domain, Error, Result, TypedParam, bail, err};
use virt_qmp::Monitor;

use super::questions::{Question, ask};
use super::{Params, QemuConnection, Subject, number};
use crate::definition::Definition;
use crate::domain::{Job, State};
use crate::images;
use crate::vocabulary::{Disk, StorageFormat, StorageKind, StorageSource};

/// QEMU's answers about all devices and all images.
struct Answers {
    devices: Vec<Value>,
    nodes: Vec<Value>,
    images: Vec<Value>,
}

impl Answers {
    fn questions() -> Vec<Question> {
        vec![
            Question("query-blockstats", None),
            Question("query-blockstats", Some(json!({ "query-nodes": true }))),
            Question("query-named-block-nodes", Some(json!({ "flat": true }))),
        ]
    }

    fn ask(monitor: &Monitor) -> Result<Self> {
        let answers = ask(monitor, &Self::questions())?;
        Ok(Self::read(answers.into_iter()))
    }

    /// From the answers to the questions.
    fn read(mut answers: impl Iterator<Item = Value>) -> Self {
        let mut list = || match answers.next() {
            Some(Value::Array(list)) => list,
            _ => Vec::new(),
        };
        Self { devices: list(), nodes: list(), images: list() }
    }

    /// The counters of the device with this alias.
    fn device(&self, alias: &str) -> Option<&Value> {
        let is = |entry: &&Value| {
            let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
            text("qdev").split('/').any(|part| part == alias)
                || text("device").strip_prefix("drive-").unwrap_or(text("device")) == alias
        };
        self.devices.iter().find(is)
    }

    /// The images of a device, the top one first, as the names of their nodes.
    fn node_of(&self, index: u32, alias: &str) -> Option<String> {
        if index > 0 {
            // Raw images of newer emulators have no node for their format.
            let layers = ["format", "slice-sto", "storage"];
            let names = layers.map(|layer| format!("libvirt-{index}-{layer}"));
            return names.into_iter().find(|name| self.image(name).is_some());
        }
        Some(self.device(alias)?.get("node-name")?.as_str()?.to_owned())
    }

    fn image(&self, node: &str) -> Option<&Value> {
        let by_name = |list: &'_ [Value]| -> Option<usize> {
            list.iter().position(|image| image.get("node-name").and_then(Value::as_str) == Some(node))
        };
        by_name(&self.images).map(|place| &self.images[place])
    }

    fn sizes(&self, node: &str) -> Sizes {
        let image = self.image(node).and_then(|image| image.get("image"));
        let entry =
            self.nodes.iter().find(|entry| entry.get("node-name").and_then(Value::as_str) == Some(node));
        // The storage below the format layer knows how far it was written.
        let storage = entry.and_then(|entry| entry.get("parent")).or(entry);
        Sizes {
            capacity: image.and_then(|image| number(image, "virtual-size")),
            allocation: storage.and_then(|entry| number(entry.get("stats")?, "wr_highest_offset")),
            actual: image.and_then(|image| number(image, "actual-size")),
            // It is set on the storage, whatever lies above.
            threshold: node
                .strip_suffix("-format")
                .map_or_else(|| self.image(node), |id| self.image(&format!("{id}-storage")))
                .and_then(|image| number(image, "write_threshold"))
                .filter(|n| *n > 0),
        }
    }
}

struct Sizes {
    capacity: Option<u64>,
    allocation: Option<u64>,
    /// What the image takes on the host.
    actual: Option<u64>,
    threshold: Option<u64>,
}

pub(super) fn ask_all(state: &State) -> Vec<Question> {
    if state.def.devices.disks.is_empty() { Vec::new() } else { Answers::questions() }
}

pub(super) fn all(subject: &Subject, answers: &[Option<Value>], params: &mut Params) {
    let all: Option<Vec<Value>> = answers.iter().cloned().collect();
    let answers = all.filter(|all| !all.is_empty()).map(|all| Answers::read(all.into_iter()));
    let mut records = Params::default();
    let mut count = 0;
    let depth = if subject.backing { usize::MAX } else { 1 };
    for disk in &subject.state.def.devices.disks {
        for (layer, (index, source)) in disk.chain().take(depth).enumerate() {
            let name = |suffix: &str| format!("{VIR_DOMAIN_STATS_BLOCK_PREFIX}{count}{suffix}");
            records.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_NAME), disk.target.dev.as_deref());
            records.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_PATH), local_path(source));
            records.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX), (index > 0).then_some(index));
            let alias = disk.info.alias.as_deref().unwrap_or_default();
            match &answers {
                Some(answers) => {
                    if layer == 0 {
                        counters(alias, answers, &name, &mut records);
                    }
                    if let Some(node) = answers.node_of(index, alias) {
                        image_sizes(source, &answers.sizes(&node), &name, &mut records);
                    }
                }
                None if !subject.state.is_active() => {
                    let format = if layer == 0 { disk.driver.format } else { None };
                    stored(source, format, &name, &mut records);
                }
                None => {}
            }
            count += 1;
        }
    }
    params.count(VIR_DOMAIN_STATS_BLOCK_COUNT, count);
    params.0.append(&mut records.0);
}

/// What the guest has read and written.
fn counters(alias: &str, answers: &Answers, name: &dyn Fn(&str) -> String, params: &mut Params) {
    let Some(stats) = answers.device(alias).and_then(|entry| entry.get("stats")) else { return };
    for (suffix, field) in [
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS, "rd_operations"),
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES, "rd_bytes"),
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES, "rd_total_time_ns"),
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS, "wr_operations"),
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES, "wr_bytes"),
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES, "wr_total_time_ns"),
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS, "flush_operations"),
        (VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES, "flush_total_time_ns"),
    ] {
        params.some(name(suffix), number(stats, field));
    }
}

/// How big a running domain's image is.
fn image_sizes(source: &StorageSource, sizes: &Sizes, name: &dyn Fn(&str) -> String, params: &mut Params) {
    params.add(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION), sizes.allocation.unwrap_or(0));
    params.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY), sizes.capacity.filter(|n| *n > 0));
    let physical = sizes.actual.filter(|n| *n > 0).or_else(|| physical(source).map(|(size, _)| size));
    params.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL), physical);
    params.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD), sizes.threshold);
}

/// How big the image of a domain is that doesn't run.
fn stored(
    source: &StorageSource,
    format: Option<StorageFormat>,
    name: &dyn Fn(&str) -> String,
    params: &mut Params,
) {
    let Some((physical, allocation)) = physical(source) else { return };
    let capacity = format.and_then(|format| capacity(format, source)).unwrap_or(physical);
    let known = |value: u64| (value > 0).then_some(value);
    params.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION), known(allocation));
    params.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY), known(capacity));
    params.some(name(VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL), known(physical));
}

/// What the guest sees of an image, as its header says.
fn capacity(format: StorageFormat, source: &StorageSource) -> Option<u64> {
    images::capacity(format, &images::read_start(local_path(source)?)?.data)
}

fn local_path(source: &StorageSource) -> Option<&str> {
    let local =
        matches!(source.kind, StorageKind::File { .. } | StorageKind::Block { .. } | StorageKind::Dir { .. });
    source.path().filter(|_| local)
}

/// The size of the file, and how much of it takes room.
fn physical(source: &StorageSource) -> Option<(u64, u64)> {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    let path = local_path(source)?;
    let meta = std::fs::metadata(path).ok()?;
    if meta.file_type().is_block_device() {
        let size =
            std::io::Seek::seek(&mut std::fs::File::open(path).ok()?, std::io::SeekFrom::End(0)).ok()?;
        return Some((size, size));
    }
    Some((meta.len(), meta.blocks().saturating_mul(512)))
}

/// A disk by its target (`vda`) or the path of its source.
fn disk_named<'a>(definition: &'a Definition, name: &str) -> Option<&'a Disk> {
    let disks = &definition.devices.disks;
    disks
        .iter()
        .find(|disk| disk.target.dev.as_deref() == Some(name))
        .or_else(|| disks.iter().find(|disk| disk.source.path() == Some(name)))
}

impl QemuConnection {
    pub(in crate::connection) fn block_stats(&self, domain: &Domain, disk: &str) -> Result<BlockStats> {
        let stats = self.counters(domain, disk, "virDomainBlockStats")?;
        let value = |name: &str| stats.get(name).and_then(Value::as_i64).unwrap_or(-1);
        Ok(BlockStats {
            rd_req: value("rd_operations"),
            rd_bytes: value("rd_bytes"),
            wr_req: value("wr_operations"),
            wr_bytes: value("wr_bytes"),
            errs: -1,
        })
    }

    pub(in crate::connection) fn block_stats_flags(
        &self,
        domain: &Domain,
        disk: &str,
        flags: u32,
    ) -> Result<Vec<TypedParam>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainBlockStatsFlags", flags, VIR_TYPED_PARAM_STRING_OKAY)?;
        let stats = self.counters(domain, disk, "virDomainBlockStatsFlags")?;
        let fields = [
            (VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES, "wr_bytes"),
            (VIR_DOMAIN_BLOCK_STATS_WRITE_REQ, "wr_operations"),
            (VIR_DOMAIN_BLOCK_STATS_READ_BYTES, "rd_bytes"),
            (VIR_DOMAIN_BLOCK_STATS_READ_REQ, "rd_operations"),
            (VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ, "flush_operations"),
            (VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES, "wr_total_time_ns"),
            (VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES, "rd_total_time_ns"),
            (VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES, "flush_total_time_ns"),
        ];
        let read = |(name, field): (&'static str, &str)| {
            Some(TypedParam::new(name, stats.get(field).and_then(Value::as_i64)?))
        };
        Ok(fields.into_iter().filter_map(read).collect())
    }

    /// A disk's counters, or the sum of all when `disk` is empty.
    fn counters(&self, domain: &Domain, disk: &str, who: &'static str) -> Result<Value> {
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Query, who)?;
        let state = vm.state();
        let answers = Answers::ask(state.active()?.monitor()?)?;
        if disk.is_empty() {
            let mut sum = serde_json::Map::new();
            for stats in answers.devices.iter().filter_map(|entry| entry.get("stats")?.as_object()) {
                for (name, value) in stats {
                    if let Some(value) = value.as_u64() {
                        let before = sum.get(name).and_then(Value::as_u64).unwrap_or(0);
                        sum.insert(name.clone(), before.saturating_add(value).into());
                    }
                }
            }
            return Ok(Value::Object(sum));
        }
        let found = disk_named(&state.def, disk)
            .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "invalid path: {disk}"))?;
        let alias = found.info.alias.as_deref().unwrap_or_default();
        let stats = answers.device(alias).and_then(|entry| entry.get("stats")).cloned();
        stats.ok_or_else(|| {
            err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot find statistics for device '{alias}'")
        })
    }

    pub(in crate::connection) fn block_info(
        &self,
        domain: &Domain,
        disk: &str,
        flags: u32,
    ) -> Result<BlockInfo> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetBlockInfo", flags, 0)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Query, "virDomainGetBlockInfo")?;
        let state = vm.state();
        let found = disk_named(&state.def, disk).ok_or_else(|| {
            err!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "invalid path {disk} not assigned to domain")
        })?;
        let path = found.source.path().ok_or_else(|| {
            err!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "disk '{disk}' does not currently have a source assigned"
            )
        })?;
        let stat_failed = || {
            let error =
                std::fs::metadata(Path::new(path)).err().unwrap_or_else(|| std::io::ErrorKind::Other.into());
            Error::system(VIR_FROM_QEMU, &error, format!("cannot stat file '{path}'"))
        };
        let monitor = state.run.as_ref().and_then(|run| run.monitor().ok());
        let sizes = monitor.and_then(|monitor| {
            let answers = Answers::ask(monitor).ok()?;
            let node =
                answers.node_of(found.source.index, found.info.alias.as_deref().unwrap_or_default())?;
            Some(answers.sizes(&node))
        });
        let (physical, allocated) = physical(&found.source).ok_or_else(stat_failed)?;
        let known = sizes.as_ref().and_then(|sizes| sizes.capacity).unwrap_or(physical);
        let raw = known == physical;
        let written = sizes.as_ref().and_then(|sizes| sizes.allocation).filter(|n| *n > 0 && !raw);
        Ok(BlockInfo { capacity: known, allocation: written.unwrap_or(allocated), physical })
    }

    pub(in crate::connection) fn disk_errors(&self, domain: &Domain, flags: u32) -> Result<Vec<DiskError>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainGetDiskErrors", flags, 0)?;
        let vm = self.vm(domain)?;
        let _job = vm.begin(Job::Query, "virDomainGetDiskErrors")?;
        let state = vm.state();
        let reply = state.active()?.monitor()?.execute("query-block", None)?;
        let mut errors = Vec::new();
        for device in reply.as_array().into_iter().flatten() {
            let text = |name: &str| device.get(name).and_then(Value::as_str);
            let error = match text("io-status") {
                Some("failed") => VIR_DOMAIN_DISK_ERROR_UNSPEC,
                Some("nospace") => VIR_DOMAIN_DISK_ERROR_NO_SPACE,
                _ => continue,
            };
            let owner = state.def.devices.disks.iter().find(|disk| {
                let alias = disk.info.alias.as_deref().unwrap_or_default();
                text("qdev").is_some_and(|path| path.split('/').any(|part| part == alias))
            });
            if let Some(target) = owner.and_then(|disk| disk.target.dev.clone()) {
                errors.push(DiskError { disk: target, error });
            }
        }
        Ok(errors)
    }

    pub(in crate::connection) fn block_peek(
        &self,
        domain: &Domain,
        disk: &str,
        offset: u64,
        size: usize,
        flags: u32,
    ) -> Result<Vec<u8>> {
        use std::os::unix::fs::FileExt;
        check_flags(VIR_FROM_QEMU, "qemuDomainBlockPeek", flags, 0)?;
        let state = self.vm(domain)?.state();
        let found = disk_named(&state.def, disk)
            .ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "invalid disk or path '{disk}'"))?;
        if let Some(format) = found.driver.format.filter(|format| format.as_str() != "raw") {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_UNSUPPORTED,
                "peeking is only supported for disk with 'raw' format not '{}'",
                format.as_str()
            );
        }
        let path = found.source.path().unwrap_or_default();
        let mut buffer = vec![0; size];
        let read = std::fs::File::open(path).and_then(|file| file.read_exact_at(&mut buffer, offset));
        read.map_err(|error| {
            Error::system(VIR_FROM_QEMU, &error, format!("{path}: failed to seek or read"))
        })?;
        Ok(buffer)
    }
}

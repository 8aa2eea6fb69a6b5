//! The host's processors and memory in numbers.

use std::collections::HashMap;
use std::path::Path;

use virt_core::consts::*;
use virt_core::driver::{NodeCpuMap, NodeStat, check_flags, unsupported};
use virt_core::{Error, Result, TypedParam, TypedValue, bail, check_params};
use virt_host::node;

pub(super) fn cpu_map(flags: u32) -> Result<NodeCpuMap> {
    check_flags(VIR_FROM_NONE, "virHostCPUGetMap", flags, 0)?;
    let list = |name: &str| {
        let text = std::fs::read_to_string(format!("/sys/devices/system/cpu/{name}"));
        text.ok().and_then(|text| node::parse_list(text.trim())).unwrap_or_default()
    };
    let (present, online) = (list("present"), list("online"));
    let cpus = present.last().map_or(0, |last| last + 1);
    let mut map = vec![0; usize::try_from(cpus).unwrap_or(0).div_ceil(8)];
    for cpu in &online {
        if let Some(byte) = map.get_mut(usize::try_from(cpu / 8).unwrap_or(usize::MAX)) {
            *byte |= 1 << (cpu % 8);
        }
    }
    Ok(NodeCpuMap { cpus, map, online: u32::try_from(online.len()).unwrap_or(0) })
}

pub(super) fn free_memory() -> Result<u64> {
    Ok(meminfo("/proc/meminfo")?.get("MemFree").copied().unwrap_or(0).saturating_mul(1024))
}

pub(super) fn cells_free_memory(start: i32, max: i32) -> Result<Vec<u64>> {
    let cells = node::cells(Path::new("/"));
    let last = cells.last().map_or(0, |cell| cell.id);
    let wanted = |number: i32| u32::try_from(number).unwrap_or(0);
    if wanted(start) > last {
        bail!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "start cell {start} out of range (0-{last})");
    }
    let chosen = cells.iter().filter(|cell| cell.id >= wanted(start)).take(max.max(0) as usize);
    chosen
        .map(|cell| {
            let info = meminfo(&format!("/sys/devices/system/node/node{}/meminfo", cell.id))?;
            Ok(info.get("MemFree").copied().unwrap_or(0).saturating_mul(1024))
        })
        .collect()
}

pub(super) fn host_cpu_stats(cpu: i32, flags: u32) -> Result<Vec<NodeStat>> {
    check_flags(VIR_FROM_NONE, "virHostCPUGetStats", flags, 0)?;
    let text = std::fs::read_to_string("/proc/stat")
        .map_err(|error| Error::system(VIR_FROM_NONE, &error, "cannot open /proc/stat"))?;
    let name = if cpu < 0 { "cpu".to_owned() } else { format!("cpu{cpu}") };
    let Some(line) = text.lines().find(|line| line.split(' ').next() == Some(&name)) else {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Invalid cpuNum in virHostCPUGetStatsLinux");
    };
    let ticks: Vec<u64> = line.split_ascii_whitespace().skip(1).filter_map(|n| n.parse().ok()).collect();
    let sum = |fields: &[usize]| {
        virt_host::process::ticks_to_nanos(fields.iter().filter_map(|&field| ticks.get(field)).sum())
    };
    // user nice system idle iowait irq softirq
    Ok(vec![
        (VIR_NODE_CPU_STATS_KERNEL, sum(&[2, 5, 6])),
        (VIR_NODE_CPU_STATS_USER, sum(&[0, 1])),
        (VIR_NODE_CPU_STATS_IDLE, sum(&[3])),
        (VIR_NODE_CPU_STATS_IOWAIT, sum(&[4])),
    ])
}

pub(super) fn host_memory_stats(cell: i32, flags: u32) -> Result<Vec<NodeStat>> {
    check_flags(VIR_FROM_NONE, "virHostMemGetStats", flags, 0)?;
    let names: &[(&'static str, &str)] = if cell < 0 {
        &[
            (VIR_NODE_MEMORY_STATS_TOTAL, "MemTotal"),
            (VIR_NODE_MEMORY_STATS_FREE, "MemFree"),
            (VIR_NODE_MEMORY_STATS_BUFFERS, "Buffers"),
            (VIR_NODE_MEMORY_STATS_CACHED, "Cached"),
        ]
    } else {
        &[(VIR_NODE_MEMORY_STATS_TOTAL, "MemTotal"), (VIR_NODE_MEMORY_STATS_FREE, "MemFree")]
    };
    let path = if cell < 0 {
        "/proc/meminfo".to_owned()
    } else {
        let known = node::cells(Path::new("/")).iter().any(|known| i32::try_from(known.id) == Ok(cell));
        if !known {
            bail!(
                VIR_FROM_NONE,
                VIR_ERR_INVALID_ARG,
                "cellNum in virHostMemGetStats must be less than or equal to the last cell"
            );
        }
        format!("/sys/devices/system/node/node{cell}/meminfo")
    };
    let info = meminfo(&path)?;
    Ok(names.iter().filter_map(|(name, key)| Some((*name, *info.get(*key)?))).collect())
}

pub(super) fn memory_sharing(flags: u32) -> Result<Vec<TypedParam>> {
    check_flags(VIR_FROM_NONE, "virHostMemGetParameters", flags, 0)?;
    let read = |file: &str| {
        std::fs::read_to_string(format!("/sys/kernel/mm/ksm/{file}")).ok()?.trim().parse::<u64>().ok()
    };
    let mut all = Vec::new();
    for (name, file) in [
        (VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN, "pages_to_scan"),
        (VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS, "sleep_millisecs"),
    ] {
        all.extend(read(file).and_then(|n| u32::try_from(n).ok()).map(|n| TypedParam::new(name, n)));
    }
    for (name, file) in [
        (VIR_NODE_MEMORY_SHARED_PAGES_SHARED, "pages_shared"),
        (VIR_NODE_MEMORY_SHARED_PAGES_SHARING, "pages_sharing"),
        (VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED, "pages_unshared"),
        (VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE, "pages_volatile"),
        (VIR_NODE_MEMORY_SHARED_FULL_SCANS, "full_scans"),
    ] {
        all.extend(read(file).map(|n| TypedParam::new(name, n)));
    }
    let merge = read("merge_across_nodes").and_then(|n| u32::try_from(n).ok());
    all.extend(merge.map(|n| TypedParam::new(VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES, n)));
    if all.is_empty() { Err(unsupported()) } else { Ok(all) }
}

pub(super) fn set_memory_sharing(params: &[TypedParam], flags: u32) -> Result<()> {
    check_flags(VIR_FROM_NONE, "virHostMemSetParameters", flags, 0)?;
    let settable = [
        (VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN, VIR_TYPED_PARAM_UINT),
        (VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS, VIR_TYPED_PARAM_UINT),
        (VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES, VIR_TYPED_PARAM_UINT),
    ];
    check_params(params, &settable)?;
    let file = |param: &TypedParam| format!("/sys/kernel/mm/ksm/{}", param.field.trim_start_matches("shm_"));
    if let Some(param) = params.iter().find(|p| !Path::new(&file(p)).exists()) {
        let name = &param.field;
        bail!(VIR_FROM_NONE, VIR_ERR_OPERATION_INVALID, "Parameter '{name}' is not supported by this kernel");
    }
    for param in params {
        if let TypedValue::UInt(value) = param.value {
            std::fs::write(file(param), value.to_string()).map_err(|error| {
                Error::system(VIR_FROM_NONE, &error, format!("failed to set {}", param.field))
            })?;
        }
    }
    Ok(())
}

/// The numbers of a `meminfo` file, in KiB; a node's file has its number before each line.
fn meminfo(path: &str) -> Result<HashMap<String, u64>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::system(VIR_FROM_NONE, &error, format!("cannot open {path}")))?;
    let line = |line: &str| {
        let (name, rest) = line.split_once(':')?;
        let name = name.rsplit(' ').next()?.to_owned();
        Some((name, rest.split_ascii_whitespace().next()?.parse().ok()?))
    };
    Ok(text.lines().filter_map(line).collect())
}

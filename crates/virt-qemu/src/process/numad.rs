//! Where on the host a guest goes, when that is left to `numad`.

use std::path::Path;
use std::time::Duration;

use virt_core::consts::*;
use virt_core::{Result, err};
use virt_host::node;
use virt_host::spawn::Spawn;
use virt_xml::{Bitmap, Value};

use super::machine_below::find_program;
use crate::definition::Definition;
use crate::vocabulary::{NumaPlacement, VcpuPlacement};

const PROGRAM: &str = "numad";
const LIMIT: Duration = Duration::from_secs(30);
const MOST: usize = 64 << 10;

/// What was advised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Nodes that have memory.
    pub nodes: Vec<u32>,
    /// CPUs of all nodes.
    pub cpus: Vec<usize>,
}

/// Asks for advice, if the definition wants any.
pub fn advice(definition: &Definition) -> Result<Option<Advice>> {
    let memory = definition.numatune.memory.as_ref();
    let wanted = definition.vcpus.placement == VcpuPlacement::Auto
        || memory.is_some_and(|memory| memory.placement == NumaPlacement::Auto);
    if !wanted {
        return Ok(None);
    }
    let size = format!("{}:{}", definition.vcpus.current, definition.memory.total.div_ceil(1024));
    let nodes = ask(&size)?;
    let cells = node::cells(Path::new("/"));
    let advised = || cells.iter().filter(|cell| nodes.contains(&cell.id));
    Ok(Some(Advice {
        nodes: advised().filter(|cell| cell.memory > 0).map(|cell| cell.id).collect(),
        cpus: advised().flat_map(|cell| cell.cpus.iter().map(|cpu| cpu.id as usize)).collect(),
    }))
}

fn ask(size: &str) -> Result<Vec<u32>> {
    let failed =
        || err!(VIR_FROM_NONE, VIR_ERR_OPERATION_FAILED, "Failed to query numad for the advisory nodeset");
    let program = find_program(PROGRAM, &[]).ok_or_else(failed)?;
    let spawn = Spawn::new(program).args(["-w", size]).env(std::env::vars_os());
    let outcome = spawn.run(None, LIMIT, MOST).map_err(|_| failed())?;
    if outcome.status != 0 {
        return Err(failed());
    }
    let text = String::from_utf8_lossy(&outcome.output).trim().to_owned();
    let nodes = Bitmap::parse(&text)
        .ok_or_else(|| err!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Failed to parse bitmap '{text}'"))?;
    Ok(nodes.iter().filter_map(|node| u32::try_from(node).ok()).collect())
}

//! `<cpu>` and `<memory>` of the document: the host.

use virt_core::consts::*;
use virt_core::driver::NodeInfo;
use virt_core::{Result, bail};
use virt_xml::{Node, parse_unsigned};

/// Longest model name that the C API carries.
const MODEL: usize = 31;

/// Reads what the document says of the host over what is known.
pub fn read_node(info: &mut NodeInfo, node: Node<'_>) -> Result<()> {
    if let Some(cpu) = node.child("cpu") {
        read_cpu(info, cpu)?;
    }
    info.cpus = [info.cores, info.threads, info.sockets]
        .iter()
        .fold(info.nodes, |product, factor| product.saturating_mul(*factor));
    if let Some(active) = node.child("cpu").map(|cpu| number(cpu, "active")).transpose()?.flatten() {
        info.cpus = info.cpus.min(active);
    }
    if let Some(text) = node.child_text("memory") {
        match parse_unsigned(&text, 10) {
            Some(memory) => info.memory = memory,
            None => bail!(VIR_FROM_TEST, VIR_ERR_XML_ERROR, "invalid node memory value"),
        }
    }
    Ok(())
}

fn read_cpu(info: &mut NodeInfo, cpu: Node<'_>) -> Result<()> {
    for (name, field) in [
        ("nodes", &mut info.nodes),
        ("sockets", &mut info.sockets),
        ("cores", &mut info.cores),
        ("threads", &mut info.threads),
        ("mhz", &mut info.mhz),
    ] {
        if let Some(value) = number(cpu, name)? {
            *field = value;
        }
    }
    if let Some(model) = cpu.child_text("model") {
        if model.len() > MODEL {
            bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "Model {model} too big for destination");
        }
        info.model = model;
    }
    Ok(())
}

fn number(cpu: Node<'_>, name: &str) -> Result<Option<u32>> {
    let Some(text) = cpu.child_text(name) else { return Ok(None) };
    match parse_unsigned(&text, 10).and_then(|value| u32::try_from(value).ok()) {
        Some(value) => Ok(Some(value)),
        None => bail!(VIR_FROM_TEST, VIR_ERR_XML_ERROR, "invalid node cpu {name} value"),
    }
}

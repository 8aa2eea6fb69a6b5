//! State files of running domains: upstream's `<domstatus>`, with the process's start time beside.
//!
//! They are replaced as one step but not made durable: they mean something only as long as the
//! machine is up.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use roxmltree::Document;
use virt_conf::common::kept::with_warning;
use virt_conf::cpu::CpuDef;
use virt_conf::domain::FormatFlags;
use virt_core::consts::*;
use virt_core::{Error, Result, err};
use virt_host::files;

use super::Root;
use crate::definition::{self, Definition};
use crate::domain::{State, Vm};
use crate::launch_plan::HelperKind;
use crate::process::helpers::RunningHelper;
use crate::words;

/// What a state file tells.
pub struct Found {
    pub definition: Arc<Definition>,
    pub id: i32,
    /// 0 while QEMU is being started.
    pub pid: u32,
    /// Absent in upstream's files.
    pub start_time: Option<u64>,
    pub status: i32,
    pub reason: i32,
    pub lib_dir: PathBuf,
    pub channel_dir: PathBuf,
    pub asked_cpu: Option<CpuDef>,
    pub fake_reboot: bool,
    pub taints: Vec<&'static str>,
    pub deprecations: Vec<String>,
    pub helpers: Vec<RunningHelper>,
}

/// No state or definition is as long as this.
const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// Writes the present state of a domain, if it runs.
pub fn save(root: &Root, vm: &Vm) -> Result<()> {
    let _one_at_a_time = vm.state_file.lock();
    let state = vm.state();
    let Some(text) = format(&state) else { return Ok(()) };
    let path = root.layout.status_file(&state.def.name);
    files::replace_volatile(&path, 0o600, with_warning(&text, "edit", &[&state.def.name]).as_bytes())
        .map_err(|error| write_failed(&error, &path))
}

/// Like [`save`] for a change that has happened whether it can be noted or not: a full disk is logged, and
/// the file keeps telling of the state before. What runs is found by that, too.
pub fn refresh(root: &Root, vm: &Vm) {
    if let Err(error) = save(root, vm) {
        log::warn!("Failed to save status on vm {}: {error}", vm.name());
    }
}

/// Removes a domain's state file and pid file.
pub fn remove(root: &Root, vm: &Vm, name: &str) {
    let _one_at_a_time = vm.state_file.lock();
    let _ = files::remove_file(&root.layout.status_file(name));
    let _ = files::remove_file(&root.layout.state_dir.join(format!("{name}.pid")));
}

pub fn write_failed(error: &std::io::Error, path: &Path) -> Error {
    Error::system(VIR_FROM_NONE, error, format!("cannot write data to file '{}'", path.display()))
}

pub fn read_text(path: &Path) -> Result<String> {
    let failed = |error: &std::io::Error| {
        Error::system(VIR_FROM_NONE, error, format!("Failed to read file '{}'", path.display()))
    };
    let size = std::fs::metadata(path).map_err(|error| failed(&error))?.len();
    if size > SIZE_LIMIT {
        return Err(failed(&std::io::Error::from(std::io::ErrorKind::FileTooLarge)));
    }
    std::fs::read_to_string(path).map_err(|error| failed(&error))
}

fn format(state: &State) -> Option<String> {
    let run = state.run.as_ref()?;
    let process = run.process();
    let mut out = String::new();
    let attribute = |text: &Path| escape(&text.to_string_lossy());
    let _ = writeln!(
        out,
        "<domstatus state='{}' reason='{}' pid='{}'>",
        words::state(state.status),
        words::reason(state.status, state.reason),
        process.map_or(0, |process| process.pid())
    );
    for taint in &state.taints {
        let _ = writeln!(out, "  <taint flag='{taint}'/>");
    }
    for text in &state.deprecations {
        let _ = writeln!(out, "  <deprecation>{}</deprecation>", escape(text));
    }
    if let Some(process) = process {
        let _ = writeln!(out, "  <process start='{}'/>", process.start_time());
    }
    let _ = writeln!(out, "  <monitor path='{}' type='unix'/>", attribute(&run.monitor_path()));
    let _ = writeln!(out, "  <vcpus>");
    for (number, thread) in run.vcpu_threads().iter().enumerate() {
        if let Some(thread) = thread {
            let _ = writeln!(out, "    <vcpu id='{number}' pid='{thread}'/>");
        }
    }
    let _ = writeln!(out, "  </vcpus>");
    if run.fake_reboot.load(std::sync::atomic::Ordering::Acquire) {
        let _ = writeln!(out, "  <fakereboot/>");
    }
    for helper in run.helpers.lock().iter() {
        let (pid, start) = helper.process.as_ref().map_or((0, 0), |p| (p.pid(), p.start_time()));
        let _ = write!(
            out,
            "  <helper kind='{}' alias='{}' pid='{pid}' start='{start}' pidFile='{}'",
            helper.kind.name(),
            escape(&helper.alias),
            attribute(&helper.pid_file)
        );
        if let Some(socket) = &helper.socket {
            let _ = write!(out, " socket='{}'", attribute(socket));
        }
        out.push_str("/>\n");
    }
    let _ = writeln!(out, "  <libDir path='{}'/>", attribute(&run.lib_dir));
    let _ = writeln!(out, "  <channelTargetDir path='{}'/>", attribute(&run.channel_dir));
    indented(&mut out, &run.asked_cpu().map(CpuDef::to_xml).unwrap_or_default());
    indented(&mut out, &state.def.to_xml(FormatFlags::status_file()));
    out.push_str("</domstatus>\n");
    Some(out)
}

fn indented(out: &mut String, element: &str) {
    for line in element.lines() {
        let _ = writeln!(out, "  {line}");
    }
}

/// Reads a state file.
pub fn read(path: &Path) -> Result<Found> {
    let text = read_text(path)?;
    let broken = |what: &str| err!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "{}: {what}", path.display());
    let document = Document::parse(&text).map_err(|error| broken(&error.to_string()))?;
    let root = document.root_element();
    let child = |name: &str| root.children().find(|node| node.has_tag_name(name));
    let path_of = |name: &str| child(name).and_then(|node| node.attribute("path")).map(PathBuf::from);
    let domain = child("domain").ok_or_else(|| broken("no domain config"))?;
    let status = root
        .attribute("state")
        .and_then(words::state_number)
        .ok_or_else(|| broken("invalid domain state"))?;
    let reason = root.attribute("reason").and_then(|word| words::reason_number(status, word)).unwrap_or(0);
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u64>().ok());
    Ok(Found {
        definition: Arc::new(definition::read_status(&text[domain.range()])?),
        id: domain.attribute("id").and_then(|id| id.parse().ok()).ok_or_else(|| broken("no domain id"))?,
        pid: number(root.attribute("pid"))
            .and_then(|pid| pid.try_into().ok())
            .ok_or_else(|| broken("invalid pid"))?,
        start_time: number(child("process").and_then(|node| node.attribute("start"))),
        status,
        reason,
        lib_dir: path_of("libDir").ok_or_else(|| broken("no libDir"))?,
        channel_dir: path_of("channelTargetDir").ok_or_else(|| broken("no channelTargetDir"))?,
        asked_cpu: child("cpu").map(|cpu| CpuDef::parse(&text[cpu.range()], false)).transpose()?,
        fake_reboot: child("fakereboot").is_some(),
        helpers: root.children().filter_map(helper).collect(),
        taints: root
            .children()
            .filter(|node| node.has_tag_name("taint"))
            .filter_map(|node| words::taint(node.attribute("flag")?))
            .collect(),
        deprecations: root
            .children()
            .filter(|node| node.has_tag_name("deprecation"))
            .filter_map(|node| node.text().map(str::to_owned))
            .collect(),
    })
}

/// A helper as a state file has it.
fn helper(node: roxmltree::Node<'_, '_>) -> Option<RunningHelper> {
    let kind = node.attribute("kind").filter(|_| node.has_tag_name("helper"))?;
    let number = |name| node.attribute(name).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    Some(RunningHelper::found(
        HelperKind::from_name(kind)?,
        node.attribute("alias").unwrap_or_default().to_owned(),
        node.attribute("pidFile")?.into(),
        node.attribute("socket").map(PathBuf::from),
        (u32::try_from(number("pid")).unwrap_or(0), number("start")),
    ))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\'', "&apos;")
        .replace('"', "&quot;")
}

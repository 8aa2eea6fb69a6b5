//! Moving a guest's state out of QEMU and into it.

use std::fs::File;
use std::os::fd::OwnedFd;
use std::time::Duration;

use serde_json::{Value, json};
use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};
use virt_qmp::{Command, Monitor};

use super::filter;
use crate::conf_file::ImageFormat;
use crate::domain::progress::MemoryNumbers;
use crate::domain::{Numbers, Progress, Run, Vm};

/// The file is the limit, not a network.
const BANDWIDTH: u64 = i64::MAX as u64 / (1024 * 1024) * (1024 * 1024);
/// How long the rest of the stream may take to reach the file once QEMU is done, and once it has failed.
const REST_LIMIT: Duration = Duration::from_secs(600);
const FAILED_LIMIT: Duration = Duration::from_secs(5);
/// What QEMU calls the stream.
const STREAM: &str = "migrate";
/// Events tell of the end; in case they don't, this is how often we ask.
const PERIOD: Duration = Duration::from_millis(100);

/// Has QEMU write its state into a file; `what` names the operation in errors.
pub fn send(
    vm: &Vm,
    run: &Run,
    file: File,
    (format, bypass_cache): (ImageFormat, bool),
    progress: &Progress,
    what: &str,
) -> Result<()> {
    let monitor = run.monitor()?;
    prepare(monitor)?;
    let (writer, carrier) = filter::to_file(format, file, bypass_cache)?;
    pass(monitor, STREAM, writer.into())?;
    // QEMU always goes on by itself; releases from 11.1 on refuse the word for it.
    let request = json!({ "uri": format!("fd:{STREAM}") });
    let moved = monitor.execute("migrate", Some(request)).and_then(|_| wait(vm, run, progress, what));
    let Err(error) = moved else {
        let late = || {
            let text = "the state of the domain did not reach its file";
            Err(err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "{text}"))
        };
        return carrier.finish(REST_LIMIT).unwrap_or_else(late);
    };
    // A stream that QEMU didn't begin with has no end before QEMU gives it up.
    if !monitor.is_silent() {
        let _ = monitor.execute("closefd", Some(json!({ "fdname": STREAM })));
    }
    // When writing failed, that is the cause of QEMU's failure.
    match carrier.finish(FAILED_LIMIT) {
        Some(Err(cause)) => Err(cause),
        _ => Err(error),
    }
}

/// Has QEMU, which waits for it, read its state from a stream.
pub fn receive(vm: &Vm, run: &Run, stream: OwnedFd, progress: &Progress) -> Result<()> {
    let monitor = run.monitor()?;
    events(monitor)?;
    pass(monitor, "incoming", stream)?;
    monitor.execute("migrate-incoming", Some(json!({ "uri": "fd:incoming" })))?;
    wait(vm, run, progress, "domain restore job")
}

/// Has QEMU write the guest's memory into a file, in one of its dump formats.
pub fn dump_memory(vm: &Vm, run: &Run, file: OwnedFd, format: Option<&str>) -> Result<()> {
    let monitor = run.monitor()?;
    if let Some(format) = format {
        let known = monitor.execute("query-dump-guest-memory-capability", None)?;
        let formats = known.get("formats").and_then(Value::as_array);
        if !formats.is_some_and(|formats| formats.iter().any(|f| f == format)) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "unsupported dumpformat '{format}' for this QEMU binary"
            );
        }
    }
    pass(monitor, "dump", file)?;
    let mut request = json!({ "paging": false, "protocol": "fd:dump", "detach": true });
    if let (Some(format), Some(request)) = (format, request.as_object_mut()) {
        request.insert("format".to_owned(), format.into());
    }
    monitor.execute("dump-guest-memory", Some(request))?;
    loop {
        let seen = run.news.count();
        let reply = monitor.execute("query-dump", None)?;
        let number = |name: &str| reply.get(name).and_then(Value::as_u64).unwrap_or(0);
        vm.progress.lock().set(Numbers::Dump { total: number("total"), done: number("completed") });
        match reply.get("status").and_then(Value::as_str) {
            Some("active") => run.news.wait(seen, PERIOD),
            Some("completed") => return Ok(()),
            _ => bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "memory-only dump failed for unknown reason"),
        }
    }
}

fn prepare(monitor: &Monitor) -> Result<()> {
    events(monitor)?;
    monitor.execute("migrate-set-parameters", Some(json!({ "max-bandwidth": BANDWIDTH }))).map(drop)
}

fn events(monitor: &Monitor) -> Result<()> {
    let on = json!({ "capabilities": [{ "capability": "events", "state": true }] });
    monitor.execute("migrate-set-capabilities", Some(on)).map(drop)
}

fn pass(monitor: &Monitor, name: &str, fd: OwnedFd) -> Result<()> {
    monitor.run(Command::new("getfd").arguments(json!({ "fdname": name })).fd(fd)).map(drop)
}

/// Waits for the end of a transfer.
fn wait(vm: &Vm, run: &Run, progress: &Progress, what: &str) -> Result<()> {
    let monitor = run.monitor()?;
    let mut cancelled = false;
    loop {
        let seen = run.news.count();
        let reply = monitor.execute("query-migrate", None)?;
        vm.progress.lock().set(Numbers::Memory(Box::new(MemoryNumbers::read(&reply))));
        let failed = |detail: &str| err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "{what}: {detail}");
        match reply.get("status").and_then(Value::as_str).unwrap_or("none") {
            "completed" => return Ok(()),
            "failed" => {
                return Err(failed(
                    reply.get("error-desc").and_then(Value::as_str).unwrap_or("unexpectedly failed"),
                ));
            }
            "cancelled" => return Err(aborted(what)),
            _ => {}
        }
        if progress.is_cancelled() && !cancelled {
            monitor.execute("migrate_cancel", None)?;
            cancelled = true;
        }
        run.news.wait(seen, PERIOD);
    }
}

fn aborted(what: &str) -> Error {
    err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_ABORTED, "{what}: canceled by client")
}

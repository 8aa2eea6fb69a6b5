//! Logging: `LIBVIRT_DEBUG`, `LIBVIRT_LOG_FILTERS`, `LIBVIRT_LOG_OUTPUTS`, lines as upstream writes them.
//!
//! The drivers log through the `log` crate; entries trace their arguments; errors are logged when somebody asked
//! for logs. [`settings`] reads the variables, [`outputs`] writes, [`journal`] knows the journal's protocol.

mod facade;
mod journal;
mod outputs;
mod settings;
mod trace;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use virt_core::{Error, Result};

use crate::call::Function;

use self::outputs::Output;
use self::settings::Settings;
pub use self::trace::{TraceText, trace_call};

/// How much a message matters; the numbers are those of the variables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Priority {
    Debug = 1,
    Info = 2,
    Warning = 3,
    Error = 4,
}

/// A message.
pub struct Entry<'a> {
    pub priority: Priority,
    /// Such as "libvirt.domain": what filters go by.
    pub source: &'a str,
    pub place: Place<'a>,
    pub text: &'a str,
    /// What the journal is told besides.
    pub fields: &'a [(&'a str, i32)],
}

/// Where a message comes from.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub file: &'a str,
    pub line: u32,
    pub function: &'a str,
}

struct Logger {
    settings: Settings,
    outputs: Vec<Output>,
    /// Where messages go when no output was asked for.
    stderr: Output,
}

static LOGGER: OnceLock<Logger> = OnceLock::new();
/// The lowest priority that any source lets pass; nothing below it needs to be made up at all.
static LOWEST: AtomicU8 = AtomicU8::new(Priority::Warning as u8);

/// Reads the variables; later calls do nothing.
pub fn init() -> Result<()> {
    if LOGGER.get().is_some() {
        return Ok(());
    }
    let settings = Settings::from_environment()?;
    let outputs = settings.outputs.iter().map(Output::open).collect::<Result<Vec<_>>>()?;
    let lowest = settings.lowest();
    let logger = Logger { settings, outputs, stderr: Output::stderr() };
    if LOGGER.set(logger).is_ok() {
        LOWEST.store(lowest as u8, Ordering::Relaxed);
        facade::install(lowest);
        crate::call::log_panics();
    }
    Ok(())
}

/// Whether anybody may want debug messages.
#[inline]
pub fn tracing() -> bool {
    LOWEST.load(Ordering::Relaxed) <= Priority::Debug as u8
}

/// Logs a message, if its source may say so much.
pub fn message(entry: &Entry<'_>) {
    let priority = entry.priority;
    if (priority as u8) < LOWEST.load(Ordering::Relaxed) {
        return;
    }
    let Some(logger) = LOGGER.get() else { return };
    if priority < logger.settings.priority_of(entry.source) {
        return;
    }
    if logger.outputs.is_empty() {
        logger.stderr.write(entry);
    }
    for output in logger.outputs.iter().filter(|output| priority >= output.priority) {
        output.write(entry);
    }
}

/// Logs an error that a call ends with, if somebody asked for logs: stderr gets it anyway.
pub fn error(error: &Error, function: &Function) {
    let Some(logger) = LOGGER.get() else { return };
    if logger.outputs.is_empty() && logger.settings.default != Priority::Debug {
        return;
    }
    let priority =
        if error.level() == virt_core::consts::VIR_ERR_WARNING { Priority::Warning } else { Priority::Error };
    message(&Entry {
        priority,
        source: "util.error",
        place: function.place(),
        text: error.message(),
        fields: &[("LIBVIRT_DOMAIN", error.domain()), ("LIBVIRT_CODE", error.code())],
    });
}

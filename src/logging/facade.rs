//! The `log` crate's messages, which the drivers write, on their way to our outputs.

use log::{Level, LevelFilter, Log, Metadata, Record};

use super::{Entry, Place, Priority, message};

struct Facade;

impl Log for Facade {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let priority = match record.level() {
            Level::Error => Priority::Error,
            Level::Warn => Priority::Warning,
            Level::Info => Priority::Info,
            Level::Debug | Level::Trace => Priority::Debug,
        };
        let source = source_of(record.target());
        let function = source.rsplit('.').next().unwrap_or_default();
        let place =
            Place { file: record.file().unwrap_or_default(), line: record.line().unwrap_or(0), function };
        message(&Entry { priority, source: &source, place, text: &record.args().to_string(), fields: &[] });
    }

    fn flush(&self) {}
}

/// `virt_qemu::monitor::jobs` is the source "qemu.monitor.jobs", so that upstream's filters fit.
fn source_of(target: &str) -> String {
    target.strip_prefix("virt_").unwrap_or(target).replace("::", ".")
}

/// Lets the drivers' messages through from `lowest` on.
pub fn install(lowest: Priority) {
    let level = match lowest {
        Priority::Debug => LevelFilter::Debug,
        Priority::Info => LevelFilter::Info,
        Priority::Warning => LevelFilter::Warn,
        Priority::Error => LevelFilter::Error,
    };
    if log::set_logger(&Facade).is_ok() {
        log::set_max_level(level);
    }
}

//! Writing messages: lines for stderr, files and syslog; what the journal gets is in [`super::journal`].

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use parking_lot::Mutex;
use virt_core::consts::VIR_FROM_NONE;
use virt_core::{Error, Result};

use super::journal::Journal;
use super::settings::{Destination, OutputSettings};
use super::{Entry, Place, Priority};
use crate::ffi::c_string;

/// An open place for messages.
pub struct Output {
    pub priority: Priority,
    target: Target,
    /// Whether the first lines, which name version and host, are written.
    greeted: AtomicBool,
}

enum Target {
    Stderr,
    File(Mutex<File>),
    Syslog,
    Journald(Journal),
}

impl Output {
    pub fn stderr() -> Self {
        Self { priority: Priority::Debug, target: Target::Stderr, greeted: AtomicBool::new(false) }
    }

    pub fn open(settings: &OutputSettings) -> Result<Self> {
        let target = match &settings.destination {
            Destination::Stderr => Target::Stderr,
            Destination::File(path) => {
                let file = File::options().create(true).append(true).mode(0o600).open(path);
                let file =
                    file.map_err(|e| Error::system(VIR_FROM_NONE, &e, format!("failed to open {path}")))?;
                Target::File(Mutex::new(file))
            }
            Destination::Syslog(name) => {
                let name = Box::leak(c_string(name).into_boxed_c_str());
                // SAFETY: syslog keeps the pointer, which is never freed.
                unsafe { libc::openlog(name.as_ptr(), 0, libc::LOG_DAEMON) };
                Target::Syslog
            }
            Destination::Journald => Target::Journald(Journal::new()?),
        };
        Ok(Self { priority: settings.priority, target, greeted: AtomicBool::new(false) })
    }

    pub fn write(&self, entry: &Entry<'_>) {
        if !self.greeted.swap(true, Ordering::Relaxed) {
            self.greet("libvirt version: 12.8.0");
            self.greet(&format!("hostname: {}", host_name()));
        }
        self.put(entry);
    }

    fn greet(&self, text: &str) {
        let place = Place { file: file!(), line: line!(), function: "" };
        self.put(&Entry { priority: Priority::Info, source: "util.log", place, text, fields: &[] });
    }

    fn put(&self, entry: &Entry<'_>) {
        match &self.target {
            Target::Stderr => {
                let _ = std::io::stderr().write_all(dated_line(entry).as_bytes());
            }
            Target::File(file) => {
                let _ = file.lock().write_all(dated_line(entry).as_bytes());
            }
            Target::Syslog => {
                let text = c_string(&line(entry));
                // SAFETY: a format with one string, and that string.
                unsafe { libc::syslog(syslog_priority(entry.priority), c"%s".as_ptr(), text.as_ptr()) };
            }
            Target::Journald(journal) => journal.write(entry),
        }
    }
}

fn host_name() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .map(|name| name.trim().to_owned())
        .unwrap_or_default()
}

fn word(priority: Priority) -> &'static str {
    match priority {
        Priority::Debug => "debug",
        Priority::Info => "info",
        Priority::Warning => "warning",
        Priority::Error => "error",
    }
}

pub(super) fn syslog_priority(priority: Priority) -> i32 {
    match priority {
        Priority::Debug => libc::LOG_DEBUG,
        Priority::Info => libc::LOG_INFO,
        Priority::Warning => libc::LOG_WARNING,
        Priority::Error => libc::LOG_ERR,
    }
}

/// `THREAD: PRIORITY : FUNCTION:LINE : TEXT`
fn line(entry: &Entry<'_>) -> String {
    // SAFETY: no arguments, cannot fail.
    let thread = unsafe { libc::gettid() };
    let (priority, text) = (word(entry.priority), entry.text);
    let Place { function, line, .. } = entry.place;
    if function.is_empty() {
        return format!("{thread}: {priority} : {text}\n");
    }
    format!("{thread}: {priority} : {function}:{line} : {text}\n")
}

fn dated_line(entry: &Entry<'_>) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{}: {}", time_stamp(now.as_secs(), now.subsec_millis()), line(entry))
}

/// `YYYY-MM-DD HH:MM:SS.mmm+0000`
fn time_stamp(seconds: u64, millis: u32) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(days as i64);
    let (h, m, s) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02} {h:02}:{m:02}:{s:02}.{millis:03}+0000")
}

/// The date of a number of days since 1970 (years of 400-year eras that start in March).
fn date(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps() {
        assert_eq!(time_stamp(0, 7), "1970-01-01 00:00:00.007+0000");
        assert_eq!(time_stamp(951_782_399, 0), "2000-02-28 23:59:59.000+0000");
        assert_eq!(time_stamp(951_782_400, 0), "2000-02-29 00:00:00.000+0000");
    }

    #[test]
    fn lines() {
        let entry = Entry {
            priority: Priority::Error,
            source: "x",
            place: Place { file: "x.rs", line: 0, function: "virDomainSuspend" },
            text: "no",
            fields: &[],
        };
        assert!(line(&entry).ends_with(": error : virDomainSuspend:0 : no\n"));
    }
}

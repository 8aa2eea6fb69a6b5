//! Writing messages: stderr, files, syslog, the journal.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixDatagram;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use parking_lot::Mutex;
use virt_core::consts::VIR_FROM_NONE;
use virt_core::{Error, Result};

use super::Priority;
use super::settings::{Destination, OutputSettings};
use crate::ffi::c_string;

/// A message with where it comes from.
pub struct Entry<'a> {
    pub priority: Priority,
    pub source: &'a str,
    pub function: &'a str,
    pub line: u32,
    pub text: &'a str,
}

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
    Journald(UnixDatagram),
}

const JOURNAL: &str = "/run/systemd/journal/socket";

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
            Destination::Journald => {
                let socket = UnixDatagram::unbound();
                let connected = socket.and_then(|socket| socket.connect(JOURNAL).map(|()| socket));
                let socket = connected
                    .map_err(|e| Error::system(VIR_FROM_NONE, &e, "failed to connect to the journal"))?;
                Target::Journald(socket)
            }
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
        self.put(&Entry { priority: Priority::Info, source: "util.log", function: "", line: 0, text });
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
            Target::Journald(socket) => {
                let _ = socket.send(&journal_fields(entry));
            }
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

fn syslog_priority(priority: Priority) -> i32 {
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
    if entry.function.is_empty() {
        return format!("{thread}: {priority} : {text}\n");
    }
    format!("{thread}: {priority} : {}:{} : {text}\n", entry.function, entry.line)
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

/// The journal's own form: `KEY=value` lines, or key, length and value where the value has line breaks.
fn journal_fields(entry: &Entry<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut field = |key: &str, value: &str| {
        out.extend_from_slice(key.as_bytes());
        if value.contains('\n') {
            out.push(b'\n');
            out.extend_from_slice(&(value.len() as u64).to_le_bytes());
        } else {
            out.push(b'=');
        }
        out.extend_from_slice(value.as_bytes());
        out.push(b'\n');
    };
    field("MESSAGE", entry.text);
    field("PRIORITY", &syslog_priority(entry.priority).to_string());
    field("SYSLOG_FACILITY", "3");
    field("LIBVIRT_SOURCE", entry.source);
    if !entry.function.is_empty() {
        field("CODE_FUNC", entry.function);
        field("CODE_LINE", &entry.line.to_string());
    }
    out
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
            function: "virDomainSuspend",
            line: 0,
            text: "no",
        };
        assert!(line(&entry).ends_with(": error : virDomainSuspend:0 : no\n"));
    }
}

//! The log file of a domain: what we write into it, and QEMU's last words read from it.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use virt_core::consts::VIR_FROM_QEMU;
use virt_core::{Error, Result};

use crate::launch_plan::LaunchPlan;
use crate::root::Root;

/// So much of the end of the log goes into an error.
const WORDS_LIMIT: usize = 1024;

/// An open log and the place from which on QEMU writes.
pub struct Log {
    file: File,
    mark: u64,
}

impl Log {
    /// Opens a domain's log at its end.
    pub fn open(root: &Root, name: &str) -> Result<Self> {
        let path = root.layout.log_file(name);
        let opened = virt_host::files::make_dirs(&root.layout.log_dir, 0o755)
            .and_then(|()| OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&path));
        let file = opened.map_err(|error| {
            Error::system(VIR_FROM_QEMU, &error, format!("failed to create logfile {}", path.display()))
        })?;
        Ok(Self { file, mark: 0 })
    }

    /// A descriptor for QEMU's output.
    pub fn descriptor(&self) -> std::io::Result<std::os::fd::OwnedFd> {
        Ok(self.file.try_clone()?.into())
    }

    /// Writes the line that upstream starts a domain's life with, and the command.
    pub fn starting(&mut self, version: &str, plan: &LaunchPlan) {
        let library = env!("CARGO_PKG_VERSION");
        let kernel = uname_release();
        let host = host_name();
        let mut text = format!(
            "{}: starting up libvirt version: {library}, qemu version: {version}, kernel: {kernel}, hostname: {host}\n",
            timestamp()
        );
        for (key, value) in &plan.env {
            text.push_str(&format!("{key}={} \\\n", quote(value)));
        }
        text.push_str(&quote(&plan.program.to_string_lossy()));
        for arg in &plan.args {
            // An option starts a line, its value stays on it.
            text.push_str(if arg.starts_with('-') { " \\\n" } else { " " });
            text.push_str(&quote(arg));
        }
        text.push('\n');
        self.write(&text);
    }

    /// Writes a line with the time before it.
    pub fn note(&mut self, text: &str) {
        self.write(&format!("{}: {text}\n", timestamp()));
    }

    /// What comes after this is QEMU's.
    pub fn mark(&mut self) {
        self.mark = self.file.seek(SeekFrom::End(0)).unwrap_or(0);
    }

    /// QEMU's last words: the end of what was written since the mark.
    pub fn last_words(&mut self) -> String {
        let mut bytes = Vec::new();
        let end = self.file.seek(SeekFrom::End(0)).unwrap_or(0);
        let from = self.mark.max(end.saturating_sub(16 * WORDS_LIMIT as u64));
        if self.file.seek(SeekFrom::Start(from)).is_ok() {
            let _ = (&mut self.file).take(end - from).read_to_end(&mut bytes);
        }
        let text = String::from_utf8_lossy(&bytes);
        let telling: Vec<&str> = text.lines().filter(|line| !is_chatter(line)).collect();
        let words = telling.join("\n");
        let start = words.len().saturating_sub(WORDS_LIMIT);
        let start = (start..=words.len()).find(|&at| words.is_char_boundary(at)).unwrap_or(0);
        words[start..].to_owned()
    }

    fn write(&mut self, text: &str) {
        // A full disk must not keep a guest from running.
        let _ = self.file.write_all(text.as_bytes());
    }
}

/// What the last note of a run says before its reason.
const END: &str = "shutting down, reason=";

/// Appends a note to a domain's log, if that can be.
pub fn append(root: &Root, name: &str, text: &str) {
    if let Ok(mut log) = Log::open(root, name) {
        log.note(text);
    }
}

/// Notes that a run has ended.
pub fn note_end(root: &Root, name: &str, reason: &str) {
    append(root, name, &format!("{END}{reason}"));
}

/// Removes the logs of a domain, rotated ones too.
pub fn remove_all(folder: &Path, name: &str) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name();
        let rest = file.to_str().and_then(|file| file.strip_prefix(name)?.strip_prefix(".log"));
        if rest.is_some_and(|rest| {
            rest.is_empty() || rest.strip_prefix('.').is_some_and(|n| n.parse::<u32>().is_ok())
        }) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Lines that say nothing of why QEMU ended. The end may have been noted before the last words are read.
fn is_chatter(line: &str) -> bool {
    let note = line.split_once("+0000: ").is_some_and(|(_, note)| note.starts_with(END));
    note || line.starts_with("char device redirected to ")
        || line.starts_with("LC_ALL=C ")
        || line.trim().is_empty()
}

/// As the shell would need it.
fn quote(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=/.,:+@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// `2026-11-24 22:14:53.072+0000`
pub fn timestamp() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let (days, seconds) = (since.as_secs() / 86400, since.as_secs() % 86400);
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let millis = since.subsec_millis();
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{millis:03}+0000")
}

/// The date of a day counted from 1970, by eras of 400 years that start in March.
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

fn uname_release() -> String {
    std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim().to_owned()
}

fn host_name() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_781), (2026, 11, 24));
    }

    #[test]
    fn notes_of_the_end_are_no_last_words() {
        assert!(is_chatter("2026-11-25 00:04:44.561+0000: shutting down, reason=crashed"));
        assert!(!is_chatter("2026-11-25T00:04:44.561Z qemu-system-x86_64: error: failed to set MSR"));
    }

    #[test]
    fn quoting() {
        assert_eq!(quote("a,b=c"), "a,b=c");
        assert_eq!(quote("{\"a\":1}"), "'{\"a\":1}'");
        assert_eq!(quote("it's"), "'it'\\''s'");
        assert_eq!(quote(""), "''");
    }
}

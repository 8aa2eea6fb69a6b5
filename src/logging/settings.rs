//! What the variables say.

use virt_core::consts::{VIR_ERR_INVALID_ARG, VIR_FROM_NONE};
use virt_core::{Error, Result, bail};

use super::Priority;

/// Where messages go, as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputSettings {
    pub priority: Priority,
    pub destination: Destination,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    Stderr,
    Journald,
    Syslog(String),
    File(String),
}

/// All of the settings.
#[derive(Debug)]
pub struct Settings {
    pub default: Priority,
    pub filters: Vec<(Priority, String)>,
    pub outputs: Vec<OutputSettings>,
}

impl Settings {
    pub fn from_environment() -> Result<Self> {
        let var = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let default = var("LIBVIRT_DEBUG").map_or(Ok(Priority::Warning), |text| default_priority(&text))?;
        let filters = var("LIBVIRT_LOG_FILTERS").unwrap_or_default();
        let filters = words(&filters).map(filter).collect::<Result<_>>()?;
        let text = var("LIBVIRT_LOG_OUTPUTS").unwrap_or_default();
        let mut outputs: Vec<OutputSettings> = Vec::new();
        for word in words(&text) {
            let new = output(word)?;
            outputs.retain(|old| old.destination != new.destination);
            outputs.push(new);
        }
        Ok(Self { default, filters, outputs })
    }

    /// The lowest priority that a message of this source needs.
    pub fn priority_of(&self, source: &str) -> Priority {
        let filter = self.filters.iter().find(|(_, pattern)| matches(pattern, source));
        filter.map_or(self.default, |(priority, _)| *priority)
    }

    /// The lowest priority that any source needs.
    pub fn lowest(&self) -> Priority {
        self.filters.iter().map(|(priority, _)| *priority).fold(self.default, Priority::min)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

fn default_priority(text: &str) -> Result<Priority> {
    Ok(match text {
        "1" | "debug" => Priority::Debug,
        "2" | "info" => Priority::Info,
        "3" | "warning" => Priority::Warning,
        "4" | "error" => Priority::Error,
        _ => bail!(
            VIR_FROM_NONE,
            VIR_ERR_INVALID_ARG,
            "Failed to set logging priority, argument '{text}' is invalid"
        ),
    })
}

fn number(text: &str) -> Option<Priority> {
    Some(match text.parse::<u32>().ok()? {
        1 => Priority::Debug,
        2 => Priority::Info,
        3 => Priority::Warning,
        4 => Priority::Error,
        _ => return None,
    })
}

/// Upstream matches the text anywhere unless it has wildcards of its own.
fn filter(text: &str) -> Result<(Priority, String)> {
    let mut parts = text.split(':');
    let (Some(priority), Some(pattern)) = (parts.next(), parts.next()) else {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Malformed format for filter '{text}'");
    };
    let Some(priority) = number(priority) else {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Invalid priority '{priority}' for filter '{text}'");
    };
    let name = pattern.strip_prefix('+').unwrap_or(pattern);
    if name.is_empty() {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Invalid match string '{pattern}'");
    }
    let wild = name.contains(['*', '?']);
    Ok((priority, if wild { name.to_owned() } else { format!("*{name}*") }))
}

fn output(text: &str) -> Result<OutputSettings> {
    let parts: Vec<&str> = text.split(':').collect();
    let [priority, kind, rest @ ..] = &parts[..] else {
        bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Malformed format for log output '{text}'");
    };
    let Some(priority) = number(priority) else {
        bail!(
            VIR_FROM_NONE,
            VIR_ERR_INVALID_ARG,
            "Invalid log priority '{priority}' for log output '{text}'"
        );
    };
    let shape = || -> Error {
        let what = "does not meet the format requirements for destination type";
        Error::new(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, format!("Log output '{text}' {what} '{kind}'"))
    };
    let destination = match (*kind, rest) {
        ("stderr", []) => Destination::Stderr,
        ("journald", []) => Destination::Journald,
        ("syslog", [name]) => Destination::Syslog((*name).to_owned()),
        ("file", [path]) => {
            let path = std::path::absolute(path).map_err(|_| shape())?;
            Destination::File(path.to_string_lossy().into_owned())
        }
        ("stderr" | "journald" | "syslog" | "file", _) => return Err(shape()),
        _ => bail!(
            VIR_FROM_NONE,
            VIR_ERR_INVALID_ARG,
            "Invalid log destination '{kind}' for log output '{text}'"
        ),
    };
    Ok(OutputSettings { priority, destination })
}

/// Whether a pattern with `*` and `?` matches the whole text.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(c) if *c == b'?' || *c == text[t] => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((at, from)) = star else { return false };
                star = Some((at, from + 1));
                p = at + 1;
                t = from + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(matches("*qemu*", "qemu.qemu_monitor"));
        assert!(matches("util.?bject", "util.object"));
        assert!(!matches("*net", "util.netlink"));
        assert!(matches("a*b*c", "aXbYbZc"));
    }

    #[test]
    fn filters_and_outputs() {
        assert_eq!(filter("1:qemu").unwrap(), (Priority::Debug, "*qemu*".to_owned()));
        assert_eq!(filter("3:+util.*").unwrap(), (Priority::Warning, "util.*".to_owned()));
        assert!(filter("5:x").is_err() && filter("1").is_err() && filter("1:+").is_err());
        let file = Destination::File("/tmp/x".to_owned());
        assert_eq!(output("2:file:/tmp/x").unwrap().destination, file);
        assert!(output("1:stderr:x").is_err() && output("1:tape").is_err() && output("0:stderr").is_err());
    }
}

//! Caches that processors share.

use std::path::Path;

use super::{number, numbered, parse_list, text};

/// The lowest level that is told.
const MIN_LEVEL: u32 = 2;

/// A cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheBank {
    pub id: u32,
    pub level: u32,
    /// `both`, `code` or `data`.
    pub kind: &'static str,
    /// In bytes.
    pub size: u64,
    pub cpus: Vec<u32>,
}

/// The caches of the host, by level and number.
pub fn cache_banks(root: &Path) -> Vec<CacheBank> {
    let folder = root.join("sys/devices/system/cpu");
    let online = text(&folder.join("online")).and_then(|t| parse_list(&t)).unwrap_or_default();
    let mut banks: Vec<CacheBank> = Vec::new();
    for cpu in online {
        let caches = folder.join(format!("cpu{cpu}/cache"));
        for index in numbered(&caches, "index") {
            if let Some(bank) = read(&caches.join(format!("index{index}")))
                && !banks.contains(&bank)
            {
                banks.push(bank);
            }
        }
    }
    banks.sort_by_key(|b| (b.level, b.id));
    banks
}

fn read(folder: &Path) -> Option<CacheBank> {
    let level = number(&folder.join("level")).filter(|level| *level >= MIN_LEVEL)?;
    let kind = match text(&folder.join("type"))?.as_str() {
        "Unified" => "both",
        "Instruction" => "code",
        "Data" => "data",
        _ => return None,
    };
    Some(CacheBank {
        id: number(&folder.join("id"))?,
        level,
        kind,
        size: size(&text(&folder.join("size"))?)?,
        cpus: parse_list(&text(&folder.join("shared_cpu_list"))?)?,
    })
}

/// `1024K` in bytes.
fn size(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("1024K"), Some(1 << 20));
        assert_eq!(size("7"), Some(7));
        assert_eq!(size("1Q"), None);
        assert_eq!(size("K"), None);
    }
}

//! What programs beside QEMU say of themselves: descriptions of vhost-user programs, and answers to
//! `--print-capabilities`.

use std::path::PathBuf;

use serde_json::Value;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err};

/// Kinds of devices that descriptions may be of.
const TYPES: [&str; 16] = [
    "9p",
    "balloon",
    "block",
    "caif",
    "console",
    "crypto",
    "fs",
    "gpu",
    "input",
    "net",
    "rng",
    "rpmsg",
    "rproc-serial",
    "scsi",
    "vsock",
    "",
];

/// The features of an answer; `None` when it isn't JSON.
pub fn features(answer: &str) -> Option<Vec<String>> {
    let answer: Value = serde_json::from_str(answer).ok()?;
    let list = answer["features"].as_array().map(Vec::as_slice).unwrap_or_default();
    Some(list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
}

/// `nbdkit`, a server of disks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nbdkit {
    pub program: PathBuf,
    /// Serves what is on servers of HTTP and FTP.
    pub curl: bool,
    /// Serves what is on SSH servers.
    pub ssh: bool,
    /// Can read ahead.
    pub readahead: bool,
}

/// A program that plays a device's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VhostUser {
    /// `gpu`, `fs`, …
    pub kind: String,
    pub binary: PathBuf,
}

impl VhostUser {
    /// Reads the description in the file `path`.
    pub fn parse(path: &std::path::Path, text: &str) -> Result<Self> {
        let document: Value = serde_json::from_str(text).map_err(|_| {
            err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unable to parse json file '{}'", path.display())
        })?;
        let word = |name: &str| document[name].as_str().unwrap_or_default();
        let kind = word("type");
        if kind.is_empty() || !TYPES.contains(&kind) {
            return Err(err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unknown vhost-user type: '{kind}'"));
        }
        Ok(Self { kind: kind.to_owned(), binary: word("binary").into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn descriptions() {
        let text = r#"{"description": "x", "type": "gpu", "binary": "/usr/libexec/vhost-user-gpu"}"#;
        let read = VhostUser::parse(Path::new("/a.json"), text).unwrap();
        assert_eq!((read.kind.as_str(), read.binary), ("gpu", "/usr/libexec/vhost-user-gpu".into()));
        for bad in ["", "{}", r#"{"type":"toaster"}"#, "[1]", r#"{"type":"gpu""#] {
            assert!(VhostUser::parse(Path::new("/a.json"), bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn answers() {
        assert_eq!(features("{\"features\":[\"a\",1,\"b\"]}"), Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(features("{}"), Some(Vec::new()));
        assert_eq!(features(""), None);
    }
}

//! The client's configuration file `libvirt.conf`: default URI and aliases.

use std::path::PathBuf;

use virt_core::consts::*;
use virt_core::{Error, Result, bail};
use virt_qemu::conf_file::syntax::{Entry, Value, parse};

/// The client's configuration.
#[derive(Default)]
pub struct Settings {
    entries: Vec<Entry>,
    path: PathBuf,
}

/// The directory of a user's configuration.
pub fn user_directory() -> PathBuf {
    let base = std::env::var_os("XDG_CONFIG_HOME").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".config");
    base.unwrap_or_else(home).join("libvirt")
}

fn path() -> PathBuf {
    // SAFETY: no arguments, cannot fail.
    if unsafe { libc::geteuid() } == 0 {
        PathBuf::from("/etc/libvirt/libvirt.conf")
    } else {
        user_directory().join("libvirt.conf")
    }
}

impl Settings {
    /// Reads the file; no file is an empty one.
    pub fn load() -> Result<Self> {
        let path = path();
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Self { entries: parse(&path, &text)?, path }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => {
                let what = format!("Failed to open file '{}'", path.display());
                Err(Error::system(VIR_FROM_NONE, &error, what))
            }
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.entries.iter().find(|entry| entry.name == name).map(|entry| &entry.value)
    }

    fn wrong(&self, name: &str, expected: &str) -> Error {
        let text = format!("{}: expected a {expected} for '{name}' parameter", self.path.display());
        Error::new(VIR_FROM_CONF, VIR_ERR_INTERNAL_ERROR, text)
    }

    /// The URI for when the program gives none: from the environment, else from the file.
    pub fn default_uri(&self) -> Result<Option<String>> {
        if let Some(uri) = std::env::var("LIBVIRT_DEFAULT_URI").ok().filter(|uri| !uri.is_empty()) {
            return Ok(Some(uri));
        }
        match self.get("uri_default") {
            None => Ok(None),
            Some(Value::Text(uri)) => Ok(Some(uri.clone())),
            Some(_) => Err(self.wrong("uri_default", "string")),
        }
    }

    /// How to reach daemons: auto, legacy or direct.
    pub fn remote_mode(&self) -> Result<Option<String>> {
        match self.get("remote_mode") {
            None => Ok(None),
            Some(Value::Text(mode)) => Ok(Some(mode.clone())),
            Some(_) => Err(self.wrong("remote_mode", "string")),
        }
    }

    /// What an alias stands for. One malformed entry before the match spoils it.
    pub fn alias(&self, name: &str) -> Result<Option<String>> {
        let entries = match self.get("uri_aliases") {
            None => return Ok(None),
            Some(Value::List(entries)) => entries,
            Some(_) => return Err(self.wrong("uri_aliases", "string list")),
        };
        let texts = entries.iter().map(|entry| match entry {
            Value::Text(text) => Ok(text),
            _ => Err(self.wrong("uri_aliases", "string list")),
        });
        for text in texts.collect::<Result<Vec<_>>>()? {
            let Some((alias, uri)) = text.split_once('=') else {
                bail!(
                    VIR_FROM_URI,
                    VIR_ERR_CONF_SYNTAX,
                    "Malformed 'uri_aliases' config entry '{text}', expected 'alias=uri://host/path'"
                );
            };
            if !alias.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
                bail!(
                    VIR_FROM_URI,
                    VIR_ERR_CONF_SYNTAX,
                    "Malformed 'uri_aliases' config entry '{text}', aliases may only contain 'a-Z, 0-9, _, -'"
                );
            }
            if alias == name {
                return Ok(Some(uri.to_owned()));
            }
        }
        Ok(None)
    }
}

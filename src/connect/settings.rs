//! The clients' configuration files `libvirt.conf` and `libvirt-admin.conf`: default URI and aliases.

use std::path::PathBuf;

use virt_core::consts::*;
use virt_core::{Error, Result, bail};
use virt_qemu::conf_file::syntax::{Entry, Value, parse};

/// A client's configuration.
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

pub fn is_root() -> bool {
    // SAFETY: no arguments, cannot fail.
    unsafe { libc::geteuid() == 0 }
}

/// Where a file of the given name is looked for.
fn place(file: &str) -> PathBuf {
    let folder = if is_root() { PathBuf::from("/etc/libvirt") } else { user_directory() };
    folder.join(file)
}

impl Settings {
    /// Reads the file of the given name; no file is an empty one.
    pub fn load(file: &str) -> Result<Self> {
        Self::read(place(file))
    }

    fn read(path: PathBuf) -> Result<Self> {
        match std::fs::read(&path) {
            Ok(text) => Ok(Self { entries: parse(&path, &String::from_utf8_lossy(&text))?, path }),
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

    fn wrong(&self, code: i32, name: &str, expected: &str) -> Error {
        let text = format!("{}: expected a {expected} for '{name}' parameter", self.path.display());
        Error::new(VIR_FROM_CONF, code, text)
    }

    /// The URI for when the program gives none: from a variable of the environment, else from the file.
    pub fn default_uri(&self, variable: &str) -> Result<Option<String>> {
        if let Some(uri) = std::env::var(variable).ok().filter(|uri| !uri.is_empty()) {
            return Ok(Some(uri));
        }
        self.text("uri_default")
    }

    /// How to reach daemons: auto, legacy or direct.
    pub fn remote_mode(&self) -> Result<Option<String>> {
        self.text("remote_mode")
    }

    fn text(&self, name: &str) -> Result<Option<String>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong(VIR_ERR_INTERNAL_ERROR, name, "string")),
        }
    }

    /// What an alias stands for. One malformed entry before the match spoils it.
    pub fn alias(&self, name: &str) -> Result<Option<String>> {
        let entries = match self.get("uri_aliases") {
            None => return Ok(None),
            Some(Value::List(entries)) => entries,
            Some(_) => return Err(self.wrong(VIR_ERR_INTERNAL_ERROR, "uri_aliases", "string list")),
        };
        let texts = entries.iter().map(|entry| match entry {
            Value::Text(text) => Ok(text),
            _ => Err(self.wrong(VIR_ERR_CONF_SYNTAX, "uri_aliases", "string list")),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("libvirt.conf");
        std::fs::write(&path, text).unwrap();
        Settings::read(path).unwrap()
    }

    #[test]
    fn values() {
        let settings = settings(
            "uri_default = \"test:///default\"\nuri_aliases = [ \"a-1=x:///\", \"b=y=z\", \"bad\", \"c=d\" ]\n\
             remote_mode = 3\n",
        );
        let unset = "LIBVIRT_RS_TEST_IS_NOT_SET";
        assert_eq!(settings.default_uri(unset).unwrap().as_deref(), Some("test:///default"));
        assert_eq!(settings.alias("a-1").unwrap().as_deref(), Some("x:///"));
        assert_eq!(settings.alias("b").unwrap().as_deref(), Some("y=z"));
        assert_eq!(settings.alias("c").unwrap_err().code(), VIR_ERR_CONF_SYNTAX);
        assert_eq!(settings.remote_mode().unwrap_err().code(), VIR_ERR_INTERNAL_ERROR);
    }

    #[test]
    fn no_file_is_an_empty_one() {
        let settings = Settings::read("/nowhere/libvirt.conf".into()).unwrap();
        assert_eq!(settings.alias("a").unwrap(), None);
        assert!(Settings::read("/".into()).is_err());
    }
}

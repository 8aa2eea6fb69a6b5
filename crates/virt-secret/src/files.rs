//! The files of one root: loading, saving, deleting, the lock.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use virt_conf::secret::SecretDef;
use virt_core::consts::VIR_FROM_SECRET;
use virt_core::{Error, Result, Uuid};
use virt_host::files::{LockFile, LockOutcome, make_dirs, remove_file, remove_unfinished, replace_file};
use zeroize::Zeroizing;

use crate::internal;

const PRIVATE_DIR: u32 = 0o700;
const PRIVATE_FILE: u32 = 0o600;

/// A secret's value; wiped when it is dropped.
pub type Value = Zeroizing<Vec<u8>>;

/// A secret as found on disk.
pub type Loaded = (SecretDef, Option<Value>);

/// The folder of secrets below a root.
pub struct Files {
    config: PathBuf,
    _lock: LockFile,
}

/// Where secrets are below a root.
pub fn config_dir(root: &Path) -> PathBuf {
    root.join("etc/secrets")
}

impl Files {
    /// Makes the folders and takes the lock.
    pub fn open(root: &Path) -> Result<Self> {
        let (config, run) = (config_dir(root), root.join("run/secrets"));
        for dir in [&config, &run] {
            make_dirs(dir, PRIVATE_DIR).map_err(|e| system(&e, "cannot create directory", dir))?;
        }
        let path = run.join("driver.pid");
        match LockFile::acquire(&path).map_err(|e| system(&e, "cannot lock", &path))? {
            LockOutcome::Taken(lock) => {
                remove_unfinished(&config);
                Ok(Self { config, _lock: lock })
            }
            LockOutcome::HeldBy(pid) => {
                let holder = pid.map_or("another process".to_owned(), |pid| format!("process {pid}"));
                Err(internal(format!("secrets of '{}' are in use by {holder}", root.display())))
            }
        }
    }

    /// Every secret on disk that can be read; the log says what is wrong with the others.
    pub fn load(&self) -> Result<Vec<Loaded>> {
        let mut found = Vec::new();
        let entries =
            fs::read_dir(&self.config).map_err(|e| system(&e, "cannot read directory", &self.config))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "xml") {
                match self.load_one(&path) {
                    Ok(secret) => found.push(secret),
                    Err(error) => log::error!("passing over '{}': {error}", path.display()),
                }
            }
        }
        Ok(found)
    }

    fn load_one(&self, path: &Path) -> Result<Loaded> {
        let xml = fs::read_to_string(path).map_err(|e| system(&e, "cannot read", path))?;
        let def = SecretDef::parse(&xml, 0)?;
        if path.file_stem().and_then(|stem| stem.to_str()) != Some(&def.uuid.to_string()) {
            return Err(internal(format!("<uuid> does not match secret file name '{}'", path.display())));
        }
        let value_path = self.value_path(def.uuid);
        let value = match fs::read_to_string(&value_path).map(Zeroizing::new) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(system(&error, "cannot read", &value_path)),
            Ok(text) => {
                let bytes = STANDARD.decode(text.trim_end().as_bytes());
                Some(Zeroizing::new(
                    bytes.map_err(|_| internal(format!("invalid base64 in '{}'", value_path.display())))?,
                ))
            }
        };
        Ok((def, value))
    }

    pub fn save_def(&self, def: &SecretDef) -> Result<()> {
        let path = self.config.join(format!("{}.xml", def.uuid));
        replace_file(&path, PRIVATE_FILE, def.to_xml().as_bytes())
            .map_err(|e| system(&e, "cannot write", &path))
    }

    pub fn save_value(&self, uuid: Uuid, value: &[u8]) -> Result<()> {
        let path = self.value_path(uuid);
        let text = Zeroizing::new(STANDARD.encode(value));
        replace_file(&path, PRIVATE_FILE, text.as_bytes()).map_err(|e| system(&e, "cannot write", &path))
    }

    pub fn delete_def(&self, uuid: Uuid) -> Result<()> {
        let path = self.config.join(format!("{uuid}.xml"));
        remove_file(&path).map_err(|e| system(&e, "cannot remove", &path))
    }

    pub fn delete_value(&self, uuid: Uuid) -> Result<()> {
        let path = self.value_path(uuid);
        remove_file(&path).map_err(|e| system(&e, "cannot remove", &path))
    }

    fn value_path(&self, uuid: Uuid) -> PathBuf {
        self.config.join(format!("{uuid}.base64"))
    }
}

fn system(error: &io::Error, what: &str, path: &Path) -> Error {
    Error::system(VIR_FROM_SECRET, error, format_args!("{what} '{}'", path.display()))
}

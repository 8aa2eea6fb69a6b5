//! The secrets of a root in memory, kept in step with their files.

use std::collections::BTreeMap;

use virt_conf::secret::SecretDef;
use virt_core::consts::*;
use virt_core::{Error, Result, Uuid};

use crate::files::{Files, Value};
use crate::internal;

/// All secrets of a root.
pub struct Store {
    files: Files,
    secrets: BTreeMap<Uuid, Entry>,
}

struct Entry {
    def: SecretDef,
    value: Option<Value>,
}

impl Store {
    /// Reads what is on disk; files that can't be read are passed over and stay as they are.
    pub fn load(files: Files) -> Result<Self> {
        let secrets =
            files.load()?.into_iter().map(|(def, value)| (def.uuid, Entry { def, value })).collect();
        Ok(Self { files, secrets })
    }

    pub fn all(&self) -> impl Iterator<Item = &SecretDef> {
        self.secrets.values().map(|entry| &entry.def)
    }

    pub fn by_uuid(&self, uuid: Uuid) -> Result<&SecretDef> {
        self.secrets.get(&uuid).map(|entry| &entry.def).ok_or_else(|| no_secret("uuid", &uuid.to_string()))
    }

    pub fn by_usage(&self, kind: i32, id: &str) -> Result<&SecretDef> {
        self.find_usage(kind, id).ok_or_else(|| no_secret("usage", id))
    }

    /// Takes a definition, new or in place of the one with its UUID.
    pub fn define(&mut self, def: SecretDef) -> Result<()> {
        let old = self.secrets.get(&def.uuid);
        match old {
            Some(old) if old.def.usage_id() != def.usage_id() => {
                return Err(internal(format!(
                    "a secret with UUID {} is already defined for use with {}",
                    def.uuid,
                    old.def.usage_id()
                )));
            }
            Some(old) if old.def.private && !def.private => {
                return Err(internal("cannot change private flag on existing secret"));
            }
            None => {
                if let Some(other) = self.find_usage(def.usage_type(), def.usage_id()) {
                    return Err(internal(format!(
                        "a secret with UUID {} already defined for use with {}",
                        other.uuid,
                        def.usage_id()
                    )));
                }
            }
            Some(_) => {}
        }
        let was_ephemeral = old.is_some_and(|old| old.def.ephemeral);
        let value = old.and_then(|old| old.value.clone());
        if !def.ephemeral {
            if let (true, Some(value)) = (was_ephemeral, &value) {
                self.files.save_value(def.uuid, value)?;
            }
            self.files.save_def(&def)?;
        } else if old.is_some() && !was_ephemeral {
            self.files.delete_def(def.uuid)?;
            self.files.delete_value(def.uuid)?;
        }
        self.secrets.insert(def.uuid, Entry { def, value });
        Ok(())
    }

    /// Forgets a secret and its files; returns what it was.
    pub fn undefine(&mut self, uuid: Uuid) -> Result<SecretDef> {
        self.by_uuid(uuid)?;
        self.files.delete_def(uuid)?;
        self.files.delete_value(uuid)?;
        self.secrets.remove(&uuid).map(|entry| entry.def).ok_or_else(|| no_secret("uuid", &uuid.to_string()))
    }

    pub fn value(&self, uuid: Uuid) -> Result<Value> {
        self.by_uuid(uuid)?;
        let value = self.secrets.get(&uuid).and_then(|entry| entry.value.clone());
        value.ok_or_else(|| {
            Error::new(VIR_FROM_SECRET, VIR_ERR_NO_SECRET, format!("secret '{uuid}' does not have a value"))
        })
    }

    /// Sets the value; returns whose it is.
    pub fn set_value(&mut self, uuid: Uuid, value: &[u8]) -> Result<SecretDef> {
        let def = self.by_uuid(uuid)?.clone();
        if !def.ephemeral {
            self.files.save_value(uuid, value)?;
        }
        if let Some(entry) = self.secrets.get_mut(&uuid) {
            entry.value = Some(Value::new(value.to_vec()));
        }
        Ok(def)
    }

    fn find_usage(&self, kind: i32, id: &str) -> Option<&SecretDef> {
        if kind == VIR_SECRET_USAGE_TYPE_NONE {
            return None;
        }
        self.all().find(|def| def.usage_type() == kind && def.usage_id() == id)
    }
}

fn no_secret(by: &str, what: &str) -> Error {
    Error::new(VIR_FROM_SECRET, VIR_ERR_NO_SECRET, format!("no secret with matching {by} '{what}'"))
}

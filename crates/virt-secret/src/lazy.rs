//! The secrets of a root, opened when somebody first needs them.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use virt_core::driver::SecretDriver;
use virt_core::{Connect, EventHub, Result, Secret, Uuid};

use crate::files::config_dir;

/// A driver for another's root: a root in which nobody uses secrets gets no files of ours.
pub struct LazySecrets {
    root: PathBuf,
    opened: OnceLock<Arc<dyn SecretDriver>>,
}

impl LazySecrets {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), opened: OnceLock::new() }
    }

    /// Whether secrets were ever defined in this root.
    pub fn are_used(&self) -> bool {
        self.opened.get().is_some() || config_dir(&self.root).exists()
    }

    fn driver(&self) -> Result<&Arc<dyn SecretDriver>> {
        if let Some(driver) = self.opened.get() {
            return Ok(driver);
        }
        let opened = crate::open(&self.root)?;
        Ok(self.opened.get_or_init(|| opened))
    }
}

impl SecretDriver for LazySecrets {
    fn event_hub(&self) -> Option<&EventHub> {
        self.driver().ok()?.event_hub()
    }

    fn connect_list_all_secrets(&self, conn: &Connect, flags: u32) -> Result<Vec<Secret>> {
        self.driver()?.connect_list_all_secrets(conn, flags)
    }

    fn secret_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Secret> {
        self.driver()?.secret_lookup_by_uuid(conn, uuid)
    }

    fn secret_lookup_by_usage(&self, conn: &Connect, usage_type: i32, usage_id: &str) -> Result<Secret> {
        self.driver()?.secret_lookup_by_usage(conn, usage_type, usage_id)
    }

    fn secret_define_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Secret> {
        self.driver()?.secret_define_xml(conn, xml, flags)
    }

    fn secret_undefine(&self, secret: &Secret) -> Result<()> {
        self.driver()?.secret_undefine(secret)
    }

    fn secret_get_xml_desc(&self, secret: &Secret, flags: u32) -> Result<String> {
        self.driver()?.secret_get_xml_desc(secret, flags)
    }

    fn secret_get_value(&self, secret: &Secret, flags: u32) -> Result<Vec<u8>> {
        self.driver()?.secret_get_value(secret, flags)
    }

    fn secret_value_for_driver(&self, uuid: Uuid, usage_type: i32) -> Result<Vec<u8>> {
        self.driver()?.secret_value_for_driver(uuid, usage_type)
    }

    fn secret_uuid_by_usage(&self, usage_type: i32, usage_id: &str) -> Result<Uuid> {
        self.driver()?.secret_uuid_by_usage(usage_type, usage_id)
    }

    fn secret_set_value(&self, secret: &Secret, value: &[u8], flags: u32) -> Result<()> {
        self.driver()?.secret_set_value(secret, value, flags)
    }
}

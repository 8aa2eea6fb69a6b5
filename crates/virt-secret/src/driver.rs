//! The secret driver over a store; connections to one root share it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Weak};

use parking_lot::Mutex;
use virt_conf::secret::{SecretDef, usage_word};
use virt_core::consts::*;
use virt_core::driver::{SecretDriver, check_flags};
use virt_core::event::{Event, SecretEvent};
use virt_core::{Connect, Error, EventHub, Result, Secret, Uuid};

use crate::files::Files;
use crate::store::Store;

/// The secrets of one root.
pub(crate) struct Secrets {
    store: Mutex<Store>,
    events: EventHub,
}

/// Opens the secrets below `root`, or joins those who have them open in this process.
pub fn open(root: &Path) -> Result<Arc<dyn SecretDriver>> {
    static OPEN: LazyLock<Mutex<HashMap<PathBuf, Weak<Secrets>>>> = LazyLock::new(Mutex::default);
    // One folder by two names is one root.
    let named = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let mut open = OPEN.lock();
    open.retain(|_, secrets| secrets.strong_count() > 0);
    if let Some(secrets) = open.get(&named).and_then(Weak::upgrade) {
        return Ok(secrets);
    }
    let store = Store::load(Files::open(root)?)?;
    let secrets = Arc::new(Secrets { store: Mutex::new(store), events: EventHub::new() });
    open.insert(named, Arc::downgrade(&secrets));
    Ok(secrets)
}

impl Secrets {
    fn emit(&self, def: &SecretDef, id: i32, event: i32) {
        self.events.emit(Event::Secret(SecretEvent {
            uuid: def.uuid,
            usage_type: def.usage_type(),
            usage_id: def.usage_id().to_owned(),
            id,
            event,
            detail: 0,
        }));
    }
}

fn handle(conn: &Connect, def: &SecretDef) -> Secret {
    Secret::new(conn, def.uuid, def.usage_type(), def.usage_id())
}

fn flags(function: &str, flags: u32, known: u32) -> Result<()> {
    check_flags(VIR_FROM_SECRET, function, flags, known)
}

impl SecretDriver for Secrets {
    fn event_hub(&self) -> Option<&EventHub> {
        Some(&self.events)
    }

    fn connect_list_all_secrets(&self, conn: &Connect, wanted: u32) -> Result<Vec<Secret>> {
        const LIFE: [u32; 2] = [VIR_CONNECT_LIST_SECRETS_EPHEMERAL, VIR_CONNECT_LIST_SECRETS_NO_EPHEMERAL];
        const ACCESS: [u32; 2] = [VIR_CONNECT_LIST_SECRETS_PRIVATE, VIR_CONNECT_LIST_SECRETS_NO_PRIVATE];
        flags("secretConnectListAllSecrets", wanted, LIFE[0] | LIFE[1] | ACCESS[0] | ACCESS[1])?;
        let fits = |[yes, no]: [u32; 2], is: bool| {
            wanted & (yes | no) == 0 || wanted & if is { yes } else { no } != 0
        };
        let store = self.store.lock();
        let chosen = store.all().filter(|def| fits(LIFE, def.ephemeral) && fits(ACCESS, def.private));
        Ok(chosen.map(|def| handle(conn, def)).collect())
    }

    fn secret_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Secret> {
        Ok(handle(conn, self.store.lock().by_uuid(uuid)?))
    }

    fn secret_lookup_by_usage(&self, conn: &Connect, usage_type: i32, usage_id: &str) -> Result<Secret> {
        Ok(handle(conn, self.store.lock().by_usage(usage_type, usage_id)?))
    }

    fn secret_define_xml(&self, conn: &Connect, xml: &str, define: u32) -> Result<Secret> {
        flags("secretDefineXML", define, VIR_SECRET_DEFINE_VALIDATE)?;
        let def = SecretDef::parse(xml, define)?;
        self.store.lock().define(def.clone())?;
        self.emit(&def, VIR_SECRET_EVENT_ID_LIFECYCLE, VIR_SECRET_EVENT_DEFINED);
        Ok(handle(conn, &def))
    }

    fn secret_undefine(&self, secret: &Secret) -> Result<()> {
        let def = self.store.lock().undefine(secret.uuid())?;
        self.emit(&def, VIR_SECRET_EVENT_ID_LIFECYCLE, VIR_SECRET_EVENT_UNDEFINED);
        Ok(())
    }

    fn secret_get_xml_desc(&self, secret: &Secret, desc: u32) -> Result<String> {
        flags("secretGetXMLDesc", desc, 0)?;
        Ok(self.store.lock().by_uuid(secret.uuid())?.to_xml())
    }

    fn secret_get_value(&self, secret: &Secret, get: u32) -> Result<Vec<u8>> {
        flags("secretGetValue", get, 0)?;
        let store = self.store.lock();
        if store.by_uuid(secret.uuid())?.private {
            return Err(Error::new(VIR_FROM_SECRET, VIR_ERR_INVALID_SECRET, "secret is private"));
        }
        Ok(store.value(secret.uuid())?.to_vec())
    }

    fn secret_set_value(&self, secret: &Secret, value: &[u8], set: u32) -> Result<()> {
        flags("secretSetValue", set, 0)?;
        let def = self.store.lock().set_value(secret.uuid(), value)?;
        self.emit(&def, VIR_SECRET_EVENT_ID_VALUE_CHANGED, 0);
        Ok(())
    }

    fn secret_value_for_driver(&self, uuid: Uuid, usage_type: i32) -> Result<Vec<u8>> {
        let store = self.store.lock();
        let found = store.by_uuid(uuid)?.usage_type();
        if found != VIR_SECRET_USAGE_TYPE_NONE && found != usage_type {
            let text = format!(
                "secret with uuid {uuid} is of type '{}' not expected '{}' type",
                usage_word(found),
                usage_word(usage_type)
            );
            return Err(Error::new(VIR_FROM_SECRET, VIR_ERR_INVALID_ARG, text));
        }
        Ok(store.value(uuid)?.to_vec())
    }

    fn secret_uuid_by_usage(&self, usage_type: i32, usage_id: &str) -> Result<Uuid> {
        Ok(self.store.lock().by_usage(usage_type, usage_id)?.uuid)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use virt_core::Drivers;
    use virt_core::driver::{HostDriver, HypervisorDriver};

    use super::*;

    struct Nothing;
    impl HostDriver for Nothing {
        fn connect_get_type(&self) -> &'static str {
            "secret"
        }
    }
    impl HypervisorDriver for Nothing {}

    fn connect(secret: Arc<dyn SecretDriver>) -> Connect {
        let drivers = Drivers { secret, ..Drivers::new(Arc::new(Nothing)) };
        Connect::new(drivers, "secret:///embed", 0)
    }

    fn xml(uuid: u8, ephemeral: &str, private: &str, name: &str) -> String {
        format!(
            "<secret ephemeral='{ephemeral}' private='{private}'><uuid>{uuid:032x}</uuid>\
             <usage type='ceph'><name>{name}</name></usage></secret>"
        )
    }

    #[test]
    fn kept_over_a_reopen_with_private_files() {
        let root = tempfile::tempdir().unwrap();
        let driver = open(root.path()).unwrap();
        let conn = connect(driver.clone());
        let secret = driver.secret_define_xml(&conn, &xml(1, "no", "no", "a"), 0).unwrap();
        assert_eq!(driver.secret_get_value(&secret, 0).unwrap_err().code(), VIR_ERR_NO_SECRET);
        driver.secret_set_value(&secret, b"\0abc", 0).unwrap();
        driver.secret_define_xml(&conn, &xml(2, "yes", "no", "b"), 0).unwrap();
        for entry in fs::read_dir(root.path().join("etc/secrets")).unwrap() {
            assert_eq!(entry.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        drop((secret, conn, driver));

        let driver = open(root.path()).unwrap();
        let conn = connect(driver.clone());
        let all = driver.connect_list_all_secrets(&conn, 0).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(driver.secret_get_value(&all[0], 0).unwrap(), b"\0abc");
        driver.secret_undefine(&all[0]).unwrap();
        assert_eq!(fs::read_dir(root.path().join("etc/secrets")).unwrap().count(), 0);
    }

    #[test]
    fn private_values_and_usages_stay_where_they_belong() {
        let root = tempfile::tempdir().unwrap();
        let driver = open(root.path()).unwrap();
        let conn = connect(driver.clone());
        let secret = driver.secret_define_xml(&conn, &xml(1, "no", "yes", "a"), 0).unwrap();
        driver.secret_set_value(&secret, b"x", 0).unwrap();
        assert_eq!(driver.secret_get_value(&secret, 0).unwrap_err().code(), VIR_ERR_INVALID_SECRET);
        assert_eq!(driver.secret_value_for_driver(secret.uuid(), VIR_SECRET_USAGE_TYPE_CEPH).unwrap(), b"x");
        let wrong = driver.secret_value_for_driver(secret.uuid(), VIR_SECRET_USAGE_TYPE_ISCSI).unwrap_err();
        assert_eq!(wrong.code(), VIR_ERR_INVALID_ARG);
        assert!(wrong.message().ends_with("is of type 'ceph' not expected 'iscsi' type"), "{wrong}");
        for bad in [xml(2, "no", "no", "a"), xml(1, "no", "yes", "b"), xml(1, "no", "no", "a")] {
            assert_eq!(driver.secret_define_xml(&conn, &bad, 0).unwrap_err().code(), VIR_ERR_INTERNAL_ERROR);
        }
    }

    #[test]
    fn a_broken_file_hides_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("etc/secrets");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("broken.xml"), "<secret").unwrap();
        fs::write(dir.join("00000000-0000-0000-0000-000000000001.xml"), xml(1, "no", "no", "a")).unwrap();
        let driver = open(root.path()).unwrap();
        assert_eq!(driver.connect_list_all_secrets(&connect(driver.clone()), 0).unwrap().len(), 1);
        assert!(dir.join("broken.xml").exists());
    }
}

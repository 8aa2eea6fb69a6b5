//! Secrets.

use crate::{Connect, EventHub, Result, Secret, Uuid};

/// What a secret driver does.
pub trait SecretDriver: Send + Sync {
    /// Where the driver's events come from; `None` when it has none.
    fn event_hub(&self) -> Option<&EventHub> {
        None
    }

    driver_methods! {
        fn connect_list_all_secrets(&self, conn: &Connect, flags: u32) -> Result<Vec<Secret>>;
        fn secret_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<Secret>;
        fn secret_lookup_by_usage(&self, conn: &Connect, usage_type: i32, usage_id: &str) -> Result<Secret>;
        fn secret_define_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Secret>;
        fn secret_undefine(&self, secret: &Secret) -> Result<()>;
        fn secret_get_xml_desc(&self, secret: &Secret, flags: u32) -> Result<String>;
        fn secret_get_value(&self, secret: &Secret, flags: u32) -> Result<Vec<u8>>;
        /// The value, private or not, for a driver that needs it for this usage.
        fn secret_value_for_driver(&self, uuid: Uuid, usage_type: i32) -> Result<Vec<u8>>;
        /// Which secret serves a user, for a driver that needs it.
        fn secret_uuid_by_usage(&self, usage_type: i32, usage_id: &str) -> Result<Uuid>;
        fn secret_set_value(&self, secret: &Secret, value: &[u8], flags: u32) -> Result<()>;
    }
}

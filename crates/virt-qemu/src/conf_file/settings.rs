//! Every key of `qemu.conf` with its type and default.

use std::path::Path;

use virt_core::consts::VIR_FROM_QEMU;
use virt_core::{Error, Result};

use super::check;
use super::syntax::{Entry, parse};
use super::values::{FromConf, ImageFormat, Limit, OneOrMore, Place, SchedCore, Scope, StdioHandler};

/// Declares the settings: a field is called what its key is called.
macro_rules! settings {
    ($( $(#[$meta:meta])* $key:ident: $ty:ty = $default:expr; )*) => {
        /// The settings of a driver; fields are the keys.
        #[derive(Debug, Clone)]
        pub struct Settings { $( $(#[$meta])* pub $key: $ty, )* }

        impl Default for Settings {
            fn default() -> Self {
                Self { $( $key: $default, )* }
            }
        }

        impl Settings {
            /// Takes one entry over; keys nobody knows are ignored, as upstream ignores them.
            fn take(&mut self, place: &Place<'_>) -> Result<()> {
                match place.entry.name.as_str() {
                    $( stringify!($key) => self.$key = <$ty>::from_conf(&place.entry.value, place)?, )*
                    _ => {}
                }
                Ok(())
            }

            /// Whether a key is one of ours.
            #[cfg(test)]
            pub(super) fn knows(key: &str) -> bool {
                [$( stringify!($key) ),*].contains(&key)
            }
        }
    };
}

settings! {
    default_tls_x509_cert_dir: Option<String> = None;
    default_tls_x509_verify: bool = true;
    default_tls_x509_secret_uuid: Option<String> = None;
    default_tls_priority: Option<String> = None;

    vnc_listen: String = "127.0.0.1".to_owned();
    vnc_auto_unix_socket: bool = false;
    vnc_tls: bool = false;
    vnc_tls_x509_cert_dir: Option<String> = None;
    vnc_tls_x509_verify: Option<bool> = None;
    vnc_tls_x509_secret_uuid: Option<String> = None;
    vnc_tls_priority: Option<String> = None;
    vnc_password: Option<String> = None;
    vnc_sasl: bool = false;
    vnc_sasl_dir: Option<String> = None;
    vnc_allow_host_audio: bool = false;

    spice_listen: String = "127.0.0.1".to_owned();
    spice_tls: bool = false;
    spice_tls_x509_cert_dir: Option<String> = None;
    spice_auto_unix_socket: bool = false;
    spice_password: Option<String> = None;
    spice_sasl: bool = false;
    spice_sasl_dir: Option<String> = None;

    rdp_listen: String = "127.0.0.1".to_owned();
    rdp_tls_x509_cert_dir: Option<String> = None;
    rdp_username: Option<String> = None;
    rdp_password: Option<String> = None;

    chardev_tls: bool = false;
    chardev_tls_x509_cert_dir: Option<String> = None;
    chardev_tls_x509_verify: Option<bool> = None;
    chardev_tls_x509_secret_uuid: Option<String> = None;
    chardev_tls_priority: Option<String> = None;
    migrate_tls_x509_cert_dir: Option<String> = None;
    migrate_tls_x509_verify: Option<bool> = None;
    migrate_tls_x509_secret_uuid: Option<String> = None;
    migrate_tls_priority: Option<String> = None;
    migrate_tls_force: bool = false;
    backup_tls_x509_cert_dir: Option<String> = None;
    backup_tls_x509_verify: Option<bool> = None;
    backup_tls_x509_secret_uuid: Option<String> = None;
    backup_tls_priority: Option<String> = None;
    vxhs_tls: bool = false;
    vxhs_tls_x509_cert_dir: Option<String> = None;
    vxhs_tls_x509_secret_uuid: Option<String> = None;
    nbd_tls: bool = false;
    nbd_tls_x509_cert_dir: Option<String> = None;
    nbd_tls_x509_secret_uuid: Option<String> = None;
    nbd_tls_priority: Option<String> = None;

    nographics_allow_host_audio: bool = false;
    remote_display_port_min: u32 = check::DISPLAY_PORTS.0;
    remote_display_port_max: u32 = check::DISPLAY_PORTS.1;
    remote_websocket_port_min: u32 = check::WEBSOCKET_PORTS.0;
    remote_websocket_port_max: u32 = check::WEBSOCKET_PORTS.1;

    security_driver: Option<OneOrMore> = None;
    security_default_confined: bool = true;
    security_require_confined: bool = false;
    /// Name or number; the distribution's default when absent.
    user: Option<String> = None;
    group: Option<String> = None;
    dynamic_ownership: bool = true;
    remember_owner: bool = true;
    cgroup_controllers: Option<Vec<String>> = None;
    cgroup_device_acl: Option<Vec<String>> = None;
    /// -1: on where QEMU has it.
    seccomp_sandbox: i32 = -1;
    namespaces: Option<Vec<String>> = None;

    save_image_format: ImageFormat = ImageFormat::Raw;
    dump_image_format: ImageFormat = ImageFormat::Raw;
    snapshot_image_format: ImageFormat = ImageFormat::Raw;
    auto_dump_path: Option<String> = None;
    auto_dump_bypass_cache: bool = false;
    auto_dump_max_size: u64 = 0;
    auto_start_bypass_cache: bool = false;
    /// In ms, between two domains.
    auto_start_delay: u32 = 0;
    auto_shutdown_try_save: Scope = Scope::None;
    auto_shutdown_try_shutdown: Scope = Scope::None;
    auto_shutdown_poweroff: Scope = Scope::None;
    auto_shutdown_wait: u32 = 0;
    auto_shutdown_restore: bool = true;
    auto_save_bypass_cache: bool = false;

    hugetlbfs_mount: Option<OneOrMore> = None;
    bridge_helper: String = "qemu-bridge-helper".to_owned();
    pr_helper: String = "qemu-pr-helper".to_owned();
    slirp_helper: String = "slirp-helper".to_owned();
    dbus_daemon: String = "dbus-daemon".to_owned();
    qemu_rdp: String = "qemu-rdp".to_owned();
    qemu_vnc: String = "qemu-vnc".to_owned();
    set_process_name: bool = false;
    max_processes: u32 = 0;
    max_files: u32 = 0;
    max_threads_per_process: u32 = 0;
    max_core: Limit = Limit(u64::MAX);
    dump_guest_core: bool = false;
    stdio_handler: StdioHandler = StdioHandler::File;
    sched_core: SchedCore = SchedCore::None;

    mac_filter: bool = false;
    relaxed_acs_check: bool = false;
    allow_disk_format_probing: bool = false;
    lock_manager: Option<String> = None;

    /// Callers that may wait for one domain; 0 is no limit.
    max_queued: u32 = 0;
    keepalive_interval: i32 = 5;
    keepalive_count: u32 = 5;

    migration_address: Option<String> = None;
    migration_host: Option<String> = None;
    migration_port_min: u32 = check::MIGRATION_PORTS.0;
    migration_port_max: u32 = check::MIGRATION_PORTS.1;
    backup_port_min: u32 = check::BACKUP_PORTS.0;
    backup_port_max: u32 = check::BACKUP_PORTS.1;

    log_timestamp: bool = true;
    nvram: Option<Vec<String>> = None;
    gluster_debug_level: u32 = 4;
    virtiofsd_debug: bool = false;
    deprecation_behavior: String = "none".to_owned();
    memory_backing_dir: Option<String> = None;
    swtpm_user: Option<String> = None;
    swtpm_group: Option<String> = None;
    capability_filters: Option<Vec<String>> = None;
    storage_use_nbdkit: bool = false;
    shared_filesystems: Option<Vec<String>> = None;
    default_cpu_deprecated_features: Option<String> = None;
}

impl Settings {
    /// Reads a file; one that isn't there or may not be read gives the defaults.
    pub fn load(path: &Path) -> Result<Self> {
        let text = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                return match error.kind() {
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => {
                        Ok(Self::default())
                    }
                    _ => Err(Error::system(
                        VIR_FROM_QEMU,
                        &error,
                        format!("Failed to read config file '{}'", path.display()),
                    )),
                };
            }
        };
        Self::from_text(path, &String::from_utf8_lossy(&text))
    }

    pub(super) fn from_text(path: &Path, text: &str) -> Result<Self> {
        let entries: Vec<Entry> = parse(path, text)?;
        let mut settings = Self::default();
        for entry in &entries {
            let place = Place { path, entry };
            settings.take(&place)?;
            check::value(&settings, &place)?;
        }
        check::together(&settings, path, &entries)?;
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use virt_core::consts::*;

    fn read(text: &str) -> Result<Settings> {
        Settings::from_text(Path::new("/r/etc/qemu.conf"), text)
    }

    #[test]
    fn values_arrive() {
        let settings =
            read("user = \"+7\"\nmax_core = \"unlimited\"\nsave_image_format='zstd'\nlog_timestamp=0\n")
                .unwrap();
        assert_eq!(settings.user.as_deref(), Some("+7"));
        assert_eq!(settings.max_core, Limit(u64::MAX));
        assert_eq!(settings.save_image_format, ImageFormat::Zstd);
        assert!(!settings.log_timestamp);
        assert_eq!(read("security_driver = \"none\"").unwrap().security_driver.unwrap().0, ["none"]);
        read("key_of_tomorrow = [ 1, \"x\" ]").unwrap();
    }

    #[test]
    fn wrong_values_are_refused_with_file_and_line() {
        for (text, code, what) in [
            (
                "\nuser = 7",
                VIR_ERR_INTERNAL_ERROR,
                "/r/etc/qemu.conf: expected a string for 'user' parameter at line 2",
            ),
            ("vnc_tls = 2", VIR_ERR_INTERNAL_ERROR, "expected a bool for 'vnc_tls'"),
            (
                "max_files = -1",
                VIR_ERR_INTERNAL_ERROR,
                "expected an unsigned integer in range for 'max_files'",
            ),
            ("namespaces = \"mount\"", VIR_ERR_INTERNAL_ERROR, "expected a string list for 'namespaces'"),
            ("save_image_format = \"rar\"", VIR_ERR_CONFIG_UNSUPPORTED, "Invalid save_image_format 'rar'"),
            ("max_core = \"big\"", VIR_ERR_CONFIG_UNSUPPORTED, "qemu.conf:1: Unknown core size 'big'"),
            ("allow_disk_format_probing = 1", VIR_ERR_CONFIG_UNSUPPORTED, "no longer supported"),
            ("auto_shutdown_try_save = \"all\"", VIR_ERR_INVALID_ARG, "managed save cannot be requested"),
            (
                "remote_display_port_min = 80",
                VIR_ERR_INTERNAL_ERROR,
                "remote_display_port_min: port must be greater",
            ),
            (
                "migration_port_min = 70\nmigration_port_max = 60",
                VIR_ERR_INTERNAL_ERROR,
                "migration_port_max: port must be between the minimal port 70 and 65535",
            ),
            (
                "migration_host = \"localhost\"",
                VIR_ERR_CONF_SYNTAX,
                "must not be the address of the local machine",
            ),
            (
                "vnc_tls_x509_cert_dir = \"/no/such\"",
                VIR_ERR_CONF_SYNTAX,
                "directory '/no/such' does not exist",
            ),
            ("security_driver = [\"a\", \"a\"]", VIR_ERR_CONF_SYNTAX, "Duplicate security driver a"),
            ("cgroup_controllers = [\"x\"]", VIR_ERR_CONF_SYNTAX, "Unknown cgroup controller 'x'"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.message().contains(what), "{text}: {error}");
            assert_eq!(error.code(), code, "{text}");
        }
    }

    #[test]
    fn every_documented_key_is_known() {
        let path = "/work/oracle/sid/etc/libvirt/qemu.conf";
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: no {path}");
            return;
        };
        for line in text.lines() {
            let Some((key, _)) = line.strip_prefix('#').unwrap_or(line).split_once(" = ") else { continue };
            if key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
                assert!(Settings::knows(key), "{key}");
            }
        }
    }
}

//! The machine below, as far as command lines depend on it.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockEncryptMut, KeyIvInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use virt_conf::common::pci::PciAddress;
use virt_core::consts::*;
use virt_core::driver::SecretDriver;
use virt_core::{Error, Result, bail, err};
use virt_host::{node, users};
use virt_secret::LazySecrets;

use crate::command::context::{Host, ImageStart, Sealed, SecretUsage};
use crate::emulator::{HelperPrograms, find_in_path};
use crate::firmware::folders;
use crate::helper_features::{Nbdkit, VhostUser};
use crate::images;
use crate::root::Root;
use crate::vocabulary::{IdMap, IdRange, SecretRef};

/// This machine, with the master key of the domain that a command line is for.
pub struct MachineBelow<'a> {
    pub master_key: [u8; 32],
    pub secrets: &'a LazySecrets,
    pub programs: &'a HelperPrograms,
}

impl<'a> MachineBelow<'a> {
    pub fn new(root: &'a Root, master_key: [u8; 32]) -> Self {
        Self { master_key, secrets: &root.secrets, programs: &root.emulators.programs }
    }
}

/// A driver that is reached through its daemon, of which there is none beside an embedded root.
pub fn no_daemon<T>(name: &str) -> Result<T> {
    bail!(
        VIR_FROM_RPC,
        VIR_ERR_SYSTEM_ERROR,
        "Failed to connect socket to '/var/run/libvirt/{name}-sock': No such file or directory"
    )
}

impl Host for MachineBelow<'_> {
    /// A root in which no secret was ever defined answers as upstream's, which has no driver for them.
    fn secret(&self, which: &SecretRef, usage: SecretUsage) -> Result<Vec<u8>> {
        if !self.secrets.are_used() {
            return no_daemon("virtsecretd");
        }
        let kind = match usage {
            SecretUsage::Volume => VIR_SECRET_USAGE_TYPE_VOLUME,
            SecretUsage::Ceph => VIR_SECRET_USAGE_TYPE_CEPH,
            SecretUsage::Iscsi => VIR_SECRET_USAGE_TYPE_ISCSI,
            SecretUsage::Tls => VIR_SECRET_USAGE_TYPE_TLS,
            SecretUsage::Vtpm => VIR_SECRET_USAGE_TYPE_VTPM,
        };
        let uuid = match which {
            SecretRef::Uuid(uuid) => *uuid,
            SecretRef::Usage(name) => self.secrets.secret_uuid_by_usage(kind, name)?,
        };
        self.secrets.secret_value_for_driver(uuid, kind)
    }

    fn volume_source(&self, _: &str, _: &str) -> Result<()> {
        no_daemon("virtstoraged")
    }

    fn network_address(&self, _: &str) -> Result<String> {
        no_daemon("virtnetworkd")
    }

    fn seal(&self, value: &[u8]) -> Result<Sealed> {
        let iv: [u8; 16] = random()?;
        let cipher = cbc::Encryptor::<aes::Aes256>::new(&self.master_key.into(), &iv.into());
        let data = cipher.encrypt_padded_vec_mut::<Pkcs7>(value);
        Ok(Sealed { data: STANDARD.encode(data), iv: STANDARD.encode(iv) })
    }

    fn look_for(&self, path: &str) -> std::io::Result<()> {
        std::fs::metadata(path).map(drop)
    }

    fn image_start(&self, path: &str) -> Option<ImageStart> {
        images::read_start(path)
    }

    fn is_cdrom(&self, device: &str) -> bool {
        let name = Path::new(device).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        std::fs::read_to_string(format!("/sys/class/block/{name}/device/type"))
            .is_ok_and(|kind| kind.trim() == "5")
    }

    fn scsi_generic(&self, adapter: &str, bus: u32, target: u32, unit: u64) -> Result<String> {
        let host = adapter.trim_start_matches("scsi_host");
        let folder = format!("/sys/bus/scsi/devices/{host}:{bus}:{target}:{unit}/scsi_generic");
        let entries = std::fs::read_dir(&folder).map_err(|error| {
            Error::system(VIR_FROM_NONE, &error, format!("cannot open directory '{folder}'"))
        })?;
        let first = entries.flatten().next().and_then(|entry| entry.file_name().into_string().ok());
        first.ok_or_else(|| err!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "no generic device in '{folder}'"))
    }

    fn user_id(&self, name: &str) -> Result<u32> {
        id_of(name, "user", users::user_id)
    }

    fn group_id(&self, name: &str) -> Result<u32> {
        id_of(name, "group", users::group_id)
    }

    fn check_nodes(&self, nodes: &[u32]) -> Result<()> {
        let present = node::cells(Path::new("/"));
        match nodes.iter().find(|wanted| present.iter().all(|cell| cell.id != **wanted)) {
            Some(node) => bail!(VIR_FROM_NONE, VIR_ERR_CONFIG_UNSUPPORTED, "NUMA node {node} is unavailable"),
            None => Ok(()),
        }
    }

    fn nodes_of_cpus(&self, cpus: &[u32]) -> Result<Option<Vec<u32>>> {
        let cells = node::cells(Path::new("/"));
        let known = |cpu: &&u32| cells.iter().any(|cell| cell.cpus.iter().any(|c| c.id == **cpu));
        if let Some(cpu) = cpus.iter().find(|cpu| !known(cpu)) {
            bail!(
                VIR_FROM_NONE,
                VIR_ERR_SYSTEM_ERROR,
                "Unable to get NUMA node of cpu {cpu}: Invalid argument"
            );
        }
        let holds = |cell: &&node::Cell| cell.cpus.iter().any(|cpu| cpus.contains(&cpu.id));
        Ok((cells.len() > 1).then(|| cells.iter().filter(holds).map(|cell| cell.id).collect()))
    }

    fn huge_pages(&self) -> Vec<(u64, PathBuf)> {
        let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
        let default = default_huge_page();
        let mut found: Vec<(u64, PathBuf)> = mounts
            .lines()
            .filter_map(|line| {
                let mut fields = line.split(' ');
                let (path, kind, options) = (fields.nth(1)?, fields.next()?, fields.next()?);
                (kind == "hugetlbfs").then(|| {
                    let size =
                        options.split(',').find_map(|o| o.strip_prefix("pagesize=")).and_then(kibibytes);
                    (size.unwrap_or(default), PathBuf::from(path))
                })
            })
            .collect();
        found.sort_by_key(|(size, _)| *size != default);
        found
    }

    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(0)
    }

    fn utc_offset(&self) -> i64 {
        let limit = Duration::from_secs(5);
        let told = virt_host::spawn::capture(Path::new("/bin/date"), &["+%z"], limit, 64).unwrap_or_default();
        let text = String::from_utf8_lossy(&told).trim().to_owned();
        let (sign, digits) = match text.split_at_checked(1) {
            Some(("-", digits)) => (-1, digits),
            Some((_, digits)) => (1, digits),
            None => return 0,
        };
        let number: i64 = digits.parse().unwrap_or(0);
        sign * (number / 100 * 3600 + number % 100 * 60)
    }

    fn env(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn has_vhost_net(&self, device: &str) -> bool {
        std::fs::File::options().read(true).write(true).open(device).is_ok()
    }

    fn render_node(&self) -> Result<String> {
        let entries = std::fs::read_dir("/dev/dri")
            .map_err(|_| err!(VIR_FROM_NONE, VIR_ERR_NO_SUPPORT, "Path '/dev/dri' is not accessible"))?;
        let mut nodes: Vec<String> = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.starts_with("renderD"))
            .collect();
        nodes.sort();
        let first = nodes.into_iter().next().map(|name| format!("/dev/dri/{name}"));
        first.ok_or_else(|| err!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "No DRM render nodes available"))
    }

    fn find_program(&self, name: &str, also: &[&str]) -> Option<PathBuf> {
        find_program(name, also)
    }

    fn print_capabilities(&self, program: &Path, args: &[&str]) -> String {
        self.programs.capabilities(program, args)
    }

    fn nbdkit(&self) -> Option<Nbdkit> {
        self.programs.nbdkit()
    }

    fn vhost_user_programs(&self) -> Result<Vec<VhostUser>> {
        let files = folders::files(&folders::standard("vhost-user", None));
        let read = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).map_err(|error| {
                Error::system(VIR_FROM_NONE, &error, format!("Failed to read file '{}'", path.display()))
            })?;
            VhostUser::parse(path, &text)
        };
        // A broken description must not hide the good ones; when there are none, it is the reason.
        let (good, bad): (Vec<_>, Vec<_>) = files.iter().map(read).partition(Result::is_ok);
        match bad.into_iter().find_map(Result::err) {
            Some(error) if good.is_empty() => Err(error),
            _ => Ok(good.into_iter().flatten().collect()),
        }
    }

    fn own_id_map(&self) -> IdMap {
        let own = |id: u32, name: Option<String>, file: &str| {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            let mut ranges = vec![IdRange { start: 0, target: id, count: 1 }];
            ranges.extend(
                users::subordinate_ids(&text, id, name.as_deref()).map(|(target, count)| IdRange {
                    start: 1,
                    target,
                    count,
                }),
            );
            ranges
        };
        let (uid, gid) = (users::effective_uid(), users::effective_gid());
        IdMap {
            uid: own(uid, users::user_name(uid), "/etc/subuid"),
            gid: own(gid, users::group_name(gid), "/etc/subgid"),
        }
    }

    fn is_virtual_function(&self, address: &PciAddress) -> bool {
        Path::new("/sys/bus/pci/devices").join(address.to_string()).join("physfn").exists()
    }

    fn has_kvm(&self) -> bool {
        Path::new("/dev/kvm").exists()
    }

    fn has_vfio(&self) -> bool {
        virt_host::kvm::has_vfio()
    }
}

/// A program by name, in `PATH` or one of these folders.
pub fn find_program(name: &str, also: &[&str]) -> Option<PathBuf> {
    let elsewhere = || also.iter().find_map(|folder| find_in_path(&format!("{folder}/{name}")));
    find_in_path(name).or_else(elsewhere).map(PathBuf::from)
}

/// Bytes that nobody can guess.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    std::fs::File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .map_err(|error| Error::system(VIR_FROM_QEMU, &error, "failed to generate random bytes"))?;
    Ok(bytes)
}

fn id_of(name: &str, kind: &str, lookup: fn(&str) -> std::io::Result<Option<u32>>) -> Result<u32> {
    let found = lookup(name).map_err(|error| {
        Error::system(VIR_FROM_NONE, &error, format!("Failed to find {kind} record for {kind} '{name}'"))
    })?;
    found.ok_or_else(|| err!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "Failed to parse {kind} '{name}'"))
}

fn default_huge_page() -> u64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Hugepagesize:"));
    line.and_then(|rest| rest.trim().split(' ').next()?.parse().ok()).unwrap_or(2048)
}

/// `2M`, `1024M`, `1G` in KiB.
fn kibibytes(text: &str) -> Option<u64> {
    let (digits, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let number: u64 = digits.parse().ok()?;
    match unit.to_ascii_uppercase().as_str() {
        "" => Some(number / 1024),
        "K" => Some(number),
        "M" => number.checked_mul(1024),
        "G" => number.checked_mul(1024 * 1024),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_sizes_of_mounts() {
        assert_eq!(["2M", "1G", "2048K", "x"].map(kibibytes), [Some(2048), Some(1 << 20), Some(2048), None]);
    }

    #[test]
    fn sealed_values_differ_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = LazySecrets::new(folder.path());
        let machine =
            MachineBelow { master_key: [7; 32], secrets: &secrets, programs: &HelperPrograms::default() };
        let [a, b] = [machine.seal(b"secret").unwrap(), machine.seal(b"secret").unwrap()];
        assert_ne!(a, b);
        assert_eq!(STANDARD.decode(a.data).unwrap().len(), 16);
    }
}

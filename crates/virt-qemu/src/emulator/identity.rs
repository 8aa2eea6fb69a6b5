//! What learnt capabilities hang on: they are void when any of it changes.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use nix::unistd::{AccessFlags, access};
use serde::{Deserialize, Serialize};
use virt_core::consts::VIR_FROM_QEMU;
use virt_core::{Error, Result};

use super::host::HostTrait;

/// Where QEMU keeps its modules, by distribution.
const MODULE_FOLDERS: &[&str] = &["/usr/lib/x86_64-linux-gnu/qemu", "/usr/lib64/qemu", "/usr/lib/qemu"];

/// A program and the host below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    binary: String,
    /// Seconds and nanoseconds of the file's last change.
    changed: (i64, i64),
    size: u64,
    inode: u64,
    /// Last change of the folder of modules, where there is one.
    modules: Option<i64>,
    kvm: bool,
    host: HostPart,
}

/// What stays the same while the host runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HostPart {
    kernel: String,
    signature: Option<String>,
    microcode: u32,
    nested: bool,
    secure: bool,
}

impl HostPart {
    pub fn of(host: &dyn HostTrait) -> Self {
        let identity = host.identity();
        Self {
            kernel: host.kernel_release(),
            signature: identity.signature,
            microcode: identity.microcode,
            nested: host.kvm_nested(),
            secure: host.secure_guests(),
        }
    }
}

impl Identity {
    /// Looks at a program; one that isn't there or can't be executed is refused.
    pub fn of(binary: &str, host: &dyn HostTrait, part: &HostPart) -> Result<Self> {
        let refuse = |error: &std::io::Error, text: String| Error::system(VIR_FROM_QEMU, error, text);
        let meta = std::fs::metadata(binary)
            .map_err(|e| refuse(&e, format!("Cannot check QEMU binary {binary}")))?;
        let unusable = if meta.is_dir() {
            Some(std::io::Error::from_raw_os_error(libc::EISDIR))
        } else {
            access(Path::new(binary), AccessFlags::X_OK).err().map(std::io::Error::from)
        };
        if let Some(error) = unusable {
            return Err(refuse(&error, format!("QEMU binary {binary} is not executable")));
        }
        let folder = MODULE_FOLDERS.iter().find_map(|folder| std::fs::metadata(folder).ok());
        Ok(Self {
            binary: binary.to_owned(),
            changed: (meta.ctime(), meta.ctime_nsec()),
            size: meta.size(),
            inode: meta.ino(),
            modules: folder.map(|m| m.mtime()),
            kvm: host.kvm_usable(),
            host: part.clone(),
        })
    }
}

//! What a guest's start consists of, as data.
//!
//! [`crate::command`] makes a [`LaunchPlan`] from an effective definition; tests print and compare it; only the
//! process module acts on it. Descriptors have their number in the new process from the start, so arguments are
//! plain text.

mod helper;

use std::path::PathBuf;

use zeroize::Zeroizing;

pub use helper::{Helper, HelperCommand, HelperKind, HelperState, HelperUser, StateCommand};

/// Everything that a start needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaunchPlan {
    pub program: PathBuf,
    /// Arguments after the program's name.
    pub args: Vec<String>,
    /// The whole environment.
    pub env: Vec<(String, String)>,
    /// Descriptors to open and hand over.
    pub fds: Vec<PassedFd>,
    /// Files to write before the start, which go with the guest.
    pub files: Vec<PlannedFile>,
    /// Programs that have to run beside QEMU.
    pub helpers: Vec<Helper>,
}

/// A descriptor for QEMU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedFd {
    /// Its number in QEMU.
    pub number: i32,
    pub what: FdSource,
}

/// Where a descriptor comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FdSource {
    /// Opens a path.
    Path { path: PathBuf, write: bool, append: bool },
    /// A file that is written, made if it isn't there; emptied unless it is continued.
    Output { path: PathBuf, append: bool },
    /// A listening UNIX socket.
    ListenUnix(PathBuf),
    /// The next queue of the tap of an interface (by alias).
    Tap { alias: String },
    /// vhost-vsock, with the guest's address set.
    VhostVsock,
    /// vhost-scsi.
    VhostScsi,
    /// An end of the socket pair between QEMU and the helper of a device, by alias.
    HelperSocket { helper: String },
    /// Bytes to read, which nobody else may see.
    Secret(SecretBytes),
    /// A descriptor that the caller brought along (`virDomainFDAssociate`), by name and position.
    Associated { name: String, index: usize },
}

/// A secret's value; it leaves memory when it is dropped, and is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretBytes(pub Zeroizing<Vec<u8>>);

impl std::fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretBytes")
    }
}

/// A file that has to be there before the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    pub path: PathBuf,
    pub content: FileContent,
    pub mode: u32,
}

/// What a planned file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileContent {
    /// The guest's master key for secrets.
    MasterKey,
    Text(String),
    /// Nothing, of this size; an existing file is kept.
    Sparse(u64),
    /// A copy of a template, unless the file is there.
    CopyOf(PathBuf),
}

//! Programs beside QEMU, as data.

use std::path::PathBuf;

use super::{PassedFd, PlannedFile};

/// What a helper is, in the order in which they are started; what the process module does with it differs by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HelperKind {
    VhostUserGpu,
    Swtpm,
    Passt,
    Virtiofsd,
    DbusDaemon,
    PrHelper,
    Nbdkit,
}

impl HelperKind {
    const NAMES: [(Self, &'static str); 7] = [
        (Self::Swtpm, "swtpm"),
        (Self::Virtiofsd, "virtiofsd"),
        (Self::VhostUserGpu, "vhost-user-gpu"),
        (Self::Passt, "passt"),
        (Self::PrHelper, "pr-helper"),
        (Self::DbusDaemon, "dbus-daemon"),
        (Self::Nbdkit, "nbdkit"),
    ];

    /// Its name in state files.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }
}

/// A program beside QEMU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    pub kind: HelperKind,
    /// The device it serves; empty when it serves the whole guest.
    pub alias: String,
    pub command: HelperCommand,
    pub pid_file: PathBuf,
    /// Where QEMU finds it; removed when it ends.
    pub socket: Option<PathBuf>,
    /// Takes what it writes.
    pub log: Option<PathBuf>,
    /// What errors say it makes reachable.
    pub serves: Option<String>,
    /// Files that go with it.
    pub files: Vec<PlannedFile>,
    pub state: Option<HelperState>,
}

/// A program, what it is told and who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelperCommand {
    pub program: PathBuf,
    pub args: Vec<String>,
    /// Variables beside those of our own environment.
    pub env: Vec<(String, String)>,
    pub fds: Vec<PassedFd>,
    pub user: HelperUser,
    /// It ends with the process that started it (nbdkit in the foreground does).
    pub waits_for_its_parent: bool,
}

/// Whom a helper acts as, when we are root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelperUser {
    Ours,
    Qemu,
    Ids(u32, u32),
}

/// What a helper keeps over the guest's lives, and the programs that care for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelperState {
    /// A folder that has to be there and belong to the helper's user.
    pub folder: Option<PathBuf>,
    /// Its log, which must be writable for the helper.
    pub log: PathBuf,
    /// Instead of making it: what the log says.
    pub note: Option<String>,
    /// Make it; run when the folder is new or empty, or when there is no folder.
    pub create: Vec<StateCommand>,
    /// Asks what was made; its answer names a TPM's profile.
    pub ask: Option<HelperCommand>,
    /// Run at every start.
    pub update: Vec<StateCommand>,
}

/// A program that is run to its end, and the option that errors name it with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCommand {
    pub command: HelperCommand,
    pub option: &'static str,
}

//! Programs beside QEMU: where they are and what they say they can do.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use parking_lot::Mutex;
use virt_host::spawn::{Spawn, capture};

use super::host::find_in_path;
use crate::helper_features::{Nbdkit, features};

const LIMIT: Duration = Duration::from_secs(5);
const MOST: usize = 64 << 10;

/// What was asked of whom.
type Question = (PathBuf, Vec<String>);

/// Answers of programs, kept while the programs stay the same.
#[derive(Default)]
pub struct HelperPrograms {
    answers: Mutex<HashMap<Question, (SystemTime, String)>>,
    nbdkit: Mutex<Option<(NbdkitIdentity, Nbdkit)>>,
}

/// What makes `nbdkit` another one: the program, and the folders of its plugins and filters.
type NbdkitIdentity = Vec<(PathBuf, Option<SystemTime>)>;

impl HelperPrograms {
    /// What a program prints when it is asked for its capabilities; empty when it can't be asked.
    pub fn capabilities(&self, program: &Path, args: &[&str]) -> String {
        let Ok(changed) = std::fs::metadata(program).and_then(|meta| meta.modified()) else {
            return String::new();
        };
        let question = (program.to_owned(), args.iter().map(|arg| (*arg).to_owned()).collect());
        if let Some((at, answer)) = self.answers.lock().get(&question)
            && *at == changed
        {
            return answer.clone();
        }
        let args: Vec<&str> = args.iter().copied().chain(["--print-capabilities"]).collect();
        let answer = capture(program, &args, LIMIT, MOST).unwrap_or_default();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        self.answers.lock().insert(question, (changed, answer.clone()));
        answer
    }

    /// `nbdkit`, if there is any, with what it can do.
    pub fn nbdkit(&self) -> Option<Nbdkit> {
        let program = PathBuf::from(find_in_path("nbdkit")?);
        let mut known = self.nbdkit.lock();
        if let Some((identity, nbdkit)) = &*known
            && nbdkit.program == program
            && identity.iter().all(|(path, at)| changed(path) == *at)
        {
            return Some(nbdkit.clone());
        }
        let run =
            |args: &[&str]| Spawn::new(&program).args(args).env(std::env::vars_os()).run(None, LIMIT, MOST);
        let can = |args: &[&str]| run(args).is_ok_and(|outcome| outcome.status == 0);
        let config = run(&["--dump-config"]).map(|outcome| outcome.output).unwrap_or_default();
        let config = String::from_utf8_lossy(&config).into_owned();
        let folders = ["plugindir", "filterdir"].iter().filter_map(|key| {
            config.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('=').map(PathBuf::from))
        });
        let identity = std::iter::once(program.clone()).chain(folders);
        let identity = identity.map(|path| (path.clone(), changed(&path))).collect();
        let nbdkit = Nbdkit {
            curl: can(&["curl", "--version"]),
            ssh: can(&["ssh", "--version"]),
            readahead: can(&["--version", "--filter=readahead", "null"]),
            program: program.clone(),
        };
        *known = Some((identity, nbdkit.clone()));
        Some(nbdkit)
    }

    /// Versions of TPMs that can be emulated (1.2, 2.0); `None` without all of the emulator's programs.
    pub(super) fn tpm_versions(&self) -> Option<[bool; 2]> {
        find_in_path("swtpm")?;
        find_in_path("swtpm_ioctl")?;
        let setup = find_in_path("swtpm_setup")?;
        // Old programs can't be asked and tell no version.
        let features = features(&self.capabilities(Path::new(&setup), &[])).unwrap_or_default();
        Some(["tpm-1.2", "tpm-2.0"].map(|name| features.iter().any(|f| f == name)))
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|meta| meta.modified()).ok()
}

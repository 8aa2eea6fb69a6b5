//! Programs of the administrator that are told what happens to domains, and may forbid it.
//!
//! `<root>/etc/hooks/qemu` comes first, then what is executable in `<root>/etc/hooks/qemu.d`, by name. Upstream
//! looks in the host's configuration, and not at all in its embedded mode: those programs are written for the
//! domains of the host's daemon and know nothing of roots.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use virt_core::consts::*;
use virt_core::{Result, err};
use virt_host::spawn::Spawn;

use crate::environment;

/// How long a program may take. Some give devices back to the host, or wait for storage.
const PATIENCE: Duration = Duration::from_secs(10 * 60);
/// A program that writes more than this has gone wrong.
const OUTPUT_LIMIT: usize = 4 << 20;

/// What happens to the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Prepare,
    Start,
    Started,
    Stopped,
    Release,
    Reconnect,
    Restore,
}

impl Operation {
    /// The operation's name and whether it begins or ends.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Prepare => ("prepare", "begin"),
            Self::Start => ("start", "begin"),
            Self::Started => ("started", "begin"),
            Self::Stopped => ("stopped", "end"),
            Self::Release => ("release", "end"),
            Self::Reconnect => ("reconnect", "begin"),
            Self::Restore => ("restore", "begin"),
        }
    }
}

/// The hooks of a root.
#[derive(Debug)]
pub struct Hooks {
    script: PathBuf,
}

impl Hooks {
    /// `config` is the root's `etc`.
    pub fn new(config: &Path) -> Self {
        Self { script: config.join("hooks/qemu") }
    }

    /// Runs all programs there are. `xml` is only asked for when there are some. What they write stands in for
    /// the document that the next of them gets; the last such text is returned.
    pub fn call(
        &self,
        domain: &str,
        operation: Operation,
        extra: Option<&str>,
        xml: impl FnOnce() -> Result<String>,
    ) -> Result<Option<String>> {
        let programs = self.programs();
        if programs.is_empty() {
            return Ok(None);
        }
        let mut input = xml()?;
        let mut changed = false;
        for program in programs {
            let (what, phase) = operation.words();
            let written = Self::run(&program, &[domain, what, phase, extra.unwrap_or("-")], &input)?;
            if operation == Operation::Restore && !written.is_empty() {
                (input, changed) = (written, true);
            }
        }
        Ok(changed.then_some(input))
    }

    fn programs(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.script.with_extension("d")).into_iter().flatten().flatten();
        let mut more: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        more.sort();
        more.insert(0, self.script.clone());
        more.retain(|path| is_program(path));
        more
    }

    /// Gives what the program wrote; it fails with the program.
    fn run(program: &Path, args: &[&str], input: &str) -> Result<String> {
        let failed = |text: &str| err!(VIR_FROM_HOOK, VIR_ERR_HOOK_SCRIPT_FAILED, "{text}");
        let outcome = Spawn::new(program)
            .args(args)
            .env(environment::clean())
            .run(Some(input.as_bytes()), PATIENCE, OUTPUT_LIMIT)
            .map_err(|error| failed(error.message()))?;
        if outcome.status == 0 {
            return Ok(String::from_utf8_lossy(&outcome.output).into_owned());
        }
        let said = String::from_utf8_lossy(&outcome.errors);
        let said = if said.is_empty() { String::new() } else { format!(": {said}") };
        Err(failed(&format!(
            "internal error: Child process (LC_ALL=C {} {}) unexpected exit status {}{said}",
            program.display(),
            args.join(" "),
            outcome.status
        )))
    }
}

fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(path: &Path, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("#!/bin/sh\n{text}\n")).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn programs_run_in_order_and_may_fail_or_change_the_document() {
        let dir = tempfile::tempdir().unwrap();
        let hooks = Hooks::new(dir.path());
        let call = |operation| hooks.call("vm", operation, None, || Ok("<a/>".to_owned()));
        assert_eq!(hooks.call("vm", Operation::Start, None, || panic!("no one asks")).unwrap(), None);
        let log = dir.path().join("log");
        script(
            &dir.path().join("hooks/qemu"),
            &format!("echo \"$*: $(cat)\" >> {}; echo '<b/>'", log.display()),
        );
        script(&dir.path().join("hooks/qemu.d/20"), &format!("echo \"20 $(cat)\" >> {}", log.display()));
        script(&dir.path().join("hooks/qemu.d/10"), &format!("echo \"10 $(cat)\" >> {}", log.display()));
        assert_eq!(call(Operation::Start).unwrap(), None);
        assert_eq!(call(Operation::Restore).unwrap().as_deref(), Some("<b/>\n"));
        let told = std::fs::read_to_string(&log).unwrap();
        assert_eq!(
            told,
            "vm start begin -: <a/>\n10 <a/>\n20 <a/>\nvm restore begin -: <a/>\n10 <b/>\n20 <b/>\n"
        );
        script(&dir.path().join("hooks/qemu.d/30"), "echo no more >&2; exit 3");
        let error = call(Operation::Prepare).unwrap_err();
        assert_eq!((error.domain(), error.code()), (VIR_FROM_HOOK, VIR_ERR_HOOK_SCRIPT_FAILED));
        assert!(
            error.message().contains("qemu.d/30 vm prepare begin -) unexpected exit status 3: no more"),
            "{error}"
        );
    }
}

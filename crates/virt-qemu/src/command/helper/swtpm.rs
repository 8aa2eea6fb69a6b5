//! `swtpm`: an emulated TPM.

use std::path::{Path, PathBuf};

use virt_core::Result;
use virt_core::consts::{VIR_ERR_ARGUMENT_UNSUPPORTED, VIR_ERR_SYSTEM_ERROR, VIR_FROM_NONE};
use virt_core::err;

use crate::command::builder::Builder;
use crate::command::context::{SecretUsage, text};
use crate::helper_features::features;
use crate::launch_plan::{
    FdSource, Helper, HelperCommand, HelperKind, HelperState, HelperUser, SecretBytes, StateCommand,
};
use crate::vocabulary::{DomainDef, SecretRef, TpmEmulator, TpmSourceType, TpmVersion};

/// The user that it runs as, unless the settings name another.
const USER: &str = "tss";

/// The emulator's programs and what they can do.
struct Tools {
    swtpm: PathBuf,
    can: Vec<String>,
    setup: PathBuf,
    setup_can: Vec<String>,
    user: HelperUser,
}

impl Tools {
    fn can(&self, feature: &str) -> bool {
        self.can.iter().any(|f| f == feature)
    }

    fn setup_can(&self, feature: &str) -> bool {
        self.setup_can.iter().any(|f| f == feature)
    }

    fn setup(&self, tpm: &TpmEmulator) -> HelperCommand {
        let mut command = HelperCommand::new(&self.setup, self.user);
        if tpm.version == Some(TpmVersion::V2_0) {
            command.arg("--tpm2");
        }
        command
    }
}

/// The folder of a guest's TPM, which belongs to it unless the definition names another place.
pub fn state_folder(storage: &Path, def: &DomainDef) -> PathBuf {
    storage.join(def.uuid.to_string())
}

impl Builder<'_> {
    /// Adds the emulator that listens on `socket`.
    pub fn swtpm(&mut self, tpm: &TpmEmulator, alias: &str, socket: &str) -> Result<()> {
        if self.context.pretend {
            return Ok(());
        }
        let tools = self.tools()?;
        let file = matches!(tpm.source, Some((TpmSourceType::File, _)));
        need(!file || tools.can("nvram-backend-dir"), || {
            format!("{} does not support file storage", tools.swtpm.display())
        })?;
        let place = self.tpm_place(tpm);
        let log = self.context.folders.swtpm_log.join(format!("{}-swtpm.log", self.def.name));
        let secret = tpm.secret.map(|uuid| self.tpm_secret(uuid)).transpose()?;
        let state = self.tpm_state(tpm, &tools, &place, log.clone(), secret.as_ref())?;

        let mut command = HelperCommand::new(&tools.swtpm, tools.user);
        command.args(["socket", "--ctrl", &format!("type=unixio,path={socket},mode=0600")]);
        command.args(["--tpmstate", &place_option(tpm, &tools, &place)]);
        let level = if tpm.debug == 0 { String::new() } else { format!(",level={}", tpm.debug) };
        command.args(["--log", &format!("file={}{level}", log.display()), "--terminate"]);
        if tpm.version == Some(TpmVersion::V2_0) {
            command.arg("--tpm2");
        }
        unlock(&mut command, &tools, secret.as_ref())?;
        let pid_file = self.helper_file(&self.context.folders.swtpm, "swtpm.pid");
        let mut helper = Helper::new(HelperKind::Swtpm, alias, command, pid_file);
        helper.socket = Some(socket.into());
        helper.state = Some(HelperState { folder: (!file).then_some(place), ..state });
        self.plan.helpers.push(helper);
        Ok(())
    }

    fn tools(&self) -> Result<Tools> {
        let host = self.context.host;
        let find = |name: &str| {
            host.find_program(name, &[]).ok_or_else(|| {
                err!(
                    VIR_FROM_NONE,
                    VIR_ERR_SYSTEM_ERROR,
                    "Unable to find '{name}' binary in $PATH: No such file or directory"
                )
            })
        };
        let (swtpm, setup) = (find("swtpm")?, find("swtpm_setup")?);
        find("swtpm_ioctl")?;
        Ok(Tools {
            can: features(&host.print_capabilities(&swtpm, &["socket"])).unwrap_or_default(),
            setup_can: features(&host.print_capabilities(&setup, &[])).unwrap_or_default(),
            swtpm,
            setup,
            user: self.tpm_user()?,
        })
    }

    fn tpm_user(&self) -> Result<HelperUser> {
        let (host, settings) = (self.context.host, self.context.settings);
        if !self.context.privileged {
            return Ok(HelperUser::Ours);
        }
        let user = match &settings.swtpm_user {
            Some(name) => host.user_id(name)?,
            None => host.user_id(USER).unwrap_or(0),
        };
        let group = match &settings.swtpm_group {
            Some(name) => host.group_id(name)?,
            None => host.group_id(USER).unwrap_or(0),
        };
        Ok(HelperUser::Ids(user, group))
    }

    /// Where the module's state is.
    fn tpm_place(&self, tpm: &TpmEmulator) -> PathBuf {
        let own = match tpm.version {
            Some(TpmVersion::V1_2) => "tpm1.2",
            _ => "tpm2",
        };
        match &tpm.source {
            Some((_, path)) => path.into(),
            None => state_folder(&self.context.folders.swtpm_storage, self.def).join(own),
        }
    }

    fn tpm_secret(&self, uuid: uuid::Uuid) -> Result<SecretBytes> {
        let value = self.context.host.secret(&SecretRef::Uuid(uuid), SecretUsage::Vtpm)?;
        Ok(SecretBytes(value.into()))
    }

    /// How the state is made and cared for.
    fn tpm_state(
        &self,
        tpm: &TpmEmulator,
        tools: &Tools,
        place: &Path,
        log: PathBuf,
        secret: Option<&SecretBytes>,
    ) -> Result<HelperState> {
        let mut state =
            HelperState { folder: None, log, note: None, create: Vec::new(), ask: None, update: Vec::new() };
        let path = match tpm.source {
            Some((TpmSourceType::File, _)) => format!("file://{}", place.display()),
            _ => text(place),
        };
        let privileged = self.context.privileged;
        if !privileged && tpm.version == Some(TpmVersion::V1_2) && !tools.setup_can("tpm12-not-need-root") {
            let text =
                "Did not create EK and certificates since this requires privileged mode for a TPM 1.2\n";
            state.note = Some(text.to_owned());
        } else {
            if !privileged && tools.setup_can("cmdarg-create-config-files") {
                let mut command = HelperCommand::new(&tools.setup, tools.user);
                command.args(["--create-config-files", "skip-if-exist"]);
                state.create.push(StateCommand { command, option: " --create-config-files" });
            }
            let mut command = tools.setup(tpm);
            pass_phrase(&mut command, tools, secret)?;
            let guest = format!("{}:{}", self.def.name, self.def.uuid);
            command.args(["--tpm-state", &path, "--vmid", &guest, "--logfile", &text(&state.log)]);
            command.args(["--createek", "--create-ek-cert", "--create-platform-cert", "--lock-nvram"]);
            command.arg("--not-overwrite");
            profile(&mut command, tools, tpm)?;
            state.create.push(StateCommand { command, option: "" });
        }
        if tpm.version == Some(TpmVersion::V2_0) && tools.can("cmdarg-print-info") {
            let mut command = HelperCommand::new(&tools.swtpm, tools.user);
            command.args(["socket", "--print-info", "0x20", "--tpm2", "--tpmstate"]);
            command.arg(place_option(tpm, tools, place));
            unlock(&mut command, tools, secret)?;
            state.ask = Some(command);
        }
        let banks: Vec<&str> = tpm.active_pcr_banks.iter().map(|bank| bank.as_str()).collect();
        let reconfigures = tools.setup_can("cmdarg-reconfigure-pcr-banks");
        if tpm.version == Some(TpmVersion::V2_0) && !banks.is_empty() && reconfigures {
            let mut command = tools.setup(tpm);
            pass_phrase(&mut command, tools, secret)?;
            command.args(["--tpm-state", &path, "--logfile", &text(&state.log)]);
            command.args(["--pcr-banks", &banks.join(","), "--reconfigure"]);
            state.update.push(StateCommand { command, option: " --reconfigure" });
        }
        Ok(state)
    }
}

/// Refuses what the installed programs can't do.
fn need(can: bool, otherwise: impl FnOnce() -> String) -> Result<()> {
    if can {
        return Ok(());
    }
    Err(err!(VIR_FROM_NONE, VIR_ERR_ARGUMENT_UNSUPPORTED, "{}", otherwise()))
}

fn place_option(tpm: &TpmEmulator, tools: &Tools, place: &Path) -> String {
    let lock = if tools.can("tpmstate-opt-lock") { ",lock" } else { "" };
    match tpm.source {
        Some((TpmSourceType::File, _)) => format!("backend-uri=file://{}{lock}", place.display()),
        _ => format!("dir={},mode=0600{lock}", place.display()),
    }
}

/// The pass phrase of the state, for the program that makes it.
fn pass_phrase(command: &mut HelperCommand, tools: &Tools, secret: Option<&SecretBytes>) -> Result<()> {
    let Some(secret) = secret else { return Ok(()) };
    need(tools.setup_can("cmdarg-pwdfile-fd"), || {
        format!("{} does not support passing a passphrase using a file descriptor", tools.setup.display())
    })?;
    let fd = command.fd(FdSource::Secret(secret.clone()));
    command.args(["--pwdfile-fd", &fd.to_string(), "--cipher", "aes-256-cbc"]);
    Ok(())
}

/// The pass phrase of the state, for the emulator.
fn unlock(command: &mut HelperCommand, tools: &Tools, secret: Option<&SecretBytes>) -> Result<()> {
    let Some(secret) = secret else { return Ok(()) };
    need(tools.can("cmdarg-pwd-fd"), || {
        format!("{} does not support passing passphrase via file descriptor", tools.swtpm.display())
    })?;
    for option in ["--key", "--migration-key"] {
        let fd = command.fd(FdSource::Secret(secret.clone()));
        command.args([option, &format!("pwdfd={fd},mode=aes-256-cbc")]);
    }
    Ok(())
}

fn profile(command: &mut HelperCommand, tools: &Tools, tpm: &TpmEmulator) -> Result<()> {
    let Some(source) = &tpm.profile.source else { return Ok(()) };
    need(tools.setup_can("cmdarg-profile"), || "swtpm_setup has no support for profiles".to_owned())?;
    command.args(["--profile-name", source]);
    if let Some(remove) = tpm.profile.remove_disabled {
        command.args(["--profile-remove-disable", remove.as_str()]);
    }
    Ok(())
}

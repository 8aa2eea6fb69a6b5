//! From what callers name (or leave out) to an emulator, an accelerator and a machine type.

use std::sync::Arc;

use virt_conf::domain::VirtType;
use virt_core::consts::*;
use virt_core::driver::EmulatorQuery;
use virt_core::{Arch, Result, bail};
use virt_xml::Word;

use super::cache::Emulators;
use super::entry::Emulator;
use super::host::find_in_path;
use crate::capabilities::AccelKind;
use crate::capabilities::guests::default_emulator;

/// What was found.
pub struct Choice {
    pub emulator: Arc<Emulator>,
    pub arch: Arch,
    pub kind: AccelKind,
    /// The domain type as it was asked for, which need not be an accelerator's.
    pub virt_type: &'static str,
    /// Canonical; none when the accelerator has no machine types.
    pub machine: Option<String>,
}

impl Emulators {
    /// Finds the emulator for what is wanted and checks that it has it.
    pub fn choose(&self, wanted: EmulatorQuery<'_>) -> Result<Choice> {
        let asked = match wanted.virttype.map(|name| (name, VirtType::from_word(name))) {
            None | Some((_, Some(VirtType::None))) => None,
            Some((_, Some(kind))) => Some(kind.as_str()),
            Some((name, None)) => bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "unknown virttype: {name}"),
        };
        let host = self.host().arch();
        let arch = match wanted.arch {
            None => host,
            Some(name) => match Arch::from_name(name) {
                Some(arch) => arch,
                None => bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "unknown architecture: {name}"),
            },
        };
        let found = match wanted.emulator {
            Some(path) => Some(path.to_owned()),
            None => default_emulator(host, arch, &find_in_path),
        };
        let Some(binary) = found else {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "unable to find any emulator to serve '{}' architecture",
                wanted.arch.unwrap_or("(null)")
            );
        };
        let emulator = self.get(&binary)?;
        if !alike(emulator.arch, arch) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "architecture from emulator '{}' doesn't match given architecture '{arch}'",
                emulator.arch
            );
        }
        let best = emulator.best_accel().unwrap_or(AccelKind::Tcg);
        let virt_type = asked.unwrap_or(best.virt_type());
        let kind = AccelKind::of_virt_type(virt_type);
        if virt_type != "qemu" && best == AccelKind::Tcg {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INVALID_ARG,
                "the accel '{}' is not supported by '{binary}' on this host",
                kind.name()
            );
        }
        let accel = emulator.accel(kind);
        let machine = match wanted.machine {
            None => accel.default_machine().map(str::to_owned),
            Some(name) => {
                let name = accel.canonical_machine(name);
                if accel.machine(name).is_none() {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_INVALID_ARG,
                        "the machine '{name}' is not supported by emulator '{binary}'"
                    );
                }
                Some(name.to_owned())
            }
        };
        Ok(Choice { arch, kind, virt_type, machine, emulator })
    }
}

/// Can a program of one architecture be asked about another at all?
fn alike(program: Arch, guest: Arch) -> bool {
    program == guest
        || [Arch::is_x86, Arch::is_ppc, Arch::is_arm, Arch::is_s390].iter().any(|is| is(program) && is(guest))
}

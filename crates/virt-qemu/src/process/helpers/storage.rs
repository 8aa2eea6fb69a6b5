//! What helpers keep of a guest between its runs, and when it goes.

use std::fs;

use virt_core::consts::{VIR_DOMAIN_UNDEFINE_KEEP_TPM, VIR_DOMAIN_UNDEFINE_TPM};

use crate::command::helper::tpm_state_folder;
use crate::definition::Definition;
use crate::root::Root;
use crate::vocabulary::{TpmBackend, TpmEmulator, TpmSourceType};

/// Removes the state of emulated TPMs of a domain that is no more, as its definition and the flags of
/// `virDomainUndefineFlags` say: one with `persistent_state` only when asked to, others unless asked not to.
pub fn remove_all(root: &Root, definition: &Definition, flags: u32) {
    for tpm in &definition.devices.tpms {
        let TpmBackend::Emulator(tpm) = &tpm.backend else { continue };
        if goes(tpm, flags) {
            // The domain is gone already; what is left over harms nobody.
            let _ = match &tpm.source {
                Some((TpmSourceType::File, path)) => fs::remove_file(path),
                Some((TpmSourceType::Dir, path)) => fs::remove_dir_all(path),
                None => fs::remove_dir_all(tpm_state_folder(&root.layout.swtpm_storage_dir, definition)),
            };
        }
    }
}

fn goes(tpm: &TpmEmulator, flags: u32) -> bool {
    match tpm.persistent_state {
        true => flags & VIR_DOMAIN_UNDEFINE_TPM != 0,
        false => flags & VIR_DOMAIN_UNDEFINE_KEEP_TPM == 0,
    }
}

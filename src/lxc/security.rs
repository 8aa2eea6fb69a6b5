//! Security labels of the calling process, through the kernel's files.

use std::ffi::{CStr, c_int};
use std::{fs, io, process};

use virt_core::consts::*;
use virt_core::{Error, Result, bail};

use super::FROM;
use crate::ffi::fixed;
use crate::types::virSecurityLabel;

const CURRENT: &str = "/proc/thread-self/attr/current";
const ON_EXEC: &str = "/proc/thread-self/attr/exec";
const ENFORCING: &str = "/sys/fs/selinux/enforce";

/// Takes on a label; gives the one before where the model can tell and `old` asks for it.
pub fn enter(model: &str, label: &CStr, old: bool) -> Result<virSecurityLabel> {
    let mut before = virSecurityLabel { label: [0; VIR_SECURITY_LABEL_BUFLEN], enforcing: 0 };
    match model {
        "selinux" => {
            if old {
                before = selinux_label()?;
            }
            let what = || format!("Cannot set context {}", label.to_string_lossy());
            fs::write(ON_EXEC, label.to_bytes()).map_err(|e| Error::system(FROM, &e, what()))?;
        }
        "apparmor" => {
            let request = [b"changeprofile ", label.to_bytes()].concat();
            let what = || format!("error changing profile to {}", label.to_string_lossy());
            fs::write(CURRENT, request).map_err(|e| Error::system(FROM, &e, what()))?;
        }
        "none" => {}
        _ => bail!(FROM, VIR_ERR_ARGUMENT_UNSUPPORTED, "Security model {model} cannot be entered"),
    }
    Ok(before)
}

fn selinux_label() -> Result<virSecurityLabel> {
    let failed = |e: io::Error| {
        Error::system(FROM, &e, format!("unable to get PID {} security context", process::id()))
    };
    let label = fs::read_to_string(CURRENT).map_err(failed)?;
    let label = label.trim_end_matches('\0');
    if label.len() >= VIR_SECURITY_LABEL_BUFLEN {
        let max = VIR_SECURITY_LABEL_BUFLEN - 1;
        bail!(FROM, VIR_ERR_INTERNAL_ERROR, "security label exceeds maximum length: {max}");
    }
    let enforcing = fs::read_to_string(ENFORCING)
        .map_err(|e| Error::system(FROM, &e, "error calling security_getenforce()"))?;
    Ok(virSecurityLabel { label: fixed(label), enforcing: c_int::from(enforcing.trim() == "1") })
}

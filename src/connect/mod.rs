//! The functions of `libvirt-host.h`: opening connections, and what is asked of a connection or its host.

mod auth;
mod auth_file;
mod close;
mod cpu;
mod info;
mod library;
mod node;
mod open;
mod remote;
mod settings;
mod uri;

use std::ffi::c_int;
use std::sync::OnceLock;

use virt_core::consts::*;
use virt_core::driver::{DriverFactory, NodeStat};
use virt_core::{Error, Result, bail};

pub use self::close::CloseRegistration;
pub use self::remote::runtime_directory;
pub use self::settings::{Settings, is_root};
pub use self::uri::parse as parse_uri;
use crate::ffi::{Out, OutArray};

/// The library's version.
const VERSION: u64 = 12_008_000;

/// Prepares the library; every function that comes first in a program calls this.
pub fn initialize() -> Result<()> {
    static DONE: OnceLock<std::result::Result<(), Error>> = OnceLock::new();
    DONE.get_or_init(|| {
        // SAFETY: no arguments, cannot fail.
        let same = unsafe { libc::getuid() == libc::geteuid() && libc::getgid() == libc::getegid() };
        if !same {
            let text = "libvirt.so is not safe to use from setuid/setgid programs";
            return Err(Error::new(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, text));
        }
        crate::logging::init()
    })
    .clone()
}

/// The kinds of drivers there are, in the order in which they are asked.
fn factories() -> &'static [Box<dyn DriverFactory>] {
    static FACTORIES: OnceLock<Vec<Box<dyn DriverFactory>>> = OnceLock::new();
    FACTORIES.get_or_init(|| {
        vec![
            Box::new(virt_test::TestFactory::default()),
            Box::new(virt_qemu::QemuFactory),
            Box::new(virt_secret::SecretFactory),
        ]
    })
}

/// A driver in this process that doesn't say its version has the library's.
fn own_version_if_unsupported(version: Result<u64>) -> Result<u64> {
    match version {
        Err(error) if error.code() == VIR_ERR_NO_SUPPORT => Ok(VERSION),
        other => other,
    }
}

/// The strings of a list, none of which may be NULL.
fn required(argument: &str, list: Vec<Option<String>>) -> Result<Vec<String>> {
    let count = list.len();
    let out: Vec<String> = list.into_iter().flatten().collect();
    if out.len() == count {
        return Ok(out);
    }
    bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "{argument} must not contain NULL")
}

/// Answers a call for counters: fills the room for exactly as many as there are, or only counts.
fn answer_counters<T>(
    mut params: OutArray<'_, T>,
    mut nparams: Out<'_, c_int>,
    found: Vec<NodeStat>,
    into_c: impl Fn(NodeStat) -> T,
    function: &str,
) -> Result<()> {
    let room = nparams.get().unwrap_or(0);
    if room == 0 {
        nparams.set(found.len() as c_int);
        return Ok(());
    }
    if room as usize != found.len() {
        let text = format!("nparams in {function} must be equal to {}", found.len());
        let argument = Some("nparams".to_owned());
        let function = Some(function.to_owned());
        let code = VIR_ERR_INVALID_ARG;
        return Err(Error::raw(VIR_FROM_NONE, code, VIR_ERR_ERROR, text, function, argument, None, 0, 0));
    }
    nparams.set(params.fill(room, found.into_iter().map(into_c)) as c_int);
    Ok(())
}

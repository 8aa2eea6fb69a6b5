//! The functions of `libvirt-lxc.h`: there is no LXC driver; what works without one works here too.

use std::ffi::{CStr, c_int, c_uint};
use std::ptr;

use virt_core::consts::*;
use virt_core::{Domain, Error, Result, bail};
use virt_entry::entry;

use crate::ffi::OutAlloc;
use crate::types::{virDomain, virSecurityLabel, virSecurityModel};

mod namespaces;
mod security;

const FROM: i32 = VIR_FROM_NONE;

/// Opens the namespaces of a container, to be entered with virDomainLxcEnterNamespace().
///
/// - `domain`: a container
/// - `fdlist`: set to a new array of file descriptors, to be closed and freed
/// - `flags`: none yet, 0
///
/// Returns the number of file descriptors, or -1 in case of failure.
#[entry(since = "1.0.2", companion, check(nonnull(fdlist), write))]
fn virDomainLxcOpenNamespace(domain: &Domain, fdlist: OutAlloc<'_, c_int>, flags: c_uint) -> Result<c_int> {
    Err(Error::no_support(FROM, "virDomainLxcOpenNamespace"))
}

/// Moves the calling process into namespaces.
///
/// - `domain`: a container
/// - `nfdlist`: number of file descriptors
/// - `fdlist`: file descriptors of namespaces; negative ones are left out
/// - `noldfdlist`: set to the number of namespaces the process was in; may be NULL
/// - `oldfdlist`: set to a new array of file descriptors of those namespaces, to be closed and freed; may be
///   NULL
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "1.0.2", companion, check(flags(0)))]
fn virDomainLxcEnterNamespace(
    domain: *mut virDomain,
    nfdlist: c_uint,
    fdlist: *mut c_int,
    noldfdlist: *mut c_uint,
    oldfdlist: *mut *mut c_int,
    flags: c_uint,
) -> Result<()> {
    let wanted: &[c_int] = match usize::try_from(nfdlist) {
        Ok(count) if count > 0 && !fdlist.is_null() => {
            // SAFETY: as many file descriptors as the length argument says.
            unsafe { std::slice::from_raw_parts(fdlist, count) }
        }
        _ => bail!(FROM, VIR_ERR_INVALID_ARG, "Expected at least one file descriptor"),
    };
    let keep = !noldfdlist.is_null() && !oldfdlist.is_null();
    let old = if keep { namespaces::current() } else { Vec::new() };
    namespaces::enter(wanted)?;
    if keep {
        // SAFETY: not NULL, hence places for a number and a pointer.
        unsafe {
            ptr::write(noldfdlist, c_uint::try_from(old.len()).unwrap_or(0));
            ptr::write(oldfdlist, namespaces::hand_over(old));
        }
    }
    Ok(())
}

/// Gives the calling process a security label; it holds from the next exec() on where the model says so.
///
/// - `model`: the security model
/// - `label`: the label
/// - `oldlabel`: set to the label before; may be NULL
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "1.0.4", companion, check(flags(0), nonnull(model), nonnull(label)))]
fn virDomainLxcEnterSecurityLabel(
    model: *mut virSecurityModel,
    label: *mut virSecurityLabel,
    oldlabel: *mut virSecurityLabel,
    flags: c_uint,
) -> Result<()> {
    // SAFETY: checked not to be NULL, hence valid structs, whose texts end within them.
    let (model, label) =
        unsafe { (CStr::from_ptr((*model).model.as_ptr()), CStr::from_ptr((*label).label.as_ptr())) };
    let old = security::enter(&model.to_string_lossy(), label, !oldlabel.is_null())?;
    if !oldlabel.is_null() {
        // SAFETY: not NULL, hence a place for the struct.
        unsafe { ptr::write(oldlabel, old) };
    }
    Ok(())
}

/// Moves the calling process into the control groups of a container.
///
/// - `domain`: a container
/// - `flags`: none yet, 0
///
/// Returns 0, or -1 in case of failure.
#[entry(since = "2.0.0", companion, check(write, flags(0)))]
fn virDomainLxcEnterCGroup(domain: &Domain, flags: c_uint) -> Result<()> {
    Err(Error::no_support(FROM, "virDomainLxcEnterCGroup"))
}

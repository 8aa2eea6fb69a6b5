//! The functions of `libvirt-domain.h`.

mod block;
mod bulk;
mod define;
mod devices;
mod events;
mod find;
mod free;
mod guest;
mod handle;
mod jobs;
mod lifecycle;
mod memory;
mod migrate;
mod migration;
mod save;
mod state;
mod stats;
mod tuning;
mod vcpus;

use virt_core::consts::*;
use virt_core::{Domain, Error, Result, StorageVol, TypedParam, TypedValue, bail};

use crate::ffi::absolute;
use crate::stream::StreamObject;

fn bad_stream(from: i32, text: String, function: &str, argument: &str) -> Error {
    let (function, argument) = (Some(function.to_owned()), Some(argument.to_owned()));
    Error::raw(from, VIR_ERR_INVALID_ARG, VIR_ERR_ERROR, text, function, argument, None, 0, 0)
}

/// A stream has to be of the domain's connection.
fn same_connection(domain: &Domain, stream: &StreamObject, function: &str, argument: &str) -> Result<()> {
    if stream.connect().is(domain.connect()) {
        return Ok(());
    }
    let text = format!("stream must match connection of domain '{}'", domain.name());
    Err(bad_stream(VIR_FROM_DOMAIN, text, function, argument))
}

/// A stream has to be of the volume's connection.
pub fn volume_stream(vol: &StorageVol, stream: &StreamObject, function: &str) -> Result<()> {
    if stream.connect().is(vol.connect()) {
        return Ok(());
    }
    let text = format!("stream in {function} must match connection of volume '{}'", vol.name());
    Err(bad_stream(VIR_FROM_STORAGE, text, function, "stream"))
}

/// The strings of a list that are not NULL.
fn all_set(list: Vec<Option<String>>) -> Vec<String> {
    list.into_iter().flatten().collect()
}

/// Borrowed forms of strings.
pub fn strs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// Parameters of a save whose file name starts at the root.
fn absolute_params(mut params: Vec<TypedParam>) -> Result<Vec<TypedParam>> {
    let file = params.iter_mut().find(|param| param.field == VIR_DOMAIN_SAVE_PARAM_FILE);
    if let Some(param) = file {
        match &param.value {
            TypedValue::String(path) => param.value = TypedValue::String(absolute(VIR_FROM_DOMAIN, path)?),
            _ => bail!(VIR_FROM_DOMAIN, VIR_ERR_INVALID_ARG, "parameter 'file' is not a string"),
        }
    }
    Ok(params)
}

/// Refuses more map bytes than C can count.
fn maps_overflow(maps: i32, maplen: i32) -> Result<()> {
    match maps.checked_mul(maplen) {
        Some(_) => Ok(()),
        None => bail!(VIR_FROM_DOMAIN, VIR_ERR_OVERFLOW, "input too large: {maps} * {maplen}"),
    }
}

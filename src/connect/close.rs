//! Being told when a connection breaks.

use std::sync::Arc;

use virt_core::consts::*;
use virt_core::{Connect, Result, bail};

use crate::ffi::Opaque;
use crate::handle::{self, Handle, Token};
use crate::types::{virConnectCloseFunc, virFreeCallback};

/// The callback of a connection; its data is freed with it.
pub struct CloseRegistration {
    conn: Token,
    callback: virConnectCloseFunc,
    opaque: Opaque,
    free: virFreeCallback,
}

impl Drop for CloseRegistration {
    fn drop(&mut self) {
        if let Some(free) = self.free {
            // SAFETY: the program's function with its data, once.
            unsafe { free(self.opaque.0) };
        }
        handle::release(self.conn);
    }
}

fn address(callback: virConnectCloseFunc) -> usize {
    callback.map_or(0, |callback| callback as usize)
}

/// `virConnectRegisterCloseCallback`; a driver that never breaks ignores it.
pub fn register(
    conn: &Handle<Connect>,
    callback: virConnectCloseFunc,
    opaque: Opaque,
    free: virFreeCallback,
) -> Result<()> {
    let Some(state) = conn.state() else { return Ok(()) };
    match conn.driver().connect_register_close_callback(conn) {
        Ok(()) => {}
        Err(error) if error.code() == VIR_ERR_NO_SUPPORT => return Ok(()),
        Err(error) => return Err(error),
    }
    let mut place = state.close.lock();
    if place.is_some() {
        bail!(VIR_FROM_NONE, VIR_ERR_OPERATION_INVALID, "A close callback is already registered");
    }
    conn.retain();
    *place = Some(CloseRegistration { conn: conn.token(), callback, opaque, free });
    drop(place);
    let token = conn.token();
    conn.set_close_callback(Some(Arc::new(move |_, reason| {
        if let Some(callback) = callback {
            let opaque: Opaque = opaque;
            // SAFETY: the program's function with its data, which lives until it is unregistered.
            unsafe { callback(token.pointer(), reason, opaque.0) };
        }
    })));
    Ok(())
}

/// `virConnectUnregisterCloseCallback`.
pub fn unregister(conn: &Handle<Connect>, callback: virConnectCloseFunc) -> Result<()> {
    let Some(state) = conn.state() else { return Ok(()) };
    let removed = {
        let mut place = state.close.lock();
        match &*place {
            Some(known) if address(known.callback) == address(callback) => place.take(),
            Some(_) => bail!(VIR_FROM_NONE, VIR_ERR_OPERATION_INVALID, "A different callback was requested"),
            None => None,
        }
    };
    if removed.is_some() {
        conn.set_close_callback(None);
    }
    Ok(())
}

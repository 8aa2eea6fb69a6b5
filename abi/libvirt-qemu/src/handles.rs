//! Handles of `libvirt.so.0`, which alone knows what is behind them.

use std::ffi::c_void;

pub type virConnectPtr = *mut c_void;
pub type virDomainPtr = *mut c_void;

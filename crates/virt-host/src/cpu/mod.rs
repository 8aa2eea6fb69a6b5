//! The host's processors: what they say of themselves, and what Linux says of them.

mod info;
#[allow(unsafe_code)]
mod sys;

pub use info::{CpuInfo, Identity};
pub(crate) use sys::kvm_max_vcpus as max_vcpus_of;
pub use sys::{cpuid, kvm_msr, kvm_tsc, sev_guests};

use std::fs::File;
use std::os::unix::fs::FileExt;

/// A model-specific register: from Linux' device where that may be read, else from KVM's view.
pub fn msr(index: u32) -> Option<u64> {
    let mut value = [0u8; 8];
    let device = File::open("/dev/cpu/0/msr").and_then(|f| f.read_exact_at(&mut value, u64::from(index)));
    match device {
        Ok(()) => Some(u64::from_ne_bytes(value)),
        // The processor has no such register.
        Err(error) if error.raw_os_error() == Some(libc::EIO) => None,
        Err(_) => kvm_msr(index),
    }
}

/// A host's time stamp counter as guests get it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tsc {
    /// In Hz.
    pub frequency: u64,
    /// Can guests be given another frequency?
    pub scaling: bool,
}

//! Instructions and ioctls that ask the processor.

use std::fs::File;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use super::Tsc;

/// CPUID of a leaf and sub-leaf: eax, ebx, ecx, edx. Zeroes on other processors.
pub fn cpuid(leaf: u32, sub: u32) -> [u32; 4] {
    #[cfg(target_arch = "x86_64")]
    {
        let r = std::arch::x86_64::__cpuid_count(leaf, sub);
        [r.eax, r.ebx, r.ecx, r.edx]
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let _ = (leaf, sub);
        [0; 4]
    }
}

/// Most encrypted guests of AMD's processors: without and with encrypted state.
pub fn sev_guests() -> (u32, u32) {
    if cpuid(0x8000_0000, 0)[0] < 0x8000_001f {
        return (0, 0);
    }
    let [_, _, last, first] = cpuid(0x8000_001f, 0);
    if last == 0 || first == 0 || last < first {
        return (0, 0);
    }
    (last - first + 1, first - 1)
}

const KVM: u64 = 0xae;
const KVM_CREATE_VM: u64 = KVM << 8 | 0x01;
const KVM_CHECK_EXTENSION: u64 = KVM << 8 | 0x03;
const KVM_CREATE_VCPU: u64 = KVM << 8 | 0x41;
const KVM_GET_TSC_KHZ: u64 = KVM << 8 | 0xa3;
/// `_IOWR(KVMIO, 0x88, struct kvm_msrs)`
const KVM_GET_MSRS: u64 = 3 << 30 | 8 << 16 | KVM << 8 | 0x88;
const KVM_CAP_NR_VCPUS: u64 = 9;
const KVM_CAP_TSC_CONTROL: u64 = 60;
const KVM_CAP_MAX_VCPUS: u64 = 66;

fn ioctl(fd: &impl AsRawFd, request: u64, argument: u64) -> i32 {
    // SAFETY: the requests made through here take a number, not a pointer.
    unsafe { libc::ioctl(fd.as_raw_fd(), request as _, argument) }
}

/// A register as KVM tells it.
pub fn kvm_msr(index: u32) -> Option<u64> {
    #[repr(C)]
    struct OneMsr {
        count: u32,
        pad: u32,
        index: u32,
        reserved: u32,
        data: u64,
    }
    let kvm = File::open("/dev/kvm").ok()?;
    let mut one = OneMsr { count: 1, pad: 0, index, reserved: 0, data: 0 };
    // SAFETY: `one` is a kvm_msrs header with room for the one entry that it announces.
    let got = unsafe { libc::ioctl(kvm.as_raw_fd(), KVM_GET_MSRS as _, &mut one) };
    (got == 1).then_some(one.data)
}

/// The time stamp counter as KVM tells it.
pub fn kvm_tsc() -> Option<Tsc> {
    let kvm = File::open("/dev/kvm").ok()?;
    let vm = owned(ioctl(&kvm, KVM_CREATE_VM, 0))?;
    let vcpu = owned(ioctl(&vm, KVM_CREATE_VCPU, 0))?;
    let khz = u64::try_from(ioctl(&vcpu, KVM_GET_TSC_KHZ, 0)).ok()?;
    let scaling = ioctl(&kvm, KVM_CHECK_EXTENSION, KVM_CAP_TSC_CONTROL);
    (scaling >= 0).then_some(Tsc { frequency: khz * 1000, scaling: scaling > 0 })
}

fn owned(fd: i32) -> Option<OwnedFd> {
    // SAFETY: a descriptor that the ioctl has just made and nobody else has.
    (fd >= 0).then(|| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Most virtual CPUs of a guest; 4 where an old KVM doesn't tell.
pub(crate) fn kvm_max_vcpus(kvm: &File) -> u32 {
    [KVM_CAP_MAX_VCPUS, KVM_CAP_NR_VCPUS]
        .into_iter()
        .map(|what| ioctl(kvm, KVM_CHECK_EXTENSION, what))
        .find_map(|n| u32::try_from(n).ok().filter(|n| *n > 0))
        .unwrap_or(4)
}

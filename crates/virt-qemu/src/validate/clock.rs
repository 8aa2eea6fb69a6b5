//! `<clock>` and its timers.

use virt_core::{Arch, Result};

use super::refuse::{refuse, refuse_with, unsupported};
use crate::capabilities::{Flag, QemuCaps};
use crate::family::Family;
use crate::vocabulary::{ClockOffset, DomainDef, TickPolicy, Timer, TimerName, TimerTrack, VirtType};

/// The last second of the year 9999.
const LAST_START: u64 = 253_402_300_799;

/// Timers and times that QEMU can't do.
pub fn check(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    for timer in &def.clock.timers {
        check_timer(def, timer, caps)?;
    }
    match def.clock.offset {
        ClockOffset::Absolute(start) => refuse_with(start > LAST_START, || {
            format!("The maximum 'start' value for <clock offset='absolute'> is {LAST_START}")
        }),
        _ => Ok(()),
    }
}

fn check_timer(def: &DomainDef, timer: &Timer, caps: &QemuCaps) -> Result<()> {
    let family = Family::of(def);
    let name = timer.name.as_str();
    let not_here = |yes| {
        refuse_with(yes, || {
            format!(
                "Configuring the '{name}' timer is not supported for virtType={} arch={} machine={} guests",
                def.virt_type.as_str(),
                family.arch(),
                family.machine()
            )
        })
    };
    let policy = |kind: &str, policy: TickPolicy| {
        unsupported(format!("unsupported {kind} tickpolicy '{}'", policy.as_str()))
    };
    match timer.name {
        TimerName::Platform => unsupported(format!("unsupported timer type (name) '{name}'")),
        TimerName::Tsc | TimerName::Kvmclock | TimerName::Hypervclock => {
            not_here(!family.arch().is_x86() && timer.present == Some(true))
        }
        TimerName::Rtc => {
            refuse(timer.track == Some(TimerTrack::Boot), "unsupported rtc timer track 'boot'")?;
            match timer.tickpolicy {
                Some(other @ (TickPolicy::Merge | TickPolicy::Discard)) => policy("rtc timer", other),
                _ => Ok(()),
            }
        }
        TimerName::Pit => match timer.tickpolicy {
            Some(other @ TickPolicy::Merge) => policy("pit", other),
            Some(other @ TickPolicy::Catchup) if !caps.has(Flag::KVM_PIT_TICK_POLICY) => policy("pit", other),
            _ => Ok(()),
        },
        TimerName::Hpet => refuse(
            timer.present == Some(true) && !matches!(family.arch(), Arch::I686 | Arch::X86_64),
            "hpet timer is not supported by this architecture",
        ),
        TimerName::Armvtimer => {
            not_here(def.virt_type != VirtType::Kvm || !family.is_arm_virt())?;
            refuse_with(timer.present == Some(false), || format!("The '{name}' timer can't be disabled"))?;
            refuse_with(!caps.has(Flag::CPU_KVM_NO_ADJVTIME), || {
                format!("Configuring the '{name}' timer is not supported with this QEMU binary")
            })?;
            match timer.tickpolicy {
                Some(other @ (TickPolicy::Catchup | TickPolicy::Merge)) => unsupported(format!(
                    "The '{name}' timer does not support tickpolicy '{}'",
                    other.as_str()
                )),
                _ => Ok(()),
            }
        }
    }
}

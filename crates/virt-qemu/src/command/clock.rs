//! The guest's clock and timers.

use crate::vocabulary::{ClockBasis, ClockOffset, TickPolicy, TimerName, TimerTrack};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::Builder;
use crate::capabilities::Flag;
use crate::family::Family;

impl Builder<'_> {
    pub fn clock(&mut self) -> Result<()> {
        let def = self.def;
        let rtc = format!("{}{}", self.rtc_base(), rtc_options(def)?);
        self.option("-rtc", rtc);
        if let ClockOffset::Timezone(zone) = &def.clock.offset {
            self.env("TZ", zone);
        }
        let caps = self.context.caps;
        for timer in &def.clock.timers {
            match timer.name {
                TimerName::Pit if caps.has(Flag::KVM_PIT_TICK_POLICY) => match timer.tickpolicy {
                    None | Some(TickPolicy::Delay) => {
                        self.option("-global", "kvm-pit.lost_tick_policy=delay")
                    }
                    Some(TickPolicy::Discard) => self.option("-global", "kvm-pit.lost_tick_policy=discard"),
                    Some(TickPolicy::Catchup | TickPolicy::Merge) => {}
                },
                TimerName::Hpet
                    if timer.present == Some(false)
                        && !caps.has(Flag::MACHINE_HPET)
                        && Family::of(def).arch().is_x86() =>
                {
                    self.arg("-no-hpet");
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn rtc_base(&self) -> String {
        match &self.def.clock.offset {
            ClockOffset::Utc { .. } => "base=utc".to_owned(),
            ClockOffset::Localtime { .. } | ClockOffset::Timezone(_) => "base=localtime".to_owned(),
            ClockOffset::Variable { adjustment, basis, .. } => {
                let host = self.context.host;
                let local = if *basis == ClockBasis::Localtime { host.utc_offset() } else { 0 };
                let now = host.now().saturating_add(*adjustment).saturating_add(local);
                format!("base={}", date_time(now))
            }
            ClockOffset::Absolute(start) => {
                format!("base={}", date_time(i64::try_from(*start).unwrap_or(i64::MAX)))
            }
        }
    }
}

/// How the real-time clock ticks.
fn rtc_options(def: &crate::vocabulary::DomainDef) -> Result<String> {
    let Some(timer) = def.clock.timers.iter().find(|t| t.name == TimerName::Rtc) else {
        return Ok(String::new());
    };
    let mut text = match timer.track {
        None => "",
        Some(TimerTrack::Guest) => ",clock=vm",
        Some(TimerTrack::Wall) => ",clock=host",
        Some(TimerTrack::Realtime) => ",clock=rt",
        Some(TimerTrack::Boot) => {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "unsupported rtc timer track 'boot'")
        }
    }
    .to_owned();
    match timer.tickpolicy {
        None | Some(TickPolicy::Delay) => {}
        Some(TickPolicy::Catchup) => text += ",driftfix=slew",
        Some(policy) => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "unsupported rtc timer tickpolicy '{}'",
            policy.as_str()
        ),
    }
    Ok(text)
}

/// `YYYY-MM-DDTHH:MM:SS` of seconds since 1970, in UTC.
fn date_time(seconds: i64) -> String {
    const DAY: i64 = 86_400;
    let (days, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    // Days are counted in eras of 400 years that begin on 1 March.
    let shifted = days.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era.saturating_mul(400) + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::date_time;

    #[test]
    fn dates() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00"),
            (951_782_400, "2000-02-29T00:00:00"),
            (1_234_567_890, "2009-02-13T23:31:30"),
            (-1, "1969-12-31T23:59:59"),
            (253_402_300_799, "9999-12-31T23:59:59"),
        ] {
            assert_eq!(date_time(seconds), text);
        }
    }
}

//! `<clock>`: what time it is for the guest, and which timers it has.

use super::words::prelude::*;

words! {
    /// What a variable clock is relative to.
    pub ClockBasis { Utc, Localtime }
    /// Timers.
    pub TimerName { Platform, Pit, Rtc, Hpet, Tsc, Kvmclock, Hypervclock, Armvtimer }
    /// What a timer follows.
    pub TimerTrack { Boot, Guest, Wall, Realtime }
    /// What happens to ticks that were missed.
    pub TickPolicy { Delay, Catchup, Merge, Discard }
    /// How the time stamp counter is made.
    pub TimerMode { Auto, Native, Emulate, Paravirt, Smpsafe }
}

/// `<clock>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clock {
    pub offset: ClockOffset,
    pub timers: Vec<Timer>,
}

/// What the guest's clock shows at start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockOffset {
    /// `reset`: changes by the guest are forgotten.
    Utc {
        reset: bool,
    },
    Localtime {
        reset: bool,
    },
    /// `adjustment` in seconds; the guest's changes are kept.
    Variable {
        adjustment: i64,
        basis: ClockBasis,
        adjustment0: i64,
    },
    Timezone(String),
    /// Seconds since 1970.
    Absolute(u64),
}

impl Default for ClockOffset {
    fn default() -> Self {
        Self::Utc { reset: false }
    }
}

/// `<timer>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct Timer {
    #[xml(attr)]
    pub name: TimerName,
    #[xml(attr)]
    pub present: Option<bool>,
    #[xml(attr)]
    pub tickpolicy: Option<TickPolicy>,
    #[xml(attr)]
    pub track: Option<TimerTrack>,
    /// Hertz of the time stamp counter; 0 when not given.
    #[xml(attr, default, show = Timer::is_tsc)]
    pub frequency: u64,
    #[xml(attr, show = Timer::is_tsc)]
    pub mode: Option<TimerMode>,
    #[xml(child, default)]
    pub catchup: Catchup,
}

impl Timer {
    fn is_tsc(&self) -> bool {
        self.name == TimerName::Tsc
    }
}

/// `<catchup>`; numbers are 0 when not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct Catchup {
    #[xml(attr, default)]
    pub threshold: u64,
    #[xml(attr, default)]
    pub slew: u64,
    #[xml(attr, default)]
    pub limit: u64,
}

impl Element for Clock {
    fn read(node: Node<'_>) -> Result<Self> {
        let text = |name| node.attr(name).filter(|t| !t.is_empty());
        let lenient = |name| text(name).and_then(<i64 as Value>::parse).unwrap_or_default();
        let offset = match text("offset").unwrap_or("utc") {
            kind @ ("utc" | "localtime") => {
                let local = kind == "localtime";
                let basis = if local { ClockBasis::Localtime } else { ClockBasis::Utc };
                match text("adjustment") {
                    None | Some("reset") => {
                        let reset = text("adjustment").is_some();
                        if local { ClockOffset::Localtime { reset } } else { ClockOffset::Utc { reset } }
                    }
                    Some(text) => {
                        let adjustment = <i64 as Value>::parse(text)
                            .ok_or_else(|| node.invalid(format!("unknown clock adjustment '{text}'")))?;
                        ClockOffset::Variable { adjustment, basis, adjustment0: 0 }
                    }
                }
            }
            "variable" => {
                let basis = match text("basis") {
                    None => ClockBasis::Utc,
                    Some(text) => ClockBasis::from_word(text)
                        .ok_or_else(|| node.unsupported(format!("unknown clock basis '{text}'")))?,
                };
                let (adjustment, adjustment0) = (lenient("adjustment"), lenient("adjustment0"));
                ClockOffset::Variable { adjustment, basis, adjustment0 }
            }
            "timezone" => {
                let missing = "missing 'timezone' attribute for clock with offset='timezone'";
                let zone =
                    text("timezone").ok_or_else(|| node.error(Code::Internal, missing).beyond_schema())?;
                ClockOffset::Timezone(zone.to_owned())
            }
            "absolute" => {
                let missing = "missing 'start' attribute for clock with offset='absolute'";
                let start = text("start").and_then(<u64 as Value>::parse);
                ClockOffset::Absolute(start.ok_or_else(|| node.error(Code::Internal, missing))?)
            }
            other => return Err(node.unsupported(format!("unknown clock offset '{other}'"))),
        };
        Ok(Self { offset, timers: node.all("timer").map(Timer::read).collect::<Result<_>>()? })
    }
    fn attrs(&self, w: &mut Writer) {
        let reset = |w: &mut Writer, reset: bool| {
            if reset {
                w.attr("adjustment", "reset");
            }
        };
        match &self.offset {
            ClockOffset::Utc { reset: on } => {
                w.attr("offset", "utc");
                reset(w, *on);
            }
            ClockOffset::Localtime { reset: on } => {
                w.attr("offset", "localtime");
                reset(w, *on);
            }
            ClockOffset::Variable { adjustment, basis, adjustment0 } => {
                w.attr("offset", "variable");
                w.attr_display("adjustment", adjustment);
                w.attr("basis", basis.as_str());
                if w.view().has(view::CLOCK_ADJUST) && *adjustment0 != 0 {
                    w.attr_display("adjustment0", adjustment0);
                }
            }
            ClockOffset::Timezone(zone) => {
                w.attr("offset", "timezone");
                w.attr("timezone", zone);
            }
            ClockOffset::Absolute(start) => {
                w.attr("offset", "absolute");
                w.attr_display("start", start);
            }
        }
    }
    fn children(&self, w: &mut Writer) {
        self.timers.iter().for_each(|t| t.write("timer", true, w));
    }
}

//! Passwords of displays.

use super::{AuthConnected, GraphicsAuth};
use crate::domain::words::prelude::*;

impl GraphicsAuth {
    /// Reads the attributes of `<graphics>`; without a password, none counts.
    pub(super) fn read(node: Node<'_>, vnc: bool) -> Result<Self> {
        let owned = |name| node.attr(name).map(str::to_owned);
        let (username, valid_to, connected) =
            (owned("username"), node.attr("passwdValidTo"), node.attr("connected"));
        let Some(passwd) = owned("passwd") else { return Ok(Self::default()) };
        let valid_to = match valid_to {
            None => None,
            Some(text) => Some(parse_time(text).ok_or_else(|| {
                let text =
                    format!("cannot parse password validity time '{text}', expect YYYY-MM-DDTHH:MM:SS");
                node.error(Code::Internal, text)
            })?),
        };
        let connected = match connected {
            None => None,
            Some(text) => {
                let action = AuthConnected::from_word(text)
                    .ok_or_else(|| node.unsupported(format!("unknown connected value {text}")))?;
                if vnc && action != AuthConnected::Keep {
                    return Err(node.unsupported("VNC supports connected='keep' only"));
                }
                Some(action)
            }
        };
        Ok(Self { username, passwd: Some(passwd), valid_to, connected })
    }

    /// Writes the attributes.
    pub(super) fn write(&self, w: &mut Writer) {
        let Some(passwd) = &self.passwd else { return };
        if let Some(username) = &self.username {
            w.attr("username", username);
        }
        if view::secure(w.view()) {
            w.attr("passwd", passwd);
        }
        if let Some(time) = self.valid_to {
            w.attr("passwdValidTo", &format_time(time));
        }
        if let Some(connected) = self.connected {
            w.attr("connected", connected.as_str());
        }
    }
}

/// Seconds since 1970 of a time in UTC, `YYYY-MM-DDTHH:MM:SS`.
fn parse_time(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T')?;
    let number = |text: &str| virt_xml::parse_signed(text, 10);
    let three = |text: &str, separator: char| {
        let mut parts = text.split(separator).map(number);
        let three = (parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(three)
    };
    let ((year, month, day), (hour, minute, second)) = (three(date, '-')?, three(time, ':')?);
    let in_range = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    in_range.then(|| days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Days from 1970-01-01 to a date, in the Gregorian calendar; years start in March so that leap days come last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn format_time(seconds: i64) -> String {
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::{format_time, parse_time};

    #[test]
    fn times() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00", 0),
            ("2010-04-09T15:51:00", 1_270_828_260),
            ("2000-02-29T23:59:59", 951_868_799),
        ] {
            assert_eq!(parse_time(text), Some(seconds), "{text}");
            assert_eq!(format_time(seconds), text);
        }
        for text in ["2010-04-09", "2010-13-09T15:51:00", "2010-04-09T15:51", "2010-04-09T15:51:00Z"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}

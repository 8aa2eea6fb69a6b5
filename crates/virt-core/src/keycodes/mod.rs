//! Key codes: from any set that programs may use to the numbers that QEMU takes.

mod table;

use crate::consts::*;
use table::KEYS;

/// The names of the sets, by their numbers.
const SETS: [&str; 10] =
    ["linux", "xt", "atset1", "atset2", "atset3", "os_x", "xt_kbd", "usb", "win32", "qnum"];

/// What QEMU calls a key of another set; `None` when the set or the key is not known.
pub fn to_qnum(codeset: u32, code: u32) -> Option<u16> {
    let codeset = i32::try_from(codeset).ok()?;
    if codeset == VIR_KEYCODE_SET_QNUM {
        return u16::try_from(code).ok();
    }
    let code = u16::try_from(code).ok()?;
    KEYS.iter().find(|key| in_set(key, codeset) == Some(code)).map(|key| qnum(key[1]))
}

/// Whether a set has a key.
pub fn is_known(codeset: u32, code: u32) -> bool {
    let Ok(codeset) = i32::try_from(codeset) else { return false };
    let of_key = |key: &[u16; 7]| match codeset {
        VIR_KEYCODE_SET_QNUM => Some(qnum(key[1])),
        _ => in_set(key, codeset),
    };
    KEYS.iter().any(|key| of_key(key).map(u32::from) == Some(code))
}

/// A set's name, for errors.
pub fn codeset_name(codeset: u32) -> &'static str {
    usize::try_from(codeset).ok().and_then(|set| SETS.get(set)).unwrap_or(&"unknown")
}

fn in_set(key: &[u16; 7], codeset: i32) -> Option<u16> {
    let column = match codeset {
        VIR_KEYCODE_SET_LINUX => 0,
        VIR_KEYCODE_SET_XT | VIR_KEYCODE_SET_ATSET1 => 1,
        VIR_KEYCODE_SET_ATSET2 => 2,
        VIR_KEYCODE_SET_ATSET3 => 3,
        VIR_KEYCODE_SET_OSX => 4,
        VIR_KEYCODE_SET_XT_KBD => return Some(xt_kbd(key[1])),
        VIR_KEYCODE_SET_USB => 5,
        VIR_KEYCODE_SET_WIN32 => 6,
        _ => return None,
    };
    Some(key[column])
}

/// Hanja and Hangeul have scan codes that look like key releases.
fn is_korean(scan_code: u16) -> bool {
    matches!(scan_code, 0xf1 | 0xf2)
}

/// The extended scan codes (0xe0 before the code) get bit 8.
fn xt_kbd(scan_code: u16) -> u16 {
    if scan_code > 0x7f && !is_korean(scan_code) { 0x100 | (scan_code & 0x7f) } else { scan_code }
}

/// The extended scan codes get bit 7.
fn qnum(scan_code: u16) -> u16 {
    match scan_code {
        code if is_korean(code) => code & 0x7f,
        code if code > 0x7f => 0x80 | (code & 0x7f),
        code => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_enter_keys_in_all_sets() {
        for (set, code, want) in [
            (VIR_KEYCODE_SET_LINUX, 28, 28),
            (VIR_KEYCODE_SET_LINUX, 96, 0x9c),
            (VIR_KEYCODE_SET_ATSET1, 0xe01c, 0x9c),
            (VIR_KEYCODE_SET_XT_KBD, 0x11c, 0x9c),
            (VIR_KEYCODE_SET_ATSET2, 0x5a, 28),
            (VIR_KEYCODE_SET_USB, 40, 28),
            (VIR_KEYCODE_SET_WIN32, 0x0d, 28),
            (VIR_KEYCODE_SET_OSX, 0x24, 28),
            (VIR_KEYCODE_SET_QNUM, 0x9c, 0x9c),
        ] {
            assert_eq!(to_qnum(set as u32, code), Some(want), "{}", codeset_name(set as u32));
        }
        assert_eq!(to_qnum(VIR_KEYCODE_SET_LINUX as u32, 60_000), None);
        assert_eq!(to_qnum(99, 1), None);
    }
}

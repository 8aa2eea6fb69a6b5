//! Strings between C and Rust.

use std::borrow::Cow;
use std::ffi::{CStr, CString, c_char};

/// Stands for a byte that isn't UTF-8. XML forbids it and nothing is named with it, so that such strings end
/// where upstream's do: malformed XML, object not found.
const NOT_TEXT: char = '\u{FFFF}';

/// The text of a C string; `None` for NULL.
///
/// # Safety
/// `pointer` is NULL or a C string that outlives the result.
pub unsafe fn text<'a>(pointer: *const c_char) -> Option<Cow<'a, str>> {
    if pointer.is_null() {
        return None;
    }
    // SAFETY: as promised by the caller.
    let bytes = unsafe { CStr::from_ptr(pointer) }.to_bytes();
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let mut out = String::with_capacity(bytes.len() + 8);
            for chunk in bytes.utf8_chunks() {
                out.push_str(chunk.valid());
                out.extend(chunk.invalid().iter().map(|_| NOT_TEXT));
            }
            Cow::Owned(out)
        }
    })
}

/// A C string of a Rust string, cut at a NUL byte.
pub fn c_string(text: &str) -> CString {
    let end = text.find('\0').unwrap_or(text.len());
    CString::new(&text[..end]).unwrap_or_default()
}

/// Text in a fixed array of C, cut to fit at a character's edge, NUL-terminated.
pub fn fixed<const N: usize>(text: &str) -> [c_char; N] {
    let mut end = text.len().min(N.saturating_sub(1));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut out = [0; N];
    for (to, from) in out.iter_mut().zip(&text.as_bytes()[..end]) {
        *to = *from as c_char;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_text_stay_visible() {
        // SAFETY: C string literals.
        let (good, bad) = unsafe { (text(c"d\u{e4}".as_ptr()), text(c"a\xffb".as_ptr())) };
        assert_eq!(good.as_deref(), Some("dä"));
        assert_eq!(bad.as_deref(), Some("a\u{FFFF}b"));
    }

    #[test]
    fn fixed_arrays_are_terminated() {
        let cut: [c_char; 4] = fixed("aöö");
        assert_eq!(cut.map(|c| c as u8), [b'a', 0xc3, 0xb6, 0]);
    }
}

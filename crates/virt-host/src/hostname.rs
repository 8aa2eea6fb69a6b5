//! The name of this machine, as complete as the resolver knows it.

use std::sync::mpsc;
use std::time::Duration;

/// How long the resolver may take to complete a short name.
const PATIENCE: Duration = Duration::from_secs(5);

/// The host's name; a short one is completed by the resolver when it answers in time.
pub fn hostname() -> std::io::Result<String> {
    let name = nix::unistd::gethostname()?.to_string_lossy().into_owned();
    if name.starts_with("localhost") || name.contains('.') {
        return Ok(name);
    }
    let (send, answer) = mpsc::channel();
    let asked = name.clone();
    std::thread::Builder::new().name("hostname".into()).spawn(move || send.send(sys::canonical(&asked)))?;
    match answer.recv_timeout(PATIENCE) {
        Ok(Some(full)) if !full.starts_with("localhost") => Ok(full),
        _ => Ok(name),
    }
}

#[allow(unsafe_code)]
mod sys {
    use std::ffi::{CStr, CString};
    use std::ptr;

    /// The canonical name that the resolver has for a name.
    pub fn canonical(name: &str) -> Option<String> {
        let name = CString::new(name).ok()?;
        // SAFETY: all zeroes is a valid addrinfo: numbers and null pointers.
        let mut hints: libc::addrinfo = unsafe { std::mem::zeroed() };
        hints.ai_flags = libc::AI_CANONNAME;
        let mut list = ptr::null_mut();
        // SAFETY: `name` and `hints` live through the call; `list` receives a list that we free below.
        if unsafe { libc::getaddrinfo(name.as_ptr(), ptr::null(), &raw const hints, &raw mut list) } != 0 {
            return None;
        }
        // SAFETY: the call succeeded, so `list` points to at least one entry until it is freed.
        let first = unsafe { (*list).ai_canonname };
        let found = if first.is_null() {
            None
        } else {
            // SAFETY: a name that isn't null is a string that ends with NUL and lives as long as the list.
            Some(unsafe { CStr::from_ptr(first) }.to_string_lossy().into_owned())
        };
        // SAFETY: `list` came from getaddrinfo and nobody keeps a part of it.
        unsafe { libc::freeaddrinfo(list) };
        found
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_is_a_name() {
        assert!(!super::hostname().unwrap().is_empty());
    }
}

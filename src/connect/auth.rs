//! Asking the program (or the user at a terminal) for credentials.

use std::ffi::{CString, c_int, c_uint, c_void};
use std::io::{BufRead, Write};
use std::os::fd::AsRawFd;
use std::{ptr, slice};

use virt_core::consts::*;
use virt_core::driver::{AuthRequest, Authenticate};
use virt_core::{Result, bail};

use crate::ffi::{c_string, dup_str, free, text};
use crate::types::{virConnectAuth, virConnectAuthPtr, virConnectCredential, virConnectCredentialPtr};

/// The credentials callback of a program.
pub struct ProgramAuth {
    kinds: Vec<i32>,
    auth: virConnectAuth,
}

impl ProgramAuth {
    /// # Safety
    /// `auth` is NULL or points to a valid struct that outlives the result.
    pub unsafe fn new(auth: virConnectAuthPtr) -> Option<Self> {
        if auth.is_null() {
            return None;
        }
        // SAFETY: as promised by the caller.
        let auth = unsafe { ptr::read(auth) };
        let kinds = if auth.credtype.is_null() {
            Vec::new()
        } else {
            // SAFETY: as many numbers as the struct says.
            unsafe { slice::from_raw_parts(auth.credtype, auth.ncredtype as usize) }.to_vec()
        };
        Some(Self { kinds, auth })
    }
}

impl Authenticate for ProgramAuth {
    fn kinds(&self) -> Vec<i32> {
        if self.auth.cb.is_some() { self.kinds.clone() } else { Vec::new() }
    }

    fn ask(&self, requests: &[AuthRequest]) -> Result<Vec<Option<String>>> {
        let Some(callback) = self.auth.cb else {
            bail!(VIR_FROM_AUTH, VIR_ERR_AUTH_FAILED, "no authentication callback available");
        };
        let optional = |text: &Option<String>| text.as_deref().map(c_string);
        let texts: Vec<[Option<CString>; 3]> = requests
            .iter()
            .map(|ask| [Some(c_string(&ask.prompt)), optional(&ask.challenge), optional(&ask.default)])
            .collect();
        let pointer = |text: &Option<CString>| text.as_ref().map_or(ptr::null(), |text| text.as_ptr());
        let mut credentials: Vec<virConnectCredential> = requests
            .iter()
            .zip(&texts)
            .map(|(ask, [prompt, challenge, default])| virConnectCredential {
                r#type: ask.kind,
                prompt: pointer(prompt),
                challenge: pointer(challenge),
                defresult: pointer(default),
                result: ptr::null_mut(),
                resultlen: 0,
            })
            .collect();
        // SAFETY: the program's function with its data; the credentials live during the call.
        let outcome =
            unsafe { callback(credentials.as_mut_ptr(), credentials.len() as c_uint, self.auth.cbdata) };
        let answers = credentials
            .iter()
            .map(|credential| {
                // SAFETY: NULL or a C string that the callback allocated, as its contract says.
                let answer = unsafe { text(credential.result) }.map(|text| text.into_owned());
                // SAFETY: as above; it is ours to free.
                unsafe { free(credential.result.cast()) };
                answer
            })
            .collect();
        if outcome < 0 {
            bail!(VIR_FROM_AUTH, VIR_ERR_AUTH_FAILED, "authentication failed: the callback refused");
        }
        Ok(answers)
    }
}

/// What is asked for at the terminal. Not the user to act as: who authenticates is meant by default.
static DEFAULT_KINDS: [c_int; 6] = [
    VIR_CRED_AUTHNAME as c_int,
    VIR_CRED_ECHOPROMPT as c_int,
    VIR_CRED_REALM as c_int,
    VIR_CRED_PASSPHRASE as c_int,
    VIR_CRED_NOECHOPROMPT as c_int,
    VIR_CRED_EXTERNAL as c_int,
];

struct Shared<T>(T);

// SAFETY: never written; the pointers in it are to constants.
unsafe impl<T> Sync for Shared<T> {}

static DEFAULT: Shared<virConnectAuth> = Shared(virConnectAuth {
    credtype: (&raw const DEFAULT_KINDS).cast_mut().cast(),
    ncredtype: DEFAULT_KINDS.len() as c_uint,
    cb: Some(ask_at_terminal),
    cbdata: ptr::null_mut(),
});

/// A ready-made virConnectAuth that asks at the terminal.
///
/// Version node: 0.4.0
///
/// Since: 0.4.1
#[unsafe(no_mangle)]
pub static mut virConnectAuthPtrDefault: virConnectAuthPtr = (&raw const DEFAULT.0).cast_mut();

unsafe extern "C" fn ask_at_terminal(
    credentials: virConnectCredentialPtr,
    count: c_uint,
    _data: *mut c_void,
) -> c_int {
    if credentials.is_null() {
        return -1;
    }
    // SAFETY: as many credentials as said, as for every such callback.
    let credentials = unsafe { slice::from_raw_parts_mut(credentials, count as usize) };
    for credential in credentials {
        // SAFETY: C strings or NULL, as for every such callback.
        let (prompt, challenge) = unsafe { (text(credential.prompt), text(credential.challenge)) };
        let answer = match credential.r#type as _ {
            VIR_CRED_EXTERNAL if challenge.as_deref() == Some("PolicyKit") => continue,
            VIR_CRED_USERNAME | VIR_CRED_AUTHNAME | VIR_CRED_ECHOPROMPT | VIR_CRED_REALM => {
                ask(&prompt.unwrap_or_default(), true)
            }
            VIR_CRED_PASSPHRASE | VIR_CRED_NOECHOPROMPT => ask(&prompt.unwrap_or_default(), false),
            _ => None,
        };
        let Some(answer) = answer else { return -1 };
        // SAFETY: NULL or a C string.
        let default = unsafe { text(credential.defresult) }.unwrap_or_default();
        let answer = if answer.is_empty() { default.into_owned() } else { answer };
        credential.resultlen = answer.len() as c_uint;
        credential.result = dup_str(&answer);
    }
    0
}

/// Asks and reads a line, if wanted without showing what is typed.
fn ask(prompt: &str, echo: bool) -> Option<String> {
    let mut out = std::io::stdout();
    write!(out, "{prompt}: ").ok()?;
    out.flush().ok()?;
    let hidden = if echo { None } else { Hidden::start() };
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).ok()?;
    if hidden.is_some() {
        let _ = writeln!(out);
    }
    Some(line.trim_end_matches('\n').to_owned())
}

/// A terminal that doesn't show what is typed, until this is dropped.
struct Hidden(libc::termios);

impl Hidden {
    fn start() -> Option<Self> {
        let stdin = std::io::stdin().as_raw_fd();
        let mut old = std::mem::MaybeUninit::<libc::termios>::uninit();
        // SAFETY: room for the settings.
        if unsafe { libc::tcgetattr(stdin, old.as_mut_ptr()) } != 0 {
            return None;
        }
        // SAFETY: tcgetattr filled it.
        let old = unsafe { old.assume_init() };
        let mut new = old;
        new.c_lflag &= !libc::ECHO;
        // SAFETY: valid settings.
        unsafe { libc::tcsetattr(stdin, libc::TCSAFLUSH, &new) };
        Some(Self(old))
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        // SAFETY: valid settings.
        unsafe { libc::tcsetattr(std::io::stdin().as_raw_fd(), libc::TCSAFLUSH, &self.0) };
    }
}

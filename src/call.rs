//! One call from C: what every entry does around its body, in upstream's order.
//!
//! The entry macro writes the calls to these methods; nothing here knows a particular function.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use virt_core::consts::*;
use virt_core::{Connect, Error, Result};

use crate::handle::{self, Handle, Kind, Owner, Token};
use crate::{error, logging};

/// What is fixed about an entry.
pub struct Function {
    /// The name in error texts.
    pub name: &'static str,
    /// The name in "not supported".
    pub unsupported_as: &'static str,
    /// What the driver's method is called, less the driver's prefix, where it is another function's; or empty.
    pub answered_by: &'static str,
    /// Where it is declared, for the log.
    pub file: &'static str,
    pub line: u32,
    /// The `VIR_FROM_*` of its file.
    pub from: i32,
    /// Forgets the thread's last error first.
    pub reset: bool,
    /// Tells the error functions when it fails.
    pub dispatch: bool,
}

impl Function {
    /// What the log says of where a message comes from.
    pub fn place(&self) -> logging::Place<'static> {
        logging::Place { file: self.file, line: self.line, function: self.name }
    }

    /// The log source the function belongs to.
    pub fn source(&self) -> &'static str {
        match self.from {
            VIR_FROM_DOMAIN => "libvirt.domain",
            VIR_FROM_DOMAIN_SNAPSHOT => "libvirt.domain-snapshot",
            VIR_FROM_DOMAIN_CHECKPOINT => "libvirt.domain-checkpoint",
            VIR_FROM_NETWORK => "libvirt.network",
            VIR_FROM_STORAGE => "libvirt.storage",
            VIR_FROM_INTERFACE => "libvirt.interface",
            VIR_FROM_NODEDEV => "libvirt.nodedev",
            VIR_FROM_SECRET => "libvirt.secret",
            VIR_FROM_NWFILTER => "libvirt.nwfilter",
            VIR_FROM_STREAMS => "libvirt.stream",
            VIR_FROM_QEMU => "libvirt.qemu",
            _ => "libvirt",
        }
    }
}

/// A call under way.
pub struct Call {
    function: &'static Function,
    owner: Cell<Owner>,
}

/// Whether a C value is NULL, for pointers and function pointers.
pub trait IsNull {
    fn is_null(&self) -> bool;
}

impl<T> IsNull for *mut T {
    fn is_null(&self) -> bool {
        (*self).is_null()
    }
}

impl<T> IsNull for *const T {
    fn is_null(&self) -> bool {
        (*self).is_null()
    }
}

impl<T> IsNull for Option<T> {
    fn is_null(&self) -> bool {
        self.is_none()
    }
}

impl Call {
    #[inline]
    pub fn begin(function: &'static Function) -> Self {
        if function.reset {
            error::reset_last();
        }
        Self { function, owner: Cell::new(Owner::default()) }
    }

    /// What objects made by this call hang on.
    pub fn owner(&self) -> Owner {
        self.owner.get()
    }

    /// The error domain of the function's file.
    pub fn from(&self) -> i32 {
        self.function.from
    }

    /// Runs the checks and the body; a panic becomes an internal error.
    #[inline]
    pub fn run<C>(&self, work: impl FnOnce(&Self) -> Result<C>) -> Result<C> {
        catch_unwind(AssertUnwindSafe(|| work(self))).unwrap_or_else(|panic| Err(self.panicked(&*panic)))
    }

    #[cold]
    fn panicked(&self, panic: &(dyn std::any::Any + Send)) -> Error {
        let text = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("unknown");
        Error::new(
            self.function.from,
            VIR_ERR_INTERNAL_ERROR,
            format!("panic in {}: {text}", self.function.name),
        )
    }

    /// The value for C; errors are recorded and handed on.
    #[inline]
    pub fn finish<C>(&self, outcome: Result<C>, failure: C) -> C {
        match outcome {
            Ok(value) => value,
            Err(error) => {
                self.fail(error);
                failure
            }
        }
    }

    #[cold]
    fn fail(&self, error: Error) {
        let unnamed =
            error.code() == VIR_ERR_NO_SUPPORT && error.str2().is_none() && error.domain() == VIR_FROM_NONE;
        let error = match unnamed {
            true => Error::no_support(self.function.from, self.function.unsupported_as),
            false => self.renamed(error),
        };
        error::record(&error, self.function);
        if self.function.dispatch {
            error::dispatch(self.owner.get().conn);
        }
    }

    /// A driver that answers several functions with one method names that method in errors about flags; here they
    /// get the name upstream's driver has for the function that was called.
    fn renamed(&self, error: Error) -> Error {
        let method = error.str1().filter(|_| error.str2() == Some("flags")).unwrap_or_default();
        let driver = method.strip_suffix(self.function.answered_by);
        let (Some(driver), Some(own)) = (driver, self.function.name.strip_prefix("vir")) else {
            return error;
        };
        if self.function.answered_by.is_empty() {
            return error;
        }
        let name = format!("{driver}{own}");
        Error::invalid_argument(error.domain(), &name, "flags", error.message().replace(method, &name))
    }

    /// Looks up a handle that has to be there. The first one names the connection of the call.
    #[inline]
    pub fn handle<T: Kind>(&self, pointer: *mut impl Sized) -> Result<Handle<T>> {
        match handle::pin::<T>(Token::of(pointer)) {
            Some(handle) => {
                if self.owner.get().conn == Token::NONE {
                    self.owner.set(handle.owner());
                }
                Ok(handle)
            }
            None => Err(self.bad_handle::<T>()),
        }
    }

    /// Looks up a handle that may be NULL.
    pub fn optional_handle<T: Kind>(&self, pointer: *mut impl Sized) -> Result<Option<Handle<T>>> {
        if pointer.is_null() { Ok(None) } else { self.handle(pointer).map(Some) }
    }

    #[cold]
    fn bad_handle<T: Kind>(&self) -> Error {
        Error::new(T::FROM.unwrap_or(self.function.from), T::INVALID, self.function.name)
    }

    /// Read-only connections end here.
    pub fn check_write(&self) -> Result<()> {
        match handle::pin::<Connect>(self.owner.get().conn) {
            Some(conn) if conn.is_read_only() => Err(self.denied()),
            _ => Ok(()),
        }
    }

    /// The same for a connection that is an argument.
    pub fn check_writable(&self, conn: &Connect) -> Result<()> {
        if conn.is_read_only() { Err(self.denied()) } else { Ok(()) }
    }

    /// Read-only connections don't get what some flags ask for.
    pub fn check_secure(&self, asked: bool) -> Result<()> {
        if !asked || self.check_write().is_ok() {
            return Ok(());
        }
        let text = format!("{} with secure flag", self.function.name);
        Err(Error::new(self.function.from, VIR_ERR_OPERATION_DENIED, text))
    }

    #[cold]
    fn denied(&self) -> Error {
        let text = format!("read only access prevents {}", self.function.name);
        Error::new(self.function.from, VIR_ERR_OPERATION_DENIED, text)
    }

    /// The string has to be a UUID.
    pub fn uuid(&self, argument: &str, text: Option<&str>, complaint: Option<&str>) -> Result<()> {
        match (text.and_then(virt_core::parse_uuid), complaint) {
            (Some(_), _) => Ok(()),
            (None, Some(complaint)) => Err(self.bad_argument(argument, complaint.to_owned())),
            (None, None) => self.must(false, argument, "be a valid UUID"),
        }
    }

    /// An error about an argument: `text` is the whole message.
    #[cold]
    pub fn bad_argument(&self, argument: &str, text: String) -> Error {
        Error::invalid_argument(self.function.from, self.function.name, argument, text)
    }

    fn must(&self, holds: bool, argument: &str, what: &str) -> Result<()> {
        if holds {
            return Ok(());
        }
        Err(self.bad_argument(argument, format!("{argument} in {} must {what}", self.function.name)))
    }

    #[inline]
    pub fn nonnull(&self, argument: &str, is_null: bool) -> Result<()> {
        self.must(!is_null, argument, "not be NULL")
    }

    #[inline]
    pub fn null(&self, argument: &str, is_null: bool) -> Result<()> {
        self.must(is_null, argument, "be NULL")
    }

    #[inline]
    pub fn nullarray(&self, argument: &str, is_null: bool, length: i128) -> Result<()> {
        self.must(!is_null || length <= 0, argument, "not be NULL")
    }

    pub fn nonempty(&self, argument: &str, text: Option<&str>) -> Result<()> {
        self.must(text.is_some(), argument, "not be NULL")?;
        self.nonempty_opt(argument, text)
    }

    pub fn nonempty_opt(&self, argument: &str, text: Option<&str>) -> Result<()> {
        if text != Some("") {
            return Ok(());
        }
        Err(self
            .bad_argument(argument, format!("string {argument} in {} must not be empty", self.function.name)))
    }

    #[inline]
    pub fn nonzero(&self, argument: &str, number: i128) -> Result<()> {
        self.must(number != 0, argument, "not be zero")
    }

    /// The number has to be 0; upstream's text says the opposite.
    #[inline]
    pub fn zero(&self, argument: &str, number: i128) -> Result<()> {
        self.must(number == 0, argument, "not be zero")
    }

    #[inline]
    pub fn positive(&self, argument: &str, number: i128) -> Result<()> {
        self.must(number > 0, argument, "be greater than zero")
    }

    #[inline]
    pub fn nonnegative(&self, argument: &str, number: i128) -> Result<()> {
        self.must(number >= 0, argument, "be zero or greater")
    }

    /// Two flags (or sets of flags) that exclude each other.
    pub fn exclusive(&self, flags: u64, a: u64, b: u64, name_a: &str, name_b: &str) -> Result<()> {
        if flags & a == 0 || flags & b == 0 {
            return Ok(());
        }
        Err(self.bad_argument("ctl", format!("Flags '{name_a}' and '{name_b}' are mutually exclusive")))
    }

    /// A flag that needs another.
    pub fn requires(&self, flags: u64, a: u64, b: u64, name_a: &str, name_b: &str) -> Result<()> {
        if flags & a == 0 || flags & b != 0 {
            return Ok(());
        }
        Err(self.bad_argument("ctl", format!("Flag '{name_b}' is required by flag '{name_a}'")))
    }

    /// A size in KiB has to be countable in bytes.
    pub fn fits(&self, kib: u64) -> Result<()> {
        if kib < i64::MAX as u64 / 1024 {
            return Ok(());
        }
        Err(Error::new(self.function.from, VIR_ERR_OVERFLOW, format!("input too large: {kib}")))
    }

    /// A title has no line breaks.
    pub fn one_line(&self, argument: &str, text: Option<&str>) -> Result<()> {
        match text {
            Some(text) if text.contains('\n') => {
                Err(self.bad_argument(argument, "metadata title can't contain newlines".to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// A file descriptor has to be open and a socket.
    pub fn socket(&self, fd: i32) -> Result<()> {
        match crate::ffi::is_socket(fd) {
            Ok(true) => Ok(()),
            Ok(false) => Err(self.bad_argument("fd", format!("fd {fd} must be a socket"))),
            Err(cause) => {
                let what = format!("Unable to access file descriptor {fd}");
                Err(Error::system(self.function.from, &cause, what))
            }
        }
    }

    /// An optional object has to be of the connection of the call.
    pub fn same_connection<T: Kind>(
        &self,
        argument: &str,
        object: Option<&Handle<T>>,
        text: &str,
    ) -> Result<()> {
        match object {
            Some(object) if object.conn() != self.owner.get().conn => {
                Err(self.bad_argument(argument, text.replace("{}", &object.said_name())))
            }
            _ => Ok(()),
        }
    }

    pub fn known_flags(&self, flags: u64, known: u64) -> Result<()> {
        match flags & !known {
            0 => Ok(()),
            unknown => Err(self.bad_argument(
                "flags",
                format!("unsupported flags (0x{unknown:x}) in function {}", self.function.name),
            )),
        }
    }
}

/// Logs panics instead of printing them; called once when the library wakes up.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|info| {
        let (file, line) = info.location().map_or(("", 0), |place| (place.file(), place.line()));
        logging::message(&logging::Entry {
            priority: logging::Priority::Error,
            source: "libvirt",
            place: logging::Place { file, line, function: "panic" },
            text: &info.to_string(),
            fields: &[],
        });
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    static FUNCTION: Function = Function {
        name: "virX",
        unsupported_as: "virX",
        answered_by: "ListAllX",
        file: file!(),
        line: 1,
        from: VIR_FROM_NETWORK,
        reset: true,
        dispatch: false,
    };

    #[test]
    fn flags_are_refused_in_the_name_of_the_function_that_was_called() {
        let refused = |method: &str, argument: &str| {
            let text = format!("unsupported flags (0x1) in function {method}");
            let error = Error::invalid_argument(VIR_FROM_RPC, method, argument, text);
            Call::begin(&FUNCTION).renamed(error)
        };
        let renamed = refused("testListAllX", "flags");
        assert_eq!(renamed.message(), "unsupported flags (0x1) in function testX");
        assert_eq!((renamed.str1(), renamed.domain()), (Some("testX"), VIR_FROM_RPC));
        assert_eq!(refused("testListAllY", "flags").str1(), Some("testListAllY"));
        assert_eq!(refused("testListAllX", "other").str1(), Some("testListAllX"));
    }

    const FROM: i32 = VIR_FROM_NETWORK;

    /// As a program would call it.
    #[virt_entry::entry(since = "0.0.0")]
    fn virt_rs_test_panics() -> Result<std::ffi::c_int> {
        panic!("oops {}", 1);
    }

    #[test]
    #[ignore = "run by the test below, with a log of its own"]
    fn panics() {
        logging::init().expect("the settings are right");
        // SAFETY: no arguments.
        assert_eq!(unsafe { virt_rs_test_panics() }, -1);
        let last = error::last().expect("the thread lives");
        // SAFETY: the thread's own error, just set.
        let (code, domain) = unsafe { ((*last).code, (*last).domain) };
        assert_eq!((code, domain), (VIR_ERR_INTERNAL_ERROR, VIR_FROM_NETWORK));
        // SAFETY: set with a message.
        let text = unsafe { std::ffi::CStr::from_ptr((*last).message) }.to_string_lossy();
        assert_eq!(text, "internal error: panic in virt_rs_test_panics: oops 1");
    }

    #[test]
    fn a_panic_is_an_internal_error_and_its_place_is_in_the_log() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("log");
        let this = std::env::current_exe().expect("the program of tests");
        let status = std::process::Command::new(this)
            .args(["--exact", "call::tests::panics", "--ignored"])
            .env("LIBVIRT_LOG_OUTPUTS", format!("3:file:{}", log.display()))
            .status()
            .expect("it runs");
        assert!(status.success());
        let log = std::fs::read_to_string(log).expect("a log");
        assert!(log.contains(": error : panic:") && log.contains("panicked at src/call.rs:"), "{log}");
        assert!(log.contains("oops 1"), "{log}");
    }

    #[test]
    fn checks_say_what_upstream_says() {
        let call = Call::begin(&FUNCTION);
        let text = |outcome: Result<()>| outcome.expect_err("a refusal").message().to_owned();
        assert_eq!(text(call.nonnull("xml", true)), "xml in virX must not be NULL");
        assert_eq!(text(call.zero("maplen", 1)), "maplen in virX must not be zero");
        assert_eq!(text(call.nonempty("disk", Some(""))), "string disk in virX must not be empty");
        assert_eq!(text(call.exclusive(3, 1, 2, "A", "B")), "Flags 'A' and 'B' are mutually exclusive");
        assert_eq!(text(call.requires(1, 1, 2, "A", "B")), "Flag 'B' is required by flag 'A'");
        assert_eq!(text(call.uuid("uuidstr", Some("x"), None)), "uuidstr in virX must be a valid UUID");
        assert!(call.nullarray("names", true, 0).is_ok() && call.nullarray("names", true, 1).is_err());
        assert!(call.fits(1 << 52).is_ok() && call.fits(1 << 53).is_err());
    }
}

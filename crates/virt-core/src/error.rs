//! The one error type: what upstream calls `virError`, as a value.

use std::fmt;

use crate::consts::{VIR_ERR_ERROR, VIR_ERR_INVALID_ARG, VIR_ERR_NO_SUPPORT};
use crate::error_texts;

/// Short for a result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// An error as programs see it: number, domain, level, text and details.
///
/// Numbers are `VIR_ERR_*`, domains `VIR_FROM_*` of [`crate::consts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    code: i32,
    domain: i32,
    level: i32,
    message: String,
    str1: Option<String>,
    str2: Option<String>,
    str3: Option<String>,
    int1: i32,
    int2: i32,
}

impl Error {
    /// An error with its details: the text is the number's template filled with `info`.
    pub fn new(domain: i32, code: i32, info: impl Into<String>) -> Self {
        let info = info.into();
        let template = error_texts::with_info(code);
        let place = if template.contains("%1$s") { "%1$s" } else { "%s" };
        let message = template.replacen(place, &info, 1);
        Self::raw(domain, code, VIR_ERR_ERROR, message, Some(template.to_owned()), Some(info), None, -1, -1)
    }

    /// An error that is all said by its number.
    pub fn bare(domain: i32, code: i32) -> Self {
        let text = error_texts::without_info(code);
        Self::raw(domain, code, VIR_ERR_ERROR, text.to_owned(), Some(text.to_owned()), None, None, -1, -1)
    }

    /// An error with every part given, for errors that come from elsewhere whole.
    #[allow(clippy::too_many_arguments)]
    pub fn raw(
        domain: i32,
        code: i32,
        level: i32,
        message: String,
        str1: Option<String>,
        str2: Option<String>,
        str3: Option<String>,
        int1: i32,
        int2: i32,
    ) -> Self {
        Self(Box::new(Details { code, domain, level, message, str1, str2, str3, int1, int2 }))
    }

    /// An argument of a function that is not valid: the text stands alone, function and argument beside it.
    pub fn invalid_argument(domain: i32, function: &str, argument: &str, text: impl Into<String>) -> Self {
        let (function, argument) = (Some(function.to_owned()), Some(argument.to_owned()));
        let code = VIR_ERR_INVALID_ARG;
        Self::raw(domain, code, VIR_ERR_ERROR, text.into(), function, argument, None, 0, 0)
    }

    /// "this function is not supported by the connection driver: NAME".
    pub fn no_support(domain: i32, function: &str) -> Self {
        Self::new(domain, VIR_ERR_NO_SUPPORT, function)
    }

    /// A failed system call: `VIR_ERR_SYSTEM_ERROR`, the text ends with the reason, `int1` is errno.
    pub fn system(domain: i32, cause: &std::io::Error, what: impl fmt::Display) -> Self {
        let errno = cause.raw_os_error().unwrap_or(0);
        let reason = cause.to_string();
        let reason = reason.split(" (os error").next().unwrap_or(&reason).to_owned();
        let mut error = Self::new(domain, crate::consts::VIR_ERR_SYSTEM_ERROR, format!("{what}: {reason}"));
        error.0.int1 = errno;
        error
    }

    /// `VIR_ERR_*`.
    pub fn code(&self) -> i32 {
        self.0.code
    }

    /// `VIR_FROM_*`: which part of the library the error comes from.
    pub fn domain(&self) -> i32 {
        self.0.domain
    }

    /// `VIR_ERR_WARNING` or `VIR_ERR_ERROR`.
    pub fn level(&self) -> i32 {
        self.0.level
    }

    /// The whole text.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The template the text was made from.
    pub fn str1(&self) -> Option<&str> {
        self.0.str1.as_deref()
    }

    /// What was filled into the template.
    pub fn str2(&self) -> Option<&str> {
        self.0.str2.as_deref()
    }

    /// A third string, mostly absent.
    pub fn str3(&self) -> Option<&str> {
        self.0.str3.as_deref()
    }

    /// A number that goes with the error (errno of system errors), or -1.
    pub fn int1(&self) -> i32 {
        self.0.int1
    }

    /// A second number, or -1.
    pub fn int2(&self) -> i32 {
        self.0.int2
    }

    /// The same error, said to come from another part of the library.
    pub fn in_domain(mut self, domain: i32) -> Self {
        self.0.domain = domain;
        self
    }

    /// The same error with the two details that upstream carries in `str2`, `str3` for some numbers.
    pub fn with_strings(mut self, str1: Option<String>, str2: Option<String>, str3: Option<String>) -> Self {
        (self.0.str1, self.0.str2, self.0.str3) = (str1, str2, str3);
        self
    }

    /// The same error with other numbers.
    pub fn with_ints(mut self, int1: i32, int2: i32) -> Self {
        (self.0.int1, self.0.int2) = (int1, int2);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

/// `err!(VIR_FROM_QEMU, VIR_ERR_XML_ERROR, "unknown bus '{bus}'")`: an [`Error`] with a formatted detail.
#[macro_export]
macro_rules! err {
    ($domain:expr, $code:expr, $($text:tt)+) => { $crate::Error::new($domain, $code, format!($($text)+)) };
}

/// `bail!(…)`: returns early with `err!(…)`.
#[macro_export]
macro_rules! bail {
    ($($args:tt)+) => { return ::std::result::Result::Err($crate::err!($($args)+).into()) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consts::*;

    #[test]
    fn template_and_details() {
        let e = Error::new(VIR_FROM_NETWORK, VIR_ERR_NO_NETWORK, "no network with matching name 'x'");
        assert_eq!(e.message(), "Network not found: no network with matching name 'x'");
        assert_eq!(e.str1(), Some("Network not found: %1$s"));
        assert_eq!((e.int1(), e.int2(), e.level()), (-1, -1, VIR_ERR_ERROR));
    }

    #[test]
    fn system_errors_name_the_reason() {
        let cause = std::io::Error::from_raw_os_error(2);
        let e = Error::system(VIR_FROM_NONE, &cause, "cannot open '/x'");
        assert_eq!(e.message(), "cannot open '/x': No such file or directory");
        assert_eq!(e.int1(), 2);
    }
}

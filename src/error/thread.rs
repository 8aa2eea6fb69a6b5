//! The last error of each thread.

use std::cell::UnsafeCell;

use virt_core::{Error, consts::VIR_ERR_OK};

use super::cell::{fill, no_error, reset};
use crate::call::Function;
use crate::types::virterror::virError;

struct Last(UnsafeCell<virError>);

impl Drop for Last {
    fn drop(&mut self) {
        // SAFETY: the thread ends; nobody else has the pointer.
        unsafe { reset(self.0.get()) };
    }
}

thread_local! {
    static LAST: Last = const { Last(UnsafeCell::new(no_error())) };
}

/// Where the thread's last error lies; `None` while the thread is being torn down.
pub fn last() -> Option<*mut virError> {
    LAST.try_with(|last| last.0.get()).ok()
}

/// Forgets the thread's last error.
pub fn reset_last() {
    if let Some(last) = last() {
        // SAFETY: the thread's own error; checked first because it is nearly always empty.
        unsafe {
            if (*last).code != VIR_ERR_OK || !(*last).message.is_null() {
                reset(last);
            }
        }
    }
}

/// Makes `error` the thread's last error and logs it.
pub fn record(error: &Error, function: &Function) {
    if let Some(last) = last() {
        // SAFETY: the thread's own error.
        unsafe { fill(last, error) };
    }
    crate::logging::error(error, function);
}

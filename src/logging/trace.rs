//! The debug line that every entry writes: its arguments as they came.

use std::fmt::Write;

use super::{Entry, Priority, message};
use crate::call::Function;
use crate::ffi::text;

/// A C argument that can be shown.
pub trait Trace {
    fn show(&self, out: &mut String);
}

/// A string argument, shown as text.
pub struct TraceText(pub *const std::ffi::c_char);

impl Trace for TraceText {
    fn show(&self, out: &mut String) {
        // SAFETY: NULL or a C string, as the traced function's contract says.
        out.push_str(unsafe { text(self.0) }.as_deref().unwrap_or("(null)"));
    }
}

impl<T> Trace for *mut T {
    fn show(&self, out: &mut String) {
        let _ = write!(out, "{:p}", *self);
    }
}

impl<T> Trace for *const T {
    fn show(&self, out: &mut String) {
        let _ = write!(out, "{:p}", *self);
    }
}

impl<T> Trace for Option<T> {
    fn show(&self, out: &mut String) {
        out.push_str(if self.is_some() { "set" } else { "(null)" });
    }
}

macro_rules! numbers {
    ($($ty:ty),*) => { $(
        impl Trace for $ty {
            fn show(&self, out: &mut String) {
                let _ = write!(out, "{self}");
            }
        }
    )* };
}
numbers!(i8, u8, i32, u32, i64, u64, usize, f64);

/// Logs a call with its arguments.
#[cold]
pub fn trace_call(function: &Function, args: &[(&str, &dyn Trace)]) {
    let mut line = String::new();
    for (index, (name, value)) in args.iter().enumerate() {
        let _ = write!(line, "{}{name}=", if index == 0 { "" } else { ", " });
        value.show(&mut line);
    }
    message(&Entry {
        priority: Priority::Debug,
        source: function.source(),
        place: function.place(),
        text: &line,
        fields: &[],
    });
}

//! What stands between C values and safe Rust: all raw pointers of arguments and results end here.
//!
//! The wrappers are made by the entry macro from arguments that the function's contract describes; their
//! methods survive NULL everywhere, so bodies need neither `unsafe` nor checks of their own. Memory that goes
//! to C comes from [`memory`].

mod arrays;
mod files;
mod lists;
mod memory;
mod out;
mod params;
mod returns;
mod strings;
mod structs;

pub use arrays::{CpuMapIn, CpuMapOut, InArray, InBytes, InChars, OutArray, OutBytes, OutChars};
pub use files::{absolute, dup_fd, dup_fds, is_socket};
pub use lists::{DomainArray, OutAlloc, OutFds, OutList, OutNames, OutRecords, OutStrings, StrArray};
pub use memory::{alloc, alloc_array, dup, dup_bytes, dup_str, free};
pub use out::{InUuid, Opaque, Out, OutCpuMap, OutString, OutText, OutUuid};
pub use params::{OutParams, ParamsIn, ParamsOut, name_of, write_array, write_value};
pub use returns::{Borrowed, Bytes, Return};
pub use strings::{c_string, fixed, text};
pub use structs::{IntoC, memory_stat, stats_record};

use crate::call::Call;

/// A Rust value that an entry makes from a C argument.
pub trait FromC {
    /// The C type.
    type C: Copy;

    /// # Safety
    /// `raw` is NULL or points to memory of the kind and size that the called function's contract says, which
    /// stays valid during the call.
    unsafe fn from_c(raw: Self::C, call: &Call) -> Self;
}

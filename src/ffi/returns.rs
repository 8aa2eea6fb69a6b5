//! Results on their way to C: what each type looks like there, and which value says "failed".

use std::ffi::{CStr, c_char, c_int, c_longlong, c_uchar, c_uint, c_ulonglong};
use std::marker::PhantomData;
use std::ptr;

use virt_core::{
    Connect, Domain, DomainCheckpoint, DomainSnapshot, Interface, NWFilter, NWFilterBinding, Network,
    NetworkPort, NodeDevice, Result, Secret, StoragePool, StorageVol,
};

use super::{lists::no_handle, memory};
use crate::call::Call;
use crate::handle::{self, CKind, Token};
use crate::stream::StreamObject;

/// A result of an entry.
pub trait Return {
    type C;
    /// What the function returns when it fails.
    const FAILURE: Self::C;

    fn into_c(self, call: &Call) -> Result<Self::C>;
}

macro_rules! plain {
    ($($ty:ty, $c:ty, $failure:expr, $value:ident => $into:expr;)*) => { $(
        impl Return for $ty {
            type C = $c;
            const FAILURE: $c = $failure;

            fn into_c(self, _: &Call) -> Result<$c> {
                let $value = self;
                Ok($into)
            }
        }
    )* };
}

plain! {
    (), c_int, -1, _nothing => 0;
    bool, c_int, -1, yes => c_int::from(yes);
    c_int, c_int, -1, number => number;
    c_uint, c_uint, c_uint::MAX, number => number;
    c_longlong, c_longlong, -1, number => number;
    c_ulonglong, c_ulonglong, 0, number => number;
    String, *mut c_char, ptr::null_mut(), text => memory::dup_str(&text);
    Option<String>, *mut c_char, ptr::null_mut(), text => text.as_deref().map_or(ptr::null_mut(), memory::dup_str);
    &CStr, *const c_char, ptr::null(), text => text.as_ptr();
    Option<&CStr>, *const c_char, ptr::null(), text => text.map_or(ptr::null(), CStr::as_ptr);
    Bytes, *mut c_uchar, ptr::null_mut(), bytes => memory::dup_bytes(&bytes.0).cast();
}

/// Bytes that are not text, on the C heap with a NUL behind them.
pub struct Bytes(pub Vec<u8>);

impl<T> Return for *mut T {
    type C = *mut T;
    const FAILURE: *mut T = ptr::null_mut();

    fn into_c(self, _: &Call) -> Result<*mut T> {
        Ok(self)
    }
}

impl<T> Return for *const T {
    type C = *const T;
    const FAILURE: *const T = ptr::null();

    fn into_c(self, _: &Call) -> Result<*const T> {
        Ok(self)
    }
}

/// A handle that the program has already (or the object it asked holds), given without a new reference.
pub struct Borrowed<T> {
    token: Token,
    kind: PhantomData<T>,
}

impl<T> Borrowed<T> {
    pub fn new(token: Token) -> Self {
        Self { token, kind: PhantomData }
    }
}

impl<T: CKind> Return for Borrowed<T> {
    type C = *mut T::C;
    const FAILURE: Self::C = ptr::null_mut();

    fn into_c(self, _: &Call) -> Result<Self::C> {
        Ok(self.token.pointer())
    }
}

impl Return for Connect {
    type C = *mut <Connect as CKind>::C;
    const FAILURE: Self::C = ptr::null_mut();

    fn into_c(self, _: &Call) -> Result<Self::C> {
        handle::create_connection(self).map(Token::pointer).ok_or_else(no_handle)
    }
}

macro_rules! handles {
    ($($ty:ty),*) => { $(
        impl Return for $ty {
            type C = *mut <$ty as CKind>::C;
            const FAILURE: Self::C = ptr::null_mut();

            fn into_c(self, call: &Call) -> Result<Self::C> {
                handle::create(self, call.owner()).map(Token::pointer).ok_or_else(no_handle)
            }
        }
    )* };
}

handles!(
    Domain,
    DomainSnapshot,
    DomainCheckpoint,
    Network,
    NetworkPort,
    StoragePool,
    StorageVol,
    NodeDevice,
    Interface,
    Secret,
    NWFilter,
    NWFilterBinding,
    StreamObject
);

//! What a slot of the registry can hold.

use std::ffi::{CStr, CString};
use std::sync::OnceLock;

use parking_lot::Mutex;
use virt_core::{
    Connect, Domain, DomainCheckpoint, DomainSnapshot, Interface, NWFilter, NWFilterBinding, Network,
    NetworkPort, NodeDevice, Secret, StoragePool, StorageVol,
};

use super::Token;
use crate::connect::CloseRegistration;
use crate::error::ErrorCell;
use crate::error::ErrorSink;
use crate::event::Known;
use crate::stream::StreamObject;

/// An object with what C adds to it.
pub struct Object {
    pub value: Value,
    /// The connection it belongs to; none for a connection.
    pub conn: Token,
    /// The handle it holds a reference on.
    pub parent: Token,
    texts: [OnceLock<CString>; 2],
}

/// The object proper.
pub enum Value {
    Connect(Connect, Box<ConnectState>),
    Domain(Domain),
    DomainSnapshot(DomainSnapshot),
    DomainCheckpoint(DomainCheckpoint),
    Network(Network),
    NetworkPort(NetworkPort),
    StoragePool(StoragePool),
    StorageVol(StorageVol),
    NodeDevice(NodeDevice),
    Interface(Interface),
    Secret(Secret),
    NWFilter(NWFilter),
    NWFilterBinding(NWFilterBinding),
    Stream(StreamObject),
}

/// What a connection has in C only.
#[derive(Default)]
pub struct ConnectState {
    /// The last error of a call on it.
    pub error: ErrorCell,
    /// Who is told of errors, if not the process-wide function.
    pub sink: Mutex<ErrorSink>,
    /// The event callbacks registered on it.
    pub subscriptions: Mutex<Vec<Known>>,
    /// The callback that is told when it breaks.
    pub close: Mutex<Option<CloseRegistration>>,
}

impl Object {
    pub fn new(value: Value, conn: Token, parent: Token) -> Self {
        Self { value, conn, parent, texts: [OnceLock::new(), OnceLock::new()] }
    }

    /// A string of the object as C sees it, made once.
    pub(super) fn text<'a>(&'a self, which: usize, make: impl FnOnce() -> &'a str) -> &'a CStr {
        match self.texts.get(which) {
            Some(cell) => cell.get_or_init(|| crate::ffi::c_string(make())),
            None => c"",
        }
    }

    /// The same for a string that isn't the object's own.
    pub(super) fn keep_text(&self, which: usize, text: &str) -> &CStr {
        match self.texts.get(which) {
            Some(cell) => cell.get_or_init(|| crate::ffi::c_string(text)),
            None => c"",
        }
    }
}

//! The objects behind C's opaque pointers.
//!
//! A `virDomainPtr` is a number that names a slot of the [`registry`], never an address: what a program
//! passes is looked up, so NULL, garbage, freed, twice freed and wrong-kind pointers are told apart from live
//! ones without touching memory. [`object`] says what a slot can hold.

mod kind;
mod object;
mod registry;

pub use kind::{CKind, Kind};
pub use object::{ConnectState, Object, Value};
pub use registry::{Handle, Token, insert, pin, release, retain};

use std::ffi::CStr;

use virt_core::{Connect, NodeDevice};

/// What a new handle hangs on: the connection, and the object that is its parent (the connection itself for
/// most kinds, the domain of a snapshot, the network of a port).
#[derive(Clone, Copy, Default)]
pub struct Owner {
    pub conn: Token,
    pub parent: Token,
}

/// Makes a handle for `value`; it holds a reference on its parent. `None`: the parent is gone or the registry
/// is full.
pub fn create<T: Kind>(value: T, owner: Owner) -> Option<Token> {
    let conn = value.connection().unwrap_or(owner.conn);
    let parent = if T::BELOW_CONNECTION { conn } else { owner.parent };
    if !retain(parent) {
        return None;
    }
    let token = insert(Object::new(value.into_value(), conn, parent));
    if token.is_none() {
        release(parent);
    }
    token
}

/// Makes the handle of a connection, which hangs on nothing.
pub fn create_connection(connect: Connect) -> Option<Token> {
    let shared = connect.clone();
    let token = insert(Object::new(Value::Connect(connect, Box::default()), Token::NONE, Token::NONE))?;
    shared.set_token(token.number());
    Some(token)
}

impl<T: Kind> Handle<T> {
    /// The connection the object belongs to.
    pub fn conn(&self) -> Token {
        if T::IS_CONNECTION { self.token() } else { self.object().conn }
    }

    /// What a new object made from this one hangs on.
    pub fn owner(&self) -> Owner {
        let parent = match &self.object().value {
            Value::Domain(_) | Value::Network(_) => self.token(),
            _ => self.object().parent,
        };
        Owner { conn: self.conn(), parent }
    }

    /// The object this one holds on to.
    pub fn parent(&self) -> Token {
        self.object().parent
    }

    /// Adds a reference.
    pub fn retain(&self) {
        retain(self.token());
    }

    /// Drops a reference; tells how many are left.
    pub fn release(&self) -> u64 {
        release(self.token()).unwrap_or(0)
    }

    /// How error texts call the object.
    pub fn said_name(&self) -> String {
        match &self.object().value {
            Value::Domain(domain) => domain.name().to_owned(),
            Value::Network(network) => network.name().to_owned(),
            Value::StoragePool(pool) => pool.name().to_owned(),
            Value::NodeDevice(device) => device.name().to_owned(),
            Value::Secret(secret) => secret.uuid().to_string(),
            _ => String::new(),
        }
    }

    /// A string of the object that C keeps for as long as the handle lives.
    pub fn text(&self, which: usize, make: impl FnOnce(&T) -> &str) -> &CStr {
        self.object().text(which, || make(self))
    }
}

impl Handle<NodeDevice> {
    /// The parent's name, if it was known when the handle was made.
    pub fn parent_text(&self) -> Option<&CStr> {
        NodeDevice::parent(self).map(|parent| self.object().text(1, || parent))
    }

    /// Keeps a string for as long as the handle lives; the first one kept stays.
    pub fn keep_text(&self, which: usize, text: &str) -> &CStr {
        self.object().keep_text(which, text)
    }
}

impl Handle<Connect> {
    /// What C adds to a connection: its last error, its error function.
    pub fn state(&self) -> Option<&ConnectState> {
        match &self.object().value {
            Value::Connect(_, state) => Some(state),
            _ => None,
        }
    }
}

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

use virt_core::Connect;

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
    let parent = if T::BELOW_CONNECTION { owner.conn } else { owner.parent };
    if !retain(parent) {
        return None;
    }
    let token = insert(Object::new(value.into_value(), owner.conn, parent));
    if token.is_none() {
        release(parent);
    }
    token
}

/// Makes the handle of a connection, which hangs on nothing.
pub fn create_connection(connect: Connect) -> Option<Token> {
    let shared = connect.clone();
    let token =
        insert(Object::new(Value::Connect(connect, ConnectState::default()), Token::NONE, Token::NONE))?;
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

    /// A string of the object that C keeps for as long as the handle lives.
    pub fn text(&self, which: usize, make: impl FnOnce(&T) -> &str) -> &CStr {
        self.object().text(which, || make(self))
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

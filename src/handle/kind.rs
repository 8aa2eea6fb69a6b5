//! The kinds of handles: what upstream says when a pointer isn't a live one of that kind.

use virt_core::consts::*;
use virt_core::{
    Connect, Domain, DomainCheckpoint, DomainSnapshot, Interface, NWFilter, NWFilterBinding, Network,
    NetworkPort, NodeDevice, Secret, StoragePool, StorageVol,
};

use super::{Token, Value};
use crate::stream::StreamObject;

/// A kind of object that C knows by handle.
pub trait Kind: Sized + 'static {
    /// The number of the error for a bad pointer.
    const INVALID: i32;
    /// The domain of that error; `None`: the domain of the called function.
    const FROM: Option<i32>;
    /// A connection itself.
    const IS_CONNECTION: bool = false;
    /// Hangs on its connection, not on another object.
    const BELOW_CONNECTION: bool = true;

    fn of(value: &Value) -> Option<&Self>;
    fn into_value(self) -> Value;

    /// The connection it belongs to, which need not be that of the call: a domain migrates to another.
    fn connection(&self) -> Option<Token>;
}

impl Kind for Connect {
    const INVALID: i32 = VIR_ERR_INVALID_CONN;
    const FROM: Option<i32> = None;
    const IS_CONNECTION: bool = true;

    fn of(value: &Value) -> Option<&Self> {
        match value {
            Value::Connect(connect, _) => Some(connect),
            _ => None,
        }
    }

    fn into_value(self) -> Value {
        Value::Connect(self, Default::default())
    }

    fn connection(&self) -> Option<Token> {
        None
    }
}

/// The opaque C struct of a kind.
pub trait CKind {
    type C;
}

macro_rules! c_kinds {
    ($($ty:ty: $c:ident;)*) => { $(
        impl CKind for $ty {
            type C = crate::types::$c;
        }
    )* };
}

c_kinds! {
    Connect: virConnect;
    Domain: virDomain;
    DomainSnapshot: virDomainSnapshot;
    DomainCheckpoint: virDomainCheckpoint;
    Network: virNetwork;
    NetworkPort: virNetworkPort;
    StoragePool: virStoragePool;
    StorageVol: virStorageVol;
    NodeDevice: virNodeDevice;
    Interface: virInterface;
    Secret: virSecret;
    NWFilter: virNWFilter;
    NWFilterBinding: virNWFilterBinding;
    StreamObject: virStream;
}

macro_rules! kinds {
    ($($ty:ty, $variant:ident: $invalid:ident, $from:ident $(, $below:literal)?;)*) => { $(
        impl Kind for $ty {
            const INVALID: i32 = $invalid;
            const FROM: Option<i32> = Some($from);
            $(const BELOW_CONNECTION: bool = $below;)?

            fn of(value: &Value) -> Option<&Self> {
                match value {
                    Value::$variant(object) => Some(object),
                    _ => None,
                }
            }

            fn into_value(self) -> Value {
                Value::$variant(self)
            }

            fn connection(&self) -> Option<Token> {
                self.connect().token().map(Token::from_number)
            }
        }
    )* };
}

kinds! {
    Domain, Domain: VIR_ERR_INVALID_DOMAIN, VIR_FROM_DOM;
    DomainSnapshot, DomainSnapshot: VIR_ERR_INVALID_DOMAIN_SNAPSHOT, VIR_FROM_DOMAIN_SNAPSHOT, false;
    DomainCheckpoint, DomainCheckpoint: VIR_ERR_INVALID_DOMAIN_CHECKPOINT, VIR_FROM_DOMAIN_CHECKPOINT, false;
    Network, Network: VIR_ERR_INVALID_NETWORK, VIR_FROM_NETWORK;
    NetworkPort, NetworkPort: VIR_ERR_INVALID_NETWORK_PORT, VIR_FROM_NETWORK, false;
    StoragePool, StoragePool: VIR_ERR_INVALID_STORAGE_POOL, VIR_FROM_STORAGE;
    StorageVol, StorageVol: VIR_ERR_INVALID_STORAGE_VOL, VIR_FROM_STORAGE;
    NodeDevice, NodeDevice: VIR_ERR_INVALID_NODE_DEVICE, VIR_FROM_NODEDEV;
    Interface, Interface: VIR_ERR_INVALID_INTERFACE, VIR_FROM_INTERFACE;
    Secret, Secret: VIR_ERR_INVALID_SECRET, VIR_FROM_SECRET;
    NWFilter, NWFilter: VIR_ERR_INVALID_NWFILTER, VIR_FROM_NWFILTER;
    NWFilterBinding, NWFilterBinding: VIR_ERR_INVALID_NWFILTER_BINDING, VIR_FROM_NWFILTER;
    StreamObject, Stream: VIR_ERR_INVALID_STREAM, VIR_FROM_STREAMS;
}

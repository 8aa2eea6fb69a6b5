//! Every public constant of the C API, under its C name, a module per public header.
//!
//! These are declarations: the constants in Rust, the headers' enums and macros and the API XML all
//! come from them (`cargo xtask generate` reads this folder). No behaviour lives here.

/// Declares a C enum: each enumerator becomes a constant of the named integer type.
macro_rules! c_enum {
    (
        $(#[doc = $edoc:expr])*
        #[since = $esince:literal]
        pub enum $name:ident: $ty:ty {
            $(
                $(#[doc = $doc:expr])*
                $(#[sentinel])?
                #[since = $since:literal]
                $item:ident = $value:expr,
            )*
        }
    ) => {
        $(#[doc = $edoc])*
        #[doc = concat!("\n\nSince: ", $esince)]
        pub type $name = $ty;
        $(
            $(#[doc = $doc])*
            #[doc = concat!("\n\nSince: ", $since)]
            pub const $item: $ty = $value;
        )*
    };
}

/// Declares a C object-like macro as a constant.
macro_rules! c_macro {
    ($(#[doc = $doc:expr])* #[since = $since:literal] pub const $name:ident: $ty:ty = $value:expr;) => {
        $(#[doc = $doc])*
        #[doc = concat!("\n\nSince: ", $since)]
        pub const $name: $ty = $value;
    };
}

/// Declares a C macro with arguments: its body in C, for the headers alone.
macro_rules! c_function_macro {
    ($(#[doc = $doc:expr])* #[since = $since:literal] $name:ident($($arg:ident),*) = $body:literal;) => {};
}

/// Declares a C macro that stands for another name, for the headers alone.
macro_rules! c_alias_macro {
    ($(#[doc = $doc:expr])* #[since = $since:literal] $name:ident = $target:ident;) => {};
}

pub mod admin;
pub mod common;
pub mod domain;
pub mod domain_checkpoint;
pub mod domain_snapshot;
pub mod event;
pub mod host;
pub mod interface;
pub mod network;
pub mod nodedev;
pub mod nwfilter;
pub mod qemu;
pub mod secret;
pub mod storage;
pub mod stream;
pub mod virterror;

pub use self::{
    admin::*, common::*, domain::*, domain_checkpoint::*, domain_snapshot::*, event::*, host::*,
    interface::*, network::*, nodedev::*, nwfilter::*, qemu::*, secret::*, storage::*, stream::*,
    virterror::*,
};

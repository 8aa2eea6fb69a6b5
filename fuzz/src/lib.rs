//! Hostile input: every kind of document that we read, with samples, ways to change them, and what has to hold
//! whatever comes: no panic, no more than a moment, and what is accepted is read again and settles: from the
//! second writing on it stays the same.
//!
//! * `tests/` shakes all kinds for a few seconds in `./check`, with the same documents every time.
//! * `cargo xtask fuzz --kind K --minutes N` lets libFuzzer search with coverage (`src/bin/guided.rs`).
//!
//! A kind's samples are the files of `samples/KIND`; each comes out as it went in.
#![forbid(unsafe_code)]

mod domain;
pub mod explore;
mod kinds;
mod mutate;
mod property;

pub use kinds::{KINDS, Kind, kind};
pub use mutate::{Random, mutate};
pub use property::hold;

//! Storage pools and volumes that are nothing but numbers.

mod conflict;
mod driver;
mod object;
mod volume;

pub use object::{PoolObject, PoolState};

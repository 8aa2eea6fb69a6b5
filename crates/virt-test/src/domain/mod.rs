//! Domains: a file per kind of question, [`table`] and [`object`] below them, [`driver`] in front.

mod alias;
mod blkio;
mod checkpoint;
mod config;
mod cpus;
mod describe;
mod devices;
mod driver;
mod find;
mod find_device;
mod guest;
mod iothreads;
mod iotune;
mod keys;
mod life;
mod memory;
mod moment;
mod namespace;
mod numbers;
mod object;
mod params;
mod perf;
mod saving;
mod screenshot;
mod setup;
mod snapshot;
mod table;
mod taint;
mod tuning;

pub use config::VIEW;
pub use setup::setup_domain;
pub use table::DomainTable;

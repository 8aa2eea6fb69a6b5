//! Limits and shares: block I/O, memory, CPUs, NUMA placement, cache allocation.

mod blkio;
mod cputune;
mod memtune;
mod numatune;
mod resctrl;
mod throttle;

pub use blkio::{BlkioDevice, BlkioTune};
pub use cputune::{CpuTune, SchedPolicy, ThreadSched};
pub use memtune::Memtune;
pub use numatune::{MemNode, NumaMode, NumaPlacement, NumaTune, NumaTuneMemory};
pub use resctrl::{CacheAlloc, CacheType, MemoryBandwidth, Monitor, MonitorKind, Resctrl};
pub(crate) use resctrl::{read_resctrl, write_resctrl};
pub use throttle::{IoTune, ThrottleGroup, ThrottleLengths, ThrottleLimits, ThrottleRates};

//! What the kernel counts of a process: its performance events.

use std::io;
use std::path::Path;

pub use perf_event::events::{Hardware, Software};
use perf_event::{Builder, Counter as Inner};

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    Hardware(Hardware),
    Software(Software),
    /// Intel's monitoring of caches and memory bandwidth, which newer kernels do elsewhere, by its number.
    CacheMonitor(u64),
}

const CACHE_MONITOR: &str = "/sys/bus/event_source/devices/intel_cqm";

/// Whether the kernel has [`Event::CacheMonitor`].
pub fn has_cache_monitor() -> bool {
    Path::new(CACHE_MONITOR).exists()
}

/// A counter of a process and of the threads that it starts from now on.
pub struct Counter {
    inner: Inner,
    scale: u64,
}

impl Counter {
    pub fn start(event: Event, pid: u32) -> io::Result<Self> {
        let mut scale = 1;
        let mut builder = match event {
            Event::Hardware(event) => Builder::new(event),
            Event::Software(event) => Builder::new(event),
            Event::CacheMonitor(number) => {
                let mut builder = Builder::new(Software::DUMMY);
                let attrs = builder.attrs_mut();
                attrs.type_ = read_number("type")?;
                attrs.config = number;
                if number == OCCUPANCY {
                    scale = read_number("events/llc_occupancy.scale")?;
                }
                builder
            }
        };
        let pid = i32::try_from(pid).map_err(io::Error::other)?;
        let mut inner =
            builder.observe_pid(pid).any_cpu().inherit(true).include_kernel().include_hv().build()?;
        inner.enable()?;
        Ok(Self { inner, scale })
    }

    pub fn read(&mut self) -> io::Result<u64> {
        Ok(self.inner.read()?.saturating_mul(self.scale))
    }
}

/// The occupancy of the last cache is counted in units.
const OCCUPANCY: u64 = 1;

fn read_number<T: std::str::FromStr>(name: &str) -> io::Result<T> {
    let text = std::fs::read_to_string(Path::new(CACHE_MONITOR).join(name))?;
    text.trim().parse().map_err(|_| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the kernel lets us count at all.
    #[test]
    fn our_own_time() {
        let event = Event::Software(Software::TASK_CLOCK);
        let thread = u32::try_from(nix::unistd::gettid().as_raw()).unwrap();
        let Ok(mut counter) = Counter::start(event, thread) else { return };
        let before = counter.read().unwrap();
        let worker = std::thread::spawn(|| (0..1_000_000u64).fold(0, |sum, n| sum ^ n.rotate_left(3)));
        std::hint::black_box(worker.join().unwrap());
        assert!(counter.read().unwrap() > before);
        let gone = Counter::start(event, u32::MAX / 2).map(drop).unwrap_err();
        assert_eq!(gone.raw_os_error(), Some(nix::libc::ESRCH));
    }
}

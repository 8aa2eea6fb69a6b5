//! How the kernel schedules a thread.

mod sys;

use std::io;

/// A scheduling policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    Batch,
    Idle,
    Fifo,
    RoundRobin,
}

/// Sets the policy of a thread by its kernel number; `priority` counts for the real-time ones.
pub fn set(thread: u32, policy: Policy, priority: i32) -> io::Result<()> {
    let thread = i32::try_from(thread).map_err(|_| io::Error::from_raw_os_error(libc::ESRCH))?;
    match policy {
        Policy::Batch => sys::set(thread, libc::SCHED_BATCH, 0),
        Policy::Idle => sys::set(thread, libc::SCHED_IDLE, 0),
        Policy::Fifo => sys::set(thread, libc::SCHED_FIFO, priority),
        Policy::RoundRobin => sys::set(thread, libc::SCHED_RR, priority),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_becomes_a_batch_job() {
        std::thread::spawn(|| {
            set(nix::unistd::gettid().as_raw() as u32, Policy::Batch, 0).unwrap();
            let text = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
            let fields: Vec<&str> = text.rsplit(')').next().unwrap().split_ascii_whitespace().collect();
            // Field 41 of the file; the state behind the name is field 3.
            assert_eq!(fields[41 - 3], "3");
        })
        .join()
        .unwrap();
        assert!(set(0x7fff_fff0, Policy::Batch, 0).is_err());
    }
}

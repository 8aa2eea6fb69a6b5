//! Waiting for a job on a domain, with a deadline, and having it.

use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};
use virt_core::consts::{VIR_ERR_OPERATION_FAILED, VIR_ERR_OPERATION_TIMEOUT, VIR_FROM_NONE};
use virt_core::{Error, Result, err};

use super::job::{AsyncJob, Job, Table, Ticket, Want};

/// How long a caller waits for its turn, as upstream does.
const PATIENCE: Duration = Duration::from_secs(30);

/// The jobs of one domain.
#[derive(Default)]
pub struct Jobs {
    table: Mutex<Table>,
    changed: Condvar,
}

/// A job that is held; dropping it gives it back.
#[must_use]
pub struct Held<'a> {
    jobs: &'a Jobs,
    ticket: Ticket,
}

impl Jobs {
    /// Waits for a job.
    pub fn begin(&self, job: Job, who: &'static str, max_queued: u32) -> Result<Held<'_>> {
        // Whoever ends the domain is never turned away for the queue's length.
        let limit = if job == Job::Destroy { 0 } else { max_queued };
        self.wait(Want::Job(job), who, limit)
    }

    /// Waits to begin a long operation.
    pub fn begin_async(&self, job: AsyncJob, who: &'static str) -> Result<Held<'_>> {
        self.wait(Want::Async(job), who, 0)
    }

    /// Waits for the agent.
    pub fn begin_agent(&self, who: &'static str, max_queued: u32) -> Result<Held<'_>> {
        self.wait(Want::Agent, who, max_queued)
    }

    /// The long operation under way.
    pub fn asynchronous(&self) -> Option<AsyncJob> {
        self.table.lock().asynchronous()
    }

    /// Whether somebody has the job or goes through a long operation.
    pub fn is_occupied(&self) -> bool {
        !self.table.lock().is_idle()
    }

    fn wait(&self, want: Want, who: &'static str, max_queued: u32) -> Result<Held<'_>> {
        let deadline = Instant::now() + PATIENCE;
        let mut table = self.table.lock();
        let ticket = table.request(want, who);
        let limit = usize::try_from(max_queued).unwrap_or(usize::MAX);
        if limit > 0 && !table.is_granted(ticket) && table.waiting() >= limit {
            table.release(ticket);
            return Err(err!(
                VIR_FROM_NONE,
                VIR_ERR_OPERATION_FAILED,
                "cannot acquire state change lock due to max_queued limit"
            ));
        }
        while !table.is_granted(ticket) {
            if self.changed.wait_until(&mut table, deadline).timed_out() && !table.is_granted(ticket) {
                let error = overdue(table.holders());
                table.release(ticket);
                return Err(error);
            }
        }
        Ok(Held { jobs: self, ticket })
    }
}

fn overdue(holders: (Option<&str>, Option<&str>)) -> Error {
    let held = match holders {
        (Some(monitor), Some(agent)) => format!(" (held by monitor={monitor} agent={agent})"),
        (Some(monitor), None) => format!(" (held by monitor={monitor})"),
        (None, Some(agent)) => format!(" (held by agent={agent})"),
        (None, None) => String::new(),
    };
    err!(VIR_FROM_NONE, VIR_ERR_OPERATION_TIMEOUT, "cannot acquire state change lock{held}")
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.jobs.table.lock().release(self.ticket);
        self.jobs.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn one_at_a_time() {
        let jobs = Arc::new(Jobs::default());
        let inside = Arc::new(AtomicUsize::new(0));
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let (jobs, inside) = (jobs.clone(), inside.clone());
                std::thread::spawn(move || {
                    for _ in 0..50 {
                        let _held = jobs.begin(Job::Modify, "test", 0).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                })
            })
            .collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert!(!jobs.is_occupied());
    }

    #[test]
    fn the_queue_has_a_limit() {
        let jobs = Jobs::default();
        let _held = jobs.begin(Job::Modify, "a", 1).unwrap();
        let error = jobs.begin(Job::Query, "b", 1).err().unwrap();
        assert!(error.message().contains("max_queued"), "{error}");
    }
}

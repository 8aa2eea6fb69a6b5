//! How far a long operation has come, and what the last one did.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::DomainJobInfo;
use virt_core::{TypedParam, TypedValue};

/// A long operation.
#[derive(Debug, Clone)]
pub struct Progress {
    /// `VIR_DOMAIN_JOB_OPERATION_*`
    pub operation: i32,
    /// `VIR_DOMAIN_JOB_*`: unbounded while it goes on.
    pub kind: i32,
    started: Instant,
    /// In ms, fixed at the end.
    elapsed: Option<u64>,
    pub numbers: Numbers,
    cancel: Arc<AtomicBool>,
}

/// What QEMU counts, by the kind of operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbers {
    /// Nothing known yet.
    None,
    Memory(Box<MemoryNumbers>),
    /// Total and written bytes of a dump of memory alone.
    Dump {
        total: u64,
        done: u64,
    },
}

/// Numbers of a transfer of the guest's memory, as `query-migrate` tells them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryNumbers {
    pub downtime: Option<u64>,
    pub setup_time: Option<u64>,
    pub total: u64,
    pub transferred: u64,
    pub remaining: u64,
    pub bytes_per_second: u64,
    pub duplicate: Option<u64>,
    pub normal: u64,
    pub normal_bytes: u64,
    pub dirty_rate: u64,
    pub iteration: u64,
    pub postcopy_requests: u64,
    pub page_size: u64,
}

impl MemoryNumbers {
    /// From the reply of `query-migrate`.
    pub fn read(reply: &Value) -> Self {
        let top = |name: &str| reply.get(name).and_then(Value::as_u64);
        let ram = |name: &str| reply.get("ram").and_then(|ram| ram.get(name)).and_then(Value::as_u64);
        let mbps = reply.get("ram").and_then(|ram| ram.get("mbps")).and_then(Value::as_f64).unwrap_or(0.0);
        Self {
            downtime: top("downtime").or(top("expected-downtime")),
            setup_time: top("setup-time"),
            total: ram("total").unwrap_or(0),
            transferred: ram("transferred").unwrap_or(0),
            remaining: ram("remaining").unwrap_or(0),
            // QEMU tells megabits per second.
            bytes_per_second: (mbps * 1_000_000.0 / 8.0).clamp(0.0, 1e18) as u64,
            duplicate: ram("duplicate"),
            normal: ram("normal").unwrap_or(0),
            normal_bytes: ram("normal-bytes").unwrap_or(0),
            dirty_rate: ram("dirty-pages-rate").unwrap_or(0),
            iteration: ram("dirty-sync-count").unwrap_or(0),
            postcopy_requests: ram("postcopy-requests").unwrap_or(0),
            page_size: ram("page-size").unwrap_or(0),
        }
    }
}

impl Progress {
    pub fn new(operation: i32) -> Self {
        Self {
            operation,
            kind: VIR_DOMAIN_JOB_UNBOUNDED,
            started: Instant::now(),
            elapsed: None,
            numbers: Numbers::None,
            cancel: Arc::default(),
        }
    }

    /// Asks the operation to end.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Release);
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Acquire)
    }

    fn end(&mut self, kind: i32) {
        self.elapsed = Some(self.elapsed());
        self.kind = kind;
    }

    fn elapsed(&self) -> u64 {
        self.elapsed.unwrap_or_else(|| u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    pub fn info(&self) -> DomainJobInfo {
        let (total, processed, remaining) = match &self.numbers {
            Numbers::None => (0, 0, 0),
            Numbers::Memory(memory) => (memory.total, memory.transferred, memory.remaining),
            Numbers::Dump { total, done } => (*total, *done, total.saturating_sub(*done)),
        };
        DomainJobInfo {
            kind: self.kind,
            time_elapsed: self.elapsed(),
            data_total: total,
            data_processed: processed,
            data_remaining: remaining,
            mem_total: total,
            mem_processed: processed,
            mem_remaining: remaining,
            ..DomainJobInfo::default()
        }
    }

    /// The statistics in upstream's order.
    pub fn params(&self) -> Vec<TypedParam> {
        let mut all = vec![
            TypedParam::new(VIR_DOMAIN_JOB_OPERATION, TypedValue::Int(self.operation)),
            TypedParam::new(VIR_DOMAIN_JOB_TIME_ELAPSED, self.elapsed()),
        ];
        let info = self.info();
        let mut add = |name: &'static str, value: Option<u64>| {
            all.extend(value.map(|value| TypedParam::new(name, value)));
        };
        let memory = match &self.numbers {
            Numbers::None => return all,
            Numbers::Dump { .. } => {
                add(VIR_DOMAIN_JOB_MEMORY_TOTAL, Some(info.mem_total));
                add(VIR_DOMAIN_JOB_MEMORY_PROCESSED, Some(info.mem_processed));
                add(VIR_DOMAIN_JOB_MEMORY_REMAINING, Some(info.mem_remaining));
                return all;
            }
            Numbers::Memory(memory) => memory,
        };
        let known = |value: u64| (value > 0).then_some(value);
        add(VIR_DOMAIN_JOB_DOWNTIME, memory.downtime);
        add(VIR_DOMAIN_JOB_SETUP_TIME, memory.setup_time);
        add(VIR_DOMAIN_JOB_DATA_TOTAL, Some(info.data_total));
        add(VIR_DOMAIN_JOB_DATA_PROCESSED, Some(info.data_processed));
        add(VIR_DOMAIN_JOB_DATA_REMAINING, Some(info.data_remaining));
        add(VIR_DOMAIN_JOB_MEMORY_TOTAL, Some(info.mem_total));
        add(VIR_DOMAIN_JOB_MEMORY_PROCESSED, Some(info.mem_processed));
        add(VIR_DOMAIN_JOB_MEMORY_REMAINING, Some(info.mem_remaining));
        add(VIR_DOMAIN_JOB_MEMORY_BPS, known(memory.bytes_per_second));
        add(VIR_DOMAIN_JOB_MEMORY_CONSTANT, memory.duplicate);
        add(VIR_DOMAIN_JOB_MEMORY_NORMAL, memory.duplicate.map(|_| memory.normal));
        add(VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES, memory.duplicate.map(|_| memory.normal_bytes));
        add(VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE, Some(memory.dirty_rate));
        add(VIR_DOMAIN_JOB_MEMORY_ITERATION, Some(memory.iteration));
        add(VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS, Some(memory.postcopy_requests));
        add(VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE, known(memory.page_size));
        all
    }
}

/// The operation under way and the last one that was completed.
#[derive(Debug, Default)]
pub struct Progresses {
    pub current: Option<Progress>,
    pub completed: Option<Progress>,
}

impl Progresses {
    /// Begins an operation.
    pub fn begin(&mut self, operation: i32) -> Progress {
        let progress = Progress::new(operation);
        self.current = Some(progress.clone());
        progress
    }

    pub fn set(&mut self, numbers: Numbers) {
        if let Some(current) = &mut self.current {
            current.numbers = numbers;
        }
    }

    /// Ends the operation; returns it when it was completed.
    pub fn end(&mut self, done: bool) -> Option<Progress> {
        let mut ended = self.current.take()?;
        if !done {
            return None;
        }
        ended.end(VIR_DOMAIN_JOB_COMPLETED);
        self.completed = Some(ended.clone());
        Some(ended)
    }
}

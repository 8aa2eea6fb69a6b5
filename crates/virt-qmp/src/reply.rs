//! One answer on its way to one waiting caller.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use serde_json::{Map, Value};
use virt_core::Result;

pub(crate) type Answer = Result<Map<String, Value>>;
pub(crate) type Sender = SyncSender<Answer>;

/// Where the answer arrives.
pub(crate) struct Waiter(Receiver<Answer>);

pub(crate) fn channel() -> (Sender, Waiter) {
    let (sender, receiver) = sync_channel(1);
    (sender, Waiter(receiver))
}

impl Waiter {
    /// `None`: the deadline passed, or the other side gave up without a word.
    pub fn wait(&self, deadline: Option<Instant>) -> Option<Answer> {
        match deadline {
            None => self.0.recv().ok(),
            Some(deadline) => self.0.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok(),
        }
    }
}

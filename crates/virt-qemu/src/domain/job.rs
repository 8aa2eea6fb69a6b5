//! What may follow what on one domain: a pure table of jobs, without threads or time.
//!
//! A *job* is the right to change the domain or to ask QEMU about it; one caller has it at a time.
//! A long operation (save, dump, start…) is an *asynchronous job*: it lasts for minutes, and others
//! get a job beside it as far as its kind lets them. Talking to the guest agent is a third thing that
//! goes on beside both. The monitor itself tells answers apart, so a long operation need not take
//! turns with the questions that it lets through.

use std::collections::VecDeque;

/// What a caller wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Asks and changes nothing.
    Query,
    /// Ends the domain; nothing forbids it.
    Destroy,
    /// Stops the CPUs.
    Suspend,
    /// Changes the domain.
    Modify,
    /// Cancels the asynchronous job.
    Abort,
}

/// A long operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsyncJob {
    Start,
    Save,
    Dump,
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    Job(Job),
    Async(AsyncJob),
    Agent,
}

/// A request under way or granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

#[derive(Debug, Clone, Copy)]
struct Entry {
    ticket: Ticket,
    want: Want,
    who: &'static str,
}

/// The jobs of one domain: at most one of each kind held, the others in their order of arrival.
#[derive(Debug, Default)]
pub struct Table {
    job: Option<Entry>,
    asynchronous: Option<(Entry, AsyncJob)>,
    agent: Option<Entry>,
    queue: VecDeque<Entry>,
    last: u64,
}

impl AsyncJob {
    /// Which jobs others may have while this goes on.
    fn lets(self, job: Job) -> bool {
        match (self, job) {
            (_, Job::Query | Job::Destroy | Job::Abort) => true,
            (Self::Dump, Job::Suspend) | (Self::Start, _) | (Self::Save, _) | (Self::Dump, _) => false,
        }
    }
}

impl Table {
    /// Queues a request; `who` is the name of the public function, for those who wait in vain.
    pub fn request(&mut self, want: Want, who: &'static str) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        self.queue.push_back(Entry { ticket, want, who });
        self.grant();
        ticket
    }

    pub fn is_granted(&self, ticket: Ticket) -> bool {
        let held = [self.job, self.asynchronous.map(|(entry, _)| entry), self.agent];
        held.iter().flatten().any(|entry| entry.ticket == ticket)
    }

    /// Gives a job back, or gives a request up.
    pub fn release(&mut self, ticket: Ticket) {
        for slot in [&mut self.job, &mut self.agent] {
            slot.take_if(|entry| entry.ticket == ticket);
        }
        self.asynchronous.take_if(|(entry, _)| entry.ticket == ticket);
        self.queue.retain(|entry| entry.ticket != ticket);
        self.grant();
    }

    /// The asynchronous job under way.
    pub fn asynchronous(&self) -> Option<AsyncJob> {
        self.asynchronous.map(|(_, job)| job)
    }

    /// Whether anybody has or wants anything.
    pub fn is_idle(&self) -> bool {
        self.job.is_none() && self.asynchronous.is_none() && self.agent.is_none() && self.queue.is_empty()
    }

    /// How many requests wait.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// Who stands in the way of others: holder of the job (or of the asynchronous one) and of the agent.
    pub fn holders(&self) -> (Option<&'static str>, Option<&'static str>) {
        let monitor = self.job.or(self.asynchronous.map(|(entry, _)| entry));
        (monitor.map(|entry| entry.who), self.agent.map(|entry| entry.who))
    }

    /// Hands out what can be handed out, first come first served; who must wait for the
    /// asynchronous job is passed by those who need not.
    fn grant(&mut self) {
        let mut index = 0;
        while let Some(entry) = self.queue.get(index).copied() {
            let granted = match entry.want {
                Want::Job(job) => {
                    let let_in = self.asynchronous.is_none_or(|(_, running)| running.lets(job));
                    let_in && self.job.is_none() && self.job.replace(entry).is_none()
                }
                Want::Async(kind) => {
                    let free = self.asynchronous.is_none() && self.job.is_none();
                    free && self.asynchronous.replace((entry, kind)).is_none()
                }
                Want::Agent => self.agent.is_none() && self.agent.replace(entry).is_none(),
            };
            if granted {
                self.queue.remove(index);
            } else {
                index += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn asynchronous_jobs_let_questions_through() {
        let mut table = Table::default();
        let save = table.request(Want::Async(AsyncJob::Save), "save");
        let modify = table.request(Want::Job(Job::Modify), "modify");
        let query = table.request(Want::Job(Job::Query), "query");
        assert!(table.is_granted(save) && !table.is_granted(modify) && table.is_granted(query));
        assert_eq!(table.holders().0, Some("query"));
        table.release(query);
        table.release(save);
        assert!(table.is_granted(modify));
        table.release(modify);
        assert!(table.is_idle());
    }

    #[test]
    fn the_agent_is_beside_everything() {
        let mut table = Table::default();
        let modify = table.request(Want::Job(Job::Modify), "a");
        let agent = table.request(Want::Agent, "b");
        let other = table.request(Want::Agent, "c");
        assert!(table.is_granted(modify) && table.is_granted(agent) && !table.is_granted(other));
        assert_eq!(table.holders(), (Some("a"), Some("b")));
    }

    fn wants() -> impl Strategy<Value = Want> {
        prop_oneof![
            prop::sample::select(vec![Job::Query, Job::Destroy, Job::Suspend, Job::Modify, Job::Abort])
                .prop_map(Want::Job),
            prop::sample::select(vec![AsyncJob::Start, AsyncJob::Save, AsyncJob::Dump]).prop_map(Want::Async),
            Just(Want::Agent),
        ]
    }

    proptest! {
        /// Whatever is asked and given back in whatever order: never two holders of one thing, never a
        /// job that the asynchronous one forbids, nobody forgotten, and all idle in the end.
        #[test]
        fn jobs_never_clash(steps in prop::collection::vec((wants(), any::<bool>(), any::<prop::sample::Index>()), 1..60)) {
            let mut table = Table::default();
            let mut live: Vec<(Ticket, Want)> = Vec::new();
            let check = |table: &Table, live: &[(Ticket, Want)]| {
                let held: Vec<Want> =
                    live.iter().filter(|(ticket, _)| table.is_granted(*ticket)).map(|(_, want)| *want).collect();
                let count = |test: fn(&Want) -> bool| held.iter().filter(|want| test(want)).count();
                assert!(count(|w| matches!(w, Want::Job(_))) <= 1);
                assert!(count(|w| matches!(w, Want::Async(_))) <= 1);
                assert!(count(|w| matches!(w, Want::Agent)) <= 1);
                assert_eq!(table.waiting() + held.len(), live.len());
            };
            for (want, give_back, which) in steps {
                let before = table.asynchronous();
                let ticket = table.request(want, "test");
                if let (Some(running), Want::Job(job)) = (before, want)
                    && table.is_granted(ticket)
                {
                    prop_assert!(running.lets(job));
                }
                live.push((ticket, want));
                check(&table, &live);
                if give_back {
                    let (ticket, _) = live.swap_remove(which.index(live.len()));
                    table.release(ticket);
                    check(&table, &live);
                }
            }
            // Whoever waits gets its turn once those before it are done.
            while let Some(place) = live.iter().position(|(ticket, _)| table.is_granted(*ticket)) {
                let (ticket, _) = live.swap_remove(place);
                table.release(ticket);
            }
            prop_assert!(live.is_empty() && table.is_idle());
        }
    }
}

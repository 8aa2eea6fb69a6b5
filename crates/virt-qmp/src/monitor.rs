//! The QMP client: greeting, negotiation, requests matched by their `id`, events.

use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};
use serde_json::{Map, Value, json};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_OPERATION_TIMEOUT, VIR_FROM_QEMU};
use virt_core::{Error, Result, err};

use crate::link::{LinkHandle, LinkOptions, Receiver};
use crate::message::{self, Event, Greeting, Message};
use crate::patience::patience;
use crate::reply::{Sender, Waiter, channel};

const LINE_LIMIT: usize = 64 * 1024 * 1024;
/// The greeting is kept like a reply under an `id` that no request has.
const GREETING: u64 = 0;

/// Who learns what QEMU does of its own accord; called on the driver thread, must not block.
pub trait MonitorSink: Send + Sync {
    fn event(&self, event: Event);
    /// The monitor is gone; called once, last.
    fn closed(&self, reason: &Error);
}

/// A connected monitor. Clones are the same monitor; with the last one the connection ends.
#[derive(Clone)]
pub struct Monitor {
    link: LinkHandle,
    shared: Arc<Shared>,
}

struct Shared {
    pending: Mutex<Pending>,
    last_id: AtomicU64,
    silent: AtomicBool,
    sink: Arc<dyn MonitorSink>,
    /// Everything that came was delivered, and nothing will.
    over: (Mutex<bool>, Condvar),
}

#[derive(Default)]
struct Pending {
    waiting: HashMap<u64, Sender>,
    closed: Option<Error>,
}

/// Requests that were sent; given up when this is dropped.
pub struct UnderWay<'a> {
    monitor: &'a Monitor,
    asked: Vec<Asked>,
}

struct Asked {
    number: u64,
    request: Map<String, Value>,
    waiter: Waiter,
}

impl UnderWay<'_> {
    /// Waits for the answers until `deadline`, which is `limit` after the requests were sent.
    pub fn wait(self, limit: Duration, deadline: Instant) -> Vec<Result<Map<String, Value>>> {
        let answer = |asked: &Asked| {
            asked.waiter.wait(Some(deadline)).unwrap_or_else(|| {
                self.monitor.shared.silent.store(true, Ordering::Release);
                let what = asked.request.get("execute").and_then(Value::as_str).unwrap_or("<unknown>");
                Err(timed_out(&format!("answer command '{what}'"), limit))
            })
        };
        self.asked.iter().map(answer).collect()
    }

    /// Like [`UnderWay::wait`], with the `return` of each answer.
    pub fn results(self, limit: Duration, deadline: Instant) -> Vec<Result<Value>> {
        let name = |asked: &Asked| asked.request.get("execute").and_then(Value::as_str).map(str::to_owned);
        let names: Vec<Option<String>> = self.asked.iter().map(name).collect();
        let answers = names.iter().zip(self.wait(limit, deadline));
        answers
            .map(|(name, answer)| message::returned(name.as_deref().unwrap_or_default(), answer?))
            .collect()
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let mut pending = self.monitor.shared.pending.lock();
        for asked in &self.asked {
            pending.waiting.remove(&asked.number);
        }
    }
}

/// A command with all that may go with it.
pub struct Command {
    pub name: String,
    pub arguments: Option<Value>,
    pub fds: Vec<OwnedFd>,
    pub deadline: Duration,
}

impl Command {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), arguments: None, fds: Vec::new(), deadline: patience() }
    }

    pub fn arguments(mut self, arguments: Value) -> Self {
        self.arguments = Some(arguments);
        self
    }

    /// A descriptor that QEMU gets along with the command.
    pub fn fd(mut self, fd: OwnedFd) -> Self {
        self.fds.push(fd);
        self
    }

    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }
}

impl Monitor {
    /// Waits for the greeting on a connected socket and leaves the negotiation mode.
    ///
    /// `name` is the domain's, for errors.
    pub fn open(
        stream: UnixStream,
        name: &str,
        limit: Duration,
        sink: Arc<dyn MonitorSink>,
    ) -> Result<(Self, Greeting)> {
        let deadline = Instant::now() + limit;
        let (sender, greeting) = channel();
        let pending = Pending { waiting: HashMap::from([(GREETING, sender)]), closed: None };
        let shared = Arc::new(Shared {
            pending: Mutex::new(pending),
            last_id: AtomicU64::new(GREETING),
            silent: AtomicBool::new(false),
            over: Default::default(),
            sink,
        });
        let options = LinkOptions {
            line_limit: LINE_LIMIT,
            restart: None,
            end_of_file: err!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "End of file from qemu monitor (vm='{name}')"
            ),
        };
        let monitor = Self { link: LinkHandle::open(stream, options, shared.clone())?, shared };
        let late = |what| timed_out(what, limit);
        let opened = match greeting.wait(Some(deadline)) {
            Some(answer) => answer.map(|greeting| Greeting(Value::Object(greeting))),
            None => Err(late("send its greeting")),
        };
        let opened = opened.and_then(|greeting| {
            let left = deadline.saturating_duration_since(Instant::now());
            monitor.run(Command::new("qmp_capabilities").deadline(left))?;
            Ok(greeting)
        });
        match opened {
            Ok(greeting) => Ok((monitor, greeting)),
            Err(error) => {
                monitor.close(error.clone());
                Err(error)
            }
        }
    }

    /// Runs a command without more ado and gives its `return`.
    pub fn execute(&self, name: &str, arguments: Option<Value>) -> Result<Value> {
        self.run(Command { arguments, ..Command::new(name) })
    }

    /// Runs a command and gives its `return`.
    pub fn run(&self, command: Command) -> Result<Value> {
        let request = request(&command.name, command.arguments);
        let reply = self.request(request, command.fds, command.deadline)?;
        message::returned(&command.name, reply)
    }

    /// Runs commands one behind the other, as soon as QEMU can, and gives the `return` of each.
    pub fn execute_all(&self, names: &[&str]) -> Result<Vec<Result<Value>>> {
        let limit = patience();
        let requests = names.iter().map(|name| request(name, None)).collect();
        Ok(self.begin(requests)?.results(limit, Instant::now() + limit))
    }

    /// Runs a human monitor command and gives what it prints.
    pub fn human(&self, line: &str) -> Result<String> {
        match self.execute("human-monitor-command", Some(json!({ "command-line": line })))? {
            Value::String(text) => Ok(text),
            _ => Err(err!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "unexpected type returned by QEMU command 'human-monitor-command'"
            )),
        }
    }

    /// Sends a request as it is, but for its `id`, and gives the whole reply.
    ///
    /// A request that is no `execute` gets its reply with the `id` that it had, or none.
    pub fn request(
        &self,
        mut request: Map<String, Value>,
        fds: Vec<OwnedFd>,
        limit: Duration,
    ) -> Result<Map<String, Value>> {
        let number = self.next_number();
        let own_id = request.insert("id".to_owned(), id(number));
        let what = request.get("execute").and_then(Value::as_str).map(str::to_owned);
        let mut reply = self
            .send(vec![(number, request)], fds)?
            .wait(limit, Instant::now() + limit)
            .pop()
            .transpose()?
            .unwrap_or_default();
        if what.is_none() {
            match own_id {
                Some(own) => drop(reply.insert("id".to_owned(), own)),
                None => drop(reply.shift_remove("id")),
            }
        }
        Ok(reply)
    }

    /// Sends requests one behind the other without waiting in between; gives their whole replies in order.
    pub fn request_all(
        &self,
        requests: Vec<Map<String, Value>>,
        limit: Duration,
    ) -> Result<Vec<Map<String, Value>>> {
        self.begin(requests)?.wait(limit, Instant::now() + limit).into_iter().collect()
    }

    /// Sends requests and doesn't wait for their answers.
    pub fn begin(&self, requests: Vec<Map<String, Value>>) -> Result<UnderWay<'_>> {
        let numbered = requests.into_iter().map(|mut request| {
            let number = self.next_number();
            request.insert("id".to_owned(), id(number));
            (number, request)
        });
        self.send(numbered.collect(), Vec::new())
    }

    /// Whether the last answer that was due did not come: QEMU may hang.
    pub fn is_silent(&self) -> bool {
        self.shared.silent.load(Ordering::Acquire)
    }

    fn next_number(&self) -> u64 {
        self.shared.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn send(&self, requests: Vec<(u64, Map<String, Value>)>, fds: Vec<OwnedFd>) -> Result<UnderWay<'_>> {
        let mut lines = Vec::new();
        for (_, request) in &requests {
            serde_json::to_writer(&mut lines, request).map_err(|error| {
                err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot format monitor command: {error}")
            })?;
            lines.extend_from_slice(b"\r\n");
        }
        let mut under_way = UnderWay { monitor: self, asked: Vec::with_capacity(requests.len()) };
        {
            let mut pending = self.shared.pending.lock();
            if let Some(reason) = &pending.closed {
                return Err(reason.clone());
            }
            for (number, request) in requests {
                let (sender, waiter) = channel();
                pending.waiting.insert(number, sender);
                under_way.asked.push(Asked { number, request, waiter });
            }
        }
        if !lines.is_empty() {
            self.link.send(lines, fds)?;
        }
        Ok(under_way)
    }

    /// Ends the connection; requests under way end with `reason`.
    pub fn close(&self, reason: Error) {
        self.link.close(reason);
    }

    /// Waits until QEMU has hung up and its last words have been delivered, at most for `limit`.
    pub fn wait_closed(&self, limit: Duration) {
        let deadline = Instant::now() + limit;
        let mut over = self.shared.over.0.lock();
        while !*over && !self.shared.over.1.wait_until(&mut over, deadline).timed_out() {}
    }

    /// Why the monitor is gone, if it is.
    pub fn closed(&self) -> Option<Error> {
        self.link.closed().cloned()
    }
}

/// The request that runs a command.
pub fn request(name: &str, arguments: Option<Value>) -> Map<String, Value> {
    let mut request = Map::from_iter([("execute".to_owned(), name.into())]);
    request.extend(arguments.map(|arguments| ("arguments".to_owned(), arguments)));
    request
}

fn id(number: u64) -> Value {
    Value::String(format!("libvirt-{number}"))
}

fn timed_out(what: &str, limit: Duration) -> Error {
    err!(
        VIR_FROM_QEMU,
        VIR_ERR_OPERATION_TIMEOUT,
        "QEMU monitor did not {what} within {:.1} seconds",
        limit.as_secs_f64()
    )
}

impl Receiver for Shared {
    fn line(&self, line: &[u8]) -> Result<()> {
        self.silent.store(false, Ordering::Release);
        match message::parse(line)? {
            Message::Event(event) => self.sink.event(event),
            Message::Greeting(Greeting(Value::Object(greeting))) => self.answer(GREETING, greeting),
            Message::Greeting(_) => {}
            Message::Reply(reply) => {
                let number = reply
                    .get("id")
                    .and_then(Value::as_str)
                    .and_then(|id| id.strip_prefix("libvirt-")?.parse::<u64>().ok());
                match number {
                    Some(number) if number != GREETING => self.answer(number, reply),
                    _ => {
                        return Err(err!(
                            VIR_FROM_QEMU,
                            VIR_ERR_INTERNAL_ERROR,
                            "Unexpected JSON reply '{}'",
                            message::excerpt(line)
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    fn closed(&self, reason: &Error) {
        let waiting = {
            let mut pending = self.pending.lock();
            pending.closed = Some(reason.clone());
            std::mem::take(&mut pending.waiting)
        };
        for sender in waiting.into_values() {
            let _ = sender.try_send(Err(reason.clone()));
        }
        *self.over.0.lock() = true;
        self.over.1.notify_all();
        self.sink.closed(reason);
    }
}

impl Shared {
    /// An answer nobody waits for any more came too late and is dropped.
    fn answer(&self, number: u64, reply: Map<String, Value>) {
        let sender = self.pending.lock().waiting.remove(&number);
        if let Some(sender) = sender {
            let _ = sender.try_send(Ok(reply));
        }
    }
}

#[cfg(test)]
mod tests;

//! The QEMU guest agent client: one command at a time, synchronised before the first and after
//! every timeout.
//!
//! The agent's answers carry no number. Whatever a guest still had to say when a caller gave up is
//! told from later answers by `guest-sync-delimited`: the answer to it starts with a byte that no
//! JSON text has and repeats a number of ours. The guest is not trusted: everything it sends is
//! bounded, and nonsense fails the command under way and no more than that.

use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use parking_lot::Mutex;
use serde_json::{Map, Value, json};
use virt_core::consts::*;
use virt_core::{Error, Result, err};

use crate::link::{LinkHandle, LinkOptions, Receiver};
use crate::message::excerpt;
use crate::monitor::request;
use crate::reply::{Sender, channel};

const LINE_LIMIT: usize = 16 * 1024 * 1024;
const DEFAULT_SECONDS: u64 = 5;
const DELIMITER: u8 = 0xff;

/// How long to wait for the agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgentTimeout {
    /// As long as the guest runs (`VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK`).
    Block,
    Default,
    Seconds(u32),
}

impl AgentTimeout {
    /// From the `timeout` argument of the public functions.
    pub fn from_argument(seconds: i32) -> Option<Self> {
        match seconds {
            VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK => Some(Self::Block),
            VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT => Some(Self::Default),
            _ => Some(Self::Seconds(seconds.try_into().ok()?)),
        }
    }

    fn seconds(self) -> Option<u64> {
        match self {
            Self::Block => None,
            Self::Default => Some(DEFAULT_SECONDS),
            Self::Seconds(seconds) => Some(seconds.into()),
        }
    }
}

/// A connection to a guest agent. Clones are the same connection.
#[derive(Clone)]
pub struct Agent {
    link: LinkHandle,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: Option<Waiting>,
    /// A command is under way, from its synchronisation to its answer.
    busy: bool,
    in_sync: bool,
    last_sync: u64,
    closed: Option<Error>,
}

struct Waiting {
    /// The number that a synchronisation waits for.
    sync: Option<u64>,
    sender: Sender,
}

impl Agent {
    /// Takes a connected socket. The guest may not have started its agent yet.
    pub fn open(stream: UnixStream) -> Result<Self> {
        let shared = Arc::new(Shared::default());
        let options = LinkOptions {
            line_limit: LINE_LIMIT,
            restart: Some(DELIMITER),
            end_of_file: err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "End of file from agent socket"),
        };
        Ok(Self { link: LinkHandle::open(stream, options, shared.clone())?, shared })
    }

    /// Runs a command and gives the whole reply, which has a `return`.
    ///
    /// `None`: [`Agent::settle`] was called before an answer came.
    pub fn request(
        &self,
        request: &Map<String, Value>,
        timeout: AgentTimeout,
    ) -> Result<Option<Map<String, Value>>> {
        let _busy = Busy::take(&self.shared)?;
        self.synchronise(timeout)?;
        let name = request.get("execute").and_then(Value::as_str).unwrap_or("<unknown>");
        let late = |seconds| {
            err!(
                VIR_FROM_QEMU,
                VIR_ERR_AGENT_COMMAND_TIMEOUT,
                "guest agent didn't respond to command within '{seconds}' seconds"
            )
        };
        let reply = self.exchange(&Value::Object(request.clone()), None, timeout, late)?;
        if reply.is_empty() {
            return Ok(None);
        }
        check(name, reply).map(Some)
    }

    /// Runs a command that the agent may not live to answer: it ends well if the connection ends.
    pub fn farewell(&self, name: &str, arguments: Option<Value>, timeout: AgentTimeout) -> Result<()> {
        let request = request(name, arguments);
        {
            let _busy = Busy::take(&self.shared)?;
            self.synchronise(timeout)?;
        }
        match self.request(&request, timeout) {
            Err(_) if self.closed().is_some() => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// Runs a command by name and gives its `return`.
    pub fn execute(&self, name: &str, arguments: Option<Value>, timeout: AgentTimeout) -> Result<Value> {
        let request = request(name, arguments);
        let reply = self.request(&request, timeout)?;
        Ok(reply.and_then(|mut reply| reply.remove("return")).unwrap_or(Value::Null))
    }

    /// Ends the command under way as done: what it asked for has visibly happened (a shutdown
    /// kills the agent before it can answer).
    pub fn settle(&self) {
        let mut state = self.shared.0.lock();
        if state.waiting.as_ref().is_some_and(|waiting| waiting.sync.is_none())
            && let Some(waiting) = state.waiting.take()
        {
            let _ = waiting.sender.try_send(Ok(Map::new()));
        }
        state.in_sync = false;
    }

    /// Ends the connection; the command under way ends with `reason`.
    pub fn close(&self, reason: Error) {
        self.link.close(reason);
    }

    /// Why the connection is gone, if it is.
    pub fn closed(&self) -> Option<Error> {
        self.link.closed().cloned()
    }

    fn synchronise(&self, timeout: AgentTimeout) -> Result<()> {
        let number = {
            let mut state = self.shared.0.lock();
            if state.in_sync {
                return Ok(());
            }
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let now = u64::try_from(now.as_millis()).unwrap_or(0);
            state.last_sync = now.max(state.last_sync + 1);
            state.last_sync
        };
        let limit = timeout.seconds().map_or(DEFAULT_SECONDS, |seconds| seconds.min(DEFAULT_SECONDS));
        let limit = AgentTimeout::Seconds(u32::try_from(limit).unwrap_or(u32::MAX));
        let late = |seconds| {
            err!(
                VIR_FROM_QEMU,
                VIR_ERR_AGENT_UNRESPONSIVE,
                "guest agent didn't respond to synchronization within '{seconds}' seconds"
            )
        };
        let request = json!({ "execute": "guest-sync-delimited", "arguments": { "id": number } });
        self.exchange(&request, Some(number), limit, late)?;
        self.shared.0.lock().in_sync = true;
        Ok(())
    }

    fn exchange(
        &self,
        request: &Value,
        sync: Option<u64>,
        timeout: AgentTimeout,
        late: impl FnOnce(u64) -> Error,
    ) -> Result<Map<String, Value>> {
        let mut line = Vec::new();
        if sync.is_some() {
            // Ends whatever half a line the agent may have got before.
            line.push(DELIMITER);
        }
        line.extend_from_slice(request.to_string().as_bytes());
        line.push(b'\n');
        let (sender, waiter) = channel();
        {
            let mut state = self.shared.0.lock();
            if let Some(reason) = &state.closed {
                return Err(reason.clone());
            }
            state.waiting = Some(Waiting { sync, sender });
        }
        let answer = self.link.send(line, Vec::new()).map(|()| {
            waiter.wait(timeout.seconds().map(|seconds| Instant::now() + Duration::from_secs(seconds)))
        });
        let mut state = self.shared.0.lock();
        state.waiting = None;
        match answer {
            Ok(Some(answer)) => answer,
            Ok(None) => {
                state.in_sync = false;
                Err(late(timeout.seconds().unwrap_or(0)))
            }
            Err(error) => Err(error),
        }
    }
}

/// Marks the agent as in use for as long as it lives.
struct Busy<'a>(&'a Shared);

impl<'a> Busy<'a> {
    fn take(shared: &'a Shared) -> Result<Self> {
        let mut state = shared.0.lock();
        if std::mem::replace(&mut state.busy, true) {
            return Err(err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_INVALID, "the guest agent is busy"));
        }
        Ok(Self(shared))
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.0.lock().busy = false;
    }
}

impl Receiver for Shared {
    fn line(&self, line: &[u8]) -> Result<()> {
        let mut state = self.0.lock();
        let Some(waiting) = &state.waiting else { return Ok(()) };
        let parsed = serde_json::from_slice::<Map<String, Value>>(line);
        let answer = match (waiting.sync, parsed) {
            (Some(number), Ok(reply)) if reply.get("return").and_then(Value::as_u64) == Some(number) => {
                Ok(reply)
            }
            (Some(_), _) => return Ok(()),
            (None, Ok(reply)) if reply.contains_key("return") || reply.contains_key("error") => Ok(reply),
            (None, Ok(_)) => {
                Err(err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Unknown JSON reply '{}'", excerpt(line)))
            }
            (None, Err(error)) => Err(err!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "cannot parse json {}: {error}",
                excerpt(line)
            )),
        };
        state.in_sync &= answer.is_ok();
        if let Some(waiting) = state.waiting.take() {
            let _ = waiting.sender.try_send(answer);
        }
        Ok(())
    }

    fn closed(&self, reason: &Error) {
        let mut state = self.0.lock();
        state.closed = Some(reason.clone());
        if let Some(waiting) = state.waiting.take() {
            let _ = waiting.sender.try_send(Err(reason.clone()));
        }
    }
}

fn check(name: &str, reply: Map<String, Value>) -> Result<Map<String, Value>> {
    let Some(error) = reply.get("error") else { return Ok(reply) };
    let class = error.get("class").and_then(Value::as_str);
    let detail = error.get("desc").and_then(Value::as_str).unwrap_or_else(|| describe_class(class));
    let error = err!(
        VIR_FROM_QEMU,
        VIR_ERR_AGENT_COMMAND_FAILED,
        "unable to execute QEMU agent command '{name}': {detail}"
    );
    let (first, second) = (error.str1().map(str::to_owned), error.str2().map(str::to_owned));
    Err(error.with_strings(first, second, class.map(str::to_owned)))
}

fn describe_class(class: Option<&str>) -> &str {
    match class {
        Some("BufferOverrun") => "Buffer overrun",
        Some("CommandDisabled") => "The command has been disabled for this instance",
        Some("CommandNotFound") => "The command has not been found",
        Some("FdNotFound") => "File descriptor not found",
        Some("InvalidParameter") => "Invalid parameter",
        Some("InvalidParameterType") => "Invalid parameter type",
        Some("InvalidParameterValue") => "Invalid parameter value",
        Some("OpenFileFailed") => "Cannot open file",
        Some("QgaCommandFailed") => "Guest agent command failed",
        Some("QMPBadInputObjectMember") => "Bad QMP input object member",
        Some("QMPExtraInputObjectMember") => "Unexpected extra object member",
        Some("UndefinedError") => "An undefined error has occurred",
        Some("Unsupported") => "this feature or command is not currently supported",
        Some(class) => class,
        None => "unknown QEMU command error",
    }
}

#[cfg(test)]
mod tests;

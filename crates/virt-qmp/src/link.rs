//! A socket served by the driver thread: lines come in, bytes and descriptors go out.
//!
//! A caller writes to the socket itself as long as it takes the bytes; what is left over waits in
//! a bounded queue for the driver thread. Reading is the driver thread's alone.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read as _};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream as StdStream;
use std::sync::{Arc, OnceLock};

use nix::sys::socket::{Shutdown, shutdown};
use parking_lot::Mutex;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::sync::Notify;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_OPERATION_FAILED, VIR_FROM_QEMU};
use virt_core::{Error, Result, err};
use virt_host::net::send_with_fds;

use crate::framing::Framer;
use crate::runtime;

/// Bytes that may wait for a peer that does not read.
const QUEUE_LIMIT: usize = 32 * 1024 * 1024;
const READ_SIZE: usize = 64 * 1024;

thread_local! {
    /// The driver thread reads every socket into this one.
    static READ_BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; READ_SIZE]);
}

/// Who gets what the link receives; called on the driver thread, so it must not block.
pub(crate) trait Receiver: Send + Sync + 'static {
    /// A line came in. An error ends the link.
    fn line(&self, line: &[u8]) -> Result<()>;
    /// The link has ended; called once, last.
    fn closed(&self, reason: &Error);
}

pub(crate) struct LinkOptions {
    pub line_limit: usize,
    pub restart: Option<u8>,
    /// The error when the peer hangs up.
    pub end_of_file: Error,
}

struct Link {
    /// Watched for reading only: each command that the peer takes would wake the driver thread otherwise.
    stream: AsyncFd<StdStream>,
    queue: Mutex<Queue>,
    leftovers: Notify,
    closed: OnceLock<Error>,
}

#[derive(Default)]
struct Queue {
    chunks: VecDeque<Chunk>,
    bytes: usize,
}

struct Chunk {
    data: Vec<u8>,
    sent: usize,
    fds: Vec<OwnedFd>,
}

/// A link as its users have it: with the last clone the connection ends.
#[derive(Clone)]
pub(crate) struct LinkHandle(Arc<Owner>);

struct Owner(Arc<Link>);

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.close(err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "the connection was closed"));
    }
}

impl LinkHandle {
    /// Hands the socket to the driver thread.
    pub fn open(stream: StdStream, options: LinkOptions, receiver: Arc<dyn Receiver>) -> Result<Self> {
        Ok(Self(Arc::new(Owner(Link::open(stream, options, receiver)?))))
    }

    /// Sends bytes, the descriptors with the first of them. Returns before the peer has read them.
    pub fn send(&self, data: Vec<u8>, fds: Vec<OwnedFd>) -> Result<()> {
        self.0.0.send(data, fds)
    }

    /// Ends the link from this side, for the given reason.
    pub fn close(&self, reason: Error) {
        self.0.0.close(reason);
    }

    /// Why the link has ended, if it has.
    pub fn closed(&self) -> Option<&Error> {
        self.0.0.closed.get()
    }
}

impl Link {
    fn open(stream: StdStream, options: LinkOptions, receiver: Arc<dyn Receiver>) -> Result<Arc<Self>> {
        let handle = runtime::handle()?;
        let _context = handle.enter();
        let stream = stream
            .set_nonblocking(true)
            .and_then(|()| watch(stream, Interest::READABLE))
            .map_err(|error| Error::system(VIR_FROM_QEMU, &error, "cannot watch a monitor socket"))?;
        let link = Arc::new(Self {
            stream,
            queue: Mutex::default(),
            leftovers: Notify::new(),
            closed: OnceLock::new(),
        });
        handle.spawn(link.clone().write_leftovers());
        handle.spawn(link.clone().read(options, receiver));
        Ok(link)
    }

    fn send(&self, data: Vec<u8>, fds: Vec<OwnedFd>) -> Result<()> {
        if let Some(reason) = self.closed.get() {
            return Err(reason.clone());
        }
        let mut queue = self.queue.lock();
        if queue.bytes + data.len() > QUEUE_LIMIT {
            return Err(err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "the peer does not read its commands"));
        }
        queue.bytes += data.len();
        queue.chunks.push_back(Chunk { data, sent: 0, fds });
        let written = self.flush(&mut queue);
        drop(queue);
        match written {
            Ok(true) => {}
            Ok(false) => self.leftovers.notify_one(),
            // The reader will see the same trouble, and the reason with it.
            Err(_) => self.hang_up(),
        }
        Ok(())
    }

    fn close(&self, reason: Error) {
        let _ = self.closed.set(reason);
        self.hang_up();
    }

    fn hang_up(&self) {
        let _ = shutdown(self.stream.as_raw_fd(), Shutdown::Both);
        self.leftovers.notify_one();
    }

    /// Writes what the socket takes; true when nothing is left.
    fn flush(&self, queue: &mut Queue) -> io::Result<bool> {
        while let Some(chunk) = queue.chunks.front_mut() {
            let fds: Vec<BorrowedFd<'_>> = chunk.fds.iter().map(AsFd::as_fd).collect();
            let rest = &chunk.data[chunk.sent..];
            match send_with_fds(self.stream.as_fd(), rest, &fds) {
                Ok(count) => {
                    chunk.sent += count;
                    chunk.fds.clear();
                    queue.bytes -= count;
                    if chunk.sent == chunk.data.len() {
                        queue.chunks.pop_front();
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }

    async fn write_leftovers(self: Arc<Self>) {
        loop {
            self.leftovers.notified().await;
            if self.closed.get().is_some() {
                return;
            }
            if self.write_rest().await.is_err() {
                return self.hang_up();
            }
        }
    }

    /// Writes until nothing is left or the link is closed.
    async fn write_rest(&self) -> io::Result<()> {
        let twin = watch(self.stream.get_ref().try_clone()?, Interest::WRITABLE)?;
        while self.closed.get().is_none() {
            let mut ready = twin.writable().await?;
            if self.flush(&mut self.queue.lock())? {
                break;
            }
            ready.clear_ready();
        }
        Ok(())
    }

    async fn read(self: Arc<Self>, options: LinkOptions, receiver: Arc<dyn Receiver>) {
        let mut framer = Framer::new(options.line_limit, options.restart);
        let reason = loop {
            let mut ready = match self.stream.readable().await {
                Ok(ready) => ready,
                Err(error) => break unreadable(&error),
            };
            match self.read_once(&mut framer, &*receiver) {
                Ok(Read::More) => {}
                Ok(Read::All) => ready.clear_ready(),
                Ok(Read::End) => break options.end_of_file,
                Err(error) => break error,
            }
        };
        let reason = self.closed.get_or_init(|| reason).clone();
        self.hang_up();
        let left = std::mem::take(&mut *self.queue.lock());
        drop(left);
        receiver.closed(&reason);
    }

    fn read_once(&self, framer: &mut Framer, receiver: &dyn Receiver) -> Result<Read> {
        READ_BUFFER.with_borrow_mut(|buffer| {
            let count = match self.stream.get_ref().read(buffer) {
                Ok(0) => return Ok(Read::End),
                Ok(count) => count,
                Err(error) => {
                    return match error.kind() {
                        io::ErrorKind::WouldBlock => Ok(Read::All),
                        io::ErrorKind::Interrupted => Ok(Read::More),
                        io::ErrorKind::ConnectionReset => Ok(Read::End),
                        _ => Err(unreadable(&error)),
                    };
                }
            };
            let left = if count < buffer.len() { Read::All } else { Read::More };
            let mut trouble = None;
            framer
                .push(&buffer[..count], |line| {
                    if trouble.is_none() {
                        trouble = receiver.line(line).err();
                    }
                })
                .map_err(|oversize| {
                    err!(
                        VIR_FROM_QEMU,
                        VIR_ERR_INTERNAL_ERROR,
                        "a reply of more than {} bytes came from the monitor",
                        oversize.limit
                    )
                })?;
            trouble.map_or(Ok(left), Err)
        })
    }
}

/// What a read leaves behind.
enum Read {
    More,
    /// Nothing until the socket is told to be readable again.
    All,
    /// The end of the stream.
    End,
}

fn unreadable(error: &io::Error) -> Error {
    Error::system(VIR_FROM_QEMU, error, "Unable to read from monitor")
}

/// The name that is not deprecated is unsafe, for types that may let go of their descriptor; this one doesn't.
#[expect(deprecated)]
fn watch(stream: StdStream, interest: Interest) -> io::Result<AsyncFd<StdStream>> {
    AsyncFd::with_interest(stream, interest)
}

//! A stream to a terminal or socket of a guest.
//!
//! Both directions work at the same time: nothing is locked while a call waits. Ending the stream
//! wakes every call that waits on it.

use std::io::{self, PipeReader, PipeWriter};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::task::AbortHandle;
use virt_core::consts::*;
use virt_core::driver::{StreamDriver, StreamRecv, StreamWaker};
use virt_core::{Error, Result, err};
use virt_host::ready::{Ready, read, wait, write};

/// An open device of a guest. Its descriptor never blocks by itself.
pub struct DeviceStream {
    device: OwnedFd,
    /// Readable (at its end) once the stream is over.
    over: PipeReader,
    over_writer: Mutex<Option<PipeWriter>>,
    watch: Mutex<Option<AbortHandle>>,
}

impl DeviceStream {
    /// Takes a descriptor that is set not to block.
    pub fn new(device: OwnedFd) -> Result<Arc<Self>> {
        let (over, writer) = io::pipe().map_err(|error| failed(&error, "cannot create a pipe"))?;
        Ok(Arc::new(Self { device, over, over_writer: Mutex::new(Some(writer)), watch: Mutex::new(None) }))
    }

    /// Whether the stream can still be used.
    pub fn is_open(&self) -> bool {
        self.over_writer.lock().is_some()
    }

    /// Ends the stream.
    pub fn close(&self) {
        drop(self.over_writer.lock().take());
        if let Some(watch) = self.watch.lock().take() {
            watch.abort();
        }
    }

    /// Waits for the device; false when the stream is over.
    fn wait_for(&self, wanted: Ready) -> Result<bool> {
        let found = wait(&[(self.device.as_fd(), wanted), (self.over.as_fd(), Ready::READ)], None)
            .map_err(|error| failed(&error, "cannot wait for the stream"))?;
        Ok(!found[1].is_any())
    }

    fn check_open(&self) -> Result<()> {
        if self.is_open() {
            Ok(())
        } else {
            Err(err!(VIR_FROM_STREAMS, VIR_ERR_INTERNAL_ERROR, "stream is not open"))
        }
    }
}

impl StreamDriver for DeviceStream {
    fn send(&self, data: &[u8], nonblocking: bool) -> Result<Option<usize>> {
        loop {
            self.check_open()?;
            match write(self.device.as_fd(), data) {
                Ok(count) => return Ok(Some(count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    if nonblocking {
                        return Ok(None);
                    }
                    self.wait_for(Ready::WRITE)?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(&error, "cannot write to stream")),
            }
        }
    }

    fn recv(&self, buffer: &mut [u8], nonblocking: bool, _flags: u32) -> Result<StreamRecv> {
        loop {
            self.check_open()?;
            match read(self.device.as_fd(), buffer) {
                Ok(count) => return Ok(StreamRecv::Data(count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    if nonblocking {
                        return Ok(StreamRecv::WouldBlock);
                    }
                    if !self.wait_for(Ready::READ)? {
                        return Err(err!(VIR_FROM_STREAMS, VIR_ERR_INTERNAL_ERROR, "stream is not open"));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // What a terminal says when QEMU is gone.
                Err(error) if error.raw_os_error() == Some(5) => return Ok(StreamRecv::Data(0)),
                Err(error) => return Err(failed(&error, "cannot read from stream")),
            }
        }
    }

    fn ready(&self) -> Result<u32> {
        self.check_open()?;
        let found = wait(&[(self.device.as_fd(), Ready::BOTH)], Some(std::time::Duration::ZERO))
            .map_err(|error| failed(&error, "cannot ask about the stream"))?;
        Ok(bits(found[0]))
    }

    fn set_waker(&self, waker: Option<StreamWaker>) -> Result<()> {
        if let Some(old) = self.watch.lock().take() {
            old.abort();
        }
        let Some(waker) = waker else { return Ok(()) };
        self.check_open()?;
        let copy = self.device.try_clone().map_err(|error| failed(&error, "cannot watch the stream"))?;
        let handle = virt_qmp::runtime::handle()?;
        let _context = handle.enter();
        let watched = register(copy).map_err(|error| failed(&error, "cannot watch the stream"))?;
        let task = handle.spawn(watch(watched, waker));
        *self.watch.lock() = Some(task.abort_handle());
        Ok(())
    }

    fn finish(&self) -> Result<()> {
        self.close();
        Ok(())
    }

    fn abort(&self) -> Result<()> {
        self.close();
        Ok(())
    }
}

impl Drop for DeviceStream {
    fn drop(&mut self) {
        self.close();
    }
}

/// The function that replaces the deprecated one is unsafe for types whose descriptor may change;
/// an [`OwnedFd`] is and stays the descriptor that it owns.
#[allow(deprecated)]
fn register(device: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    AsyncFd::with_interest(device, Interest::READABLE | Interest::WRITABLE)
}

/// Tells of every change; what has been told is forgotten, so that the next change is news again.
async fn watch(device: AsyncFd<OwnedFd>, waker: StreamWaker) {
    loop {
        let Ok(mut guard) = device.ready(Interest::READABLE | Interest::WRITABLE).await else { return };
        let found = guard.ready();
        guard.clear_ready();
        waker(bits(Ready {
            read: found.is_readable(),
            write: found.is_writable(),
            hang_up: found.is_read_closed(),
            error: found.is_error(),
        }));
        if found.is_read_closed() && found.is_write_closed() {
            return;
        }
    }
}

fn bits(ready: Ready) -> u32 {
    let mut bits = 0;
    for (is, bit) in [
        (ready.read, VIR_STREAM_EVENT_READABLE),
        (ready.write, VIR_STREAM_EVENT_WRITABLE),
        (ready.error, VIR_STREAM_EVENT_ERROR),
        (ready.hang_up, VIR_STREAM_EVENT_HANGUP),
    ] {
        bits |= if is { bit } else { 0 };
    }
    bits
}

fn failed(error: &io::Error, what: &str) -> Error {
    Error::system(VIR_FROM_STREAMS, error, what)
}

/// Streams that have a device to themselves, by the device's name.
#[derive(Default)]
pub struct InUse(Mutex<std::collections::HashMap<String, Weak<DeviceStream>>>);

impl InUse {
    /// Gives a device to a stream that `open` makes; an open stream keeps it unless `force` ends that.
    /// `None`: the device is in use.
    pub fn take(
        &self,
        device: &str,
        force: bool,
        open: impl FnOnce() -> Result<Arc<DeviceStream>>,
    ) -> Result<Option<Arc<DeviceStream>>> {
        let mut taken = self.0.lock();
        taken.retain(|_, stream| stream.upgrade().is_some_and(|stream| stream.is_open()));
        if let Some(stream) = taken.get(device).and_then(Weak::upgrade) {
            if !force {
                return Ok(None);
            }
            stream.close();
        }
        let stream = open()?;
        taken.insert(device.to_owned(), Arc::downgrade(&stream));
        Ok(Some(stream))
    }

    /// Ends all streams.
    pub fn close_all(&self) {
        for stream in self.0.lock().drain().filter_map(|(_, stream)| stream.upgrade()) {
            stream.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    fn pair() -> (Arc<DeviceStream>, UnixStream) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        (DeviceStream::new(ours.into()).unwrap(), theirs)
    }

    #[test]
    fn a_waiting_receive_does_not_hold_up_a_send() {
        let (stream, mut far) = pair();
        let other = stream.clone();
        let receiving = std::thread::spawn(move || {
            let mut buffer = [0; 16];
            other.recv(&mut buffer, false, 0).map(|got| (got, buffer[0]))
        });
        std::thread::sleep(Duration::from_millis(50));
        assert_eq!(stream.send(b"ping", false).unwrap(), Some(4));
        let mut got = [0; 4];
        far.read_exact(&mut got).unwrap();
        far.write_all(b"x").unwrap();
        assert_eq!(receiving.join().unwrap().unwrap(), (StreamRecv::Data(1), b'x'));
    }

    #[test]
    fn ending_wakes_who_waits() {
        let (stream, _far) = pair();
        let other = stream.clone();
        let receiving = std::thread::spawn(move || other.recv(&mut [0; 16], false, 0).is_err());
        std::thread::sleep(Duration::from_millis(50));
        stream.abort().unwrap();
        assert!(receiving.join().unwrap());
        assert!(stream.send(b"x", true).is_err());
    }

    #[test]
    fn without_waiting() {
        let (stream, mut far) = pair();
        assert_eq!(stream.recv(&mut [0; 4], true, 0).unwrap(), StreamRecv::WouldBlock);
        assert_eq!(stream.ready().unwrap(), VIR_STREAM_EVENT_WRITABLE);
        far.write_all(b"y").unwrap();
        assert_eq!(stream.ready().unwrap() & VIR_STREAM_EVENT_READABLE, VIR_STREAM_EVENT_READABLE);
        while stream.send(&[0; 4096], true).unwrap().is_some() {}
        drop(far);
        assert_eq!(stream.recv(&mut [0; 4], true, 0).unwrap(), StreamRecv::Data(1));
        assert!(matches!(stream.recv(&mut [0; 4], true, 0), Ok(StreamRecv::Data(0)) | Err(_)));
    }

    #[test]
    fn the_waker_is_told_of_news() {
        let (stream, mut far) = pair();
        let (sender, news) = std::sync::mpsc::channel();
        let sender = Mutex::new(sender);
        stream.set_waker(Some(Arc::new(move |bits| sender.lock().send(bits).unwrap_or(())))).unwrap();
        let wait_for = |bit: u32| {
            while news.recv_timeout(Duration::from_secs(10)).unwrap() & bit == 0 {}
        };
        wait_for(VIR_STREAM_EVENT_WRITABLE);
        far.write_all(b"a").unwrap();
        wait_for(VIR_STREAM_EVENT_READABLE);
        stream.recv(&mut [0; 4], true, 0).unwrap();
        far.write_all(b"b").unwrap();
        wait_for(VIR_STREAM_EVENT_READABLE);
        drop(far);
        wait_for(VIR_STREAM_EVENT_HANGUP);
    }

    #[test]
    fn a_device_has_one_stream() {
        let in_use = InUse::default();
        let open = || Ok(pair().0);
        let first = in_use.take("/dev/pts/1", false, open).unwrap().unwrap();
        assert!(in_use.take("/dev/pts/1", false, open).unwrap().is_none());
        let second = in_use.take("/dev/pts/1", true, open).unwrap().unwrap();
        assert!(!first.is_open() && second.is_open());
        second.finish().unwrap();
        assert!(in_use.take("/dev/pts/1", false, open).unwrap().is_some());
    }
}

//! What carries a stream's data.
//!
//! Both directions are independent: a receive that waits never holds up a send of another thread.

use std::sync::Arc;

use super::unsupported;
use crate::Result;

/// Woken when a stream may have become ready; gets `VIR_STREAM_EVENT_*` bits.
pub type StreamWaker = Arc<dyn Fn(u32) + Send + Sync>;

/// What a receive found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamRecv {
    /// So many bytes were put into the buffer; 0 is the end of the data.
    Data(usize),
    /// Nothing yet, and the call may not wait.
    WouldBlock,
    /// A hole lies here, and the caller asked to stop at holes.
    Hole,
}

/// The far end of a stream.
pub trait StreamDriver: Send + Sync {
    /// Takes data; returns how many bytes it took, `None` when it can take none now and may not wait.
    fn send(&self, data: &[u8], nonblocking: bool) -> Result<Option<usize>> {
        let _ = (data, nonblocking);
        Err(unsupported())
    }

    /// Gives data; flags are `VIR_STREAM_RECV_*`.
    fn recv(&self, buffer: &mut [u8], nonblocking: bool, flags: u32) -> Result<StreamRecv> {
        let _ = (buffer, nonblocking, flags);
        Err(unsupported())
    }

    /// Skips `length` bytes on the far end.
    fn send_hole(&self, length: i64, flags: u32) -> Result<()> {
        let _ = (length, flags);
        Err(unsupported())
    }

    /// The length of the hole at which the stream stands; the stream moves past it.
    fn recv_hole(&self, flags: u32) -> Result<i64> {
        let _ = flags;
        Err(unsupported())
    }

    /// Whether the stream stands in data, and how long that section (data or hole) is.
    fn in_data(&self) -> Result<(bool, i64)> {
        Err(unsupported())
    }

    /// `VIR_STREAM_EVENT_*` bits that hold now.
    fn ready(&self) -> Result<u32> {
        Err(unsupported())
    }

    /// Who is told when readiness changes; `None` to stop.
    fn set_waker(&self, waker: Option<StreamWaker>) -> Result<()> {
        let _ = waker;
        Err(unsupported())
    }

    /// Ends the stream in good order; reports what went wrong on the far end.
    fn finish(&self) -> Result<()>;

    /// Ends the stream at once; what was sent may be incomplete.
    fn abort(&self) -> Result<()>;
}

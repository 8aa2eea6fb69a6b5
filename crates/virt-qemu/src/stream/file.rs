//! A stream that gives the content of a file, from its beginning to its end.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use parking_lot::Mutex;
use virt_core::consts::*;
use virt_core::driver::{StreamDriver, StreamRecv, StreamWaker};
use virt_core::{Error, Result, err};

/// A file being read.
pub struct FileStream(Mutex<Option<File>>);

impl FileStream {
    pub fn new(file: File) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Some(file))))
    }
}

impl StreamDriver for FileStream {
    fn recv(&self, buffer: &mut [u8], _nonblocking: bool, _flags: u32) -> Result<StreamRecv> {
        let mut file = self.0.lock();
        let file = file
            .as_mut()
            .ok_or_else(|| err!(VIR_FROM_STREAMS, VIR_ERR_INTERNAL_ERROR, "stream is not open"))?;
        let count = file
            .read(buffer)
            .map_err(|error| Error::system(VIR_FROM_STREAMS, &error, "cannot read from stream"))?;
        Ok(StreamRecv::Data(count))
    }

    fn ready(&self) -> Result<u32> {
        Ok(VIR_STREAM_EVENT_READABLE)
    }

    fn set_waker(&self, waker: Option<StreamWaker>) -> Result<()> {
        // A file is always ready.
        if let Some(waker) = waker {
            waker(VIR_STREAM_EVENT_READABLE);
        }
        Ok(())
    }

    fn finish(&self) -> Result<()> {
        drop(self.0.lock().take());
        Ok(())
    }

    fn abort(&self) -> Result<()> {
        self.finish()
    }
}

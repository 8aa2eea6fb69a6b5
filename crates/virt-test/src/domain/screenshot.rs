//! The pretended guest's screen: a picture made here, sent through a stream.

use std::sync::Arc;

use parking_lot::Mutex;
use virt_core::consts::*;
use virt_core::driver::{StreamDriver, StreamRecv, StreamWaker, check_flags};
use virt_core::{Domain, Result, Stream, bail};

/// Side lengths of the screen.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;

pub fn screenshot(_: &Domain, stream: &Stream, _: u32, flags: u32) -> Result<String> {
    check_flags(VIR_FROM_TEST, "testDomainScreenshot", flags, 0)?;
    if !stream.attach(Arc::new(Bytes { data: png(), state: Mutex::default() })) {
        bail!(VIR_FROM_STREAMS, VIR_ERR_OPERATION_INVALID, "stream is already open");
    }
    Ok("image/png".into())
}

/// A stream that gives bytes that are all there already.
struct Bytes {
    data: Vec<u8>,
    state: Mutex<Position>,
}

#[derive(Default)]
struct Position {
    given: usize,
    closed: bool,
}

impl StreamDriver for Bytes {
    fn recv(&self, buffer: &mut [u8], _: bool, _: u32) -> Result<StreamRecv> {
        let mut state = self.state.lock();
        if state.closed {
            bail!(VIR_FROM_STREAMS, VIR_ERR_OPERATION_INVALID, "stream is not open");
        }
        let rest = &self.data[state.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        state.given += count;
        Ok(StreamRecv::Data(count))
    }

    fn ready(&self) -> Result<u32> {
        Ok(VIR_STREAM_EVENT_READABLE)
    }

    fn set_waker(&self, waker: Option<StreamWaker>) -> Result<()> {
        if let Some(waker) = waker {
            waker(VIR_STREAM_EVENT_READABLE);
        }
        Ok(())
    }

    fn finish(&self) -> Result<()> {
        self.state.lock().closed = true;
        Ok(())
    }

    fn abort(&self) -> Result<()> {
        self.finish()
    }
}

/// A grey picture with a brighter frame, as PNG without compression.
fn png() -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        rows.push(0);
        rows.extend((0..WIDTH).map(|x| {
            let edge = x.min(WIDTH - 1 - x).min(y).min(HEIGHT - 1 - y);
            if edge < 8 { 0xd0 } else { 0x30 }
        }));
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    header.extend([8, 0, 0, 0, 0]);
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"IDAT", &stored(&rows));
    chunk(&mut file, b"IEND", &[]);
    file
}

/// A zlib stream of stored blocks.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks = data.chunks(0xffff);
    let last = blocks.len() - 1;
    for (number, block) in blocks.enumerate() {
        let length = block.len() as u16;
        out.push(u8::from(number == last));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (mut a, mut b) = (1u32, 0u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    out.extend((b << 16 | a).to_be_bytes());
    out
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(kind);
    file.extend(data);
    let mut crc = u32::MAX;
    for byte in &file[start..] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    file.extend((!crc).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_is_well_formed() {
        let file = png();
        // the CRC of an empty IEND chunk is known
        assert!(file.ends_with(b"\x00\x00\x00\x00IEND\xae\x42\x60\x82"));
        assert_eq!(&file[16..24], [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat());
    }
}

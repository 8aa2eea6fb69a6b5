//! The front of a saved domain's file: a header, the domain's document, and what the driver adds to it.
//!
//! What follows (the guest's memory) is the hypervisor's. Reading and writing files is the driver's.

use virt_core::consts::*;
use virt_core::{Result, bail, err};

const MAGIC: &[u8; 16] = b"LibvirtQemudSave";
const PARTIAL: &[u8; 16] = b"LibvirtQemudPart";
const VERSION: u32 = 2;
/// Room for a longer document than the one that was saved.
const PADDING: usize = 64 * 1024;
/// Longest front that is read.
const MAX_DATA: usize = 128 << 20;

/// Bytes of the header.
pub const HEADER_LEN: usize = 16 + 19 * 4;

/// How the memory behind the front is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveFormat {
    Raw,
    Gzip,
    Bzip2,
    Xz,
    Lzop,
    Zstd,
    /// Not a stream: pages at their own offsets.
    Sparse,
}

const FORMATS: [SaveFormat; 7] = [
    SaveFormat::Raw,
    SaveFormat::Gzip,
    SaveFormat::Bzip2,
    SaveFormat::Xz,
    SaveFormat::Lzop,
    SaveFormat::Zstd,
    SaveFormat::Sparse,
];

/// The fixed part of the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaveHeader {
    /// Bytes of the documents and their padding, right behind the header.
    pub data_len: usize,
    pub running: bool,
    pub format: SaveFormat,
    /// Where in the data the cookie begins; 0: there is none.
    pub cookie_offset: usize,
}

/// The front of a saved domain's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveFront {
    /// Whether the guest was running.
    pub running: bool,
    pub format: SaveFormat,
    pub xml: String,
    /// `<cookie>`: what the driver needs beside the document.
    pub cookie: Option<String>,
}

macro_rules! failed {
    ($($t:tt)+) => { bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, $($t)+) };
}

impl SaveHeader {
    /// Reads a header; numbers of either byte order are taken.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let Some((magic, words)) = bytes.get(..HEADER_LEN).and_then(|h| h.split_first_chunk::<16>()) else {
            failed!("failed to read qemu header");
        };
        if magic == PARTIAL {
            failed!("save image is incomplete");
        }
        if magic != MAGIC {
            failed!("image magic is incorrect");
        }
        let mut numbers = [0u32; 5];
        for (number, bytes) in numbers.iter_mut().zip(words.as_chunks::<4>().0) {
            *number = u32::from_ne_bytes(*bytes);
        }
        if numbers[0] > VERSION {
            numbers = numbers.map(u32::swap_bytes);
        }
        let [version, data_len, running, format, cookie_offset] = numbers;
        if version > VERSION {
            failed!("image version is not supported ({version} > {VERSION})");
        }
        let Some(format) = FORMATS.get(format as usize) else {
            failed!("unsupported save image format: {format}");
        };
        let (data_len, cookie_offset) = (data_len as usize, cookie_offset as usize);
        if data_len == 0 || data_len > MAX_DATA || cookie_offset > data_len {
            failed!("invalid header data length: {data_len}");
        }
        Ok(Self { data_len, running: running != 0, format: *format, cookie_offset })
    }
}

impl SaveFront {
    /// Reads the data behind a header.
    pub fn parse_data(header: &SaveHeader, data: &[u8]) -> Result<Self> {
        let Some(data) = data.get(..header.data_len) else { failed!("failed to read domain XML") };
        let end = if header.cookie_offset == 0 { header.data_len } else { header.cookie_offset };
        let (xml, cookie) = data.split_at_checked(end).unwrap_or((data, &[]));
        let cookie = if cookie.is_empty() { None } else { Some(text(cookie, "failed to read cookie")?) };
        Ok(Self {
            running: header.running,
            format: header.format,
            xml: text(xml, "failed to read domain XML")?,
            cookie: cookie.filter(|c| !c.is_empty()),
        })
    }

    /// The front's bytes: new with room to grow, or as long as one that is already there.
    pub fn to_bytes(&self, data_len: Option<usize>) -> Result<Vec<u8>> {
        let cookie_len = self.cookie.as_ref().map_or(0, |c| c.len() + 1);
        let needed = self.xml.len() + 1 + cookie_len;
        let data_len = data_len.unwrap_or(needed + PADDING);
        if needed > data_len {
            failed!("new xml too large to fit in file");
        }
        let number = |n: usize| {
            u32::try_from(n).map_err(|_| {
                err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "new xml too large to fit in file")
            })
        };
        let cookie_offset = if self.cookie.is_some() { self.xml.len() + 1 } else { 0 };
        let format = FORMATS.iter().position(|f| *f == self.format).unwrap_or_default();
        let mut bytes = Vec::with_capacity(HEADER_LEN + data_len);
        bytes.extend_from_slice(PARTIAL);
        for n in
            [VERSION, number(data_len)?, u32::from(self.running), number(format)?, number(cookie_offset)?]
        {
            bytes.extend_from_slice(&n.to_ne_bytes());
        }
        bytes.resize(HEADER_LEN, 0);
        bytes.extend_from_slice(self.xml.as_bytes());
        bytes.push(0);
        if let Some(cookie) = &self.cookie {
            bytes.extend_from_slice(cookie.as_bytes());
        }
        bytes.resize(HEADER_LEN + data_len, 0);
        Ok(bytes)
    }

    /// What the first bytes are once the whole file has been written.
    pub fn finished_magic() -> &'static [u8] {
        MAGIC
    }
}

/// Text up to the first zero.
fn text(bytes: &[u8], failure: &str) -> Result<String> {
    let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    String::from_utf8(bytes[..end].to_vec())
        .map_err(|_| err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "{failure}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(cookie: Option<&str>) -> SaveFront {
        SaveFront {
            running: true,
            format: SaveFormat::Zstd,
            xml: "<domain/>".into(),
            cookie: cookie.map(str::to_owned),
        }
    }

    fn read(bytes: &[u8]) -> Result<SaveFront> {
        SaveFront::parse_data(&SaveHeader::parse(bytes)?, &bytes[HEADER_LEN..])
    }

    fn finish(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes[..16].copy_from_slice(SaveFront::finished_magic());
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        for cookie in [None, Some("<cookie/>")] {
            let bytes = finish(front(cookie).to_bytes(None).unwrap());
            assert_eq!(read(&bytes).unwrap(), front(cookie));
            let header = SaveHeader::parse(&bytes).unwrap();
            let again = front(cookie).to_bytes(Some(header.data_len)).unwrap();
            assert_eq!(finish(again), bytes);
        }
        assert!(front(None).to_bytes(Some(3)).is_err());
    }

    #[test]
    fn other_byte_order_and_broken_files() {
        let bytes = finish(front(None).to_bytes(None).unwrap());
        let mut swapped = bytes.clone();
        for word in swapped[16..HEADER_LEN].chunks_exact_mut(4) {
            word.reverse();
        }
        assert_eq!(read(&swapped).unwrap(), front(None));
        for length in [0, 15, HEADER_LEN - 1, HEADER_LEN, HEADER_LEN + 8] {
            assert_eq!(read(&finish_short(&bytes, length)).unwrap_err().code(), VIR_ERR_OPERATION_FAILED);
        }
        for (at, value) in [(0, b'x'), (16, 9), (28, 7), (20, 0)] {
            let mut broken = bytes.clone();
            if at == 20 {
                broken[20..24].fill(0);
            }
            broken[at] = value;
            assert!(read(&broken).is_err(), "{at}");
        }
        let partial = front(None).to_bytes(None).unwrap();
        assert!(read(&partial).unwrap_err().message().contains("incomplete"));
    }

    fn finish_short(bytes: &[u8], length: usize) -> Vec<u8> {
        bytes[..length].to_vec()
    }
}

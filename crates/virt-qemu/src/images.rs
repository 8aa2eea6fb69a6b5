//! What the start of a disk image says of the image below it.
//!
//! Only headers are read here, never data, and only in the format the configuration names: a guest writes
//! its own disks and could make a raw one look like anything.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileTypeExt;

use crate::command::context::ImageStart;
use crate::vocabulary::StorageFormat;

/// How much of an image its header, the extensions of it and the name of the image below can take.
const HEADER: usize = 0x8200;

const QCOW_MAGIC: &[u8] = b"QFI\xfb";
/// Longest name of an image below.
const NAME_MAX: usize = 1023;
/// Header extension that names the format of the image below.
const EXTENSION_FORMAT: u32 = 0xe279_2aca;

/// The image below, as the image above names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Below {
    pub name: String,
    pub format: Option<String>,
}

/// What is below an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The image stands alone.
    Nothing,
    Image(Below),
    /// The header of this format is not read, or is broken: QEMU has to find out.
    Unknown,
}

/// The start of the image in a file or on a block device.
pub fn read_start(path: &str) -> Option<ImageStart> {
    // A FIFO would hold the open up until somebody writes to it.
    let kind = std::fs::metadata(path).ok()?.file_type();
    if !kind.is_file() && !kind.is_block_device() {
        return None;
    }
    let mut data = Vec::new();
    File::open(path).ok()?.take(HEADER as u64).read_to_end(&mut data).ok()?;
    Some(ImageStart { data, block: kind.is_block_device() })
}

/// How much a guest sees of an image, where the start of it says so.
pub fn capacity(format: StorageFormat, start: &[u8]) -> Option<u64> {
    let (magic, value): (&[u8], _) = match format {
        StorageFormat::Qcow | StorageFormat::Qcow2 => (QCOW_MAGIC, u64_at(start, 24)),
        StorageFormat::Qed => (b"QED", u64_at(start, 48).map(u64::swap_bytes)),
        StorageFormat::Vmdk => (b"KDMV", u64_at(start, 12).map(u64::swap_bytes)?.checked_mul(512)),
        StorageFormat::Vpc => (b"conectix", u64_at(start, 40)),
        StorageFormat::Vdi => (b"", u64_at(start, 368).map(u64::swap_bytes)),
        _ => return None,
    };
    value.filter(|value| start.starts_with(magic) && *value > 0)
}

/// Reads the start of an image of a format.
pub fn below(format: StorageFormat, start: &[u8]) -> Found {
    match format {
        StorageFormat::Qcow | StorageFormat::Qcow2 => qcow(start).unwrap_or(Found::Unknown),
        _ if format.has_backing() => Found::Unknown,
        _ => Found::Nothing,
    }
}

fn qcow(start: &[u8]) -> Option<Found> {
    if !start.starts_with(QCOW_MAGIC) {
        return Some(Found::Nothing);
    }
    let (offset, size) = (usize::try_from(u64_at(start, 8)?).ok()?, u32_at(start, 16)? as usize);
    if offset == 0 || size == 0 {
        return Some(Found::Nothing);
    }
    if size > NAME_MAX {
        return None;
    }
    let name = start.get(offset..offset.checked_add(size)?)?;
    let name = String::from_utf8(name.to_vec()).ok()?;
    let extensions = match u32_at(start, 4)? {
        1 => None,
        2 => Some(72),
        _ => Some(u32_at(start, 100)? as usize),
    };
    let format = extensions.and_then(|at| named_format(start, at, offset));
    Some(Found::Image(Below { name, format }))
}

/// The extensions lie between the header and the name.
fn named_format(start: &[u8], mut at: usize, end: usize) -> Option<String> {
    while at < end {
        let (kind, length) = (u32_at(start, at)?, u32_at(start, at.checked_add(4)?)? as usize);
        let data = at.checked_add(8)?;
        match kind {
            0 => return None,
            EXTENSION_FORMAT => {
                let text = start.get(data..data.checked_add(length)?)?;
                return String::from_utf8(text.to_vec()).ok().filter(|text| !text.is_empty());
            }
            _ => at = data.checked_add(length)?.checked_next_multiple_of(8)?,
        }
    }
    None
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

fn u64_at(data: &[u8], at: usize) -> Option<u64> {
    let bytes = data.get(at..at.checked_add(8)?)?;
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(name: &str, format: Option<&str>) -> Vec<u8> {
        let mut data = vec![0; 1024];
        data[..4].copy_from_slice(QCOW_MAGIC);
        data[4..8].copy_from_slice(&3u32.to_be_bytes());
        data[8..16].copy_from_slice(&512u64.to_be_bytes());
        data[16..20].copy_from_slice(&(name.len() as u32).to_be_bytes());
        data[100..104].copy_from_slice(&104u32.to_be_bytes());
        data[512..512 + name.len()].copy_from_slice(name.as_bytes());
        if let Some(format) = format {
            data[104..108].copy_from_slice(&EXTENSION_FORMAT.to_be_bytes());
            data[108..112].copy_from_slice(&(format.len() as u32).to_be_bytes());
            data[112..112 + format.len()].copy_from_slice(format.as_bytes());
        }
        data
    }

    #[test]
    fn names_and_formats() {
        let found = |name: &str, format: Option<&str>| {
            Found::Image(Below { name: name.into(), format: format.map(str::to_owned) })
        };
        let qcow2 = StorageFormat::Qcow2;
        assert_eq!(below(qcow2, &image("base.img", Some("raw"))), found("base.img", Some("raw")));
        assert_eq!(below(qcow2, &image("/a/b", None)), found("/a/b", None));
        assert_eq!(below(qcow2, &image("", None)), Found::Nothing);
        assert_eq!(below(qcow2, b""), Found::Nothing);
        assert_eq!(below(StorageFormat::Raw, &image("base.img", None)), Found::Nothing);
        assert_eq!(below(StorageFormat::Vmdk, b""), Found::Unknown);
    }

    #[test]
    fn capacities() {
        let mut data = image("", None);
        data[24..32].copy_from_slice(&(3u64 << 20).to_be_bytes());
        assert_eq!(capacity(StorageFormat::Qcow2, &data), Some(3 << 20));
        assert_eq!(capacity(StorageFormat::Vmdk, &data), None);
        assert_eq!(capacity(StorageFormat::Qcow2, &data[..24]), None);
        let mut data = [0; 512];
        data[..4].copy_from_slice(b"KDMV");
        data[12..20].copy_from_slice(&8u64.to_le_bytes());
        assert_eq!(capacity(StorageFormat::Vmdk, &data), Some(4096));
    }

    #[test]
    fn a_fifo_has_no_start() {
        let folder = tempfile::tempdir().unwrap();
        let (fifo, file) = (folder.path().join("fifo"), folder.path().join("file"));
        nix::unistd::mkfifo(&fifo, nix::sys::stat::Mode::S_IRWXU).unwrap();
        std::fs::write(&file, "start").unwrap();
        let start = |path: &std::path::Path| read_start(path.to_str().unwrap()).map(|start| start.data);
        assert_eq!(start(&fifo), None);
        assert_eq!(start(&file).unwrap(), b"start");
    }

    #[test]
    fn broken_headers_are_not_followed() {
        let whole = image("base.img", Some("raw"));
        for length in 4..whole.len() {
            below(StorageFormat::Qcow2, &whole[..length]);
        }
        let mut huge = whole.clone();
        huge[8..16].fill(0xff);
        assert_eq!(below(StorageFormat::Qcow2, &huge), Found::Unknown);
        let mut long = whole;
        long[16..20].copy_from_slice(&4096u32.to_be_bytes());
        assert_eq!(below(StorageFormat::Qcow2, &long), Found::Unknown);
    }
}

//! The image of a saved domain, in upstream's format.
//!
//! ```text
//! magic      16 bytes  "LibvirtQemudPart" while it is written, "LibvirtQemudSave" when complete
//! version     4        2
//! length      4        of what follows the header: XML, NUL, cookie, NUL, padding
//! running     4        whether the domain is to run when restored
//! format      4        compression, numbers of `ImageFormat`
//! cookie      4        where in the data the cookie starts; 0: none
//! unused     56
//! ```
//!
//! Numbers are in the byte order of the writer. Behind the data comes QEMU's own stream.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use virt_core::consts::*;
use virt_core::{Error, Result, bail, err};
use virt_xml::Word;

use crate::conf_file::ImageFormat;

const COMPLETE: &[u8; 16] = b"LibvirtQemudSave";
const PARTIAL: &[u8; 16] = b"LibvirtQemudPart";
const VERSION: u32 = 2;
const HEADER: usize = 92;
/// Room for a longer document put in later.
const PADDING: usize = 64 * 1024;
/// No document is as long as this.
const DATA_LIMIT: u32 = 256 * 1024 * 1024;

/// What stands before QEMU's stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub xml: String,
    pub cookie: Option<String>,
    pub running: bool,
    pub format: ImageFormat,
    /// Of the data in a file that is there; 0: to be chosen.
    length: u32,
}

impl Image {
    pub fn new(xml: String, cookie: Option<String>, running: bool, format: ImageFormat) -> Self {
        Self { xml, cookie, running, format, length: 0 }
    }

    /// Opens an image; the file stands at QEMU's stream.
    pub fn open(path: &Path) -> Result<(Self, File)> {
        let mut file = File::open(path).map_err(|error| open_failed(&error, path))?;
        let image = Self::read(&mut file)?;
        Ok((image, file))
    }

    /// Reads what stands before QEMU's stream.
    pub fn read(source: &mut impl Read) -> Result<Self> {
        let bad = |what: String| err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "{what}");
        let mut header = [0; HEADER];
        source.read_exact(&mut header).map_err(|_| bad("failed to read qemu header".to_owned()))?;
        let (magic, numbers) = header.split_at(16);
        if magic != COMPLETE {
            let partial = magic == PARTIAL;
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_OPERATION_FAILED,
                "{}",
                if partial { "save image is incomplete" } else { "image magic is incorrect" }
            );
        }
        let field = |index: usize, swap: bool| {
            let bytes = [0, 1, 2, 3].map(|i| numbers[index * 4 + i]);
            let number = u32::from_ne_bytes(bytes);
            if swap { number.swap_bytes() } else { number }
        };
        let swap = field(0, false) > VERSION;
        let [version, length, running, format, cookie_at] = [0, 1, 2, 3, 4].map(|index| field(index, swap));
        if version > VERSION {
            return Err(bad(format!("image version is not supported ({version} > {VERSION})")));
        }
        let format = ImageFormat::ALL
            .get(usize::try_from(format).unwrap_or(usize::MAX))
            .copied()
            .ok_or_else(|| bad(format!("unsupported save image format: {format}")))?;
        if length == 0 || length > DATA_LIMIT || cookie_at > length {
            return Err(bad(format!("invalid header data length: {length}")));
        }
        let mut data = vec![0; usize::try_from(length).unwrap_or(0)];
        source.read_exact(&mut data).map_err(|_| bad("failed to read domain XML".to_owned()))?;
        let split = if cookie_at == 0 { data.len() } else { usize::try_from(cookie_at).unwrap_or(0) };
        let (xml, cookie) = data.split_at(split);
        Ok(Self {
            xml: text(xml).ok_or_else(|| bad("failed to read domain XML".to_owned()))?,
            cookie: text(cookie).filter(|cookie| !cookie.is_empty()),
            running: running != 0,
            format,
            length,
        })
    }

    /// Whether a file is an image that was not completed, or none at all.
    pub fn is_corrupt(path: &Path) -> bool {
        let mut magic = [0; 16];
        let read = File::open(path).and_then(|mut file| file.read_exact(&mut magic));
        read.is_err() || magic != *COMPLETE
    }

    /// Writes document and state into an image that is there.
    pub fn rewrite(&self, path: &Path) -> Result<()> {
        let bytes = self.to_bytes()?;
        let written = OpenOptions::new().write(true).open(path).and_then(|mut file| {
            file.write_all(&bytes)?;
            file.sync_data()
        });
        written.map_err(|error| {
            Error::system(
                VIR_FROM_QEMU,
                &error,
                format!("failed to write header data to '{}'", path.display()),
            )
        })
    }

    /// What stands before QEMU's stream in a complete image.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        self.bytes(COMPLETE)
    }

    fn bytes(&self, magic: &[u8; 16]) -> Result<Vec<u8>> {
        let mut data = self.xml.clone().into_bytes();
        data.push(0);
        let cookie_at = if self.cookie.is_some() { data.len() } else { 0 };
        if let Some(cookie) = &self.cookie {
            data.extend_from_slice(cookie.as_bytes());
            data.push(0);
        }
        let length = match usize::try_from(self.length) {
            Ok(0) | Err(_) => data.len() + PADDING,
            Ok(length) => length,
        };
        if data.len() > length {
            bail!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "new xml too large to fit in file");
        }
        data.resize(length, 0);
        let format = ImageFormat::ALL.iter().position(|format| *format == self.format).unwrap_or(0);
        let mut bytes = magic.to_vec();
        for number in [VERSION as usize, length, usize::from(self.running), format, cookie_at] {
            bytes.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_ne_bytes());
        }
        bytes.resize(HEADER, 0);
        bytes.extend_from_slice(&data);
        Ok(bytes)
    }
}

/// A file that an operation of ours fills; one that fails leaves none that it made.
pub struct Target {
    pub file: File,
    path: PathBuf,
    created: bool,
    kept: bool,
}

impl Target {
    /// Makes or empties the file.
    pub fn create(path: &Path) -> Result<Self> {
        let created = !path.exists();
        let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
        let file = file.map_err(|error| {
            Error::system(VIR_FROM_QEMU, &error, format!("Failed to create file '{}'", path.display()))
        })?;
        Ok(Self { file, path: path.to_owned(), created, kept: false })
    }

    /// Writes what stands before QEMU's stream, marked as incomplete.
    pub fn begin(&mut self, image: &Image) -> Result<()> {
        let bytes = image.bytes(PARTIAL)?;
        self.file
            .write_all(&bytes)
            .map_err(|error| self.failed(&error, "failed to write header to domain save file"))
    }

    /// Marks the image as complete and makes it durable.
    pub fn complete(mut self) -> Result<()> {
        let done = self
            .file
            .sync_data()
            .and_then(|()| self.file.seek(SeekFrom::Start(0)))
            .and_then(|_| self.file.write_all(COMPLETE))
            .and_then(|()| self.file.sync_data());
        done.map_err(|error| self.failed(&error, "failed to write header to domain save file"))?;
        self.kept = true;
        Ok(())
    }

    /// Keeps a file that has no header of ours.
    pub fn keep(mut self) -> Result<()> {
        self.file.sync_data().map_err(|error| self.failed(&error, "unable to close file"))?;
        self.kept = true;
        Ok(())
    }

    /// A descriptor of the file for others to write to.
    pub fn descriptor(&self) -> Result<File> {
        self.file.try_clone().map_err(|error| self.failed(&error, "cannot pass on file"))
    }

    fn failed(&self, error: &io::Error, what: &str) -> Error {
        Error::system(VIR_FROM_QEMU, error, format!("{what} '{}'", self.path.display()))
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if self.created && !self.kept {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn open_failed(error: &io::Error, path: &Path) -> Error {
    Error::system(VIR_FROM_QEMU, error, format!("Failed to open file '{}'", path.display()))
}

/// The text up to the first NUL.
fn text(bytes: &[u8]) -> Option<String> {
    let end = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    String::from_utf8(bytes[..end].to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image() -> Image {
        Image::new("<domain/>".into(), Some("<cookie/>".into()), true, ImageFormat::Zstd)
    }

    #[test]
    fn written_and_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.save");
        let mut target = Target::create(&path).unwrap();
        target.begin(&image()).unwrap();
        target.file.write_all(b"stream").unwrap();
        assert!(Image::is_corrupt(&path));
        assert!(Image::open(&path).unwrap_err().message().ends_with("save image is incomplete"));
        target.complete().unwrap();
        let (mut read, mut rest) = Image::open(&path).unwrap();
        assert_eq!(Image { length: 0, ..read.clone() }, image());
        let mut stream = Vec::new();
        rest.read_to_end(&mut stream).unwrap();
        assert_eq!(stream, b"stream");
        read.xml = "<domain longer='yes'/>".into();
        read.running = false;
        read.rewrite(&path).unwrap();
        assert_eq!(Image::open(&path).unwrap().0, read);
        read.xml = "x".repeat(PADDING + 100);
        assert!(read.rewrite(&path).unwrap_err().message().ends_with("new xml too large to fit in file"));
    }

    #[test]
    fn the_other_byte_order_is_read_too() {
        let mut bytes = image().bytes(COMPLETE).unwrap();
        for number in bytes[16..36].chunks_exact_mut(4) {
            number.reverse();
        }
        assert_eq!(Image::read(&mut &bytes[..]).unwrap().xml, "<domain/>");
    }

    #[test]
    fn broken_images() {
        let good = image().bytes(COMPLETE).unwrap();
        for (change, what) in [
            ((0, b'X'), "image magic is incorrect"),
            ((16, 99), "image version is not supported"),
            ((28, 77), "unsupported save image format: 77"),
            ((23, 0xff), "invalid header data length"),
        ] {
            let mut bad = good.clone();
            bad[change.0] = change.1;
            let error = Image::read(&mut &bad[..]).unwrap_err();
            assert!(error.message().contains(what), "{error}");
        }
        assert!(Image::read(&mut &good[..50]).is_err());
        assert!(Image::read(&mut &good[..200]).is_err());
    }

    #[test]
    fn a_failed_operation_leaves_no_file_of_its_making() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.save");
        drop(Target::create(&path).unwrap());
        assert!(!path.exists());
        std::fs::write(&path, "mine").unwrap();
        drop(Target::create(&path).unwrap());
        assert!(path.exists());
    }
}

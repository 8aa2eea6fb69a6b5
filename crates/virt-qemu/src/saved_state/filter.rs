//! Programs that compress and decompress a stream between QEMU and a file.

use std::fs::File;
use std::io::{self, PipeReader, PipeWriter};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use virt_core::consts::*;
use virt_core::{Error, Result, err};

use virt_host::files::copy_uncached;

use crate::conf_file::ImageFormat;

/// Something that carries QEMU's output into a file.
pub enum Carrier {
    /// A thread of ours copies.
    Copy(Receiver<io::Result<u64>>),
    Program(Child, &'static str),
}

/// Whether the program for a format is there; `purpose` names the setting.
pub fn check(format: ImageFormat, purpose: &str) -> Result<()> {
    match format {
        ImageFormat::Raw | ImageFormat::Sparse => Ok(()),
        _ if find(format.as_str()).is_some() => Ok(()),
        _ => Err(err!(
            VIR_FROM_QEMU,
            VIR_ERR_OPERATION_FAILED,
            "Compression program for {purpose} image format in configuration file isn't available"
        )),
    }
}

/// Starts carrying; what QEMU writes into the returned end arrives in the file.
pub fn to_file(format: ImageFormat, file: File, bypass_cache: bool) -> Result<(PipeWriter, Carrier)> {
    let (reader, writer) = io::pipe().map_err(|error| failed(&error, "cannot create a pipe"))?;
    let carrier = match format {
        ImageFormat::Raw | ImageFormat::Sparse => Carrier::Copy(copy(reader, file, bypass_cache)?),
        _ => {
            let options: &[&str] = if format == ImageFormat::Xz { &["-c", "-3"] } else { &["-c"] };
            let child = start(format, options, reader.into(), file.into())?;
            Carrier::Program(child, format.as_str())
        }
    };
    Ok((writer, carrier))
}

/// The stream of a file as QEMU wrote it; the program, if any, ends by itself at the stream's end.
pub fn from_file(format: ImageFormat, file: File) -> Result<(std::os::fd::OwnedFd, Option<Child>)> {
    match format {
        ImageFormat::Raw => Ok((feed(file)?.into(), None)),
        ImageFormat::Sparse => Err(err!(
            VIR_FROM_QEMU,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "save image format sparse is not supported yet"
        )),
        _ => {
            let (reader, writer) = io::pipe().map_err(|error| failed(&error, "cannot create a pipe"))?;
            let options: &[&str] =
                if format == ImageFormat::Lzop { &["-dc", "--ignore-warn"] } else { &["-dc"] };
            let child = start(format, options, file.into(), writer.into())?;
            Ok((reader.into(), Some(child)))
        }
    }
}

/// A pipe with what is in a file from where it stands: QEMU takes no file itself for a stream any more.
fn feed(mut file: File) -> Result<PipeReader> {
    let (reader, mut writer) = io::pipe().map_err(|error| failed(&error, "cannot create a pipe"))?;
    let carry = move || {
        // A QEMU that has died must not end the program by a signal.
        let mut broken = nix::sys::signal::SigSet::empty();
        broken.add(nix::sys::signal::Signal::SIGPIPE);
        if broken.thread_block().is_err() {
            return;
        }
        // Whoever stops reading has failed and says so itself.
        let _ = io::copy(&mut file, &mut writer);
    };
    std::thread::Builder::new()
        .name("restore".to_owned())
        .spawn(carry)
        .map_err(|error| failed(&error, "cannot start a thread"))?;
    Ok(reader)
}

impl Carrier {
    /// Waits until everything is in the file; `None`: it was not in time, and the rest is given up.
    pub fn finish(self, limit: Duration) -> Option<Result<()>> {
        match self {
            Self::Copy(outcome) => match outcome.recv_timeout(limit) {
                Ok(copied) => Some(
                    copied.map(drop).map_err(|error| failed(&error, "cannot write the state of the domain")),
                ),
                Err(_) => None,
            },
            Self::Program(child, name) => {
                let status = wait(child, limit).transpose()?;
                Some(status.map_err(|error| failed(&error, "cannot wait for a program")).and_then(|status| {
                    if status.success() {
                        return Ok(());
                    }
                    Err(err!(VIR_FROM_QEMU, VIR_ERR_OPERATION_FAILED, "{name} failed: {status}"))
                }))
            }
        }
    }
}

/// Waits for a program, which is killed when it takes too long.
fn wait(mut child: Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    const PERIOD: Duration = Duration::from_millis(5);
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(PERIOD);
    }
}

fn copy(mut from: PipeReader, mut to: File, bypass_cache: bool) -> Result<Receiver<io::Result<u64>>> {
    let (sender, outcome) = sync_channel(1);
    let work = move || {
        let copied =
            if bypass_cache { copy_uncached(&mut from, &mut to) } else { io::copy(&mut from, &mut to) };
        // Closing the pipe tells QEMU of trouble.
        drop(from);
        let _ = sender.send(copied);
    };
    std::thread::Builder::new()
        .name("virt-copy".to_owned())
        .spawn(work)
        .map_err(|error| failed(&error, "cannot start a thread"))?;
    Ok(outcome)
}

fn start(format: ImageFormat, options: &[&str], from: Stdio, to: Stdio) -> Result<Child> {
    let name = format.as_str();
    let path = find(name).ok_or_else(|| {
        err!(
            VIR_FROM_QEMU,
            VIR_ERR_OPERATION_FAILED,
            "Cannot find '{name}' in path: No such file or directory"
        )
    })?;
    let child = Command::new(path).args(options).stdin(from).stdout(to).stderr(Stdio::null()).spawn();
    child.map_err(|error| failed(&error, &format!("cannot execute binary {name}")))
}

fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn failed(error: &io::Error, what: &str) -> Error {
    Error::system(VIR_FROM_QEMU, error, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};

    const LIMIT: Duration = Duration::from_secs(60);

    #[test]
    fn there_and_back() {
        let dir = tempfile::tempdir().unwrap();
        for format in [ImageFormat::Raw, ImageFormat::Gzip] {
            let path = dir.path().join(format.as_str());
            let (mut writer, carrier) = to_file(format, File::create(&path).unwrap(), false).unwrap();
            let text = "state ".repeat(100_000);
            writer.write_all(text.as_bytes()).unwrap();
            drop(writer);
            carrier.finish(LIMIT).unwrap().unwrap();
            let (stream, child) = from_file(format, File::open(&path).unwrap()).unwrap();
            let mut read = String::new();
            File::from(stream).read_to_string(&mut read).unwrap();
            assert_eq!(read, text, "{}", format.as_str());
            child.map(|mut child| child.wait().unwrap());
        }
    }

    #[test]
    fn a_stream_without_end_is_given_up() {
        let dir = tempfile::tempdir().unwrap();
        for format in [ImageFormat::Raw, ImageFormat::Gzip] {
            let (_writer, carrier) =
                to_file(format, File::create(dir.path().join("x")).unwrap(), false).unwrap();
            assert!(carrier.finish(Duration::from_millis(50)).is_none());
        }
    }

    #[test]
    fn a_full_disk_is_told() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let (mut writer, carrier) = to_file(ImageFormat::Raw, full, true).unwrap();
        let _ = writer.write_all(&[0; 100_000]);
        drop(writer);
        let error = carrier.finish(LIMIT).unwrap().unwrap_err();
        assert!(error.message().contains("No space left on device"), "{error}");
    }
}

//! Files that the page cache is not to be filled with.

use std::fs::File;
use std::io::{self, Read, Write};

use nix::fcntl::{PosixFadviseAdvice, posix_fadvise};

/// Written back and forgotten in pieces of this size.
const PIECE: u64 = 16 << 20;

/// Writes back what was written to a file, and gives up its pages in memory.
pub fn forget_cached(file: &File) -> io::Result<()> {
    file.sync_data()?;
    posix_fadvise(file, 0, 0, PosixFadviseAdvice::POSIX_FADV_DONTNEED)?;
    Ok(())
}

/// Copies everything; what has been written doesn't stay in memory.
pub fn copy_uncached(from: &mut impl Read, to: &mut File) -> io::Result<u64> {
    let mut buffer = vec![0; 1 << 20];
    let (mut total, mut kept) = (0, 0);
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        to.write_all(&buffer[..count])?;
        total += count as u64;
        kept += count as u64;
        if kept >= PIECE {
            forget_cached(to)?;
            kept = 0;
        }
    }
    // Not every file can be synced; whoever needs that does it.
    let _ = forget_cached(to);
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_whole() {
        let path = std::env::temp_dir().join(format!("copy-{}", std::process::id()));
        let mut file = File::create(&path).unwrap();
        let data: Vec<u8> = (0..3 << 20).map(|n: u32| n as u8).collect();
        assert_eq!(copy_uncached(&mut &data[..], &mut file).unwrap(), data.len() as u64);
        assert!(std::fs::read(&path).unwrap() == data);
        std::fs::remove_file(&path).unwrap();
    }
}

//! Asking an NBD server whether its export can be had: a server of somebody else's disk finds out only when
//! the first client comes.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

const GREETING: &[u8; 16] = b"NBDMAGICIHAVEOPT";
const OPTION: &[u8; 8] = b"IHAVEOPT";
const REPLY: u64 = 0x0003_e889_0455_65a9;
const FIXED_NEWSTYLE: u16 = 1;
const OPT_GO: u32 = 7;
const REP_ACK: u32 = 1;
const REP_INFO: u32 = 3;
/// So many pieces of information come before an answer is settled, each this long at most.
const MOST_REPLIES: usize = 32;
const MOST_DATA: u32 = 64 << 10;

/// Opens the export without a name and closes it again.
pub fn check(socket: &Path, limit: Duration) -> io::Result<()> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(limit))?;
    stream.set_write_timeout(Some(limit))?;
    negotiate(&mut stream)
}

fn negotiate(stream: &mut (impl Read + Write)) -> io::Result<()> {
    let mut greeting = [0; 18];
    stream.read_exact(&mut greeting)?;
    let flags = u16::from_be_bytes([greeting[16], greeting[17]]);
    if greeting[..16] != *GREETING || flags & FIXED_NEWSTYLE == 0 {
        return Err(io::Error::other("not an NBD server"));
    }
    let mut request = u32::from(FIXED_NEWSTYLE).to_be_bytes().to_vec();
    request.extend_from_slice(OPTION);
    request.extend_from_slice(&OPT_GO.to_be_bytes());
    // An empty name and no questions.
    request.extend_from_slice(&6u32.to_be_bytes());
    request.extend_from_slice(&[0; 6]);
    stream.write_all(&request)?;
    for _ in 0..MOST_REPLIES {
        match reply(stream)? {
            REP_ACK => return Ok(()),
            REP_INFO => {}
            error => return Err(io::Error::other(format!("export not available ({error:#x})"))),
        }
    }
    Err(io::Error::other("no end of replies"))
}

/// The kind of the next reply to our option.
fn reply(stream: &mut impl Read) -> io::Result<u32> {
    let mut head = [0; 20];
    stream.read_exact(&mut head)?;
    let (magic, rest) = head.split_at(8);
    let word = |at: usize| u32::from_be_bytes([rest[at], rest[at + 1], rest[at + 2], rest[at + 3]]);
    let length = word(8);
    if magic != REPLY.to_be_bytes() || word(0) != OPT_GO || length > MOST_DATA {
        return Err(io::Error::other("not a reply of an NBD server"));
    }
    io::copy(&mut stream.take(u64::from(length)), &mut io::sink())?;
    Ok(word(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Server(io::Cursor<Vec<u8>>, Vec<u8>);

    impl Read for Server {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }

    impl Write for Server {
        fn write(&mut self, data: &[u8]) -> io::Result<usize> {
            self.1.extend_from_slice(data);
            Ok(data.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn ask(replies: &[(u32, &[u8])]) -> io::Result<()> {
        let mut bytes = GREETING.to_vec();
        bytes.extend_from_slice(&3u16.to_be_bytes());
        for (kind, data) in replies {
            bytes.extend_from_slice(&REPLY.to_be_bytes());
            bytes.extend_from_slice(&OPT_GO.to_be_bytes());
            bytes.extend_from_slice(&kind.to_be_bytes());
            bytes.extend_from_slice(&(data.len() as u32).to_be_bytes());
            bytes.extend_from_slice(data);
        }
        let mut server = Server(io::Cursor::new(bytes), Vec::new());
        let answer = negotiate(&mut server);
        assert_eq!(server.1.len(), 4 + 8 + 4 + 4 + 6);
        answer
    }

    #[test]
    fn exports_that_are_there_and_not() {
        ask(&[(REP_INFO, &[0; 12]), (REP_ACK, &[])]).unwrap();
        assert!(ask(&[(0x8000_0006, b"no such file")]).is_err());
        assert!(ask(&[]).is_err());
        let endless: &[u8] = &[0; 12];
        assert!(ask(&[(REP_INFO, endless); 40]).is_err());
    }

    #[test]
    fn something_else_that_listens() {
        let mut other = Server(io::Cursor::new(b"HTTP/1.1 400 Bad Request\r\n".to_vec()), Vec::new());
        assert!(negotiate(&mut other).is_err());
    }
}

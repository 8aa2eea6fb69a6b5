//! Cutting a byte stream into lines.

/// What a stream did that it must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Oversize {
    pub limit: usize,
}

/// Collects bytes until a line is whole. `\r` before the end of the line and empty lines are dropped.
#[derive(Debug)]
pub(crate) struct Framer {
    partial: Vec<u8>,
    limit: usize,
    /// A byte that voids whatever came before it on its line.
    restart: Option<u8>,
}

impl Framer {
    pub fn new(limit: usize, restart: Option<u8>) -> Self {
        Self { partial: Vec::new(), limit, restart }
    }

    /// Takes the next bytes and hands out the lines they complete.
    pub fn push(&mut self, bytes: &[u8], mut line: impl FnMut(&[u8])) -> Result<(), Oversize> {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|&b| b == b'\n') {
            let piece = &rest[..end];
            rest = &rest[end + 1..];
            if self.partial.is_empty() {
                self.check(piece.len())?;
                emit(piece, self.restart, &mut line);
            } else {
                self.check(self.partial.len() + piece.len())?;
                self.partial.extend_from_slice(piece);
                emit(&self.partial, self.restart, &mut line);
                self.partial = Vec::new();
            }
        }
        if let Some(at) = self.restart.and_then(|r| rest.iter().rposition(|&b| b == r)) {
            self.partial.clear();
            rest = &rest[at..];
        }
        self.check(self.partial.len() + rest.len())?;
        self.partial.extend_from_slice(rest);
        Ok(())
    }

    fn check(&self, length: usize) -> Result<(), Oversize> {
        if length > self.limit { Err(Oversize { limit: self.limit }) } else { Ok(()) }
    }
}

fn emit(line: &[u8], restart: Option<u8>, out: &mut impl FnMut(&[u8])) {
    let start = restart.and_then(|r| line.iter().rposition(|&b| b == r)).map_or(0, |at| at + 1);
    let line = line[start..].trim_ascii();
    if !line.is_empty() {
        out(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(framer: &mut Framer, bytes: &[u8]) -> Result<Vec<Vec<u8>>, Oversize> {
        let mut all = Vec::new();
        framer.push(bytes, |line| all.push(line.to_vec()))?;
        Ok(all)
    }

    #[test]
    fn long_lines_are_refused_whole_or_in_pieces() {
        let mut framer = Framer::new(4, None);
        assert_eq!(lines(&mut framer, b"abcd\nab").unwrap(), [b"abcd"]);
        assert_eq!(lines(&mut framer, b"cde"), Err(Oversize { limit: 4 }));
        assert_eq!(lines(&mut Framer::new(4, None), b"abcde\n"), Err(Oversize { limit: 4 }));
    }

    #[test]
    fn the_restart_byte_voids_what_came_before() {
        let mut framer = Framer::new(100, Some(0xff));
        assert_eq!(lines(&mut framer, b"junk\xff{}\n").unwrap(), [b"{}"]);
        assert_eq!(lines(&mut framer, b"junk").unwrap().len(), 0);
        assert_eq!(lines(&mut framer, b"more\xff{").unwrap().len(), 0);
        assert_eq!(lines(&mut framer, b"}\n").unwrap(), [b"{}"]);
    }

    proptest! {
        /// However a stream is cut into reads, the lines are the same.
        #[test]
        fn cuts_make_no_difference(
            texts in prop::collection::vec("[ a-z{}\"]{0,12}", 0..12),
            tail in "[a-z]{0,5}",
            cuts in prop::collection::vec(0usize..200, 0..12),
            crlf in any::<bool>(),
        ) {
            let end = if crlf { "\r\n" } else { "\n" };
            let stream: String = texts.iter().flat_map(|t| [t.as_str(), end]).chain([tail.as_str()]).collect();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(stream.len())).collect();
            cuts.extend([0, stream.len()]);
            cuts.sort_unstable();
            let mut framer = Framer::new(1000, None);
            let mut got = Vec::new();
            for pair in cuts.windows(2) {
                got.extend(lines(&mut framer, &stream.as_bytes()[pair[0]..pair[1]]).unwrap());
            }
            let want: Vec<Vec<u8>> =
                texts.iter().map(|t| t.trim().as_bytes().to_vec()).filter(|t| !t.is_empty()).collect();
            prop_assert_eq!(got, want);
        }

        /// Any bytes at all: no panic, never more memory than the limit.
        #[test]
        fn garbage_is_bounded(reads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 0..32)) {
            let mut framer = Framer::new(48, Some(0xff));
            for bytes in reads {
                if lines(&mut framer, &bytes).is_err() {
                    break;
                }
                prop_assert!(framer.partial.len() <= 48);
            }
        }
    }
}

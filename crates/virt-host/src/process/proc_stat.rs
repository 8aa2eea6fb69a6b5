//! What `/proc/PID/stat` tells of a process or thread.

use std::io;
use std::path::Path;

/// The fields of a `stat` file that anyone here needs; times in clock ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcStat {
    /// The program's short name.
    pub name: String,
    /// `R`, `S`, `D`, `T`, `Z`…
    pub state: char,
    pub parent: u32,
    pub session: i32,
    pub user_ticks: u64,
    pub system_ticks: u64,
    /// After boot.
    pub start_time: u64,
    pub resident_pages: u64,
    /// The CPU it ran on last.
    pub processor: u32,
}

impl ProcStat {
    /// Reads `/proc/PID/stat`.
    pub fn read(pid: u32) -> io::Result<Self> {
        read(Path::new(&format!("/proc/{pid}/stat")))
    }
}

/// Reads a thread's `stat` file.
pub fn thread_stat(pid: u32, tid: u32) -> io::Result<ProcStat> {
    read(Path::new(&format!("/proc/{pid}/task/{tid}/stat")))
}

/// The threads of a process, ascending.
pub fn threads(pid: u32) -> io::Result<Vec<u32>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(format!("/proc/{pid}/task"))? {
        all.extend(entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()));
    }
    all.sort_unstable();
    Ok(all)
}

/// Clock ticks as the kernel reports them (100 per second on every architecture) in ns.
pub fn ticks_to_nanos(ticks: u64) -> u64 {
    ticks.saturating_mul(10_000_000)
}

/// Bytes of a page of memory.
pub fn page_size() -> u64 {
    let size = nix::unistd::sysconf(nix::unistd::SysconfVar::PAGE_SIZE).ok().flatten();
    size.and_then(|size| size.try_into().ok()).unwrap_or(4096)
}

fn read(path: &Path) -> io::Result<ProcStat> {
    let text = std::fs::read_to_string(path).map_err(|error| match error.raw_os_error() {
        Some(libc::ESRCH) => io::ErrorKind::NotFound.into(),
        _ => error,
    })?;
    parse(&text).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// The name is in parentheses and may hold anything, so fields count from the last one.
fn parse(text: &str) -> Option<ProcStat> {
    let (name, rest) = text.split_once('(')?.1.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
    // proc(5) numbers the fields from 1; the state, field 3, is our first.
    let number = |field: usize| fields.get(field - 3)?.parse::<u64>().ok();
    Some(ProcStat {
        name: name.to_owned(),
        state: fields.first()?.chars().next()?,
        parent: number(4)?.try_into().ok()?,
        session: fields.get(6 - 3)?.parse().ok()?,
        user_ticks: number(14)?,
        system_ticks: number(15)?,
        start_time: number(22)?,
        resident_pages: number(24)?,
        processor: number(39)?.try_into().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_process() {
        let stat = ProcStat::read(std::process::id()).unwrap();
        assert!(stat.start_time > 0 && stat.resident_pages > 0 && stat.parent > 0);
        assert!(threads(std::process::id()).unwrap().contains(&std::process::id()));
        assert_eq!(ProcStat::read(u32::MAX >> 1).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn names_with_parentheses_and_nonsense() {
        let tail = "S 1 2 3 0 -1 0 0 0 0 0 11 12 0 0 20 0 1 0 99 1000 55 0 0 0 0 0 0 0 0 0 0 0 0 0 17 6 0";
        let stat = parse(&format!("7 (a) b) {tail}")).unwrap();
        assert_eq!((stat.name.as_str(), stat.start_time, stat.processor), ("a) b", 99, 6));
        assert_eq!(parse("7 (a"), None);
        assert_eq!(parse("7 (a) S 1"), None);
    }
}

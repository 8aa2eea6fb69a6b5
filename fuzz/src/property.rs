//! What has to hold for any input.

use std::time::{Duration, Instant};

use crate::Kind;

/// The longest that reading and writing may take, on the slowest machine that is meant to run this.
const LIMIT: Duration = Duration::from_secs(5);

/// Upstream, too, takes an empty `<source>` here, writes none, and then misses it.
const AS_UPSTREAM: &[&str] = &[
    "missing disk data file store source",
    "missing disk backing store source",
    "<source> is missing in <nvram> with a type",
];

/// Reads, writes, reads again. Says whether the input is accepted; the error is a finding. Panics are the caller's
/// to catch.
pub fn hold(kind: &Kind, text: &str) -> Result<bool, String> {
    let begin = Instant::now();
    let accepted = again(kind, text)?;
    let took = begin.elapsed();
    if took > LIMIT {
        return Err(format!("takes {} ms", took.as_millis()));
    }
    Ok(accepted)
}

fn again(kind: &Kind, text: &str) -> Result<bool, String> {
    let _ = (kind.again)(text, true);
    let Ok(first) = (kind.again)(text, false) else { return Ok(false) };
    let second = match (kind.again)(&first, false) {
        Ok(second) => second,
        Err(e) if AS_UPSTREAM.iter().any(|known| e.message().contains(known)) => return Ok(true),
        Err(e) => return Err(format!("not read again: {e}\n{first}")),
    };
    if first == second {
        return Ok(true);
    }
    // upstream, too, writes what it reads otherwise: sizes rounded down to nothing, kinds of empty disks
    let third = (kind.again)(&second, false).map_err(|e| format!("not read a third time: {e}\n{second}"))?;
    if second == third { Ok(true) } else { Err(format!("changes:\n{second}\nthen:\n{third}")) }
}

//! What has to hold for any input.

use std::time::{Duration, Instant};

use crate::Kind;

/// The longest that reading and writing may take, on the slowest machine that is meant to run this.
const LIMIT: Duration = Duration::from_secs(5);

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
    let second = (kind.again)(&first, false).map_err(|e| format!("not read again: {e}\n{first}"))?;
    // metadata of nobody's namespace is dropped in two steps, as upstream does
    let first = first.replace("  <metadata/>\n", "");
    if first == second { Ok(true) } else { Err(format!("changes:\n{first}\nthen:\n{second}")) }
}

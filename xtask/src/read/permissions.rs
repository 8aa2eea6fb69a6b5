//! Reads which permissions a function needs: `xtask/facts/acls.tsv`.

use std::fs;
use std::path::Path;

use crate::model::{Header, Permission};

/// Gives every function its permissions.
pub fn read(root: &Path, headers: &mut [Header]) -> Result<(), String> {
    let path = root.join("xtask/facts/acls.tsv");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    for function in headers.iter_mut().flat_map(|h| &mut h.functions) {
        for row in rows.iter().filter(|r| r.first() == Some(&&*function.name)) {
            let [_, kind, object, name, flags] = row.as_slice() else {
                return Err(format!("{}: a row of {} columns", path.display(), row.len()));
            };
            function.permissions.push(Permission {
                kind: kind.to_string(),
                object: object.to_string(),
                name: name.to_string(),
                flags: (*flags != "-").then(|| flags.to_string()),
            });
        }
    }
    Ok(())
}

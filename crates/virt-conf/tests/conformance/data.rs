//! Finding cases, their inputs and upstream's results.

use std::path::{Path, PathBuf};

use serde_json::Value;
use virt_core::Error;

/// A case of the set.
pub struct Case {
    pub id: String,
    pub entry: Value,
    views: Value,
    root: PathBuf,
}

/// The cases of a kind; none where the data is missing.
pub fn cases(kind: &str) -> Option<Vec<Case>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|a| a.join("shared/data/conformance"))
        .find(|p| p.is_dir())?;
    let read = |path: PathBuf| -> Value {
        serde_json::from_slice(&std::fs::read(&path).expect("readable")).expect("JSON")
    };
    let manifest = read(root.join("manifest.json"));
    let entries = manifest["cases"].as_array().expect("cases");
    let case = |entry: &Value| {
        let id = entry["id"].as_str().expect("id").to_owned();
        let expected = read(root.join(format!("expected/{kind}/{id}.json")));
        let views = expected.get("views").cloned().unwrap_or(expected);
        Case { id, entry: entry.clone(), views, root: root.clone() }
    };
    Some(entries.iter().filter(|e| e["kind"] == kind).map(case).collect())
}

impl Case {
    /// One of the input files.
    pub fn input(&self, name: &str) -> Option<String> {
        let file = self.entry["files"][name].as_str()?;
        Some(self.file(file))
    }

    /// An input by its path.
    pub fn file(&self, path: &str) -> String {
        std::fs::read_to_string(self.root.join("inputs").join(path)).expect("input")
    }

    /// What upstream gave for a view.
    pub fn view(&self, name: &str) -> &Value {
        &self.views[name]
    }

    /// Whether a view has the outcome that upstream had: success, or the same error number and domain.
    pub fn same_outcome<T>(&self, view: &str, ours: &Result<T, Error>) -> Result<(), String> {
        let want = self.view(view);
        if want.is_null() || want["soft"].is_string() {
            return Ok(());
        }
        match (&want["error"], ours) {
            (Value::Null, Ok(_)) => Ok(()),
            (Value::Null, Err(e)) => Err(format!("{view}: unexpected: {e}")),
            (error, Ok(_)) => Err(format!("{view}: succeeds, not: {}", error["message"])),
            (error, Err(e)) if error["code"] == e.code() && error["domain"] == e.domain() => Ok(()),
            (error, Err(e)) => Err(format!("{view}: {}/{} {e}, not {error}", e.code(), e.domain())),
        }
    }

    /// Whether a text equals a view, line by line; `@UUID1@` and the like stand for made-up values.
    pub fn same_text(&self, view: &str, ours: &str) -> Result<(), String> {
        let want = self.view(view);
        let Some(lines) = want["ok"].as_array() else { return Ok(()) };
        let mut theirs = lines.iter().map(|l| l.as_str().unwrap_or_default());
        let mut ours = ours.trim_end_matches('\n').split('\n');
        for number in 1.. {
            match (theirs.next(), ours.next()) {
                (None, None) => break,
                (Some(want), Some(have)) if matches(want, have) => {}
                (want, have) => {
                    return Err(format!("{view} line {number}:\n  want {want:?}\n  have {have:?}"));
                }
            }
        }
        Ok(())
    }
}

/// Whether a line equals one in which `@NAME@` stands for anything without quotes and tags.
pub fn matches(pattern: &str, line: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('@') else { return pattern == line };
    let Some((name, after)) = rest.split_once('@') else { return pattern == line };
    let token = !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let Some(tail) = line.strip_prefix(before).filter(|_| token) else { return pattern == line };
    let end = tail.find(['\'', '<', '"', ' ']).unwrap_or(tail.len());
    end > 0 && matches(after, &tail[end..])
}

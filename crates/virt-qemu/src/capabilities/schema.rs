//! Questions to the QMP schema (`query-qmp-schema`).
//!
//! A path starts at a command or event and walks on through names separated by `/`:
//! `arg-type`, `ret-type` or a member's name; `+case` takes a variant of a union; `^value` asks whether an
//! enumeration has a value, `$feature` whether a thing has a feature. Arrays are stepped through without
//! being named.

use std::collections::HashMap;

use serde_json::Value;

const MAX_DEPTH: usize = 64;

/// The schema of one QEMU build, by name of its entries.
pub struct Schema<'a>(HashMap<&'a str, &'a Value>);

impl<'a> Schema<'a> {
    /// Takes the reply of `query-qmp-schema`.
    pub fn new(reply: &'a Value) -> Self {
        let entries = reply.as_array().map(Vec::as_slice).unwrap_or_default();
        Self(entries.iter().filter_map(|e| Some((e["name"].as_str()?, e))).collect())
    }

    /// Does the path lead to something?
    pub fn has(&self, path: &str) -> bool {
        let steps: Vec<&str> = path.split('/').collect();
        self.walk(steps[0], &steps[1..], MAX_DEPTH)
    }

    fn walk(&self, name: &str, steps: &[&str], depth: usize) -> bool {
        let (Some(entry), Some(left)) = (self.0.get(name), depth.checked_sub(1)) else {
            return false;
        };
        let Some((step, rest)) = steps.split_first() else {
            return true;
        };
        match entry["meta-type"].as_str().unwrap_or_default() {
            "object" => self.object(entry, step, rest, left),
            "command" | "event" => match step.strip_prefix('$') {
                Some(feature) => rest.is_empty() && has_feature(entry, feature),
                None => entry[*step].as_str().is_some_and(|t| self.walk(t, rest, left)),
            },
            "array" => entry["element-type"].as_str().is_some_and(|t| self.walk(t, steps, left)),
            "alternate" => {
                items(&entry["members"]).filter_map(|m| m["type"].as_str()).any(|t| self.walk(t, steps, left))
            }
            "enum" => enumeration(entry, step, rest),
            _ => false,
        }
    }

    fn object(&self, entry: &Value, step: &str, rest: &[&str], depth: usize) -> bool {
        let named = |list: &str, key: &str, name: &str| {
            items(&entry[list])
                .find(|m| m[key].as_str() == Some(name))
                .and_then(|m| m["type"].as_str())
                .is_some_and(|t| self.walk(t, rest, depth))
        };
        match step.as_bytes().first() {
            Some(b'$') => rest.is_empty() && has_feature(entry, &step[1..]),
            Some(b'+') => named("variants", "case", &step[1..]),
            Some(b'^') | None => false,
            _ => named("members", "name", step),
        }
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

fn has_feature(entry: &Value, feature: &str) -> bool {
    items(&entry["features"]).any(|f| f.as_str() == Some(feature))
}

fn enumeration(entry: &Value, step: &str, rest: &[&str]) -> bool {
    let Some(value) = step.strip_prefix('^') else {
        return false;
    };
    let member = items(&entry["members"]).find(|m| m["name"].as_str() == Some(value));
    match rest {
        [] => member.is_some() || items(&entry["values"]).any(|v| v.as_str() == Some(value)),
        [feature] => {
            feature.strip_prefix('$').is_some_and(|f| member.is_some_and(|member| has_feature(member, f)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let reply = serde_json::json!([
            {"name": "add", "meta-type": "command", "arg-type": "1", "ret-type": "0", "features": ["json"]},
            {"name": "0", "meta-type": "object", "members": []},
            {"name": "1", "meta-type": "object", "members": [{"name": "kind", "type": "2"}, {"name": "many", "type": "4"}],
             "variants": [{"case": "a", "type": "3"}]},
            {"name": "2", "meta-type": "enum", "values": ["a", "b"], "members": [{"name": "a"}, {"name": "b", "features": ["x"]}]},
            {"name": "3", "meta-type": "object", "members": [{"name": "own", "type": "str"}, {"name": "loop", "type": "3"}]},
            {"name": "4", "meta-type": "array", "element-type": "5"},
            {"name": "5", "meta-type": "alternate", "members": [{"type": "str"}, {"type": "3"}]},
            {"name": "str", "meta-type": "builtin", "json-type": "string"}
        ]);
        let schema = Schema::new(&reply);
        for yes in [
            "add",
            "add/$json",
            "add/arg-type/kind/^a",
            "add/arg-type/kind/^b/$x",
            "add/arg-type/+a/own",
            "add/arg-type/many/own",
        ] {
            assert!(schema.has(yes), "{yes}");
        }
        for no in [
            "remove",
            "add/$x",
            "add/arg-type/kind/^c",
            "add/arg-type/kind/^a/$x",
            "add/arg-type/+b",
            "add/arg-type/own",
        ] {
            assert!(!schema.has(no), "{no}");
        }
        let long = format!("add/arg-type/+a{}", "/loop".repeat(1000));
        assert!(!schema.has(&long));
    }
}

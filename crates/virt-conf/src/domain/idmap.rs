//! `<idmap>`: which users and groups of the host those of the guest are.

use super::words::prelude::*;

/// `<idmap>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdMap {
    pub uid: Vec<IdRange>,
    pub gid: Vec<IdRange>,
}

/// A range of ids, in order of `start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct IdRange {
    pub start: u32,
    pub target: u32,
    pub count: u32,
}

fn read_ranges(node: Node<'_>, name: &'static str) -> Result<Vec<IdRange>> {
    let mut ranges = Vec::new();
    for child in node.all(name) {
        let number = |name| child.attr(name).and_then(<u32 as Value>::parse);
        match (number("start"), number("target"), number("count")) {
            (Some(start), Some(target), Some(count)) => ranges.push(IdRange { start, target, count }),
            _ => return Err(child.invalid("invalid idmap start/target/count settings")),
        }
    }
    ranges.sort_by_key(|r| r.start);
    Ok(ranges)
}

impl Element for IdMap {
    fn read(node: Node<'_>) -> Result<Self> {
        Ok(Self { uid: read_ranges(node, "uid")?, gid: read_ranges(node, "gid")? })
    }
    fn attrs(&self, _: &mut Writer) {}
    fn children(&self, w: &mut Writer) {
        // group ranges have always been written only beside user ranges
        let groups: &[IdRange] = if self.uid.is_empty() { &[] } else { &self.gid };
        for (name, ranges) in [("uid", &self.uid[..]), ("gid", groups)] {
            for IdRange { start, target, count } in ranges {
                let attrs = |w: &mut Writer| {
                    w.attr_display("start", start);
                    w.attr_display("target", target);
                    w.attr_display("count", count);
                };
                w.element(name, true, attrs, |_| ());
            }
        }
    }
}

//! `<iothreads>`: threads that serve disks.

use super::words::prelude::*;

/// All of them, and what stands for those not described.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Iothreads {
    pub threads: Vec<Iothread>,
    pub default: Option<DefaultIothread>,
}

/// One thread.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Iothread {
    pub id: u32,
    /// Only counted, not described: the number was made up.
    pub autofill: bool,
    pub thread_pool_min: Option<i32>,
    pub thread_pool_max: Option<i32>,
    pub poll_max: Option<u64>,
    pub poll_grow: Option<u64>,
    pub poll_shrink: Option<u64>,
    pub poll_weight: Option<u64>,
}

/// `<defaultiothread>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DefaultIothread {
    pub thread_pool_min: Option<i32>,
    pub thread_pool_max: Option<i32>,
}

/// More threads than any domain has.
const MAX_IOTHREADS: u32 = 16 * 1024;

fn pool(node: Node<'_>, name: &str) -> Result<Option<i32>> {
    let value = node.value::<Plain, i32>(name, None)?;
    match value {
        Some(value) if value < 0 => {
            Err(node.bad_attr(name, &value.to_string(), "a non-negative number", None))
        }
        other => Ok(other),
    }
}

fn write_pools(min: Option<i32>, max: Option<i32>, w: &mut Writer) {
    for (name, value) in [("thread_pool_min", min), ("thread_pool_max", max)] {
        if let Some(value) = value {
            w.attr_display(name, value);
        }
    }
}

impl Iothread {
    fn read(node: Node<'_>) -> Result<Self> {
        let poll = node.child("poll");
        let number = |name| poll.map_or(Ok(None), |p| p.value::<Plain, u64>(name, None));
        Ok(Self {
            id: node.required::<NonZero, u32>("id", None)?,
            autofill: false,
            thread_pool_min: pool(node, "thread_pool_min")?,
            thread_pool_max: pool(node, "thread_pool_max")?,
            poll_max: number("max")?,
            poll_grow: number("grow")?,
            poll_shrink: number("shrink")?,
            poll_weight: number("weight")?,
        })
    }

    fn is_described(&self) -> bool {
        *self != Self { id: self.id, autofill: true, ..Self::default() }
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr_display("id", self.id);
            write_pools(self.thread_pool_min, self.thread_pool_max, w);
        };
        let poll = |w: &mut Writer| {
            for (name, value) in [
                ("max", self.poll_max),
                ("grow", self.poll_grow),
                ("shrink", self.poll_shrink),
                ("weight", self.poll_weight),
            ] {
                if let Some(value) = value {
                    w.attr_display(name, value);
                }
            }
        };
        w.element("iothread", true, attrs, |w| w.element("poll", false, poll, |_| ()));
    }
}

impl Iothreads {
    /// The thread of a number.
    pub fn find(&self, id: u32) -> Option<&Iothread> {
        self.threads.iter().find(|t| t.id == id)
    }

    /// Reads the elements below `<domain>`.
    pub(crate) fn read(domain: Node<'_>) -> Result<Self> {
        let mut this = Self::default();
        let mut count = 0;
        if let Some(node) = domain.child("iothreads") {
            let text = node.text();
            if !text.is_empty() {
                count = <u32 as Value>::parse(&text)
                    .filter(|n| *n <= MAX_IOTHREADS)
                    .ok_or_else(|| node.invalid(format!("invalid iothreads count '{text}'")))?;
            }
        }
        if let Some(node) = domain.child("defaultiothread") {
            let thread_pool_min = pool(node, "thread_pool_min")?;
            let thread_pool_max = pool(node, "thread_pool_max")?;
            let some = thread_pool_min.is_some() || thread_pool_max.is_some();
            this.default = some.then_some(DefaultIothread { thread_pool_min, thread_pool_max });
        }
        if let Some(ids) = domain.section("iothreadids") {
            for node in ids.all("iothread") {
                let thread = Iothread::read(node)?;
                if this.find(thread.id).is_some() {
                    return Err(node
                        .invalid(format!("duplicate iothread id '{}' found", thread.id))
                        .beyond_schema());
                }
                this.threads.push(thread);
            }
        }
        this.fill(count);
        Ok(this)
    }

    /// Adds threads with the lowest free numbers until there are `count`.
    fn fill(&mut self, count: u32) {
        let used: std::collections::HashSet<u32> = self.threads.iter().map(|t| t.id).collect();
        let missing = (count as usize).saturating_sub(self.threads.len());
        let free = (1..).filter(|id| !used.contains(id)).take(missing);
        self.threads.extend(free.map(|id| Iothread { id, autofill: true, ..Iothread::default() }));
    }

    /// Writes the elements.
    pub(crate) fn write(&self, w: &mut Writer) {
        if !self.threads.is_empty() {
            w.text_value::<Plain, usize>("iothreads", &self.threads.len());
        }
        if self.threads.iter().any(Iothread::is_described) {
            let list = |w: &mut Writer| self.threads.iter().for_each(|t| t.write(w));
            w.element("iothreadids", true, |_| (), list);
        }
        if let Some(default) = self.default {
            let attrs = |w: &mut Writer| write_pools(default.thread_pool_min, default.thread_pool_max, w);
            w.element("defaultiothread", false, attrs, |_| ());
        }
    }
}

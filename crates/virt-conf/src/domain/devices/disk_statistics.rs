//! `<statistics>` of a disk's driver: what the hypervisor counts while the guest uses it.

use crate::domain::words::prelude::*;

words! {
    /// Requests whose latency is counted.
    pub LatencyKind { Read, Write, Zone, Flush }
}

/// `<statistics>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = DiskStatistics::check)]
pub struct DiskStatistics {
    #[xml(child = "statistic")]
    pub intervals: Vec<StatisticInterval>,
    /// At most one of a kind; in the order of kinds, first that of all requests.
    #[xml(child = "latency-histogram")]
    pub histograms: Vec<LatencyHistogram>,
}

/// `<statistic interval='10'/>`: averages over so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Element)]
pub struct StatisticInterval {
    #[xml(attr, with = NonZero)]
    pub interval: u32,
}

/// `<latency-histogram type='read'>`; written when it has more than one bin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LatencyHistogram {
    /// None: all requests.
    pub kind: Option<LatencyKind>,
    /// Where the bins start, in nanoseconds; the first one at 0.
    pub bins: Vec<u64>,
}

impl DiskStatistics {
    fn check(&mut self, node: Node<'_>) -> Result<()> {
        self.histograms.sort_by_key(|h| h.kind);
        match self.histograms.windows(2).any(|pair| pair[0].kind == pair[1].kind) {
            true => Err(node.unsupported("only one latency-histogram of a given type is supported")),
            false => Ok(()),
        }
    }
}

impl Element for LatencyHistogram {
    fn read(node: Node<'_>) -> Result<Self> {
        let word = |text| {
            LatencyKind::from_word(text)
                .ok_or_else(|| node.unsupported(format!("unknown latency_histogram type '{text}'")))
        };
        let kind = node.attr("type").map(word).transpose()?;
        let mut bins = Vec::new();
        for bin in node.all("bin") {
            let start = bin.required::<Plain, u64>("start", None)?;
            if bins.is_empty() && start > 0 {
                bins.push(0);
            }
            if bins.last().is_some_and(|last| *last >= start) {
                let text = "the values of 'start' attribute of a 'latency-histogram' 'bin' configuration must be \
                            sorted and non-overlapping";
                return Err(bin.unsupported(text));
            }
            bins.push(start);
        }
        match bins.is_empty() {
            true => Err(node.invalid("missing 'bin' elements for 'latency-histogram'")),
            false => Ok(Self { kind, bins }),
        }
    }
    fn attrs(&self, w: &mut Writer) {
        if let Some(kind) = self.kind {
            w.attr("type", kind.as_str());
        }
    }
    fn children(&self, w: &mut Writer) {
        for start in &self.bins {
            w.element("bin", true, |w| w.attr_display("start", start), |_| ());
        }
    }
    fn write(&self, name: &str, _: bool, w: &mut Writer) {
        if self.bins.len() > 1 {
            w.element(name, true, |w| self.attrs(w), |w| self.children(w));
        }
    }
}

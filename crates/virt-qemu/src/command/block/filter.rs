//! Filter nodes above a disk's images.

use crate::vocabulary::ThrottleGroup;

use crate::command::props::Props;

/// A filter that copies what is read into the top image.
pub fn copy_on_read(node: &str, below: &str) -> Props {
    Props::device("copy-on-read").set("node-name", node).set("file", below).set("discard", "unmap")
}

/// A filter that limits the rate.
pub fn throttle_filter(node: &str, group: &str, below: &str) -> Props {
    Props::device("throttle")
        .set("node-name", node)
        .set("throttle-group", format!("throttle-{group}"))
        .set("file", below)
}

/// Limits of a throttle group.
pub fn throttle_limits(group: &ThrottleGroup) -> Props {
    let rates = &group.limits.rates;
    let lengths = &group.limits.lengths;
    Props::new()
        .set("bps-total", rates.total_bytes_sec)
        .set("bps-read", rates.read_bytes_sec)
        .set("bps-write", rates.write_bytes_sec)
        .set("iops-total", rates.total_iops_sec)
        .set("iops-read", rates.read_iops_sec)
        .set("iops-write", rates.write_iops_sec)
        .set("bps-total-max", rates.total_bytes_sec_max)
        .set("bps-read-max", rates.read_bytes_sec_max)
        .set("bps-write-max", rates.write_bytes_sec_max)
        .set("iops-total-max", rates.total_iops_sec_max)
        .set("iops-read-max", rates.read_iops_sec_max)
        .set("iops-write-max", rates.write_iops_sec_max)
        .set("iops-size", group.limits.size_iops_sec)
        .nonzero("bps-total-max-length", lengths.total_bytes_sec_max_length)
        .nonzero("bps-read-max-length", lengths.read_bytes_sec_max_length)
        .nonzero("bps-write-max-length", lengths.write_bytes_sec_max_length)
        .nonzero("iops-total-max-length", lengths.total_iops_sec_max_length)
        .nonzero("iops-read-max-length", lengths.read_iops_sec_max_length)
        .nonzero("iops-write-max-length", lengths.write_iops_sec_max_length)
}

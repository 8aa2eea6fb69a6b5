//! `<iotune>` of disks, `<throttlegroup>` of the domain.

use crate::domain::words::prelude::*;

/// `<iotune>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct IoTune {
    #[xml(flatten)]
    pub rates: ThrottleRates,
    #[xml(text, default, code = Invalid)]
    pub size_iops_sec: u64,
    #[xml(text)]
    pub group_name: Option<String>,
    #[xml(flatten)]
    pub lengths: ThrottleLengths,
}

/// `<throttlegroup>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
#[xml(check = ThrottleGroup::check)]
pub struct ThrottleGroup {
    #[xml(flatten)]
    pub limits: ThrottleLimits,
    #[xml(text, default, always)]
    pub group_name: String,
}

impl ThrottleGroup {
    fn check(&mut self, node: Node<'_>) -> Result<()> {
        if self.group_name.is_empty() {
            Err(node.invalid("missing group name").beyond_schema())
        } else {
            Ok(())
        }
    }
}

/// What a group limits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct ThrottleLimits {
    #[xml(flatten)]
    pub rates: ThrottleRates,
    #[xml(text, default, code = Invalid)]
    pub size_iops_sec: u64,
    #[xml(flatten)]
    pub lengths: ThrottleLengths,
}

/// Averages and bursts; 0 is no limit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct ThrottleRates {
    #[xml(text, default, code = Invalid)]
    pub total_bytes_sec: u64,
    #[xml(text, default, code = Invalid)]
    pub read_bytes_sec: u64,
    #[xml(text, default, code = Invalid)]
    pub write_bytes_sec: u64,
    #[xml(text, default, code = Invalid)]
    pub total_iops_sec: u64,
    #[xml(text, default, code = Invalid)]
    pub read_iops_sec: u64,
    #[xml(text, default, code = Invalid)]
    pub write_iops_sec: u64,
    #[xml(text, default, code = Invalid)]
    pub total_bytes_sec_max: u64,
    #[xml(text, default, code = Invalid)]
    pub read_bytes_sec_max: u64,
    #[xml(text, default, code = Invalid)]
    pub write_bytes_sec_max: u64,
    #[xml(text, default, code = Invalid)]
    pub total_iops_sec_max: u64,
    #[xml(text, default, code = Invalid)]
    pub read_iops_sec_max: u64,
    #[xml(text, default, code = Invalid)]
    pub write_iops_sec_max: u64,
}

/// How long bursts may last, in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct ThrottleLengths {
    #[xml(text, default, code = Invalid)]
    pub total_bytes_sec_max_length: u64,
    #[xml(text, default, code = Invalid)]
    pub read_bytes_sec_max_length: u64,
    #[xml(text, default, code = Invalid)]
    pub write_bytes_sec_max_length: u64,
    #[xml(text, default, code = Invalid)]
    pub total_iops_sec_max_length: u64,
    #[xml(text, default, code = Invalid)]
    pub read_iops_sec_max_length: u64,
    #[xml(text, default, code = Invalid)]
    pub write_iops_sec_max_length: u64,
}

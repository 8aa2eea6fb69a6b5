//! CPU models and features: compare, baseline, expand.
#![forbid(unsafe_code)]

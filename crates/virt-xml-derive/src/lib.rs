//! Derives for virt-xml.
#![forbid(unsafe_code)]

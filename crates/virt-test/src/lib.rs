//! Driver test:///.
#![forbid(unsafe_code)]

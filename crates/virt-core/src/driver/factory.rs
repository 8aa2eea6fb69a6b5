//! How drivers are found for a URI.

use super::unsupported;
use crate::handle::Drivers;
use crate::{Result, Uri};

/// One question to the user: a `VIR_CRED_*` type, what to show, the default answer.
#[derive(Debug, Clone)]
pub struct AuthRequest {
    pub kind: i32,
    pub prompt: String,
    pub challenge: Option<String>,
    pub default: Option<String>,
}

/// Answers questions of authentication.
pub trait Authenticate {
    /// The `VIR_CRED_*` types it can answer.
    fn kinds(&self) -> Vec<i32>;

    /// An answer per request (or `None`), or an error when the user refuses.
    fn ask(&self, requests: &[AuthRequest]) -> Result<Vec<Option<String>>>;
}

/// What is to be opened.
pub struct OpenRequest<'a> {
    pub uri: &'a Uri,
    /// `VIR_CONNECT_*`
    pub flags: u32,
    pub auth: Option<&'a dyn Authenticate>,
}

/// A kind of driver that connections can be opened on.
pub trait DriverFactory: Send + Sync {
    /// The driver's name, as in logs: "QEMU", "test".
    fn name(&self) -> &'static str;

    /// Whether a URI without transport is for this driver.
    fn accepts(&self, uri: &Uri) -> bool;

    /// The URI to use when the user gave none and this driver suits the host.
    fn probe(&self) -> Option<String> {
        None
    }

    fn open(&self, request: &OpenRequest<'_>) -> Result<Drivers> {
        let _ = request;
        Err(unsupported())
    }

    /// `virGetVersion` with this driver's name: the library's version for it.
    fn version(&self) -> u64 {
        12_008_000
    }
}

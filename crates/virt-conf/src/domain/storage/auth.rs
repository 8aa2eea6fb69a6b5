//! Secrets of sources, which storage pools and volumes share; and persistent reservations.

use virt_core::consts::VIR_FROM_STORAGE;

use crate::domain::words::prelude::*;

pub use crate::common::auth::*;
pub use crate::common::encryption::*;

/// `<reservations managed='no'><source type='unix' path='…' mode='client'/></reservations>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservations {
    pub managed: bool,
    /// Whether they are kept when the guest moves to another host.
    pub migration: Option<bool>,
    pub source: Option<ReservationsSource>,
}

/// The socket of the helper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationsSource {
    pub path: String,
}

impl Element for Reservations {
    fn read(node: Node<'_>) -> Result<Self> {
        let node = node.under(VIR_FROM_STORAGE);
        let managed = node.required::<Plain, bool>("managed", None)?;
        let migration = node.value::<Plain, bool>("migration", None)?;
        let source = node.child("source");
        let text = |name| source.and_then(|s| s.attr(name)).filter(|t| !t.is_empty());
        let (kind, path, mode) = (text("type"), text("path"), text("mode"));
        if !managed || kind.is_some() || path.is_some() || mode.is_some() {
            let missing = [
                (kind, "missing connection type for <reservations/>"),
                (path, "missing path for <reservations/>"),
                (mode, "missing connection mode for <reservations/>"),
            ];
            if let Some((_, text)) = missing.iter().find(|(value, _)| value.is_none()) {
                return Err(node.invalid(*text));
            }
        }
        if let Some(kind) = kind.filter(|k| *k != "unix") {
            return Err(node.invalid(format!("unsupported connection type for <reservations/>: {kind}")));
        }
        if let Some(mode) = mode.filter(|m| *m != "client") {
            return Err(node.invalid(format!("unsupported connection mode for <reservations/>: {mode}")));
        }
        Ok(Self { managed, migration, source: path.map(|p| ReservationsSource { path: p.to_owned() }) })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr_value::<Plain, bool>("managed", &self.managed);
        if let Some(migration) = &self.migration {
            w.attr_value::<Plain, bool>("migration", migration);
        }
    }
    fn children(&self, w: &mut Writer) {
        if let Some(source) = self.source.as_ref().filter(|_| !self.managed || view::not_migratable(w.view()))
        {
            let attrs = |w: &mut Writer| {
                w.attr("type", "unix");
                w.attr("path", &source.path);
                w.attr("mode", "client");
            };
            w.element("source", true, attrs, |_| ());
        }
    }
}

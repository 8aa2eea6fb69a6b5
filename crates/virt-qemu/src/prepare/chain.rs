//! The images below a disk's image, where the configuration leaves them open.

use std::path::Path;

use virt_core::consts::{VIR_ERR_OPERATION_FAILED, VIR_FROM_STORAGE};
use virt_core::{Result, bail};

use crate::command::context::Host;
use crate::images::{self, Found};
use crate::vocabulary::{BackingStore, DomainDef, Layer, StorageFormat, StorageKind, StorageSource, Word};

/// Longest chain that is followed.
const DEPTH: usize = 200;

/// Follows the chains of local images to their ends.
pub fn complete(def: &mut DomainDef, host: &dyn Host) -> Result<()> {
    for disk in &mut def.devices.disks {
        if disk.source.is_empty() || disk.transient.is_some() {
            continue;
        }
        let format = disk.driver.format;
        let mut top = (format, &disk.source.kind);
        let mut open = &mut disk.backing_store;
        while let Some(BackingStore::Layer(layer)) = open {
            top = (Some(layer.format), &layer.source.kind);
            open = &mut layer.backing_store;
        }
        if open.is_none()
            && let (Some(format), Some(path)) = (top.0, local(top.1))
        {
            *open = detect(format, path, host, 0)?;
        }
    }
    Ok(())
}

fn local(kind: &StorageKind) -> Option<&str> {
    matches!(kind, StorageKind::File { .. } | StorageKind::Block { .. }).then(|| kind.path()).flatten()
}

fn detect(format: StorageFormat, path: &str, host: &dyn Host, depth: usize) -> Result<Option<BackingStore>> {
    if !format.has_backing() {
        return Ok(Some(BackingStore::End { detected: true }));
    }
    let Some(start) = host.image_start(path) else { return Ok(None) };
    let below = match images::below(format, &start.data) {
        Found::Nothing => return Ok(Some(BackingStore::End { detected: true })),
        Found::Unknown => return Ok(None),
        Found::Image(below) => below,
    };
    let name = below.name.strip_prefix("file:").unwrap_or(&below.name);
    if depth >= DEPTH || has_protocol(name) {
        return Ok(None);
    }
    let full = match Path::new(path).parent() {
        Some(folder) if !name.starts_with('/') => folder.join(name).to_string_lossy().into_owned(),
        _ => name.to_owned(),
    };
    let Some(format) = below.format.as_deref().and_then(StorageFormat::from_word) else {
        bail!(
            VIR_FROM_STORAGE,
            VIR_ERR_OPERATION_FAILED,
            "format of backing image '{full}' of image '{path}' was not specified in the image metadata (See \
             https://libvirt.org/kbase/backing_chains.html for troubleshooting)"
        );
    };
    let kind = match host.image_start(&full) {
        Some(start) if start.block => StorageKind::Block { dev: Some(full.clone()) },
        _ => StorageKind::file(full.clone()),
    };
    let backing_store = detect(format, &full, host, depth + 1)?;
    let source = StorageSource::new(kind);
    Ok(Some(BackingStore::Layer(Box::new(Layer {
        index: 0,
        format,
        metadata_cache: None,
        source,
        backing_store,
        detected: true,
    }))))
}

/// Whether a name is one for QEMU's protocols (`nbd:…`, `json:…`) and not a path.
fn has_protocol(name: &str) -> bool {
    name.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'))
}

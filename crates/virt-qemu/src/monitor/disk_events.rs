//! Which disk and image QEMU's events about block devices mean.

use serde_json::Value;

use crate::definition::Definition;
use crate::vocabulary::{Disk, StorageSource};

/// A disk, and the image of it that something happened to, with its number.
pub struct Subject<'a> {
    pub disk: &'a Disk,
    pub source: &'a StorageSource,
    pub index: u32,
}

/// Looks for the node first, then for the device under its name or its place in QEMU's tree.
pub fn subject<'a>(definition: &'a Definition, data: &Value) -> Option<Subject<'a>> {
    let text = |name: &str| data.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let by_node = text("node-name").and_then(|node| by_node(definition, node));
    by_node.or_else(|| {
        let disk =
            ["device", "id", "qom-path"].into_iter().find_map(|name| device(definition, text(name)?))?;
        Some(Subject { disk, source: &disk.source, index: disk.source.index })
    })
}

fn device<'a>(definition: &'a Definition, name: &str) -> Option<&'a Disk> {
    let of =
        |disk: &&Disk| disk.info.alias.as_deref().is_some_and(|alias| name.split('/').any(|p| p == alias));
    definition.devices.disks.iter().find(of)
}

fn by_node<'a>(definition: &'a Definition, node: &str) -> Option<Subject<'a>> {
    let number: u32 = node.strip_prefix("libvirt-")?.split('-').next()?.parse().ok()?;
    if number == 0 {
        return None;
    }
    definition.devices.disks.iter().find_map(|disk| {
        let (index, source) = images(disk).find(|(index, _)| *index == number)?;
        Some(Subject { disk, source, index })
    })
}

/// All images of a disk with their numbers, its data files too.
fn images(disk: &Disk) -> impl Iterator<Item = (u32, &StorageSource)> {
    disk.chain().flat_map(|(index, source)| {
        let data = source.data_store.as_ref().map(|store| (store.source.index, &store.source));
        std::iter::once((index, source)).chain(data)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nodes_and_devices_lead_to_their_disk() {
        let xml = "<domain type='qemu'><name>a</name><memory>1</memory><os><type>hvm</type></os><devices>\
            <disk type='file'><source file='/top' index='1'/><backingStore type='file' index='2'><format type='raw'/>\
            <source file='/below'/></backingStore><target dev='vda' bus='virtio'/>\
            <alias name='virtio-disk0'/></disk></devices></domain>";
        let definition = Definition::parse(xml, virt_conf::domain::ParseFlags::status_file()).unwrap();
        let path = |data| subject(&definition, &data).and_then(|subject| subject.source.path());
        assert_eq!(path(json!({ "node-name": "libvirt-2-format" })), Some("/below"));
        assert_eq!(path(json!({ "node-name": "libvirt-1-storage", "device": "" })), Some("/top"));
        let place = "/machine/peripheral/virtio-disk0/virtio-backend";
        assert_eq!(path(json!({ "node-name": "other", "qom-path": place })), Some("/top"));
        assert_eq!(path(json!({ "device": "virtio-disk0" })), Some("/top"));
        assert_eq!(path(json!({ "device": "virtio-disk" })), None);
    }
}

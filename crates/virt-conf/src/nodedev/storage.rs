//! Disks, and the adapters and targets they are on.

use virt_xml::{Code, Element, Node, Plain, Result, Writer};

use super::write_capability;

/// A disk or drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageDevice {
    pub block: String,
    pub bus: Option<String>,
    pub drive_type: Option<String>,
    pub model: Option<String>,
    pub vendor: Option<String>,
    pub serial: Option<String>,
    pub medium: Medium,
    pub logical_block_size: u64,
    pub num_blocks: u64,
    pub hotpluggable: bool,
}

/// What holds the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Medium {
    Fixed { size: u64 },
    Removable { available: bool, size: u64, label: Option<String> },
}

impl Element for StorageDevice {
    fn read(node: Node<'_>) -> Result<Self> {
        let text = |name: &str| node.child_text(name);
        let fail = |text: String| node.error(Code::Internal, text);
        let number = |node: Node<'_>, name: &str| {
            let value = node.text_value::<Plain, u64>(name, Some(Code::Internal))?;
            value.ok_or_else(|| node.missing_child(name, Some(Code::Internal)))
        };
        let block = text("block").ok_or_else(|| fail("no block device path supplied".into()))?;
        let (mut hotpluggable, mut removable) = (false, None);
        for capability in node.all("capability") {
            match capability.attr("type") {
                Some("hotpluggable") => hotpluggable = true,
                Some("removable") => {
                    let available = capability.all("media_available").any(|m| m.text() == "1");
                    let label = capability.child_text("media_label");
                    let _ = (capability.child("logical_block_size"), capability.child("num_blocks"));
                    let size = number(capability, "media_size")?;
                    removable = Some(Medium::Removable { available, size, label });
                }
                Some(other) => return Err(fail(format!("unknown storage capability type '{other}'"))),
                None => return Err(fail("missing storage capability type".into())),
            }
        }
        let medium = match removable {
            Some(medium) => medium,
            None => Medium::Fixed { size: number(node, "size")? },
        };
        // sizes of blocks are the driver's to find out
        let _ = (node.child("logical_block_size"), node.child("num_blocks"), node.child("size"));
        Ok(Self {
            block,
            bus: text("bus"),
            drive_type: text("drive_type"),
            model: text("model"),
            vendor: text("vendor"),
            serial: text("serial"),
            medium,
            logical_block_size: 0,
            num_blocks: 0,
            hotpluggable,
        })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        w.text("block", &self.block);
        for (name, value) in [
            ("bus", &self.bus),
            ("drive_type", &self.drive_type),
            ("model", &self.model),
            ("vendor", &self.vendor),
            ("serial", &self.serial),
        ] {
            if let Some(value) = value {
                w.text(name, value);
            }
        }
        let blocks = |w: &mut Writer| {
            if self.logical_block_size != 0 || self.num_blocks != 0 {
                w.text_value::<Plain, _>("logical_block_size", &self.logical_block_size);
                w.text_value::<Plain, _>("num_blocks", &self.num_blocks);
            }
        };
        match &self.medium {
            Medium::Fixed { size } => {
                w.text_value::<Plain, _>("size", size);
                blocks(w);
            }
            Medium::Removable { available, size, label } => write_capability("removable", w, |w| {
                w.text_value::<Plain, _>("media_available", &u8::from(*available));
                w.text_value::<Plain, _>("media_size", size);
                if let Some(label) = label {
                    w.text("media_label", label);
                }
                blocks(w);
            }),
        }
        if self.hotpluggable {
            w.element("capability", true, |w| w.attr("type", "hotpluggable"), |_| ());
        }
    }
}

/// A SCSI adapter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScsiHost {
    pub host: u32,
    pub unique_id: Option<i32>,
    pub fc_host: Option<FcHost>,
    pub vport_ops: Option<VportOps>,
}

/// An adapter on a fibre channel fabric.
#[derive(Debug, Clone, PartialEq, Eq, Default, Element)]
pub struct FcHost {
    #[xml(text)]
    pub wwnn: Option<String>,
    #[xml(text)]
    pub wwpn: Option<String>,
    #[xml(text)]
    pub fabric_wwn: Option<String>,
}

/// Virtual adapters that can be made on this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VportOps {
    pub max_vports: u32,
    pub vports: u32,
}

impl ScsiHost {
    /// Reads the capability; an adapter that does not exist yet has no number.
    pub(super) fn read_in(node: Node<'_>, exists: bool) -> Result<Self> {
        let mut host = Self::default();
        if exists {
            let number = node.text_value::<Plain, u32>("host", Some(Code::Internal))?;
            host.host = number.ok_or_else(|| node.missing_child("host", Some(Code::Internal)))?;
            let id = node.text_value::<Plain, i32>("unique_id", Some(Code::Internal))?;
            host.unique_id = id.filter(|id| *id != -1);
        }
        for capability in node.all("capability") {
            match capability.attr("type") {
                Some("vport_ops") => {
                    capability.seen_whole();
                    host.vport_ops = Some(VportOps::default());
                }
                Some("fc_host") => host.fc_host = Some(FcHost::read(capability)?),
                other => {
                    let text = match other {
                        Some(other) => format!("unknown SCSI host capability type '{other}'"),
                        None => "missing SCSI host capability type".into(),
                    };
                    return Err(capability.error(Code::Internal, text));
                }
            }
        }
        Ok(host)
    }

    pub(super) fn children(&self, w: &mut Writer) {
        w.text_value::<Plain, _>("host", &self.host);
        if let Some(id) = &self.unique_id {
            w.text_value::<Plain, _>("unique_id", id);
        }
        if let Some(fc) = &self.fc_host {
            write_capability("fc_host", w, |w| fc.children(w));
        }
        if let Some(ops) = &self.vport_ops {
            write_capability("vport_ops", w, |w| {
                w.text_value::<Plain, _>("max_vports", &ops.max_vports);
                w.text_value::<Plain, _>("vports", &ops.vports);
            });
        }
    }
}

/// A SCSI target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScsiTarget {
    pub target: String,
    pub remote_port: Option<FcRemotePort>,
}

/// A target on a fibre channel fabric.
#[derive(Debug, Clone, PartialEq, Eq, Element)]
pub struct FcRemotePort {
    #[xml(text, code = Internal)]
    pub rport: String,
    #[xml(text, code = Internal)]
    pub wwpn: String,
}

impl Element for ScsiTarget {
    fn read(node: Node<'_>) -> Result<Self> {
        let target = node.child_text("target");
        let target = target.ok_or_else(|| node.missing_child("target", Some(Code::Internal)))?;
        let mut remote_port = None;
        for capability in node.all("capability") {
            match capability.attr("type") {
                Some("fc_remote_port") => remote_port = Some(FcRemotePort::read(capability)?),
                other => {
                    let text = match other {
                        Some(other) => format!("unknown SCSI target capability type '{other}'"),
                        None => "missing type for SCSI target capability".into(),
                    };
                    return Err(capability.error(Code::Internal, text));
                }
            }
        }
        Ok(Self { target, remote_port })
    }

    fn attrs(&self, _: &mut Writer) {}

    fn children(&self, w: &mut Writer) {
        w.text("target", &self.target);
        if let Some(port) = &self.remote_port {
            write_capability("fc_remote_port", w, |w| port.children(w));
        }
    }
}

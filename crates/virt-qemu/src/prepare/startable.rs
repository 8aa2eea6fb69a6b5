//! What was good when it was defined and can't be run: on this host, or by this QEMU.

use virt_core::Result;

use super::confine;
use crate::capabilities::{Flag, QemuCaps};
use crate::command::context::Context;
use crate::family::Family;
use crate::validate::refuse::{refuse, unsupported};
use crate::vocabulary::{DiskDevice, DomainDef, Graphics, NetProtocol, RdpGraphics, StorageKind, VirtType};

/// Refuses it; `dac`: files can be given away.
pub fn check(def: &DomainDef, context: &Context<'_>, dac: bool) -> Result<()> {
    if !context.pretend {
        refuse(
            def.virt_type == VirtType::Kvm && !context.host.has_kvm(),
            "Domain requires KVM, but it is not available. Check that virtualization is enabled in the host BIOS, \
             and host configuration is setup to load the kvm modules.",
        )?;
        confine::check_models(def, dac)?;
    }
    check_graphics(def)?;
    if let Some(shmem) = def.devices.shmems.iter().find(|shmem| shmem.name.contains('/')) {
        unsupported(format!("shmem name '{}' must not contain '/'", shmem.name))?;
    }
    if let Some(cpu) = &def.cpu {
        virt_cpu::validate_features(Family::of(def).arch(), cpu)?;
    }
    check_disks(def, context.caps)
}

fn check_graphics(def: &DomainDef) -> Result<()> {
    for graphics in &def.devices.graphics {
        let several = graphics.listens().len() > 1;
        match graphics {
            Graphics::Vnc(_) | Graphics::Spice(_) => {
                refuse(several, "QEMU does not support multiple listens for one graphics device.")?;
            }
            Graphics::Rdp(rdp) => {
                refuse(several, "qemu-rdp does not support multiple listens for one graphics device.")?;
                check_rdp(def, rdp)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_rdp(def: &DomainDef, rdp: &RdpGraphics) -> Result<()> {
    refuse(rdp.multi_user, "qemu-rdp doesn't support the 'multiUser' attribute.")?;
    refuse(rdp.replace_user, "qemu-rdp doesn't support the 'replaceUser' attribute.")?;
    let p2p = def.devices.graphics.iter().find_map(|graphics| match graphics {
        Graphics::Dbus(dbus) => Some(dbus.p2p),
        _ => None,
    });
    refuse(p2p != Some(false), "qemu-rdp support requires a D-Bus bus graphics device.")
}

fn check_disks(def: &DomainDef, caps: &QemuCaps) -> Result<()> {
    let pseries = Family::of(def).is_pseries();
    for disk in &def.devices.disks {
        let vxhs =
            matches!(&disk.source.kind, StorageKind::Network(net) if net.protocol == NetProtocol::Vxhs);
        refuse(vxhs, "VxHS protocol is not supported with this QEMU binary")?;
        let floppy = disk.device == DiskDevice::Floppy;
        refuse(floppy && pseries, "PowerPC pseries machines do not support floppy device")?;
        let nvme = matches!(disk.source.kind, StorageKind::Nvme(_));
        refuse(nvme && !caps.has(Flag::DRIVE_NVME), "NVMe disks are not supported with this QEMU binary")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{DbusGraphics, Listen, ParseFlags, VncGraphics};

    fn judged(graphics: Vec<Graphics>) -> Result<()> {
        let xml = "<domain type='qemu'><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>";
        let mut def = DomainDef::parse(xml, ParseFlags::config())?;
        def.devices.graphics = graphics;
        check_graphics(&def)
    }

    #[test]
    fn desktop_protocol_needs_a_bus() {
        let rdp = || Graphics::Rdp(RdpGraphics::default());
        let dbus = |p2p| Graphics::Dbus(DbusGraphics { p2p, ..DbusGraphics::default() });
        assert!(judged(vec![rdp()]).is_err());
        assert!(judged(vec![rdp(), dbus(true)]).is_err());
        assert!(judged(vec![rdp(), dbus(false)]).is_ok());
        let crowded = RdpGraphics { multi_user: true, ..RdpGraphics::default() };
        assert!(judged(vec![Graphics::Rdp(crowded), dbus(false)]).is_err());
    }

    #[test]
    fn one_place_to_listen() {
        let vnc = |places: usize| {
            let listens = vec![Listen::default(); places];
            Graphics::Vnc(VncGraphics { listens, ..VncGraphics::default() })
        };
        assert!(judged(vec![vnc(1)]).is_ok());
        assert!(judged(vec![vnc(2)]).is_err());
    }
}

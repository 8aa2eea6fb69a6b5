//! From a definition as it is kept to one that a guest can be started from: names, addresses, numbers of images,
//! what is automatic made definite.
//!
//! [`prepare`] is for starts; [`native`] for showing the command line of a definition that isn't started.

mod chain;
mod confine;
mod cpu;
mod disks;
mod graphics;
mod helpers;
pub mod migratable;
pub mod native;
pub mod presence;
mod startable;
mod tls;

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_NONE, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use virt_conf::common::pci::PciDriverName;

use crate::aliases;
use crate::capabilities::Flag;
use crate::capabilities::host_model::HostModels;
use crate::command::block::numbers::{DiskNumbers, Numbers};
use crate::command::context::{Context, text};
use crate::post_parse::{QemuPolicy, address, memory};
use crate::vocabulary::{
    Address, BackingStore, ChannelTarget, ChardevKind, Disk, DiskDevice, DomainDef, HostdevSource,
    LaunchSecurity, StartupPolicy, StorageKind, StorageSource,
};

pub use graphics::{FixedPorts, PortKind, Ports};

/// What a preparation depends on.
pub struct Preparation<'a> {
    pub context: &'a Context<'a>,
    pub policy: &'a QemuPolicy<'a>,
    pub models: &'a HostModels,
    /// A new guest, not one that migrates in or is restored.
    pub new: bool,
    /// User and group that QEMU runs as, where we may choose them.
    pub owner: Option<(u32, u32)>,
}

/// Prepares a definition for its command line.
pub fn prepare(def: &mut DomainDef, with: &Preparation<'_>, ports: &mut dyn Ports) -> Result<()> {
    let caps = with.context.caps;
    startable::check(def, with.context, with.owner.is_some())?;
    address::assign(def, caps, with.new)?;
    aliases::assign(def)?;
    graphics::prepare(def, with.context, ports)?;
    translate_volumes(def, with.context)?;
    if !with.context.pretend {
        presence::leave_out(def, with.context.host, with.new);
    }
    chain::complete(def, with.context.host)?;
    number_images(def);
    disks::complete(def, with.context);
    tls::complete(def, with.context.settings);
    prepare_hostdevs(def, with)?;
    with.policy.fill_boot(def, false)?;
    helpers::complete(def, with.context)?;
    if with.new {
        memory::align(def)?;
    }
    name_channels(def, with.context);
    cpu::update(def, with)?;
    complete_sev(def, with);
    confine::complete(def, with.context, with.owner)?;
    check_host_interfaces(def, with.context)
}

/// A device of the host that is to be an interface gets its address from the device that it is a function of.
fn check_host_interfaces(def: &DomainDef, context: &Context<'_>) -> Result<()> {
    if context.pretend {
        return Ok(());
    }
    for interface in def.devices.interfaces.iter().filter(|interface| interface.virtualport.is_none()) {
        if let Some(HostdevSource::Pci(pci)) = interface.source.hostdev()
            && !context.host.is_virtual_function(&pci.address)
        {
            bail!(
                VIR_FROM_NONE,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Interface type hostdev is currently supported on SR-IOV Virtual Functions only"
            );
        }
    }
    Ok(())
}

/// Volumes become files or devices; those that aren't there are left out where their disk says so.
fn translate_volumes(def: &mut DomainDef, context: &Context<'_>) -> Result<()> {
    for index in (0..def.devices.disks.len()).rev() {
        let disk = &mut def.devices.disks[index];
        let StorageKind::Volume(volume) = &disk.source.kind else { continue };
        let (Some(pool), Some(name)) = (&volume.pool, &volume.volume) else { continue };
        let Err(error) = context.host.volume_source(pool, name) else { continue };
        if disk.source.startup_policy != Some(StartupPolicy::Optional) {
            return Err(error);
        }
        if matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy) {
            disk.source = StorageSource::new(StorageKind::File { file: None, fdgroup: None });
        } else {
            def.devices.disks.remove(index);
        }
    }
    Ok(())
}

/// Tells images their numbers, which are those of their nodes.
fn number_images(def: &mut DomainDef) {
    let numbers = Numbers::of(def);
    for (disk, numbers) in def.devices.disks.iter_mut().zip(&numbers.disks) {
        number_disk(disk, numbers);
    }
}

fn number_disk(disk: &mut Disk, numbers: &DiskNumbers) {
    if disk.source.is_empty() {
        return;
    }
    let mut numbers = numbers.images.iter();
    let Some(top) = numbers.next() else { return };
    disk.source.index = top.image;
    if let (Some(store), Some(number)) = (&mut disk.source.data_store, top.data) {
        store.source.index = number;
    }
    let mut below = disk.backing_store.as_mut();
    while let (Some(BackingStore::Layer(layer)), Some(number)) = (below, numbers.next()) {
        layer.index = number.image;
        if let (Some(store), Some(number)) = (&mut layer.source.data_store, number.data) {
            store.source.index = number;
        }
        below = layer.backing_store.as_mut();
    }
}

fn prepare_hostdevs(def: &mut DomainDef, with: &Preparation<'_>) -> Result<()> {
    let vfio = with.context.host.has_vfio();
    let refuse = |text: &str| bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "{text}");
    for hostdev in &mut def.devices.hostdevs {
        let HostdevSource::Pci(pci) = &mut hostdev.source else { continue };
        match pci.driver.name {
            None if !vfio => return refuse("host doesn't support passthrough of host PCI devices"),
            None if !with.context.caps.has(Flag::DEVICE_VFIO_PCI) => {
                return refuse("VFIO PCI device assignment is not supported by this version of QEMU");
            }
            None => pci.driver.name = Some(PciDriverName::Vfio),
            Some(PciDriverName::Vfio) if !vfio => {
                return refuse("host doesn't support VFIO PCI passthrough");
            }
            Some(PciDriverName::Vfio) => {}
            Some(PciDriverName::Kvm) => return refuse("host doesn't support legacy PCI passthrough"),
            Some(PciDriverName::Xen) => {
                return refuse("QEMU does not support device assignment mode 'xen'");
            }
        }
    }
    Ok(())
}

/// Sockets of channels go into the domain's folder.
fn name_channels(def: &mut DomainDef, context: &Context<'_>) {
    let folder = &context.domain.channels;
    for channel in &mut def.devices.channels {
        let ChannelTarget::Virtio { name, .. } = &channel.target else { continue };
        let ChardevKind::Unix(unix) = &mut channel.source.kind else { continue };
        if unix.path.is_some() {
            continue;
        }
        let file = match (name, &channel.info.address) {
            (Some(name), _) => name.clone(),
            (None, Some(Address::VirtioSerial(at))) => {
                format!("vioser-{:02}-{:02}-{:02}.sock", at.controller, at.bus, at.port)
            }
            (None, _) => "vioser-00-00-00.sock".to_owned(),
        };
        unix.path = Some(text(&folder.join(file)));
    }
}

/// Encryption's numbers that only the host knows.
fn complete_sev(def: &mut DomainDef, with: &Preparation<'_>) {
    let common = match def.launch_security.as_deref_mut() {
        Some(LaunchSecurity::Sev(sev)) => &mut sev.common,
        Some(LaunchSecurity::SevSnp(snp)) => &mut snp.common,
        _ => return,
    };
    if let Some(sev) = &with.context.caps.sev {
        common.cbitpos.get_or_insert(sev.cbitpos);
        common.reduced_phys_bits.get_or_insert(sev.reduced_phys_bits);
    }
}

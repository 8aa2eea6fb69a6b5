//! Defaults of one device, whatever the driver.

use virt_core::{Arch, Result, Uuid};

use super::disk;
use crate::common::generated;
use crate::domain::address::{Address, DriveAddress};
use crate::domain::complain::{unsupported, wrong};
use crate::domain::devices::{
    ConsoleTargetType, DiskBus, FsAccessMode, HostdevSource, InputBus, InputType, MdevModel, MemoryModel,
    RngBackend, ScsiSource, SerialTargetType, SoundModel, VideoType,
};
use crate::domain::policy::{DeviceAt, DriverPolicy, Features};
use crate::domain::validate::is_virtio_scsi;
use crate::domain::{DomainDef, MemoryAccess, OsType, VirtType};

/// The driver's defaults, then the generic ones, then what the driver doesn't understand at all.
pub fn complete(
    def: &mut DomainDef,
    at: DeviceAt,
    policy: &dyn DriverPolicy,
    flags: crate::domain::policy::StageFlags,
) -> Result<()> {
    policy.device(def, at, flags)?;
    fill(def, at, policy.scsi_bus_max_unit())?;
    check_features(def, at, policy.features())
}

fn fill(def: &mut DomainDef, at: DeviceAt, scsi_units: u32) -> Result<()> {
    let hvm = def.os.kind == OsType::Hvm;
    let arch = def.os.arch;
    let virt_type = def.virt_type;
    let os_kind = def.os.kind;
    match at {
        DeviceAt::Disk(i) => return disk::complete(def, i, scsi_units),
        DeviceAt::Hostdev(i) => return fill_hostdev(def, i, scsi_units),
        DeviceAt::Video(i) => {
            let model = &mut def.devices.videos[i].model;
            let ram = default_ram(model.kind, virt_type);
            if model.ram == 0 && model.kind == VideoType::Qxl {
                model.ram = ram;
            }
            if model.vram == 0 {
                model.vram = ram;
            }
            model.ram = round_up(model.ram);
            model.vram = round_up(model.vram);
        }
        DeviceAt::Controller(i) => {
            let controller = &def.devices.controllers[i];
            if controller.driver.iothread != 0 && !is_virtio_scsi(&controller.kind) {
                return wrong("'iothread' attribute only supported for virtio scsi controllers");
            }
        }
        DeviceAt::Serial(i) => {
            let kind = def.devices.serials[i].target.kind;
            if kind == SerialTargetType::IsaDebug && !arch.is_some_and(Arch::is_x86) {
                return unsupported("isa-debug serial type only valid on x86 architecture");
            }
            let next = def.devices.serials.iter().filter_map(|s| s.target.port).max().map_or(0, |p| p + 1);
            def.devices.serials[i].target.port.get_or_insert(next);
        }
        DeviceAt::Parallel(i) => {
            let next = def.devices.parallels.iter().filter_map(|p| p.port).max().map_or(0, |p| p + 1);
            def.devices.parallels[i].port.get_or_insert(next);
        }
        DeviceAt::Console(i) => {
            let target = &mut def.devices.consoles[i].target;
            if target.kind == ConsoleTargetType::None {
                target.kind = ConsoleTargetType::Serial;
            }
        }
        DeviceAt::Input(i) => {
            let input = &mut def.devices.inputs[i];
            if input.bus.is_none() {
                input.bus = default_input_bus(input.kind, hvm, os_kind, arch, virt_type);
            }
        }
        DeviceAt::Filesystem(i) => {
            let fs = &mut def.devices.filesystems[i];
            if fs.source.socket.is_none() {
                fs.accessmode.get_or_insert(FsAccessMode::Passthrough);
            }
        }
        DeviceAt::Rng(i) => {
            if let RngBackend::Random { device } = &mut def.devices.rngs[i].backend {
                device.get_or_insert_with(|| "/dev/random".into());
            }
        }
        DeviceAt::Memory(i) => {
            let memory = &mut def.devices.memories[i];
            match memory.model {
                MemoryModel::VirtioPmem => {
                    memory.access.get_or_insert(MemoryAccess::Shared);
                }
                MemoryModel::Nvdimm if arch.is_some_and(Arch::is_ppc64) => {
                    memory.uuid.get_or_insert_with(generated::uuid as fn() -> Uuid);
                }
                _ => {}
            }
        }
        DeviceAt::Vsock => {
            if let Some(vsock) = &mut def.devices.vsock {
                let given = vsock.cid.address.is_some_and(|cid| cid != 0);
                vsock.cid.auto.get_or_insert(!given);
            }
        }
        DeviceAt::Sound(i) => {
            let sound = &mut def.devices.sounds[i];
            if sound.model == SoundModel::Virtio {
                sound.streams = sound.streams.filter(|streams| *streams != 0).or(Some(2));
            }
        }
        _ => {}
    }
    Ok(())
}

/// KiB of video memory when none is given.
pub fn default_ram(kind: VideoType, virt_type: VirtType) -> u32 {
    match kind {
        VideoType::Vga | VideoType::Cirrus | VideoType::Vmvga => match virt_type {
            VirtType::Vbox => 8 * 1024,
            VirtType::Vmware => 4 * 1024,
            _ => 16 * 1024,
        },
        VideoType::Bochs => 16 * 1024,
        VideoType::Xen => 4 * 1024,
        VideoType::Qxl => 64 * 1024,
        _ => 0,
    }
}

fn round_up(size: u32) -> u32 {
    if size == 0 { 0 } else { size.checked_next_power_of_two().unwrap_or(size) }
}

fn default_input_bus(
    kind: InputType,
    hvm: bool,
    os: OsType,
    arch: Option<Arch>,
    virt_type: VirtType,
) -> Option<InputBus> {
    if hvm {
        let simple = matches!(kind, InputType::Mouse | InputType::Keyboard);
        return Some(if simple && arch.is_some_and(Arch::is_x86) {
            InputBus::Ps2
        } else if arch.is_some_and(Arch::is_s390) || kind == InputType::Passthrough {
            InputBus::Virtio
        } else if kind == InputType::Evdev {
            InputBus::None
        } else {
            InputBus::Usb
        });
    }
    match os {
        OsType::Xen | OsType::Xenpvh => Some(InputBus::Xen),
        _ if matches!(virt_type, VirtType::Vz | VirtType::Parallels) => Some(InputBus::Parallels),
        _ => None,
    }
}

fn fill_hostdev(def: &mut DomainDef, place: usize, scsi_units: u32) -> Result<()> {
    let hostdev = &mut def.devices.hostdevs[place];
    match &mut hostdev.source {
        HostdevSource::Scsi(scsi) => {
            if let ScsiSource::Iscsi(iscsi) = &mut scsi.source {
                disk::complete_iscsi_name(&mut iscsi.name);
            }
            if hostdev.info.address.is_none() {
                let free = free_scsi_address(def, scsi_units);
                def.devices.hostdevs[place].info.address = Some(Address::Drive(free));
            }
            let address = def.devices.hostdevs[place].info.drive().copied().unwrap_or_default();
            if def.drive_used_by_disk(DiskBus::Scsi, &address) {
                let DriveAddress { controller, bus, target, unit } = address;
                return wrong(format!(
                    "SCSI host address controller='{controller}' bus='{bus}' target='{target}' \
                     unit='{unit}' in use by a SCSI disk"
                ));
            }
        }
        HostdevSource::Mdev { model, .. } => {
            let fits = matches!(
                (&hostdev.info.address, *model),
                (None, _)
                    | (_, MdevModel::VfioAp)
                    | (Some(Address::Pci(_)), MdevModel::VfioPci)
                    | (Some(Address::Ccw(_)), MdevModel::VfioCcw)
            );
            if let Some(address) = hostdev.info.address.as_ref().filter(|_| !fits) {
                return wrong(format!(
                    "Unsupported address type '{}' with mediated device model '{}'",
                    virt_xml::Tagged::tag(address),
                    model.as_str()
                ));
            }
        }
        _ => {}
    }
    Ok(())
}

/// The first place on SCSI buses that nobody has.
fn free_scsi_address(def: &DomainDef, units: u32) -> DriveAddress {
    let mut address = DriveAddress::default();
    loop {
        for unit in 0..units {
            address.unit = unit;
            if !def.scsi_address_used(&address) {
                return address;
            }
        }
        address.controller += 1;
    }
}

fn check_features(def: &DomainDef, at: DeviceAt, features: Features) -> Result<()> {
    match at {
        DeviceAt::Memory(_) if !features.memory_hotplug => {
            unsupported("memory devices are not supported by this driver")
        }
        DeviceAt::Interface(i) if !features.net_model_string => {
            match def.devices.interfaces[i].model.as_ref().filter(|model| !model.is_known()) {
                Some(model) => unsupported(format!("driver does not support net model '{}'", model.as_str())),
                None => Ok(()),
            }
        }
        DeviceAt::Disk(i) if !features.disk_fd => {
            let disk = &def.devices.disks[i];
            match &disk.source.kind {
                crate::domain::storage::StorageKind::File { fdgroup: Some(_), .. } => {
                    unsupported(format!("driver does not support FD passing for disk '{}'", disk.dst()))
                }
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

//! Registers of pSeries virtual I/O.

use crate::vocabulary::{
    Address, ControllerKind, DeviceAt, DeviceInfo, DomainDef, ScsiModel, SerialTargetType, SpaprVioAddress,
    TpmModel,
};
use virt_core::consts::{VIR_ERR_XML_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use crate::devices;
use crate::family::Family;

const NET: u64 = 0x1000;
const SCSI: u64 = 0x2000;
const SERIAL: u64 = 0x3000_0000;
const NVRAM: u64 = 0x3000;
const TPM: u64 = 0x4000;
/// Distance between registers.
const STEP: u64 = 0x1000;

/// Assigns registers, as QEMU itself would.
pub fn assign(def: &mut DomainDef) -> Result<()> {
    let pseries = Family::of(def).is_pseries();
    for index in 0..def.devices.interfaces.len() {
        let interface = &def.devices.interfaces[index];
        let own = interface.model.as_ref().is_some_and(|m| m.as_str() == "spapr-vlan");
        one(def, DeviceAt::Interface(index), own, NET)?;
    }
    for index in 0..def.devices.controllers.len() {
        let kind = &def.devices.controllers[index].kind;
        let own = matches!(kind, ControllerKind::Scsi { model: Some(ScsiModel::Ibmvscsi) });
        one(def, DeviceAt::Controller(index), own, SCSI)?;
    }
    for index in 0..def.devices.serials.len() {
        let own = def.devices.serials[index].target.kind == SerialTargetType::SpaprVioSerial;
        one(def, DeviceAt::Serial(index), own, SERIAL)?;
    }
    if def.devices.nvram.is_some() {
        one(def, DeviceAt::Nvram, pseries, NVRAM)?;
    }
    for index in 0..def.devices.tpms.len() {
        let own = pseries && def.devices.tpms[index].model != Some(TpmModel::SpaprTpmProxy);
        one(def, DeviceAt::Tpm(index), own, TPM)?;
    }
    Ok(())
}

fn register(info: &DeviceInfo) -> Option<Option<u64>> {
    match &info.address {
        Some(Address::SpaprVio(vio)) => Some(vio.reg),
        _ => None,
    }
}

fn one(def: &mut DomainDef, at: DeviceAt, own: bool, default: u64) -> Result<()> {
    let Some(info) = def.info_at_mut(at) else { return Ok(()) };
    if own && register(info).is_none() {
        info.address = Some(Address::SpaprVio(SpaprVioAddress::default()));
    }
    let Some(given) = register(info) else { return Ok(()) };
    let mut reg = given.unwrap_or(default);
    let taken = |def: &DomainDef, reg: u64| {
        devices::all(def).iter().any(|(other, _, info)| *other != at && register(info).flatten() == Some(reg))
    };
    while taken(def, reg) {
        if given.is_some() {
            bail!(VIR_FROM_QEMU, VIR_ERR_XML_ERROR, "spapr-vio address {reg:#x} already in use");
        }
        reg += STEP;
    }
    if let Some(info) = def.info_at_mut(at) {
        info.address = Some(Address::SpaprVio(SpaprVioAddress { reg: Some(reg) }));
    }
    Ok(())
}

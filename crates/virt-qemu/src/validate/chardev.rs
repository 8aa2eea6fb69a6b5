//! Character devices.

use virt_core::consts::{VIR_ERR_INVALID_ARG, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::refuse::{refuse, refuse_with, unsupported};
use crate::capabilities::{Flag, QemuCaps};
use crate::devices::{address_type, has_graphics};
use crate::family::Family;
use crate::vocabulary::{
    ChardevKind, ChardevSource, DomainDef, Parallel, Reconnect, Serial, SerialModel, SerialTargetType,
    TcpProtocol,
};

fn reconnect(reconnect: Option<Reconnect>) -> Result<()> {
    match reconnect {
        Some(Reconnect { enabled: Some(true), timeout: 0 }) => {
            bail!(VIR_FROM_QEMU, VIR_ERR_INVALID_ARG, "chardev reconnect source timeout cannot be '0'")
        }
        _ => Ok(()),
    }
}

/// The host's end.
pub fn source(def: &DomainDef, source: &ChardevSource, caps: &QemuCaps) -> Result<()> {
    let no_spice = |name: &str| {
        refuse_with(!has_graphics(def, "spice"), || {
            format!("chardev '{name}' not supported without spice graphics")
        })
    };
    match &source.kind {
        ChardevKind::Tcp(tcp) => {
            if matches!(tcp.protocol, TcpProtocol::Telnets | TcpProtocol::Tls) {
                unsupported(format!("tcp chardev protocol '{}' not supported", tcp.protocol.as_str()))?;
            }
            reconnect(tcp.reconnect)
        }
        ChardevKind::Unix(unix) => reconnect(unix.reconnect),
        ChardevKind::QemuVdagent { .. } => refuse(
            !caps.has(Flag::CHARDEV_QEMU_VDAGENT),
            "chardev 'qemu-vdagent' not supported in this QEMU binary",
        ),
        ChardevKind::Spicevmc => no_spice("spicevmc"),
        ChardevKind::Spiceport { .. } => no_spice("spiceport"),
        _ => Ok(()),
    }
}

/// A parallel port.
pub fn parallel(def: &DomainDef, parallel: &Parallel, caps: &QemuCaps) -> Result<()> {
    source(def, &parallel.source, caps)?;
    let family = Family::of(def);
    refuse(family.arch().is_s390() || family.is_pseries(), "parallel ports are not supported")
}

/// The kind of port that a model is.
fn kind_of(model: SerialModel) -> Option<SerialTargetType> {
    Some(match model {
        SerialModel::None => return None,
        SerialModel::IsaSerial => SerialTargetType::IsaSerial,
        SerialModel::UsbSerial => SerialTargetType::UsbSerial,
        SerialModel::PciSerial => SerialTargetType::PciSerial,
        SerialModel::SpaprVty => SerialTargetType::SpaprVioSerial,
        SerialModel::Pl011 | SerialModel::Model16550a => SerialTargetType::SystemSerial,
        SerialModel::Sclpconsole | SerialModel::Sclplmconsole => SerialTargetType::SclpSerial,
        SerialModel::IsaDebugcon => SerialTargetType::IsaDebug,
    })
}

/// A serial port: address, model and machine have to fit.
pub fn serial(def: &DomainDef, serial: &Serial, caps: &QemuCaps) -> Result<()> {
    source(def, &serial.source, caps)?;
    let (kind, model) = (serial.target.kind, serial.target.model);
    let address = serial.info.address.as_ref().map(address_type);
    let expected = match kind {
        SerialTargetType::IsaSerial | SerialTargetType::IsaDebug => Some("isa"),
        SerialTargetType::UsbSerial => Some("usb"),
        SerialTargetType::PciSerial => Some("pci"),
        SerialTargetType::SpaprVioSerial => Some("spapr-vio"),
        SerialTargetType::SystemSerial | SerialTargetType::SclpSerial => {
            refuse_with(address.is_some(), || {
                format!("Target type '{}' cannot have an associated address", kind.as_str())
            })?;
            None
        }
        SerialTargetType::None => None,
    };
    if let (Some(expected), Some(address)) = (expected, address) {
        refuse_with(address != expected, || {
            format!("Target type '{}' requires address type '{expected}'", kind.as_str())
        })?;
    }
    if let Some(wanted) = kind_of(model) {
        refuse_with(kind != wanted, || {
            format!("Target model '{}' requires target type '{}'", model.as_str(), wanted.as_str())
        })?;
    }
    let family = Family::of(def);
    let fits = match (kind, model) {
        (SerialTargetType::SystemSerial, SerialModel::Pl011) => family.is_arm_virt(),
        (SerialTargetType::SystemSerial, SerialModel::Model16550a) => {
            family.is_loongarch_virt() || family.is_riscv_virt()
        }
        (SerialTargetType::SpaprVioSerial, _) => family.is_pseries(),
        (SerialTargetType::SclpSerial, _) => family.arch().is_s390(),
        _ => true,
    };
    refuse_with(!fits, || {
        format!(
            "Serial device with target type '{}' and target model '{}' not compatible with guest architecture or machine type",
            kind.as_str(),
            model.as_str()
        )
    })
}

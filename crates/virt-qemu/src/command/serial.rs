//! Serial and parallel ports, channels and consoles: the guest's side of character devices.

use crate::vocabulary::{
    Address, Channel, ChannelTarget, ChardevKind, Console, ConsoleTargetType, DeviceInfo, Serial,
    SerialModel, SerialTargetType,
};
use serde_json::Value;
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::{Builder, alias};
use super::props::Props;
use crate::capabilities::Flag;
use crate::family::Family;

/// The channel of SPICE's agent.
const SPICE_AGENT: &str = "com.redhat.spice.0";

impl Builder<'_> {
    pub fn serials(&mut self) -> Result<()> {
        let def = self.def;
        let spice = crate::devices::has_graphics(def, "spice");
        for serial in &def.devices.serials {
            if matches!(serial.source.kind, ChardevKind::Spiceport { .. }) && !spice {
                continue;
            }
            let id = format!("char{}", alias(&serial.info));
            self.chardev(&serial.source, &id)?;
            self.check_serial(serial.target.model)?;
            if self.is_built_in_serial(serial) {
                self.option("-serial", format!("chardev:{id}"));
            } else {
                let props = self.serial_device(serial, &id)?;
                self.device(props);
            }
        }
        Ok(())
    }

    /// Is the port part of the machine?
    fn is_built_in_serial(&self, serial: &Serial) -> bool {
        let arch = Family::of(self.def).arch();
        match (serial.target.kind, serial.target.model) {
            (SerialTargetType::None, _) => true,
            (SerialTargetType::SystemSerial, SerialModel::Pl011) => arch.is_arm(),
            (SerialTargetType::SystemSerial, SerialModel::Model16550a) => {
                arch.is_riscv() || arch.is_loongarch()
            }
            _ => false,
        }
    }

    fn check_serial(&self, model: SerialModel) -> Result<()> {
        let flag = match model {
            SerialModel::IsaSerial => Flag::DEVICE_ISA_SERIAL,
            SerialModel::UsbSerial => Flag::DEVICE_USB_SERIAL,
            SerialModel::PciSerial => Flag::DEVICE_PCI_SERIAL,
            SerialModel::SpaprVty => Flag::DEVICE_SPAPR_VTY,
            SerialModel::Sclpconsole => Flag::DEVICE_SCLPCONSOLE,
            SerialModel::Sclplmconsole => Flag::DEVICE_SCLPLMCONSOLE,
            SerialModel::Pl011 => Flag::DEVICE_PL011,
            SerialModel::Model16550a | SerialModel::IsaDebugcon | SerialModel::None => return Ok(()),
        };
        if !self.context.caps.has(flag) {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "'{}' is not supported in this QEMU binary",
                model.as_str()
            );
        }
        Ok(())
    }

    fn serial_device(&self, serial: &Serial, chardev: &str) -> Result<Props> {
        let model = serial.target.model;
        if matches!(model, SerialModel::Pl011 | SerialModel::Model16550a | SerialModel::None) {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Invalid target model for serial device");
        }
        Ok(Props::device(model.as_str())
            .set("chardev", chardev)
            .set("id", alias(&serial.info))
            .opt("index", serial.target.port.filter(|_| model == SerialModel::IsaSerial))
            .extend(self.address(&serial.info)?))
    }

    pub fn parallels(&mut self) -> Result<()> {
        let def = self.def;
        for parallel in &def.devices.parallels {
            let id = alias(&parallel.info);
            self.chardev(&parallel.source, &format!("char{id}"))?;
            self.device(Props::device("isa-parallel").set("chardev", format!("char{id}")).set("id", id));
        }
        Ok(())
    }

    pub fn channels(&mut self) -> Result<()> {
        let def = self.def;
        for channel in &def.devices.channels {
            let id = alias(&channel.info);
            self.chardev(&channel.source, &format!("char{id}"))?;
            match &channel.target {
                ChannelTarget::Guestfwd { address, port } => {
                    let forward = format!("tcp:{address}:{port}-chardev:char{id}");
                    let forward = Value::from(Props::new().set("str", forward));
                    let props = Props::new().set("type", "user").set("guestfwd", vec![forward]).set("id", id);
                    self.push_netdev(&props);
                }
                ChannelTarget::Virtio { name, .. } => {
                    let name = channel_name(channel, name.as_deref())?;
                    let props = self.virtio_port("virtserialport", &channel.info)?.opt("name", name);
                    self.device(props);
                }
                ChannelTarget::Xen { .. } => {
                    bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "unsupported channel target type 'xen'")
                }
            }
        }
        Ok(())
    }

    pub fn consoles(&mut self) -> Result<()> {
        let def = self.def;
        for console in &def.devices.consoles {
            let driver = match console.target.kind {
                ConsoleTargetType::Sclp => "sclpconsole",
                ConsoleTargetType::Sclplm => "sclplmconsole",
                ConsoleTargetType::Virtio => "virtconsole",
                ConsoleTargetType::Serial => continue,
                _ => bail!(
                    VIR_FROM_QEMU,
                    VIR_ERR_CONFIG_UNSUPPORTED,
                    "unsupported console target type {}",
                    console.target.kind.as_str()
                ),
            };
            self.console(console, driver)?;
        }
        Ok(())
    }

    fn console(&mut self, console: &Console, driver: &str) -> Result<()> {
        let id = alias(&console.info);
        self.chardev(&console.source, &format!("char{id}"))?;
        let props = match driver {
            "virtconsole" => self.virtio_port(driver, &console.info)?,
            _ => Props::device(driver).set("chardev", format!("char{id}")).set("id", id),
        };
        self.device(props);
        Ok(())
    }

    fn virtio_port(&self, driver: &str, info: &DeviceInfo) -> Result<Props> {
        if !matches!(info.address, None | Some(Address::Ccw(_) | Address::VirtioSerial(_))) {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "virtio serial device has invalid address type");
        }
        let id = alias(info);
        let props = Props::device(driver).extend(self.address(info)?);
        Ok(props.set("chardev", format!("char{id}")).set("id", id))
    }
}

fn channel_name<'a>(channel: &Channel, name: Option<&'a str>) -> Result<Option<&'a str>> {
    if channel.source.kind != ChardevKind::Spicevmc {
        return Ok(name);
    }
    match name {
        Some(SPICE_AGENT) | None => Ok(Some(SPICE_AGENT)),
        Some(other) => {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "Unsupported spicevmc target name '{other}'")
        }
    }
}

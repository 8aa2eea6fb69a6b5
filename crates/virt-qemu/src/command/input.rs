//! Keyboards, mice, tablets and other input devices; USB hubs.

use crate::vocabulary::{Input, InputBus, InputGrab, InputType};
use virt_core::Result;

use super::builder::{Builder, alias};
use super::props::Props;
use super::virtio::{self, Generation};

impl Builder<'_> {
    pub fn inputs(&mut self) -> Result<()> {
        let def = self.def;
        for input in &def.devices.inputs {
            match (input.kind, input.bus) {
                (InputType::Evdev, _) => {
                    let props = evdev(input);
                    self.object(&props);
                }
                (_, Some(InputBus::Usb)) => {
                    let props = self.usb_input(input)?;
                    self.device(props);
                }
                (_, Some(InputBus::Virtio)) => {
                    let props = self.virtio_input(input)?;
                    self.device_at(&input.info, props);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn usb_input(&self, input: &Input) -> Result<Props> {
        let name = match input.kind {
            InputType::Mouse => "usb-mouse",
            InputType::Tablet => "usb-tablet",
            _ => "usb-kbd",
        };
        Ok(Props::device(name).set("id", alias(&input.info)).extend(self.address(&input.info)?))
    }

    fn virtio_input(&self, input: &Input) -> Result<Props> {
        let name = match input.kind {
            InputType::Mouse => "virtio-mouse",
            InputType::Tablet => "virtio-tablet",
            InputType::Keyboard => "virtio-keyboard",
            InputType::Passthrough | InputType::Evdev => "virtio-input-host",
        };
        let evdev = input.source.evdev.as_deref().filter(|_| input.kind == InputType::Passthrough);
        let virtio = Some(&input.virtio);
        Ok(virtio::device(name, &input.info, virtio, Generation::Both, self.context.caps)?
            .set("id", alias(&input.info))
            .opt("evdev", evdev)
            .extend(self.address(&input.info)?))
    }

    pub fn hubs(&mut self) -> Result<()> {
        let def = self.def;
        for hub in &def.devices.hubs {
            let props = Props::device("usb-hub").set("id", alias(&hub.info)).extend(self.address(&hub.info)?);
            self.device(props);
        }
        Ok(())
    }
}

fn evdev(input: &Input) -> Props {
    let source = &input.source;
    Props::object("input-linux", alias(&input.info))
        .set("evdev", source.evdev.as_deref().unwrap_or_default())
        .opt("repeat", source.repeat)
        .flag("grab_all", source.grab == Some(InputGrab::All))
        .opt("grab-toggle", source.grab_toggle.map(|t| t.as_str()))
}

//! What is wrong with an input device.

use virt_core::Result;

use crate::domain::complain::{internal, refuse, unsupported};
use crate::domain::devices::{Input, InputBus, InputType};
use crate::domain::{DomainDef, OsType, VirtType};

pub fn check(def: &DomainDef, input: &Input) -> Result<()> {
    check_bus(def, input)?;
    let bus = input.bus;
    match input.kind {
        InputType::Mouse | InputType::Tablet | InputType::Keyboard => refuse(
            input.source.evdev.is_some(),
            "setting source evdev path only supported for passthrough input devices",
        )?,
        InputType::Passthrough => refuse(
            bus != Some(InputBus::Virtio),
            "only bus 'virtio' is supported for 'passthrough' input devices",
        )?,
        InputType::Evdev => {
            refuse(bus != Some(InputBus::None), "input evdev doesn't support bus element")?;
        }
    }
    if let Some(model) = input.model
        && bus != Some(InputBus::Virtio)
    {
        let model = model.as_str();
        return unsupported(format!("only bus 'virtio' is supported for input model '{model}'"));
    }
    refuse(
        bus == Some(InputBus::Ps2) && def.features.ps2 == Some(false),
        "ps2 bus inputs require the ps2 feature not to be disabled",
    )
}

fn check_bus(def: &DomainDef, input: &Input) -> Result<()> {
    let kind = input.kind.as_str();
    let bus = input.bus.map_or("default", InputBus::as_str);
    let simple = matches!(input.kind, InputType::Mouse | InputType::Keyboard);
    match def.os.kind {
        OsType::Hvm => {
            if input.bus == Some(InputBus::Ps2) && !simple {
                return internal(format!("ps2 bus does not support {kind} input device"));
            }
            if input.bus == Some(InputBus::Xen) {
                return internal(format!("unsupported input bus {bus}"));
            }
        }
        OsType::Xen | OsType::Xenpvh => {
            if input.bus != Some(InputBus::Xen) {
                return internal(format!("unsupported input bus {bus}"));
            }
            if !simple {
                return internal(format!("xen bus does not support {kind} input device"));
            }
        }
        _ if matches!(def.virt_type, VirtType::Vz | VirtType::Parallels) => {
            if input.bus != Some(InputBus::Parallels) {
                return internal(format!("parallels containers don't support input bus {bus}"));
            }
            if !simple {
                return internal(format!("parallels bus does not support {kind} input device"));
            }
        }
        _ => return internal("Input devices are not supported by this virtualization driver."),
    }
    Ok(())
}

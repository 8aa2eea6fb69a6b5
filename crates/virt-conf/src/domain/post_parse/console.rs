//! Serial ports and the console that the first of them is.

use virt_core::Result;

use crate::domain::complain::{internal, unsupported};
use crate::domain::devices::{
    Console, ConsoleTarget, ConsoleTargetType, Serial, SerialTarget, SerialTargetType,
};
use crate::domain::{DomainDef, OsType};

/// ISA has four serial ports.
const ISA_PORTS: u32 = 4;

/// Gives ISA serial ports numbers, each its own.
pub fn number_isa_serials(serials: &mut [Serial]) -> Result<()> {
    let mut used = [false; ISA_PORTS as usize];
    let isa = |serial: &Serial| serial.target.kind == SerialTargetType::IsaSerial;
    let count = serials.iter().filter(|serial| isa(serial)).count();
    for port in serials.iter().filter(|serial| isa(serial)).map(|serial| serial.target.port) {
        if count > used.len() || port.is_some_and(|port| port >= ISA_PORTS) {
            return internal(format!("Maximum supported number of ISA serial ports is '{ISA_PORTS}'"));
        }
        if let Some(port) = port
            && std::mem::replace(&mut used[port as usize], true)
        {
            return internal(format!("target port '{port}' already allocated"));
        }
    }
    for serial in serials.iter_mut().filter(|serial| isa(serial) && serial.target.port.is_none()) {
        if let Some(free) = used.iter().position(|used| !used) {
            used[free] = true;
            serial.target.port = u32::try_from(free).ok();
        }
    }
    Ok(())
}

fn is_serial(console: &Console) -> bool {
    matches!(console.target.kind, ConsoleTargetType::Serial | ConsoleTargetType::None)
}

/// In a full virtual machine the first console is the first serial port: each brings the other about.
pub fn add_for_serial(def: &mut DomainDef) -> Result<()> {
    let hvm = def.os.kind == OsType::Hvm;
    let devices = &mut def.devices;
    if devices.consoles.iter().skip(1).any(|c| c.target.kind == ConsoleTargetType::Serial) {
        return unsupported("Only the first console can be a serial port");
    }
    let stub = || Console {
        target: ConsoleTarget { kind: ConsoleTargetType::Serial, port: 0 },
        ..Console::default()
    };
    let mut renumber = false;
    if hvm && devices.consoles.first().is_some_and(is_serial) {
        if devices.serials.is_empty() {
            let console = std::mem::replace(&mut devices.consoles[0], stub());
            let target = SerialTarget { port: Some(0), ..SerialTarget::default() };
            devices.serials.push(Serial { source: console.source, target, info: console.info });
            renumber = true;
        } else if devices.serials[0].source != devices.consoles[0].source {
            devices.consoles[0] = stub();
            renumber = true;
        }
    } else if hvm && devices.serials.first().is_some_and(|serial| stands_for_console(serial.target.kind)) {
        devices.consoles.insert(0, stub());
        renumber = true;
    }
    if renumber {
        for (port, console) in (0..).zip(&mut devices.consoles) {
            console.target.port = port;
        }
    }
    Ok(())
}

fn stands_for_console(kind: SerialTargetType) -> bool {
    !matches!(kind, SerialTargetType::PciSerial | SerialTargetType::UsbSerial | SerialTargetType::IsaDebug)
}

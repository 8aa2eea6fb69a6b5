//! Events of QEMU's monitor: registering and taking back.

use std::ffi::{c_int, c_uint};

use regex_lite::RegexBuilder;
use virt_core::consts::*;
use virt_core::driver::{check_flags, unsupported};
use virt_core::event::{Event, EventClass, EventTest};
use virt_core::{Connect, Domain, EventHub, Result, bail};

use super::subscriber::{self, Registration, Wish};
use crate::handle::Handle;
use crate::types::virConnectDomainQemuMonitorEventCallback;

/// `virConnectDomainQemuMonitorEventRegister`.
pub fn register(
    conn: &Handle<Connect>,
    domain: Option<&Domain>,
    name: Option<&str>,
    callback: virConnectDomainQemuMonitorEventCallback,
    registration: Registration,
    flags: c_uint,
) -> Result<c_int> {
    let hub = hub(conn)?;
    let matches = name.map_or(Ok(Box::new(|_: &Event| true) as EventTest), |name| test(name, flags))?;
    let object = domain.map(|domain| domain.uuid().to_string());
    let wish =
        Wish { class: EventClass::QemuMonitor, event: 0, object, matches: Some(matches), legacy: false };
    subscriber::subscribe(hub, conn, wish, callback.into(), registration)
}

fn hub(conn: &Connect) -> Result<&EventHub> {
    let driver = conn.driver();
    driver.event_hub().filter(|_| driver.has_monitor_events()).ok_or_else(unsupported)
}

/// Whether an event has the name, or one that matches it.
fn test(name: &str, flags: c_uint) -> Result<EventTest> {
    let (regex, nocase) = (
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX as c_uint,
        VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE as c_uint,
    );
    check_flags(VIR_FROM_NONE, "virDomainQemuMonitorEventStateRegisterID", flags, regex | nocase)?;
    let any_case = flags & nocase != 0;
    if flags & regex != 0 {
        return match RegexBuilder::new(name).case_insensitive(any_case).build() {
            Ok(pattern) => {
                Ok(Box::new(move |event| name_of(event).is_some_and(|name| pattern.is_match(name))))
            }
            Err(_) => bail!(VIR_FROM_NONE, VIR_ERR_INVALID_ARG, "failed to compile regex '{name}'"),
        };
    }
    let wanted = name.to_owned();
    Ok(Box::new(move |event| {
        name_of(event)
            .is_some_and(|name| if any_case { name.eq_ignore_ascii_case(&wanted) } else { name == wanted })
    }))
}

fn name_of(event: &Event) -> Option<&str> {
    match event {
        Event::QemuMonitor(event) => Some(&event.event),
        _ => None,
    }
}

/// `virConnectDomainQemuMonitorEventDeregister`.
pub fn deregister(conn: &Handle<Connect>, id: c_int) -> Result<()> {
    let hub = hub(conn)?;
    subscriber::unsubscribe(hub, conn, id)
}

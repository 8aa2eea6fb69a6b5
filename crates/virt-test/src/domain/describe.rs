//! What a domain is: document, state, metadata, messages, labels.

use virt_conf::common::metadata::{self, Metadata, MetadataKind};
use virt_conf::domain::validate::lifecycle_action_allowed;
use virt_conf::domain::{DomainDef, FormatFlags, LifecycleAction};
use virt_core::consts::*;
use virt_core::driver::{DomainInfo, SecurityLabel, check_flags};
use virt_core::event::DomainEventKind;
use virt_core::{Domain, Error, Result, bail};
use virt_xml::Word;

use super::cpus::clock;
use super::taint::Taint;
use crate::TestDriver;

const IMPACT: u32 = VIR_DOMAIN_AFFECT_LIVE | VIR_DOMAIN_AFFECT_CONFIG;

pub fn xml(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<String> {
    let known = VIR_DOMAIN_XML_SECURE | VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_MIGRATABLE;
    check_flags(VIR_FROM_TEST, "testDomainGetXMLDesc", flags, known)?;
    let state = driver.state(domain)?;
    let view = FormatFlags::from_xml_flags(flags);
    Ok(match state.next_def.as_ref().filter(|_| view.inactive) {
        Some(next) => next.to_xml(view),
        None => state.xml(view),
    })
}

pub fn info(driver: &TestDriver, domain: &Domain) -> Result<DomainInfo> {
    let state = driver.state(domain)?;
    let def = &state.def;
    Ok(DomainInfo {
        state: state.state,
        max_mem: def.memory.total,
        memory: def.memory.current,
        nr_virt_cpu: u16::try_from(def.vcpus.current).unwrap_or(u16::MAX),
        cpu_time: clock().saturating_mul(1000),
    })
}

pub fn state(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<(i32, i32)> {
    check_flags(VIR_FROM_TEST, "testDomainGetState", flags, 0)?;
    let state = driver.state(domain)?;
    Ok((state.state, state.reason))
}

pub fn get_metadata(
    driver: &TestDriver,
    domain: &Domain,
    kind: i32,
    uri: Option<&str>,
    flags: u32,
) -> Result<String> {
    check_flags(VIR_FROM_TEST, "testDomainGetMetadata", flags, IMPACT)?;
    let state = driver.state(domain)?;
    let kind = MetadataKind::from_number(kind, VIR_FROM_DOMAIN)?;
    let def = state.one_def(flags)?;
    let found = match kind {
        MetadataKind::Description => def.description.clone(),
        MetadataKind::Title => def.title.clone(),
        MetadataKind::Element => metadata::element_text(def.metadata.as_ref(), uri.unwrap_or_default()),
    };
    found.ok_or_else(|| {
        Error::new(VIR_FROM_DOMAIN, VIR_ERR_NO_DOMAIN_METADATA, "Requested metadata element is not present")
    })
}

pub fn set_metadata(
    driver: &TestDriver,
    domain: &Domain,
    kind: i32,
    text: Option<&str>,
    key: Option<&str>,
    uri: Option<&str>,
    flags: u32,
) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetMetadata", flags, IMPACT)?;
    let domain_key = driver.change(domain, |state| {
        state.each_def(flags, |def| {
            let known = MetadataKind::from_number(kind, VIR_FROM_DOMAIN)?;
            Metadata { title: &mut def.title, description: &mut def.description, elements: &mut def.metadata }
                .set(known, text, key, uri, VIR_FROM_DOMAIN)
        })?;
        Ok(state.key())
    })?;
    let uri = uri.map(str::to_owned);
    driver.domain_event(domain_key, DomainEventKind::MetadataChange { kind, uri });
    Ok(())
}

pub fn messages(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<String>> {
    let known = VIR_DOMAIN_MESSAGE_DEPRECATION | VIR_DOMAIN_MESSAGE_TAINTING | VIR_DOMAIN_MESSAGE_IOERRORS;
    check_flags(VIR_FROM_TEST, "testDomainGetMessages", flags, known as u32)?;
    let state = driver.state(domain)?;
    let wants = |flag: i32| flags == 0 || flags & flag as u32 != 0;
    let mut messages = Vec::new();
    if wants(VIR_DOMAIN_MESSAGE_TAINTING) {
        let taints = Taint::ALL.iter().filter(|taint| state.taints.contains(taint));
        messages.extend(taints.map(|taint| format!("tainted: {}", taint.message())));
    }
    if wants(VIR_DOMAIN_MESSAGE_DEPRECATION) {
        let told = state.deprecations.iter();
        messages.extend(told.map(|text| format!("deprecated configuration: {text}")));
    }
    Ok(messages)
}

pub fn security_label(driver: &TestDriver, domain: &Domain) -> Result<SecurityLabel> {
    Ok(match driver.state(domain)?.is_active() {
        true => SecurityLabel { label: "libvirt-test".into(), enforcing: true },
        false => SecurityLabel::default(),
    })
}

pub fn set_lifecycle_action(
    driver: &TestDriver,
    domain: &Domain,
    event: u32,
    action: u32,
    flags: u32,
) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSetLifecycleAction", flags, IMPACT)?;
    let Some(action) = LifecycleAction::ALL.get(action as usize).copied() else {
        bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "invalid lifecycle action '{action}'");
    };
    let event = i32::try_from(event).unwrap_or(i32::MAX);
    lifecycle_action_allowed(event, action)?;
    driver.change(domain, |state| {
        state.each_def(flags, |def| {
            set_action(def, event, action);
            Ok(())
        })
    })
}

fn set_action(def: &mut DomainDef, event: i32, action: LifecycleAction) {
    match event {
        VIR_DOMAIN_LIFECYCLE_POWEROFF => def.lifecycle.on_poweroff = action,
        VIR_DOMAIN_LIFECYCLE_REBOOT => def.lifecycle.on_reboot = action,
        VIR_DOMAIN_LIFECYCLE_CRASH => def.lifecycle.on_crash = action,
        _ => {}
    }
}

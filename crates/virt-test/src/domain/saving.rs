//! Saved domains: image files, dumps, and the managed image, which is only remembered.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;

use virt_conf::domain::{DomainDef, FormatFlags};
use virt_core::consts::*;
use virt_core::driver::check_flags;
use virt_core::{Connect, Domain, Error, Result, bail};

use super::config::{self, Check};
use super::life;
use crate::TestDriver;

/// The beginning of an image, with its NUL; then the length of the document, then the document.
const MAGIC: &[u8; 15] = b"TestGuestMagic\0";
const MAX_LENGTH: i32 = 8192;

fn create(path: &str) -> std::io::Result<File> {
    File::options().write(true).create(true).truncate(true).mode(0o600).open(path)
}

fn system(e: &std::io::Error, text: String) -> Error {
    match e.kind() {
        // that a file ends early is no error of the system
        std::io::ErrorKind::UnexpectedEof => {
            Error::system(VIR_FROM_TEST, &std::io::Error::from_raw_os_error(0), text)
        }
        _ => Error::system(VIR_FROM_TEST, e, text),
    }
}

/// What an image has: passwords, too.
fn view() -> FormatFlags {
    FormatFlags { secure: true, ..FormatFlags::default() }
}

fn write_image(path: &str, name: &str, text: &str) -> Result<()> {
    let mut file =
        create(path).map_err(|e| system(&e, format!("saving domain '{name}' to '{path}': open failed")))?;
    let length = i32::try_from(text.len()).unwrap_or(i32::MAX).to_ne_bytes();
    let written = [&MAGIC[..], &length, text.as_bytes()].iter().try_for_each(|part| file.write_all(part));
    written.map_err(|e| {
        let _ = std::fs::remove_file(path);
        system(&e, format!("saving domain '{name}' to '{path}': write failed"))
    })
}

fn read_image(path: &str) -> Result<DomainDef> {
    let mut file = File::open(path).map_err(|e| system(&e, format!("cannot read domain image '{path}'")))?;
    let mut magic = [0; MAGIC.len()];
    file.read_exact(&mut magic).map_err(|e| system(&e, format!("incomplete save header in '{path}'")))?;
    if magic != *MAGIC {
        bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "mismatched header magic");
    }
    let mut length = [0; 4];
    file.read_exact(&mut length)
        .map_err(|e| system(&e, format!("failed to read metadata length in '{path}'")))?;
    let length = i32::from_ne_bytes(length);
    if !(1..=MAX_LENGTH).contains(&length) {
        bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "length of metadata out of range");
    }
    let mut text = vec![0; length as usize];
    file.read_exact(&mut text).map_err(|e| system(&e, format!("incomplete metadata in '{path}'")))?;
    config::parse(&String::from_utf8_lossy(&text), Check::Nothing)
}

fn refuse_document(xml: Option<&str>) -> Result<()> {
    match xml {
        Some(_) => {
            bail!(VIR_FROM_TEST, VIR_ERR_ARGUMENT_UNSUPPORTED, "xml modification unsupported")
        }
        None => Ok(()),
    }
}

pub fn save(driver: &TestDriver, domain: &Domain, to: &str, xml: Option<&str>, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainSaveFlags", flags, 0)?;
    refuse_document(xml)?;
    let state = driver.running(domain)?;
    write_image(to, &state.def.name, &state.xml(view()))?;
    life::stop(driver, domain, VIR_DOMAIN_SHUTOFF_SAVED, VIR_DOMAIN_EVENT_STOPPED_SAVED, |state| {
        state.check_active()
    })
}

pub fn restore(driver: &TestDriver, conn: &Connect, from: &str, xml: Option<&str>, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainRestoreFlags", flags, 0)?;
    refuse_document(xml)?;
    let mut def = read_image(from)?;
    config::name_interfaces(&mut def)?;
    life::start_new(driver, conn, def, VIR_DOMAIN_RUNNING_RESTORED, VIR_DOMAIN_EVENT_STARTED_RESTORED)
        .map(drop)
}

pub fn image_xml(file: &str, flags: u32) -> Result<String> {
    let known = VIR_DOMAIN_SAVE_IMAGE_XML_SECURE;
    check_flags(VIR_FROM_TEST, "testDomainSaveImageGetXMLDesc", flags, known)?;
    Ok(read_image(file)?.to_xml(view()))
}

pub fn define_image_xml(file: &str, xml: &str, flags: u32) -> Result<()> {
    let known = VIR_DOMAIN_SAVE_RUNNING | VIR_DOMAIN_SAVE_PAUSED;
    check_flags(VIR_FROM_TEST, "testDomainSaveImageDefineXML", flags, known)?;
    read_image(file)?;
    let def = config::parse(xml, Check::Sense)?;
    write_image(file, &def.name, &def.to_xml(view()))
}

pub fn core_dump(driver: &TestDriver, domain: &Domain, to: &str, format: u32, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainCoreDumpWithFormat", flags, VIR_DUMP_CRASH)?;
    driver.running(domain)?;
    let name = domain.name();
    let mut file =
        create(to).map_err(|e| system(&e, format!("domain '{name}' coredump: failed to open {to}")))?;
    file.write_all(MAGIC)
        .map_err(|e| system(&e, format!("domain '{name}' coredump: failed to write header to {to}")))?;
    if format != VIR_DOMAIN_CORE_DUMP_FORMAT_RAW as u32 {
        bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_UNSUPPORTED, "kdump-compressed format is not supported here");
    }
    if flags & VIR_DUMP_CRASH == 0 {
        return Ok(());
    }
    life::stop(driver, domain, VIR_DOMAIN_SHUTOFF_CRASHED, VIR_DOMAIN_EVENT_STOPPED_CRASHED, |state| {
        state.check_active()
    })
}

pub fn managed_save(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    let known = VIR_DOMAIN_SAVE_BYPASS_CACHE | VIR_DOMAIN_SAVE_RUNNING | VIR_DOMAIN_SAVE_PAUSED;
    check_flags(VIR_FROM_TEST, "testDomainManagedSave", flags, known)?;
    let key = driver.change_life(domain, |state| {
        state.check_active()?;
        if !state.persistent {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "cannot do managed save for transient domain");
        }
        state.stop(VIR_DOMAIN_SHUTOFF_SAVED);
        state.managed_save = true;
        Ok(state.key())
    })?;
    driver.lifecycle(key, VIR_DOMAIN_EVENT_STOPPED, VIR_DOMAIN_EVENT_STOPPED_SAVED);
    Ok(())
}

pub fn has_managed_save(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<bool> {
    check_flags(VIR_FROM_TEST, "testDomainHasManagedSaveImage", flags, 0)?;
    Ok(driver.state(domain)?.managed_save)
}

pub fn remove_managed_save(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<()> {
    check_flags(VIR_FROM_TEST, "testDomainManagedSaveRemove", flags, 0)?;
    driver.change(domain, |state| {
        state.managed_save = false;
        Ok(())
    })
}

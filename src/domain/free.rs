//! Freeing structs that calls about domains hand out.

use virt_core::consts::*;
use virt_entry::entry;

use crate::ffi::free;
use crate::types::{virDomainFSInfo, virDomainIOThreadInfo, virDomainInterface, virDomainStatsRecordPtr};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Frees an element of the list of IOThreads.
///
/// - `info`: the element, or NULL
#[entry(since = "1.2.14", no_reset)]
fn virDomainIOThreadInfoFree(info: *mut virDomainIOThreadInfo) {
    if !info.is_null() {
        // SAFETY: an element of virDomainGetIOThreadInfo() as the contract says.
        unsafe {
            free((*info).cpumap.cast());
            free(info.cast());
        }
    }
}

/// Frees an element of the list of file systems.
///
/// - `info`: the element, or NULL
#[entry(since = "1.2.11", no_reset)]
fn virDomainFSInfoFree(info: *mut virDomainFSInfo) {
    if !info.is_null() {
        // SAFETY: an element of virDomainGetFSInfo() as the contract says.
        unsafe {
            let fs = &*info;
            for text in [fs.mountpoint, fs.name, fs.fstype] {
                free(text.cast());
            }
            for index in 0..fs.ndevAlias {
                free((*fs.devAlias.add(index)).cast());
            }
            free(fs.devAlias.cast());
            free(info.cast());
        }
    }
}

/// Frees an element of the list of addresses.
///
/// - `iface`: the element, or NULL
#[entry(since = "1.2.14", no_reset)]
fn virDomainInterfaceFree(iface: *mut virDomainInterface) {
    if !iface.is_null() {
        // SAFETY: an element of virDomainInterfaceAddresses() as the contract says.
        unsafe {
            let interface = &*iface;
            for index in 0..interface.naddrs as usize {
                free((*interface.addrs.add(index)).addr.cast());
            }
            free(interface.addrs.cast());
            free(interface.name.cast());
            free(interface.hwaddr.cast());
            free(iface.cast());
        }
    }
}

/// Frees an array of statistics with its domain handles.
///
/// - `stats`: the array, whose last element is NULL; or NULL
#[entry(since = "1.2.8", no_reset)]
fn virDomainStatsRecordListFree(stats: *mut virDomainStatsRecordPtr) {
    super::bulk::free_records(stats);
}

//! CPUs of the host, compared and combined.

use std::ffi::{c_int, c_uint};

use virt_core::consts::*;
use virt_core::{Connect, Result};
use virt_entry::entry;

use super::required;
use crate::ffi::{OutStrings, StrArray};
use virt_core::driver::EmulatorQuery;

const FROM: i32 = VIR_FROM_DOMAIN;

/// Compares a CPU with that of the host.
///
/// - `conn`: a connection
/// - `xmlDesc`: the description, as XML
/// - `flags`: bitwise-OR of virConnectCompareCPUFlags
///
/// Returns one of virCPUCompareResult, VIR_CPU_COMPARE_ERROR in case of failure.
#[entry(since = "0.7.5", check(nonnull(xmlDesc)), failure = VIR_CPU_COMPARE_ERROR)]
fn virConnectCompareCPU(conn: &Connect, xmlDesc: &str, flags: c_uint) -> Result<c_int> {
    conn.driver().connect_compare_cpu(conn, xmlDesc, flags)
}

/// Compares a CPU with what a hypervisor can offer on the host.
///
/// - `conn`: a connection
/// - `emulator`: path of the emulator, or NULL
/// - `arch`: architecture, or NULL
/// - `machine`: machine type, or NULL
/// - `virttype`: virtualization type, or NULL
/// - `xmlCPU`: the CPU, as XML
/// - `flags`: bitwise-OR of virConnectCompareCPUFlags
///
/// Returns one of virCPUCompareResult, VIR_CPU_COMPARE_ERROR in case of failure.
#[entry(since = "4.4.0", check(nonnull(xmlCPU), write), failure = VIR_CPU_COMPARE_ERROR)]
fn virConnectCompareHypervisorCPU(
    conn: &Connect,
    emulator: Option<&str>,
    arch: Option<&str>,
    machine: Option<&str>,
    virttype: Option<&str>,
    xmlCPU: &str,
    flags: c_uint,
) -> Result<c_int> {
    conn.driver().connect_compare_hypervisor_cpu(
        conn,
        EmulatorQuery { emulator, arch, machine, virttype },
        xmlCPU,
        flags,
    )
}

/// Lists the CPU models that are known for an architecture.
///
/// - `conn`: a connection
/// - `arch`: the architecture
/// - `models`: where to put an array of names, whose last element is NULL, or NULL to only count; free each
///   name, then the array
/// - `flags`: no flags are defined; pass 0
///
/// Returns the number of them, or -1 in case of failure.
#[entry(since = "1.1.3", check(nonnull(arch)))]
fn virConnectGetCPUModelNames(
    conn: &Connect,
    arch: &str,
    mut models: OutStrings<'_>,
    flags: c_uint,
) -> Result<c_int> {
    models.set(&conn.driver().connect_get_cpu_model_names(conn, arch, flags)?)
}

/// Computes the CPU with most features that can run on all of certain hosts.
///
/// - `conn`: a connection
/// - `xmlCPUs`: array of CPU descriptions, as XML
/// - `ncpus`: number of CPU descriptions
/// - `flags`: bitwise-OR of virConnectBaselineCPUFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "0.7.7", check(nonnull(xmlCPUs)))]
fn virConnectBaselineCPU(
    conn: &Connect,
    xmlCPUs: StrArray<'_>,
    ncpus: c_uint,
    flags: c_uint,
) -> Result<String> {
    let cpus = required("xmlCPUs", xmlCPUs.read(ncpus))?;
    conn.driver().connect_baseline_cpu(conn, &crate::domain::strs(&cpus), flags)
}

/// Computes the CPU with most features that a hypervisor can offer on all of certain hosts.
///
/// - `conn`: a connection
/// - `emulator`: path of the emulator, or NULL
/// - `arch`: architecture, or NULL
/// - `machine`: machine type, or NULL
/// - `virttype`: virtualization type, or NULL
/// - `xmlCPUs`: array of CPU descriptions, as XML
/// - `ncpus`: number of CPU descriptions
/// - `flags`: bitwise-OR of virConnectBaselineCPUFlags
///
/// Returns the text, which the caller frees, or NULL in case of failure.
#[entry(since = "4.4.0", check(nonnull(xmlCPUs), write))]
fn virConnectBaselineHypervisorCPU(
    conn: &Connect,
    emulator: Option<&str>,
    arch: Option<&str>,
    machine: Option<&str>,
    virttype: Option<&str>,
    xmlCPUs: StrArray<'_>,
    ncpus: c_uint,
    flags: c_uint,
) -> Result<String> {
    let cpus = required("xmlCPUs", xmlCPUs.read(ncpus))?;
    let cpus = crate::domain::strs(&cpus);
    conn.driver().connect_baseline_hypervisor_cpu(
        conn,
        EmulatorQuery { emulator, arch, machine, virttype },
        &cpus,
        flags,
    )
}

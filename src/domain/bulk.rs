//! Statistics in bulk: records of several domains, CPU times of several CPUs.

use std::ffi::{c_int, c_uint};
use std::ptr;

use virt_core::consts::*;
use virt_core::driver::StatsRecord;
use virt_core::{Connect, Domain, Error, Result, bail};

use crate::ffi::{DomainArray, OutRecords, ParamsOut, free, stats_record};
use crate::handle::{self, Owner, Token};
use crate::types::{virDomainStatsRecordPtr, virTypedParameter};

const FROM: i32 = VIR_FROM_DOMAIN;

/// The domains of a list and the one connection they all have to be of.
pub fn owned_by(array: &DomainArray<'_>) -> Result<(Connect, Vec<Domain>)> {
    let mut found: Option<Connect> = None;
    let mut domains = Vec::new();
    for pointer in array.pointers() {
        let Some(domain) = handle::pin::<Domain>(Token::of(pointer)) else {
            return Err(Error::new(VIR_FROM_DOM, VIR_ERR_INVALID_DOMAIN, "virDomainListGetStats"));
        };
        let conn = found.get_or_insert_with(|| domain.connect().clone());
        if !conn.is(domain.connect()) {
            bail!(FROM, VIR_ERR_INVALID_ARG, "domains in 'doms' array must belong to a single connection");
        }
        domains.push(Domain::clone(&domain));
    }
    match found {
        Some(conn) => Ok((conn, domains)),
        None => bail!(
            FROM,
            VIR_ERR_INVALID_ARG,
            "doms array in virDomainListGetStats must contain at least one domain"
        ),
    }
}

/// Hands records over to C, each with a new domain handle.
pub fn hand_over(mut place: OutRecords<'_>, records: Vec<StatsRecord>) -> Result<c_int> {
    let mut out = Vec::with_capacity(records.len());
    for record in records {
        let conn = Token::from_number(record.domain.connect().token().unwrap_or(0));
        let params = record.params;
        match handle::create(record.domain, Owner { conn, parent: conn }) {
            Some(domain) => out.push(stats_record(domain.pointer(), &params)),
            None => bail!(FROM, VIR_ERR_INTERNAL_ERROR, "the connection was closed meanwhile"),
        }
    }
    place.set(out)
}

/// Frees what [`hand_over`] made.
pub fn free_records(records: *mut virDomainStatsRecordPtr) {
    if records.is_null() {
        return;
    }
    for index in 0.. {
        // SAFETY: an array of records with a NULL behind the last, as the public function's contract says.
        unsafe {
            let record = ptr::read(records.add(index));
            if record.is_null() {
                break;
            }
            handle::release(Token::of((*record).dom));
            crate::typed_params::clear((*record).params, (*record).nparams);
            free((*record).params.cast::<virTypedParameter>().cast());
            free(record.cast());
        }
    }
    // SAFETY: the array itself, which is not used again.
    unsafe { free(records.cast()) };
}

/// `virDomainGetCPUStats`: counts CPUs or parameters, or fills a list of `nparams` places per CPU.
pub fn cpu_stats(
    domain: &Domain,
    mut params: ParamsOut<'_>,
    nparams: c_uint,
    start_cpu: c_int,
    ncpus: c_uint,
    flags: c_uint,
) -> Result<c_int> {
    if nparams != 0 && ncpus > c_uint::MAX / nparams {
        bail!(FROM, VIR_ERR_OVERFLOW, "input too large: {nparams} * {ncpus}");
    }
    let flags = flags & !VIR_TYPED_PARAM_STRING_OKAY;
    if ncpus == 0 {
        return Ok(domain.driver().domain_get_cpu_stats(domain, 0, 1, flags)?.host_cpus as c_int);
    }
    let stats = domain.driver().domain_get_cpu_stats(domain, start_cpu, ncpus, flags)?;
    let width = stats.cpus.iter().map(Vec::len).max().unwrap_or(0);
    let room = nparams as usize;
    if room == 0 {
        return Ok(width as c_int);
    }
    let mut filled = 0;
    for (index, cpu) in stats.cpus.iter().take(ncpus as usize).enumerate() {
        filled = filled.max(params.fill_at(index * room, room, cpu));
    }
    Ok(filled as c_int)
}

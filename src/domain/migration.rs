//! What the generations of migration functions have in common.

use std::ffi::c_uint;

use virt_core::consts::*;
use virt_core::{Connect, Domain, Error, Result, TypedParam, bail};

const FROM: i32 = VIR_FROM_DOMAIN;

/// Features of a driver, by upstream's numbers.
const FEATURE_P2P: i32 = 4;
const FEATURE_DIRECT: i32 = 5;
const FEATURE_CHANGE_PROTECTION: i32 = 7;
const FEATURE_OFFLINE: i32 = 12;
const FEATURE_PARAMS: i32 = 13;

/// Parameters that the arguments of older functions can say.
const OLD_PARAMS: &[&str] = &[
    VIR_MIGRATE_PARAM_URI,
    VIR_MIGRATE_PARAM_DEST_NAME,
    VIR_MIGRATE_PARAM_DEST_XML,
    VIR_MIGRATE_PARAM_BANDWIDTH,
];

/// The parameters that the arguments of older functions stand for.
pub fn legacy(xml: Option<&str>, name: Option<&str>, uri: Option<&str>, bandwidth: u64) -> Vec<TypedParam> {
    let mut params = Vec::new();
    for (key, value) in
        [(VIR_MIGRATE_PARAM_URI, uri), (VIR_MIGRATE_PARAM_DEST_NAME, name), (VIR_MIGRATE_PARAM_DEST_XML, xml)]
    {
        params.extend(value.map(|value| TypedParam::new(key, value)));
    }
    params.push(TypedParam::new(VIR_MIGRATE_PARAM_BANDWIDTH, bandwidth));
    params
}

fn needs(conn: &Connect, feature: i32, complaint: &str) -> Result<()> {
    if conn.driver().connect_supports_feature(feature) {
        return Ok(());
    }
    bail!(FROM, VIR_ERR_ARGUMENT_UNSUPPORTED, "{complaint}")
}

/// Moves a domain to another connection.
pub fn migrate(
    domain: &Domain,
    to: &Connect,
    params: Vec<TypedParam>,
    flags: c_uint,
    function: &str,
) -> Result<Domain> {
    let from = domain.connect();
    if flags & VIR_MIGRATE_OFFLINE != 0 {
        needs(from, FEATURE_OFFLINE, "offline migration is not supported by the source host")?;
        needs(to, FEATURE_OFFLINE, "offline migration is not supported by the destination host")?;
    }
    if flags & VIR_MIGRATE_PEER2PEER != 0 {
        if !from.driver().connect_supports_feature(FEATURE_P2P) {
            return Err(Error::no_support(FROM, function));
        }
    } else {
        if flags & VIR_MIGRATE_CHANGE_PROTECTION != 0 {
            needs(from, FEATURE_CHANGE_PROTECTION, "cannot enforce change protection")?;
        }
        if flags & VIR_MIGRATE_TUNNELLED != 0 {
            let text = "cannot perform tunnelled migration without using peer2peer flag";
            bail!(FROM, VIR_ERR_OPERATION_INVALID, "{text}");
        }
        let both = [from, to].iter().all(|conn| conn.driver().connect_supports_feature(FEATURE_PARAMS));
        if !both {
            if params.iter().any(|param| !OLD_PARAMS.contains(&&*param.field)) {
                let text = "Migration APIs with extensible parameters are not supported";
                bail!(FROM, VIR_ERR_ARGUMENT_UNSUPPORTED, "{text} but extended parameters were passed");
            }
            return Err(Error::no_support(FROM, function));
        }
    }
    domain.driver().domain_migrate(domain, to, &params, flags)
}

/// Refuses ways of migrating that the source doesn't know.
fn check_feature(domain: &Domain, flags: c_uint) -> Result<()> {
    let conn = domain.connect();
    if flags & VIR_MIGRATE_OFFLINE != 0 {
        needs(conn, FEATURE_OFFLINE, "offline migration is not supported by the source host")?;
    }
    if flags & VIR_MIGRATE_PEER2PEER != 0 {
        needs(conn, FEATURE_P2P, "p2p migration is not supported by the source host")
    } else {
        needs(conn, FEATURE_DIRECT, "direct migration is not supported by the source host")
    }
}

/// Moves a domain to a host named by URI.
pub fn migrate_to_uri(
    domain: &Domain,
    uri: Option<&str>,
    params: Vec<TypedParam>,
    flags: c_uint,
) -> Result<()> {
    check_feature(domain, flags)?;
    let uri = uri.filter(|_| flags & VIR_MIGRATE_PEER2PEER != 0);
    domain.driver().domain_migrate_to_uri(domain, uri, &params, flags)
}

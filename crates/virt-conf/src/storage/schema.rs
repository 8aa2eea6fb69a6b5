//! What the schema asks of pools and volumes beyond what the types say.

use virt_xml::{Node, Result};

use crate::common::rules::Ask::{Attr, Check, Needs, Once, Only, OnlyAttrs, Size, Text};
use crate::common::rules::Shape::{Like, Words};
use crate::common::rules::{self, Rule, Shape, attr};

/// Checks a pool that is read strictly.
pub fn check_pool(pool: Node<'_>) -> Result<()> {
    rules::check(pool, &[POOL, PERMISSIONS])
}

/// Checks a volume that is read strictly.
pub fn check_volume(volume: Node<'_>) -> Result<()> {
    rules::check(volume, &[VOLUME, PERMISSIONS])
}

const OCTAL: Shape = Like(|t| !t.is_empty() && t.bytes().all(|b| matches!(b, b'0'..=b'7')), "octal digits");
const OWNER: Shape = Like(
    |t| t == "-1" || t.bytes().all(|b| b.is_ascii_digit()) && t.parse::<u32>().is_ok(),
    "a number or -1",
);
const WWN: Shape = Like(
    |t| {
        let digits = t.strip_prefix("0x").unwrap_or(t);
        digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit())
    },
    "sixteen hexadecimal digits",
);
const SOURCE_DEVICE: Shape = Like(
    |t| rules::ABSOLUTE_PATH.fits(t) || rules::GENERIC_NAME.fits(t) || is_iqn(t),
    "an absolute path, a name or an iSCSI qualified name",
);
const IQN: Shape = Like(is_iqn, "an iSCSI qualified name");

const PERMISSIONS: &[Rule] = &[
    Rule("permissions", OnlyAttrs(&[])),
    Rule("permissions", Only(&["mode", "owner", "group", "label"])),
    Rule("permissions/label", Text(ANY)),
    Rule("permissions", Once(&["mode", "owner", "group", "label"])),
    Rule("permissions/mode", Text(OCTAL)),
    Rule("permissions/owner", Text(OWNER)),
    Rule("permissions/group", Text(OWNER)),
];

const POOL: &[Rule] = &[
    Rule("pool", Needs(&["type"], &[])),
    Rule("pool", Check(named)),
    Rule(
        "pool",
        Once(&[
            "name",
            "uuid",
            "capacity",
            "allocation",
            "available",
            "features",
            "source",
            "target",
            "refresh",
        ]),
    ),
    Rule("pool/name", Text(rules::NAME)),
    Rule("pool/uuid", Text(rules::UUID)),
    Rule("pool/capacity", Size),
    Rule("pool/allocation", Size),
    Rule("pool/available", Size),
    Rule("pool/target", Check(target_path)),
    Rule("pool/target", Once(&["path", "permissions"])),
    Rule("target/path", Text(rules::ABSOLUTE_PATH)),
    Rule(
        "pool/source",
        Once(&["format", "initiator", "auth", "vendor", "product", "adapter", "dir", "protocol"]),
    ),
    Rule("source/host", Needs(&["name"], &[])),
    Rule("source/host", Attr("name", rules::HOST)),
    Rule("source/host", Attr("port", rules::PORT)),
    Rule("source/host", Only(&[])),
    Rule("source/device", Needs(&["path"], &[])),
    Rule("source/device", Check(device_path)),
    Rule("pool/capacity", OnlyAttrs(&["unit"])),
    Rule("pool/allocation", OnlyAttrs(&["unit"])),
    Rule("pool/available", OnlyAttrs(&["unit"])),
    Rule("freeExtent", OnlyAttrs(&["start", "end"])),
    Rule("freeExtent", Only(&[])),
    Rule("freeExtent", Needs(&["start", "end"], &[])),
    Rule("freeExtent", Attr("start", rules::NUMBER)),
    Rule("freeExtent", Attr("end", rules::NUMBER)),
    Rule("source/dir", Needs(&["path"], &[])),
    Rule("source/dir", Check(directory)),
    Rule("source/format", Needs(&["type"], &[])),
    Rule("source", Check(format_of_netfs)),
    Rule("source/vendor", Needs(&["name"], &[])),
    Rule("source/product", Needs(&["name"], &[])),
    Rule("source/initiator", Needs(&[], &["iqn"])),
    Rule("initiator/iqn", Needs(&["name"], &[])),
    Rule("source/auth", Needs(&["type", "username"], &["secret"])),
    Rule("source/auth", Attr("type", Words(&["chap", "ceph"]))),
    Rule("auth/secret", Check(|secret| rules::either(secret, "uuid", "usage"))),
    Rule("source/adapter", Check(adapter)),
    Rule("adapter", Attr("wwnn", WWN)),
    Rule("adapter", Attr("wwpn", WWN)),
    Rule("adapter", Attr("parent_wwnn", WWN)),
    Rule("adapter", Attr("parent_wwpn", WWN)),
    Rule("parentaddr", Needs(&[], &["address"])),
    Rule("parentaddr", Attr("unique_id", rules::POSITIVE)),
];

const VOLUME: &[Rule] = &[
    Rule("volume", Attr("type", Words(&["file", "block", "dir", "network", "netdir", "ploop"]))),
    Rule("volume", Needs(&[], &["name", "target"])),
    Rule(
        "volume",
        Once(&["name", "key", "source", "capacity", "allocation", "physical", "target", "backingStore"]),
    ),
    Rule(
        "volume/name",
        Text(Like(|t| !t.is_empty() && !t.contains('/') && t != "." && t != "..", "a name without /")),
    ),
    Rule("volume/capacity", Size),
    Rule("volume/allocation", Size),
    Rule("volume/physical", Size),
    Rule("volume/key", Text(ANY)),
    Rule("volume/source", Only(&["device"])),
    Rule("volume/source", OnlyAttrs(&[])),
    Rule("volume/source/device", Needs(&["path"], &[])),
    Rule("volume/source/device", OnlyAttrs(&["path"])),
    Rule("volume/source/device", Attr("path", rules::ABSOLUTE_PATH)),
    Rule("volume/source/device", Only(&["extent"])),
    Rule("device/extent", Needs(&["start", "end"], &[])),
    Rule("device/extent", OnlyAttrs(&["start", "end"])),
    Rule("device/extent", Only(&[])),
    Rule("timestamps", Only(STAMPS)),
    Rule("timestamps", Once(STAMPS)),
    Rule("timestamps", OnlyAttrs(&[])),
    Rule("target/features", Only(&["lazy_refcounts", "extended_l2"])),
    Rule("volume/target", Once(VOLUME_PARTS)),
    Rule("volume/target", Only(VOLUME_PARTS)),
    Rule("volume/backingStore", Needs(&[], &["path"])),
    Rule("volume/backingStore", Once(&["path", "format", "permissions", "timestamps"])),
    Rule("backingStore/path", Text(rules::ABSOLUTE_PATH)),
    Rule("format", Needs(&["type"], &[])),
    Rule("format", Only(&[])),
    Rule("clusterSize", Size),
    Rule("compat", Text(Like(is_version, "two numbers with a dot"))),
    Rule("timestamps/atime", Text(STAMP)),
    Rule("timestamps/btime", Text(STAMP)),
    Rule("timestamps/ctime", Text(STAMP)),
    Rule("timestamps/mtime", Text(STAMP)),
    Rule("encryption", Needs(&["format"], &[])),
    Rule("encryption", Attr("format", Words(&["default", "qcow", "luks", "luks2", "luks-any"]))),
    Rule("encryption/secret", Needs(&["type"], &[])),
    Rule("encryption/secret", Attr("type", Words(&["passphrase"]))),
    Rule("encryption/secret", Attr("uuid", rules::UUID)),
    Rule("encryption/secret", Check(|secret| rules::either(secret, "uuid", "usage"))),
    Rule("encryption/cipher", Needs(&["name", "size"], &[])),
];

const VOLUME_PARTS: &[&str] = &[
    "path",
    "format",
    "permissions",
    "timestamps",
    "encryption",
    "compat",
    "nocow",
    "clusterSize",
    "features",
];

const STAMPS: &[&str] = &["atime", "btime", "ctime", "mtime"];
const ANY: Shape = Like(|_| true, "a text");
const STAMP: Shape = Like(
    |t| {
        let (seconds, rest) = t.split_once('.').unwrap_or((t, ""));
        rules::NUMBER.fits(seconds) && rest.len() <= 9 && rest.bytes().all(|b| b.is_ascii_digit())
    },
    "seconds",
);

fn is_version(text: &str) -> bool {
    text.split_once('.').is_some_and(|(a, b)| rules::NUMBER.fits(a) && rules::NUMBER.fits(b))
}

/// `iqn.YEAR-MONTH.reversed.domain:name`.
fn is_iqn(text: &str) -> bool {
    let Some((date, rest)) = text.strip_prefix("iqn.").and_then(|t| t.split_once('.')) else { return false };
    let date = date.split_once('-').is_some_and(|(year, month)| {
        let digits = |t: &str, n| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
        digits(year, 4) && digits(month, 2) && matches!(month.parse(), Ok(1..=12))
    });
    let (domain, name) = rest.split_once(':').map_or((rest, None), |(domain, name)| (domain, Some(name)));
    date && rules::DNS_NAME.fits(domain) && name.is_none_or(|n| rules::LINE.fits(n))
}

fn kind_of(pool: Node<'_>) -> &str {
    attr(pool, "type").unwrap_or_default()
}

fn pool_of(inside: Node<'_>) -> &str {
    inside.parent().map_or("", kind_of)
}

/// Pools whose source has no name need one themselves.
fn named(pool: Node<'_>) -> Result<()> {
    match kind_of(pool) {
        "logical" | "rbd" | "sheepdog" | "gluster" | "zfs" | "vstorage" => Ok(()),
        _ => pool.demand(&[], &["name"]),
    }
}

fn target_path(target: Node<'_>) -> Result<()> {
    match pool_of(target) {
        "logical" => Ok(()),
        _ => target.demand(&[], &["path"]),
    }
}

fn device_path(device: Node<'_>) -> Result<()> {
    let direct = device.parent().is_some_and(|source| pool_of(source) == "iscsi-direct");
    Attr("path", if direct { IQN } else { SOURCE_DEVICE }).check(device)
}

fn format_type(source: Node<'_>) -> Option<&str> {
    source.elements().find(|n| n.name() == "format").and_then(|format| attr(format, "type"))
}

fn directory(dir: Node<'_>) -> Result<()> {
    let relative = dir.parent().is_some_and(|s| matches!(format_type(s), Some("cifs" | "glusterfs")));
    Attr("path", if relative { rules::PATH } else { rules::ABSOLUTE_DIRECTORY }).check(dir)
}

/// A protocol version says something about NFS only.
fn format_of_netfs(source: Node<'_>) -> Result<()> {
    let other = pool_of(source) == "netfs" && matches!(format_type(source), Some("cifs" | "glusterfs"));
    let protocol = source.elements().find(|n| other && n.name() == "protocol");
    protocol.map_or(Ok(()), |n| Err(n.unexpected()))
}

fn adapter(adapter: Node<'_>) -> Result<()> {
    match attr(adapter, "type") {
        Some("fc_host") => adapter.demand(&["wwnn", "wwpn"], &[]),
        None | Some("scsi_host") if attr(adapter, "name").is_none() => adapter.demand(&[], &["parentaddr"]),
        None | Some("scsi_host") => Ok(()),
        Some(other) => Err(adapter.bad_attr("type", other, "one of scsi_host, fc_host", None)),
    }
}

//! Samples of our own come out as they went in; changed ones never panic, never hang, and whatever is
//! accepted is written the same way when it is read again.
//!
//! `VIRT_CONF_FUZZ_SECONDS=1800 cargo test -p virt-conf --test fuzz --release -- --nocapture` is the long run,
//! `VIRT_CONF_FUZZ_SEED` starts elsewhere; a finding names the seed and the document.

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use virt_conf::domain::policy::{DriverPolicy, Features, StageFlags};
use virt_conf::domain::{DomainDef, FormatFlags, ParseFlags};
use virt_conf::interface::InterfaceDef;
use virt_conf::network::port::NetworkPortDef;
use virt_conf::network::status::NetworkStatus;
use virt_conf::network::{self, NetworkDef};
use virt_conf::nodedev::{self, NodeDeviceDef};
use virt_conf::nwfilter::NwfilterDef;
use virt_conf::nwfilter::binding::NwfilterBindingDef;
use virt_conf::secret::SecretDef;
use virt_conf::storage::volume::{self, VolumeDef};
use virt_conf::storage::{PoolDef, PoolKind, pool};
use virt_core::Result;

/// A kind of document: how it is read (strictly or not) and written again.
struct Kind {
    name: &'static str,
    sample: &'static str,
    again: fn(&str, bool) -> Result<String>,
}

macro_rules! kind {
    ($name:literal, $again:expr) => {
        Kind { name: $name, sample: include_str!(concat!("samples/", $name, ".xml")), again: $again }
    };
}

fn network(xml: &str, validate: bool) -> Result<String> {
    Ok(NetworkDef::parse(xml, network::ParseOptions { validate, extensions: true })?.to_xml(0))
}

fn pool(xml: &str, validate: bool) -> Result<String> {
    Ok(PoolDef::parse(xml, pool::ParseOptions { validate, extensions: true })?.to_xml())
}

fn nodedev(xml: &str, validate: bool) -> Result<String> {
    let options = nodedev::ParseOptions { validate, ..nodedev::ParseOptions::default() };
    Ok(NodeDeviceDef::parse(xml, options)?.to_xml(0))
}

/// A driver that understands everything and wishes nothing.
struct NoWishes;
impl DriverPolicy for NoWishes {
    fn features(&self) -> Features {
        Features {
            memory_hotplug: true,
            offline_vcpupin: true,
            name_slash: true,
            individual_vcpus: true,
            firmware_autoselect: true,
            net_model_string: true,
            disk_fd: true,
            ..Features::default()
        }
    }
}

/// As a driver keeps it: with defaults, and without what is refused.
fn kept(xml: &str, strict: bool) -> Result<String> {
    let mut domain = DomainDef::parse(xml, ParseFlags { strict, ..ParseFlags::config() })?;
    domain.post_parse(&NoWishes, StageFlags { inactive: true, ..StageFlags::default() })?;
    domain.validate(&NoWishes)?;
    Ok(domain.to_xml(FormatFlags::config_file()))
}

/// Twice: disks and controllers whose kind or number is only found out after reading move once, as upstream's do.
fn domain(xml: &str, strict: bool) -> Result<String> {
    kept(&kept(xml, strict)?, false)
}

const KINDS: &[Kind] = &[
    kind!("network", network),
    kind!("network-pool", network),
    kind!("networkport", |xml, strict| Ok(NetworkPortDef::parse(xml, u32::from(strict))?.to_xml())),
    kind!("pool", pool),
    kind!("pool-fs", pool),
    kind!("pool-scsi", pool),
    kind!("vol", |xml, validate| {
        let options = volume::ParseOptions { validate, ..volume::ParseOptions::default() };
        Ok(VolumeDef::parse(xml, PoolKind::Dir, options)?.to_xml())
    }),
    kind!("interface", |xml, strict| Ok(InterfaceDef::parse(xml, u32::from(strict))?.to_xml())),
    kind!("secret", |xml, strict| Ok(SecretDef::parse(xml, u32::from(strict))?.to_xml())),
    kind!("nodedev-pci", nodedev),
    kind!("nodedev-disk", nodedev),
    kind!("nwfilter", |xml, strict| Ok(NwfilterDef::parse(xml, u32::from(strict))?.to_xml())),
    kind!("filterbinding", |xml, strict| Ok(NwfilterBindingDef::parse(xml, u32::from(strict))?.to_xml())),
    kind!("domain", domain),
    kind!("domain-storage", domain),
    kind!("domain-devices", domain),
];

#[test]
fn samples_come_out_as_they_went_in() {
    for kind in KINDS {
        for strict in [false, true] {
            let out = (kind.again)(kind.sample, strict).unwrap_or_else(|e| panic!("{}: {e}", kind.name));
            assert_eq!(out, kind.sample, "{} (strict: {strict})", kind.name);
        }
    }
}

/// A small generator: good enough to shake documents.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
}

const PIECES: &[&str] = &[
    "",
    "0",
    "-1",
    "18446744073709551616",
    "0x",
    "yes",
    "no",
    "'",
    "<",
    ">",
    "/>",
    "&",
    "&lt;",
    "&#0;",
    "\u{0}",
    "\u{1}",
    "é",
    "\u{10ffff}",
    "<a>",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "$X[",
    "xmlns='u'",
    " ",
    "\n",
    "999999999999",
    ":",
    "::",
    "/",
    "%s",
    "none",
    "default",
    "all",
    "tcp",
    "qcow2",
    "luks",
];

/// Cuts, copies or inserts: between tags, inside values, or anywhere.
fn mutate(text: &str, other: &str, random: &mut Random) -> String {
    let mut out = text.to_owned();
    for _ in 0..=random.below(3) {
        let cuts: Vec<usize> = match random.below(3) {
            0 => out.match_indices('<').map(|(i, _)| i).collect(),
            1 => out.match_indices(['\'', '>', '=']).map(|(i, _)| i + 1).collect(),
            _ => out.char_indices().map(|(i, _)| i).collect(),
        };
        if cuts.is_empty() {
            return out;
        }
        let (a, b) = (cuts[random.below(cuts.len())], cuts[random.below(cuts.len())]);
        let (from, to) = (a.min(b), a.max(b));
        match random.below(5) {
            0 if to - from < 400 => out.replace_range(from..to, ""),
            1 if to - from < 400 => {
                let copy = out[from..to].to_owned();
                out.insert_str(from, &copy);
            }
            2 => {
                let lines: Vec<&str> = other.lines().collect();
                out.insert_str(from, lines[random.below(lines.len())]);
            }
            _ => out.insert_str(from, PIECES[random.below(PIECES.len())]),
        }
    }
    out
}

fn check(kind: &Kind, xml: &str) -> std::result::Result<bool, String> {
    let begin = Instant::now();
    let outcome = catch_unwind(|| {
        let _ = (kind.again)(xml, true);
        let Ok(first) = (kind.again)(xml, false) else { return Ok(false) };
        let second = (kind.again)(&first, false).map_err(|e| format!("not read again: {e}\n{first}"))?;
        // metadata of nobody's namespace is dropped in two steps, as upstream does
        let first = first.replace("  <metadata/>\n", "");
        if first == second { Ok(true) } else { Err(format!("changes:\n{first}\n{second}")) }
    });
    if begin.elapsed() > Duration::from_secs(2) {
        return Err("slow".into());
    }
    outcome.unwrap_or_else(|_| Err("panics".into()))
}

#[test]
fn changed_documents() {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let seconds = number("VIRT_CONF_FUZZ_SECONDS").unwrap_or(3);
    let seed = number("VIRT_CONF_FUZZ_SEED").unwrap_or(0x9e37_79b9_7f4a_7c15).max(1);
    let mut random = Random(seed);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut tried, mut taken) = (0u64, 0u64);
    while Instant::now() < end {
        let kind = &KINDS[random.below(KINDS.len())];
        let other = KINDS[random.below(KINDS.len())].sample;
        let xml = mutate(kind.sample, other, &mut random);
        match check(kind, &xml) {
            Ok(accepted) => taken += u64::from(accepted),
            Err(why) => panic!("seed {seed}, document {tried} ({}): {why}\n{xml}", kind.name),
        }
        tried += 1;
    }
    eprintln!("{tried} documents, {taken} of them accepted");
    assert!(taken > 0 && taken < tried);
}

#[test]
fn changed_updates_and_states() {
    let (net, net_text) = (KINDS[0].sample, KINDS[0].sample);
    let mut random = Random(7);
    let start = NetworkDef::parse(net, network::ParseOptions::default()).expect("sample");
    let status = format!("<networkstatus><class_id bitmap='0-3'/><floor sum='4'/>{net}</networkstatus>");
    for _ in 0..1500 {
        let line: Vec<&str> = net_text.lines().collect();
        let entry = mutate(line[random.below(line.len())], net, &mut random);
        let mut changed = start.clone();
        let (command, section) = (random.below(6) as u32, random.below(15) as u32);
        if changed.update_section(command, section, random.below(4) as i32 - 1, &entry).is_ok() {
            assert!(
                NetworkDef::parse(&changed.to_xml(0), network::ParseOptions::default()).is_ok(),
                "{entry}"
            );
        }
        let _ = NetworkStatus::parse(&mutate(&status, net, &mut random));
    }
}

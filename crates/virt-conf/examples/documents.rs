//! Reads documents and shows what becomes of them, for `tests/differential.py` and
//! `tests/schema.py`.
//!
//! Each line of input is a JSON object with `kind`, `xml` and perhaps `validate` and more; each line of
//! output one with `xml`, or `code`, `domain` and `message` of the error.

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use virt_conf::domain::{DomainDef, FormatFlags, ParseFlags};
use virt_conf::interface::InterfaceDef;
use virt_conf::network::NetworkDef;
use virt_conf::nodedev::{Capability, NodeDeviceDef};
use virt_conf::nwfilter::NwfilterDef;
use virt_conf::secret::SecretDef;
use virt_conf::storage::pool::PoolDef;
use virt_conf::storage::volume::VolumeDef;
use virt_conf::{network, nodedev, storage};
use virt_core::Result;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = match serde_json::from_str::<Value>(&line?) {
            Ok(request) => match answer(&request) {
                Ok(xml) => json!({ "xml": xml }),
                Err(e) => json!({ "code": e.code(), "domain": e.domain(), "message": e.message() }),
            },
            Err(e) => json!({ "bad": e.to_string() }),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(request: &Value) -> Result<String> {
    let text = |name: &str| request[name].as_str().unwrap_or_default();
    let xml = text("xml");
    let validate = request["validate"] == true;
    let flag = u32::from(validate);
    let pool = |xml: &str| PoolDef::parse(xml, storage::pool::ParseOptions { validate, extensions: false });
    Ok(match text("kind") {
        "network" => NetworkDef::parse(xml, network::ParseOptions { validate, extensions: false })?.to_xml(0),
        "network-update" => {
            let mut net = NetworkDef::parse(text("network"), network::ParseOptions::default())?;
            let number = |name: &str| request[name].as_i64().unwrap_or_default();
            let (command, section) = (number("command") as u32, number("section") as u32);
            net.update_section(command, section, number("index") as i32, xml)?;
            net.to_xml(0)
        }
        "pool" => {
            let mut pool = pool(xml)?;
            (pool.capacity, pool.available) = (100 << 30, 100 << 30);
            pool.to_xml()
        }
        "vol" => {
            let pool = PoolDef::parse(text("pool"), storage::pool::ParseOptions::default())?;
            let options = storage::volume::ParseOptions { validate, ..Default::default() };
            let mut vol = VolumeDef::parse(xml, pool.kind, options)?;
            let path = format!("{}/{}", pool.target_path.as_deref().unwrap_or("(null)"), vol.name);
            vol.target.path = Some(path.clone());
            vol.key = Some(path);
            vol.to_xml()
        }
        "interface" => InterfaceDef::parse(xml, flag)?.to_xml(),
        "domain" => DomainDef::parse(xml, ParseFlags { strict: validate, ..ParseFlags::config() })?
            .to_xml(FormatFlags::config_file()),
        "secret" => SecretDef::parse(xml, flag)?.to_xml(),
        "nwfilter" => NwfilterDef::parse(xml, flag)?.to_xml(),
        "nodedev" => {
            let mut device = NodeDeviceDef::parse(xml, nodedev::ParseOptions::default())?;
            for capability in &mut device.capabilities {
                if let Capability::Mdev(mdev) = capability {
                    mdev.activate();
                }
            }
            device.to_xml(0)
        }
        _ => String::new(),
    })
}

//! The guest's network interfaces.

use std::collections::HashMap;

use serde_json::Value;
use virt_core::consts::*;
use virt_core::driver::{DomainInterface, IpAddress, check_flags};
use virt_core::{Domain, Result, bail, err};

use super::{QemuConnection, text};

impl QemuConnection {
    pub(in crate::connection) fn interface_addresses(
        &self,
        domain: &Domain,
        source: u32,
        flags: u32,
    ) -> Result<Vec<DomainInterface>> {
        check_flags(VIR_FROM_QEMU, "qemuDomainInterfaceAddresses", flags, 0)?;
        let state = self.vm(domain)?.state();
        state.active()?;
        match i32::try_from(source) {
            Ok(VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT) => {
                let command = "guest-network-get-interfaces";
                let reply =
                    self.with_agent(domain, "virDomainInterfaceAddresses", |guest| guest.ask(command, None))?;
                interfaces(&reply)
            }
            Ok(VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP) => {
                let table = std::fs::read_to_string("/proc/net/arp").unwrap_or_default();
                Ok(state
                    .def
                    .devices
                    .interfaces
                    .iter()
                    .filter_map(|interface| {
                        let mac = interface.mac.address.to_string();
                        let addrs = by_arp(&table, &mac);
                        let name = interface.target.dev.clone();
                        (!addrs.is_empty()).then(|| DomainInterface {
                            name: name.unwrap_or_default(),
                            hwaddr: Some(mac),
                            addrs,
                        })
                    })
                    .collect())
            }
            // No network of ours hands out leases.
            Ok(VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE) => Ok(Vec::new()),
            _ => {
                bail!(VIR_FROM_QEMU, VIR_ERR_ARGUMENT_UNSUPPORTED, "Unknown IP address data source {source}")
            }
        }
    }
}

/// Interfaces as the agent tells them; `eth0:1` is one more name of `eth0`.
pub(super) fn interfaces(reply: &Value) -> Result<Vec<DomainInterface>> {
    let bad = |what: String| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{what}");
    let list =
        reply.as_array().ok_or_else(|| bad("qemu agent didn't return an array of interfaces".into()))?;
    let mut all: Vec<DomainInterface> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for one in list {
        let full = text(one, "name").ok_or_else(|| bad("qemu agent didn't provide 'name' field".into()))?;
        let name = full.split(':').next().unwrap_or(full);
        let place = *places.entry(name.to_owned()).or_insert_with(|| {
            let hwaddr = text(one, "hardware-address").map(str::to_owned);
            all.push(DomainInterface { name: name.to_owned(), hwaddr, addrs: Vec::new() });
            all.len() - 1
        });
        for address in one.get("ip-addresses").and_then(Value::as_array).into_iter().flatten() {
            let absent = |field: &str| {
                bad(format!("qemu agent didn't provide '{field}' field for interface '{full}'"))
            };
            let kind = match text(address, "ip-address-type").ok_or_else(|| absent("ip-address-type"))? {
                "ipv4" => VIR_IP_ADDR_TYPE_IPV4,
                "ipv6" => VIR_IP_ADDR_TYPE_IPV6,
                other => return Err(bad(format!("unknown ip address type '{other}'"))),
            };
            let prefix = address.get("prefix").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
            all[place].addrs.push(IpAddress {
                kind,
                addr: text(address, "ip-address").ok_or_else(|| absent("ip-address"))?.to_owned(),
                prefix: prefix.ok_or_else(|| bad("malformed 'prefix' field".into()))?,
            });
        }
    }
    Ok(all)
}

/// Addresses that the host's ARP table has for a MAC.
fn by_arp(table: &str, mac: &str) -> Vec<IpAddress> {
    let columns = table.lines().skip(1).map(|line| line.split_ascii_whitespace().collect::<Vec<_>>());
    columns
        .filter(|row| row.len() > 3 && row[2] != "0x0" && row[3].eq_ignore_ascii_case(mac))
        .map(|row| IpAddress { kind: VIR_IP_ADDR_TYPE_IPV4, addr: row[0].to_owned(), prefix: 0 })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_with_a_colon_are_one_interface() {
        let reply = json!([
            { "name": "lo", "ip-addresses": [{ "ip-address-type": "ipv4", "ip-address": "127.0.0.1", "prefix": 8 }] },
            { "name": "eth0", "hardware-address": "52:54:00:00:00:01" },
            { "name": "eth0:1", "ip-addresses": [{ "ip-address-type": "ipv6", "ip-address": "fe80::1", "prefix": 64 }] },
        ]);
        let all = interfaces(&reply).unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!((all[1].name.as_str(), all[1].addrs.len()), ("eth0", 1));
        assert!(interfaces(&json!({})).is_err() && interfaces(&json!([{}])).is_err());
    }

    #[test]
    fn arp() {
        let table = "IP address HW type Flags HW address Mask Device\n\
                     10.0.0.5 0x1 0x2 52:54:00:AA:00:01 * br0\n10.0.0.6 0x1 0x0 52:54:00:aa:00:01 * br0\n";
        assert_eq!(by_arp(table, "52:54:00:aa:00:01").len(), 1);
    }
}

//! What went through the guest's network interfaces.

use serde_json::Value;
use virt_conf::domain::devices::{Interface, InterfaceSource};
use virt_core::consts::*;
use virt_core::driver::InterfaceStats;
use virt_core::{Domain, Result, bail, err};

use super::{Params, QemuConnection, Subject};

pub(super) fn all(subject: &Subject, _: &[Option<Value>], params: &mut Params) {
    if !subject.state.is_active() {
        return;
    }
    let interfaces = &subject.state.def.devices.interfaces;
    params.count(VIR_DOMAIN_STATS_NET_COUNT, interfaces.len());
    for (i, interface) in interfaces.iter().enumerate() {
        let Some(device) = &interface.target.dev else { continue };
        let name = |suffix: &str| format!("{VIR_DOMAIN_STATS_NET_PREFIX}{i}{suffix}");
        params.add(name(VIR_DOMAIN_STATS_NET_SUFFIX_NAME), device.as_str());
        let Some(stats) = read(device, shares_host_view(interface)) else { continue };
        for (suffix, value) in [
            (VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES, stats.rx_bytes),
            (VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS, stats.rx_packets),
            (VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS, stats.rx_errs),
            (VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP, stats.rx_drop),
            (VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES, stats.tx_bytes),
            (VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS, stats.tx_packets),
            (VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS, stats.tx_errs),
            (VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP, stats.tx_drop),
        ] {
            params.some(name(suffix), u64::try_from(value).ok());
        }
    }
}

impl QemuConnection {
    pub(in crate::connection) fn interface_stats(
        &self,
        domain: &Domain,
        device: &str,
    ) -> Result<InterfaceStats> {
        let state = self.vm(domain)?.state();
        state.active()?;
        let found = state.def.devices.interfaces.iter().find(|interface| {
            interface.target.dev.as_deref() == Some(device)
                || interface.mac.address.to_string().eq_ignore_ascii_case(device)
        });
        let interface = found.ok_or_else(|| {
            err!(VIR_FROM_DOMAIN, VIR_ERR_INVALID_ARG, "'{device}' is not a known interface")
        })?;
        let Some(name) = interface.target.dev.as_deref() else {
            bail!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "Interface name not provided");
        };
        read(name, shares_host_view(interface))
            .ok_or_else(|| err!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "/proc/net/dev: Interface not found"))
    }
}

/// What the host sends to a tap is what the guest receives; macvtap counts from the guest's side.
fn shares_host_view(interface: &Interface) -> bool {
    matches!(interface.source, InterfaceSource::Direct { .. })
}

fn read(device: &str, host_view: bool) -> Option<InterfaceStats> {
    if device.is_empty() || device.contains('/') {
        return None;
    }
    let value = |name: &str| -> Option<i64> {
        let text = std::fs::read_to_string(format!("/sys/class/net/{device}/statistics/{name}")).ok()?;
        text.trim().parse().ok()
    };
    let (rx, tx) = if host_view { ("rx", "tx") } else { ("tx", "rx") };
    let of = |side: &str, what: &str| value(&format!("{side}_{what}")).unwrap_or(-1);
    value("rx_bytes")?;
    Some(InterfaceStats {
        rx_bytes: of(rx, "bytes"),
        rx_packets: of(rx, "packets"),
        rx_errs: of(rx, "errors"),
        rx_drop: of(rx, "dropped"),
        tx_bytes: of(tx, "bytes"),
        tx_packets: of(tx, "packets"),
        tx_errs: of(tx, "errors"),
        tx_drop: of(tx, "dropped"),
    })
}

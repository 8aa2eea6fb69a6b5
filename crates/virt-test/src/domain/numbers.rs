//! Numbers of a domain's disks, file systems and interfaces; they grow with the clock.

use std::net::IpAddr;

use virt_conf::domain::devices::{Disk, DiskDevice, Interface, InterfaceSource};
use virt_core::consts::*;
use virt_core::driver::{
    BlockInfo, BlockStats, DiskError, DomainInterface, FsInfo, InterfaceStats, IpAddress, check_flags,
};
use virt_core::{Domain, Result, bail};

use super::cpus::clock;
use super::find_device::{disk_place, find_disk, find_interface};
use crate::TestDriver;

/// A number that the C API gives as signed.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub fn block_stats(driver: &TestDriver, domain: &Domain, disk: &str) -> Result<BlockStats> {
    if disk.is_empty() {
        bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_UNSUPPORTED, "summary statistics are not supported yet");
    }
    let state = driver.running(domain)?;
    if disk_place(&state.def, disk, false).is_none() {
        bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "invalid path: {disk}");
    }
    let now = signed(clock());
    Ok(BlockStats {
        rd_req: now / 10,
        rd_bytes: now / 20,
        wr_req: now / 30,
        wr_bytes: now / 40,
        errs: now / 2_000_000,
    })
}

pub fn interface_stats(driver: &TestDriver, domain: &Domain, device: &str) -> Result<InterfaceStats> {
    let state = driver.running(domain)?;
    find_interface(&state.def, device)?;
    let now = signed(clock());
    Ok(InterfaceStats {
        rx_bytes: now / 10,
        rx_packets: now / 100,
        rx_errs: now / 1_000_000,
        rx_drop: now / 2_000_000,
        tx_bytes: now / 20,
        tx_packets: now / 110,
        tx_errs: now / 3_000_000,
        tx_drop: now / 4_000_000,
    })
}

pub fn block_info(driver: &TestDriver, domain: &Domain, disk: &str, flags: u32) -> Result<BlockInfo> {
    check_flags(VIR_FROM_TEST, "testDomainGetBlockInfo", flags, 0)?;
    let state = driver.state(domain)?;
    match find_disk(&state.def, disk, false) {
        None => bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "invalid path {disk} not assigned to domain"),
        Some(found) if found.source.is_empty() => bail!(
            VIR_FROM_TEST,
            VIR_ERR_INVALID_ARG,
            "disk '{disk}' does not currently have a source assigned"
        ),
        Some(_) => Ok(BlockInfo {
            capacity: 1_099_506_450_432,
            allocation: 1_099_511_627_776,
            physical: 1_099_511_627_776,
        }),
    }
}

/// Disks have their errors by turns.
pub fn disk_errors(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<DiskError>> {
    check_flags(VIR_FROM_TEST, "testDomainGetDiskErrors", flags, 0)?;
    let state = driver.running(domain)?;
    let kinds = [VIR_DOMAIN_DISK_ERROR_UNSPEC, VIR_DOMAIN_DISK_ERROR_NO_SPACE];
    let disks = state.def.devices.disks.iter().zip(kinds.into_iter().cycle());
    Ok(disks.map(|(disk, error)| DiskError { disk: disk.dst().to_owned(), error }).collect())
}

/// The first disk has the guest's two file systems.
pub fn fs_info(driver: &TestDriver, domain: &Domain, flags: u32) -> Result<Vec<FsInfo>> {
    check_flags(VIR_FROM_TEST, "testDomainGetFSInfo", flags, 0)?;
    let state = driver.running(domain)?;
    let is_disk = |disk: &&Disk| disk.device == DiskDevice::Disk;
    let Some(disk) = state.def.devices.disks.iter().find(is_disk).map(Disk::dst) else {
        return Ok(Vec::new());
    };
    let info = |mountpoint: &str, number| FsInfo {
        mountpoint: mountpoint.into(),
        name: format!("{disk}{number}"),
        fstype: "ext4".into(),
        dev_alias: vec![disk.to_owned()],
    };
    Ok(vec![info("/", 1), info("/boot", 2)])
}

pub fn interface_addresses(
    driver: &TestDriver,
    domain: &Domain,
    source: u32,
    flags: u32,
) -> Result<Vec<DomainInterface>> {
    check_flags(VIR_FROM_TEST, "testDomainInterfaceAddresses", flags, 0)?;
    if source > VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP as u32 {
        bail!(VIR_FROM_TEST, VIR_ERR_ARGUMENT_UNSUPPORTED, "Unknown IP address data source {source}");
    }
    let state = driver.running(domain)?;
    let interfaces = state.def.devices.interfaces.iter().enumerate();
    let told = interfaces.map(|(place, interface)| {
        Ok(DomainInterface {
            name: interface.target.dev.clone().unwrap_or_default(),
            hwaddr: Some(interface.mac.address.to_string()),
            addrs: vec![address(driver, state.id, place, interface)?],
        })
    });
    told.collect()
}

/// An address out of the interface's network, or one that no network gives.
fn address(driver: &TestDriver, id: i32, place: usize, interface: &Interface) -> Result<IpAddress> {
    let InterfaceSource::Network { network, .. } = &interface.source else {
        let addr = format!("192.168.0.{}", place + 1);
        return Ok(IpAddress { kind: VIR_IP_ADDR_TYPE_IPV4, addr, prefix: 24 });
    };
    let offset = u64::try_from(id).unwrap_or(1).saturating_sub(1) * 20 + place as u64 + 1;
    let (first, prefix) = driver.network_address(network)?;
    Ok(match first {
        IpAddr::V4(first) => IpAddress {
            kind: VIR_IP_ADDR_TYPE_IPV4,
            addr: std::net::Ipv4Addr::from(u32::from(first).wrapping_add(offset as u32)).to_string(),
            prefix,
        },
        IpAddr::V6(first) => {
            let mut bytes = first.octets();
            bytes[15] = bytes[15].wrapping_add(offset as u8);
            let addr = std::net::Ipv6Addr::from(bytes).to_string();
            IpAddress { kind: VIR_IP_ADDR_TYPE_IPV6, addr, prefix }
        }
    })
}

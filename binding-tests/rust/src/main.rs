//! The crate `virt` on `test:///default`: every kind of object, a life cycle, errors, a stream, the event loop.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU32, Ordering};

use virt::connect::Connect;
use virt::domain::Domain;
use virt::error::{Error, clear_error_callback};
use virt::event::{event_add_timeout, event_register_default_impl, event_run_default_impl};
use virt::storage_vol::StorageVol;
use virt::stream::Stream;

static FIRED: AtomicU32 = AtomicU32::new(0);

fn told<T>(what: &str, result: Result<T, Error>, show: impl Fn(&T) -> String) -> Option<T> {
    match result {
        Ok(value) => {
            println!("{what}: {}", show(&value));
            Some(value)
        }
        Err(error) => {
            println!("{what}: error {:?} {:?} {}", error.code(), error.domain(), error.message());
            None
        }
    }
}

fn debug<T: Debug>(value: &T) -> String {
    format!("{value:?}")
}

fn names<T>(list: &[T], name: impl Fn(&T) -> Result<String, Error>) -> String {
    let mut names: Vec<String> = list.iter().map(|item| name(item).unwrap_or_default()).collect();
    names.sort();
    names.join(" ")
}

fn host(conn: &Connect) {
    told("type", conn.driver_type(), debug);
    told("uri", conn.uri(), debug);
    told("version", conn.hyp_version(), debug);
    told("node", conn.node_info(), |n| {
        format!("{} {} {} {} {} {} {}", n.model, n.memory, n.cpus, n.nodes, n.sockets, n.cores, n.threads)
    });
    told("free memory", conn.cells_free_memory(0, 2), debug);
    told("free pages", conn.free_pages(&[4, 2048], 0, 2, 0), debug);
    told("capabilities", conn.capabilities(), |c| c.clone());
    told("domains", conn.list_all_domains(0), |l| names(l, |d| d.name()));
    told("networks", conn.list_all_networks(0), |l| names(l, |n| n.name()));
    told("interfaces", conn.list_all_interfaces(0), |l| names(l, |i| i.name()));
    told("pools", conn.list_all_storage_pools(0), |l| names(l, |p| p.name()));
    told("devices", conn.list_all_node_devices(0), |l| names(l, |d| d.name()));
    told("secrets", conn.list_all_secrets(0), |l| l.len().to_string());
    told("filters", conn.list_all_nw_filters(0), |l| l.len().to_string());
    told("sysinfo", conn.sys_info(0), debug);
}

fn life(conn: &Connect, domain: &Domain) {
    told("xml", domain.xml_desc(0), |x| x.clone());
    told("state", domain.state(), debug);
    told("info", domain.info(), |i| format!("{:?} {} {} {}", i.state, i.max_mem, i.memory, i.nr_virt_cpu));
    told("disk", domain.block_info("vda", 0), |b| format!("{} {} {}", b.capacity, b.allocation, b.physical));
    told("no disk", domain.block_info("vdz", 0), |_| String::new());
    told("memory", domain.memory_parameters(0), |m| format!("{:?} {:?}", m.hard_limit, m.soft_limit));
    told("scheduler", domain.scheduler_parameters(), |s| format!("{} {:?}", s.scheduler_type, s.weight));
    told("addresses", domain.interface_addresses(0, 0), |l| {
        l.iter()
            .map(|i| format!("{} {:?} {}", i.name, i.hwaddr, i.addrs.len()))
            .collect::<Vec<_>>()
            .join(", ")
    });
    told("suspend", domain.suspend(), debug);
    told("paused", domain.state(), debug);
    told("resume", domain.resume(), debug);
    told("metadata", domain.set_metadata(0, Some("words"), None, None, 2), debug);
    told("metadata back", domain.metadata(0, None, 2), debug);
    let snapshot = domain.create_snapshot_xml("<domainsnapshot><name>s</name></domainsnapshot>", 0);
    if let Some(snapshot) = told("snapshot", snapshot, |s| s.name().unwrap_or_default()) {
        told("snapshot is current", snapshot.is_current(0), debug);
        told("revert", snapshot.revert(0), debug);
        told("delete", snapshot.delete(0), debug);
    }
    told("destroy", domain.destroy(), debug);
    told("destroy again", domain.destroy(), debug);
    told("create", domain.create(), debug);
    told("id", Ok(domain.id()), debug);
    told("native command", domain.qemu_monitor_command("info", 0), debug);
    told("no domain", conn.lookup_domain_by_name("nope"), |_| String::new());
    told("no name", conn.define_domain_xml("<domain type='test'/>"), |_| String::new());
}

fn storage(conn: &Connect) {
    let Ok(pool) = conn.lookup_storage_pool_by_name("default-pool") else { return };
    told("pool", pool.info(), |p| format!("{} {} {}", p.capacity, p.allocation, p.available));
    let xml = "<volume><name>v</name><capacity>1048576</capacity></volume>";
    if let Some(volume) =
        told("volume", StorageVol::create_xml(&pool, xml, 0), |v| v.path().unwrap_or_default())
    {
        told("volume info", volume.info(), |v| format!("{} {} {}", v.kind, v.capacity, v.allocation));
        told("volume again", StorageVol::create_xml(&pool, xml, 0), |_| String::new());
        told("delete", volume.delete(0), debug);
    }
}

/// Reads the picture to its end; gives what it starts with.
fn screenshot(conn: &Connect, domain: &Domain) -> Result<Vec<u8>, Error> {
    let stream = Stream::new(conn, 0)?;
    println!("screenshot: {}", domain.screenshot(&stream, 0, 0)?);
    let (mut picture, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let got = usize::try_from(stream.recv(&mut buffer)?).unwrap_or(0);
        if got == 0 {
            stream.finish()?;
            picture.truncate(8);
            return Ok(picture);
        }
        picture.extend_from_slice(&buffer[..got]);
    }
}

fn main() -> Result<(), Error> {
    clear_error_callback();
    event_register_default_impl()?;
    told("nowhere", Connect::open(Some("test:///nowhere")), |_| String::new());
    let conn = Connect::open(Some("test:///default"))?;
    host(&conn);
    let domain = conn.lookup_domain_by_name("test")?;
    life(&conn, &domain);
    storage(&conn);
    told("picture", screenshot(&conn, &domain), debug);
    let fired = |_timer, _data| _ = FIRED.fetch_add(1, Ordering::Relaxed);
    let timer = event_add_timeout(0, fired, std::ptr::null_mut())?;
    event_run_default_impl()?;
    timer.event_remove_timeout()?;
    println!("timer: {}", FIRED.load(Ordering::Relaxed));
    drop(domain);
    drop(conn);
    let read_only = Connect::open_read_only(Some("test:///default"))?;
    told("read-only", read_only.lookup_domain_by_name("test")?.suspend(), debug);
    Ok(())
}

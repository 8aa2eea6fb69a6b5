//! What the pretended host and hypervisor can: `<capabilities>` and `<domainCapabilities>`.

use virt_conf::common::document::format;
use virt_conf::domain::VirtType;
use virt_core::consts::*;
use virt_core::driver::{EmulatorQuery, check_flags};
use virt_core::{Arch, Result, bail};
use virt_xml::{Word, Writer};

use crate::TestDriver;
use crate::host::{Cell, SECURITY_MODEL};

const EMULATOR: &str = "/usr/bin/test-hv";
/// Sizes of pages in KiB; the second is what pages of the second cell have.
const PAGES: [u64; 4] = [4, 8, 2048, 1 << 20];
/// Calls `children` within an element without attributes.
fn within(w: &mut Writer, name: &str, children: impl FnOnce(&mut Writer)) {
    w.pair(name, |_| (), children);
}

/// `<capabilities>` of the driver's host.
pub fn host(driver: &TestDriver) -> String {
    format(|w| {
        within(w, "capabilities", |w| {
            w.raw("\n");
            within(w, "host", |w| write_host(w, driver));
            for os in ["hvm", "xen"] {
                w.raw("\n");
                within(w, "guest", |w| write_guest(w, os));
            }
            w.raw("\n");
        });
    })
}

fn write_host(w: &mut Writer, driver: &TestDriver) {
    within(w, "cpu", |w| {
        w.text("arch", Arch::I686.name());
        write_features(w);
        for size in PAGES {
            write_pages(w, size, None);
        }
    });
    w.empty("power_management");
    let iommu = std::fs::read_dir("/sys/kernel/iommu_groups").is_ok_and(|mut groups| groups.next().is_some());
    w.element("iommu", true, |w| w.attr("support", if iommu { "yes" } else { "no" }), |_| ());
    if !driver.cells.is_empty() {
        within(w, "topology", |w| {
            w.pair(
                "cells",
                |w| w.attr_display("num", driver.cells.len()),
                |w| driver.cells.iter().enumerate().for_each(|(id, cell)| write_cell(w, id, cell)),
            );
        });
    }
    within(w, "secmodel", |w| {
        w.text("model", SECURITY_MODEL);
        w.raw_line("<doi></doi>");
    });
}

fn write_features(w: &mut Writer) {
    within(w, "features", |w| {
        w.empty("pae");
        w.empty("nonpae");
    });
}

fn write_pages(w: &mut Writer, size: u64, count: Option<u64>) {
    let attrs = |w: &mut Writer| {
        w.attr("unit", "KiB");
        w.attr_display("size", size);
    };
    match count {
        Some(count) => w.element_text("pages", true, attrs, |out| out.display(count)),
        None => w.element("pages", true, attrs, |_| ()),
    }
}

fn write_cell(w: &mut Writer, id: usize, cell: &Cell) {
    w.pair(
        "cell",
        |w| w.attr_display("id", id),
        |w| {
            w.element_text("memory", true, |w| w.attr("unit", "KiB"), |out| out.display(cell.memory));
            let small = if id == 1 { PAGES[1] } else { PAGES[0] };
            write_pages(w, small, Some(cell.memory / small));
            for size in &PAGES[2..] {
                write_pages(w, *size, Some(0));
            }
            w.pair(
                "cpus",
                |w| w.attr_display("num", cell.cpus.len()),
                |w| {
                    for cpu in &cell.cpus {
                        let attrs = |w: &mut Writer| {
                            w.attr_display("id", cpu.id);
                            w.attr_display("socket_id", cpu.socket);
                            w.attr("die_id", "0");
                            w.attr("cluster_id", "0");
                            w.attr_display("core_id", cpu.core);
                            w.attr_display("siblings", cpu.id);
                        };
                        w.element("cpu", true, attrs, |_| ());
                    }
                },
            );
        },
    );
}

fn write_guest(w: &mut Writer, os: &str) {
    w.text("os_type", os);
    w.pair(
        "arch",
        |w| w.attr("name", Arch::I686.name()),
        |w| {
            w.text("wordsize", "32");
            w.text("emulator", EMULATOR);
            w.element("domain", true, |w| w.attr("type", "test"), |_| ());
        },
    );
    write_features(w);
}

/// `<domainCapabilities>`: next to nothing, whatever the emulator.
pub fn domain(of: EmulatorQuery<'_>, flags: u32) -> Result<String> {
    check_flags(VIR_FROM_TEST, "testConnectGetDomainCapabilities", flags, 0)?;
    let arch = match of.arch {
        None => Arch::I686,
        Some(name) => match Arch::from_name(name) {
            Some(arch) => arch,
            None => bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "unknown architecture: {name}"),
        },
    };
    let virttype = of.virttype.unwrap_or("test");
    if VirtType::from_word(virttype).is_none() {
        bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "unknown virttype: {virttype}");
    }
    Ok(format(|w| {
        within(w, "domainCapabilities", |w| {
            if let Some(path) = of.emulator {
                w.text("path", path);
            }
            w.text("domain", virttype);
            if let Some(machine) = of.machine {
                w.text("machine", machine);
            }
            w.text("arch", arch.name());
            within(w, "cpu", |w| {
                for mode in ["host-passthrough", "maximum", "host-model", "custom"] {
                    let attrs = |w: &mut Writer| {
                        w.attr("name", mode);
                        w.attr("supported", "no");
                    };
                    w.element("mode", true, attrs, |_| ());
                }
            });
            within(w, "devices", |_| ());
            within(w, "features", |w| {
                for name in ["sev", "sgx"] {
                    w.element(name, true, |w| w.attr("supported", "no"), |_| ());
                }
            });
        });
    }))
}

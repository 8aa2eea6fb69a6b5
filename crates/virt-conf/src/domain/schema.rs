//! What the schema asks of domains beyond what the types say; the rest of it is what strict reading of the
//! types refuses.

use virt_xml::{Node, Result};

use super::chardev::CHARDEV_TYPES;
use crate::common::rules::Ask::{Allows, Anywhere, Attr, Check, Needs, Once, Only, Size, Text};
use crate::common::rules::Shape::{Like, Words};
use crate::common::rules::{self, Rule, Shape, attr, has, is_hex, not_both};

/// Checks a domain that is read strictly.
pub fn check(domain: Node<'_>) -> Result<()> {
    rules::check(domain, &[GENERAL, DEVICES, UNUSED])
}

const OFF: Shape = Words(&["destroy", "restart", "preserve", "rename-restart"]);
const CRASH: Shape = Words(&[
    "destroy",
    "restart",
    "preserve",
    "rename-restart",
    "coredump-destroy",
    "coredump-restart",
    "preserve-running",
]);
const VIRT_TYPES: Shape = Words(&[
    "qemu", "kqemu", "kvm", "xen", "lxc", "uml", "openvz", "test", "vmware", "hyperv", "vbox", "phyp", "vz",
    "bhyve", "hvf",
]);
const MACHINE: Shape = Like(
    |t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b)),
    "a machine type",
);
const ARCH: Shape = Like(|t| virt_core::Arch::from_name(t).is_some(), "an architecture");
const UUID_OR_NONE: Shape = Like(|t| t.is_empty() || virt_core::parse_uuid(t).is_some(), "a UUID");
const OFFSETS: Shape = Words(&["localtime", "utc", "timezone", "variable", "absolute"]);
const VCPUS: Shape =
    Like(|t| t.parse::<u16>().is_ok_and(|n| n > 0) && !t.starts_with('+'), "a positive number");

const FEATURES: &[&str] = &[
    "pae",
    "apic",
    "acpi",
    "hap",
    "hyperv",
    "viridian",
    "kvm",
    "xen",
    "privnet",
    "pvspinlock",
    "capabilities",
    "pmu",
    "vmport",
    "gic",
    "smm",
    "ioapic",
    "hpt",
    "vmcoreinfo",
    "htm",
    "nested-hv",
    "msrs",
    "ccf-assist",
    "cfpc",
    "sbbc",
    "ibs",
    "tcg",
    "async-teardown",
    "ras",
    "ps2",
    "aia",
    "virtualization",
];

const GENERAL: &[Rule] = &[
    Rule("domain", Attr("type", VIRT_TYPES)),
    Rule("domain", Needs(&["type"], &["name"])),
    Rule(
        "domain",
        Once(&[
            "name",
            "uuid",
            "genid",
            "title",
            "description",
            "memory",
            "currentMemory",
            "maxMemory",
            "vcpu",
            "os",
            "clock",
            "features",
            "cpu",
            "on_poweroff",
            "on_reboot",
            "on_crash",
            "devices",
            "numatune",
            "cputune",
            "memtune",
            "blkiotune",
            "iothreads",
        ]),
    ),
    Rule("domain/name", Text(rules::LINE)),
    Rule("domain/title", Text(rules::LINE)),
    Rule("domain/uuid", Text(rules::UUID)),
    Rule("domain/genid", Text(UUID_OR_NONE)),
    Rule("domain/on_poweroff", Text(OFF)),
    Rule("domain/on_reboot", Text(OFF)),
    Rule("domain/on_crash", Text(CRASH)),
    Rule("domain/on_lockfailure", Text(Words(&["poweroff", "restart", "pause", "ignore"]))),
    Rule("domain/memory", Size),
    Rule("domain/currentMemory", Size),
    Rule("domain/maxMemory", Size),
    Rule("domain/vcpu", Text(VCPUS)),
    Rule("domain/vcpu", Attr("placement", Words(&["static", "auto"]))),
    Rule("domain/vcpu", Attr("current", VCPUS)),
    Rule("domain/vcpu", Attr("cpuset", rules::CPUSET)),
    Rule("domain/iothreads", Text(rules::NUMBER)),
    Rule("domain/os", Attr("firmware", Words(&["bios", "efi"]))),
    Rule("domain/os", Needs(&[], &["type"])),
    Rule("os/type", Text(Words(&["hvm", "exe", "xen", "linux", "xenpvh"]))),
    Rule("os/type", Attr("machine", MACHINE)),
    Rule("os/type", Attr("arch", ARCH)),
    Rule("os/boot", Needs(&["dev"], &[])),
    Rule("os/boot", Attr("dev", Words(&["hd", "fd", "cdrom", "network"]))),
    Rule("os/bootmenu", Needs(&["enable"], &[])),
    Rule("os/bootmenu", Attr("enable", rules::YES_NO)),
    Rule("os/bootmenu", Attr("timeout", rules::U16)),
    Rule("os/kernel", Text(rules::ABSOLUTE_PATH)),
    Rule("os/initrd", Text(rules::ABSOLUTE_PATH)),
    Rule("os/dtb", Text(rules::ABSOLUTE_PATH)),
    Rule("domain/clock", Needs(&["offset"], &[])),
    Rule("domain/clock", Attr("offset", OFFSETS)),
    Rule("numatune/memory", Attr("nodeset", rules::CPUSET)),
    Rule("numatune/memory", Check(placed_once)),
    Rule("numatune/memnode", Needs(&["cellid", "mode", "nodeset"], &[])),
    Rule("numatune/memnode", Attr("nodeset", rules::CPUSET)),
    Rule("cputune/vcpupin", Needs(&["vcpu", "cpuset"], &[])),
    Rule("cputune/vcpupin", Attr("cpuset", rules::CPUSET)),
    Rule("cputune/emulatorpin", Needs(&["cpuset"], &[])),
    Rule("cputune/emulatorpin", Attr("cpuset", rules::CPUSET)),
    Rule("cputune/iothreadpin", Needs(&["iothread", "cpuset"], &[])),
    Rule("cputune/iothreadpin", Attr("cpuset", rules::CPUSET)),
    Rule("domain/cpu", Attr("match", Words(&["minimum", "exact", "strict"]))),
    Rule("cpu/model", Attr("fallback", Words(&["allow", "forbid"]))),
    Rule("cpu/model", Attr("vendor_id", Like(|t| t.len() == 12 && !t.contains(','), "twelve characters"))),
    Rule("domain/features", Only(FEATURES)),
    Rule("cpu/feature", Needs(&["name"], &[])),
    Rule("cpu/feature", Attr("policy", Words(&["force", "require", "optional", "disable", "forbid"]))),
];

const INPUTS: Shape = Words(&["tablet", "mouse", "keyboard", "passthrough", "evdev"]);
const BUSES: Shape = Words(&["ps2", "usb", "xen", "virtio"]);
const CONTROLLERS: Shape =
    Words(&["fdc", "sata", "ccid", "scsi", "usb", "ide", "isa", "pci", "virtio-serial", "xenbus", "nvme"]);
const SCSI: &[&str] = &[
    "auto",
    "buslogic",
    "lsilogic",
    "lsisas1068",
    "vmpvscsi",
    "ibmvscsi",
    "virtio-scsi",
    "lsisas1078",
    "virtio-transitional",
    "virtio-non-transitional",
    "ncr53c90",
    "dc390",
    "am53c974",
];
const USB: &[&str] = &[
    "piix3-uhci",
    "piix4-uhci",
    "ehci",
    "ich9-ehci1",
    "ich9-uhci1",
    "ich9-uhci2",
    "ich9-uhci3",
    "vt82c686b-uhci",
    "pci-ohci",
    "nec-xhci",
    "none",
    "qusb1",
    "qusb2",
    "qemu-xhci",
];
const PCI: &[&str] = &[
    "pci-root",
    "pcie-root",
    "pci-bridge",
    "dmi-to-pci-bridge",
    "pcie-to-pci-bridge",
    "pcie-root-port",
    "pcie-switch-upstream-port",
    "pcie-switch-downstream-port",
    "pci-expander-bus",
    "pcie-expander-bus",
];
const IMAGE: Shape =
    Like(|t| rules::ABSOLUTE_PATH.fits(t) || t.starts_with('[') && t.contains("] "), "an absolute path");
const CHANNELS: Shape = Words(&["virtio", "guestfwd", "xen"]);
const LOADPARM: Shape = Like(
    |t| {
        (1..=8).contains(&t.len())
            && t.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b.is_ascii_whitespace())
    },
    "up to eight letters, digits, dots and blanks",
);
const BALLOONS: Shape = Words(&["virtio", "virtio-transitional", "virtio-non-transitional", "xen", "none"]);
const DATE_TIME: Shape = Like(
    |t| {
        let (date, time) = t.split_once('T').unwrap_or_default();
        date.splitn(4, '-').count() == 3 && time.splitn(4, ':').count() == 3
    },
    "a date and time",
);
const VIDEOS: Shape =
    Words(&["vga", "cirrus", "vmvga", "xen", "vbox", "virtio", "gop", "none", "bochs", "ramfb", "qxl"]);
const CHARDEVS: Shape = Words(CHARDEV_TYPES);
const LISTENS: Shape = Words(&["address", "network", "socket", "none"]);

const DEVICES: &[Rule] = &[
    Rule("devices", Once(&["emulator", "memballoon", "nvram", "vsock", "pstore"])),
    Rule("devices/serial", Attr("type", CHARDEVS)),
    Rule("devices/parallel", Attr("type", CHARDEVS)),
    Rule("devices/console", Attr("type", CHARDEVS)),
    Rule("devices/channel", Attr("type", CHARDEVS)),
    Rule("devices/redirdev", Attr("type", CHARDEVS)),
    Rule("devices/redirdev", Needs(&["type", "bus"], &[])),
    Rule("devices/hub", Needs(&["type"], &[])),
    Rule("devices/hub", Attr("type", Words(&["usb"]))),
    Rule("devices/emulator", Text(rules::ABSOLUTE_PATH)),
    Rule("address", Check(pci_address)),
    Rule("devices/disk", Needs(&[], &["target"])),
    Rule("devices/disk", Check(|disk| not_both(disk, "throttlefilters", "iotune"))),
    Rule("devices/disk", Check(lun_source)),
    Rule("disk/source", Attr("file", IMAGE)),
    Rule("disk/driver", Attr("name", rules::GENERIC_NAME)),
    Rule("disk/target", Needs(&["dev"], &[])),
    Rule("disk/auth", Needs(&["username"], &["secret"])),
    Rule("source/auth", Needs(&["username"], &["secret"])),
    Rule("auth", Attr("username", rules::GENERIC_NAME)),
    Rule("auth/secret", Needs(&["type"], &[])),
    Rule("auth/secret", Attr("type", Words(&["ceph", "iscsi"]))),
    Rule("auth/secret", Check(|secret| rules::either(secret, "uuid", "usage"))),
    Rule("encryption/secret", Check(|secret| rules::either(secret, "uuid", "usage"))),
    Rule("encryption", Check(cipher_parts)),
    Rule("boot", Attr("order", rules::POSITIVE)),
    Rule("boot", Attr("loadparm", LOADPARM)),
    Rule("rom", Attr("enabled", rules::YES_NO)),
    Rule("rom", Attr("bar", rules::ON_OFF)),
    Rule("rom", Attr("file", rules::ABSOLUTE_PATH)),
    Rule("devices/interface", Needs(&["type"], &[])),
    Rule("devices/interface", Attr("managed", rules::YES_NO)),
    Rule("devices/serial", Needs(&["type"], &[])),
    Rule("devices/parallel", Needs(&["type"], &[])),
    Rule("interface/mac", Needs(&["address"], &[])),
    Rule("interface/mac", Attr("address", rules::UNICAST_MAC)),
    Rule("interface/model", Needs(&["type"], &[])),
    Rule("interface/model", Attr("type", rules::MODEL_NAME)),
    Rule("devices/hostdev", Needs(&[], &["source"])),
    Rule("devices/hostdev", Needs(&["type"], &[])),
    Rule("devices/hostdev", Attr("managed", rules::YES_NO)),
    Rule("controller/master", Needs(&["startport"], &[])),
    Rule("devices/hostdev", Check(mediated)),
    Rule("devices/controller", Needs(&["type"], &[])),
    Rule("devices/controller", Attr("type", CONTROLLERS)),
    Rule("devices/controller", Attr("index", rules::NUMBER)),
    Rule("devices/controller", Check(controller_model)),
    Rule("devices/input", Needs(&["type"], &[])),
    Rule("devices/input", Attr("type", INPUTS)),
    Rule("devices/input", Attr("bus", BUSES)),
    Rule("devices/channel", Needs(&["type"], &["target"])),
    Rule("channel/target", Needs(&["type"], &[])),
    Rule("channel/target", Attr("type", CHANNELS)),
    Rule("devices/disk", Check(only_of_luns)),
    Rule("devices/controller", Check(controller_parts)),
    Rule("controller/master", Check(only_below_usb)),
    Rule("clock/timer", Check(timer_parts)),
    Rule("devices/graphics", Attr("passwdValidTo", DATE_TIME)),
    Rule("devices/memballoon", Needs(&["model"], &[])),
    Rule("devices/memballoon", Attr("model", BALLOONS)),
    Rule("video/model", Attr("type", VIDEOS)),
    Rule("devices/tpm", Needs(&[], &["backend"])),
    Rule("devices/rng", Needs(&["model"], &["backend"])),
    Rule("devices/sound", Needs(&["model"], &[])),
    Rule("devices/watchdog", Needs(&["model"], &[])),
    Rule("graphics/listen", Attr("type", LISTENS)),
    Rule("graphics/listen", Check(network_of_listen)),
];

const CHARDEV_SOURCE: &[&str] =
    &["mode", "path", "host", "service", "channel", "master", "slave", "append", "tls"];

/// What is allowed where it means nothing.
const UNUSED: &[Rule] = &[
    Rule("devices/serial", Allows(&["tty"])),
    Rule("devices/parallel", Allows(&["tty"])),
    Rule("devices/console", Allows(&["tty"])),
    Rule("devices/sound", Allows(&["multichannel", "streams"])),
    Rule("devices/shmem", Allows(&["role"])),
    Rule("tpm/backend", Allows(&["version", "persistent_state", "debug"])),
    Rule("hyperv/vendor_id", Allows(&["value"])),
    Rule("hyperv/spinlocks", Allows(&["retries"])),
    Rule("memory/target", Allows(&["dynamicMemslots"])),
    Rule("memory/target/label", Anywhere),
    Rule("memory/target/block", Anywhere),
    Rule("memory/target/requested", Anywhere),
    Rule("memory/target/readonly", Anywhere),
    Rule("memory/target/address", Anywhere),
    Rule("memory/uuid", Anywhere),
    Rule("source/clipboard", Anywhere),
    Rule("source/mouse", Anywhere),
    Rule("smartcard/target", Anywhere),
    Rule("smartcard/source/seclabel", Anywhere),
    Rule("parallel/target/model", Anywhere),
    Rule("backingStore/backingStore", Anywhere),
    Rule("backingStore/format", Anywhere),
    Rule("backingStore/source", Anywhere),
    Rule("domain/seclabel/label", Anywhere),
    Rule("domain/seclabel/imagelabel", Anywhere),
    Rule("domain/seclabel/baselabel", Anywhere),
    Rule("devices/serial/source", Allows(CHARDEV_SOURCE)),
    Rule("devices/parallel/source", Allows(CHARDEV_SOURCE)),
    Rule("devices/console/source", Allows(CHARDEV_SOURCE)),
    Rule("devices/channel/source", Allows(CHARDEV_SOURCE)),
    Rule("devices/redirdev/source", Allows(CHARDEV_SOURCE)),
    Rule("devices/smartcard/source", Allows(CHARDEV_SOURCE)),
    Rule("rng/backend/source", Allows(CHARDEV_SOURCE)),
    Rule("devices/serial/protocol", Allows(&["type"])),
    Rule("devices/parallel/protocol", Allows(&["type"])),
    Rule("devices/console/protocol", Allows(&["type"])),
    Rule("devices/channel/protocol", Allows(&["type"])),
    Rule("devices/redirdev/protocol", Allows(&["type"])),
    Rule("devices/smartcard/protocol", Allows(&["type"])),
    Rule("rng/backend/protocol", Allows(&["type"])),
    Rule("devices/interface/filterref", Anywhere),
    Rule(
        "devices/interface/driver",
        Allows(&[
            "name",
            "queues",
            "rx_queue_size",
            "tx_queue_size",
            "txmode",
            "ioeventfd",
            "event_idx",
            "rss",
            "rss_hash_report",
        ]),
    ),
];

fn placed_once(memory: Node<'_>) -> Result<()> {
    match (attr(memory, "placement"), attr(memory, "nodeset")) {
        (Some("auto"), Some(set)) => {
            Err(memory.bad_attr("nodeset", set, "no list beside placement 'auto'", None))
        }
        _ => Ok(()),
    }
}

fn pci_address(address: Node<'_>) -> Result<()> {
    match attr(address, "type") {
        Some("pci") => {}
        None if attr(address, "slot").is_some() => {}
        _ => return Ok(()),
    }
    for (name, most, digits) in
        [("domain", 0xffff, 4), ("bus", 0xff, 2), ("slot", 0x1f, 2), ("function", 7, 1)]
    {
        let Some(text) = attr(address, name) else { continue };
        let hex = || {
            let value = u32::from_str_radix(text.trim_start_matches("0x"), 16);
            is_hex(text, digits, true) && value.is_ok_and(|value| value <= most)
        };
        if !text.parse::<u32>().is_ok_and(|value| value <= most) && !hex() {
            return Err(address.bad_attr(name, text, &format!("a number up to 0x{most:x}"), None));
        }
    }
    Ok(())
}

fn lun_source(disk: Node<'_>) -> Result<()> {
    match (attr(disk, "device"), attr(disk, "type")) {
        (Some("lun"), Some("network" | "block" | "volume")) => Ok(()),
        (Some("lun"), kind) => {
            Err(disk.bad_attr("type", kind.unwrap_or_default(), "one of network, block, volume", None))
        }
        _ => Ok(()),
    }
}

/// An attribute of these that stands where it means nothing.
fn refuse_attrs(node: Node<'_>, names: &[&str]) -> Result<()> {
    match names.iter().find(|name| attr(node, name).is_some()) {
        Some(name) => Err(node.unexpected_attr(name)),
        None => Ok(()),
    }
}

fn only_of_luns(disk: Node<'_>) -> Result<()> {
    match attr(disk, "device") {
        Some("lun") => Ok(()),
        _ => refuse_attrs(disk, &["rawio", "sgio"]),
    }
}

fn controller_parts(controller: Node<'_>) -> Result<()> {
    match attr(controller, "type") {
        Some("virtio-serial") => Ok(()),
        Some("pci") => {
            controller.demand(&["model"], &[])?;
            refuse_attrs(controller, &["ports", "vectors"])
        }
        Some("usb") => refuse_attrs(controller, &["vectors"]),
        _ => refuse_attrs(controller, &["ports", "vectors"]),
    }
}

fn only_below_usb(master: Node<'_>) -> Result<()> {
    match master.parent().and_then(|controller| attr(controller, "type")) {
        Some("usb") | None => Ok(()),
        _ => Err(master.unexpected()),
    }
}

fn timer_parts(timer: Node<'_>) -> Result<()> {
    match attr(timer, "name") {
        Some("platform" | "rtc") => refuse_attrs(timer, &["mode", "frequency"]),
        Some("tsc") => refuse_attrs(timer, &["track"]),
        _ => refuse_attrs(timer, &["track", "mode", "frequency"]),
    }
}

fn cipher_parts(encryption: Node<'_>) -> Result<()> {
    match (has(encryption, "cipher"), has(encryption, "ivgen")) {
        (true, false) => encryption.demand(&[], &["ivgen"]),
        (false, true) => encryption.demand(&[], &["cipher"]),
        _ => Ok(()),
    }
}

fn mediated(hostdev: Node<'_>) -> Result<()> {
    if attr(hostdev, "type") != Some("mdev") {
        return Ok(());
    }
    hostdev.demand(&["model"], &[])?;
    for source in hostdev.elements().filter(|n| n.name() == "source") {
        source.demand(&[], &["address"])?;
        source.elements().try_for_each(|address| address.demand(&["uuid"], &[]))?;
    }
    Ok(())
}

fn controller_model(controller: Node<'_>) -> Result<()> {
    let Some(model) = attr(controller, "model") else { return Ok(()) };
    let models = match attr(controller, "type") {
        Some("scsi") => SCSI,
        Some("usb") => USB,
        Some("pci") => PCI,
        Some("ide") => &["piix3", "piix4", "ich6"],
        _ => return Ok(()),
    };
    match models.contains(&model) {
        true => Ok(()),
        false => Err(controller.bad_attr("model", model, &format!("one of {}", models.join(", ")), None)),
    }
}

fn network_of_listen(listen: Node<'_>) -> Result<()> {
    match attr(listen, "type") {
        Some("network") => listen.demand(&["network"], &[]),
        _ => listen.demand(&["type"], &[]),
    }
}

//! The devices of `<domainCapabilities>`.

use virt_conf::domain_capabilities::Group;

use super::caps::QemuCaps;
use super::domain::Surroundings;
use super::flag::Flag;
use super::machine;

pub(super) fn all(caps: &QemuCaps, machine: &str, around: &Surroundings<'_>) -> Vec<Group> {
    vec![
        disk(caps, machine),
        graphics(caps, around),
        video(caps),
        hostdev(caps, around),
        rng(caps),
        Group::new("filesystem").choice(
            "driverType",
            &[("path", true), ("handle", true), ("virtiofs", caps.has(Flag::DEVICE_VHOST_USER_FS))],
        ),
        tpm(caps, around),
        Group::new("redirdev").choice("bus", &[("usb", caps.has(Flag::USB_REDIR))]).unless_empty(),
        Group::new("channel")
            .choice("type", &[("pty", true), ("unix", true), ("spicevmc", caps.has(Flag::SPICE))]),
        crypto(caps),
        Group::new("interface").choice(
            "backendType",
            &[("default", caps.has(Flag::NETDEV_USER)), ("passt", caps.has(Flag::NETDEV_STREAM))],
        ),
        panic(caps, machine),
    ]
}

/// A virtio model and those that say how new the guest's driver is.
fn virtio_models(caps: &QemuCaps, plain: bool) -> [(&'static str, bool); 3] {
    let transitional = plain && caps.has(Flag::VIRTIO_PCI_TRANSITIONAL);
    [("virtio", plain), ("virtio-transitional", transitional), ("virtio-non-transitional", transitional)]
}

fn disk(caps: &QemuCaps, machine: &str) -> Group {
    let floppy = !machine::is_pseries(machine, caps.arch);
    Group::new("disk")
        .choice("diskDevice", &[("disk", true), ("cdrom", true), ("floppy", floppy), ("lun", true)])
        .choice(
            "bus",
            &[
                ("ide", machine::has_builtin_ide(machine, caps.arch)),
                ("fdc", floppy),
                ("scsi", true),
                ("virtio", true),
                ("usb", caps.has(Flag::DEVICE_USB_STORAGE)),
                ("sata", caps.has(Flag::ICH9_AHCI)),
            ],
        )
        .choice("model", &virtio_models(caps, true))
}

fn graphics(caps: &QemuCaps, around: &Surroundings<'_>) -> Group {
    let dbus = caps.has(Flag::DISPLAY_DBUS);
    Group::new("graphics").choice(
        "type",
        &[
            ("sdl", caps.has(Flag::SDL)),
            ("vnc", caps.has(Flag::VNC)),
            ("rdp", dbus && around.rdp),
            ("spice", caps.has(Flag::SPICE)),
            ("egl-headless", caps.has(Flag::EGL_HEADLESS)),
            ("dbus", dbus),
        ],
    )
}

fn video(caps: &QemuCaps) -> Group {
    Group::new("video").choice(
        "modelType",
        &[
            ("vga", caps.has(Flag::DEVICE_VGA)),
            ("cirrus", caps.has(Flag::DEVICE_CIRRUS_VGA)),
            ("vmvga", caps.has(Flag::DEVICE_VMWARE_SVGA)),
            ("qxl", caps.has(Flag::DEVICE_QXL)),
            ("virtio", caps.has(Flag::DEVICE_VIRTIO_GPU)),
            ("none", true),
            ("bochs", caps.has(Flag::DEVICE_BOCHS_DISPLAY)),
            ("ramfb", caps.has(Flag::DEVICE_RAMFB)),
        ],
    )
}

fn hostdev(caps: &QemuCaps, around: &Surroundings<'_>) -> Group {
    const USB: &[Flag] = &[
        Flag::PIIX3_USB_UHCI,
        Flag::PIIX4_USB_UHCI,
        Flag::USB_EHCI,
        Flag::ICH9_USB_EHCI1,
        Flag::VT82C686B_USB_UHCI,
        Flag::PCI_OHCI,
        Flag::NEC_USB_XHCI,
        Flag::DEVICE_QEMU_XHCI,
    ];
    let usb = USB.iter().any(|flag| caps.has(*flag));
    let vfio = around.vfio && caps.has(Flag::DEVICE_VFIO_PCI);
    Group::new("hostdev")
        .choice("mode", &[("subsystem", true)])
        .choice(
            "startupPolicy",
            &[("default", true), ("mandatory", true), ("requisite", true), ("optional", true)],
        )
        .choice("subsysType", &[("usb", usb), ("pci", true), ("scsi", true)])
        .choice("capsType", &[])
        .choice("pciBackend", &[("default", vfio), ("vfio", vfio)])
}

fn rng(caps: &QemuCaps) -> Group {
    Group::new("rng").choice("model", &virtio_models(caps, caps.has(Flag::DEVICE_VIRTIO_RNG))).choice(
        "backendModel",
        &[
            ("random", caps.has(Flag::OBJECT_RNG_RANDOM)),
            ("egd", caps.has(Flag::OBJECT_RNG_EGD)),
            ("builtin", caps.has(Flag::OBJECT_RNG_BUILTIN)),
        ],
    )
}

fn tpm(caps: &QemuCaps, around: &Surroundings<'_>) -> Group {
    let models = [
        ("tpm-tis", caps.has(Flag::DEVICE_TPM_TIS)),
        ("tpm-crb", caps.has(Flag::DEVICE_TPM_CRB)),
        ("tpm-spapr", caps.has(Flag::DEVICE_TPM_SPAPR)),
        ("spapr-tpm-proxy", caps.has(Flag::DEVICE_SPAPR_TPM_PROXY)),
    ];
    let emulated = around.swtpm.is_some() && caps.has(Flag::DEVICE_TPM_EMULATOR);
    let mut group = Group::new("tpm").choice("model", &models).unless_empty().choice(
        "backendModel",
        &[
            ("passthrough", caps.has(Flag::DEVICE_TPM_PASSTHROUGH)),
            ("emulator", emulated),
            ("external", emulated),
        ],
    );
    if let Some([v1, v2]) = around.swtpm.filter(|versions| versions.contains(&true)) {
        group = group.choice("backendVersion", &[("1.2", v1), ("2.0", v2)]);
    }
    group
}

fn crypto(caps: &QemuCaps) -> Group {
    Group::new("crypto")
        .choice("model", &[("virtio", caps.has(Flag::DEVICE_VIRTIO_CRYPTO))])
        .choice("type", &[("qemu", true)])
        .choice("backendModel", &[("builtin", true), ("lkcf", caps.has(Flag::OBJECT_CRYPTO_LKCF))])
}

fn panic(caps: &QemuCaps, machine: &str) -> Group {
    Group::new("panic")
        .choice(
            "model",
            &[
                ("isa", caps.has(Flag::DEVICE_PANIC)),
                ("pseries", machine::is_pseries(machine, caps.arch)),
                ("hyperv", caps.arch.is_x86()),
                ("s390", caps.arch.is_s390()),
                ("pvpanic", caps.has(Flag::DEVICE_PANIC_PCI)),
            ],
        )
        .unless_empty()
}

//! Names of what a QEMU build can do.
//!
//! The numbers order the names in documents; the names are public: they stand in `<qemu:capabilities>`
//! and in the status files of running domains. Names whose number has no constant are of the past: they
//! are still accepted where users write names, and never set by probing.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One thing that a QEMU build can do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Flag(u16);

macro_rules! flags {
    (@const _ $n:literal) => {};
    (@const $id:ident $n:literal) => { #[allow(missing_docs)] pub const $id: Flag = Flag($n); };
    ($($n:literal $id:tt $name:literal;)*) => {
        impl Flag { $(flags!(@const $id $n);)* }
        const NAMES: &[&str] = &[$($name,)*];
    };
}

impl Flag {
    /// How many names there are.
    pub const COUNT: usize = NAMES.len();

    /// The public name.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    /// The flag with this public name, old names included.
    pub fn from_name(name: &str) -> Option<Flag> {
        NAMES.iter().position(|n| *n == name).and_then(Self::at)
    }

    /// Position in the order of documents.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The flag at a position.
    pub fn at(index: usize) -> Option<Flag> {
        u16::try_from(index).ok().filter(|_| index < Self::COUNT).map(Flag)
    }
}

impl fmt::Debug for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[rustfmt::skip]
flags! {
    0 _ "vnc-colon";
    1 _ "no-reboot";
    2 _ "drive";
    3 _ "drive-boot";
    4 _ "name";
    5 _ "uuid";
    6 _ "domid";
    7 _ "vnet-hdr";
    8 _ "migrate-kvm-stdio";
    9 _ "migrate-qemu-tcp";
    10 _ "migrate-qemu-exec";
    11 _ "drive-cache-v2";
    12 KVM "kvm";
    13 _ "drive-format";
    14 _ "vga";
    15 _ "0.10";
    16 _ "pci-device";
    17 _ "mem-path";
    18 _ "drive-serial";
    19 _ "xen-domid";
    20 _ "migrate-qemu-unix";
    21 _ "chardev";
    22 _ "enable-kvm";
    23 _ "monitor-json";
    24 _ "balloon";
    25 _ "device";
    26 SDL "sdl";
    27 _ "smp-topology";
    28 _ "netdev";
    29 _ "rtc";
    30 _ "vhost-net";
    31 _ "rtc-td-hack";
    32 _ "no-hpet";
    33 _ "no-kvm-pit";
    34 _ "tdf";
    35 _ "pci-configfd";
    36 _ "nodefconfig";
    37 _ "boot-menu";
    38 _ "fsdev";
    39 _ "nesting";
    40 _ "name-process";
    41 _ "drive-readonly";
    42 _ "smbios-type";
    43 _ "vga-qxl";
    44 SPICE "spice";
    45 _ "vga-none";
    46 _ "migrate-qemu-fd";
    47 _ "boot-index";
    48 HDA_DUPLEX "hda-duplex";
    49 _ "drive-aio";
    50 _ "pci-multibus";
    51 _ "pci-bootindex";
    52 CCID_EMULATED "ccid-emulated";
    53 CCID_PASSTHRU "ccid-passthru";
    54 _ "chardev-spicevmc";
    55 _ "device-spicevmc";
    56 _ "virtio-tx-alg";
    57 _ "device-qxl-vga";
    58 _ "pci-multifunction";
    59 _ "virtio-blk-pci.ioeventfd";
    60 _ "sga";
    61 _ "virtio-blk-pci.event_idx";
    62 _ "virtio-net-pci.event_idx";
    63 _ "cache-directsync";
    64 PIIX3_USB_UHCI "piix3-usb-uhci";
    65 PIIX4_USB_UHCI "piix4-usb-uhci";
    66 USB_EHCI "usb-ehci";
    67 ICH9_USB_EHCI1 "ich9-usb-ehci1";
    68 VT82C686B_USB_UHCI "vt82c686b-usb-uhci";
    69 PCI_OHCI "pci-ohci";
    70 USB_REDIR "usb-redir";
    71 USB_HUB "usb-hub";
    72 _ "no-shutdown";
    73 _ "cache-unsafe";
    74 _ "rombar";
    75 ICH9_AHCI "ich9-ahci";
    76 _ "no-acpi";
    77 _ "fsdev-readonly";
    78 VIRTIO_BLK_SCSI "virtio-blk-pci.scsi";
    79 _ "blk-sg-io";
    80 _ "drive-copy-on-read";
    81 _ "cpu-host";
    82 _ "fsdev-writeout";
    83 _ "drive-iotune";
    84 _ "system_wakeup";
    85 SCSI_DISK_CHANNEL "scsi-disk.channel";
    86 SCSI_BLOCK "scsi-block";
    87 _ "transaction";
    88 _ "block-job-sync";
    89 _ "block-job-async";
    90 _ "scsi-cd";
    91 _ "ide-cd";
    92 _ "no-user-config";
    93 HDA_MICRO "hda-micro";
    94 _ "dump-guest-memory";
    95 NEC_USB_XHCI "nec-usb-xhci";
    96 _ "virtio-s390";
    97 _ "balloon-event";
    98 _ "bridge";
    99 SCSI_LSI "lsi";
    100 VIRTIO_SCSI "virtio-scsi-pci";
    101 _ "blockio";
    102 _ "disable-s3";
    103 _ "disable-s4";
    104 USB_REDIR_FILTER "usb-redir.filter";
    105 _ "ide-drive.wwn";
    106 _ "scsi-disk.wwn";
    107 SECCOMP_SANDBOX "seccomp-sandbox";
    108 _ "reboot-timeout";
    109 _ "dump-guest-core";
    110 _ "seamless-migration";
    111 _ "block-commit";
    112 VNC "vnc";
    113 _ "drive-mirror";
    114 _ "usb-redir.bootindex";
    115 _ "usb-host.bootindex";
    116 _ "blockdev-snapshot-sync";
    117 DEVICE_QXL "qxl";
    118 DEVICE_VGA "VGA";
    119 DEVICE_CIRRUS_VGA "cirrus-vga";
    120 DEVICE_VMWARE_SVGA "vmware-svga";
    121 _ "device-video-primary";
    122 DEVICE_SCLPCONSOLE "s390-sclp";
    123 DEVICE_USB_SERIAL "usb-serial";
    124 _ "usb-net";
    125 _ "add-fd";
    126 _ "nbd-server";
    127 DEVICE_VIRTIO_RNG "virtio-rng";
    128 OBJECT_RNG_RANDOM "rng-random";
    129 OBJECT_RNG_EGD "rng-egd";
    130 VIRTIO_CCW "virtio-ccw";
    131 _ "dtb";
    132 SCSI_MEGASAS "megasas";
    133 _ "ipv6-migration";
    134 _ "machine-opt";
    135 _ "machine-usb-opt";
    136 DEVICE_TPM_PASSTHROUGH "tpm-passthrough";
    137 DEVICE_TPM_TIS "tpm-tis";
    138 DEVICE_NVRAM "nvram";
    139 DEVICE_PCI_BRIDGE "pci-bridge";
    140 DEVICE_VFIO_PCI "vfio-pci";
    141 _ "vfio-pci.bootindex";
    142 _ "scsi-generic";
    143 _ "scsi-generic.bootindex";
    144 _ "mem-merge";
    145 _ "vnc-websocket";
    146 _ "drive-discard";
    147 _ "mlock";
    148 _ "vnc-share-policy";
    149 _ "device-del-event";
    150 DEVICE_DMI_TO_PCI_BRIDGE "dmi-to-pci-bridge";
    151 _ "i440fx-pci-hole64-size";
    152 _ "q35-pci-hole64-size";
    153 DEVICE_USB_STORAGE "usb-storage";
    154 _ "usb-storage.removable";
    155 DEVICE_VIRTIO_MMIO "virtio-mmio";
    156 DEVICE_ICH9_INTEL_HDA "ich9-intel-hda";
    157 KVM_PIT_TICK_POLICY "kvm-pit-lost-tick-policy";
    158 _ "boot-strict";
    159 DEVICE_PANIC "pvpanic";
    160 _ "enable-fips";
    161 _ "spice-file-xfer-disable";
    162 _ "spiceport";
    163 DEVICE_USB_KBD "usb-kbd";
    164 _ "host-pci-multidomain";
    165 _ "msg-timestamp";
    166 _ "active-commit";
    167 _ "change-backing-file";
    168 _ "memory-backend-ram";
    169 _ "numa";
    170 _ "memory-backend-file";
    171 OBJECT_USB_AUDIO "usb-audio";
    172 RTC_RESET_REINJECTION "rtc-reset-reinjection";
    173 _ "splash-timeout";
    174 _ "iothread";
    175 MIGRATE_RDMA "migrate-rdma";
    176 _ "ivshmem";
    177 _ "drive-iotune-max";
    178 VGA_VGAMEM "VGA.vgamem_mb";
    179 VMWARE_SVGA_VGAMEM "vmware-svga.vgamem_mb";
    180 QXL_VGAMEM "qxl.vgamem_mb";
    181 _ "qxl-vga.vgamem_mb";
    182 DEVICE_PC_DIMM "pc-dimm";
    183 MACHINE_VMPORT_OPT "machine-vmport-opt";
    184 _ "aes-key-wrap";
    185 _ "dea-key-wrap";
    186 DEVICE_PCI_SERIAL "pci-serial";
    187 _ "aarch64-off";
    188 _ "vhost-user-multiqueue";
    189 _ "migration-event";
    190 _ "gpex-pcihost";
    191 DEVICE_IOH3420 "ioh3420";
    192 DEVICE_X3130_UPSTREAM "x3130-upstream";
    193 DEVICE_XIO3130_DOWNSTREAM "xio3130-downstream";
    194 DEVICE_RTL8139 "rtl8139";
    195 DEVICE_E1000 "e1000";
    196 DEVICE_VIRTIO_NET "virtio-net";
    197 _ "gic-version";
    198 _ "incoming-defer";
    199 DEVICE_VIRTIO_GPU "virtio-gpu";
    200 VIRTIO_GPU_VIRGL "virtio-gpu.virgl";
    201 VIRTIO_KEYBOARD "virtio-keyboard";
    202 VIRTIO_MOUSE "virtio-mouse";
    203 VIRTIO_TABLET "virtio-tablet";
    204 VIRTIO_INPUT_HOST "virtio-input-host";
    205 _ "chardev-file-append";
    206 _ "ich9-disable-s3";
    207 _ "ich9-disable-s4";
    208 _ "vserport-change-event";
    209 VIRTIO_BALLOON_AUTODEFLATE "virtio-balloon-pci.deflate-on-oom";
    210 SCSI_MPTSAS1068 "mptsas1068";
    211 SPICE_GL "spice-gl";
    212 QXL_VRAM64 "qxl.vram64_size_mb";
    213 _ "qxl-vga.vram64_size_mb";
    214 _ "chardev-logfile";
    215 _ "debug-threads";
    216 _ "secret";
    217 DEVICE_PXB "pxb";
    218 DEVICE_PXB_PCIE "pxb-pcie";
    219 _ "device-tray-moved-event";
    220 _ "nec-usb-xhci-ports";
    221 _ "virtio-scsi-pci.iothread";
    222 _ "name-guest";
    223 _ "qxl.max_outputs";
    224 _ "qxl-vga.max_outputs";
    225 _ "spice-unix";
    226 _ "drive-detect-zeroes";
    227 _ "tls-creds-x509";
    228 _ "display";
    229 DEVICE_INTEL_IOMMU "intel-iommu";
    230 _ "smm";
    231 _ "virtio-pci-disable-legacy";
    232 _ "query-hotpluggable-cpus";
    233 _ "virtio-net.rx_queue_size";
    234 _ "machine-iommu";
    235 DEVICE_VIRTIO_VGA "virtio-vga";
    236 _ "drive-iotune-max-length";
    237 DEVICE_IVSHMEM_PLAIN "ivshmem-plain";
    238 DEVICE_IVSHMEM_DOORBELL "ivshmem-doorbell";
    239 _ "query-qmp-schema";
    240 _ "gluster.debug_level";
    241 DEVICE_VHOST_SCSI "vhost-scsi";
    242 _ "drive-iotune-group";
    243 QUERY_CPU_MODEL_EXPANSION "query-cpu-model-expansion";
    244 _ "virtio-net.host_mtu";
    245 SPICE_RENDERNODE "spice-rendernode";
    246 DEVICE_NVDIMM "nvdimm";
    247 DEVICE_PCIE_ROOT_PORT "pcie-root-port";
    248 QUERY_CPU_DEFINITIONS "query-cpu-definitions";
    249 _ "block-write-threshold";
    250 _ "query-named-block-nodes";
    251 _ "cpu-cache";
    252 DEVICE_QEMU_XHCI "qemu-xhci";
    253 _ "kernel-irqchip";
    254 _ "kernel-irqchip.split";
    255 INTEL_IOMMU_INTREMAP "intel-iommu.intremap";
    256 INTEL_IOMMU_CACHING_MODE "intel-iommu.caching-mode";
    257 INTEL_IOMMU_EIM "intel-iommu.eim";
    258 INTEL_IOMMU_DEVICE_IOTLB "intel-iommu.device-iotlb";
    259 _ "virtio.iommu_platform";
    260 _ "virtio.ats";
    261 _ "loadparm";
    262 DEVICE_SPAPR_PCI_HOST_BRIDGE "spapr-pci-host-bridge";
    263 SPAPR_PCI_HOST_BRIDGE_NUMA_NODE "spapr-pci-host-bridge.numa_node";
    264 _ "vnc-multi-servers";
    265 _ "virtio-net.tx_queue_size";
    266 CHARDEV_RECONNECT "chardev-reconnect";
    267 _ "virtio-gpu.max_outputs";
    268 _ "vxhs";
    269 _ "virtio-blk.num-queues";
    270 _ "machine.pseries.resize-hpt";
    271 DEVICE_VMCOREINFO "vmcoreinfo";
    272 DEVICE_SPAPR_VTY "spapr-vty";
    273 DEVICE_SCLPLMCONSOLE "sclplmconsole";
    274 _ "numa.dist";
    275 _ "disk-share-rw";
    276 _ "iscsi.password-secret";
    277 DEVICE_ISA_SERIAL "isa-serial";
    278 DEVICE_PL011 "pl011";
    279 _ "machine.pseries.max-cpu-compat";
    280 _ "dump-completed";
    281 DEVICE_VIRTIO_GPU_CCW "virtio-gpu-ccw";
    282 DEVICE_VIRTIO_KEYBOARD_CCW "virtio-keyboard-ccw";
    283 DEVICE_VIRTIO_MOUSE_CCW "virtio-mouse-ccw";
    284 DEVICE_VIRTIO_TABLET_CCW "virtio-tablet-ccw";
    285 _ "qcow2-luks";
    286 DEVICE_PCIE_PCI_BRIDGE "pcie-pci-bridge";
    287 _ "seccomp-blacklist";
    288 _ "query-cpus-fast";
    289 _ "disk-write-cache";
    290 NBD_TLS "nbd-tls";
    291 DEVICE_TPM_CRB "tpm-crb";
    292 PR_MANAGER_HELPER "pr-manager-helper";
    293 _ "qom-list-properties";
    294 _ "memory-backend-file.discard-data";
    295 _ "virtual-css-bridge";
    296 _ "virtual-css-bridge.cssid-unrestricted";
    297 DEVICE_VFIO_CCW "vfio-ccw";
    298 _ "sdl-gl";
    299 SCREENDUMP_DEVICE "screendump_device";
    300 HDA_OUTPUT "hda-output";
    301 _ "blockdev-del";
    302 DEVICE_VMGENID "vmgenid";
    303 DEVICE_VHOST_VSOCK "vhost-vsock";
    304 _ "chardev-fd-pass";
    305 DEVICE_TPM_EMULATOR "tpm-emulator";
    306 DEVICE_MCH "mch";
    307 MCH_EXTENDED_TSEG_MBYTES "mch.extended-tseg-mbytes";
    308 SEV_GUEST "sev-guest";
    309 _ "machine.pseries.cap-hpt-max-page-size";
    310 _ "machine.pseries.cap-htm";
    311 _ "usb-storage.werror";
    312 EGL_HEADLESS "egl-headless";
    313 _ "vfio-pci.display";
    314 _ "blockdev";
    315 DEVICE_VFIO_AP "vfio-ap";
    316 DEVICE_ZPCI "zpci";
    317 OBJECT_MEMORY_MEMFD "memory-backend-memfd";
    318 OBJECT_MEMORY_MEMFD_HUGETLB "memory-backend-memfd.hugetlb";
    319 _ "iothread.poll-max-ns";
    320 _ "machine.pseries.cap-nested-hv";
    321 EGL_HEADLESS_RENDERNODE "egl-headless.rendernode";
    322 _ "memory-backend-file.align";
    323 OBJECT_MEMORY_FILE_PMEM "memory-backend-file.pmem";
    324 DEVICE_NVDIMM_UNARMED "nvdimm.unarmed";
    325 _ "scsi-disk.device_id";
    326 VIRTIO_PCI_TRANSITIONAL "virtio-pci-non-transitional";
    327 _ "overcommit";
    328 _ "query-current-machine";
    329 MACHINE_VIRT_IOMMU "machine.virt.iommu";
    330 _ "bitmap-merge";
    331 _ "nbd-bitmap";
    332 X86_MAX_CPU "x86-max-cpu";
    333 CPU_UNAVAILABLE_FEATURES "cpu-unavailable-features";
    334 CANONICAL_CPU_FEATURES "canonical-cpu-features";
    335 DEVICE_BOCHS_DISPLAY "bochs-display";
    336 MIGRATION_FILE_DROP_CACHE "migration-file-drop-cache";
    337 DBUS_VMSTATE "dbus-vmstate";
    338 DEVICE_VHOST_USER_GPU "vhost-user-gpu";
    339 DEVICE_VHOST_USER_VGA "vhost-user-vga";
    340 _ "incremental-backup";
    341 QUERY_CPU_MODEL_BASELINE "query-cpu-model-baseline";
    342 QUERY_CPU_MODEL_COMPARISON "query-cpu-model-comparison";
    343 DEVICE_RAMFB "ramfb";
    344 _ "machine.pseries.cap-ccf-assist";
    345 ARM_MAX_CPU "arm-max-cpu";
    346 _ "blockdev-file-dynamic-auto-read-only";
    347 _ "savevm-monitor-nodes";
    348 DRIVE_NVME "drive-nvme";
    349 SMP_DIES "smp-dies";
    350 DEVICE_I8042 "i8042";
    351 OBJECT_RNG_BUILTIN "rng-builtin";
    352 _ "virtio-net.failover";
    353 DEVICE_TPM_SPAPR "tpm-spapr";
    354 CPU_KVM_NO_ADJVTIME "cpu.kvm-no-adjvtime";
    355 DEVICE_VHOST_USER_FS "vhost-user-fs";
    356 _ "query-named-block-nodes.flat";
    357 _ "blockdev-snapshot.allow-write-only-overlay";
    358 _ "blockdev-reopen";
    359 _ "storage.werror";
    360 FSDEV_MULTIDEVS "fsdev.multidevs";
    361 _ "virtio.packed";
    362 PCIE_ROOT_PORT_HOTPLUG "pcie-root-port.hotplug";
    363 AIO_IO_URING "aio.io_uring";
    364 _ "machine.pseries.cap-cfpc";
    365 _ "machine.pseries.cap-sbbc";
    366 _ "machine.pseries.cap-ibs";
    367 TCG "tcg";
    368 VIRTIO_BLK_SCSI_DEFAULT_DISABLED "virtio-blk-pci.scsi.default.disabled";
    369 SCSI_PVSCSI "pvscsi";
    370 CPU_MIGRATABLE "cpu.migratable";
    371 _ "query-cpu-model-expansion.migratable";
    372 _ "fw_cfg";
    373 _ "migration-param.bandwidth";
    374 _ "migration-param.downtime";
    375 _ "migration-param.xbzrle-cache-size";
    376 INTEL_IOMMU_AW_BITS "intel-iommu.aw-bits";
    377 DEVICE_SPAPR_TPM_PROXY "spapr-tpm-proxy";
    378 NUMA_HMAT "numa.hmat";
    379 _ "blockdev-hostdev-scsi";
    380 USB_HOST_HOSTDEVICE "usb-host.hostdevice";
    381 VIRTIO_BALLOON_FREE_PAGE_REPORTING "virtio-balloon.free-page-reporting";
    382 _ "block-export-add";
    383 NETDEV_VHOST_VDPA "netdev.vhost-vdpa";
    384 _ "fsdev.createmode";
    385 SCSI_NCR53C90 "ncr53c90";
    386 SCSI_DC390 "dc390";
    387 SCSI_AM53C974 "am53c974";
    388 DEVICE_VIRTIO_PMEM_PCI "virtio-pmem-pci";
    389 VHOST_USER_FS_BOOTINDEX "vhost-user-fs.bootindex";
    390 DEVICE_VHOST_USER_BLK "vhost-user-blk";
    391 CPU_MAX "cpu-max";
    392 X_USE_CANONICAL_PATH_FOR_RAMBLOCK_ID "memory-backend-file.x-use-canonical-path-for-ramblock-id";
    393 _ "vnc-opts";
    394 _ "migration-param.block-bitmap-mapping";
    395 VNC_POWER_CONTROL "vnc-power-control";
    396 _ "audiodev";
    397 _ "blockdev-backup";
    398 _ "object.qapified";
    399 ROTATION_RATE "rotation-rate";
    400 _ "compat-deprecated";
    401 ACPI_INDEX "acpi-index";
    402 INPUT_LINUX "input-linux";
    403 VIRTIO_GPU_GL_PCI "virtio-gpu-gl-pci";
    404 VIRTIO_VGA_GL "virtio-vga-gl";
    405 MACHINE_CONFIDENTAL_GUEST_SUPPORT "confidential-guest-support";
    406 _ "query-display-options";
    407 S390_PV_GUEST "s390-pv-guest";
    408 SET_ACTION "set-action";
    409 VIRTIO_BLK_QUEUE_SIZE "virtio-blk.queue-size";
    410 DEVICE_VIRTIO_MEM_PCI "virtio-mem-pci";
    411 MEMORY_BACKEND_RESERVE "memory-backend-file.reserve";
    412 PIIX4_ACPI_ROOT_PCI_HOTPLUG "piix4.acpi-root-pci-hotplug";
    413 NETDEV_JSON "netdev.json";
    414 CHARDEV_JSON "chardev.json";
    415 _ "device.json";
    416 QUERY_DIRTY_RATE "query-dirty-rate";
    417 RBD_ENCRYPTION "rbd-encryption";
    418 SEV_GUEST_KERNEL_HASHES "sev-guest-kernel-hashes";
    419 SEV_INJECT_LAUNCH_SECRET "sev-inject-launch-secret";
    420 DEVICE_JSON "device.json+hotplug";
    421 HVF "hvf";
    422 DEVICE_VIRTIO_MEM_PCI_PREALLOC "virtio-mem-pci.prealloc";
    423 CALC_DIRTY_RATE "calc-dirty-rate";
    424 DIRTYRATE_MODE "dirtyrate-param.mode";
    425 BLOCKDEV_NBD_TLS_HOSTNAME "blockdev.nbd.tls-hostname";
    426 MEMORY_BACKEND_PREALLOC_THREADS "memory-backend-file.prealloc-threads";
    427 DEVICE_VIRTIO_IOMMU_PCI "virtio-iommu-pci";
    428 VIRTIO_IOMMU_BOOT_BYPASS "virtio-iommu.boot-bypass";
    429 VIRTIO_NET_RSS "virtio-net.rss";
    430 CHARDEV_QEMU_VDAGENT "chardev.qemu-vdagent";
    431 DISPLAY_DBUS "display-dbus";
    432 IOTHREAD_THREAD_POOL_MAX "iothread.thread-pool-max";
    433 USB_HOST_GUESTS_RESETS_ALL "usb-host.guest-resets-all";
    434 MIGRATION_BLOCKED_REASONS "migration.blocked-reasons";
    435 QUERY_STATS "query-stats";
    436 QUERY_STATS_SCHEMAS "query-stats-schemas";
    437 SGX_EPC "sgx-epc";
    438 THREAD_CONTEXT "thread-context";
    439 SCREENSHOT_FORMAT_PNG "screenshot-format-png";
    440 MACHINE_HPET "machine-hpet";
    441 NETDEV_STREAM "netdev.stream";
    442 DEVICE_VIRTIO_CRYPTO "virtio-crypto";
    443 OBJECT_CRYPTO_LKCF "cryptodev-backend-lkcf";
    444 DEVICE_PANIC_PCI "pvpanic-pci";
    445 NETDEV_STREAM_RECONNECT "netdev.stream.reconnect";
    446 VIRTIO_GPU_BLOB "virtio-gpu.blob";
    447 RBD_ENCRYPTION_LAYERING "rbd-encryption-layering";
    448 RBD_ENCRYPTION_LUKS_ANY "rbd-encryption-luks-any";
    449 QCOW2_DISCARD_NO_UNREF "qcow2-discard-no-unref";
    450 RUN_WITH_ASYNC_TEARDOWN "run-with.async-teardown";
    451 DEVICE_VIRTIO_BLK_VHOST_VDPA "virtio-blk-vhost-vdpa";
    452 VIRTIO_BLK_IOTHREAD_MAPPING "virtio-blk.iothread-mapping";
    453 SMP_CLUSTERS "smp-clusters";
    454 DEVICE_VIRTIO_MEM_PCI_DYNAMIC_MEMSLOTS "virtio-mem-pci.dynamic-memslots";
    455 BLOCKJOB_BACKING_MASK_PROTOCOL "blockjob.backing-mask-protocol";
    456 DISPLAY_RELOAD "display-reload";
    457 DEVICE_USB_MTP "usb-mtp";
    458 MACHINE_VIRT_RAS "machine.virt.ras";
    459 DEVICE_VIRTIO_SOUND "virtio-sound";
    460 SEV_SNP_GUEST "sev-snp-guest";
    461 NETDEV_USER "netdev.user";
    462 DEVICE_ACPI_ERST "acpi-erst";
    463 INTEL_IOMMU_DMA_TRANSLATION "intel-iommu.dma-translation";
    464 MACHINE_I8042_OPT "machine-i8042-opt";
    465 _ "snapshot-internal-qmp";
    466 CHARDEV_RECONNECT_MILISECONDS "chardev-reconnect-miliseconds";
    467 VIRTIO_CCW_DEVICE_LOADPARM "virtio-ccw.loadparm";
    468 NETDEV_STREAM_RECONNECT_MILISECONDS "netdev-stream-reconnect-miliseconds";
    469 QUERY_CPU_MODEL_EXPANSION_DEPRECATED_PROPS "query-cpu-model-expansion.deprecated-props";
    470 MIGRATE_INCOMING_EXIT_ON_ERROR "migrate-incoming.exit-on-error";
    471 MACHINE_VIRT_AIA "machine.virt.aia";
    472 DEVICE_VIRTIO_MEM_CCW "virtio-mem-ccw";
    473 BLOCKDEV_SET_ACTIVE "blockdev-set-active";
    474 MACHINE_SHIM "shim";
    475 VIRTIO_SCSI_IOTHREAD_MAPPING "virtio-scsi.iothread-mapping";
    476 MACHINE_VIRT_HIGHMEM_MMIO_SIZE "machine.virt.highmem-mmio-size";
    477 BUS_FLOPPY "bus-floppy";
    478 DEVICE_NVME "nvme";
    479 DEVICE_NVME_NS "nvme-ns";
    480 AMD_IOMMU "amd-iommu";
    481 AMD_IOMMU_PCI_ID "amd-iommu.pci-id";
    482 DEVICE_USB_BOT "usb-bot";
    483 TDX_GUEST "tdx-guest";
    484 QOM_LIST_GET "qom-list-get";
    485 ACPI_GENERIC_INITIATOR "acpi-generic-initiator";
    486 DISK_TIMED_STATS "disk-timed-stats";
    487 QUERY_ACCELERATORS "query-accelerators";
    488 MSHV "mshv";
    489 VIRTIO_IOMMU_AW_BITS "virtio-iommu.aw-bits";
    490 SCSI_BLOCK_MIGRATE_PR "scsi-block.migrate-pr";
    491 IOMMUFD "iommufd";
    492 UEFI_VARS "uefi-vars";
    493 QUERY_BLOCK_FLAT "query-block-flat";
    494 AMD_IOMMU_XTSUP "amd-iommu.xtsup";
    495 BLOCKDEV_MIRROR_TARGET_IS_ZERO "blockdev-mirror.target-is-zero";
    496 OBJECT_MONITOR_QMP "object-monitor-qmp";
    497 ARM_SMMUV3 "arm-smmuv3";
    498 ARM_SMMUV3_SMMU_PER_BUS "arm-smmuv3.smmu_per_bus";
    499 ARM_SMMUV3_ACCEL "arm-smmuv3.accel";
    500 ARM_SMMUV3_CMDQV "arm-smmuv3.cmdqv";
    501 IOTHREAD_POLL_WEIGHT "iothread.poll-weight";
    502 WIN_DMP_GUEST_AWARE "win-dmp.guest-aware";
}

/// A set of [`Flag`]s.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct FlagSet([u64; Flag::COUNT.div_ceil(64)]);

impl FlagSet {
    /// Is the flag in the set?
    pub fn has(&self, flag: Flag) -> bool {
        self.0[flag.index() / 64] & (1 << (flag.index() % 64)) != 0
    }

    /// Adds a flag.
    pub fn set(&mut self, flag: Flag) {
        self.0[flag.index() / 64] |= 1 << (flag.index() % 64);
    }

    /// Takes a flag out.
    pub fn clear(&mut self, flag: Flag) {
        self.0[flag.index() / 64] &= !(1 << (flag.index() % 64));
    }

    /// The flags of the set in the order of documents.
    pub fn iter(&self) -> impl Iterator<Item = Flag> + '_ {
        (0..Flag::COUNT).filter_map(Flag::at).filter(|f| self.has(*f))
    }
}

impl Serialize for FlagSet {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Flag::name))
    }
}

impl<'de> Deserialize<'de> for FlagSet {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(from)?;
        let flag = |name: &String| {
            Flag::from_name(name).ok_or_else(|| serde::de::Error::custom(format!("unknown flag '{name}'")))
        };
        names.iter().map(flag).collect()
    }
}

impl fmt::Debug for FlagSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl FromIterator<Flag> for FlagSet {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        let mut set = Self::default();
        flags.into_iter().for_each(|f| set.set(f));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_agree() {
        assert_eq!(Flag::KVM.name(), "kvm");
        assert_eq!(Flag::VIRTIO_SCSI_IOTHREAD_MAPPING.name(), "virtio-scsi.iothread-mapping");
        assert_eq!(Flag::WIN_DMP_GUEST_AWARE.index() + 1, Flag::COUNT);
        assert_eq!(Flag::from_name("vnc-colon").map(Flag::index), Some(0));
        for i in 0..Flag::COUNT {
            let flag = Flag::at(i).unwrap();
            assert_eq!(Flag::from_name(flag.name()), Some(flag));
        }
    }

    #[test]
    fn sets_keep_what_was_put() {
        let mut set: FlagSet = [Flag::TCG, Flag::KVM].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Flag::KVM, Flag::TCG]);
        set.clear(Flag::KVM);
        assert!(!set.has(Flag::KVM) && set.has(Flag::TCG));
    }
}

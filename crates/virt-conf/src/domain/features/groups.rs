//! Features with features of their own.

use std::collections::BTreeMap;

use crate::domain::words::prelude::*;

words! {
    /// Which enlightenments are there.
    pub HypervMode { Custom, Passthrough, HostModel }
    /// Enlightenments of Windows guests, in the order of output.
    pub HypervFeature {
        Relaxed, Vapic, Spinlocks, Vpindex, Runtime, Synic, Stimer, Reset, VendorId = "vendor_id", Frequencies,
        Reenlightenment, Tlbflush, Ipi, Evmcs, Avic, EmsrBitmap = "emsr_bitmap", XmmInput = "xmm_input"
    }
    /// KVM's own, in the order of output.
    pub KvmFeature { Hidden, HintDedicated, PollControl, PvIpi, DirtyRing }
    /// Xen's own, in the order of output.
    pub XenFeature { E820Host = "e820_host", Passthrough }
    /// How Xen shares translation tables.
    pub XenPassthroughMode { SyncPt = "sync_pt", SharePt = "share_pt" }
    /// Capabilities of Linux processes, in the order of output.
    pub CapsFeature {
        AuditControl = "audit_control", AuditWrite = "audit_write", BlockSuspend = "block_suspend", Chown,
        DacOverride = "dac_override", DacReadSearch = "dac_read_search", Fowner, Fsetid, IpcLock = "ipc_lock",
        IpcOwner = "ipc_owner", Kill, Lease, LinuxImmutable = "linux_immutable", MacAdmin = "mac_admin",
        MacOverride = "mac_override", Mknod, NetAdmin = "net_admin", NetBindService = "net_bind_service",
        NetBroadcast = "net_broadcast", NetRaw = "net_raw", Setgid, Setfcap, Setpcap, Setuid,
        SysAdmin = "sys_admin", SysBoot = "sys_boot", SysChroot = "sys_chroot", SysModule = "sys_module",
        SysNice = "sys_nice", SysPacct = "sys_pacct", SysPtrace = "sys_ptrace", SysRawio = "sys_rawio",
        SysResource = "sys_resource", SysTime = "sys_time", SysTtyConfig = "sys_tty_config", Syslog,
        WakeAlarm = "wake_alarm"
    }
}

/// `<hyperv>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HypervFeatures {
    pub mode: HypervMode,
    pub states: BTreeMap<HypervFeature, bool>,
    /// Tries before a spinlock tells the hypervisor.
    pub spinlocks_retries: u32,
    pub stimer_direct: bool,
    pub vendor_id: Option<String>,
    pub tlbflush_direct: bool,
    pub tlbflush_extended: bool,
}

/// `<kvm>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KvmFeatures {
    pub states: BTreeMap<KvmFeature, bool>,
    /// Entries; 0 when not given.
    pub dirty_ring_size: u32,
}

/// `<xen>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct XenFeatures {
    pub states: BTreeMap<XenFeature, bool>,
    pub passthrough_mode: Option<XenPassthroughMode>,
}

/// Most characters of a vendor id.
const VENDOR_ID_MAX: usize = 12;
/// Fewest tries of a spinlock.
const MIN_RETRIES: u32 = 0xfff;

fn feature<T: Word>(node: Node<'_>, what: &str) -> Result<T> {
    T::from_word(node.seen().name()).ok_or_else(|| node.unsupported(format!("{what}: {}", node.name())))
}

fn state(node: Node<'_>) -> Result<bool> {
    node.required::<OnOff, bool>("state", None)
}

impl HypervFeatures {
    pub(super) fn read(&mut self, node: Node<'_>) -> Result<()> {
        self.mode = node.value::<Plain, HypervMode>("mode", None)?.unwrap_or_default();
        if self.mode == HypervMode::Passthrough {
            node.seen_whole();
            return Ok(());
        }
        for child in node.elements() {
            let name: HypervFeature = feature(child, "unsupported HyperV Enlightenment feature")?;
            let on = state(child)?;
            self.states.insert(name, on);
            if on {
                self.read_details(name, child)?;
            }
        }
        Ok(())
    }

    fn read_details(&mut self, name: HypervFeature, node: Node<'_>) -> Result<()> {
        match name {
            HypervFeature::Tlbflush => {
                for child in node.elements() {
                    match child.seen().name() {
                        "direct" => self.tlbflush_direct = state(child)?,
                        "extended" => self.tlbflush_extended = state(child)?,
                        other => {
                            let text = format!("unsupported Hyper-V tlbflush feature: {other}");
                            return Err(child.unsupported(text));
                        }
                    }
                }
            }
            HypervFeature::Stimer => {
                for child in node.elements() {
                    if child.seen().name() != "direct" {
                        let text = format!("unsupported Hyper-V stimer feature: {}", child.name());
                        return Err(child.unsupported(text));
                    }
                    self.stimer_direct = state(child)?;
                }
            }
            HypervFeature::Spinlocks => {
                self.spinlocks_retries = node.required::<AnyRadix, u32>("retries", None)?;
                if self.spinlocks_retries < MIN_RETRIES {
                    return Err(node.invalid("HyperV spinlock retry count must be at least 4095"));
                }
            }
            HypervFeature::VendorId => {
                let id = node.attr("value").ok_or_else(|| {
                    node.invalid("missing 'value' attribute for HyperV feature 'vendor_id'")
                })?;
                if id.len() > VENDOR_ID_MAX {
                    let text =
                        format!("HyperV vendor_id value must not be more than {VENDOR_ID_MAX} characters.");
                    return Err(node.invalid(text));
                }
                if id.contains(',') {
                    return Err(node.invalid("HyperV vendor_id value is invalid"));
                }
                self.vendor_id = Some(id.to_owned());
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn write(&self, w: &mut Writer) {
        let on_child = |w: &mut Writer, name: &str, on: bool| {
            if on {
                w.element(name, true, |w| w.attr("state", "on"), |_| ());
            }
        };
        let children = |w: &mut Writer| {
            for (name, on) in &self.states {
                let attrs = |w: &mut Writer| {
                    w.attr_value::<OnOff, bool>("state", on);
                    match (name, on) {
                        (HypervFeature::Spinlocks, true) => w.attr_display("retries", self.spinlocks_retries),
                        (HypervFeature::VendorId, true) => {
                            w.attr("value", self.vendor_id.as_deref().unwrap_or_default());
                        }
                        _ => {}
                    }
                };
                let details = |w: &mut Writer| match (name, on) {
                    (HypervFeature::Stimer, true) => on_child(w, "direct", self.stimer_direct),
                    (HypervFeature::Tlbflush, true) => {
                        on_child(w, "direct", self.tlbflush_direct);
                        on_child(w, "extended", self.tlbflush_extended);
                    }
                    _ => {}
                };
                w.element(name.as_str(), true, attrs, details);
            }
        };
        w.pair("hyperv", |w| w.attr("mode", self.mode.as_str()), children);
    }
}

impl KvmFeatures {
    pub(super) fn read(&mut self, node: Node<'_>) -> Result<()> {
        for child in node.elements() {
            let name: KvmFeature = feature(child, "unsupported KVM feature")?;
            let on = state(child)?;
            self.states.insert(name, on);
            if name == KvmFeature::DirtyRing && on {
                let size = child.required::<AnyRadix, u32>("size", None)?;
                if !size.is_power_of_two() || !(1024..=65536).contains(&size) {
                    return Err(child
                        .invalid("dirty ring must be power of 2 and ranges [1024, 65536]")
                        .beyond_schema());
                }
                self.dirty_ring_size = size;
            }
        }
        Ok(())
    }

    pub(super) fn write(&self, w: &mut Writer) {
        let children = |w: &mut Writer| {
            for (name, on) in &self.states {
                let attrs = |w: &mut Writer| {
                    w.attr_value::<OnOff, bool>("state", on);
                    if *name == KvmFeature::DirtyRing && self.dirty_ring_size > 0 {
                        w.attr_display("size", self.dirty_ring_size);
                    }
                };
                w.element(name.as_str(), true, attrs, |_| ());
            }
        };
        w.pair("kvm", |_| (), children);
    }
}

impl XenFeatures {
    pub(super) fn read(&mut self, node: Node<'_>) -> Result<()> {
        for child in node.elements() {
            let name: XenFeature = feature(child, "unsupported Xen feature")?;
            let on = state(child)?;
            self.states.insert(name, on);
            if name == XenFeature::Passthrough && on {
                self.passthrough_mode = child.value::<Plain, XenPassthroughMode>("mode", None)?;
            }
        }
        Ok(())
    }

    pub(super) fn write(&self, w: &mut Writer) {
        let children = |w: &mut Writer| {
            for (name, on) in &self.states {
                let attrs = |w: &mut Writer| {
                    w.attr_value::<OnOff, bool>("state", on);
                    if let Some(mode) =
                        self.passthrough_mode.filter(|_| *name == XenFeature::Passthrough && *on)
                    {
                        w.attr("mode", mode.as_str());
                    }
                };
                w.element(name.as_str(), true, attrs, |_| ());
            }
        };
        w.pair("xen", |_| (), children);
    }
}

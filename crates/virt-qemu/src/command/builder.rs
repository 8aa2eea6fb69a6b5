//! The command line under construction.

use crate::vocabulary::{DeviceInfo, DomainDef};
use virt_core::Result;

use super::block::numbers::Numbers;
use super::boot::BootIndexes;
use super::context::Context;
use super::props::Props;
use super::zpci;
use crate::capabilities::Flag;
use crate::launch_plan::{FdSource, LaunchPlan, PassedFd};
use crate::namespace;

/// The first number for descriptors; below are the standard three.
const FIRST_FD: i32 = 3;

/// Collects arguments, environment, descriptors and helpers for one definition.
pub struct Builder<'a> {
    pub def: &'a DomainDef,
    pub context: &'a Context<'a>,
    pub numbers: Numbers,
    pub boot: BootIndexes,
    pub plan: LaunchPlan,
    /// `-mem-prealloc` was given: backends needn't ask for it.
    pub prealloc_all: bool,
    fd_sets: u32,
}

impl<'a> Builder<'a> {
    pub fn new(def: &'a DomainDef, context: &'a Context<'a>) -> Self {
        Self {
            def,
            context,
            numbers: Numbers::of(def),
            boot: BootIndexes::of(def),
            plan: LaunchPlan::default(),
            prealloc_all: false,
            fd_sets: 0,
        }
    }

    /// An argument.
    pub fn arg(&mut self, arg: impl Into<String>) {
        self.plan.args.push(arg.into());
    }

    /// An option with its value.
    pub fn option(&mut self, name: &str, value: impl Into<String>) {
        self.plan.args.push(name.to_owned());
        self.plan.args.push(value.into());
    }

    /// A variable of the environment; a later value replaces an earlier one.
    pub fn env(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.plan.env.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.plan.env.push((name.to_owned(), value)),
        }
    }

    /// A variable handed through, if we have it.
    pub fn pass_env(&mut self, name: &str) {
        if let Some(value) = self.context.host.env(name) {
            self.env(name, value);
        }
    }

    pub fn object(&mut self, props: &Props) {
        self.option("-object", props.to_string());
    }

    pub fn blockdev(&mut self, props: &Props) {
        self.option("-blockdev", props.to_string());
    }

    /// A device, with what `<qemu:override>` says of it.
    pub fn device(&mut self, mut props: Props) {
        namespace::override_device(&self.def.qemu, &mut props);
        let text = match self.context.caps.has(Flag::DEVICE_JSON) {
            true => props.to_string(),
            false => props.keyval_of_device(),
        };
        self.option("-device", text);
    }

    /// A device of its own, preceded by what a PCI address on s390 needs.
    pub fn device_at(&mut self, info: &DeviceInfo, props: Props) {
        if let Some(zpci) = zpci::device(info) {
            self.device(zpci);
        }
        self.device(props);
    }

    /// A descriptor for QEMU; gives its number.
    pub fn fd(&mut self, what: FdSource) -> i32 {
        let number = FIRST_FD + self.plan.fds.len() as i32;
        self.plan.fds.push(PassedFd { number, what });
        number
    }

    /// A set of one descriptor; gives its path.
    pub fn fd_set(&mut self, what: FdSource, opaque: &str) -> String {
        let number = self.fd(what);
        let set = self.fd_sets;
        self.fd_sets += 1;
        self.option("-add-fd", format!("set={set},fd={number},opaque={opaque}"));
        format!("/dev/fdset/{set}")
    }

    /// The properties that say where a device is.
    pub fn address(&self, info: &DeviceInfo) -> Result<Props> {
        super::address::props(self.def, info)
    }
}

/// The alias that every device has by now.
pub fn alias(info: &DeviceInfo) -> &str {
    info.alias.as_deref().unwrap_or_default()
}

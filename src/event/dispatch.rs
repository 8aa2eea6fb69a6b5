//! Handing an event to a C callback: objects become handles, strings become C strings.

use std::ffi::{CString, c_char, c_void};
use std::ptr;

use virt_core::consts::*;
use virt_core::event::{
    DomainEventKind, Event, GraphicsAddress, NetworkEvent, NodeDeviceEvent, QemuMonitorEvent, SecretEvent,
    StoragePoolEvent,
};
use virt_core::{Connect, Domain, DomainKey, Network, NodeDevice, Secret, StoragePool, TypedParam};

use super::subscriber::Callback;
use crate::ffi::{Opaque, c_string, free, write_array};
use crate::handle::{self, CKind, Kind, Owner, Token};
use crate::types::*;

/// What every callback gets: the connection, the object, the program's data.
struct Target<T: CKind> {
    conn: virConnectPtr,
    object: *mut T::C,
    callback: Callback,
    opaque: *mut c_void,
}

/// Calls the callback with the event.
pub fn deliver(conn: Token, event: &Event, id: i32, callback: Callback, opaque: Opaque) {
    let Some(connect) = handle::pin::<Connect>(conn) else { return };
    match event {
        Event::Domain(event) => {
            with(conn, domain(&connect, &event.domain), callback, opaque, |target| {
                domain_event(&target, &event.kind, id);
            });
        }
        Event::QemuMonitor(event) => {
            with(conn, domain(&connect, &event.domain), callback, opaque, |target| {
                monitor_event(&target, event)
            });
        }
        Event::Network(event) => {
            let network = Network::new(&connect, &event.name, event.uuid);
            with(conn, network, callback, opaque, |target| network_event(&target, event));
        }
        Event::StoragePool(event) => {
            let pool = StoragePool::new(&connect, &event.name, event.uuid);
            with(conn, pool, callback, opaque, |target| pool_event(&target, event));
        }
        Event::NodeDevice(event) => {
            let device = NodeDevice::new(&connect, &event.name, None);
            with(conn, device, callback, opaque, |target| device_event(&target, event));
        }
        Event::Secret(event) => {
            let secret = Secret::new(&connect, event.uuid, event.usage_type, &event.usage_id);
            with(conn, secret, callback, opaque, |target| secret_event(&target, event));
        }
    }
}

fn domain(connect: &Connect, key: &DomainKey) -> Domain {
    Domain::new(connect, key.clone())
}

/// Makes a handle for the time of the call.
fn with<T: Kind + CKind>(
    conn: Token,
    object: T,
    callback: Callback,
    opaque: Opaque,
    call: impl FnOnce(Target<T>),
) {
    if callback.0 == 0 {
        return;
    }
    let Some(token) = handle::create(object, Owner { conn, parent: conn }) else { return };
    call(Target { conn: conn.pointer(), object: token.pointer(), callback, opaque: opaque.0 });
    handle::release(token);
}

/// Calls the callback as the type that its event has; `None` can't be, since its address isn't 0.
macro_rules! call {
    ($target:expr, $ty:ty $(, $arg:expr)*) => {{
        let target = $target;
        // SAFETY: the program registered the function for this event, whose callbacks have this type.
        let callback = unsafe { std::mem::transmute::<usize, $ty>(target.callback.0) };
        if let Some(callback) = callback {
            // SAFETY: the program's function with its data; what is passed lives during the call.
            unsafe { callback(target.conn, target.object $(, $arg)*, target.opaque) };
        }
    }};
}

fn optional(text: Option<&str>) -> Option<CString> {
    text.map(c_string)
}

fn pointer(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(ptr::null(), |text| text.as_ptr())
}

/// Typed parameters in C's form for the time of a call.
fn with_params(params: &[TypedParam], call: impl FnOnce(virTypedParameterPtr, i32)) {
    let array = write_array(params);
    let count = params.len() as i32;
    call(array, count);
    // SAFETY: the array made above.
    unsafe {
        crate::typed_params::clear(array, count);
        free(array.cast());
    }
}

fn domain_event(target: &Target<Domain>, kind: &DomainEventKind, id: i32) {
    use DomainEventKind as K;
    match kind {
        K::Lifecycle { event, detail } => call!(target, virConnectDomainEventCallback, *event, *detail),
        K::Reboot | K::ControlError => call!(target, virConnectDomainEventGenericCallback),
        K::RtcChange { offset } => call!(target, virConnectDomainEventRTCChangeCallback, *offset),
        K::Watchdog { action } => call!(target, virConnectDomainEventWatchdogCallback, *action),
        K::IoError { path, alias, action, reason } => {
            let (path, alias, reason) = (c_string(path), c_string(alias), c_string(reason));
            if id == VIR_DOMAIN_EVENT_ID_IO_ERROR {
                call!(target, virConnectDomainEventIOErrorCallback, path.as_ptr(), alias.as_ptr(), *action);
            } else {
                let (path, alias) = (path.as_ptr(), alias.as_ptr());
                let reason = reason.as_ptr();
                call!(target, virConnectDomainEventIOErrorReasonCallback, path, alias, *action, reason);
            }
        }
        K::Graphics { phase, local, remote, auth_scheme, subject } => {
            graphics_event(target, *phase, local, remote, auth_scheme, subject);
        }
        K::BlockJob { path, device, kind, status } => {
            let disk = c_string(if id == VIR_DOMAIN_EVENT_ID_BLOCK_JOB { path } else { device });
            call!(target, virConnectDomainEventBlockJobCallback, disk.as_ptr(), *kind, *status);
        }
        K::DiskChange { old_path, new_path, alias, reason } => {
            let (old, new) = (optional(old_path.as_deref()), optional(new_path.as_deref()));
            let alias = c_string(alias);
            let (old, new) = (pointer(&old), pointer(&new));
            call!(target, virConnectDomainEventDiskChangeCallback, old, new, alias.as_ptr(), *reason);
        }
        K::TrayChange { alias, reason } => {
            let alias = c_string(alias);
            call!(target, virConnectDomainEventTrayChangeCallback, alias.as_ptr(), *reason);
        }
        K::PmWakeup { reason } => call!(target, virConnectDomainEventPMWakeupCallback, *reason),
        K::PmSuspend { reason } => call!(target, virConnectDomainEventPMSuspendCallback, *reason),
        K::PmSuspendDisk { reason } => call!(target, virConnectDomainEventPMSuspendDiskCallback, *reason),
        K::BalloonChange { actual } => call!(target, virConnectDomainEventBalloonChangeCallback, *actual),
        K::DeviceRemoved { alias } => {
            call!(target, virConnectDomainEventDeviceRemovedCallback, c_string(alias).as_ptr());
        }
        K::DeviceAdded { alias } => {
            call!(target, virConnectDomainEventDeviceAddedCallback, c_string(alias).as_ptr());
        }
        K::DeviceRemovalFailed { alias } => {
            call!(target, virConnectDomainEventDeviceRemovalFailedCallback, c_string(alias).as_ptr());
        }
        K::Tunable { params } => with_params(params, |params, count| {
            call!(target, virConnectDomainEventTunableCallback, params, count);
        }),
        K::JobCompleted { params } => with_params(params, |params, count| {
            call!(target, virConnectDomainEventJobCompletedCallback, params, count);
        }),
        K::AgentLifecycle { state, reason } => {
            call!(target, virConnectDomainEventAgentLifecycleCallback, *state, *reason);
        }
        K::MigrationIteration { iteration } => {
            call!(target, virConnectDomainEventMigrationIterationCallback, *iteration);
        }
        K::MetadataChange { kind, uri } => {
            let uri = optional(uri.as_deref());
            call!(target, virConnectDomainEventMetadataChangeCallback, *kind, pointer(&uri));
        }
        K::BlockThreshold { device, path, threshold, excess } => {
            let (device, path) = (c_string(device), optional(path.as_deref()));
            let (device, path) = (device.as_ptr(), pointer(&path));
            call!(target, virConnectDomainEventBlockThresholdCallback, device, path, *threshold, *excess);
        }
        K::MemoryFailure { recipient, action, flags } => {
            call!(target, virConnectDomainEventMemoryFailureCallback, *recipient, *action, *flags);
        }
        K::MemoryDeviceSizeChange { alias, size } => {
            let alias = c_string(alias);
            call!(target, virConnectDomainEventMemoryDeviceSizeChangeCallback, alias.as_ptr(), *size);
        }
        K::NicMacChange { alias, old_mac, new_mac } => {
            let (alias, old, new) = (c_string(alias), c_string(old_mac), c_string(new_mac));
            let (alias, old, new) = (alias.as_ptr(), old.as_ptr(), new.as_ptr());
            call!(target, virConnectDomainEventNICMACChangeCallback, alias, old, new);
        }
        K::VcpuRemoved { vcpu } => call!(target, virConnectDomainEventVcpuRemovedCallback, *vcpu),
        K::ChannelLifecycle { channel, state, reason } => {
            let channel = c_string(channel);
            call!(target, virConnectDomainEventChannelLifecycleCallback, channel.as_ptr(), *state, *reason);
        }
    }
}

fn graphics_event(
    target: &Target<Domain>,
    phase: i32,
    local: &GraphicsAddress,
    remote: &GraphicsAddress,
    auth_scheme: &str,
    subject: &[(String, String)],
) {
    let text = |address: &GraphicsAddress| (c_string(&address.node), c_string(&address.service));
    let (local_text, remote_text) = (text(local), text(remote));
    let address = |family: i32, text: &(CString, CString)| virDomainEventGraphicsAddress {
        family,
        node: text.0.as_ptr().cast_mut(),
        service: text.1.as_ptr().cast_mut(),
    };
    let local = address(local.family, &local_text);
    let remote = address(remote.family, &remote_text);
    let auth_scheme = c_string(auth_scheme);
    let texts: Vec<_> = subject.iter().map(|(kind, name)| (c_string(kind), c_string(name))).collect();
    let mut identities: Vec<_> = texts
        .iter()
        .map(|(kind, name)| virDomainEventGraphicsSubjectIdentity {
            r#type: kind.as_ptr().cast_mut(),
            name: name.as_ptr().cast_mut(),
        })
        .collect();
    let subject = virDomainEventGraphicsSubject {
        nidentity: identities.len() as i32,
        identities: identities.as_mut_ptr(),
    };
    let (local, remote, subject) = (&raw const local, &raw const remote, &raw const subject);
    let auth_scheme = auth_scheme.as_ptr();
    call!(target, virConnectDomainEventGraphicsCallback, phase, local, remote, auth_scheme, subject);
}

fn monitor_event(target: &Target<Domain>, event: &QemuMonitorEvent) {
    let (name, details) = (c_string(&event.event), optional(event.details.as_deref()));
    let (name, details) = (name.as_ptr(), pointer(&details));
    call!(target, virConnectDomainQemuMonitorEventCallback, name, event.seconds, event.micros, details);
}

fn network_event(target: &Target<Network>, event: &NetworkEvent) {
    if event.id == VIR_NETWORK_EVENT_ID_METADATA_CHANGE {
        let uri = optional(event.uri.as_deref());
        call!(target, virConnectNetworkEventMetadataChangeCallback, event.event, pointer(&uri));
    } else {
        call!(target, virConnectNetworkEventLifecycleCallback, event.event, event.detail);
    }
}

fn pool_event(target: &Target<StoragePool>, event: &StoragePoolEvent) {
    if event.id == VIR_STORAGE_POOL_EVENT_ID_REFRESH {
        call!(target, virConnectStoragePoolEventGenericCallback);
    } else {
        call!(target, virConnectStoragePoolEventLifecycleCallback, event.event, event.detail);
    }
}

fn device_event(target: &Target<NodeDevice>, event: &NodeDeviceEvent) {
    if event.id == VIR_NODE_DEVICE_EVENT_ID_UPDATE {
        call!(target, virConnectNodeDeviceEventGenericCallback);
    } else {
        call!(target, virConnectNodeDeviceEventLifecycleCallback, event.event, event.detail);
    }
}

fn secret_event(target: &Target<Secret>, event: &SecretEvent) {
    if event.id == VIR_SECRET_EVENT_ID_VALUE_CHANGED {
        call!(target, virConnectSecretEventGenericCallback);
    } else {
        call!(target, virConnectSecretEventLifecycleCallback, event.event, event.detail);
    }
}

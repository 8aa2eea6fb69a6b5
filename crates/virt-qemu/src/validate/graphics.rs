//! Displays and sound of the host.

use virt_core::Result;

use super::refuse::{internal, refuse, refuse_with};
use crate::capabilities::{Flag, QemuCaps};
use crate::devices::has_graphics;
use crate::post_parse::QemuPolicy;
use crate::vocabulary::{
    Audio, AudioBackend, DomainDef, Graphics, ListenType, RdpGraphics, SpiceGraphics, VncGraphics,
};

/// Longest password of VNC.
const VNC_PASSWORD: usize = 8;

/// A display.
pub fn check(def: &DomainDef, graphics: &Graphics, policy: &QemuPolicy<'_>) -> Result<()> {
    let caps = policy.caps;
    let there = match graphics {
        Graphics::Sdl(_) => caps.has(Flag::SDL),
        Graphics::Vnc(_) => caps.has(Flag::VNC),
        Graphics::Spice(_) => caps.has(Flag::SPICE),
        Graphics::EglHeadless { .. } => caps.has(Flag::EGL_HEADLESS),
        Graphics::Dbus(_) | Graphics::Rdp(_) => caps.has(Flag::DISPLAY_DBUS),
        Graphics::Desktop { .. } => false,
    };
    refuse_with(!there, || format!("{} graphics are not supported with this QEMU", graphics.type_name()))?;
    if has_graphics(def, "egl-headless") {
        refuse(
            !matches!(graphics, Graphics::EglHeadless { .. } | Graphics::Vnc(_) | Graphics::Spice(_)),
            "graphics type 'egl-headless' is only supported with one of: 'vnc', 'spice' graphics types",
        )?;
        refuse(
            matches!(graphics, Graphics::Spice(spice) if spice.gl == Some(true)),
            "multiple OpenGL displays are not supported by QEMU",
        )?;
    }
    match graphics {
        Graphics::Spice(one) => spice(one, policy),
        Graphics::EglHeadless { rendernode } => refuse(
            rendernode.is_some() && !caps.has(Flag::EGL_HEADLESS_RENDERNODE),
            "This QEMU doesn't support OpenGL rendernode with egl-headless graphics type",
        ),
        Graphics::Vnc(one) => vnc(one, caps),
        Graphics::Dbus(dbus) => {
            let audio = dbus.audio.and_then(|wanted| def.devices.audios.iter().find(|a| a.id == wanted.id));
            refuse(
                audio.is_some_and(|audio| !matches!(audio.backend, AudioBackend::Dbus)),
                "The associated audio is not of 'dbus' kind.",
            )
        }
        Graphics::Rdp(one) => rdp(one),
        Graphics::Sdl(_) | Graphics::Desktop { .. } => Ok(()),
    }
}

fn spice(spice: &SpiceGraphics, policy: &QemuPolicy<'_>) -> Result<()> {
    let Some(listen) = spice.listens.first() else { return internal(true, "missing listen element") };
    refuse(
        matches!(listen.kind, ListenType::Address | ListenType::Network)
            && spice.tls_port > 0
            && !policy.settings.spice_tls,
        "spice TLS port set in XML configuration, but TLS is disabled in qemu.conf",
    )?;
    if spice.gl == Some(true) {
        refuse(!policy.caps.has(Flag::SPICE_GL), "This QEMU doesn't support spice OpenGL")?;
        refuse(
            spice.rendernode.is_some() && !policy.caps.has(Flag::SPICE_RENDERNODE),
            "This QEMU doesn't support spice OpenGL rendernode",
        )?;
    }
    Ok(())
}

fn vnc(vnc: &VncGraphics, caps: &QemuCaps) -> Result<()> {
    refuse(
        vnc.power_control.is_some() && !caps.has(Flag::VNC_POWER_CONTROL),
        "VNC power control is not available",
    )?;
    let length = vnc.auth.passwd.as_ref().map_or(0, String::len);
    refuse_with(length > VNC_PASSWORD, || {
        format!("VNC password is {length} characters long, only {VNC_PASSWORD} permitted")
    })
}

fn rdp(rdp: &RdpGraphics) -> Result<()> {
    refuse(rdp.replace_user, "RDP doesn't support 'replaceUser'")?;
    refuse(rdp.multi_user, "RDP doesn't support 'multiUser'")?;
    refuse(rdp.auth.valid_to.is_some(), "RDP password expiration isn't supported")
}

/// Where sound goes.
pub fn audio(def: &DomainDef, audio: &Audio, caps: &QemuCaps) -> Result<()> {
    match audio.backend {
        AudioBackend::Spice => {
            refuse(!has_graphics(def, "spice"), "Spice audio is not supported without spice graphics")
        }
        AudioBackend::Dbus => {
            refuse(!caps.has(Flag::DISPLAY_DBUS), "D-Bus audio is not supported with this QEMU")
        }
        _ => Ok(()),
    }
}

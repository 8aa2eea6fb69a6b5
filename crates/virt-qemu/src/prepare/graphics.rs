//! Displays: where they listen, on which ports, what they draw with.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use crate::capabilities::Flag;
use crate::command::context::Context;
use crate::vocabulary::{
    DomainDef, Graphics, Listen, ListenType, SpiceChannelMode, SpiceGraphics, VncGraphics,
};

/// What a port is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortKind {
    Vnc,
    WebSocket,
    Spice,
    SpiceTls,
    Rdp,
}

/// Gives out ports of the host.
pub trait Ports {
    /// A port for automatic use; `None` when the definition's stays.
    fn acquire(&mut self, kind: PortKind) -> Result<Option<u16>>;

    /// Are they really taken, or only shown?
    fn real(&self) -> bool {
        true
    }
}

/// Ports for command lines that aren't run.
pub struct FixedPorts;

impl Ports for FixedPorts {
    fn acquire(&mut self, kind: PortKind) -> Result<Option<u16>> {
        Ok(match kind {
            PortKind::Vnc => Some(5900),
            PortKind::Spice => Some(5901),
            PortKind::SpiceTls => Some(5902),
            PortKind::Rdp => Some(3389),
            PortKind::WebSocket => None,
        })
    }

    fn real(&self) -> bool {
        false
    }
}

/// Makes displays definite.
pub fn prepare(def: &mut DomainDef, context: &Context<'_>, ports: &mut dyn Ports) -> Result<()> {
    for graphics in &mut def.devices.graphics {
        render_node(graphics, context)?;
        listen(graphics, context)?;
    }
    for graphics in &mut def.devices.graphics {
        let kind = graphics.listens().first().map(|listen| listen.kind);
        if !matches!(kind, Some(ListenType::Address | ListenType::Network)) {
            continue;
        }
        match graphics {
            Graphics::Vnc(vnc) => vnc_ports(vnc, ports)?,
            Graphics::Spice(spice) => spice_ports(spice, context, ports)?,
            Graphics::Rdp(rdp) => {
                if rdp.autoport
                    && let Some(port) = ports.acquire(PortKind::Rdp)?
                {
                    rdp.port = port.into();
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn render_node(graphics: &mut Graphics, context: &Context<'_>) -> Result<()> {
    let caps = context.caps;
    let node = match graphics {
        Graphics::Spice(spice) if spice.gl == Some(true) && caps.has(Flag::SPICE_RENDERNODE) => {
            &mut spice.rendernode
        }
        Graphics::EglHeadless { rendernode } if caps.has(Flag::EGL_HEADLESS_RENDERNODE) => rendernode,
        Graphics::Dbus(dbus) if dbus.gl == Some(true) => &mut dbus.rendernode,
        _ => return Ok(()),
    };
    if node.is_none() {
        *node = Some(context.host.render_node()?);
    }
    Ok(())
}

fn listen(graphics: &mut Graphics, context: &Context<'_>) -> Result<()> {
    let settings = context.settings;
    let kind = graphics.type_name();
    let (listens, address, socket) = match graphics {
        Graphics::Vnc(vnc) => (&mut vnc.listens, &settings.vnc_listen, settings.vnc_auto_unix_socket),
        Graphics::Spice(spice) => {
            (&mut spice.listens, &settings.spice_listen, settings.spice_auto_unix_socket)
        }
        Graphics::Rdp(rdp) => (&mut rdp.listens, &settings.rdp_listen, false),
        Graphics::Dbus(dbus) => {
            if !dbus.p2p && dbus.address.is_none() {
                dbus.address = Some(context.domain.dbus_address());
            }
            return Ok(());
        }
        _ => return Ok(()),
    };
    let path = || Some(context.domain.file(&format!("{kind}.sock")));
    for listen in listens {
        match listen.kind {
            ListenType::Address if listen.address.is_none() && socket => {
                *listen = Listen {
                    kind: ListenType::Socket,
                    socket: path(),
                    from_config: true,
                    ..Listen::default()
                };
            }
            ListenType::Address if listen.address.is_none() => {
                listen.address = Some(address.clone());
                listen.from_config = true;
            }
            ListenType::Network if listen.address.is_none() => {
                listen.address = Some(match &listen.network {
                    Some(network) => context.host.network_address(network)?,
                    None => address.clone(),
                });
            }
            ListenType::Socket if listen.socket.is_none() => {
                listen.socket = path();
                listen.auto_generated = true;
            }
            _ => {}
        }
    }
    Ok(())
}

fn vnc_ports(vnc: &mut VncGraphics, ports: &mut dyn Ports) -> Result<()> {
    if vnc.autoport
        && let Some(port) = ports.acquire(PortKind::Vnc)?
    {
        vnc.port = port.into();
    }
    if vnc.websocket == -1
        && let Some(port) = ports.acquire(PortKind::WebSocket)?
    {
        vnc.websocket = port.into();
        vnc.websocket_generated = true;
    }
    Ok(())
}

fn spice_ports(spice: &mut SpiceGraphics, context: &Context<'_>, ports: &mut dyn Ports) -> Result<()> {
    let tls = context.settings.spice_tls;
    let (mut plain, mut secure) = (spice.port == -1, spice.tls_port == -1);
    if spice.autoport {
        let modes = spice.channels.iter().map(|(_, mode)| *mode);
        for mode in modes {
            secure |= mode == SpiceChannelMode::Secure;
            plain |= mode == SpiceChannelMode::Insecure;
        }
        secure |= match spice.default_mode {
            SpiceChannelMode::Secure => true,
            SpiceChannelMode::Insecure => false,
            SpiceChannelMode::Any => tls,
        };
        plain |= spice.default_mode != SpiceChannelMode::Secure;
    }
    if plain && let Some(port) = ports.acquire(PortKind::Spice)? {
        spice.port = port.into();
    }
    if secure {
        if !tls && ports.real() {
            bail!(
                VIR_FROM_QEMU,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Auto allocation of spice TLS port requested but spice TLS is disabled in qemu.conf"
            );
        }
        if let Some(port) = ports.acquire(PortKind::SpiceTls)? {
            spice.tls_port = port.into();
        }
    }
    Ok(())
}

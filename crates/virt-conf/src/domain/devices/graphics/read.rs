//! Reading `<graphics>`.

use super::{
    DbusGraphics, Graphics, GraphicsAuth, ImageCompression, Listen, RdpGraphics, SdlGraphics, SharePolicy,
    SpiceChannelMode, SpiceChannelName, SpiceGraphics, StreamingMode, TYPES, VncGraphics, WanCompression,
};
use crate::domain::chardev::MouseMode;
use crate::domain::devices::driver::AudioRef;
use crate::domain::words::prelude::*;

impl Element for Graphics {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = node.attr("type").ok_or_else(|| node.missing_attr("type", None))?;
        let owned = |name| node.attr(name).map(str::to_owned);
        let yes = |name| node.value::<Plain, bool>(name, None).map(Option::unwrap_or_default);
        Ok(match kind {
            "sdl" => {
                let gl = node.child("gl").map(|gl| gl.required::<Plain, bool>("enable", None)).transpose()?;
                let (display, xauth) = (owned("display"), owned("xauth"));
                Self::Sdl(SdlGraphics { display, xauth, fullscreen: yes("fullscreen")?, gl })
            }
            "vnc" => Self::Vnc(VncGraphics::read(node)?),
            "rdp" => Self::Rdp(RdpGraphics::read(node)?),
            "desktop" => Self::Desktop { display: owned("display"), fullscreen: yes("fullscreen")? },
            "spice" => Self::Spice(Box::new(SpiceGraphics::read(node)?)),
            "egl-headless" => {
                let rendernode = node.child("gl").and_then(|gl| gl.attr("rendernode")).map(str::to_owned);
                Self::EglHeadless { rendernode }
            }
            "dbus" => Self::Dbus(DbusGraphics::read(node)?),
            other => return Err(node.bad_attr("type", other, &format!("one of {}", TYPES.join(", ")), None)),
        })
    }
    fn attrs(&self, w: &mut Writer) {
        self.write_attrs(w);
    }
    fn children(&self, w: &mut Writer) {
        self.write_children(w);
    }
}

/// A port in an old style: any number, -1 for "choose one".
fn old_port(node: Node<'_>, what: &str) -> Result<Option<i32>> {
    match node.attr("port") {
        None => Ok(None),
        Some(text) => <i32 as Value>::parse(text)
            .map(Some)
            .ok_or_else(|| node.error(Code::Internal, format!("cannot parse {what} port {text}"))),
    }
}

fn read_audio(node: Node<'_>) -> Result<Option<AudioRef>> {
    node.child("audio").map(AudioRef::read).transpose()
}

/// `<gl enable='…' rendernode='…'/>`.
fn read_gl(node: Node<'_>) -> Result<(Option<bool>, Option<String>)> {
    let Some(gl) = node.child("gl") else { return Ok((None, None)) };
    let rendernode = gl.attr("rendernode").map(str::to_owned);
    Ok((Some(gl.required::<Plain, bool>("enable", None)?), rendernode))
}

impl VncGraphics {
    fn read(node: Node<'_>) -> Result<Self> {
        let inactive = !live(node.view());
        let listens = Listen::read_all(node, true)?;
        let given = old_port(node, "vnc")?;
        let mut autoport = given.is_none_or(|p| p == -1);
        let mut port = given.unwrap_or_default();
        if port == -1 && inactive {
            port = 0;
        }
        match node.attr("autoport") {
            Some("yes") => autoport = true,
            Some("no") => autoport = false,
            _ => {}
        }
        if node.attr("autoport").is_some() && autoport && inactive {
            port = 0;
        }
        Ok(Self {
            listens,
            port,
            autoport,
            websocket: node.value::<Plain, i32>("websocket", None)?.unwrap_or_default(),
            websocket_generated: node.attr("websocketGenerated") == Some("yes"),
            share_policy: node.value::<Plain, SharePolicy>("sharePolicy", None)?,
            power_control: node.value::<Plain, bool>("powerControl", None)?,
            wait: node.value::<Plain, bool>("wait", None)?,
            keymap: node.attr("keymap").map(str::to_owned),
            audio: read_audio(node)?,
            auth: GraphicsAuth::read(node, true)?,
        })
    }
}

impl RdpGraphics {
    fn read(node: Node<'_>) -> Result<Self> {
        let listens = Listen::read_all(node, false)?;
        let given = old_port(node, "rdp")?;
        let yes = |name| node.attr(name) == Some("yes");
        let autoport = given.is_none_or(|p| p == -1) || yes("autoport");
        let port = if autoport && !live(node.view()) { 0 } else { given.unwrap_or_default() };
        Ok(Self {
            listens,
            port,
            autoport,
            replace_user: yes("replaceUser"),
            multi_user: yes("multiUser"),
            auth: GraphicsAuth::read(node, false)?,
        })
    }
}

impl SpiceGraphics {
    fn read(node: Node<'_>) -> Result<Self> {
        fn word<T: Value>(node: Node<'_>, child: &str, attr: &str) -> Result<Option<T>> {
            node.child(child).map(|c| c.required::<Plain, T>(attr, None)).transpose()
        }
        let number = |name| node.value::<Plain, i32>(name, None).map(Option::unwrap_or_default);
        let listens = Listen::read_all(node, false)?;
        let (mut port, mut tls_port) = (number("port")?, number("tlsPort")?);
        let mut autoport = node.value::<Plain, bool>("autoport", None)?.unwrap_or_default();
        let default_mode = node.value::<Plain, SpiceChannelMode>("defaultMode", None)?.unwrap_or_default();
        autoport |= port == -1 && tls_port == -1;
        if autoport && !live(node.view()) {
            (port, tls_port) = (0, 0);
        }
        let keymap = node.attr("keymap").map(str::to_owned);
        let auth = GraphicsAuth::read(node, false)?;
        let mut channels: Vec<(SpiceChannelName, SpiceChannelMode)> = Vec::new();
        for child in node.all("channel") {
            let name = child.required::<Plain, SpiceChannelName>("name", None)?;
            let mode = child.required::<Plain, SpiceChannelMode>("mode", None)?;
            channels.retain(|(n, _)| *n != name);
            channels.push((name, mode));
        }
        channels.retain(|(_, mode)| *mode != SpiceChannelMode::Any);
        channels.sort_unstable();
        let playback = node.child("playback").map(|c| c.required::<OnOff, bool>("compression", None));
        let (gl, rendernode) = read_gl(node)?;
        Ok(Self {
            listens,
            port,
            tls_port,
            autoport,
            keymap,
            default_mode,
            auth,
            channels,
            image: word::<ImageCompression>(node, "image", "compression")?,
            jpeg: word::<WanCompression>(node, "jpeg", "compression")?,
            zlib: word::<WanCompression>(node, "zlib", "compression")?,
            playback: playback.transpose()?,
            streaming: word::<StreamingMode>(node, "streaming", "mode")?,
            copypaste: word::<bool>(node, "clipboard", "copypaste")?,
            filetransfer: word::<bool>(node, "filetransfer", "enable")?,
            gl,
            rendernode,
            mouse: word::<MouseMode>(node, "mouse", "mode")?,
        })
    }
}

impl DbusGraphics {
    fn read(node: Node<'_>) -> Result<Self> {
        let address = node.attr("address").map(str::to_owned);
        let (gl, rendernode) = read_gl(node)?;
        Ok(Self {
            p2p: node.value::<Plain, bool>("p2p", None)?.unwrap_or_default(),
            address_from_config: address.is_some(),
            address,
            gl,
            rendernode,
            audio: read_audio(node)?,
        })
    }
}

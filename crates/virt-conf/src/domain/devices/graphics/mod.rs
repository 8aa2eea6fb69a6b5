//! `<graphics>`: how the guest's display is seen.

mod auth;
mod listen;
mod read;
mod write;

use super::driver::AudioRef;
use crate::domain::chardev::MouseMode;
use crate::domain::words::prelude::*;

words! {
    /// Where connections are accepted.
    pub ListenType { None, Address, Network, Socket }
    /// What happens to connected viewers when the password changes.
    pub AuthConnected { Fail, Disconnect, Keep }
    /// Whether several viewers of VNC may look at once.
    pub SharePolicy { AllowExclusive, ForceShared, Ignore }
    /// Channels of SPICE.
    pub SpiceChannelName { Main, Display, Inputs, Cursor, Playback, Record, Smartcard, Usbredir }
    /// Whether a channel of SPICE is encrypted.
    pub SpiceChannelMode { Any, Secure, Insecure }
    /// Compression of images.
    pub ImageCompression { AutoGlz = "auto_glz", AutoLz = "auto_lz", Quic, Glz, Lz, Off }
    /// Compression on slow connections.
    pub WanCompression { Auto, Never, Always }
    /// Recognition of videos.
    pub StreamingMode { Filter, All, Off }
}

/// `<graphics>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Graphics {
    Sdl(SdlGraphics),
    Vnc(VncGraphics),
    Rdp(RdpGraphics),
    Desktop { display: Option<String>, fullscreen: bool },
    Spice(Box<SpiceGraphics>),
    EglHeadless { rendernode: Option<String> },
    Dbus(DbusGraphics),
}

/// A window of the hypervisor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SdlGraphics {
    pub display: Option<String>,
    pub xauth: Option<String>,
    pub fullscreen: bool,
    pub gl: Option<bool>,
}

/// A VNC server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VncGraphics {
    pub listens: Vec<Listen>,
    pub port: i32,
    pub autoport: bool,
    pub websocket: i32,
    /// Runtime only: the port for WebSockets was chosen automatically.
    pub websocket_generated: bool,
    pub keymap: Option<String>,
    pub share_policy: Option<SharePolicy>,
    pub power_control: Option<bool>,
    /// The guest starts when the first viewer has connected.
    pub wait: Option<bool>,
    pub auth: GraphicsAuth,
    pub audio: Option<AudioRef>,
}

/// An RDP server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RdpGraphics {
    pub listens: Vec<Listen>,
    pub port: i32,
    pub autoport: bool,
    pub replace_user: bool,
    pub multi_user: bool,
    pub auth: GraphicsAuth,
}

/// A SPICE server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpiceGraphics {
    pub listens: Vec<Listen>,
    pub port: i32,
    pub tls_port: i32,
    pub autoport: bool,
    pub keymap: Option<String>,
    pub default_mode: SpiceChannelMode,
    pub auth: GraphicsAuth,
    /// Channels whose mode is not the default one, by order of their names in upstream.
    pub channels: Vec<(SpiceChannelName, SpiceChannelMode)>,
    pub image: Option<ImageCompression>,
    pub jpeg: Option<WanCompression>,
    pub zlib: Option<WanCompression>,
    pub playback: Option<bool>,
    pub streaming: Option<StreamingMode>,
    pub mouse: Option<MouseMode>,
    pub copypaste: Option<bool>,
    pub filetransfer: Option<bool>,
    pub gl: Option<bool>,
    pub rendernode: Option<String>,
}

/// A display on D-Bus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DbusGraphics {
    pub p2p: bool,
    pub address: Option<String>,
    /// The address was given, not made up.
    pub address_from_config: bool,
    pub gl: Option<bool>,
    pub rendernode: Option<String>,
    pub audio: Option<AudioRef>,
}

/// `<listen>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listen {
    pub kind: ListenType,
    pub address: Option<String>,
    pub network: Option<String>,
    pub socket: Option<String>,
    /// Runtime only: from the driver's configuration.
    pub from_config: bool,
    /// Runtime only: the socket's path was made up.
    pub auto_generated: bool,
}

/// Password and its validity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphicsAuth {
    pub username: Option<String>,
    pub passwd: Option<String>,
    /// Seconds since 1970, UTC.
    pub valid_to: Option<i64>,
    pub connected: Option<AuthConnected>,
}

/// Names of the kinds, in upstream's order.
pub(super) const TYPES: &[&str] = &["sdl", "vnc", "rdp", "desktop", "spice", "egl-headless", "dbus"];

impl Graphics {
    /// The `type` attribute.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Sdl(_) => "sdl",
            Self::Vnc(_) => "vnc",
            Self::Rdp(_) => "rdp",
            Self::Desktop { .. } => "desktop",
            Self::Spice(_) => "spice",
            Self::EglHeadless { .. } => "egl-headless",
            Self::Dbus(_) => "dbus",
        }
    }

    /// Where it accepts connections; nothing for kinds that accept none.
    pub fn listens(&self) -> &[Listen] {
        match self {
            Self::Vnc(vnc) => &vnc.listens,
            Self::Rdp(rdp) => &rdp.listens,
            Self::Spice(spice) => &spice.listens,
            _ => &[],
        }
    }

    /// The same, to change them.
    pub fn listens_mut(&mut self) -> Option<&mut Vec<Listen>> {
        match self {
            Self::Vnc(vnc) => Some(&mut vnc.listens),
            Self::Rdp(rdp) => Some(&mut rdp.listens),
            Self::Spice(spice) => Some(&mut spice.listens),
            _ => None,
        }
    }
}

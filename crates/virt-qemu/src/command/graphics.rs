//! Displays.

use crate::vocabulary::{
    DbusGraphics, Graphics, Listen, ListenType, MouseMode, SdlGraphics, SpiceChannelMode, SpiceGraphics,
    VncGraphics,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail, err};

use super::address::switch;
use super::builder::Builder;
use super::props::{comma, on_off};
use super::{block, tls};

/// The port that VNC's display 0 has.
const VNC_BASE: i32 = 5900;

fn first_listen(listens: &[Listen]) -> Result<&Listen> {
    listens.first().ok_or_else(|| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "missing listen element"))
}

impl Builder<'_> {
    pub fn graphics(&mut self) -> Result<()> {
        let def = self.def;
        for graphics in &def.devices.graphics {
            match graphics {
                Graphics::Sdl(sdl) => self.sdl(sdl),
                Graphics::Vnc(vnc) => self.vnc(vnc)?,
                Graphics::Spice(spice) => self.spice(spice)?,
                Graphics::EglHeadless { rendernode } => {
                    let node = rendernode.as_deref().map(|n| format!(",rendernode={}", comma(n)));
                    self.option("-display", format!("egl-headless{}", node.unwrap_or_default()));
                }
                Graphics::Dbus(dbus) => self.dbus(dbus)?,
                Graphics::Rdp(_) => {}
                Graphics::Desktop { .. } => {
                    bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "unsupported graphics type 'desktop'")
                }
            }
        }
        Ok(())
    }

    fn sdl(&mut self, sdl: &SdlGraphics) {
        if let Some(xauth) = &sdl.xauth {
            self.env("XAUTHORITY", xauth);
        }
        if let Some(display) = &sdl.display {
            self.env("DISPLAY", display);
        }
        if sdl.fullscreen {
            self.arg("-full-screen");
        }
        self.option("-display", format!("sdl{}", switch("gl", sdl.gl)));
    }

    fn vnc(&mut self, vnc: &VncGraphics) -> Result<()> {
        let audio = self.audio_id(vnc.audio.map(|a| a.id).unwrap_or_default())?;
        let settings = self.context.settings;
        let listen = first_listen(&vnc.listens)?;
        let mut text = match listen.kind {
            ListenType::Socket => format!("vnc=unix:{}", comma(listen.socket.as_deref().unwrap_or_default())),
            ListenType::None => "none".to_owned(),
            ListenType::Address | ListenType::Network => {
                if !vnc.autoport && !(VNC_BASE..=65535).contains(&vnc.port) {
                    bail!(
                        VIR_FROM_QEMU,
                        VIR_ERR_CONFIG_UNSUPPORTED,
                        "vnc port must be in range [5900,65535]"
                    );
                }
                let address = listen.address.as_deref().unwrap_or_default();
                let address = if address.contains(':') { format!("[{address}]") } else { address.to_owned() };
                let display = vnc.port - VNC_BASE;
                match vnc.websocket {
                    0 => format!("{address}:{display}"),
                    websocket => format!("{address}:{display},websocket={websocket}"),
                }
            }
        };
        if let Some(policy) = vnc.share_policy {
            text += &format!(",share={}", policy.as_str());
        }
        if vnc.auth.passwd.is_some() || settings.vnc_password.is_some() {
            text += ",password=on";
        }
        if settings.vnc_tls {
            text += &format!(",tls-creds={}", self.vnc_credentials()?);
        }
        if settings.vnc_sasl {
            text += ",sasl=on";
            if let Some(folder) = &settings.vnc_sasl_dir {
                self.env("SASL_CONF_PATH", folder);
            }
        }
        text += &switch("power-control", vnc.power_control);
        text += &format!(",audiodev={audio}");
        self.option("-vnc", text);
        if let Some(keymap) = &vnc.keymap {
            self.option("-k", keymap);
        }
        Ok(())
    }

    fn vnc_credentials(&mut self) -> Result<String> {
        const ID: &str = "vnc-tls-creds0";
        let settings = self.context.settings;
        let uuid = settings.vnc_tls_x509_secret_uuid.as_deref();
        let uuid = uuid.or(settings.default_tls_x509_secret_uuid.as_deref());
        let password = tls::password(uuid, ID, self.context)?;
        if let Some(password) = &password {
            self.object(&block::secret_object(password));
        }
        let folder = settings.vnc_tls_x509_cert_dir.as_deref();
        let folder =
            folder.or(settings.default_tls_x509_cert_dir.as_deref()).unwrap_or("/etc/pki/libvirt-vnc");
        let verify = settings.vnc_tls_x509_verify.unwrap_or(settings.default_tls_x509_verify);
        self.object(&tls::credentials(ID, folder, Some(verify), password.as_ref()));
        Ok(ID.to_owned())
    }

    fn spice(&mut self, spice: &SpiceGraphics) -> Result<()> {
        let settings = self.context.settings;
        let listen = first_listen(&spice.listens)?;
        let mut parts: Vec<String> = Vec::new();
        let mut secure = false;
        let insecure;
        match listen.kind {
            ListenType::Socket => {
                parts.push(format!("unix=on,addr={}", comma(listen.socket.as_deref().unwrap_or_default())));
                insecure = true;
            }
            ListenType::None => {
                parts.push("port=0".to_owned());
                insecure = true;
            }
            ListenType::Address | ListenType::Network => {
                insecure = spice.port > 0;
                secure = spice.tls_port > 0;
                if insecure {
                    parts.push(format!("port={}", spice.port));
                }
                if secure {
                    parts.push(format!("tls-port={}", spice.tls_port));
                }
                if let Some(address) = listen.address.as_deref().filter(|_| secure || insecure) {
                    parts.push(format!("addr={address}"));
                }
            }
        }
        if settings.spice_sasl {
            parts.push("sasl=on".to_owned());
            if let Some(folder) = &settings.spice_sasl_dir {
                self.env("SASL_CONF_PATH", folder);
            }
        }
        if let Some(mode) = spice.mouse {
            parts.push(format!("agent-mouse={}", on_off(mode == MouseMode::Client)));
        }
        if spice.auth.passwd.is_none() && settings.spice_password.is_none() {
            parts.push("disable-ticketing=on".to_owned());
        }
        if secure {
            let folder = settings.spice_tls_x509_cert_dir.as_deref();
            let folder =
                folder.or(settings.default_tls_x509_cert_dir.as_deref()).unwrap_or("/etc/pki/libvirt-spice");
            parts.push(format!("x509-dir={}", comma(folder)));
        }
        spice_channels(spice, secure, insecure, &mut parts)?;
        spice_streams(spice, &mut parts);
        self.option("-spice", parts.join(","));
        if let Some(keymap) = &spice.keymap {
            self.option("-k", keymap);
        }
        Ok(())
    }

    fn dbus(&mut self, dbus: &DbusGraphics) -> Result<()> {
        let mut text = match dbus.p2p {
            true => "dbus,p2p=on".to_owned(),
            false => format!("dbus,addr={}", comma(dbus.address.as_deref().unwrap_or_default())),
        };
        if !dbus.p2p && dbus.address.as_deref() == Some(&self.context.domain.dbus_address()) {
            self.dbus_daemon()?;
        }
        text += &switch("gl", dbus.gl);
        if let Some(node) = &dbus.rendernode {
            text += &format!(",rendernode={}", comma(node));
        }
        if let Some(audio) = dbus.audio.filter(|a| a.id > 0) {
            text += &format!(",audiodev={}", self.audio_id(audio.id)?);
        }
        self.option("-display", text);
        Ok(())
    }
}

/// Which channels are encrypted.
fn spice_channels(
    spice: &SpiceGraphics,
    secure: bool,
    insecure: bool,
    parts: &mut Vec<String>,
) -> Result<()> {
    let refuse = |text: &str| -> Result<()> { bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "{text}") };
    match spice.default_mode {
        SpiceChannelMode::Secure if !secure => refuse(
            "spice defaultMode secure requested in XML configuration, but TLS connection is not available",
        )?,
        SpiceChannelMode::Secure => parts.push("tls-channel=default".to_owned()),
        SpiceChannelMode::Insecure if !insecure => refuse(
            "spice defaultMode insecure requested in XML configuration, but plaintext connection is not available",
        )?,
        SpiceChannelMode::Insecure => parts.push("plaintext-channel=default".to_owned()),
        SpiceChannelMode::Any => {}
    }
    let mut channels = spice.channels.clone();
    channels.sort_by_key(|(name, _)| *name);
    for (name, mode) in channels {
        match mode {
            SpiceChannelMode::Secure if !secure => {
                refuse(
                    "spice secure channels set in XML configuration, but TLS connection is not available",
                )?;
            }
            SpiceChannelMode::Secure => parts.push(format!("tls-channel={}", name.as_str())),
            SpiceChannelMode::Insecure if !insecure => refuse(
                "spice insecure channels set in XML configuration, but plaintext connection is not available",
            )?,
            SpiceChannelMode::Insecure => parts.push(format!("plaintext-channel={}", name.as_str())),
            SpiceChannelMode::Any => {}
        }
    }
    Ok(())
}

/// How pictures and sound are sent.
fn spice_streams(spice: &SpiceGraphics, parts: &mut Vec<String>) {
    let words = [
        ("image-compression", spice.image.map(|v| v.as_str())),
        ("jpeg-wan-compression", spice.jpeg.map(|v| v.as_str())),
        ("zlib-glz-wan-compression", spice.zlib.map(|v| v.as_str())),
        ("playback-compression", spice.playback.map(on_off)),
        ("streaming-video", spice.streaming.map(|v| v.as_str())),
        ("disable-copy-paste", spice.copypaste.filter(|on| !on).map(|_| "on")),
        ("disable-agent-file-xfer", spice.filetransfer.filter(|on| !on).map(|_| "on")),
    ];
    parts.extend(words.iter().filter_map(|(name, word)| word.map(|word| format!("{name}={word}"))));
    if spice.gl == Some(true) {
        parts.push("gl=on".to_owned());
        if let Some(node) = &spice.rendernode {
            parts.push(format!("rendernode={}", comma(node)));
        }
    }
    parts.push("seamless-migration=on".to_owned());
}

//! Writing `<graphics>`.

use super::{
    DbusGraphics, Graphics, Listen, ListenType, RdpGraphics, SdlGraphics, SpiceChannelMode, SpiceGraphics,
    VncGraphics,
};
use crate::domain::devices::driver::AudioRef;
use crate::domain::words::prelude::*;

fn optional(w: &mut Writer, name: &str, value: &Option<String>) {
    if let Some(value) = value {
        w.attr(name, value);
    }
}

fn word_child(w: &mut Writer, child: &str, attr: &str, word: Option<&str>) {
    if let Some(word) = word {
        w.element(child, true, |w| w.attr(attr, word), |_| ());
    }
}

fn yes_no(value: Option<bool>) -> Option<&'static str> {
    value.map(|v| if v { "yes" } else { "no" })
}

fn write_gl(gl: Option<bool>, rendernode: &Option<String>, w: &mut Writer) {
    let attrs = |w: &mut Writer| {
        if let Some(gl) = &gl {
            w.attr_value::<Plain, bool>("enable", gl);
        }
        optional(w, "rendernode", rendernode);
    };
    w.element("gl", false, attrs, |_| ());
}

fn write_audio(audio: Option<&AudioRef>, w: &mut Writer) {
    if let Some(audio) = audio {
        audio.write("audio", true, w);
    }
}

impl Graphics {
    pub(super) fn write_attrs(&self, w: &mut Writer) {
        w.attr("type", self.type_name());
        match self {
            Self::Sdl(SdlGraphics { display, xauth, fullscreen, .. }) => {
                optional(w, "display", display);
                optional(w, "xauth", xauth);
                if *fullscreen {
                    w.attr("fullscreen", "yes");
                }
            }
            Self::Vnc(vnc) => vnc.write_attrs(w),
            Self::Rdp(rdp) => rdp.write_attrs(w),
            Self::Desktop { display, fullscreen } => {
                optional(w, "display", display);
                if *fullscreen {
                    w.attr("fullscreen", "yes");
                }
            }
            Self::Spice(spice) => spice.write_attrs(w),
            Self::EglHeadless { .. } => {}
            Self::Dbus(DbusGraphics { p2p, address, .. }) => {
                if *p2p {
                    w.attr("p2p", "yes");
                }
                optional(w, "address", address);
            }
        }
    }

    pub(super) fn write_children(&self, w: &mut Writer) {
        match self {
            Self::Sdl(sdl) => write_gl(sdl.gl, &None, w),
            Self::Vnc(vnc) => {
                Listen::write_all(&vnc.listens, "vnc", w);
                write_audio(vnc.audio.as_ref(), w);
            }
            Self::Rdp(rdp) => Listen::write_all(&rdp.listens, "rdp", w),
            Self::Desktop { .. } => {}
            Self::Spice(spice) => spice.write_children(w),
            Self::EglHeadless { rendernode } => write_gl(None, rendernode, w),
            Self::Dbus(dbus) => {
                write_gl(dbus.gl, &dbus.rendernode, w);
                write_audio(dbus.audio.as_ref(), w);
            }
        }
    }
}

impl VncGraphics {
    fn write_attrs(&self, w: &mut Writer) {
        let inactive = !live(w.view());
        match self.listens.first() {
            Some(listen) if listen.kind == ListenType::Socket => {
                let hidden = (listen.auto_generated || listen.from_config) && w.view().has(view::MIGRATABLE);
                if let Some(socket) = listen.socket.as_ref().filter(|_| !hidden) {
                    w.attr("socket", socket);
                }
            }
            Some(listen) if matches!(listen.kind, ListenType::Address | ListenType::Network) => {
                if self.port != 0 && (!self.autoport || !inactive) {
                    w.attr_display("port", self.port);
                } else if self.autoport {
                    w.attr("port", "-1");
                }
                w.attr("autoport", if self.autoport { "yes" } else { "no" });
                if self.websocket_generated && inactive {
                    w.attr("websocket", "-1");
                } else if self.websocket != 0 {
                    w.attr_display("websocket", self.websocket);
                }
                if view::status(w.view()) {
                    w.attr("websocketGenerated", if self.websocket_generated { "yes" } else { "no" });
                }
                if let Some(wait) = &self.wait {
                    w.attr_value::<Plain, bool>("wait", wait);
                }
                listen.write_compat(w);
            }
            _ => {}
        }
        optional(w, "keymap", &self.keymap);
        if let Some(policy) = self.share_policy {
            w.attr("sharePolicy", policy.as_str());
        }
        if let Some(control) = &self.power_control {
            w.attr_value::<Plain, bool>("powerControl", control);
        }
        self.auth.write(w);
    }
}

impl RdpGraphics {
    fn write_attrs(&self, w: &mut Writer) {
        if self.port != 0 {
            w.attr_display("port", self.port);
        } else if self.autoport {
            w.attr("port", "0");
        }
        for (name, value) in
            [("autoport", self.autoport), ("replaceUser", self.replace_user), ("multiUser", self.multi_user)]
        {
            if value {
                w.attr(name, "yes");
            }
        }
        if let Some(listen) = self.listens.first() {
            listen.write_compat(w);
        }
        self.auth.write(w);
    }
}

impl SpiceGraphics {
    fn write_attrs(&self, w: &mut Writer) {
        let migratable = w.view().has(view::MIGRATABLE);
        if let Some(listen) = self.listens.first() {
            match listen.kind {
                ListenType::Address | ListenType::Network => {
                    for (name, port) in [("port", self.port), ("tlsPort", self.tls_port)] {
                        if port != 0 {
                            w.attr_display(name, port);
                        }
                    }
                    w.attr("autoport", if self.autoport { "yes" } else { "no" });
                    listen.write_compat(w);
                }
                ListenType::None if migratable => w.attr("autoport", "no"),
                ListenType::Socket if migratable && listen.from_config => w.attr("autoport", "yes"),
                ListenType::None | ListenType::Socket => {}
            }
        }
        optional(w, "keymap", &self.keymap);
        if self.default_mode != SpiceChannelMode::Any {
            w.attr("defaultMode", self.default_mode.as_str());
        }
        self.auth.write(w);
    }

    fn write_children(&self, w: &mut Writer) {
        Listen::write_all(&self.listens, "spice", w);
        for (name, mode) in &self.channels {
            let attrs = |w: &mut Writer| {
                w.attr("name", name.as_str());
                w.attr("mode", mode.as_str());
            };
            w.element("channel", true, attrs, |_| ());
        }
        word_child(w, "image", "compression", self.image.map(|i| i.as_str()));
        word_child(w, "jpeg", "compression", self.jpeg.map(|c| c.as_str()));
        word_child(w, "zlib", "compression", self.zlib.map(|c| c.as_str()));
        let on_off = self.playback.map(|on| if on { "on" } else { "off" });
        word_child(w, "playback", "compression", on_off);
        word_child(w, "streaming", "mode", self.streaming.map(|s| s.as_str()));
        word_child(w, "mouse", "mode", self.mouse.map(|m| m.as_str()));
        word_child(w, "clipboard", "copypaste", yes_no(self.copypaste));
        word_child(w, "filetransfer", "enable", yes_no(self.filetransfer));
        write_gl(self.gl, &self.rendernode, w);
    }
}

//! `<audio>`: where the guest's sound goes on the host.

use crate::domain::words::prelude::*;

words! {
    /// Drivers of SDL.
    pub SdlDriver { Esd, Alsa, Arts, Pulseaudio }
    /// Format of samples.
    pub SampleFormat { U8, S8, U16, S16, U32, S32, F32 }
}

/// `<audio>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audio {
    pub id: u32,
    pub backend: AudioBackend,
    /// Microseconds; 0 when not given.
    pub timer_period: u32,
    pub input: AudioIo,
    pub output: AudioIo,
}

/// The `type` and its own settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AudioBackend {
    None,
    Alsa,
    Coreaudio,
    Jack,
    Oss { try_mmap: Option<bool>, exclusive: Option<bool>, dsp_policy: Option<i32> },
    Pulseaudio { server_name: Option<String> },
    Sdl { driver: Option<SdlDriver> },
    Spice,
    File { path: Option<String> },
    Dbus,
    Pipewire { runtime_dir: Option<String> },
}

/// `<input>` or `<output>`; numbers are 0 when not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AudioIo {
    pub mixing_engine: Option<bool>,
    pub fixed_settings: Option<bool>,
    pub voices: u32,
    pub buffer_length: u32,
    /// With fixed settings.
    pub frequency: u32,
    pub channels: u32,
    pub format: Option<SampleFormat>,
    pub backend: AudioIoBackend,
}

/// What the kind of backend adds to a direction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AudioIoBackend {
    /// ALSA, OSS.
    pub dev: Option<String>,
    /// CoreAudio, OSS, SDL.
    pub buffer_count: u32,
    /// OSS.
    pub try_poll: Option<bool>,
    /// JACK.
    pub server_name: Option<String>,
    pub client_name: Option<String>,
    pub connect_ports: Option<String>,
    pub exact_name: Option<bool>,
    /// PulseAudio, PipeWire.
    pub name: Option<String>,
    pub stream_name: Option<String>,
    pub latency: u32,
}

const TYPES: &[&str] =
    &["none", "alsa", "coreaudio", "jack", "oss", "pulseaudio", "sdl", "spice", "file", "dbus", "pipewire"];

impl AudioBackend {
    /// The `type` attribute.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Alsa => "alsa",
            Self::Coreaudio => "coreaudio",
            Self::Jack => "jack",
            Self::Oss { .. } => "oss",
            Self::Pulseaudio { .. } => "pulseaudio",
            Self::Sdl { .. } => "sdl",
            Self::Spice => "spice",
            Self::File { .. } => "file",
            Self::Dbus => "dbus",
            Self::Pipewire { .. } => "pipewire",
        }
    }

    fn read(kind: &str, node: Node<'_>) -> Result<Self> {
        let owned = |name| node.attr(name).map(str::to_owned);
        Ok(match kind {
            "alsa" => Self::Alsa,
            "coreaudio" => Self::Coreaudio,
            "jack" => Self::Jack,
            "oss" => {
                let try_mmap = node.value::<Plain, bool>("tryMMap", None)?;
                let exclusive = node.value::<Plain, bool>("exclusive", None)?;
                let dsp_policy = node.value::<Plain, i32>("dspPolicy", None)?;
                if let Some(policy) = dsp_policy.filter(|p| *p < 0) {
                    return Err(node.invalid(format!("cannot parse 'dspPolicy' value '{policy}'")));
                }
                Self::Oss { try_mmap, exclusive, dsp_policy }
            }
            "pulseaudio" => Self::Pulseaudio { server_name: owned("serverName") },
            "sdl" => Self::Sdl { driver: node.value::<Plain, SdlDriver>("driver", None)? },
            "spice" => Self::Spice,
            "file" => Self::File { path: owned("path") },
            "dbus" => Self::Dbus,
            "pipewire" => Self::Pipewire { runtime_dir: owned("runtimeDir") },
            _ => Self::None,
        })
    }

    fn write(&self, w: &mut Writer) {
        let text = |w: &mut Writer, name: &str, value: &Option<String>| {
            if let Some(value) = value {
                w.attr(name, value);
            }
        };
        match self {
            Self::Oss { try_mmap, exclusive, dsp_policy } => {
                for (name, value) in [("tryMMap", try_mmap), ("exclusive", exclusive)] {
                    if let Some(value) = value {
                        w.attr_value::<Plain, bool>(name, value);
                    }
                }
                if let Some(policy) = dsp_policy {
                    w.attr_display("dspPolicy", policy);
                }
            }
            Self::Pulseaudio { server_name } => text(w, "serverName", server_name),
            Self::Sdl { driver: Some(driver) } => w.attr("driver", driver.as_str()),
            Self::File { path } => text(w, "path", path),
            Self::Pipewire { runtime_dir } => text(w, "runtimeDir", runtime_dir),
            _ => {}
        }
    }
}

impl AudioIo {
    fn read(kind: &str, node: Node<'_>) -> Result<Self> {
        let number = |name| node.value::<NonZero, u32>(name, None).map(Option::unwrap_or_default);
        let mut io = Self {
            mixing_engine: node.value::<Plain, bool>("mixingEngine", None)?,
            fixed_settings: node.value::<Plain, bool>("fixedSettings", None)?,
            ..Self::default()
        };
        if io.fixed_settings == Some(true) && io.mixing_engine != Some(true) {
            return Err(node.unsupported("fixed audio settings requires mixing engine"));
        }
        (io.voices, io.buffer_length) = (number("voices")?, number("bufferLength")?);
        if let Some(settings) = node.child("settings") {
            if io.fixed_settings != Some(true) {
                return Err(settings
                    .unsupported("audio settings specified without fixed settings flag")
                    .beyond_schema());
            }
            let number = |name| settings.value::<NonZero, u32>(name, None).map(Option::unwrap_or_default);
            (io.frequency, io.channels) = (number("frequency")?, number("channels")?);
            io.format = settings.value::<Plain, SampleFormat>("format", None)?;
        }
        io.backend = AudioIoBackend::read(kind, node)?;
        Ok(io)
    }

    fn write(&self, name: &str, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            for (name, value) in
                [("mixingEngine", &self.mixing_engine), ("fixedSettings", &self.fixed_settings)]
            {
                if let Some(value) = value {
                    w.attr_value::<Plain, bool>(name, value);
                }
            }
            for (name, value) in [("voices", self.voices), ("bufferLength", self.buffer_length)] {
                if value != 0 {
                    w.attr_display(name, value);
                }
            }
            self.backend.write(w);
        };
        let settings = |w: &mut Writer| {
            for (name, value) in [("frequency", self.frequency), ("channels", self.channels)] {
                if value != 0 {
                    w.attr_display(name, value);
                }
            }
            if let Some(format) = self.format {
                w.attr("format", format.as_str());
            }
        };
        let children = |w: &mut Writer| {
            if self.fixed_settings == Some(true) {
                w.element("settings", true, settings, |_| ());
            }
        };
        w.element(name, false, attrs, children);
    }
}

impl AudioIoBackend {
    fn read(kind: &str, node: Node<'_>) -> Result<Self> {
        let owned = |name| node.attr(name).map(str::to_owned);
        let number = |name| node.value::<Plain, u32>(name, None).map(Option::unwrap_or_default);
        let mut io = Self::default();
        match kind {
            "alsa" => io.dev = owned("dev"),
            "coreaudio" | "sdl" => io.buffer_count = number("bufferCount")?,
            "jack" => {
                io.server_name = owned("serverName");
                io.client_name = owned("clientName");
                io.connect_ports = owned("connectPorts");
                io.exact_name = node.value::<Plain, bool>("exactName", None)?;
            }
            "oss" => {
                io.dev = owned("dev");
                io.try_poll = node.value::<Plain, bool>("tryPoll", None)?;
                io.buffer_count = number("bufferCount")?;
            }
            "pulseaudio" | "pipewire" => {
                (io.name, io.stream_name) = (owned("name"), owned("streamName"));
                io.latency = match kind {
                    "pipewire" => node.value::<NonZero, u32>("latency", None)?.unwrap_or_default(),
                    _ => number("latency")?,
                };
            }
            _ => {}
        }
        Ok(io)
    }

    fn write(&self, w: &mut Writer) {
        let texts = [
            ("dev", &self.dev),
            ("serverName", &self.server_name),
            ("clientName", &self.client_name),
            ("connectPorts", &self.connect_ports),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                w.attr(name, value);
            }
        }
        if let Some(exact) = &self.exact_name {
            w.attr_value::<Plain, bool>("exactName", exact);
        }
        if self.buffer_count != 0 {
            w.attr_display("bufferCount", self.buffer_count);
        }
        if let Some(poll) = &self.try_poll {
            w.attr_value::<Plain, bool>("tryPoll", poll);
        }
        for (name, value) in [("name", &self.name), ("streamName", &self.stream_name)] {
            if let Some(value) = value {
                w.attr(name, value);
            }
        }
        if self.latency != 0 {
            w.attr_display("latency", self.latency);
        }
    }
}

impl Element for Audio {
    fn read(node: Node<'_>) -> Result<Self> {
        let kind = node.attr("type").ok_or_else(|| node.missing_attr("type", None))?;
        if !TYPES.contains(&kind) {
            return Err(node.bad_attr("type", kind, &format!("one of {}", TYPES.join(", ")), None));
        }
        let id = node.required::<NonZero, u32>("id", None)?;
        let timer_period = node.value::<NonZero, u32>("timerPeriod", None)?.unwrap_or_default();
        let io = |name| {
            node.child(name).map(|n| AudioIo::read(kind, n)).transpose().map(Option::unwrap_or_default)
        };
        let (input, output) = (io("input")?, io("output")?);
        Ok(Self { id, timer_period, input, output, backend: AudioBackend::read(kind, node)? })
    }
    fn attrs(&self, w: &mut Writer) {
        w.attr_display("id", self.id);
        w.attr("type", self.backend.type_name());
        if self.timer_period != 0 {
            w.attr_display("timerPeriod", self.timer_period);
        }
        self.backend.write(w);
    }
    fn children(&self, w: &mut Writer) {
        self.input.write("input", w);
        self.output.write("output", w);
    }
}

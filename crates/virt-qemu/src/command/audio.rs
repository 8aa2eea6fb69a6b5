//! Where the guest's sound goes, and its sound cards.

use crate::vocabulary::{Audio, AudioBackend, AudioIo, Sound, SoundCodecType, SoundModel};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::{Builder, alias};
use super::props::Props;
use super::virtio::{self, Generation};

impl Builder<'_> {
    pub fn audios(&mut self) {
        let def = self.def;
        for audio in &def.devices.audios {
            self.audio(audio);
        }
    }

    fn audio(&mut self, audio: &Audio) {
        let driver = match &audio.backend {
            AudioBackend::Pulseaudio { .. } => "pa",
            AudioBackend::File { .. } => "wav",
            other => other.type_name(),
        };
        let mut props = Props::new()
            .set("id", format!("audio{}", audio.id))
            .set("driver", driver)
            .nonzero("timer-period", audio.timer_period.into());
        match &audio.backend {
            AudioBackend::Oss { try_mmap, exclusive, dsp_policy } => {
                props = props
                    .opt("try-mmap", *try_mmap)
                    .opt("exclusive", *exclusive)
                    .opt("dsp-policy", *dsp_policy);
            }
            AudioBackend::Pulseaudio { server_name } => props = props.opt("server", server_name.as_deref()),
            AudioBackend::File { path } => props = props.opt("path", path.as_deref()),
            AudioBackend::Sdl { driver: Some(driver) } => self.env("SDL_AUDIODRIVER", driver.as_str()),
            AudioBackend::Pipewire { runtime_dir } => self.pipewire_env(runtime_dir.as_deref()),
            _ => {}
        }
        for (name, io) in [("in", &audio.input), ("out", &audio.output)] {
            let io = direction(&audio.backend, io);
            props = props.opt(name, Some(io).filter(|io| !io.is_empty()));
        }
        self.option("-audiodev", props.to_string());
    }

    fn pipewire_env(&mut self, runtime_dir: Option<&str>) {
        self.pass_env("PIPEWIRE_CORE");
        self.pass_env("PIPEWIRE_REMOTE");
        if let Some(folder) = runtime_dir {
            self.env("PIPEWIRE_RUNTIME_DIR", folder);
            return;
        }
        for name in ["PIPEWIRE_RUNTIME_DIR", "XDG_RUNTIME_DIR", "USERPROFILE"] {
            if let Some(value) = self.context.host.env(name) {
                self.env(name, value);
                break;
            }
        }
    }

    /// The id of an audio backend; 0 stands for the first.
    pub fn audio_id(&self, id: u32) -> Result<String> {
        let audios = &self.def.devices.audios;
        let found = if id == 0 { audios.first() } else { audios.iter().find(|a| a.id == id) };
        match found {
            Some(audio) => Ok(format!("audio{}", audio.id)),
            None => {
                bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unable to find audio backend for sound device")
            }
        }
    }

    pub fn sounds(&mut self) -> Result<()> {
        let def = self.def;
        for sound in def.devices.sounds.iter().filter(|s| s.model != SoundModel::Pcspk) {
            self.sound(sound)?;
        }
        Ok(())
    }

    fn sound(&mut self, sound: &Sound) -> Result<()> {
        let id = alias(&sound.info);
        let audio = self.audio_id(sound.audio.map(|a| a.id).unwrap_or_default())?;
        let with_codecs = sound.model.has_codecs();
        let name = match sound.model {
            SoundModel::Es1370 => "ES1370",
            SoundModel::Ac97 => "AC97",
            SoundModel::Ich6 => "intel-hda",
            SoundModel::Usb => "usb-audio",
            SoundModel::Ich9 => "ich9-intel-hda",
            SoundModel::Sb16 => "sb16",
            SoundModel::Virtio => "virtio-sound",
            SoundModel::Pcspk | SoundModel::Ich7 => bail!(
                VIR_FROM_QEMU,
                VIR_ERR_INTERNAL_ERROR,
                "sound card model '{}' is not supported by qemu",
                sound.model.as_str()
            ),
        };
        let props = match sound.model {
            SoundModel::Virtio => {
                let virtio = Some(&sound.virtio);
                virtio::device(name, &sound.info, virtio, Generation::Both, self.context.caps)?
            }
            _ => Props::device(name),
        };
        let props = props
            .set("id", id)
            .opt("audiodev", Some(audio.as_str()).filter(|_| !with_codecs))
            .opt("multi", sound.multichannel.filter(|_| sound.model == SoundModel::Usb))
            .nonzero(
                "streams",
                sound.streams.filter(|_| sound.model == SoundModel::Virtio).unwrap_or_default().into(),
            )
            .extend(self.address(&sound.info)?);
        self.device_at(&sound.info, props);
        if !with_codecs {
            return Ok(());
        }
        let codecs: Vec<SoundCodecType> = match sound.codecs.is_empty() {
            true => vec![SoundCodecType::Duplex],
            false => sound.codecs.iter().map(|c| c.kind).collect(),
        };
        for (address, codec) in codecs.into_iter().enumerate() {
            let props = Props::device(format!("hda-{}", codec.as_str()))
                .set("id", format!("{id}-codec{address}"))
                .set("bus", format!("{id}.0"))
                .set("cad", address)
                .set("audiodev", audio.as_str());
            self.device(props);
        }
        Ok(())
    }
}

/// Settings of recording or of playing.
fn direction(backend: &AudioBackend, io: &AudioIo) -> Props {
    let fixed = io.fixed_settings == Some(true);
    let if_fixed = |value: u32| if fixed { u64::from(value) } else { 0 };
    let props = Props::new()
        .opt("mixing-engine", io.mixing_engine)
        .opt("fixed-settings", io.fixed_settings)
        .nonzero("voices", io.voices.into())
        .nonzero("buffer-length", io.buffer_length.into())
        .nonzero("frequency", if_fixed(io.frequency))
        .nonzero("channels", if_fixed(io.channels))
        .opt("format", io.format.filter(|_| fixed).map(|f| f.as_str()));
    let own = &io.backend;
    let stream = |props: Props| {
        props
            .opt("name", own.name.as_deref())
            .opt("stream-name", own.stream_name.as_deref())
            .nonzero("latency", own.latency.into())
    };
    match backend {
        AudioBackend::Alsa => props.opt("dev", own.dev.as_deref()),
        AudioBackend::Coreaudio | AudioBackend::Sdl { .. } => {
            props.nonzero("buffer-count", own.buffer_count.into())
        }
        AudioBackend::Jack => props
            .opt("server-name", own.server_name.as_deref())
            .opt("client-name", own.client_name.as_deref())
            .opt("connect-ports", own.connect_ports.as_deref())
            .opt("exact-name", own.exact_name),
        AudioBackend::Oss { .. } => props
            .opt("dev", own.dev.as_deref())
            .nonzero("buffer-count", own.buffer_count.into())
            .opt("try-poll", own.try_poll),
        AudioBackend::Pulseaudio { .. } | AudioBackend::Pipewire { .. } => stream(props),
        AudioBackend::None | AudioBackend::Spice | AudioBackend::File { .. } | AudioBackend::Dbus => props,
    }
}

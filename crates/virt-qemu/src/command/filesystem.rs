//! Shared folders.

use crate::vocabulary::{
    ChardevKind, ChardevSource, Filesystem, FsAccessMode, FsDriverType, FsModel, FsMultidevs, FsWrpolicy,
    SourceMode, UnixSource,
};
use virt_core::Result;

use super::builder::{Builder, alias};
use super::props::{Props, comma};
use super::virtio::{self, Generation};

impl Builder<'_> {
    pub fn filesystems(&mut self) -> Result<()> {
        let def = self.def;
        for fs in &def.devices.filesystems {
            match fs.driver.kind {
                FsDriverType::Default | FsDriverType::Path | FsDriverType::Handle => self.plan9(fs)?,
                FsDriverType::Virtiofs => self.virtiofs(fs)?,
                FsDriverType::Mtp => self.mtp(fs)?,
                FsDriverType::Loop | FsDriverType::Nbd | FsDriverType::Ploop => {}
            }
        }
        Ok(())
    }

    fn plan9(&mut self, fs: &Filesystem) -> Result<()> {
        let id = alias(&fs.info);
        self.option("-fsdev", fsdev(fs, id));
        let generation = match fs.model {
            Some(FsModel::VirtioTransitional) => Generation::Transitional,
            Some(FsModel::VirtioNonTransitional) => Generation::Modern,
            _ => Generation::Both,
        };
        let virtio = Some(&fs.driver.virtio);
        let props = virtio::device("virtio-9p", &fs.info, virtio, generation, self.context.caps)?
            .set("id", id)
            .set("fsdev", format!("fsdev-{id}"))
            .set("mount_tag", fs.target.as_deref().unwrap_or_default())
            .extend(self.address(&fs.info)?);
        self.device_at(&fs.info, props);
        Ok(())
    }

    /// Socket of the daemon that serves a folder.
    pub fn virtiofs_socket(&self, fs: &Filesystem) -> String {
        match &fs.source.socket {
            Some(socket) => socket.clone(),
            None => self.context.domain.file(&format!("{}-fs.sock", alias(&fs.info))),
        }
    }

    fn virtiofs(&mut self, fs: &Filesystem) -> Result<()> {
        let id = alias(&fs.info);
        let chardev = format!("chr-vu-{id}");
        let socket = self.virtiofs_socket(fs);
        if fs.source.socket.is_none() {
            self.virtiofsd(fs, id, &socket)?;
        }
        let source = ChardevSource::new(ChardevKind::Unix(UnixSource {
            mode: SourceMode::Connect,
            path: Some(socket),
            reconnect: None,
        }));
        self.chardev(&source, &chardev)?;
        let virtio = Some(&fs.driver.virtio);
        let props = virtio::device("vhost-user-fs", &fs.info, virtio, Generation::Both, self.context.caps)?
            .set("id", id)
            .set("chardev", chardev)
            .nonzero("queue-size", fs.driver.queue)
            .set("tag", fs.target.as_deref().unwrap_or_default())
            .nonzero("bootindex", fs.info.boot_order().unwrap_or_default().into())
            .extend(self.address(&fs.info)?);
        self.device_at(&fs.info, props);
        Ok(())
    }

    fn mtp(&mut self, fs: &Filesystem) -> Result<()> {
        let props = Props::device("usb-mtp")
            .set("id", alias(&fs.info))
            .set("rootdir", fs.source.path.as_deref().unwrap_or_default())
            .set("desc", fs.target.as_deref().unwrap_or_default())
            .set("readonly", fs.readonly)
            .extend(self.address(&fs.info)?);
        self.device(props);
        Ok(())
    }
}

fn fsdev(fs: &Filesystem, id: &str) -> String {
    let mut text = String::new();
    if fs.driver.kind == FsDriverType::Handle {
        text += "handle";
    } else {
        text += match fs.accessmode {
            Some(FsAccessMode::Mapped) => "local,security_model=mapped",
            Some(FsAccessMode::Passthrough) => "local,security_model=passthrough",
            Some(FsAccessMode::Squash) => "local,security_model=none",
            None => "local",
        };
        text += match fs.multidevs {
            FsMultidevs::Remap => ",multidevs=remap",
            FsMultidevs::Forbid => ",multidevs=forbid",
            FsMultidevs::Warn => ",multidevs=warn",
            FsMultidevs::Default => "",
        };
        for (name, mode) in [("fmode", fs.fmode), ("dmode", fs.dmode)] {
            if mode != 0 {
                text += &format!(",{name}={mode:04o}");
            }
        }
    }
    if fs.driver.wrpolicy != FsWrpolicy::Default {
        text += &format!(",writeout={}", fs.driver.wrpolicy.as_str());
    }
    text += &format!(",id=fsdev-{id},path={}", comma(fs.source.path.as_deref().unwrap_or_default()));
    if fs.readonly {
        text += ",readonly";
    }
    text
}

//! SD cards: their machines' own controllers know `-drive` only.

use crate::vocabulary::{
    DetectZeroes, Discard, Disk, DiskCache, EncryptionFormat, StorageFormat, StorageKind,
};
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::block::{self, Image, chain};
use super::builder::{Builder, alias};
use super::context::Context;
use super::props::{Props, comma, on_off};

/// The image in a card.
pub fn image<'a>(disk: &'a Disk, context: &Context<'_>) -> Result<Image<'a>> {
    let mut image = Image::new(&disk.source, chain::format(disk), alias(&disk.info).to_owned());
    image.auth = disk.source_auth();
    image.encryption = disk.source_encryption();
    image.usage.io = disk.driver.io;
    chain::complete(&mut image, context)?;
    Ok(image)
}

/// `-drive if=sd`.
pub fn build(builder: &mut Builder<'_>, disk: &Disk) -> Result<()> {
    let context = builder.context;
    let image = image(disk, context)?;
    builder.nbdkit_helper(&image)?;
    for object in image.secret_objects() {
        builder.object(&object);
    }
    let mut text = match block::actual(&disk.source) {
        StorageKind::File { .. } | StorageKind::Block { .. } => {
            format!("file={},", comma(disk.source.path().unwrap_or_default()))
        }
        StorageKind::Dir { .. } => format!("file=fat:{},", comma(disk.source.path().unwrap_or_default())),
        StorageKind::Network(_) => {
            let file = block::protocol_props(&image, context)?;
            format!("{},", Props::new().set("file", file).keyval())
        }
        _ => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unsupported storage type for this code path"),
    };
    let luks = image.is_luks();
    if let Some(secret) = image.encryption_secrets.first() {
        let format = image.encryption.map(|e| e.format);
        if luks {
            text += &format!("key-secret={},", secret.id);
        } else if image.format == StorageFormat::Qcow2 && format == Some(EncryptionFormat::Luks) {
            text += &format!("encrypt.format=luks,encrypt.key-secret={},", secret.id);
        }
    }
    if !matches!(block::actual(&disk.source), StorageKind::Dir { .. }) {
        let format = if luks { "luks" } else { image.format.as_str() };
        text += &format!("format={format},");
    }
    text += &format!("if=sd,index={}", crate::vocabulary::disk_name_to_index(disk.dst()).unwrap_or_default());
    if chain::is_readonly(disk) {
        text += ",readonly=on";
    }
    if !disk.source.is_empty() {
        text += &options(disk);
    }
    builder.option("-drive", text);
    Ok(())
}

fn options(disk: &Disk) -> String {
    let mut text = String::new();
    let cache = chain::cache(disk);
    if cache != DiskCache::Default {
        text += &format!(",cache={}", cache.as_str());
    }
    if let Some(copy) = disk.driver.copy_on_read {
        text += &format!(",copy-on-read={}", on_off(copy));
    }
    if let Some(discard) = disk.driver.discard {
        text += &format!(",discard={}", discard.as_str());
    }
    let zeroes = match disk.driver.detect_zeroes {
        Some(DetectZeroes::Unmap) if disk.driver.discard != Some(Discard::Unmap) => Some(DetectZeroes::On),
        zeroes => zeroes,
    };
    if let Some(zeroes) = zeroes {
        text += &format!(",detect-zeroes={}", zeroes.as_str());
    }
    if let Some(io) = disk.driver.io {
        text += &format!(",aio={}", io.as_str());
    }
    text
}

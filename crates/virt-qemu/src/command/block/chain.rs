//! The images of a disk, top first.

use crate::vocabulary::{
    BackingStore, Disk, DiskCache, DiskDevice, NetProtocol, StorageAuth, StorageFormat, StorageKind,
    StorageSource,
};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INVALID_ARG, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::image::{Below, Image, Use};
use super::numbers::DiskNumbers;
use super::secret::{SealedSecret, secret_object};
use crate::capabilities::Flag;
use crate::command::context::{Context, SecretUsage};
use crate::command::helper::nbdkit;
use crate::command::props::Props;
use crate::validate::storage::check_source;

/// The id of the persistent reservation helper that we run.
pub const MANAGED_PR: &str = "pr-helper0";

/// How a disk uses its images; `top` are those that the disk's own settings are for.
fn usage(disk: &Disk, top: bool) -> Use {
    Use {
        cache: cache(disk),
        io: disk.driver.io,
        discard: disk.driver.discard,
        detect_zeroes: disk.driver.detect_zeroes.filter(|_| top),
        discard_no_unref: disk.driver.discard_no_unref,
        floppy: disk.device == DiskDevice::Floppy,
    }
}

/// The cache mode, which for shared disks is not up to QEMU.
pub fn cache(disk: &Disk) -> DiskCache {
    match disk.driver.cache {
        DiskCache::Default if disk.shareable && !is_readonly(disk) => DiskCache::None,
        cache => cache,
    }
}

/// Can the guest only read?
pub fn is_readonly(disk: &Disk) -> bool {
    disk.readonly || disk.device == DiskDevice::Cdrom
}

/// The format of the top image.
pub fn format(disk: &Disk) -> StorageFormat {
    let default = match (&disk.source.kind, super::actual(&disk.source)) {
        (StorageKind::Volume(_), StorageKind::Dir { .. }) => StorageFormat::Fat,
        _ => StorageFormat::Raw,
    };
    disk.driver.format.unwrap_or(default)
}

/// The images of a disk, top first, each followed by its data file.
pub fn images<'a>(disk: &'a Disk, numbers: &DiskNumbers, context: &Context<'_>) -> Result<Vec<Image<'a>>> {
    let mut images: Vec<Image<'a>> = Vec::new();
    let mut position = 0;
    let cache_size = disk.driver.metadata_cache.map(|c| c.max_size);
    let mut next: Option<Layer<'a>> = (!disk.source.is_empty()).then_some(Layer {
        source: &disk.source,
        format: format(disk),
        cache_size,
        below: disk.backing_store.as_ref(),
    });
    // The image above that waits to hear what is below it.
    let mut above: Option<usize> = None;
    while let Some(Layer { source, format, cache_size, below }) = next.take() {
        let number = numbers.images.get(position).copied().unwrap_or_default();
        let mut image = Image::new(source, format, format!("libvirt-{}", number.image));
        image.usage = usage(disk, position == 0);
        image.readonly = if position == 0 { is_readonly(disk) } else { true };
        image.cdrom = position == 0 && disk.device == DiskDevice::Cdrom && format == StorageFormat::Raw;
        image.below =
            if matches!(below, Some(BackingStore::End { .. })) { Below::Nothing } else { Below::Unknown };
        if position == 0 {
            image.auth = disk.source_auth();
            image.encryption = disk.source_encryption();
        }
        image.cache_size = cache_size;
        let data = source.data_store.as_deref().map(|store| {
            let prefix = format!("libvirt-{}", number.data.unwrap_or_default());
            let mut data = Image::new(&store.source, StorageFormat::Raw, prefix);
            data.usage = usage(disk, position == 0);
            data.readonly = image.readonly;
            data
        });
        complete(&mut image, context)?;
        let data = data.map(|mut data| complete(&mut data, context).map(|()| data)).transpose()?;
        image.data = data.as_ref().map(Image::node);
        if let Some(above) = above {
            images[above].below = Below::Node(image.node());
        }
        above = Some(images.len());
        images.push(image);
        images.extend(data);
        if let Some(BackingStore::Layer(layer)) = below {
            next = Some(Layer {
                source: &layer.source,
                format: layer.format,
                cache_size: layer.metadata_cache.map(|c| c.max_size),
                below: layer.backing_store.as_ref(),
            });
        }
        position += 1;
    }
    Ok(images)
}

/// One image of a chain, and what is said below it.
struct Layer<'a> {
    source: &'a StorageSource,
    format: StorageFormat,
    cache_size: Option<u64>,
    below: Option<&'a BackingStore>,
}

/// Decides what an image needs: a format node, secrets, credentials.
pub fn complete(image: &mut Image<'_>, context: &Context<'_>) -> Result<()> {
    image.has_format = !(image.is_raw() && context.caps.has(Flag::BLOCKJOB_BACKING_MASK_PROTOCOL));
    if let StorageKind::File { fdgroup: Some(group), .. } = super::actual(image.source) {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INVALID_ARG,
            "file descriptor group '{group}' was not associated with the domain"
        );
    }
    let encryption_id = if image.has_format { image.format_node() } else { image.storage_node() };
    if let Some(encryption) = image.encryption {
        for (index, secret) in encryption.secrets.iter().enumerate() {
            let id = format!("{encryption_id}-encryption-secret{index}");
            image.encryption_secrets.push(SealedSecret::look_up(
                context,
                id,
                &secret.secret,
                SecretUsage::Volume,
            )?);
        }
    }
    check_source(image.source, Some(image.format), image.readonly, image.encryption, context.caps)?;
    let storage = image.storage_node();
    image.nbdkit = nbdkit::choose(super::actual(image.source), &storage, context);
    if let Some(reservations) = &image.source.reservations {
        image.pr_manager = Some(match &reservations.source {
            Some(source) if !reservations.managed => {
                let id = format!("pr-helper-{storage}");
                image
                    .objects
                    .push(Props::object("pr-manager-helper", id.as_str()).set("path", source.path.as_str()));
                id
            }
            _ => MANAGED_PR.to_owned(),
        });
    }
    if image.nbdkit.is_none() {
        authenticate(image, &storage, context)?;
    }
    prepare_tls(image, &storage, context)
}

fn protocol(source: &StorageSource) -> Option<NetProtocol> {
    match super::actual(source) {
        StorageKind::Network(network) => Some(network.protocol),
        _ => None,
    }
}

pub fn usage_of(source: &StorageSource) -> SecretUsage {
    match protocol(source) {
        Some(NetProtocol::Rbd) => SecretUsage::Ceph,
        _ => SecretUsage::Iscsi,
    }
}

/// The secret of an `<auth>`.
pub fn auth_secret(
    auth: &StorageAuth,
    source: &StorageSource,
    id: String,
    context: &Context<'_>,
) -> Result<SealedSecret> {
    SealedSecret::look_up(context, id, &auth.secret, usage_of(source))
}

fn authenticate(image: &mut Image<'_>, storage: &str, context: &Context<'_>) -> Result<()> {
    if let Some(auth) = image.auth {
        let secret = auth_secret(auth, image.source, format!("{storage}-auth-secret0"), context)?;
        image.objects.push(secret_object(&secret));
        image.auth_secret = Some(secret);
    }
    if let StorageKind::Network(network) = super::actual(image.source)
        && !network.cookies.is_empty()
    {
        let id = format!("{storage}-httpcookie-secret0");
        let secret = SealedSecret::of_text(context, id, &network.cookie_header())?;
        image.objects.push(secret_object(&secret));
        image.cookie_secret = Some(secret);
    }
    Ok(())
}

fn prepare_tls(image: &mut Image<'_>, storage: &str, context: &Context<'_>) -> Result<()> {
    let StorageKind::Network(network) = super::actual(image.source) else { return Ok(()) };
    let settings = context.settings;
    let (folder, secret, missing) = match network.protocol {
        NetProtocol::Nbd if network.tls.unwrap_or(settings.nbd_tls) => (
            settings.nbd_tls_x509_cert_dir.as_deref(),
            settings.nbd_tls_x509_secret_uuid.as_deref(),
            (!context.caps.has(Flag::NBD_TLS)).then_some("this qemu does not support TLS transport for NBD"),
        ),
        NetProtocol::Vxhs if network.tls.unwrap_or(settings.vxhs_tls) => {
            (settings.vxhs_tls_x509_cert_dir.as_deref(), settings.vxhs_tls_x509_secret_uuid.as_deref(), None)
        }
        NetProtocol::Nbd | NetProtocol::Vxhs => return Ok(()),
        other if network.tls == Some(true) => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_CONFIG_UNSUPPORTED,
            "TLS transport is not supported for disk protocol '{}'",
            other.as_str()
        ),
        _ => return Ok(()),
    };
    if let Some(missing) = missing {
        bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "{missing}");
    }
    let id = format!("obj{storage}_tls0");
    let default = || settings.default_tls_x509_cert_dir.as_deref().unwrap_or("/etc/pki/qemu");
    let password = crate::command::tls::password(secret, &id, context)?;
    image.objects.extend(password.iter().map(secret_object));
    let folder = folder.unwrap_or_else(default).to_owned();
    image.objects.push(crate::command::tls::credentials(&id, &folder, None, password.as_ref()));
    image.tls_creds = Some(id);
    Ok(())
}

//! Sources of images.

use virt_core::Result;

use super::refuse::refuse;
use crate::capabilities::{Flag, QemuCaps};
use crate::command::block;
use crate::vocabulary::{
    Encryption, EncryptionEngine, EncryptionFormat, NetProtocol, NetTransport, NetworkSource, StorageFormat,
    StorageKind, StorageSource,
};

/// Refuses sources that QEMU can't open.
pub fn check_source(
    source: &StorageSource,
    format: Option<StorageFormat>,
    readonly: bool,
    encryption: Option<&Encryption>,
    caps: &QemuCaps,
) -> Result<()> {
    let kind = block::actual(source);
    let is = |wanted| format == Some(wanted);
    refuse(is(StorageFormat::Cow), "'cow' storage format is not supported")?;
    refuse(
        is(StorageFormat::Dir),
        "'directory' storage format is not directly supported by QEMU, use 'dir' disk type instead",
    )?;
    refuse(
        is(StorageFormat::Iso),
        "storage format 'iso' is not directly supported by QEMU, use 'raw' instead",
    )?;
    let folder = matches!(kind, StorageKind::Dir { .. });
    refuse(
        is(StorageFormat::Fat) && !folder && !matches!(kind, StorageKind::Volume(_)),
        "storage format 'fat' is supported only with 'dir' storage type",
    )?;
    if folder {
        refuse(
            format.is_some_and(|f| f != StorageFormat::Fat),
            "storage type 'dir' requires use of storage format 'fat'",
        )?;
        refuse(!readonly, "virtual FAT storage can't be accessed in read-write mode")?;
    }
    refuse(
        source.reservations.is_some() && !caps.has(Flag::PR_MANAGER_HELPER),
        "reservations not supported with this QEMU binary",
    )?;
    if let StorageKind::Network(network) = kind {
        check_network(network)?;
    }
    if let Some(encryption) = encryption {
        check_encryption(encryption, format, kind, caps)?;
    }
    if let StorageKind::Network(network) = kind
        && network.tls_hostname.is_some()
    {
        refuse(network.protocol != NetProtocol::Nbd, "'tlsHostname' field is supported only with NBD disks")?;
        refuse(
            !caps.has(Flag::BLOCKDEV_NBD_TLS_HOSTNAME),
            "'tlsHostname' field is not supported by this QEMU",
        )?;
    }
    Ok(())
}

fn check_network(network: &NetworkSource) -> Result<()> {
    use NetProtocol::{Ftp, Ftps, Http, Https, Nbd, Nfs, Tftp};
    let protocol = network.protocol;
    refuse(
        network.ssl_verify.is_some() && !matches!(protocol, Https | Ftps),
        "ssl verification is supported only with HTTPS/FTPS protocol",
    )?;
    refuse(
        !network.cookies.is_empty() && !matches!(protocol, Https | Http),
        "http cookies are supported only with HTTP(S) protocol",
    )?;
    let curl = matches!(protocol, Https | Http | Ftp | Ftps);
    refuse(network.readahead > 0 && !curl, "readahead is supported only with HTTP(S)/FTP(s) protocols")?;
    refuse(network.timeout > 0 && !curl, "timeout is supported only with HTTP(S)/FTP(s) protocols")?;
    refuse(
        network.reconnect_delay > 0 && protocol != Nbd,
        "reconnect delay is supported only with NBD protocol",
    )?;
    refuse(
        network.query.is_some() && !matches!(protocol, Https | Http),
        "query is supported only with HTTP(S) protocols",
    )?;
    refuse(protocol == Tftp, "'tftp' protocol is not supported with this QEMU binary")?;
    if protocol == Nfs {
        let [host] = network.hosts.as_slice() else {
            return refuse(true, "'nfs' protocol requires the usage of exactly one host");
        };
        refuse(host.transport != NetTransport::Tcp, "'nfs' host must use TCP protocol")?;
        refuse(host.port != 0, "port cannot be specified in 'nfs' protocol host")?;
    }
    Ok(())
}

fn check_encryption(
    encryption: &Encryption,
    format: Option<StorageFormat>,
    kind: &StorageKind,
    caps: &QemuCaps,
) -> Result<()> {
    let many = encryption.secrets.len() > 1;
    refuse(
        matches!(encryption.format, EncryptionFormat::Default | EncryptionFormat::Qcow),
        "old qcow/qcow2 encryption is not supported",
    )?;
    match encryption.engine {
        Some(EncryptionEngine::Librbd) => {
            refuse(
                !caps.has(Flag::RBD_ENCRYPTION),
                "librbd encryption is not supported by this QEMU binary",
            )?;
            refuse(
                !matches!(kind, StorageKind::Network(_)),
                "librbd encryption is supported only with RBD backed disks",
            )?;
            refuse(
                many && !caps.has(Flag::RBD_ENCRYPTION_LAYERING),
                "librbd encryption layering is not supported by this QEMU binary",
            )?;
            refuse(
                encryption.format == EncryptionFormat::LuksAny && !caps.has(Flag::RBD_ENCRYPTION_LUKS_ANY),
                "luks-any encryption is not supported by this QEMU binary",
            )
        }
        _ => {
            if encryption.format != EncryptionFormat::Luks {
                let name = encryption.format.as_str();
                return refuse(
                    true,
                    &format!("'{name}' is currently not supported by the qemu encryption engine"),
                );
            }
            refuse(
                !matches!(format, Some(StorageFormat::Qcow2 | StorageFormat::Raw)),
                "encryption is supported only with 'raw' and 'qcow2' image format",
            )?;
            refuse(many, "qemu encryption engine expects only a single secret")
        }
    }
}

//! Where the bytes of an image are: the protocol node.

use crate::vocabulary::{
    EncryptionEngine, EncryptionFormat, NetHost, NetIdentity, NetProtocol, NetTransport, NetworkSource,
    PciAddress, StorageKind,
};
use serde_json::Value;
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::image::Image;
use crate::command::context::Context;
use crate::command::props::Props;

/// Properties that say where an image is, `driver` first.
pub fn props(image: &Image<'_>, context: &Context<'_>) -> Result<Props> {
    match super::actual(image.source) {
        StorageKind::File { file, .. } => Ok(file_props("file", file.as_deref(), image)),
        StorageKind::Block { dev } => {
            let cdrom = image.cdrom && dev.as_deref().is_some_and(|dev| context.host.is_cdrom(dev));
            Ok(file_props(if cdrom { "host_cdrom" } else { "host_device" }, dev.as_deref(), image))
        }
        StorageKind::Dir { dir } => Ok(Props::device("vvfat")
            .set("dir", dir.as_deref().unwrap_or_default())
            .set("floppy", image.usage.floppy)
            .set("rw", !image.readonly)),
        StorageKind::Nvme(nvme) => Ok(Props::device("nvme")
            .set("device", nvme_address(&nvme.address))
            .set("namespace", nvme.namespace)),
        StorageKind::VhostVdpa { .. } => {
            Ok(Props::device("virtio-blk-vhost-vdpa").opt("path", image.fd_set.as_deref()))
        }
        StorageKind::Ctl { .. } => {
            bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "storage type 'ctl' is not supported by QEMU")
        }
        StorageKind::VhostUser(_) => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "unable to create blockdev props for vhostuser disk type"
        ),
        StorageKind::Volume(volume) => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "storage source pool '{}' volume '{}' is not translated",
            volume.pool.as_deref().unwrap_or_default(),
            volume.volume.as_deref().unwrap_or_default()
        ),
        StorageKind::Network(network) => match &image.nbdkit {
            Some(server) => Ok(Props::device("nbd")
                .set("server", Props::new().set("type", "unix").set("path", server.socket.as_str()))),
            None => network_props(network, image, context),
        },
    }
}

/// A PCI address as QEMU names host devices.
pub fn nvme_address(address: &PciAddress) -> String {
    format!("{:04x}:{:02x}:{:02x}.{:x}", address.domain, address.bus, address.slot, address.function)
}

fn file_props(driver: &str, path: Option<&str>, image: &Image<'_>) -> Props {
    let path = image.fd_set.as_deref().or(path).unwrap_or_default();
    Props::device(driver)
        .set("filename", path)
        .opt("aio", image.usage.io.map(|io| io.as_str()))
        .opt("pr-manager", image.pr_manager.as_deref())
}

fn network_props(network: &NetworkSource, image: &Image<'_>, context: &Context<'_>) -> Result<Props> {
    match network.protocol {
        NetProtocol::Gluster => gluster(network, context),
        NetProtocol::Vxhs => vxhs(network, image),
        NetProtocol::Http | NetProtocol::Https | NetProtocol::Ftp | NetProtocol::Ftps | NetProtocol::Tftp => {
            curl(network, image)
        }
        NetProtocol::Iscsi => iscsi(network, image),
        NetProtocol::Nbd => nbd(network, image),
        NetProtocol::Rbd => rbd(network, image),
        NetProtocol::Ssh => ssh(network, image),
        NetProtocol::Nfs => nfs(network, context),
        NetProtocol::Sheepdog => {
            bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "unsupported disk protocol")
        }
    }
}

fn one_host<'a>(network: &'a NetworkSource, name: &str) -> Result<&'a NetHost> {
    match network.hosts.as_slice() {
        [host] => Ok(host),
        _ => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "{name} protocol accepts only one host"),
    }
}

fn host_name(host: &NetHost) -> &str {
    host.name.as_deref().unwrap_or_default()
}

fn socket_address(host: &NetHost, protocol: NetProtocol) -> Result<Props> {
    match host.transport {
        NetTransport::Tcp => Ok(Props::new()
            .set("type", "inet")
            .set("host", host_name(host))
            .set("port", host.port_for(protocol).to_string())),
        NetTransport::Unix => {
            Ok(Props::new().set("type", "unix").set("path", host.socket.as_deref().unwrap_or_default()))
        }
        other => bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "transport protocol '{}' is not yet supported",
            other.as_str()
        ),
    }
}

fn inet_address(host: &NetHost, protocol: NetProtocol) -> Result<Props> {
    if host.transport != NetTransport::Tcp {
        bail!(
            VIR_FROM_QEMU,
            VIR_ERR_INTERNAL_ERROR,
            "only TCP protocol can be converted to InetSocketAddress"
        );
    }
    Ok(Props::new().set("host", host_name(host)).set("port", host.port_for(protocol).to_string()))
}

fn all_hosts(
    network: &NetworkSource,
    address: fn(&NetHost, NetProtocol) -> Result<Props>,
) -> Result<Vec<Value>> {
    network.hosts.iter().map(|h| address(h, network.protocol).map(Value::from)).collect()
}

fn gluster(network: &NetworkSource, context: &Context<'_>) -> Result<Props> {
    let (volume, path) = network.split_name();
    Ok(Props::device("gluster")
        .set("volume", volume.unwrap_or_default())
        .set("path", path.unwrap_or_default())
        .set("server", all_hosts(network, socket_address)?)
        .set("debug", context.settings.gluster_debug_level))
}

fn vxhs(network: &NetworkSource, image: &Image<'_>) -> Result<Props> {
    let host = one_host(network, "VxHS")?;
    Ok(Props::device("vxhs")
        .opt("tls-creds", image.tls_creds.as_deref())
        .set("vdisk-id", network.name.as_deref().unwrap_or_default())
        .set("server", inet_address(host, network.protocol)?))
}

fn nbd(network: &NetworkSource, image: &Image<'_>) -> Result<Props> {
    let host = one_host(network, "nbd")?;
    Ok(Props::device("nbd")
        .set("server", socket_address(host, network.protocol)?)
        .opt("export", network.name.as_deref())
        .opt("tls-creds", image.tls_creds.as_deref())
        .opt("tls-hostname", network.tls_hostname.as_deref())
        .nonzero("reconnect-delay", network.reconnect_delay.into()))
}

fn nfs(network: &NetworkSource, context: &Context<'_>) -> Result<Props> {
    let host = network.hosts.first().map(host_name).unwrap_or_default();
    let (user, group) = match &network.identity {
        Some(NetIdentity::Nfs { user, group }) => (user.as_deref(), group.as_deref()),
        _ => (None, None),
    };
    Ok(Props::device("nfs")
        .set("server", Props::new().set("host", host).set("type", "inet"))
        .opt("path", network.name.as_deref())
        .opt("user", user.map(|name| context.host.user_id(name)).transpose()?)
        .opt("group", group.map(|name| context.host.group_id(name)).transpose()?))
}

fn ssh(network: &NetworkSource, image: &Image<'_>) -> Result<Props> {
    let host = one_host(network, "ssh")?;
    let identity = match &network.identity {
        Some(NetIdentity::Ssh { username, .. }) => Some(username.as_str()),
        _ => None,
    };
    let user = image.auth.map(|auth| auth.username.as_str()).or(identity);
    Ok(Props::device("ssh")
        .set("path", network.name.as_deref().unwrap_or_default())
        .set("server", inet_address(host, network.protocol)?)
        .opt("user", user))
}

fn iscsi(network: &NetworkSource, image: &Image<'_>) -> Result<Props> {
    let host = one_host(network, "iSCSI")?;
    let name = network.name.as_deref().unwrap_or_default();
    let (target, lun) = name.split_once('/').unwrap_or((name, "0"));
    let Ok(lun) = lun.parse::<u32>() else {
        bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "cannot parse target for lunStr '{target}'");
    };
    let port = host.port_for(network.protocol);
    let host = host_name(host);
    let portal = if host.parse::<std::net::Ipv6Addr>().is_ok() {
        format!("[{host}]:{port}")
    } else {
        format!("{host}:{port}")
    };
    let secret = image.auth_secret.as_ref();
    Ok(Props::device("iscsi")
        .set("portal", portal)
        .set("target", target)
        .set("lun", lun)
        .set("transport", "tcp")
        .opt("user", image.auth.map(|auth| auth.username.as_str()))
        .opt("password-secret", secret.map(|secret| secret.id.as_str()))
        .opt("initiator-name", network.initiator.as_ref().map(|i| i.iqn.as_str())))
}

/// Where an image on a server of files is.
pub fn url(network: &NetworkSource) -> Result<String> {
    let scheme = network.protocol.as_str();
    let host = match network.hosts.as_slice() {
        [host] => host,
        _ => bail!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "protocol '{scheme}' accepts only one host"),
    };
    let path = network.name.as_deref().unwrap_or_default();
    let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
    let mut url = format!("{scheme}://{}:{}{slash}{path}", host_name(host), host.port_for(network.protocol));
    if let Some(query) = &network.query {
        url = format!("{url}?{query}");
    }
    Ok(url)
}

fn curl(network: &NetworkSource, image: &Image<'_>) -> Result<Props> {
    Ok(Props::device(network.protocol.as_str())
        .set("url", url(network)?)
        .opt("username", image.auth.map(|auth| auth.username.as_str()))
        .opt("password-secret", image.auth_secret.as_ref().map(|secret| secret.id.as_str()))
        .opt("sslverify", network.ssl_verify)
        .opt("cookie-secret", image.cookie_secret.as_ref().map(|secret| secret.id.as_str()))
        .nonzero("timeout", network.timeout)
        .nonzero("readahead", network.readahead))
}

fn rbd(network: &NetworkSource, image: &Image<'_>) -> Result<Props> {
    let (pool, name) = network.split_name();
    let servers = match network.hosts.is_empty() {
        true => None,
        false => Some(all_hosts(network, inet_address)?),
    };
    let mut encrypt: Option<Props> = None;
    if let Some(encryption) = image.encryption.filter(|e| e.engine == Some(EncryptionEngine::Librbd)) {
        let format = match encryption.format {
            EncryptionFormat::Luks => "luks",
            EncryptionFormat::Luks2 => "luks2",
            _ => "luks-any",
        };
        for secret in image.encryption_secrets.iter().rev() {
            let layer = Props::new().set("format", format).set("key-secret", secret.id.as_str());
            encrypt = Some(layer.opt("parent", encrypt.take()));
        }
    }
    let modes = image.auth_secret.as_ref().map(|_| vec![Value::from("cephx"), Value::from("none")]);
    Ok(Props::device("rbd")
        .set("pool", pool.unwrap_or_default())
        .set("image", name.unwrap_or_default())
        .opt("snapshot", network.snapshot.as_deref())
        .opt("conf", network.config_file.as_deref())
        .opt("server", servers)
        .opt("encrypt", encrypt)
        .opt("user", image.auth.map(|auth| auth.username.as_str()))
        .opt("auth-client-required", modes)
        .opt("key-secret", image.auth_secret.as_ref().map(|secret| secret.id.as_str())))
}

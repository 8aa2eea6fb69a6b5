//! `nbdkit`: a disk on a server, which QEMU sees as a local NBD server.

use std::path::PathBuf;

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use crate::command::block::numbers::DiskNumbers;
use crate::command::block::{Image, actual, chain, url};
use crate::command::builder::Builder;
use crate::command::context::{Context, SecretUsage};
use crate::command::os::variables;
use crate::command::sd_card;
use crate::helper_features::Nbdkit;
use crate::launch_plan::{FdSource, Helper, HelperCommand, HelperKind, HelperUser, SecretBytes};
use crate::vocabulary::{
    DiskBus, DomainDef, NetHost, NetIdentity, NetProtocol, NetworkSource, StorageAuth, StorageKind,
};

/// The program that serves an image, and where it listens.
pub struct NbdServer {
    program: Nbdkit,
    pub socket: String,
}

/// What serves an image, when it is wanted and there.
pub fn choose(source: &StorageKind, storage_node: &str, context: &Context<'_>) -> Option<NbdServer> {
    let StorageKind::Network(network) = source else { return None };
    if !context.settings.storage_use_nbdkit {
        return None;
    }
    let plugin = match network.protocol {
        NetProtocol::Http | NetProtocol::Https | NetProtocol::Ftp | NetProtocol::Ftps | NetProtocol::Tftp => {
            |nbdkit: &Nbdkit| nbdkit.curl
        }
        NetProtocol::Ssh => |nbdkit: &Nbdkit| nbdkit.ssh,
        _ => return None,
    };
    let program = context.host.nbdkit().filter(plugin)?;
    Some(NbdServer { program, socket: context.domain.file(&format!("nbdkit-{storage_node}.socket")) })
}

impl Builder<'_> {
    /// Adds the program behind an image.
    pub fn nbdkit_helper(&mut self, image: &Image<'_>) -> Result<()> {
        if self.context.pretend {
            return Ok(());
        }
        self.plan.helpers.extend(plan(image, &self.def.name, self.context)?);
        Ok(())
    }
}

/// The program behind the image whose storage node has this name, once more.
pub fn again(def: &DomainDef, node: &str, context: &Context<'_>) -> Result<Option<Helper>> {
    let mut images = Vec::new();
    for disk in &def.devices.disks {
        match disk.bus() {
            Some(DiskBus::Sd) => images.push(sd_card::image(disk, context)?),
            _ => images.extend(chain::images(disk, &DiskNumbers::kept(disk), context)?),
        }
    }
    if let Some(loader) = &def.os.loader {
        images.extend(variables(loader, context)?);
    }
    match images.iter().find(|image| image.storage_node() == node) {
        Some(image) => plan(image, &def.name, context),
        None => Ok(None),
    }
}

fn plan(image: &Image<'_>, name: &str, context: &Context<'_>) -> Result<Option<Helper>> {
    let StorageKind::Network(network) = actual(image.source) else { return Ok(None) };
    let Some(NbdServer { program: nbdkit, socket }) = &image.nbdkit else { return Ok(None) };
    let mut command = HelperCommand::new(&nbdkit.program, HelperUser::Qemu);
    command.waits_for_its_parent = true;
    command.args(["--unix", socket, "--foreground"]);
    if image.readonly {
        command.arg("--readonly");
    }
    if nbdkit.readahead && network.readahead > 0 {
        command.arg("--filter=readahead");
    }
    if network.protocol == NetProtocol::Ssh {
        ssh(&mut command, network, image, context)?;
    } else {
        curl(&mut command, network, image, context)?;
    }
    let node = image.storage_node();
    let pid_file = PathBuf::from(context.domain.file(&format!("nbdkit-{node}.pid")));
    let mut helper = Helper::new(HelperKind::Nbdkit, &node, command, pid_file);
    helper.socket = Some(socket.into());
    let number = image.prefix.trim_start_matches("libvirt-");
    helper.log = Some(context.folders.log.join(format!("{name}-nbdkit-{number}.log")));
    helper.serves = Some(url(network)?);
    Ok(Some(helper))
}

fn curl(
    command: &mut HelperCommand,
    network: &NetworkSource,
    image: &Image<'_>,
    context: &Context<'_>,
) -> Result<()> {
    // A server may send a client on to where it has to encrypt.
    let protocols = match network.protocol {
        NetProtocol::Http => "http,https",
        other => other.as_str(),
    };
    command.args(["curl", &format!("protocols={protocols}"), &format!("url={}", url(network)?)]);
    if let Some(auth) = image.auth {
        authenticate(command, auth, image, context)?;
    }
    if !network.cookies.is_empty() {
        pass(command, "cookie", network.cookie_header().into_bytes());
    }
    if network.ssl_verify == Some(false) {
        command.arg("sslverify=false");
    }
    if network.timeout > 0 {
        command.arg(format!("timeout={}", network.timeout));
    }
    Ok(())
}

fn ssh(
    command: &mut HelperCommand,
    network: &NetworkSource,
    image: &Image<'_>,
    context: &Context<'_>,
) -> Result<()> {
    let none = NetHost::default();
    let host = network.hosts.first().unwrap_or(&none);
    command.args([
        "ssh",
        &format!("host={}", host.name.as_deref().unwrap_or_default()),
        &format!("port={}", host.port_for(network.protocol)),
        &format!("path={}", network.name.as_deref().unwrap_or_default()),
    ]);
    let identity = match &network.identity {
        Some(NetIdentity::Ssh { username, keyfile, agentsock }) => {
            Some((username, keyfile.as_deref(), agentsock.as_deref()))
        }
        _ => None,
    };
    match (image.auth, identity) {
        (Some(auth), _) => authenticate(command, auth, image, context)?,
        (None, Some((username, keyfile, _))) => {
            if let Some(keyfile) = keyfile {
                command.arg(format!("identity={keyfile}"));
            }
            command.arg(format!("user={username}"));
        }
        (None, None) => {}
    }
    if let Some((_, _, Some(agent))) = identity {
        command.env.push(("SSH_AUTH_SOCK".to_owned(), agent.to_owned()));
    }
    if let Some(file) = &network.known_hosts {
        command.arg(format!("known-hosts={file}"));
    }
    Ok(())
}

fn authenticate(
    command: &mut HelperCommand,
    auth: &StorageAuth,
    image: &Image<'_>,
    context: &Context<'_>,
) -> Result<()> {
    let usage = match auth.secret_type.as_deref() {
        None => chain::usage_of(image.source),
        Some(kind) => match SecretUsage::from_name(kind) {
            Some(usage) => usage,
            None => bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "invalid secret type {kind}"),
        },
    };
    let value = context.host.secret(&auth.secret, usage)?;
    command.arg(format!("user={}", auth.username));
    pass(command, "password", value);
    Ok(())
}

/// An option whose value nobody can read off the process.
fn pass(command: &mut HelperCommand, option: &str, value: Vec<u8>) {
    let fd = command.fd(FdSource::Secret(SecretBytes(value.into())));
    command.arg(format!("{option}=-{fd}"));
}

//! Character devices of the host's side.

use crate::vocabulary::{ChardevKind, ChardevSource, MouseMode, Reconnect, SourceMode, TcpProtocol};
use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU};
use virt_core::{Result, bail};

use super::builder::Builder;
use super::props::Props;
use super::tls;
use crate::capabilities::Flag;
use crate::launch_plan::FdSource;

impl Builder<'_> {
    /// `-chardev` for a source; `id` is the whole id. Files and listening sockets are opened before, by us.
    pub fn chardev(&mut self, source: &ChardevSource, id: &str) -> Result<()> {
        if self.context.pretend {
            return self.chardev_opened(source, id, None);
        }
        let mut source = source.clone();
        let device = id.strip_prefix("char").unwrap_or(id).to_owned();
        let mut fd = None;
        match &mut source.kind {
            ChardevKind::Unix(unix) if unix.mode == SourceMode::Bind => {
                if let Some(path) = &unix.path {
                    fd = Some(self.fd(FdSource::ListenUnix(path.into())));
                }
            }
            ChardevKind::File { path: Some(path), append } => {
                let output = FdSource::Output { path: path.as_str().into(), append: *append == Some(true) };
                *path = self.fd_set(output, &format!("{device}-source"));
                *append = Some(true);
            }
            _ => {}
        }
        if let Some(log) = &mut source.log
            && let Some(file) = &mut log.file
        {
            let output = FdSource::Output { path: file.as_str().into(), append: log.append == Some(true) };
            *file = self.fd_set(output, &format!("{device}-log"));
            log.append = Some(true);
        }
        self.chardev_opened(&source, id, fd)
    }

    /// The same with a socket that is open already.
    pub fn chardev_opened(&mut self, source: &ChardevSource, id: &str, fd: Option<i32>) -> Result<()> {
        self.chardev_waiting(source, id, fd, false)
    }

    /// The same; QEMU waits for somebody to connect, or does not.
    pub fn chardev_waiting(
        &mut self,
        source: &ChardevSource,
        id: &str,
        fd: Option<i32>,
        waits: bool,
    ) -> Result<()> {
        let mut tls_creds = None;
        if let ChardevKind::Tcp(tcp) = &source.kind
            && tcp.tls.unwrap_or(self.context.settings.chardev_tls)
        {
            tls_creds = Some(self.chardev_credentials(id, tcp.mode == SourceMode::Bind)?);
        }
        let (kind, mut props) = self.chardev_backend(source, id, fd)?;
        if waits {
            props.remove("wait");
        }
        if let Some(creds) = tls_creds {
            props.put("tls-creds", creds);
        }
        if let Some(log) = &source.log
            && let Some(file) = &log.file
        {
            props.put("logfile", file.as_str());
            if let Some(append) = log.append {
                props.put("logappend", append);
            }
        }
        let rest = props.keyval();
        let comma = if rest.is_empty() { "" } else { "," };
        self.option("-chardev", format!("{kind},id={id}{comma}{rest}"));
        Ok(())
    }

    fn chardev_credentials(&mut self, id: &str, server: bool) -> Result<String> {
        let settings = self.context.settings;
        let creds = format!("obj{id}_tls0");
        let uuid = settings.chardev_tls_x509_secret_uuid.as_deref();
        let uuid = uuid.or(settings.default_tls_x509_secret_uuid.as_deref());
        let password = tls::password(uuid, id, self.context)?;
        if let Some(password) = &password {
            self.object(&super::block::secret_object(password));
        }
        let folder = settings.chardev_tls_x509_cert_dir.as_deref();
        let folder = folder.or(settings.default_tls_x509_cert_dir.as_deref()).unwrap_or(tls::DEFAULT_FOLDER);
        let verify = settings.chardev_tls_x509_verify.unwrap_or(settings.default_tls_x509_verify);
        self.object(&tls::credentials(&creds, folder, server.then_some(verify), password.as_ref()));
        Ok(creds)
    }

    fn chardev_backend(
        &self,
        source: &ChardevSource,
        id: &str,
        fd: Option<i32>,
    ) -> Result<(&'static str, Props)> {
        let props = Props::new();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Ok(match &source.kind {
            ChardevKind::Null => ("null", props),
            ChardevKind::Vc => ("vc", props),
            ChardevKind::Pty { .. } => ("pty", props),
            ChardevKind::Stdio => ("stdio", props),
            ChardevKind::File { path, append } => {
                ("file", props.set("path", text(path)).opt("append", *append))
            }
            ChardevKind::Pipe { path } => ("pipe", props.set("path", text(path))),
            ChardevKind::Dev { path } => {
                let kind = if id.starts_with("charparallel") { "parallel" } else { "serial" };
                (kind, props.set("path", text(path)))
            }
            ChardevKind::Unix(unix) => {
                let server = unix.mode == SourceMode::Bind;
                let props = match fd {
                    Some(fd) => props.set("fd", fd.to_string()),
                    None => props.set("path", text(&unix.path)),
                };
                let reconnect = unix.reconnect.filter(|_| fd.is_none());
                ("socket", self.reconnect(server_props(props, server), reconnect))
            }
            ChardevKind::Tcp(tcp) => {
                let props = props.set("host", text(&tcp.host)).set("port", text(&tcp.service));
                let telnet = Some(true).filter(|_| tcp.protocol == TcpProtocol::Telnet);
                let props = server_props(props.opt("telnet", telnet), tcp.mode == SourceMode::Bind);
                ("socket", self.reconnect(props, tcp.reconnect))
            }
            ChardevKind::Udp(udp) => {
                let service = udp.bind_service.clone().unwrap_or_else(|| "0".to_owned());
                let props = props
                    .set("host", text(&udp.connect_host))
                    .set("port", text(&udp.connect_service))
                    .set("localaddr", text(&udp.bind_host))
                    .set("localport", service);
                ("udp", props)
            }
            ChardevKind::Spicevmc => {
                let name = if id.starts_with("charredir") {
                    "usbredir"
                } else if id.starts_with("charsmartcard") {
                    "smartcard"
                } else {
                    "vdagent"
                };
                ("spicevmc", props.set("name", name))
            }
            ChardevKind::Spiceport { channel } => ("spiceport", props.set("name", text(channel))),
            ChardevKind::QemuVdagent { clipboard, mouse } => {
                let props = props
                    .set("name", "vdagent")
                    .opt("clipboard", *clipboard)
                    .opt("mouse", mouse.map(|mode| mode == MouseMode::Client));
                ("qemu-vdagent", props)
            }
            ChardevKind::Dbus { channel } => ("dbus", props.set("name", text(channel))),
            ChardevKind::Nmdm { .. } => {
                bail!(VIR_FROM_QEMU, VIR_ERR_CONFIG_UNSUPPORTED, "unsupported chardev 'nmdm'")
            }
        })
    }

    fn reconnect(&self, props: Props, reconnect: Option<Reconnect>) -> Props {
        let seconds = match reconnect {
            Some(Reconnect { enabled: Some(true), timeout }) => timeout,
            Some(Reconnect { enabled: Some(false), .. }) => 0,
            _ => return props,
        };
        match self.context.caps.has(Flag::CHARDEV_RECONNECT_MILISECONDS) {
            true => props.set("reconnect-ms", u64::from(seconds) * 1000),
            false => props.set("reconnect", seconds),
        }
    }
}

fn server_props(props: Props, server: bool) -> Props {
    if server { props.set("server", true).set("wait", false) } else { props }
}

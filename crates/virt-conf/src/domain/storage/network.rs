//! Sources behind network protocols.

use crate::domain::words::prelude::*;

words! {
    /// Protocols.
    pub NetProtocol {
        Nbd, Rbd, Sheepdog, Gluster, Iscsi, Http, Https, Ftp, Ftps, Tftp, Ssh, Vxhs, Nfs
    }
    /// How a server is reached.
    pub NetTransport { Tcp, Unix, Rdma, Fd }
}

impl NetProtocol {
    /// The port when none is given.
    pub fn default_port(self) -> Option<u32> {
        Some(match self {
            Self::Http => 80,
            Self::Https => 443,
            Self::Ftp => 21,
            Self::Ftps => 990,
            Self::Tftp => 69,
            Self::Sheepdog => 7000,
            Self::Nbd => 10809,
            Self::Ssh => 22,
            Self::Iscsi => 3260,
            Self::Gluster => 24007,
            Self::Vxhs => 9999,
            Self::Rbd | Self::Nfs => return None,
        })
    }

    fn is_curl(self) -> bool {
        matches!(self, Self::Http | Self::Https | Self::Ftp | Self::Ftps)
    }
}

/// `<source protocol='…' name='…'>` and its hosts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NetworkSource {
    pub protocol: NetProtocol,
    /// The image's name; for RBD and Gluster with its pool or volume in front: [`NetworkSource::split_name`].
    pub name: Option<String>,
    pub query: Option<String>,
    pub tls: Option<bool>,
    pub tls_hostname: Option<String>,
    /// State files: TLS comes from the driver's configuration.
    pub tls_from_config: bool,
    pub hosts: Vec<NetHost>,
    pub identity: Option<NetIdentity>,
    /// Seconds between attempts of NBD to reconnect.
    pub reconnect_delay: u32,
    pub snapshot: Option<String>,
    pub config_file: Option<String>,
    pub initiator: Option<Initiator>,
    pub ssl_verify: Option<bool>,
    pub cookies: Vec<Cookie>,
    pub readahead: u64,
    pub timeout: u64,
    pub known_hosts: Option<String>,
}

/// `<host>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NetHost {
    pub name: Option<String>,
    /// 0 when it is not known.
    pub port: u32,
    pub transport: NetTransport,
    pub socket: Option<String>,
    /// Descriptors handed in under this name (backups).
    pub fdgroup: Option<String>,
}

/// `<identity>`: of an NFS user, or of an SSH user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetIdentity {
    Nfs { user: Option<String>, group: Option<String> },
    Ssh { username: String, keyfile: Option<String>, agentsock: Option<String> },
}

impl NetHost {
    /// The port, which protocols know when definitions don't say one; 0 where there is none.
    pub fn port_for(&self, protocol: NetProtocol) -> u32 {
        if self.port != 0 { self.port } else { protocol.default_port().unwrap_or_default() }
    }
}

impl NetworkSource {
    /// All cookies as HTTP sends them.
    pub fn cookie_header(&self) -> String {
        let all: Vec<String> = self.cookies.iter().map(|c| format!("{}={}", c.name, c.value)).collect();
        all.join("; ")
    }
}

/// `<initiator><iqn name='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Initiator {
    pub iqn: String,
}

/// `<cookie name='…'>value</cookie>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    pub name: String,
    pub value: String,
}

impl NetworkSource {
    /// Pool (or volume) and image of RBD and Gluster; none and the name otherwise.
    pub fn split_name(&self) -> (Option<&str>, Option<&str>) {
        let name = self.name.as_deref();
        match (self.protocol, name.and_then(|n| n.split_once('/'))) {
            (NetProtocol::Rbd | NetProtocol::Gluster, Some((volume, path))) => (Some(volume), Some(path)),
            _ => (None, name),
        }
    }
}

impl NetHost {
    /// Reads `<host>`; descriptors instead of an address only when `allow_fd`.
    pub fn read(node: Node<'_>, allow_fd: bool) -> Result<Self> {
        let transport = node.value::<Plain, NetTransport>("transport", None)?.unwrap_or_default();
        let owned = |name| node.attr(name).map(str::to_owned);
        let mut host = Self { transport, ..Self::default() };
        let no_socket = || match node.attr("socket") {
            Some(_) => {
                Err(node.invalid(format!("transport '{transport}' does not support socket attribute")))
            }
            None => Ok(()),
        };
        match transport {
            NetTransport::Unix => {
                host.socket = owned("socket");
                if host.socket.is_none() {
                    return Err(node.invalid("missing socket for unix transport"));
                }
            }
            NetTransport::Tcp | NetTransport::Rdma => {
                no_socket()?;
                host.port = read_port(node)?;
                host.name = owned("name");
                if host.name.is_none() {
                    return Err(node.invalid("missing name for host"));
                }
            }
            NetTransport::Fd => {
                if !allow_fd {
                    return Err(node.invalid("transport 'fd' is now allowed"));
                }
                no_socket()?;
                host.fdgroup = Some(node.required::<Plain, String>("fdgroup", None)?);
            }
        }
        Ok(host)
    }

    /// Writes `<host>`.
    pub fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            if let Some(name) = &self.name {
                w.attr("name", name);
            }
            if self.port != 0 {
                w.attr_display("port", self.port);
            }
            if self.transport != NetTransport::Tcp {
                w.attr("transport", self.transport.as_str());
            }
            if let Some(socket) = &self.socket {
                w.attr("socket", socket);
            }
        };
        w.element("host", true, attrs, |_| ());
    }
}

fn read_port(node: Node<'_>) -> Result<u32> {
    let Some(text) = node.attr("port") else { return Ok(0) };
    let node = node.under(virt_core::consts::VIR_FROM_NONE);
    match <u32 as Value>::parse(text) {
        Some(port) if port <= u32::from(u16::MAX) => Ok(port),
        Some(_) => Err(node.error(Code::Argument, format!("port '{text}' out of range")).beyond_schema()),
        None => Err(node.error(Code::Argument, format!("failed to parse port number '{text}'"))),
    }
}

impl Element for NetworkSource {
    fn read(node: Node<'_>) -> Result<Self> {
        let owned = |name| node.attr(name).map(str::to_owned);
        let child_attr = |child, name| {
            node.child(child).and_then(|c| c.attr(name)).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        let protocol = node.required::<Plain, NetProtocol>("protocol", None)?;
        let mut source = Self { protocol, name: owned("name"), ..Self::default() };
        if source.name.is_none() && protocol != NetProtocol::Nbd {
            return Err(node.invalid("missing name for disk source"));
        }
        source.tls = node.value::<Plain, bool>("tls", None)?;
        source.tls_hostname = owned("tlsHostname");
        if view::status(node.view()) {
            source.tls_from_config =
                node.value::<Plain, i32>("tlsFromConfig", None)?.unwrap_or_default() != 0;
        }
        if protocol == NetProtocol::Nbd
            && let Some(reconnect) = node.child("reconnect")
        {
            source.reconnect_delay = reconnect.value::<Plain, u32>("delay", None)?.unwrap_or_default();
        }
        if matches!(protocol, NetProtocol::Rbd | NetProtocol::Gluster)
            && let Some(name) = &source.name
            && name.find('/').is_none_or(|at| at == 0)
        {
            return Err(node.invalid(format!("can't split path '{name}' into pool name and image name")));
        }
        source.snapshot = child_attr("snapshot", "name");
        source.config_file = child_attr("config", "file");
        if matches!(protocol, NetProtocol::Http | NetProtocol::Https) {
            source.query = owned("query");
        }
        source.hosts = node.all("host").map(|n| NetHost::read(n, false)).collect::<Result<_>>()?;
        for host in &mut source.hosts {
            if host.port == 0 && host.transport == NetTransport::Tcp {
                host.port = protocol.default_port().unwrap_or_default();
            }
        }
        if let Some(iqn) = node.child("initiator").and_then(|i| i.child("iqn")).and_then(|i| i.attr("name")) {
            source.initiator = Some(Initiator { iqn: iqn.to_owned() }).filter(|i| !i.iqn.is_empty());
        }
        source.read_rest(node)?;
        Ok(source)
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr("protocol", self.protocol.as_str());
        if let Some(name) = &self.name {
            w.attr("name", name);
        }
        if let Some(query) = &self.query {
            w.attr("query", query);
        }
        if let Some(tls) =
            self.tls.as_ref().filter(|_| view::not_migratable(w.view()) || !self.tls_from_config)
        {
            w.attr_value::<Plain, bool>("tls", tls);
        }
        if let Some(name) = &self.tls_hostname {
            w.attr("tlsHostname", name);
        }
        if view::status(w.view()) {
            w.attr_display("tlsFromConfig", i32::from(self.tls_from_config));
        }
    }

    fn children(&self, w: &mut Writer) {
        let attr_child = |w: &mut Writer, child: &str, name: &str, value: &Option<String>| {
            if let Some(value) = value {
                w.element(child, true, |w| w.attr(name, value), |_| ());
            }
        };
        self.hosts.iter().for_each(|h| h.write(w));
        if let Some(identity @ NetIdentity::Nfs { .. }) = &self.identity {
            identity.write(w);
        }
        if self.reconnect_delay != 0 {
            w.element("reconnect", true, |w| w.attr_display("delay", self.reconnect_delay), |_| ());
        }
        attr_child(w, "snapshot", "name", &self.snapshot);
        attr_child(w, "config", "file", &self.config_file);
        if let Some(initiator) = &self.initiator {
            initiator.write(w);
        }
        if let Some(verify) = &self.ssl_verify {
            w.element("ssl", true, |w| w.attr_value::<Plain, bool>("verify", verify), |_| ());
        }
        if view::secure(w.view()) && !self.cookies.is_empty() {
            let cookies = |w: &mut Writer| {
                for Cookie { name, value } in &self.cookies {
                    w.element_text("cookie", true, |w| w.attr("name", name), |out| out.escaped(value));
                }
            };
            w.element("cookies", true, |_| (), cookies);
        }
        if self.readahead != 0 {
            w.element("readahead", true, |w| w.attr_display("size", self.readahead), |_| ());
        }
        if self.timeout != 0 {
            w.element("timeout", true, |w| w.attr_display("seconds", self.timeout), |_| ());
        }
        if self.protocol == NetProtocol::Ssh {
            attr_child(w, "knownHosts", "path", &self.known_hosts);
            if let Some(identity @ NetIdentity::Ssh { .. }) = &self.identity {
                identity.write(w);
            }
        }
    }
}

impl NetworkSource {
    fn read_rest(&mut self, node: Node<'_>) -> Result<()> {
        let protocol = self.protocol;
        if protocol == NetProtocol::Nfs
            && let Some(identity) = node.child("identity")
        {
            let owned = |name| identity.attr(name).map(str::to_owned);
            let (user, group) = (owned("user"), owned("group"));
            let some = user.is_some() || group.is_some();
            self.identity = some.then_some(NetIdentity::Nfs { user, group });
        }
        if matches!(protocol, NetProtocol::Https | NetProtocol::Ftps)
            && let Some(ssl) = node.child("ssl")
        {
            self.ssl_verify = ssl.value::<Plain, bool>("verify", None)?;
        }
        if matches!(protocol, NetProtocol::Http | NetProtocol::Https)
            && let Some(cookies) = node.child("cookies")
        {
            self.cookies = read_cookies(cookies)?;
        }
        if protocol.is_curl() {
            let number = |child, name| match node.child(child).and_then(|c| c.attr(name)) {
                None | Some("") => Ok(0),
                Some(text) => <u64 as Value>::parse(text)
                    .ok_or_else(|| node.invalid("invalid readahead size or timeout")),
            };
            self.readahead = number("readahead", "size")?;
            self.timeout = number("timeout", "seconds")?;
        }
        if protocol == NetProtocol::Ssh {
            if let Some(hosts) = node.child("knownHosts") {
                self.known_hosts = Some(hosts.required::<Plain, String>("path", None)?);
            }
            if let Some(identity) = node.child("identity") {
                let username = identity.required::<Plain, String>("username", None)?;
                let owned = |name| identity.attr(name).map(str::to_owned);
                let (keyfile, agentsock) = (owned("keyfile"), owned("agentsock"));
                if keyfile.is_none() && agentsock.is_none() {
                    let text = "element 'identity' requires either 'keyfile' or 'agentsock' attribute";
                    return Err(identity.invalid(text));
                }
                self.identity = Some(NetIdentity::Ssh { username, keyfile, agentsock });
            }
        }
        Ok(())
    }
}

impl NetIdentity {
    fn write(&self, w: &mut Writer) {
        let attrs: [(&str, Option<&String>); 3] = match self {
            Self::Nfs { user, group } => [("user", user.as_ref()), ("group", group.as_ref()), ("", None)],
            Self::Ssh { username, keyfile, agentsock } => [
                ("username", Some(username)),
                ("keyfile", keyfile.as_ref()),
                ("agentsock", agentsock.as_ref()),
            ],
        };
        let write = |w: &mut Writer| {
            for (name, value) in attrs {
                if let Some(value) = value {
                    w.attr(name, value);
                }
            }
        };
        w.element("identity", true, write, |_| ());
    }
}

impl Initiator {
    /// Writes `<initiator>`.
    pub fn write(&self, w: &mut Writer) {
        let iqn = |w: &mut Writer| w.element("iqn", true, |w| w.attr("name", &self.iqn), |_| ());
        w.element("initiator", true, |_| (), iqn);
    }
}

/// Characters that neither names nor values of cookies can have.
fn cookie_bad(c: char) -> bool {
    c < ' ' || matches!(c, ' ' | '"' | ',' | ';' | '\\')
}

/// Characters that names cannot have beside those.
const COOKIE_NAME_BAD: &[char] = &['(', ')', '<', '>', '@', ':', '/', '[', ']', '?', '=', '{', '}'];

fn read_cookies(node: Node<'_>) -> Result<Vec<Cookie>> {
    let mut cookies: Vec<Cookie> = Vec::new();
    for child in node.all("cookie") {
        let name = child.attr("name").filter(|n| !n.is_empty()).map(str::to_owned);
        let name = name.ok_or_else(|| child.invalid("missing cookie name"))?;
        let value = child.text();
        if value.is_empty() {
            return Err(child.invalid(format!("missing value for cookie '{name}'")));
        }
        cookies.push(Cookie { name, value });
    }
    let storage = node.under(virt_core::consts::VIR_FROM_STORAGE);
    for (i, Cookie { name, value }) in cookies.iter().enumerate() {
        if name.contains(cookie_bad) || name.contains(COOKIE_NAME_BAD) {
            return Err(storage.invalid(format!("cookie name '{name}' contains invalid characters")));
        }
        let bare = value.strip_prefix('"').map_or(Some(value.as_str()), |v| v.strip_suffix('"'));
        if bare.is_none_or(|v| v.contains(cookie_bad)) {
            return Err(storage.invalid(format!("value of cookie '{name}' contains invalid characters")));
        }
        if cookies[..i].iter().any(|c| c.name == *name) {
            return Err(storage.invalid(format!("duplicate cookie '{name}'")).beyond_schema());
        }
    }
    Ok(cookies)
}

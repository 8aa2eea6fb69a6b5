//! Where things are: which sources make which header, which headers make which library.

/// A public header.
#[derive(Debug)]
pub struct HeaderSpec {
    /// Its name without `.h`; the API XML calls it a file.
    pub name: &'static str,
    /// Headers it needs.
    pub includes: &'static [&'static str],
    /// Its module in `consts` and in `types`.
    pub module: &'static str,
    /// Modules in `src`, file or folder, whose functions it declares; none for that of its name.
    pub sources: &'static [&'static str],
    /// What the API XML says it is for.
    pub summary: &'static str,
    /// What the API XML calls the module its functions are implemented in.
    pub xml_module: &'static str,
}

/// One of the four shared objects.
pub struct Library {
    /// `libvirt`, `libvirt-qemu`…
    pub name: &'static str,
    /// The package, relative to the workspace.
    pub package: &'static str,
    /// What its version nodes begin with.
    pub node: &'static str,
    pub headers: &'static [HeaderSpec],
}

const fn part(
    name: &'static str,
    includes: &'static [&'static str],
    module: &'static str,
    summary: &'static str,
) -> HeaderSpec {
    HeaderSpec { name, includes, module, sources: &[], summary, xml_module: name }
}

pub const LIBRARIES: [Library; 4] = [
    Library { name: "libvirt", package: ".", node: "LIBVIRT", headers: &MAIN },
    Library { name: "libvirt-qemu", package: "abi/libvirt-qemu", node: "LIBVIRT_QEMU", headers: &QEMU },
    Library { name: "libvirt-lxc", package: "abi/libvirt-lxc", node: "LIBVIRT_LXC", headers: &LXC },
    Library { name: "libvirt-admin", package: "abi/libvirt-admin", node: "LIBVIRT_ADMIN", headers: &ADMIN },
];

/// In the order in which `libvirt.h` includes them, but for `virterror`, which includes `libvirt.h`.
static MAIN: [HeaderSpec; 14] = [
    HeaderSpec {
        sources: &["typed_params"],
        xml_module: "virtypedparam-public",
        ..part("libvirt-common", &[], "common", "what the other headers share: version, typed parameters")
    },
    HeaderSpec {
        sources: &["connect"],
        ..part("libvirt-host", &["libvirt-common"], "host", "connections and the host behind them")
    },
    part(
        "libvirt-domain",
        &["libvirt-host"],
        "domain",
        "domains: definition, life, devices, statistics, events",
    ),
    part("libvirt-domain-checkpoint", &["libvirt-domain"], "domain_checkpoint", "checkpoints of domains"),
    part("libvirt-domain-snapshot", &["libvirt-domain"], "domain_snapshot", "snapshots of domains"),
    HeaderSpec {
        xml_module: "virevent",
        ..part("libvirt-event", &["libvirt-common"], "event", "event loops")
    },
    part("libvirt-interface", &["libvirt-host"], "interface", "network interfaces of the host"),
    part("libvirt-network", &["libvirt-host"], "network", "virtual networks and their ports"),
    part("libvirt-nodedev", &["libvirt-host"], "nodedev", "devices of the host"),
    part("libvirt-nwfilter", &["libvirt-host"], "nwfilter", "network filters and their bindings"),
    part("libvirt-secret", &["libvirt-host"], "secret", "secrets"),
    part("libvirt-storage", &["libvirt-host"], "storage", "storage pools and volumes"),
    part("libvirt-stream", &["libvirt-host"], "stream", "streams of data"),
    HeaderSpec {
        sources: &["error"],
        xml_module: "virerror",
        ..part("virterror", &["libvirt"], "virterror", "errors")
    },
];

static QEMU: [HeaderSpec; 1] =
    [part("libvirt-qemu", &["libvirt"], "qemu", "what only domains of the QEMU driver can do")];

static LXC: [HeaderSpec; 1] =
    [part("libvirt-lxc", &["libvirt"], "lxc", "what only domains of the LXC driver can do")];

static ADMIN: [HeaderSpec; 1] =
    [part("libvirt-admin", &["libvirt-common"], "admin", "administration of running daemons")];

/// Functions whose module is not that of their header.
pub fn xml_module(header: &HeaderSpec, function: &str) -> &'static str {
    match function {
        "virConnectClose"
        | "virConnectOpen"
        | "virConnectOpenAuth"
        | "virConnectOpenReadOnly"
        | "virGetVersion"
        | "virInitialize" => "libvirt",
        _ => header.xml_module,
    }
}

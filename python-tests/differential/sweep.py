"""Every method of every class, with values made from the names of its parameters."""

import inspect

import libvirt

# What ends the session, waits for somebody, or has no meaning on this driver without a peer.
LEFT_OUT = {
    "close", "virConnectDispatchDomainEvent", "setKeepAlive", "sendAll", "recvAll", "sparseRecvAll", "sparseSendAll",
    "connect", "domain", "getConnect", "getDomain", "suspendForDuration", "c_pointer", "ref", "unregisterCloseCallback",
    "registerCloseCallback", "getHostname", "getLibVersion", "newStream", "recv", "send", "recvFlags", "recvHole", "sendHole",
    "setIdentity", "eventAddCallback", "rename",
}

VALUES = {
    "flags": (0, 1, 1 << 30),
    "name": ("test", "nope", ""),
    "xml": ("<x/>", ""), "xmlDesc": ("<x/>", ""), "desc": ("<x/>",), "dxml": (None, "<x/>"),
    "disk": ("vda", "nope"), "path": ("vda", "/nope"), "device": ("testnet0", "nope"), "dev": ("vda",),
    "uri": ("urn:x", "qemu:///nowhere"), "params": ({}, {"bogus": 1}), "bandwidth": (0, 10),
    "type": (0, 1, 99), "uuid": (b"\0" * 16,), "uuidstr": ("nonsense", "00000000-0000-0000-0000-000000000000"),
    "memory": (1, 1 << 40), "nvcpus": (1, 99), "vcpu": (0, 99), "id": (1, 99), "vcpumap": ("0", "x"), "state": (0, 1),
    "start": (0,), "size": (8,), "offset": (0,), "autostart": (0, 1), "iothread_id": (1, 99), "period": (1,),
    "domain": (None,), "doms": ([],), "mountpoints": (None,), "seconds": (1,), "cap": (None, "system"),
}

TARGETS = (
    ("virConnect", lambda c: c),
    ("virDomain", lambda c: c.lookupByName("test")),
    ("virNetwork", lambda c: c.networkLookupByName("default")),
    ("virInterface", lambda c: c.interfaceLookupByName("eth1")),
    ("virStoragePool", lambda c: c.storagePoolLookupByName("default-pool")),
    ("virNodeDevice", lambda c: c.nodeDeviceLookupByName("scsi_host2")),
    ("virStream", lambda c: c.newStream()),
)


def arguments(function):
    """A few tuples of arguments for a method."""
    parameters = [p for p in inspect.signature(function).parameters.values() if p.kind in (p.POSITIONAL_OR_KEYWORD,)]
    needed = [VALUES.get(p.name, ("x",)) for p in parameters if p.default is p.empty]
    optional = [p for p in parameters if p.default is not p.empty]
    first = tuple(values[0] for values in needed)
    yield first
    for place, values in enumerate(needed):
        for value in values[1:]:
            yield first[:place] + (value,) + first[place + 1:]
    if optional and optional[-1].name == "flags":
        middle = tuple(p.default for p in optional[:-1])
        for flags in VALUES["flags"][1:]:
            yield first + middle + (flags,)


def methods(target):
    for name in sorted(dir(type(target))):
        function = getattr(target, name)
        skip = name.startswith("_") or name in LEFT_OUT or "Event" in name or name.startswith("migrate")
        if not skip and inspect.ismethod(function):
            yield name, function


def keep(conn):
    """Documents from which what the sweep destroys is made again."""
    return {
        "virDomain": conn.lookupByName("test").XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE),
        "virNetwork": conn.networkLookupByName("default").XMLDesc(),
        "virStoragePool": conn.storagePoolLookupByName("default-pool").XMLDesc(),
        "virInterface": conn.interfaceLookupByName("eth1").XMLDesc(),
    }


def remake(conn, kind, documents):
    """Brings a destroyed object back, running; what cannot be brought back is the last of its kind to look at."""
    if kind not in documents:
        return
    make = {
        "virDomain": conn.defineXML, "virNetwork": conn.networkDefineXML, "virStoragePool": conn.storagePoolDefineXML,
        "virInterface": conn.interfaceDefineXML,
    }[kind]
    make(documents[kind]).create()


def run(conn, folder, call, turn):
    documents = keep(conn)
    for kind, make in TARGETS:
        target = make(conn)
        for name, function in methods(target):
            for args in arguments(function):
                call("%s.%s" % (kind, name), function, *args)
            turn("%s.%s" % (kind, name))
            try:
                target = make(conn)
            except libvirt.libvirtError:
                remake(conn, kind, documents)
                target = make(conn) if kind in documents else target
                turn("remake")


def read_only(conn, call):
    """What a read-only connection refuses."""
    for kind, make in TARGETS:
        try:
            target = make(conn)
        except libvirt.libvirtError:
            continue
        for name, function in methods(target):
            call("read-only %s.%s" % (kind, name), function, *next(arguments(function)))

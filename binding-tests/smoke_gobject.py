#!/usr/bin/python3
"""libvirt-glib through introspection on test:///default: what virt-viewer and Boxes rest on."""

import gi

gi.require_version("LibvirtGObject", "1.0")
from gi.repository import GLib, LibvirtGObject  # noqa: E402


def told(what, function):
    try:
        print("%s: %s" % (what, function()))
    except GLib.Error as error:
        print("%s: error %d" % (what, error.code))


LibvirtGObject.init_object(None)
conn = LibvirtGObject.Connection.new("test:///default")
conn.open(None)
conn.fetch_domains(None)
conn.fetch_networks(None)
conn.fetch_storage_pools(None)
told("type", conn.get_hypervisor_name)
told("domains", lambda: sorted(d.get_name() for d in conn.get_domains()))
told("networks", lambda: sorted(n.get_name() for n in conn.get_networks()))
told("pools", lambda: sorted(p.get_name() for p in conn.get_storage_pools()))
domain = conn.find_domain_by_name("test")
seen = []
for signal in ("started", "stopped", "suspended", "resumed"):
    domain.connect(signal, lambda *args, name=signal: seen.append(name))
told("state", lambda: int(domain.get_info().state))
told("suspend", domain.suspend)
told("resume", domain.resume)
told("stop", lambda: domain.stop(0))
told("stop again", lambda: domain.stop(0))
told("start", lambda: domain.start(0))
told("xml", lambda: domain.get_config(0).to_xml()[:40])
loop = GLib.MainLoop()
GLib.timeout_add(300, loop.quit)
loop.run()
print("signals:", seen)
conn.close()

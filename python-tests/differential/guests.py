"""Real guests under TCG through every operation of their life; prints a transcript, one JSON value a line:
what was called, what came of it, the state afterwards, and the events in their order. The ids of handles are left
out: upstream's library resets them in its remote driver only, ours always.

    guests.py                         on whatever libvirt.so.0 the loader finds
    guests.py --compare DIR [--only WORD]   on upstream's and on the one in DIR; differences fail

Guests boot from a sector that does one thing: run on, power off, reboot, or report a crash. Upstream destroys and saves
slowly, so a whole run takes minutes.
"""

import argparse
import difflib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid

# Events that come later than this after the one before are taken for the next operation's.
QUIET = 0.4

# Real-mode code at 0x7c00. Each waits for about a tenth of a second of the guest's time first.
WAIT = bytes.fromhex("fa b9 20 00 51 b9 ff ff e2 fe 59 e2 f7".replace(" ", ""))
SECTORS = {
    "run": bytes.fromhex("ebfe"),
    # out 0x604 <- 0x2000: the power management of both machines, as the BIOS leaves it
    "off": WAIT + bytes.fromhex("ba0406b80020efebfe"),
    # out 0x64 <- 0xfe: the keyboard controller's reset line
    "reboot": WAIT + bytes.fromhex("b0fee664ebfe"),
    # out 0x505 <- 1: pvpanic
    "crash": WAIT + bytes.fromhex("ba0505b001eeebfe"),
}


class Session:
    def __init__(self, root):
        import libvirt

        self.libvirt = libvirt
        libvirt.registerErrorHandler(lambda *_: None, None)
        libvirt.virEventRegisterDefaultImpl()
        self.root = root
        self.events = []
        self.last = time.monotonic()
        self.stopped = False
        self.loop = threading.Thread(target=self.serve, daemon=True)
        self.loop.start()
        os.makedirs(os.path.join(root, "etc"))
        with open(os.path.join(root, "etc/qemu.conf"), "w") as conf:
            conf.write('user = "+0"\ngroup = "+0"\nsecurity_driver = "none"\nstdio_handler = "file"\n')
        self.conn = libvirt.open(f"qemu:///embed?root={root}")
        names = {value: name[len("VIR_DOMAIN_EVENT_ID_") :] for name, value in vars(libvirt).items()
                 if name.startswith("VIR_DOMAIN_EVENT_ID_")}
        for name in ("LIFECYCLE", "REBOOT", "WATCHDOG", "GRAPHICS", "CONTROL_ERROR", "TRAY_CHANGE", "PMSUSPEND",
                     "PMWAKEUP", "BALLOON_CHANGE", "DEVICE_REMOVED", "METADATA_CHANGE", "JOB_COMPLETED", "IO_ERROR",
                     "RTC_CHANGE", "AGENT_LIFECYCLE"):
            number = getattr(libvirt, "VIR_DOMAIN_EVENT_ID_" + name)
            assert names[number] == name
            self.conn.domainEventRegisterAny(None, number, self.note, name)

    def serve(self):
        while not self.stopped:
            self.libvirt.virEventRunDefaultImpl()

    def note(self, _conn, domain, *rest):
        *values, name = rest
        if name == "JOB_COMPLETED":
            values = [values[0].get("operation")]
        if name == "GRAPHICS":
            values = [values[0], values[3]]
        self.events.append([name, domain.name(), domain.ID() if name == "LIFECYCLE" else None, *values])
        self.last = time.monotonic()

    def settle(self, least=0):
        """Waits until nothing more comes; for at least `least` seconds."""
        begin = time.monotonic()
        while True:
            now = time.monotonic()
            if now - self.last > QUIET and now - begin > max(least, QUIET):
                return
            time.sleep(0.02)

    def do(self, what, act, domain=None, least=0):
        """One operation and all that follows from it."""
        try:
            value = act()
            result = value if isinstance(value, (int, str, list, tuple, type(None))) else type(value).__name__
        except self.libvirt.libvirtError as error:
            value = None
            result = ["error", error.get_error_code(), error.get_error_domain(), error.get_error_message()]
        self.settle(least)
        domain = domain if domain is not None else value
        state = None
        if isinstance(domain, self.libvirt.virDomain):
            try:
                state = [domain.state(), domain.isActive(), domain.hasManagedSaveImage()]
            except self.libvirt.libvirtError as error:
                state = ["gone", error.get_error_code()]
        events, self.events = self.events, []
        row = json.dumps([what, result, state, events], default=str)
        row = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "TIME", row.replace(self.root, "ROOT"))
        print(row, flush=True)
        return value

    def xml(self, name, sector="run", more="", devices="", memory=16):
        disk = os.path.join(self.root, f"{name}.img")
        with open(disk, "wb") as image:
            image.write(SECTORS[sector].ljust(510, b"\0") + b"\x55\xaa" + bytes(65536 - 512))
        return f"""<domain type='qemu'><name>{name}</name><uuid>{uuid.uuid5(uuid.NAMESPACE_DNS, name)}</uuid><memory unit='MiB'>{memory}</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features>{more}
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator><controller type='usb' model='none'/>
<disk type='file'><driver name='qemu' type='raw'/><source file='{disk}'/><target dev='hda' bus='ide'/></disk>
{devices}</devices></domain>"""

    def pid(self, name):
        with open(os.path.join(self.root, f"run/qemu/{name}.pid")) as file:
            return int(file.read())

    def close(self):
        for domain in self.conn.listAllDomains():
            if domain.isActive():
                domain.destroy()
        self.conn.close()


def persistent(s):
    lv = s.libvirt
    d = s.do("define", lambda: s.conn.defineXML(s.xml("kept")))
    s.do("define again", lambda: s.conn.defineXML(d.XMLDesc()), d)
    s.do("suspend, off", d.suspend, d)
    s.do("destroy, off", d.destroy, d)
    s.do("create", d.create, d)
    s.do("create, running", d.create, d)
    s.do("resume, running", d.resume, d)
    s.do("suspend", d.suspend, d)
    s.do("suspend, paused", d.suspend, d)
    s.do("resume", d.resume, d)
    s.do("reset", lambda: d.reset(0), d)
    s.do("shutdown, no answer", d.shutdown, d)
    s.do("reboot, no answer", lambda: d.reboot(0), d)
    s.do("metadata", lambda: d.setMetadata(lv.VIR_DOMAIN_METADATA_TITLE, "a title", None, None, lv.VIR_DOMAIN_AFFECT_LIVE), d)
    s.do("nmi", lambda: d.injectNMI(0), d)
    s.do("key", lambda: d.sendKey(0, 0, [30], 1, 0), d)
    s.do("undefine, running", d.undefine, d)
    s.do("define, running", lambda: s.conn.defineXML(d.XMLDesc(lv.VIR_DOMAIN_XML_INACTIVE)), d)
    s.do("destroy", d.destroy, d)
    s.do("create paused", lambda: d.createWithFlags(lv.VIR_DOMAIN_START_PAUSED), d)
    s.do("resume, new", d.resume, d)
    s.do("destroy graceful", lambda: d.destroyFlags(lv.VIR_DOMAIN_DESTROY_GRACEFUL), d)
    s.do("rename", lambda: d.rename("renamed", 0))
    d = s.conn.lookupByName("renamed")
    s.do("undefine", d.undefine, d)


def transient(s):
    lv = s.libvirt
    d = s.do("create", lambda: s.conn.createXML(s.xml("loose"), 0))
    s.do("create, running", lambda: s.conn.createXML(d.XMLDesc(), 0), d)
    s.do("managed save, transient", lambda: d.managedSave(0), d)
    s.do("undefine, transient", d.undefine, d)
    s.do("destroy", d.destroy, d)
    s.do("suspend, gone", d.suspend, d)
    d = s.do("create paused", lambda: s.conn.createXML(s.xml("loose"), lv.VIR_DOMAIN_START_PAUSED))
    s.do("killed", lambda: os.kill(s.pid("loose"), 9), d, least=3)
    s.do("create, no image", lambda: s.conn.createXML(s.xml("loose").replace("loose.img", "nothing.img"), 0))
    s.do("create, bad option", lambda: s.conn.createXML(
        s.xml("loose").replace("<domain ", "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0' ").replace(
            "</domain>", "<qemu:commandline><qemu:arg value='-nonsense'/></qemu:commandline></domain>"), 0))


def saved(s):
    lv = s.libvirt
    image = os.path.join(s.root, "image")
    d = s.do("define", lambda: s.conn.defineXML(s.xml("kept")))
    for name, paused, flags in (("running", False, 0), ("paused", True, 0), ("as running", True, lv.VIR_DOMAIN_SAVE_RUNNING),
                                ("as paused", False, lv.VIR_DOMAIN_SAVE_PAUSED)):
        s.do("create", lambda: d.createWithFlags(lv.VIR_DOMAIN_START_PAUSED if paused else 0), d)
        s.do(f"save, {name}", lambda: d.saveFlags(image, None, flags), d)
        s.do(f"restore, {name}", lambda: s.conn.restore(image), d)
        s.do("destroy", d.destroy, d)
    s.do("save, off", lambda: d.save(image), d)
    s.do("restore, as paused", lambda: s.conn.restoreFlags(image, None, lv.VIR_DOMAIN_SAVE_PAUSED), d)
    s.do("restore, running", lambda: s.conn.restore(image), d)
    s.do("managed save", lambda: d.managedSave(0), d)
    s.do("managed save, off", lambda: d.managedSave(0), d)
    s.do("undefine, saved", d.undefine, d)
    s.do("create, saved", d.create, d)
    s.do("managed save", lambda: d.managedSave(0), d)
    s.do("create paused, saved", lambda: d.createWithFlags(lv.VIR_DOMAIN_START_PAUSED), d)
    s.do("managed save, paused", lambda: d.managedSave(0), d)
    s.do("create, saved paused", d.create, d)
    s.do("managed save", lambda: d.managedSave(lv.VIR_DOMAIN_SAVE_PAUSED), d)
    s.do("create forced", lambda: d.createWithFlags(lv.VIR_DOMAIN_START_FORCE_BOOT), d)
    dump = os.path.join(s.root, "dump")
    s.do("dump", lambda: d.coreDump(dump, 0), d)
    s.do("dump live", lambda: d.coreDump(dump, lv.VIR_DUMP_LIVE), d)
    s.do("dump memory", lambda: d.coreDump(dump, lv.VIR_DUMP_MEMORY_ONLY), d)
    s.do("dump reset", lambda: d.coreDump(dump, lv.VIR_DUMP_RESET), d)
    s.do("suspend", d.suspend, d)
    s.do("dump, paused", lambda: d.coreDump(dump, 0), d)
    s.do("dump crash", lambda: d.coreDump(dump, lv.VIR_DUMP_CRASH), d)
    s.do("create", d.create, d)
    s.do("managed save", lambda: d.managedSave(0), d)
    s.do("remove", lambda: d.managedSaveRemove(0), d)
    s.do("remove, none", lambda: d.managedSaveRemove(0), d)
    s.do("undefine", d.undefine, d)


def guest_ends(s):
    panic = "<panic model='isa'/>"
    for sector, event, action in (("off", "poweroff", "destroy"), ("off", "poweroff", "restart"), ("reboot", "reboot", "restart"),
                                  ("reboot", "reboot", "destroy"), ("crash", "crash", "destroy"), ("crash", "crash", "restart"),
                                  ("crash", "crash", "preserve"), ("crash", "crash", "coredump-destroy")):
        more = f"<on_{event}>{action}</on_{event}>"
        name = f"{event}-{action}"
        xml = s.xml("ends", sector, more, panic if sector == "crash" else "")
        if action == "restart":
            # It goes on for ever: the first of each kind of event is enough.
            d = s.conn.createXML(xml, 0)
            time.sleep(4)
            d.destroy()
            s.settle()
            seen = []
            for one in s.events:
                if one not in seen:
                    seen.append(one)
            s.events = seen
            s.do(f"{name}, a while", lambda: None, d)
            continue
        d = s.do(name, lambda: s.conn.createXML(xml, 0), least=4)
        if d is not None:
            s.do(f"{name}, resume", d.resume, d, least=1)
            s.do(f"{name}, reset", lambda: d.reset(0), d, least=1)
            s.do(f"{name}, destroy", d.destroy, d)


def devices(s):
    lv = s.libvirt
    import libvirt_qemu

    cdrom = os.path.join(s.root, "cd.iso")
    with open(cdrom, "wb") as image:
        image.write(bytes(65536))
    xml = s.xml("things", devices=f"""<disk type='file' device='cdrom'><driver name='qemu' type='raw'/>
<source file='{cdrom}'/><target dev='hdc' bus='ide'/><readonly/></disk><graphics type='vnc' autoport='yes'/>
<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>""")
    d = s.do("create", lambda: s.conn.createXML(xml, 0))
    hmp = lambda line: libvirt_qemu.qemuMonitorCommand(d, line, 1)
    qmp = lambda command, **arguments: list(json.loads(libvirt_qemu.qemuMonitorCommand(
        d, json.dumps({"execute": command, "arguments": arguments}), 0)))[:1]
    tray = lambda what: qmp("blockdev-" + what + "-tray", id="ide0-1-0", **({"force": True} if what == "open" else {}))
    s.do("open tray", lambda: tray("open"), d)
    s.do("tray in XML", lambda: "tray='open'" in d.XMLDesc(), d)
    s.do("close tray", lambda: tray("close"), d)
    port = int(re.search(r"type='vnc' port='(\d+)'", d.XMLDesc()).group(1))

    def look():
        viewer = socket.create_connection(("127.0.0.1", port))
        viewer.recv(12)
        viewer.send(b"RFB 003.008\n")
        viewer.recv(2)
        viewer.send(b"\x01")
        viewer.recv(4)
        viewer.send(b"\x01")
        viewer.recv(24)
        viewer.close()

    s.do("viewer", look, d)
    s.do("stop behind our back", lambda: hmp("stop"), d)
    s.do("cont behind our back", lambda: hmp("cont"), d)
    s.do("messages", lambda: d.messages(0), d)
    s.do("agent, none", lambda: d.hostname(lv.VIR_DOMAIN_GET_HOSTNAME_AGENT), d)
    s.do("balloon", lambda: d.setMemory(8192), d)
    s.do("quit behind our back", lambda: hmp("quit"), d)


SCENARIOS = (persistent, transient, saved, guest_ends, devices)


def run():
    root = tempfile.mkdtemp(prefix="guests-")
    try:
        for scenario in SCENARIOS:
            if os.environ.get("ONLY", "") in scenario.__name__:
                print(json.dumps([scenario.__name__]), flush=True)
                # Each in a process of its own: upstream opens one root a process.
                child = subprocess.run([sys.executable, __file__, "--scenario", scenario.__name__, root + "/" + scenario.__name__],
                                       check=False, stderr=subprocess.PIPE, text=True, timeout=900)
                if child.returncode != 0:
                    print(json.dumps(["ended", child.returncode, child.stderr[-800:]]))
    finally:
        shutil.rmtree(root, ignore_errors=True)


def play(name, root):
    os.makedirs(root)
    session = Session(root)
    try:
        globals()[name](session)
    finally:
        session.close()


def transcript(library):
    environment = {key: value for key, value in os.environ.items() if key != "LD_LIBRARY_PATH"}
    if library:
        environment["LD_LIBRARY_PATH"] = os.path.abspath(library)
    done = subprocess.run([sys.executable, __file__], env=environment, capture_output=True, text=True, timeout=1800, check=False)
    return done.stdout.splitlines() + ([done.stderr] if done.returncode else [])


# Where the order or presence of events is a race with upstream's own threads: only results and states count.
RACES = re.compile(r'\["(crash-|poweroff-restart|quit behind)')


def stable(rows):
    return [json.dumps(json.loads(row)[0::2][:2]) if RACES.match(row) else row for row in rows]


def compare(library):
    upstream, ours = stable(transcript(None)), stable(transcript(library))
    different = list(difflib.unified_diff(upstream, ours, "upstream", "ours", n=0, lineterm=""))
    print("\n".join(different))
    print(f"{len(upstream)} steps, {sum(line[0] == '+' for line in different[2:])} differ")
    return 1 if different else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compare", metavar="DIR")
    parser.add_argument("--only", default="", help="scenarios whose name contains this")
    parser.add_argument("--scenario", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.scenario:
        return play(*options.scenario)
    if options.only:
        os.environ["ONLY"] = options.only
    if options.compare:
        return compare(options.compare)
    return run()


if __name__ == "__main__":
    sys.exit(main())

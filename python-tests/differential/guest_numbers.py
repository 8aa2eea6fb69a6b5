"""Every number and every word of a real Linux guest: statistics, information, what its agent tells and does. Prints a
transcript, one JSON value a line: what was called and what came of it, with numbers that differ from run to run
replaced by their type and sign.

    guest_numbers.py GUEST                        on whatever libvirt.so.0 the loader finds
    guest_numbers.py GUEST --compare DIR          on upstream's and on the one in DIR, at once; differences fail

GUEST is a folder of the guest kit (build-guest.sh). Needs root for the tap.
"""
import argparse
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

from guests import Session

MAC = "52:54:00:aa:00:0"
BACKED = 8 << 20


def shape(value):
    """Numbers by kind and sign; everything else as it is."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return "0" if value == 0 else "-" if value < 0 else "n"
    if isinstance(value, float):
        return "f"
    if isinstance(value, dict):
        return {str(key): shape(one) for key, one in sorted(value.items(), key=lambda item: str(item[0]))}
    if isinstance(value, (list, tuple)):
        return [shape(one) for one in value]
    return value


def kind(value):
    """Numbers by kind only."""
    return json.loads(re.sub(r'"[0n-]"', '"n"', json.dumps(shape(value))))


def exact(value):
    return value


class Numbers(Session):
    def __init__(self, root, guest):
        super().__init__(root)
        self.guest = guest
        self.said = ""
        self.heard = threading.Condition()

    def ask(self, what, act, view=exact):
        """One call and its answer, without waiting for events."""
        try:
            result = view(act())
            if isinstance(result, self.libvirt.virDomain):
                result = "domain"
        except self.libvirt.libvirtError as error:
            result = ["error", error.get_error_code(), error.get_error_domain(), error.get_error_message()]
        except (LookupError, OverflowError, TypeError) as error:  # the binding's own
            result = ["refused", str(error)]
        row = json.dumps([what, result], default=str)
        row = re.sub(r"\d{4}-\d\d-\d\d[T ][0-9:.+]+Z?", "TIME", row.replace(self.root, "ROOT"))
        print(row, flush=True)
        return result

    def listen(self, domain):
        """The guest's first console, read and written."""
        self.console = self.conn.newStream(0)
        domain.openConsole(None, self.console, 0)

        def read():
            while True:
                try:
                    data = self.console.recv(4096)
                except self.libvirt.libvirtError:
                    return
                if not data:
                    return
                with self.heard:
                    self.said += data.decode(errors="replace")
                    self.heard.notify_all()

        threading.Thread(target=read, daemon=True).start()

    def expect(self, text, since=0, seconds=180):
        with self.heard:
            found = self.heard.wait_for(lambda: text in self.said[since:], seconds)
        if not found:
            raise TimeoutError(f"no {text!r}; the guest said: {self.said[-300:]!r}")
        return self.said.index(text, since)

    def tell(self, domain, line):
        """Runs a command line in the guest, by way of its agent."""
        import libvirt_qemu

        def ask(command, **arguments):
            request = {"execute": command, "arguments": arguments}
            return json.loads(libvirt_qemu.qemuAgentCommand(domain, json.dumps(request), 30, 0))["return"]

        pid = ask("guest-exec", path="/bin/sh", arg=["-c", line])["pid"]
        while True:
            done = ask("guest-exec-status", pid=pid)
            if done["exited"]:
                assert done.get("exitcode") == 0, (line, done)
                return
            time.sleep(0.1)

    def image(self, name, size, *more):
        path = os.path.join(self.root, name)
        subprocess.run(["qemu-img", "create", "-q", *more, path, str(size)], check=True)
        return path

    def definition(self):
        kernel = "vmlinux" if os.path.exists(os.path.join(self.guest, "vmlinux")) else "vmlinuz"
        base = self.image("base.img", BACKED, "-f", "raw")
        top = self.image("top.qcow2", BACKED, "-f", "qcow2", "-b", base, "-F", "raw")
        plain = self.image("plain.img", BACKED, "-f", "raw")
        return f"""<domain type='qemu' id='7'><name>linux</name><uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>
<memory unit='MiB'>320</memory><vcpu current='2'>3</vcpu><iothreads>1</iothreads>
<os><type arch='x86_64' machine='q35'>hvm</type><kernel>{self.guest}/{kernel}</kernel>
<initrd>{self.guest}/initramfs</initrd><cmdline>console=ttyS0 quiet</cmdline></os>
<features><acpi/><apic/></features>
<pm><suspend-to-mem enabled='yes'/><suspend-to-disk enabled='no'/></pm>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator>
<disk type='file'><driver name='qemu' type='qcow2' iothread='1'/><source file='{top}'/><target dev='vda' bus='virtio'/>
<serial>TOP</serial></disk>
<disk type='file'><driver name='qemu' type='raw'/><source file='{plain}'/><target dev='sda' bus='sata'/></disk>
<disk type='file' device='cdrom'><target dev='sdb' bus='sata'/></disk>
<serial type='pty'/><console type='pty'><target type='serial'/></console>
<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
<channel type='unix'><target type='virtio' name='org.libvirt-rs.test.0'/></channel>
<interface type='user'><mac address='{MAC}1'/><model type='virtio'/></interface>
<interface type='ethernet'><mac address='{MAC}2'/><target dev='lvtest{os.getpid() % 10000}'/><model type='virtio'/></interface>
<memballoon model='virtio'><stats period='1'/></memballoon>
<watchdog model='i6300esb' action='none'/>
<graphics type='vnc' autoport='yes'/><video><model type='vga'/></video>
</devices></domain>"""


def numbers_of(s, d, when):
    """All that is counted."""
    lv = s.libvirt
    ask = lambda what, act, view=exact: s.ask(f"{what}, {when}", act, view)
    ask("info", d.info, shape)
    ask("state", d.state)
    ask("vcpus", d.vcpus, kind)
    for flags in (0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12):
        ask(f"vcpusFlags {flags}", lambda: d.vcpusFlags(flags))
        ask(f"vcpuPinInfo {flags}", lambda: d.vcpuPinInfo(flags))
        ask(f"emulatorPinInfo {flags}", lambda: d.emulatorPinInfo(flags))
    ask("maxVcpus", d.maxVcpus)
    ask("maxMemory", d.maxMemory)
    ask("getCPUStats total", lambda: d.getCPUStats(True, 0), shape)
    ask("getCPUStats", lambda: d.getCPUStats(False, 0), shape)
    ask("getCPUStats, flags", lambda: d.getCPUStats(True, 1), shape)
    ask("memoryStats", d.memoryStats, lambda value: sorted(value))
    for disk in ("vda", "sda", "sdb", "nope", "", s.root + "/top.qcow2", s.root + "/base.img", s.root + "/plain.img"):
        name = os.path.basename(disk)
        ask(f"blockStats {name}", lambda: d.blockStats(disk), kind)
        ask(f"blockStatsFlags {name}", lambda: d.blockStatsFlags(disk, 0), kind)
        ask(f"blockInfo {name}", lambda: d.blockInfo(disk, 0), shape)
    ask("blockStatsFlags, flags", lambda: d.blockStatsFlags("vda", 2))
    ask("blockInfo, flags", lambda: d.blockInfo("vda", 1))
    ask("diskErrors", lambda: d.diskErrors(0))
    ask("diskErrors, flags", lambda: d.diskErrors(1))
    for interface in ("nope", MAC + "1", MAC + "2", MAC + "3", f"lvtest{os.getpid() % 10000}", ""):
        ask(f"interfaceStats {interface.rstrip('0123456789') if interface.startswith('lv') else interface}",
            lambda: d.interfaceStats(interface), kind)
    for source in range(4):
        ask(f"interfaceAddresses {source}", lambda: d.interfaceAddresses(source, 0), addresses)
        ask(f"interfaceAddresses {source}, flags", lambda: d.interfaceAddresses(source, 1), addresses)
    ask("controlInfo", d.controlInfo)
    ask("jobInfo", d.jobInfo)
    for flags in range(8):
        ask(f"jobStats {flags}", lambda: d.jobStats(flags), shape)
    ask("abortJob", d.abortJob)
    ask("messages", lambda: d.messages(0))
    ask("hasCurrentSnapshot", lambda: d.hasManagedSaveImage(0))
    ask("getTime", lambda: d.getTime(0), kind)
    ask("hostname", lambda: d.hostname(0))
    ask("hostname lease", lambda: d.hostname(lv.VIR_DOMAIN_GET_HOSTNAME_LEASE))
    ask("hostname both", lambda: d.hostname(3))
    ask("guestVcpus", lambda: d.guestVcpus(0))
    ask("fsInfo", lambda: d.fsInfo(0))
    for bits in range(-1, 9):
        types = 1 << bits if bits >= 0 else 0
        ask(f"guestInfo {types}", lambda: d.guestInfo(types, 0), guest_info)
    ask("guestInfo, flags", lambda: d.guestInfo(0, 1), guest_info)
    ask("memoryPeek", lambda: len(d.memoryPeek(0, 16, lv.VIR_MEMORY_PHYSICAL)))
    ask("blockPeek", lambda: len(d.blockPeek("sda", 0, 16, 0)))
    ask("blockPeek vda", lambda: len(d.blockPeek("vda", 0, 16, 0)))
    ask("perfEvents", lambda: d.perfEvents(0))
    for flags in (1, 2, 3):
        ask(f"perfEvents {flags}", lambda: d.perfEvents(flags))
    ask("getAutostart", d.autostart)
    ask("isUpdated", d.isUpdated)


def addresses(value):
    return {name if not name.startswith("lvtest") else "lvtest": one for name, one in value.items() if one}


def guest_info(value):
    shaped = shape(value)
    for key in shaped:
        if re.search(r"login-time|used-bytes|total-bytes|load", key):
            shaped[key] = "n"
    return shaped


def all_stats(s, d, when):
    lv = s.libvirt
    groups = [1 << bit for bit in range(11)]
    flags = {"enforce": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS,
             "backing": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING,
             "nowait": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT,
             "running": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING,
             "shutoff": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF,
             "active": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE,
             "transient": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT,
             "other": lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER, "none": 0, "unknown": 1 << 24}

    def view(records):
        return [[one[0].name(), stats_view(one[1])] for one in records]

    for group in groups:
        s.ask(f"stats {group}, {when}", lambda: s.conn.getAllDomainStats(group, 0), view)
    for name, bits in flags.items():
        s.ask(f"stats {name}, {when}", lambda: s.conn.getAllDomainStats(lv.VIR_DOMAIN_STATS_BLOCK, bits), view)
    s.ask(f"stats of all, {when}", lambda: s.conn.getAllDomainStats(0, 0), view)
    s.ask(f"stats of it, {when}", lambda: s.conn.domainListGetStats([d], 0, 0), view)
    s.ask(f"stats of it twice, {when}", lambda: s.conn.domainListGetStats([d, d], lv.VIR_DOMAIN_STATS_STATE, 0), view)
    s.ask(f"stats of it, shutoff, {when}",
          lambda: s.conn.domainListGetStats([d], 0, lv.VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF), view)
    for unknown in (1 << 11, 1 << 20, 0x801):
        s.ask(f"stats unknown {unknown}, {when}", lambda: s.conn.getAllDomainStats(unknown, 0), view)
        s.ask(f"stats unknown {unknown} enforced, {when}", lambda: s.conn.getAllDomainStats(unknown, flags["enforce"]), view)


# What is told exactly, of the numbers among statistics.
EXACT = re.compile(r"state|count|current|maximum|name|path|capacity|backingIndex|poll|calc_(status|period|mode)")
# Any number.
LOOSE = re.compile(r"fault|swap|wait|delay|rate|[rt]x\.|reqs|bytes|times|allocation|fl\.|physical|user|system|time|perf")


def stats_view(stats):
    result = {}
    for key, value in sorted(stats.items()):
        if isinstance(value, str):
            result[key] = re.sub("lvtest[0-9]+", "lvtest", value)
        elif LOOSE.search(key):
            result[key] = type(value).__name__
        elif EXACT.search(key):
            result[key] = value
        else:
            result[key] = shape(value)
    return result


def wrong_setters(s, d, when):
    """What changes something, where it can't."""
    running = when == "running"
    ask = lambda what, act, view=exact: s.ask(f"{what}, {when}", act, view)
    for seconds in (0, 61, -1):
        ask(f"startDirtyRateCalc {seconds}", lambda: d.startDirtyRateCalc(seconds, 0))
    ask("startDirtyRateCalc, flags", lambda: d.startDirtyRateCalc(1, 8))
    ask("startDirtyRateCalc, modes", lambda: d.startDirtyRateCalc(1, 3))
    ask("startDirtyRateCalc, ring", lambda: d.startDirtyRateCalc(1, 4))
    ask("setTime, flags", lambda: d.setTime({"seconds": 1}, 2))
    ask("setUserPassword, flags", lambda: d.setUserPassword("root", "x", 2))
    ask("setGuestVcpus none", lambda: d.setGuestVcpus("", 0, 0))
    ask("setGuestVcpus 7", lambda: d.setGuestVcpus("7", 1, 0))
    ask("setGuestVcpus 0", lambda: d.setGuestVcpus("0", 0, 0))
    ask("setGuestVcpus junk", lambda: d.setGuestVcpus("a-b", 1, 0))
    ask("setGuestVcpus state", lambda: d.setGuestVcpus("1", 2, 0))
    ask("fsFreeze, flags", lambda: d.fsFreeze(None, 1))
    ask("fsThaw, places", lambda: d.fsThaw(["/nope"], 0))
    ask("fsFreeze, places", lambda: d.fsFreeze(["/nope"], 0))
    ask("fsTrim, place", lambda: d.fSTrim("/nope", 0, 0))
    ask("fsTrim, flags", lambda: d.fSTrim(None, 0, 1))
    for seconds in (-3, -2, -1, 0, 1, 5):
        ask(f"agentSetResponseTimeout {seconds}", lambda: d.agentSetResponseTimeout(seconds, 0))
    ask("agentSetResponseTimeout, flags", lambda: d.agentSetResponseTimeout(1, 1))
    ask("authorizedSSHKeysGet", lambda: d.authorizedSSHKeysGet("nobody-there", 0))
    ask("authorizedSSHKeysGet, flags", lambda: d.authorizedSSHKeysGet("root", 1))
    ask("authorizedSSHKeysSet, flags", lambda: d.authorizedSSHKeysSet("root", ["k"], 8))
    ask("authorizedSSHKeysSet, both", lambda: d.authorizedSSHKeysSet("root", ["k"], 3))
    ask("authorizedSSHKeysSet, none", lambda: d.authorizedSSHKeysSet("root", [], 0))
    ask("setVcpusFlags guest 9", lambda: d.setVcpusFlags(9, 8))
    ask("setVcpusFlags guest 1", lambda: d.setVcpusFlags(1, 8) if not running else None)
    for target in (-1, 0, 1, 2, 3):
        if not running or target not in (0, 2):
            ask(f"pMSuspendForDuration {target}", lambda: d.pMSuspendForDuration(target, 0, 0))
    ask("pMSuspendForDuration long", lambda: d.pMSuspendForDuration(0, 5, 0))
    ask("pMSuspendForDuration, flags", lambda: d.pMSuspendForDuration(0, 0, 1))
    ask("pMWakeup", lambda: d.pMWakeup(0))
    ask("pMWakeup, flags", lambda: d.pMWakeup(1))
    ask("setMemoryStatsPeriod, flags", lambda: d.setMemoryStatsPeriod(1, 8))
    ask("setMemory too much", lambda: d.setMemoryFlags(1 << 30, 0))
    ask("setPerfEvents unknown", lambda: d.setPerfEvents({"nope": True}, 0))
    ask("setPerfEvents, flags", lambda: d.setPerfEvents({"cpu_clock": True}, 4))


def custom(s, d, when):
    """libvirt-qemu's part."""
    import libvirt_qemu as q

    ask = lambda what, act, view=exact: s.ask(f"{what}, {when}", act, view)
    plain = lambda text: re.sub(r'"libvirt-\d+"', '"ID"', text) if isinstance(text, str) else text
    for flags in (0, 1, 2, 3):
        for command in ('{"execute":"query-name"}', "info name", "", "{", "[]", '"x"', "null", "{}", '{"execute":"nope"}',
                        '{"execute":"query-name","id":"mine"}', '{"execute":"query-name","arguments":{"x":1}}',
                        '{"execute":"query-kvm"}', "nope", '{"execute":1}'):
            ask(f"monitor {flags} {command}", lambda: q.qemuMonitorCommand(d, command, flags), plain)
    for timeout in (-3, -2, -1, 0, 1, 5):
        ask(f"agent {timeout}", lambda: q.qemuAgentCommand(d, '{"execute":"guest-ping"}', timeout, 0))
    for command in ("", "{", "[]", "{}", '{"execute":"nope"}', '{"execute":"guest-get-time","id":3}', "guest-ping",
                    '{"execute":"guest-file-open","arguments":{"path":"/nope"}}', '{"execute":"guest-get-host-name"}'):
        ask(f"agent {command}", lambda: q.qemuAgentCommand(d, command, 5, 0),
            lambda text: re.sub(r"\d{9,}", "N", text) if isinstance(text, str) else text)
    ask("agent, flags", lambda: q.qemuAgentCommand(d, '{"execute":"guest-ping"}', 5, 1))
    ask("attach", lambda: q.qemuAttach(s.conn, os.getpid(), 0))
    ask("attach, flags", lambda: q.qemuAttach(s.conn, 1, 1))


def files(s, d):
    import libvirt_qemu as q

    ask = s.ask
    with open(os.path.join(s.root, "plain.img"), "rb") as image:
        add = json.dumps({"execute": "add-fd", "arguments": {"fdset-id": 9}})
        ask("files, add", lambda: q.qemuMonitorCommandWithFiles(d, add, [image.fileno()], 0), lambda value: [value[0][:30], value[1]])
        ask("files, none", lambda: q.qemuMonitorCommandWithFiles(d, add, [], 0), lambda value: [re.sub(r'"libvirt-\d+"', "", value[0]), value[1]])
        ask("files, hmp", lambda: q.qemuMonitorCommandWithFiles(d, "info name", [image.fileno()], 1))
        ask("files, hmp without", lambda: q.qemuMonitorCommandWithFiles(d, "info name", [], 1))
        ask("files, flags", lambda: q.qemuMonitorCommandWithFiles(d, add, [image.fileno()], 4))
        remove = json.dumps({"execute": "remove-fd", "arguments": {"fdset-id": 9}})
        ask("files, remove", lambda: q.qemuMonitorCommand(d, remove, 0), lambda text: text[:12])


def dirty_rate(s, d):
    ask = s.ask
    for mode in (0, 1, 2):
        ask(f"dirty rate {mode}", lambda: d.startDirtyRateCalc(1, mode))
        group = s.libvirt.VIR_DOMAIN_STATS_DIRTYRATE
        ask("dirty rate again", lambda: d.startDirtyRateCalc(1, mode))
        time.sleep(3)
        ask("dirty rate, known", lambda: s.conn.domainListGetStats([d], group, 0), lambda value: stats_view(value[0][1]))


def perf(s, d):
    lv = s.libvirt
    ask = s.ask
    events = ask("perf events", lambda: sorted(d.perfEvents(0)))
    if "error" in events:
        return
    for name in events:
        ask(f"perf on {name}", lambda: d.setPerfEvents({name: True}, 0))
        ask("perf numbers", lambda: s.conn.domainListGetStats([d], lv.VIR_DOMAIN_STATS_PERF, 0), lambda value: stats_view(value[0][1]))
        ask("perf events", lambda: sorted(key for key, on in d.perfEvents(0).items() if on))
    ask("perf in XML", lambda: re.findall("<perf>.*</perf>", d.XMLDesc(), re.S))
    for flags in (1, 2, 3):
        ask(f"perf off {flags}", lambda: d.setPerfEvents({"cpu_clock": False, "page_faults": True}, flags))
        ask(f"perf of {flags}", lambda: [sorted(key for key, on in d.perfEvents(which).items() if on) for which in (1, 2)])
    ask("perf in stored XML", lambda: re.findall("<perf>.*</perf>", d.XMLDesc(lv.VIR_DOMAIN_XML_INACTIVE), re.S))
    ask("perf off", lambda: d.setPerfEvents({name: False for name in events}, 1))


def agent(s, d):
    """What is done through the guest's agent."""
    lv = s.libvirt
    ask = s.ask
    s.tell(d, "mke2fs -F /dev/vda && mkdir -p /mnt/t && mount -t ext4 /dev/vda /mnt/t")
    ask("fsInfo, mounted", lambda: [(f[0], f[1], f[2], f[3]) for f in d.fsInfo(0)])
    ask("guestInfo disks", lambda: d.guestInfo(lv.VIR_DOMAIN_GUEST_INFO_DISKS), guest_info)
    ask("guestInfo filesystems", lambda: d.guestInfo(lv.VIR_DOMAIN_GUEST_INFO_FILESYSTEM), guest_info)
    ask("fsFreeze", lambda: d.fsFreeze(None, 0))
    ask("fsFreeze again", lambda: d.fsFreeze(None, 0))
    ask("frozen: hostname", lambda: d.hostname(lv.VIR_DOMAIN_GET_HOSTNAME_AGENT))
    ask("fsThaw", lambda: d.fsThaw(None, 0))
    ask("fsThaw again", lambda: d.fsThaw(None, 0))
    ask("fsFreeze place", lambda: d.fsFreeze(["/mnt/t"], 0))
    ask("fsThaw", lambda: d.fsThaw(None, 0))
    ask("fsTrim", lambda: d.fSTrim(None, 0, 0))
    ask("fsTrim, least", lambda: d.fSTrim(None, 1 << 20, 0))
    s.tell(d, "umount /mnt/t")
    ask("setTime", lambda: d.setTime({"seconds": 1500000000, "nseconds": 5}, 0))
    ask("getTime", lambda: d.getTime(0)["seconds"] - 1500000000 < 60)
    ask("setTime, sync", lambda: d.setTime({"seconds": 0}, lv.VIR_DOMAIN_TIME_SYNC))
    ask("getTime", lambda: d.getTime(0)["seconds"] - 1500000000 > 1000)
    ask("setTime, too big", lambda: d.setTime({"seconds": 1 << 62, "nseconds": 5}, 0))
    ask("setTime, negative", lambda: d.setTime({"seconds": -5, "nseconds": 0}, 0))
    ask("setUserPassword", lambda: d.setUserPassword("root", "secret", 0))
    ask("setUserPassword, nobody", lambda: d.setUserPassword("no-such-user", "secret", 0))
    ask("setUserPassword, crypted", lambda: d.setUserPassword("root", "$1$abc$hW5tyDhJ6NfbLvLVtVB2D0", 1))
    ask("authorizedSSHKeysSet", lambda: d.authorizedSSHKeysSet("root", ["ssh-ed25519 AAAA one", "ssh-ed25519 BBBB two"], 0))
    ask("authorizedSSHKeysGet", lambda: d.authorizedSSHKeysGet("root", 0))
    ask("authorizedSSHKeysSet, more", lambda: d.authorizedSSHKeysSet("root", ["ssh-ed25519 CCCC three"], 1))
    ask("authorizedSSHKeysSet, remove", lambda: d.authorizedSSHKeysSet("root", ["ssh-ed25519 AAAA one"], 2))
    ask("authorizedSSHKeysGet", lambda: d.authorizedSSHKeysGet("root", 0))
    ask("guestVcpus", lambda: d.guestVcpus(0))
    ask("setGuestVcpus off", lambda: d.setGuestVcpus("1", 0, 0))
    ask("guestVcpus", lambda: d.guestVcpus(0))
    ask("setGuestVcpus on", lambda: d.setGuestVcpus("0-1", 1, 0))
    ask("guestVcpus", lambda: d.guestVcpus(0))
    ask("vcpusFlags guest", lambda: d.vcpusFlags(lv.VIR_DOMAIN_VCPU_GUEST))
    ask("setVcpusFlags guest", lambda: d.setVcpusFlags(1, lv.VIR_DOMAIN_VCPU_GUEST))
    ask("vcpusFlags guest", lambda: d.vcpusFlags(lv.VIR_DOMAIN_VCPU_GUEST))
    ask("setVcpusFlags guest", lambda: d.setVcpusFlags(2, lv.VIR_DOMAIN_VCPU_GUEST))


def play(root, guest):
    s = Numbers(root, guest)
    lv = s.libvirt
    try:
        d = s.conn.defineXML(s.definition())
        parts = os.environ.get("PARTS", "")
        on = lambda part: not parts or part in parts.split(",")
        if on("off"):
            numbers_of(s, d, "off")
            all_stats(s, d, "off")
            wrong_setters(s, d, "off")
            custom(s, d, "off")
        d.createWithFlags(lv.VIR_DOMAIN_START_PAUSED)
        if on("paused"):
            numbers_of(s, d, "paused")
            all_stats(s, d, "paused")
            custom(s, d, "paused")
        s.listen(d)
        d.resume()
        s.expect("GUEST-READY")
        s.expect("GUEST-DHCP")
        s.ask("balloon", lambda: d.setMemoryFlags(300 << 10, 0))
        time.sleep(4)
        if on("running"):
            numbers_of(s, d, "running")
            all_stats(s, d, "running")
            wrong_setters(s, d, "running")
            custom(s, d, "running")
            files(s, d)
        if on("dirty"):
            dirty_rate(s, d)
        if on("perf"):
            perf(s, d)
        if on("agent"):
            agent(s, d)
        d.destroy()
        d.undefine()
        if on("gone"):
            wrong_setters(s, d, "gone")
    finally:
        s.close()


def transcript(library, guest):
    environment = {key: value for key, value in os.environ.items() if key != "LD_LIBRARY_PATH"}
    if library:
        environment["LD_LIBRARY_PATH"] = os.path.abspath(library)
    return subprocess.Popen([sys.executable, __file__, guest], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def compare(library, guest):
    both = [transcript(None, guest), transcript(library, guest)]
    upstream, ours = [done.communicate(timeout=1500) for done in both]
    for name, (_, errors), done in zip(("upstream", "ours"), (upstream, ours), both):
        if done.returncode:
            print(f"{name} ended with {done.returncode}: {errors[-2000:]}")
            return 1
    different = list(difflib.unified_diff(upstream[0].splitlines(), ours[0].splitlines(), "upstream", "ours", n=0, lineterm=""))
    print("\n".join(different))
    print(f"{len(upstream[0].splitlines())} answers, {sum(line[0] == '+' for line in different[2:])} differ")
    return 1 if different else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("guest")
    parser.add_argument("--compare", metavar="DIR")
    options = parser.parse_args()
    if options.compare:
        return compare(options.compare, options.guest)
    with tempfile.TemporaryDirectory(prefix="numbers-") as folder:
        play(os.path.join(folder, "root"), os.path.abspath(options.guest))
    return 0


if __name__ == "__main__":
    sys.exit(main())

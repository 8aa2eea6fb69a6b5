#!/usr/bin/python3
"""Starts, ends and monitor commands of QEMU guests through this library, beside a bare QEMU.

    bench/qemu.py --ours DIR [--rounds 20] [--markdown FILE]

DIR holds a libvirt.so.0 (ours: a release build). The bare QEMU gets the very command line that the library
used; its start counts until its monitor has taken qmp_capabilities and answered query-status. Rounds
alternate and the median counts. bench/fleet.py does the same for hundreds of guests.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

XML = """<domain type='qemu'><name>{name}</name><memory unit='MiB'>{memory}</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='{machine}'>hvm</type></os>
<devices><emulator>{emulator}</emulator><controller type='usb' model='none'/>
<serial type='null'/></devices></domain>"""


class Raw:
    """A bare QEMU and its monitor."""

    def __init__(self, argv, env, path):
        if os.path.exists(path):
            os.unlink(path)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen(1)
        # A number that Popen has no use for itself.
        fd = 133
        argv = [a.replace("fd=3,", f"fd={fd},") if a.startswith("socket,id=charmonitor") else a for a in argv]
        null = os.open("/dev/null", os.O_RDWR)

        def place():
            os.dup2(listener.fileno(), fd)
            os.set_inheritable(fd, True)

        self.process = subprocess.Popen(argv, env=env, close_fds=False, preexec_fn=place, stdin=null, stdout=null, stderr=null)
        os.close(null)
        listener.close()
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")
        self.file.readline()
        self.ask("qmp_capabilities")

    def ask(self, command):
        self.socket.sendall(json.dumps({"execute": command}).encode() + b"\n")
        while True:
            reply = json.loads(self.file.readline())
            if "event" not in reply:
                return reply

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def clock(act):
    start = time.perf_counter()
    result = act()
    return (time.perf_counter() - start) * 1e3, result


def measure(args):
    import libvirt
    import libvirt_qemu

    libvirt.registerErrorHandler(lambda *_: None, None)
    root = tempfile.mkdtemp(prefix="bench-")
    os.makedirs(os.path.join(root, "etc"))
    with open(os.path.join(root, "etc/qemu.conf"), "w") as f:
        f.write('user = "+0"\ngroup = "+0"\nsecurity_driver = "none"\n')
    conn = libvirt.open(f"qemu:///embed?root={root}")
    seen = {}

    def note(name, value):
        seen.setdefault(name, []).append(value)

    def xml(name, memory):
        return XML.format(name=name, memory=memory, machine=args.machine, emulator=args.emulator)

    try:
        for turn in range(args.rounds + 1):
            took, domain = clock(lambda: conn.createXML(xml("one", 32), libvirt.VIR_DOMAIN_START_PAUSED))
            pid = int(open(os.path.join(root, "run/qemu/one.pid")).read())
            argv = open(f"/proc/{pid}/cmdline").read().split("\0")[:-1]
            env = dict(e.split("=", 1) for e in open(f"/proc/{pid}/environ").read().split("\0") if "=" in e)
            folder = os.path.join(root, f"lib/qemu/domain-{domain.ID()}-one")
            kept = os.path.join(root, "kept")
            os.makedirs(kept, exist_ok=True)
            shutil.copy(os.path.join(folder, "master-key.aes"), kept)
            argv = [a.replace(folder, kept) for a in argv]
            ask = lambda: libvirt_qemu.qemuMonitorCommand(domain, '{"execute":"query-status"}', 0)
            asked = statistics.median(clock(ask)[0] for _ in range(200))
            ended = clock(domain.destroy)[0]

            def bare():
                raw = Raw(argv, env, os.path.join(root, "bare.sock"))
                raw.ask("query-status")
                return raw

            raw_took, raw = clock(bare)
            raw_asked = statistics.median(clock(lambda: raw.ask("query-status"))[0] for _ in range(200))
            raw_ended = clock(raw.end)[0]
            if turn == 0:
                continue
            for name, ours, theirs in (
                ("start, paused", took, raw_took),
                ("monitor command", asked, raw_asked),
                ("destroy", ended, raw_ended),
            ):
                note(name, (ours, theirs))
        lines = ["| what (ms) | bare QEMU | ours | ours/bare |", "|---|--:|--:|--:|"]
        for name, pairs in seen.items():
            ours, theirs = (statistics.median(values) for values in zip(*pairs))
            lines.append(f"| {name} | {theirs:.3f} | {ours:.3f} | {ours / theirs:.2f} |")
        text = "\n".join(lines)
        print(text)
        if args.markdown:
            with open(args.markdown, "w") as f:
                f.write(text + "\n")
    finally:
        for domain in conn.listAllDomains():
            domain.destroy()
        conn.close()
        shutil.rmtree(root)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--machine", default="pc")
    parser.add_argument("--emulator", default="/usr/bin/qemu-system-x86_64")
    parser.add_argument("--markdown")
    args = parser.parse_args()
    if os.environ.get("LD_LIBRARY_PATH", "").split(":")[0] != args.ours:
        env = os.environ | {"LD_LIBRARY_PATH": args.ours}
        os.execve(sys.executable, [sys.executable, *sys.argv], env)
    measure(args)


if __name__ == "__main__":
    main()

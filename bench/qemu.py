#!/usr/bin/python3
"""Starts, ends and monitor commands of QEMU guests through this library, beside a bare QEMU.

    bench/qemu.py --ours DIR [--upstream DIR] [--rounds 20] [--markdown FILE]

DIR holds a libvirt.so.0 (ours: a release build). The bare QEMU gets the very command line that the library
used; its start counts until its monitor has taken qmp_capabilities and answered query-status. Rounds
alternate; medians are compared, and beside them stands the best round, which other programs on the machine
disturb least. --upstream runs the same in a process on upstream's library, in turn.
bench/fleet.py does the same for hundreds of guests.
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

from common import show

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


def xml(args, name, memory):
    return XML.format(name=name, memory=memory, machine=args.machine, emulator=args.emulator)


def open_root():
    """A connection on a fresh root."""
    import libvirt

    libvirt.registerErrorHandler(lambda *_: None, None)
    root = tempfile.mkdtemp(prefix="bench-")
    os.makedirs(os.path.join(root, "etc"))
    with open(os.path.join(root, "etc/qemu.conf"), "w") as f:
        f.write('user = "+0"\ngroup = "+0"\nsecurity_driver = "none"\nstdio_handler = "file"\n')
    # Upstream insists on an event loop, ours does without.
    libvirt.virEventRegisterDefaultImpl()
    return root, libvirt.open(f"qemu:///embed?root={root}")


def start(conn, args):
    return clock(lambda: conn.createXML(xml(args, "one", 32), 1))


def ask_often(domain):
    import libvirt_qemu

    ask = lambda: libvirt_qemu.qemuMonitorCommand(domain, '{"execute":"query-status"}', 0)
    return statistics.median(clock(ask)[0] for _ in range(200))


class Worker:
    """Upstream's library in a process of its own; a round for each line."""

    def __init__(self, args):
        env = os.environ | {"LD_LIBRARY_PATH": args.upstream}
        command = [sys.executable, *sys.argv, "--worker"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)

    def round(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def work(args):
    import threading

    import libvirt

    root, conn = open_root()

    def serve():
        while True:
            libvirt.virEventRunDefaultImpl()

    threading.Thread(target=serve, daemon=True).start()
    try:
        for _ in sys.stdin:
            took, domain = start(conn, args)
            asked = ask_often(domain)
            print(json.dumps([took, asked, clock(domain.destroy)[0]]), flush=True)
    finally:
        conn.close()
        shutil.rmtree(root)


def measure(args):
    import libvirt

    root, conn = open_root()
    seen = {}
    upstream = Worker(args) if args.upstream is not None else None

    def note(name, value):
        seen.setdefault(name, []).append(value)

    try:
        for turn in range(args.rounds + 1):
            took, domain = start(conn, args)
            pid = int(open(os.path.join(root, "run/qemu/one.pid")).read())
            argv = open(f"/proc/{pid}/cmdline").read().split("\0")[:-1]
            env = dict(e.split("=", 1) for e in open(f"/proc/{pid}/environ").read().split("\0") if "=" in e)
            folder = os.path.join(root, f"lib/qemu/domain-{domain.ID()}-one")
            kept = os.path.join(root, "kept")
            os.makedirs(kept, exist_ok=True)
            shutil.copy(os.path.join(folder, "master-key.aes"), kept)
            argv = [a.replace(folder, kept) for a in argv]
            asked = ask_often(domain)
            ended = clock(domain.destroy)[0]

            def bare():
                raw = Raw(argv, env, os.path.join(root, "bare.sock"))
                raw.ask("query-status")
                return raw

            raw_took, raw = clock(bare)
            raw_asked = statistics.median(clock(lambda: raw.ask("query-status"))[0] for _ in range(200))
            raw_ended = clock(raw.end)[0]
            theirs = upstream.round() if upstream else [None] * 3
            if turn == 0:
                continue
            names = ("start, paused", "monitor command", "destroy")
            for name, *values in zip(names, (raw_took, raw_asked, raw_ended), (took, asked, ended), theirs):
                note(name, values)
        lines = ["| what (ms, median / best) | bare QEMU | ours | ours/bare | upstream |", "|---|--:|--:|--:|--:|"]
        for name, rounds in seen.items():
            bare, ours, theirs = (values if values[0] is not None else None for values in zip(*rounds))
            both = lambda values: " / ".join(f"{f(values):.3f}" for f in (statistics.median, min)) if values else ""
            ratio = " / ".join(f"{f(ours) / f(bare):.2f}" for f in (statistics.median, min))
            lines.append(f"| {name} | {both(bare)} | {both(ours)} | {ratio} | {both(theirs)} |")
        show(lines, args.markdown)
    finally:
        if upstream:
            upstream.close()
        for domain in conn.listAllDomains():
            domain.destroy()
        conn.close()
        shutil.rmtree(root)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--upstream", nargs="?", const="", metavar="DIR", help="its library's folder if not the system's")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--machine", default="pc")
    parser.add_argument("--emulator", default="/usr/bin/qemu-system-x86_64")
    parser.add_argument("--markdown")
    args = parser.parse_args()
    if args.worker:
        return work(args)
    if os.environ.get("LD_LIBRARY_PATH", "").split(":")[0] != args.ours:
        env = os.environ | {"LD_LIBRARY_PATH": args.ours}
        os.execve(sys.executable, [sys.executable, *sys.argv], env)
    measure(args)


if __name__ == "__main__":
    main()

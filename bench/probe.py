#!/usr/bin/python3
"""The first use of a QEMU, and command lines of documents, beside upstream's embedded mode.

    bench/probe.py --ours DIR [--rounds 5] [--emulator PROGRAM] [--markdown FILE]

DIR holds a libvirt.so.0 (ours: a release build). Each round opens a fresh root in a new process (the emulator
is asked for all it can do) and the same root in another one (the answers are on disk), with either library.
First use is what the first virConnectDomainXMLToNative takes beyond the later ones. The bare QEMU is started
without a machine until its monitor has answered, and ended: the least that one question for it costs.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time

from common import fresh_root, on_library, show
from fleet import load

XML = """<domain type='qemu'><name>x</name><memory unit='MiB'>512</memory><vcpu>2</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os>
<devices><emulator>{emulator}</emulator>
<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/tmp/x.qcow2'/><target dev='vda' bus='virtio'/></disk>
<serial type='pty'/><channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
<video><model type='virtio'/></video><memballoon model='virtio'/></devices></domain>"""


def clock(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1e3


def use(root, emulator):
    """What this process's library takes for the first command line, and for later ones."""
    _, connect = load(root)
    conn = connect()
    text = XML.format(emulator=emulator)
    native = lambda: conn.domainXMLToNative("qemu-argv", text, 0)
    first = clock(native)
    later = statistics.median(clock(native) for _ in range(50))
    return {"first": first - later, "native": later}


def bare(emulator):
    """A QEMU without a machine, asked for its version."""
    ours, theirs = socket.socketpair()
    fd = theirs.fileno()
    argv = [emulator, "-S", "-no-user-config", "-nodefaults", "-nographic", "-machine", "none,accel=tcg"]
    argv += ["-chardev", f"socket,id=m,fd={fd}", "-mon", "chardev=m,mode=control"]
    process = subprocess.Popen(argv, pass_fds=[fd], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    theirs.close()
    lines = ours.makefile("rb")
    lines.readline()
    for command in ("qmp_capabilities", "query-version"):
        ours.sendall(json.dumps({"execute": command}).encode() + b"\n")
        lines.readline()
    process.kill()
    process.wait()


def child(library, root, args):
    command = [sys.executable, os.path.abspath(__file__), "--ours", args.ours, "--root", root, "--emulator", args.emulator]
    done = subprocess.run(command, env=on_library(library), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--emulator", default="/usr/bin/qemu-system-x86_64")
    parser.add_argument("--markdown")
    parser.add_argument("--root", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.root:
        print(json.dumps(use(args.root, args.emulator)), flush=True)
        os._exit(0)  # does not wait for the event loop
    seen = {}
    for _ in range(args.rounds):
        seen.setdefault("bare", []).append(clock(lambda: bare(args.emulator)))
        for name, library in (("upstream", None), ("ours", args.ours)):
            with fresh_root("probe-") as root:
                cold, warm = child(library, root, args), child(library, root, args)
            for row, value in (("cold", cold["first"]), ("warm", warm["first"]), ("native", warm["native"])):
                seen.setdefault((name, row), []).append(value)
    lines = ["| what (ms) | upstream | ours | ratio |", "|---|--:|--:|--:|"]
    for row, what in (("cold", "first use, nothing cached"), ("warm", "first use, cached on disk"), ("native", "command line of a document")):
        theirs, ours = (statistics.median(seen[name, row]) for name in ("upstream", "ours"))
        lines.append(f"| {what} | {theirs:,.2f} | {ours:,.2f} | {theirs / max(ours, 0.001):.1f} |")
    lines += ["", f"Start and end of a bare QEMU without a machine: {statistics.median(seen['bare']):.0f} ms."]
    show(lines, args.markdown)


if __name__ == "__main__":
    main()

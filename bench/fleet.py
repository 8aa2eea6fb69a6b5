#!/usr/bin/python3
"""Hundreds of running domains in one process, beside upstream's embedded mode.

    bench/fleet.py --ours DIR [--domains 500] [--rounds 1] [--emulator PROGRAM] [--only ours|upstream] [--markdown FILE]

DIR holds a libvirt.so.0 (ours: a release build). PROGRAM is the conformance set's stand-in for QEMU with its
sidecar file beside it; without the option it is built from ../shared/tools/conformance. Each library runs in
a process of its own, in turns, and medians count. Per domain: the time of virDomainCreateXML (paused), of one
virConnectGetAllDomainStats over all, of virDomainGetInfo, virDomainGetXMLDesc and virDomainDestroy, and what
the process grew by in memory; the number of threads it has. Then what opening the root in another process
takes until all are found and answer.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from common import fresh_root, on_library, show

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "../../shared")
XML = """<domain type='qemu'><name>{name}</name><memory unit='MiB'>4</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type></os>
<devices><emulator>{emulator}</emulator><controller type='usb' model='none'/>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{disk}'/><target dev='vda' bus='virtio'/><shareable/></disk>
<serial type='null'/></devices></domain>"""
FIRST = 5  # started before anything is measured
ENDED = 25  # so many are ended by the library: upstream takes two seconds for each
# name, unit, factor from what is measured to what is shown
ROWS = [
    ("start", "ms", 1e3),
    ("statistics", "ms", 1e3),
    ("info", "µs", 1e6),
    ("xml", "µs", 1e6),
    ("destroy", "ms", 1e3),
    ("memory", "KiB", 1),
    ("threads", "in all", 1),
    ("reopen", "ms in all", 1e3),
]


def build_emulator(folder):
    source = os.path.join(SHARED, "tools/conformance/fake-qemu.c")
    program = os.path.join(folder, "qemu-system-x86_64")
    subprocess.run(["cc", "-O2", "-o", program, source, "-lpthread"], check=True)
    replies = os.path.realpath(os.path.join(SHARED, "data/qemu-replies/caps_9.2.0_x86_64.replies"))
    with open(program + ".fake", "w") as f:
        f.write(f"replies={replies}\n")
    return program


def status(name):
    with open("/proc/self/status") as f:
        return next(int(line.split()[1]) for line in f if line.startswith(name + ":"))


def clock(act):
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def load(root):
    """The library of this process, and a connection to the root."""
    import libvirt

    libvirt.registerErrorHandler(lambda *_: None, None)
    # Upstream's embedded mode does not open without an event loop.
    libvirt.virEventRegisterDefaultImpl()

    def turn():
        while True:
            libvirt.virEventRunDefaultImpl()

    threading.Thread(target=turn, daemon=True).start()
    return libvirt, lambda: libvirt.open(f"qemu:///embed?root={root}")


def live(root, domains, emulator):
    """Starts the domains and asks for what they do; they outlive this process."""
    libvirt, connect = load(root)
    disk = os.path.join(root, "disk")
    with open(disk, "wb") as f:
        f.truncate(1 << 20)

    def start(name):
        return conn.createXML(XML.format(name=name, emulator=emulator, disk=disk), libvirt.VIR_DOMAIN_START_PAUSED)

    conn = connect()
    seen = {}
    # With the first ones the emulator is probed, and what is made once is made.
    first = [start(f"first{i}") for i in range(FIRST)]
    before = status("VmRSS")
    took, all_ = clock(lambda: [start(f"d{i}") for i in range(domains - FIRST)])
    count = len(all_)
    seen["start"] = took / count
    seen["memory"] = (status("VmRSS") - before) / count
    seen["threads"] = status("Threads") - 2  # the interpreter's and the event loop's
    all_ += first
    took, records = clock(conn.getAllDomainStats)
    assert len(records) == domains and all(r[1]["state.state"] == 3 and "block.0.rd.reqs" in r[1] for r in records)
    seen["statistics"] = took / domains
    seen["info"] = clock(lambda: [d.info() for d in all_])[0] / domains
    seen["xml"] = clock(lambda: [d.XMLDesc() for d in all_])[0] / domains
    return seen


def reopen(root, domains, _):
    """Finds the domains again, and ends some of them."""
    _, connect = load(root)
    start = time.perf_counter()
    conn = connect()
    # Upstream connects to the domains after the open has returned.
    while True:
        found = conn.listAllDomains()
        try:
            if len(found) == domains and all(d.state()[0] == 3 for d in found) and conn.getAllDomainStats():
                break
        except Exception:
            pass
        time.sleep(0.01)
    seen = {"reopen": time.perf_counter() - start}
    seen["destroy"] = clock(lambda: [d.destroy() for d in found[:ENDED]])[0] / min(ENDED, domains)
    return seen


def run(library, part, root, args, emulator):
    command = [sys.executable, os.path.abspath(__file__), "--part", part, "--root", root, "--domains", str(args.domains)]
    command += ["--emulator", emulator, "--ours", args.ours]
    done = subprocess.run(command, env=on_library(library), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{library or 'upstream'}: {part} failed")
    return json.loads(done.stdout)


def child(library, args, emulator):
    with fresh_root("fleet-") as root:
        try:
            return run(library, "live", root, args, emulator) | run(library, "reopen", root, args, emulator)
        finally:
            for name in os.listdir(os.path.join(root, "run/qemu")):
                if name.endswith(".pid") and name != "driver.pid":
                    with open(os.path.join(root, "run/qemu", name)) as f:
                        end(int(f.read()), root)


def end(pid, root):
    """Kills what is left of a domain."""
    try:
        with open(f"/proc/{pid}/cmdline") as f:
            if root in f.read():
                os.kill(pid, 9)
    except OSError:
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--domains", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--emulator")
    parser.add_argument("--only", choices=["ours", "upstream"])
    parser.add_argument("--markdown")
    parser.add_argument("--part", choices=["live", "reopen"], help=argparse.SUPPRESS)
    parser.add_argument("--root", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        print(json.dumps((live if args.part == "live" else reopen)(args.root, args.domains, args.emulator)), flush=True)
        os._exit(0)  # neither waits for the event loop nor unloads anything
    with tempfile.TemporaryDirectory() as folder:
        emulator = os.path.abspath(args.emulator) if args.emulator else build_emulator(folder)
        libraries = {"upstream": None, "ours": args.ours}
        wanted = [args.only] if args.only else list(libraries)
        runs = {name: [] for name in wanted}
        for _ in range(args.rounds):
            for name in wanted:
                runs[name].append(child(libraries[name], args, emulator))
    lines = [f"| {args.domains} domains | unit | {' | '.join(wanted)} |" + (" ratio |" if len(wanted) > 1 else ""),
             "|---|---|" + "--:|" * (len(wanted) + (len(wanted) > 1))]
    for row, unit, factor in ROWS:
        values = [statistics.median(run[row] for run in runs[name]) * factor for name in wanted]
        ratio = [values[0] / values[1] if values[1] else float("inf")] if len(values) > 1 else []
        cells = [f"{value:,.2f}" for value in values + ratio]
        lines.append(f"| {row} | {unit} | {' | '.join(cells)} |")
    show(lines, args.markdown)


if __name__ == "__main__":
    main()

"""Times test:///default with many domains, on the reference library and on ours, in one run.

    bench_test_driver.py --lib DIR-WITH-OUR-libvirt.so.0 [--domains 1000 10000] [--check]

Prints microseconds per call and the ratio. With --check, fails when a ratio is below what is promised.
"""

import argparse
import json
import os
import subprocess
import sys
import time

DOMAIN = """<domain type='test'><name>bench%d</name><uuid>b0b0b0b0-0000-0000-0000-%012d</uuid><memory>131072</memory>
<vcpu>1</vcpu><os><type>hvm</type></os><devices><disk type='file'><source file='/x/%d'/><target dev='vda'/></disk>
<interface type='network'><source network='default'/></interface><graphics type='vnc'/></devices></domain>"""

# how many times faster than the reference
PROMISED = {"define": 5, "create": 5}
USUAL = 2
# of so many runs the best counts
RUNS = 3


def resident():
    with open("/proc/self/statm", encoding="ascii") as text:
        return int(text.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024


def work(count):
    import libvirt

    libvirt.virEventRegisterDefaultImpl()
    conn = libvirt.open("test:///default")
    times = {}

    def timed(name, calls, function):
        # processor time: who else runs on the machine doesn't count
        start = time.process_time()
        result = function()
        times[name] = (time.process_time() - start) / calls * 1e6
        return result

    documents = [DOMAIN % (n, n, n) for n in range(count)]
    before = resident()
    domains = timed("define", count, lambda: [conn.defineXML(xml) for xml in documents])
    times["KiB per domain"] = (resident() - before) / count
    timed("XML", count, lambda: [domain.XMLDesc() for domain in domains])
    timed("by name", count, lambda: [conn.lookupByName("bench%d" % n) for n in range(count)])
    timed("by UUID", count, lambda: [conn.lookupByUUID(domain.UUID()) for domain in domains])
    timed("create", count, lambda: [domain.create() for domain in domains])
    sample = domains[:: max(1, count // 200)]
    timed("by id", len(sample), lambda: [conn.lookupByID(domain.ID()) for domain in sample])
    timed("info", count, lambda: [domain.info() for domain in domains])
    timed("list all", 5 * count, lambda: [conn.listAllDomains() for _ in range(5)])
    timed("all stats", 5 * count, lambda: [conn.getAllDomainStats() for _ in range(5)])
    times["event"] = event_latency(libvirt, conn, domains[0])
    timed("destroy", count, lambda: [domain.destroy() for domain in domains])
    timed("undefine", count, lambda: [domain.undefine() for domain in domains])
    print(json.dumps(times))


def event_latency(libvirt, conn, domain):
    """Median time from a suspend to the callback that tells of it."""
    seen = []
    handle = conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                         lambda *args: seen.append(time.perf_counter()), None)
    laps = []
    for lap in range(200):
        start = time.perf_counter()
        (domain.suspend if lap % 2 == 0 else domain.resume)()
        while len(seen) <= lap:
            libvirt.virEventRunDefaultImpl()
        laps.append(seen[lap] - start)
    conn.domainEventDeregisterAny(handle)
    return sorted(laps)[len(laps) // 2] * 1e6


def measure(python, count, library):
    environment = {key: value for key, value in os.environ.items() if key != "LD_LIBRARY_PATH"}
    if library:
        environment["LD_LIBRARY_PATH"] = os.path.abspath(library)
    best = {}
    for _ in range(RUNS):
        done = subprocess.run([python, os.path.abspath(__file__), "--work", str(count)], env=environment, check=True,
                              capture_output=True, text=True, timeout=1800)
        for name, value in json.loads(done.stdout).items():
            best[name] = min(value, best.get(name, value))
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lib")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--domains", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work)
        return 0
    low = []
    for count in options.domains:
        reference, ours = measure(options.python, count, None), measure(options.python, count, options.lib)
        print("%d domains%28s%12s%10s" % (count, "reference", "ours", "ratio"))
        for name, value in reference.items():
            ratio = value / max(ours[name], 1e-9)
            print("  %-20s%16.2f%12.2f%10.1f" % (name, value, ours[name], ratio))
            wish = 1 if name.startswith("KiB") else PROMISED.get(name, USUAL)
            if ratio < wish:
                low.append("%s with %d domains: %.1f, promised %d" % (name, count, ratio, wish))
    print("\n".join(low))
    return 1 if options.check and low else 0


if __name__ == "__main__":
    sys.exit(main())

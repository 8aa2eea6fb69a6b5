#!/usr/bin/python3
"""Benchmarks of this library beside upstream's, in one run, as ratios.

    bench/run.py --ours DIR [--upstream DIR] [--domains 1000 10000] [--rounds 5] [--cpu] [--markdown FILE]

DIR holds a libvirt.so.0 (ours: a release build). Rounds alternate between the libraries; the median
counts. A ratio above 1 says how many times faster (or smaller) ours is. --cpu measures processor time instead of
wall time: calls are synchronous, so on a busy machine it says what a quiet one would (events stay wall time).
"""

import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time

from common import show

HERE = os.path.dirname(os.path.abspath(__file__))


def compile_program(name, out):
    include = os.path.join(HERE, "..", "include")
    library = os.environ.get("UPSTREAM_LIBVIRT", "/usr/lib/x86_64-linux-gnu/libvirt.so.0")
    target = os.path.join(out, name)
    source = os.path.join(HERE, f"{name}.c")
    subprocess.run(["cc", "-O2", "-o", target, source, f"-I{include}", library, "-lpthread"], check=True)
    return target


def environment(folder):
    env = {k: v for k, v in os.environ.items() if not k.startswith("LIBVIRT_")}
    env["LD_LIBRARY_PATH"] = folder
    return env


def test_driver(program, folder, domains, clock):
    run = subprocess.run([program, str(domains), clock], env=environment(folder), check=True, capture_output=True, text=True)
    return {f"{name}@{domains}": float(value) for name, value in (line.split() for line in run.stdout.splitlines())}


def stopwatch(clock):
    if clock == "wall":
        return time.monotonic()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def process(program, folder, clock):
    env, times, peaks = environment(folder), [], []
    for _ in range(20):
        start = stopwatch(clock)
        subprocess.run([program], env=env, check=True)
        times.append(stopwatch(clock) - start)
        peaks.append(int(subprocess.run([program, "peak"], env=env, check=True, capture_output=True).stdout))
    return {
        "process-open-close (ns)": statistics.median(times) * 1e9,
        "process-open-close (peak KiB)": statistics.median(peaks),
    }


def documents(program, folder, clock):
    run = subprocess.run([program, clock], env=environment(folder), check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in (line.split() for line in run.stdout.splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--upstream", default="/usr/lib/x86_64-linux-gnu")
    parser.add_argument("--domains", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", dest="clock", action="store_const", const="cpu", default="wall")
    parser.add_argument("--markdown")
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    seen = {"ours": {}, "upstream": {}}
    with tempfile.TemporaryDirectory() as out:
        opener, driver, writer = (compile_program(name, out) for name in ("open", "testdriver", "documents"))
        for _ in range(args.rounds):
            for who, folder in (("upstream", args.upstream), ("ours", args.ours)):
                found = process(opener, folder, args.clock)
                for count in args.domains:
                    found |= test_driver(driver, folder, count, args.clock)
                found |= documents(writer, folder, args.clock)
                for name, value in found.items():
                    seen[who].setdefault(name, []).append(value)

    rows = []
    for name, values in seen["ours"].items():
        ours, upstream = statistics.median(values), statistics.median(seen["upstream"][name])
        rows.append((name, upstream, ours, upstream / ours if ours else float("inf")))
    lines = ["| what (ns per call unless said) | upstream | ours | ratio |", "|---|--:|--:|--:|"]
    lines += [f"| {name} | {upstream:,.0f} | {ours:,.0f} | {ratio:.2f} |" for name, upstream, ours, ratio in rows]
    show(lines, args.markdown)


if __name__ == "__main__":
    main()

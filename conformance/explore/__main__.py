"""New conformance cases out of the open ones, and how two libraries answer them.

    conformance/explore make --seed N --count N --out SET     a set: manifest.json, inputs/
    conformance/explore run  --seed N --count N --out SET --lib DIR [--upstream DIR]
                             makes the set, asks upstream for what is expected, runs ours, compares

The upstream to ask is the installed one, or the one in --upstream DIR. `compare.py` of the conformance tools then tells
the views that differ; NOTES in the set says how each case came to be.
"""
import argparse
import copy
import json
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
from corpus import COMMON_MACHINES, EMULATOR, Corpus, architecture  # noqa: E402
from grammar import Grammar  # noqa: E402
from mutate import Draft, change  # noqa: E402

PROJECT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..")


def shared_folder():
    """Beside the checkout, or beside the main one."""
    for folder in (os.path.join(PROJECT, "..", "shared"), os.path.join(PROJECT, "..", "..", "shared")):
        if os.path.isdir(os.path.join(folder, "data")):
            return os.path.realpath(folder)
    return os.path.join(PROJECT, "..", "shared")


def domain_cases(rnd, corpus, grammar, count, write):
    cases, notes = [], {}
    for number in range(count):
        case, root = rnd.choice(corpus.documents)
        if case["id"] in corpus.refused and rnd.random() < 0.9:
            case, root = rnd.choice(corpus.documents)
        draft = Draft(rnd, corpus, grammar, case, root)
        done = change(draft, rnd.choice([1, 1, 1, 2, 2, 3, 4]))
        name = "%04d-%s" % (number, os.path.basename(case["files"]["xml"])[:-4])
        path = "domain/%s.xml" % name
        write(path, ET.tostring(draft.root, encoding="unicode"))
        for kind in ("domain", "start"):
            # a start takes longer, and finds the same differences mostly
            if kind == "domain" or number % 3 == 0:
                cases.append(dict(draft.setting, kind=kind, id=name, caps=draft.build, files={"xml": path}))
        notes[name] = "%s: %s" % (draft.build, "; ".join(done))
    return cases, notes


def capability_cases(rnd, corpus, count):
    cases = []
    for build in corpus.builds:
        cases.append({"kind": "caps", "id": build, "caps": build, "arch": architecture(build)})
    for number in range(count):
        build = rnd.choice(corpus.builds)
        arch = architecture(build)
        names = COMMON_MACHINES[arch] if rnd.random() < 0.5 else corpus.machines[build] or ["none"]
        case = {"kind": "domcaps", "id": "%03d-%s" % (number, build), "caps": build, "arch": arch,
                "machine": rnd.choice(names), "virttype": rnd.choice(["kvm", "qemu", "qemu", "hvf", "xen"]),
                "emulator": "/usr/bin/qemu-system-" + EMULATOR.get(arch, arch)}
        for key in ("machine", "virttype", "arch", "emulator"):
            if rnd.random() < 0.1:
                del case[key]
        cases.append(case)
    return cases


def some_cpu(rnd, corpus, grammar, arch):
    """A CPU of the open cases or of a domain, changed a little."""
    pool = corpus.cpus.get(arch, []) + [e for a, e in corpus.pieces[("domain", "cpu")] if a == arch]
    if not pool:
        pool = [e for _, e in corpus.pieces[("domain", "cpu")]]
    cpu = copy.deepcopy(rnd.choice(pool))
    features = sorted({e.get("name") for e in cpu.iter("feature")} | corpus.values.get(("cpu", "feature", "name"), set()))
    for _ in range(rnd.choice([0, 0, 1, 2, 4])):
        what = rnd.random()
        model, have = cpu.find("model"), cpu.findall("feature")
        if what < 0.3 and have:
            cpu.remove(rnd.choice(have))
        elif what < 0.6 and features:
            ET.SubElement(cpu, "feature", {"name": rnd.choice(features), "policy": rnd.choice(["require", "disable", "force", "optional", "forbid"])})
        elif what < 0.8 and model is not None:
            model.text = rnd.choice(sorted(corpus.values.get(("cpu", "model", ""), {"qemu64"})))
        elif have:
            rnd.choice(have).set("policy", rnd.choice(["require", "disable", "force", "optional", "forbid"]))
    for name in ("numa", "cache"):
        for old in cpu.findall(name):
            cpu.remove(old)
    return ET.tostring(cpu, encoding="unicode")


def cpu_cases(rnd, corpus, grammar, count, write):
    cases = []
    for number in range(count):
        build = rnd.choice(corpus.builds)
        arch = architecture(build)
        path = "cpu/%03d.xml" % number
        write(path, "<cpus>%s</cpus>" % "\n".join(some_cpu(rnd, corpus, grammar, arch) for _ in range(rnd.choice([1, 1, 1, 2, 3]))))
        if number % 4:
            cases.append({"kind": "cpu-hv", "id": "%03d@%s" % (number, build), "caps": build, "arch": arch,
                          "flags": [0, 1, 2, 3], "files": {"xml": path}})
        else:
            cases.append({"kind": "cpu-baseline", "id": "%03d.qemu" % number, "caps": build, "flags": [0, 1, 2, 3],
                          "files": {"xml": path}, "uri": "qemu:///embed?root=@ROOT@"})
    return cases


def make(args):
    rnd = random.Random(args.seed)
    corpus = Corpus(args.set, args.replies)
    grammar = Grammar(args.schemas)
    inputs = os.path.join(args.out, "inputs")

    def write(path, text):
        path = os.path.join(inputs, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    cases, notes = domain_cases(rnd, corpus, grammar, args.count, write)
    cases += capability_cases(rnd, corpus, args.count // 10)
    cases += cpu_cases(rnd, corpus, grammar, args.count // 10, write)
    with open(os.path.join(args.out, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump({"cases": cases}, file, indent=1)
    with open(os.path.join(args.out, "NOTES"), "w", encoding="utf-8") as file:
        file.writelines("%s: %s\n" % note for note in notes.items())
    print("%d cases in %s" % (len(cases), args.out))


def conform(args, out, lib):
    command = [os.path.join(args.tools, "conform.py"), "run", "--set", args.out, "--replies", args.replies, "--out", out]
    if args.world:
        command += ["--world", args.world]
    if lib:
        command += ["--lib", lib]
    subprocess.run(command, check=True)


def soften(folder):
    """Where upstream only says "internal error" the recorded cases score nothing; neither do we."""
    for parent, _, names in os.walk(folder):
        for name in names:
            if name == "run.json":
                continue
            path = os.path.join(parent, name)
            with open(path, encoding="utf-8") as file:
                result = json.load(file)
            for view in result["views"].values():
                if view.get("error", {}).get("code") == 1:
                    view["soft"] = "internal error"
            with open(path, "w", encoding="utf-8") as file:
                json.dump(result, file)


def main():
    shared = shared_folder()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["make", "run"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000, help="domain documents")
    parser.add_argument("--out", required=True)
    parser.add_argument("--lib", help="folder with our libvirt.so.0")
    parser.add_argument("--upstream", help="folder with upstream's (default: the installed one)")
    parser.add_argument("--set", default=os.path.join(shared, "data", "conformance"), help="the open cases")
    parser.add_argument("--replies", default=os.path.join(shared, "data", "qemu-replies"))
    parser.add_argument("--tools", default=os.path.join(shared, "tools", "conformance"))
    parser.add_argument("--schemas", default="/usr/share/libvirt/schemas")
    parser.add_argument("--world")
    parser.add_argument("--score-internal", action="store_true", help="count views too where upstream says 'internal error'")
    args = parser.parse_args()
    ET.register_namespace("qemu", "http://libvirt.org/schemas/domain/qemu/1.0")
    make(args)
    if args.what == "make":
        return 0
    if not args.lib:
        parser.error("run needs --lib")
    expected, results = os.path.join(args.out, "expected"), os.path.join(args.out, "results")
    conform(args, expected, args.upstream)
    if not args.score_internal:
        soften(expected)
    conform(args, results, args.lib)
    return subprocess.run([os.path.join(args.tools, "compare.py"), "--set", args.out, "--results", results]).returncode


if __name__ == "__main__":
    sys.exit(main())

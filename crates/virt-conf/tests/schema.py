#!/usr/bin/python3
"""Mutated documents through strict reading and through an installed RELAX NG schema: same verdict?

    schema.py --set ../shared/data/conformance [--kind K ...] [--count N] [--seed S] [--mutations M]

Shows where strict reading refuses what the schema takes, and the other way round, grouped by the innermost
complaint. Needs python3-lxml and upstream's schemas (`--schemas DIR`).
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

from lxml import etree

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, HERE)
from differential import mutate  # noqa: E402

FILES = {"domain": "domain", "network": "network", "pool": "storagepool", "vol": "storagevol",
         "interface": "interface", "nwfilter": "nwfilter", "secret": "secret"}
SCHEMA_ERROR = 92


def verdict(schema, text):
    """None, or where the schema's complaint goes away when that element does, and what it complains of."""
    doc = etree.fromstring(text)
    if schema.validate(doc):
        return None
    messages = [e.message for e in schema.error_log] or ["?"]
    return "%s: %s" % ("/".join(culprit(schema, doc)) or "/", messages[0])


def culprit(schema, element):
    """Names on the way to the deepest element without which the document is right."""
    root = element.getroottree().getroot()
    for child in list(element):
        at = element.index(child)
        element.remove(child)
        right = schema.validate(root)
        element.insert(at, child)
        if right:
            return [child.tag] + culprit(schema, child)
    return []


def collect(set_, kind):
    cases = [c for c in json.load(open(os.path.join(set_, "manifest.json")))["cases"] if c["kind"] == kind]
    pool = {"values": [], "attrs": [], "elements": [], "by_name": {}, "roots": {}, "around": {}}
    for c in cases:
        path = c["files"]["xml"]
        try:
            root = ET.fromstring(open(os.path.join(set_, "inputs", path)).read())
        except ET.ParseError:
            continue
        pool["roots"][path] = root
        if "pool" in c["files"]:
            pool["around"][path] = open(os.path.join(set_, "inputs", c["files"]["pool"])).read()
        for e in root.iter():
            pool["elements"].append(e)
            pool["by_name"].setdefault(e.tag, []).append(e)
            pool["attrs"] += e.attrib
            pool["values"] += list(e.attrib.values()) + ([e.text] if (e.text or "").strip() else [])
    return pool


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--set", required=True)
    ap.add_argument("--kind", action="append")
    ap.add_argument("--count", type=int, default=2000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--originals", action="store_true", help="the inputs as they are, without changes")
    ap.add_argument("--show", type=int, default=25)
    ap.add_argument("--schemas", default="/usr/share/libvirt/schemas")
    ap.add_argument("--ours", default=os.path.join(HERE, "../../../target/debug/examples/documents"))
    a = ap.parse_args()
    rng = random.Random(a.seed)
    ours = subprocess.Popen([a.ours], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    total, bad = 0, collections.OrderedDict()
    for kind in a.kind or list(FILES):
        schema = etree.RelaxNG(etree.parse(os.path.join(a.schemas, FILES[kind] + ".rng")))
        pool = collect(a.set, kind)
        names = sorted(pool["roots"])
        for i in range(len(names) if a.originals else a.count):
            name = names[i] if a.originals else rng.choice(names)
            root = pool["roots"][name]
            text = ET.tostring(root if a.originals else mutate(root, rng, pool), encoding="unicode")
            want = verdict(schema, text)
            ours.stdin.write(json.dumps({"kind": kind, "xml": text, "validate": True,
                                         "pool": pool["around"].get(name)}) + "\n")
            ours.stdin.flush()
            have = json.loads(ours.stdout.readline())
            total += 1
            refused = have.get("code") == SCHEMA_ERROR
            if refused == (want is not None):
                continue
            if refused:
                key = "too strict: " + re.sub(r".*schema: | \(line.*|'[^']*'", "", have["message"])
            else:
                key = "too lenient: " + re.sub(r"\d+", "N", want)
            bad.setdefault((kind, key), []).append((text, want, have))
    wrong = sum(len(v) for v in bad.values())
    print("%d of %d same" % (total - wrong, total))
    for (kind, key), list_ in sorted(bad.items(), key=lambda kv: -len(kv[1]))[:a.show]:
        text, want, have = min(list_, key=lambda x: len(x[0]))
        print("== %d× %s %s" % (len(list_), kind, key))
        print("   want:", want or "ok")
        print("   have:", have.get("message", "ok"))
        print("   ", re.sub(r"\s+", " ", text)[:600])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
"""Mutated documents through our types and through an installed upstream library: same outcome?

    differential.py --set ../shared/data/conformance [--kind K ...] [--count N] [--seed S] [--validate]

Takes the inputs of the conformance set, changes them a little (drops, doubles, moves, renames elements and
attributes, puts other values in), defines them on upstream's test driver and on ours
(`cargo build --example documents`), and shows where the error number, its domain or the XML differ.
"""
import argparse
import collections
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import libvirt

HERE = os.path.dirname(os.path.realpath(__file__))
VALUES = ["", "0", "1", "-1", "7", "65536", "4294967296", "0x10", "010", " 5", "5 ", "yes", "no", "on", "off", "YES",
          "none", "default", "auto", "x", "a/b", "10.0.0.1", "fe80::1", "1.2.3", "52:54:00:00:00:01", "01:00:5e:00:00:01",
          "c2177883-f1bb-47f0-914d-32a22e3a8804", "<&'\">", "0000:00:00.0", "true", "raw", "qcow2", "nat", "bridge",
          "ipv6", "ipv4", "18446744073709551615", "1.5", "KiB", "unknown"]


def mutate(root, rng, pool):
    root = copy.deepcopy(root)
    for _ in range(rng.choice((1, 1, 1, 2))):
        parents = [e for e in root.iter()]
        e = rng.choice(parents)
        kids = list(e)
        what = rng.randrange(9)
        if what == 0 and e.attrib:
            del e.attrib[rng.choice(sorted(e.attrib))]
        elif what == 1 and e.attrib:
            e.set(rng.choice(sorted(e.attrib)), rng.choice(VALUES + pool["values"]))
        elif what == 2 and kids:
            e.remove(rng.choice(kids))
        elif what == 3 and kids:
            e.insert(rng.randrange(len(kids) + 1), copy.deepcopy(rng.choice(kids)))
        elif what == 4 and kids:
            k = rng.choice(kids)
            e.remove(k)
            e.insert(rng.randrange(len(kids)), k)
        elif what == 5 and (e.text or "").strip():
            e.text = rng.choice(VALUES + pool["values"])
        elif what == 6:
            e.set(rng.choice(pool["attrs"]), rng.choice(VALUES + pool["values"]))
        elif what == 7:
            e.insert(rng.randrange(len(kids) + 1), copy.deepcopy(rng.choice(pool["elements"])))
        else:
            names = [k for k in pool["by_name"].get(e.tag, []) if k is not None]
            if names:
                other = copy.deepcopy(rng.choice(names))
                e.attrib, e.text = other.attrib, other.text
                e[:] = list(other)
    return root


def normal(xml):
    xml = re.sub(r"<uuid>[0-9a-f-]{36}</uuid>", "<uuid>U</uuid>", xml)
    return xml.rstrip("\n")


class Upstream:
    def __init__(self):
        libvirt.registerErrorHandler(lambda *a: None, None)
        libvirt.virEventRegisterDefaultImpl()
        self.conn = libvirt.open("test:///default")
        for kind in (self.conn.listAllNetworks(0), self.conn.listAllStoragePools(0), self.conn.listAllInterfaces(0)):
            for o in kind:
                if o.isActive():
                    o.destroy()
                o.undefine()

    def __call__(self, r):
        try:
            return {"xml": getattr(self, r["kind"].replace("-", "_"))(r, 1 if r.get("validate") else 0)}
        except libvirt.libvirtError as e:
            return {"code": e.get_error_code(), "domain": e.get_error_domain(), "message": e.get_error_message()}

    def network(self, r, flag):
        n = self.conn.networkDefineXMLFlags(r["xml"], flag)
        try:
            return n.XMLDesc(0)
        finally:
            n.undefine()

    def network_update(self, r, flag):
        n = self.conn.networkDefineXML(r["network"])
        try:
            n.update(r["command"], r["section"], r["index"], r["xml"], libvirt.VIR_NETWORK_UPDATE_AFFECT_CONFIG)
            return n.XMLDesc(0)
        finally:
            n.undefine()

    def pool(self, r, flag):
        p = self.conn.storagePoolDefineXML(r["xml"], libvirt.VIR_STORAGE_POOL_DEFINE_VALIDATE if flag else 0)
        try:
            return p.XMLDesc(0)
        finally:
            p.undefine()

    def vol(self, r, flag):
        p = self.conn.storagePoolDefineXML(r["pool"], 0)
        p.create(0)
        try:
            v = p.createXML(r["xml"], libvirt.VIR_STORAGE_VOL_CREATE_VALIDATE if flag else 0)
            x = v.XMLDesc(0)
            v.delete(0)
            return x
        finally:
            p.destroy()
            p.undefine()

    def interface(self, r, flag):
        i = self.conn.interfaceDefineXML(r["xml"], flag)
        try:
            return i.XMLDesc(0)
        finally:
            i.undefine()

    def nodedev(self, r, flag):
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as f:
            f.write("<node><cpu><mhz>1000</mhz><model>m</model><active>1</active><nodes>1</nodes><sockets>1</sockets>"
                    "<cores>1</cores><threads>1</threads></cpu><memory>1048576</memory>%s</node>" % r["xml"])
            f.flush()
            conn = libvirt.open("test://" + f.name)
            try:
                return "".join(conn.nodeDeviceLookupByName(n).XMLDesc(0) for n in conn.listDevices(None, 0))
            finally:
                conn.close()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--set", required=True)
    ap.add_argument("--kind", action="append")
    ap.add_argument("--count", type=int, default=2000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--validate", action="store_true")
    ap.add_argument("--show", type=int, default=25)
    ap.add_argument("--ours", default=os.path.join(HERE, "../../../target/debug/examples/documents"))
    a = ap.parse_args()
    kinds = a.kind or ["network", "network-update", "pool", "vol", "interface", "nodedev"]
    rng = random.Random(a.seed)
    cases = [c for c in json.load(open(os.path.join(a.set, "manifest.json")))["cases"] if c["kind"] in kinds]
    ours = subprocess.Popen([a.ours], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    theirs = Upstream()
    texts, pools = {}, {}
    for c in cases:
        for name, path in c["files"].items():
            if isinstance(path, str):
                texts[path] = open(os.path.join(a.set, "inputs", path)).read()
        key = "update" if c["kind"] == "network-update" else "xml"
        pool = pools.setdefault(c["kind"], {"values": [], "attrs": [], "elements": [], "by_name": {}, "roots": []})
        try:
            root = ET.fromstring(texts[c["files"][key]])
        except ET.ParseError:
            continue
        pool["roots"].append((c, root))
        for e in root.iter():
            pool["elements"].append(e)
            pool["by_name"].setdefault(e.tag, []).append(e)
            pool["attrs"] += e.attrib
            pool["values"] += list(e.attrib.values()) + ([e.text] if (e.text or "").strip() else [])
    total, bad = 0, collections.OrderedDict()
    for kind in kinds:
        pool = pools[kind]
        for _ in range(a.count // len(kinds)):
            c, root = rng.choice(pool["roots"])
            r = {"kind": kind, "xml": ET.tostring(mutate(root, rng, pool), encoding="unicode")}
            if a.validate and kind not in ("nodedev", "network-update"):
                r["validate"] = True
            if kind == "vol":
                r["pool"] = texts[c["files"]["pool"]]
            if kind == "network-update":
                r.update(network=texts[c["files"]["xml"]], command=rng.choice((c["command"], 1, 2, 3, 4)),
                         section=c["section"], index=rng.choice((c["index"], -1, 0, 1)))
            want = theirs(r)
            ours.stdin.write(json.dumps(r) + "\n")
            ours.stdin.flush()
            have = json.loads(ours.stdout.readline())
            total += 1
            if "xml" in want and "xml" in have:
                same = normal(want["xml"]) == normal(have["xml"])
                why = "xml"
            else:
                same = (want.get("code"), want.get("domain")) == (have.get("code"), have.get("domain"))
                why = "%s/%s not %s/%s" % (have.get("code"), have.get("domain"), want.get("code"), want.get("domain"))
            if not same:
                short = re.sub(r"'[^']*'|\d+", "*", str(want.get("message", "")))[:70]
                bad.setdefault((kind, why, short), []).append((r, want, have))
    wrong = sum(len(v) for v in bad.values())
    print("%d of %d same" % (total - wrong, total))
    for (kind, why, short), list_ in sorted(bad.items(), key=lambda kv: -len(kv[1]))[:a.show]:
        r, want, have = min(list_, key=lambda x: len(x[0]["xml"]))
        print("== %d× %s: %s  [%s]" % (len(list_), kind, why, short))
        print("   want:", want.get("message", "ok"))
        print("   have:", have.get("message", "ok"))
        if why == "xml":
            w, h = normal(want["xml"]).split("\n"), normal(have["xml"]).split("\n")
            i = next((i for i, (x, y) in enumerate(zip(w, h)) if x != y), min(len(w), len(h)))
            print("   line want:", w[i:i + 2], "have:", h[i:i + 2])
        print("   ", re.sub(r"\s+", " ", r["xml"])[:700])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Makes the CPU tables from published facts.

    make.py MAP [OLDER-MAP]

MAP is a folder with the CPU descriptions that a distribution's libvirt-common package installs; OLDER-MAP
one of an older release: what is in MAP only is marked with a leading '+'. Writes x86.txt, ppc64.txt, arm.txt
beside this script. The format is told in ../src/table.rs.
"""
import os
import sys
import xml.etree.ElementTree as ET


def parts(folder, arch):
    index = ET.parse(os.path.join(folder, "index.xml")).getroot()
    for node in index.find(f"arch[@name='{arch}']").iter("include"):
        yield from ET.parse(os.path.join(folder, node.get("filename"))).getroot()


def names(folder, arch):
    return {(e.tag, e.get("name")) for e in parts(folder, arch)} if folder else None


def word(text):
    return text.replace(" ", "_")


def x86_bits(feature):
    out = []
    for e in feature:
        if e.tag == "cpuid":
            leaf = int(e.get("eax_in"), 0)
            sub = int(e.get("ecx_in", "0"), 0)
            for reg in ("eax", "ebx", "ecx", "edx"):
                if int(e.get(reg, "0"), 0):
                    out.append(f"{leaf:x}.{sub:x}.{reg}={int(e.get(reg), 0):x}")
        elif e.tag == "msr":
            for reg in ("eax", "edx"):
                if int(e.get(reg, "0"), 0):
                    out.append(f"msr{int(e.get('index'), 0):x}.{reg}={int(e.get(reg), 0):x}")
    return out


def x86_model(model):
    out = [model.get("name")]
    base = model.find("model")
    if base is not None:
        out.append("<" + base.get("name"))
    decode = model.find("decode")
    out += [k for k in ("host", "guest") if decode.get(k) == "on"]
    if model.find("check") is not None:
        out.append(model.find("check").get("partial"))
    if model.find("vendor") is not None:
        out.append("vendor=" + word(model.find("vendor").get("name")))
    for s in model.findall("signature"):
        step = ":" + s.get("stepping") if s.get("stepping") else ""
        out.append(f"sig={s.get('family')}:{s.get('model')}{step}")
    kinds = {"": [], "added": [], "removed": []}
    for f in model.findall("feature"):
        kind = next((k for k in ("added", "removed") if f.get(k) == "yes"), "")
        kinds[kind].append(f.get("name"))
    lines = ["model " + " ".join(out)]
    for kind, fs in kinds.items():
        if fs:
            lines.append(f"  {kind or 'has'} " + " ".join(fs))
    return lines


def lines_of(e, arch):
    if e.tag == "vendor":
        return [f"vendor {word(e.get('name'))} {e.get('string') or e.get('value') or ''}".rstrip()]
    if e.tag == "feature":
        kept = [] if e.get("migratable") != "no" else ["fixed"]
        return ["feature " + " ".join([e.get("name")] + kept + (x86_bits(e) if arch == "x86" else []))]
    if arch == "x86":
        return x86_model(e)
    out = [e.get("name")]
    if e.find("vendor") is not None:
        out.append("vendor=" + word(e.find("vendor").get("name")))
    for p in e.findall("pvr"):
        mask = "/" + p.get("mask").replace("0x", "") if p.get("mask") else ""
        out.append("pvr=" + p.get("value").replace("0x", "") + mask)
    return ["model " + " ".join(out)]


def main():
    folder, older = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    here = os.path.dirname(os.path.realpath(__file__))
    for arch in ("x86", "ppc64", "arm"):
        known = names(older, arch)
        with open(os.path.join(here, arch + ".txt"), "w") as out:
            for e in parts(folder, arch):
                new = known is not None and (e.tag, e.get("name")) not in known
                lines = lines_of(e, arch)
                out.write(("+" if new else "") + "\n".join(lines) + "\n")


main()

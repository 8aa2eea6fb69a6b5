"""What the open conformance cases show: documents, their pieces by place, values seen of each attribute, and which
recorded QEMU builds there are."""
import glob
import json
import os
import re
import xml.etree.ElementTree as ET

# Machine types worth a case of their own, by architecture; every other one of a build comes now and then.
COMMON_MACHINES = {
    "x86_64": ["pc", "q35", "q35", "pc", "microvm", "isapc", "pc-i440fx-6.2", "pc-q35-6.2", "none", "pc-q35-3.1", "pc-i440fx-4.2"],
    "aarch64": ["virt", "virt-6.2", "raspi3b", "versatilepb", "sbsa-ref", "vexpress-a15"],
    "armv7l": ["virt", "vexpress-a9", "versatilepb", "realview-eb"],
    "ppc64": ["pseries", "pseries-5.2", "powernv9", "ppce500", "g3beige", "mac99", "40p"],
    "ppc": ["g3beige", "mac99", "ppce500", "bamboo", "40p"],
    "s390x": ["s390-ccw-virtio", "s390-ccw-virtio-4.2"],
    "riscv64": ["virt", "spike", "sifive_u"],
    "loongarch64": ["virt"],
}
EMULATOR = {"armv7l": "arm"}


def architecture(caps):
    return re.sub(r"\+.*", "", caps.split("_", 1)[1])


class Corpus:
    def __init__(self, set_folder, replies):
        self.folder = set_folder
        with open(os.path.join(set_folder, "manifest.json"), encoding="utf-8") as file:
            self.cases = json.load(file)["cases"]
        self.builds = sorted(re.search(r"caps_(.*)\.replies", p).group(1) for p in glob.glob(os.path.join(replies, "caps_*.replies")))
        self.machines = {}
        for build in self.builds:
            with open(os.path.join(replies, "caps_%s.replies" % build), encoding="utf-8") as file:
                text = file.read()
            # machine types are what "query-machines" answers: only they say how many CPUs they take
            self.machines[build] = sorted(set(re.findall(r'"cpu-max": \d+,\s*(?:"[^"]*": (?:"[^"]*"|true|false),\s*)*?"name": "([^"]+)"', text))
                                          | set(re.findall(r'"name": "([^"]+)",\s*(?:"[^"]*": (?:"[^"]*"|true|false|\d+),\s*)*?"cpu-max"', text)))
        self.by_architecture = {}
        for build in self.builds:
            self.by_architecture.setdefault(architecture(build), []).append(build)
        self.documents = []          # (case, root element)
        self.pieces = {}             # (parent, element) -> [(architecture, element)]
        self.values = {}             # (parent, element, attribute or "") -> {value}
        self.confs = []
        seen = set()
        for case in self.cases:
            if case["kind"] not in ("domain", "start") or "caps" not in case:
                continue
            setting = {k: case[k] for k in ("conf", "env") if k in case}
            if setting and setting not in self.confs:
                self.confs.append(setting)
            try:
                root = ET.parse(os.path.join(set_folder, "inputs", case["files"]["xml"])).getroot()
            except (ET.ParseError, OSError):
                continue
            if root.tag != "domain":
                continue
            self.documents.append((case, root))
            if case["files"]["xml"] in seen:
                continue
            seen.add(case["files"]["xml"])
            self.learn(root, architecture(case["caps"]))
        self.cpus = self.cpu_elements()
        self.refused = {case["id"] for case, _ in self.documents if self.is_refused(case)}

    def learn(self, root, arch):
        for parent in root.iter():
            for child in parent:
                self.pieces.setdefault((parent.tag, child.tag), []).append((arch, child))
                for name, value in child.attrib.items():
                    self.values.setdefault((parent.tag, child.tag, name), set()).add(value)
                if child.text and child.text.strip():
                    self.values.setdefault((parent.tag, child.tag, ""), set()).add(child.text)
        self.sorted_values = {}

    def is_refused(self, case):
        path = os.path.join(self.folder, "expected", "domain", case["id"] + ".json")
        if not os.path.exists(path):
            return False
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return "error" in json.load(file)["views"].get("define", {})

    def known(self, rnd, parent, element, attribute):
        """A value that some document gives this attribute ("": the text), or none."""
        place = (parent, element, attribute)
        if place not in self.sorted_values:
            self.sorted_values[place] = sorted(self.values.get(place, ()))
        return rnd.choice(self.sorted_values[place]) if self.sorted_values[place] else None

    def cpu_elements(self):
        found = {}
        for path in sorted(glob.glob(os.path.join(self.folder, "inputs", "cpu", "*.xml"))):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            arch = os.path.basename(path).split("-")[0]
            for cpu in re.findall(r"<cpu>.*?</cpu>|<cpu\s[^>]*>.*?</cpu>", text, re.S):
                try:
                    found.setdefault(arch, []).append(ET.fromstring(cpu))
                except ET.ParseError:
                    pass
        return found

"""Changes of a domain document. Each function changes `draft` and says in a few words what it did, or gives None when
there is nothing to change."""
import copy
import re
import xml.etree.ElementTree as ET

from corpus import COMMON_MACHINES, EMULATOR, architecture

NUMBER = re.compile(r"^-?\d+$|^0x[0-9a-fA-F]+$")
DEVICE_COUNTS = [2, 3, 4, 5, 7, 8, 9, 12, 16, 29, 32, 33, 40]


class Draft:
    """One document in the making: its root, the QEMU build it is for, and what helps to change it."""

    def __init__(self, rnd, corpus, grammar, case, root):
        self.rnd, self.corpus, self.grammar = rnd, corpus, grammar
        self.root = copy.deepcopy(root)
        self.build = case["caps"]
        self.setting = {k: case[k] for k in ("conf", "env", "fake") if k in case}

    @property
    def arch(self):
        return architecture(self.build)

    def devices(self):
        found = self.root.find("devices")
        return found if found is not None else ET.SubElement(self.root, "devices")

    def places(self, wanted=lambda parent, child: True):
        return [(p, c) for p in self.root.iter() for c in p
                if isinstance(c.tag, str) and not c.tag.startswith("{") and wanted(p, c)]

    def pick(self, parent, element, attribute):
        return self.corpus.known(self.rnd, parent, element, attribute)

    def free_target(self, device):
        """Another disk target than those taken."""
        target = device.find("target")
        if device.tag != "disk" or target is None or not target.get("dev"):
            return
        taken = {t.get("dev") for t in self.root.findall("devices/disk/target") if t is not target}
        stem = re.match(r"[a-z]*", target.get("dev")).group(0)[:2] or "vd"
        for letter in "abcdefghijklmnopqrstuvwxyz":
            if stem + letter not in taken:
                target.set("dev", stem + letter)
                return

    def bare(self, device, keep_address=0.2):
        """Without what ties a device to the document it comes from."""
        for child in list(device):
            if child.tag == "alias" and not child.get("name", "").startswith("ua-"):
                device.remove(child)
            elif child.tag == "address" and self.rnd.random() > keep_address:
                device.remove(child)
        self.free_target(device)
        return device


def cross_device(d):
    """A device of another document."""
    pool = [(p, c) for (p, c) in d.corpus.pieces if p == "devices" and c != "emulator"]
    place = d.rnd.choice(sorted(pool))
    same = [e for a, e in d.corpus.pieces[place] if a == d.arch]
    if not same or d.rnd.random() < 0.25:
        same = [e for _, e in d.corpus.pieces[place]]
    device = d.bare(copy.deepcopy(d.rnd.choice(same)))
    d.devices().append(device)
    return "device %s %s" % (device.tag, dict(device.attrib))


def sampled_device(d):
    """A device made from the grammar."""
    name = d.rnd.choice(sorted(d.grammar.children[("domain", "devices")] - {"emulator"}))
    node = d.rnd.choice(d.grammar.nodes[("devices", name)])
    device = d.bare(d.grammar.element(d.rnd, node, d.rnd.choice([0.15, 0.3, 0.5]), d.pick, "devices"), 0.08)
    d.devices().append(device)
    return "sampled %s %s" % (device.tag, dict(device.attrib))


def cross_section(d):
    """Another document's CPU, features, clock, tuning, firmware..."""
    pool = [(p, c) for (p, c) in d.corpus.pieces
            if p == "domain" and c not in ("devices", "name", "uuid", "os", "type") and not c.startswith("{")]
    place = d.rnd.choice(sorted(pool))
    same = [e for a, e in d.corpus.pieces[place] if a == d.arch] or [e for _, e in d.corpus.pieces[place]]
    piece = copy.deepcopy(d.rnd.choice(same))
    replace(d.root, piece)
    return "section %s" % piece.tag


def sampled_section(d):
    names = d.grammar.children[("", "domain")] - {"devices", "name", "uuid", "os", "metadata", "title", "description", "bootloader", "bootloader_args", "deprecation", "override", "capabilities", "commandline", "namespace"}
    name = d.rnd.choice(sorted(names))
    nodes = d.grammar.nodes.get(("domain", name))
    if not nodes:
        return None
    piece = d.grammar.element(d.rnd, d.rnd.choice(nodes), d.rnd.choice([0.15, 0.3]), d.pick, "domain")
    replace(d.root, piece)
    return "sampled section %s" % name


def put(parent, piece):
    """Put a child last, instead of the one that is there."""
    old = parent.find(piece.tag)
    if old is not None:
        parent.remove(old)
    parent.append(piece)


# Where sections stand in a document, as libvirt writes it.
ORDER = ["name", "uuid", "genid", "title", "description", "metadata", "maxMemory", "memory", "currentMemory", "blkiotune", "memtune",
         "memoryBacking", "vcpu", "vcpus", "iothreads", "iothreadids", "defaultiothread", "throttlegroups", "cputune", "numatune",
         "resource", "sysinfo", "os", "idmap", "features", "cpu", "clock", "on_poweroff", "on_reboot", "on_crash", "on_lockfailure",
         "pm", "perf", "devices", "seclabel", "keywrap", "launchSecurity"]


def replace(root, piece):
    """Put a section where it belongs, instead of the one that is there."""
    for old in root.findall(piece.tag):
        root.remove(old)
    rank = ORDER.index(piece.tag) if piece.tag in ORDER else len(ORDER)
    after = [n for n, c in enumerate(root) if c.tag in ORDER and ORDER.index(c.tag) > rank]
    root.insert(after[0] if after else len(root), piece)


def cross_child(d):
    """A child element that some other document has at the same place (and of the grammar, if none has)."""
    parent, child = d.rnd.choice(d.places())
    options = sorted(c for (p, c) in d.corpus.pieces if p == child.tag and not c.startswith("{") and c not in ("alias", "address"))
    if not options:
        return None
    name = d.rnd.choice(options)
    put(child, copy.deepcopy(d.rnd.choice(d.corpus.pieces[(child.tag, name)])[1]))
    return "child %s/%s" % (child.tag, name)


def sampled_child(d):
    parent, child = d.rnd.choice(d.places())
    options = sorted(d.grammar.children.get((parent.tag, child.tag), set()) - {"alias", "address"})
    if not options:
        return None
    name = d.rnd.choice(options)
    node = d.rnd.choice(d.grammar.nodes[(child.tag, name)])
    put(child, d.grammar.element(d.rnd, node, 0.3, d.pick, child.tag))
    return "sampled child %s/%s" % (child.tag, name)


def set_attribute(d):
    """Another value of an attribute, or one more attribute."""
    parent, child = d.rnd.choice(d.places())
    known = d.grammar.attributes.get((parent.tag, child.tag), {})
    if not known:
        return None
    have = sorted(set(child.attrib) & set(known))
    name = d.rnd.choice(have) if have and d.rnd.random() < 0.5 else d.rnd.choice(sorted(known))
    node = d.rnd.choice(known[name])
    own = [c for c in node if c.tag.endswith(("value", "choice", "ref", "data"))]
    value = d.grammar.value(d.rnd, d.rnd.choice(own)) if own else "text"
    if d.rnd.random() < 0.35:
        value = d.pick(parent.tag, child.tag, name) or value
    was = child.get(name)
    if was == value:
        return None
    child.set(name, value)
    return "%s/%s@%s=%s (%s)" % (parent.tag, child.tag, name, value, was)


def drop_attribute(d):
    options = d.places(lambda p, c: c.attrib)
    if not options:
        return None
    parent, child = d.rnd.choice(options)
    name = d.rnd.choice(sorted(child.attrib))
    del child.attrib[name]
    return "%s/%s without @%s" % (parent.tag, child.tag, name)


def drop_element(d):
    parent, child = d.rnd.choice(d.places(lambda p, c: c.tag not in ("name", "type", "os", "devices", "emulator")))
    parent.remove(child)
    return "%s without %s" % (parent.tag, child.tag)


def number(d):
    """A number next to a limit."""
    options = [(p, c, name) for p, c in d.places() for name, value in list(c.attrib.items()) + [("", (c.text or "").strip())]
               if NUMBER.match(value)]
    if not options:
        return None
    parent, child, name = d.rnd.choice(options)
    was = child.get(name) if name else child.text.strip()
    n = int(was, 0) if not was.startswith("0") or was.startswith("0x") or was == "0" else int(was)
    new = d.rnd.choice([0, 1, n + 1, n - 1, n * 2, n // 2, 15, 16, 31, 32, 63, 64, 255, 256, 65535, 65536, 2**31, 2**32, 2**63, 2**64 - 1, -1, n + 7])
    text = hex(new) if was.startswith("0x") and new >= 0 else str(new)
    if name:
        child.set(name, text)
    else:
        child.text = text
    return "%s/%s@%s %s -> %s" % (parent.tag, child.tag, name, was, text)


def garbage(d):
    """A value that is none."""
    options = d.places(lambda p, c: c.attrib)
    if not options:
        return None
    parent, child = d.rnd.choice(options)
    name = d.rnd.choice(sorted(child.attrib))
    value = d.rnd.choice(["", "bogus", "YES", "default", "none", "-1", "1.5", "0x", " 1", "on", "no", "auto"])
    child.set(name, value)
    return "%s/%s@%s=%r" % (parent.tag, child.tag, name, value)


def without_addresses(d):
    for parent, child in d.places(lambda p, c: c.tag == "address" and p.tag != "source"):
        parent.remove(child)
    return "no addresses"


def without_controllers(d):
    devices = d.devices()
    for controller in devices.findall("controller"):
        devices.remove(controller)
    return "no controllers"


def machine(d):
    kind = d.root.find("os/type")
    if kind is None:
        return None
    names = COMMON_MACHINES.get(d.arch, []) if d.rnd.random() < 0.7 else d.corpus.machines[d.build]
    if not names:
        return None
    kind.set("machine", d.rnd.choice(names))
    if d.rnd.random() < 0.6:
        without_addresses(d)
        if d.rnd.random() < 0.7:
            without_controllers(d)
    return "machine %s" % kind.get("machine")


def other_build(d):
    """The same document for another QEMU version."""
    builds = [b for b in d.corpus.by_architecture[d.arch] if b != d.build]
    if not builds:
        return None
    d.build = d.rnd.choice(builds)
    return "build %s" % d.build


def other_architecture(d):
    arch = d.rnd.choice(sorted(set(d.corpus.by_architecture) - {d.arch}))
    d.build = d.rnd.choice(d.corpus.by_architecture[arch])
    kind = d.root.find("os/type")
    if kind is None:
        return None
    kind.set("arch", arch)
    if d.rnd.random() < 0.9:
        kind.set("machine", d.rnd.choice(COMMON_MACHINES.get(arch, ["virt"])))
    else:
        kind.attrib.pop("machine", None)
    emulator = d.root.find("devices/emulator")
    if emulator is not None:
        emulator.text = "/usr/bin/qemu-system-" + EMULATOR.get(arch, arch)
    if d.rnd.random() < 0.7:
        without_addresses(d)
        without_controllers(d)
    return "architecture " + d.build


def virtualization(d):
    was = d.root.get("type")
    d.root.set("type", "qemu" if was == "kvm" else "kvm" if d.rnd.random() < 0.9 else "hvf")
    return "type %s" % d.root.get("type")


def many(d):
    """A device many times over: until buses overflow."""
    options = [c for c in d.devices() if c.tag not in ("emulator", "memballoon", "graphics", "console", "tpm", "watchdog", "panic", "vsock")]
    if not options:
        return None
    device = d.rnd.choice(options)
    count = d.rnd.choice(DEVICE_COUNTS)
    for number in range(count):
        one = d.bare(copy.deepcopy(device), 0)
        if one.tag == "controller" and one.get("index"):
            one.set("index", str(int(one.get("index")) + 1 + number) if one.get("index").isdigit() else "1")
        d.devices().append(one)
    return "%d more %s" % (count, device.tag)


def controller(d):
    """A controller of any type and model, at some index."""
    node = d.rnd.choice(d.grammar.nodes[("devices", "controller")])
    made = d.bare(d.grammar.element(d.rnd, node, 0.3, d.pick, "devices"), 0.05)
    made.set("index", str(d.rnd.choice([0, 0, 1, 1, 2, 3, 5])))
    d.devices().append(made)
    return "controller %s" % dict(made.attrib)


def firmware(d):
    """Another combination in <os>."""
    found = d.root.find("os")
    if found is None:
        return None
    kind = found.find("type")
    other = copy.deepcopy(d.rnd.choice([e for a, e in d.corpus.pieces[("domain", "os")] if a == d.arch] or [found]))
    if d.rnd.random() < 0.5:
        for name in sorted({c.tag for c in other} - {"type"}):
            for old in found.findall(name):
                found.remove(old)
            found.extend(other.findall(name))
        if other.get("firmware"):
            found.set("firmware", other.get("firmware"))
    else:
        node = d.rnd.choice(d.grammar.nodes[("domain", "os")])
        made = d.grammar.element(d.rnd, node, 0.3, d.pick, "domain")
        for child in list(found):
            if child is not kind:
                found.remove(child)
        for child in made:
            if child.tag != "type":
                found.append(child)
        found.attrib.clear()
        found.attrib.update(made.attrib)
    return "os"


def setting(d):
    """Another driver configuration."""
    d.setting = copy.deepcopy(d.rnd.choice(d.corpus.confs))
    return "setting %s" % d.setting


# (weight, change)
CHANGES = [(14, cross_device), (14, sampled_device), (8, cross_section), (8, sampled_section), (10, cross_child),
           (8, sampled_child), (22, set_attribute), (6, drop_attribute), (5, drop_element), (8, number), (2, garbage),
           (4, without_addresses), (3, without_controllers), (10, machine), (9, other_build), (7, other_architecture),
           (4, virtualization), (5, many), (6, controller), (5, firmware), (2, setting)]


def change(draft, times):
    """Do `times` changes; a list of what was done."""
    notes = []
    for _ in range(times * 3):
        if len(notes) >= times:
            break
        note = draft.rnd.choices([c for _, c in CHANGES], [w for w, _ in CHANGES])[0](draft)
        if note:
            notes.append(note)
    return notes

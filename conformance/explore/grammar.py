"""The RELAX NG grammar of domain documents, as the installed libvirt ships it: what may stand where, and random
samples of it."""
import os
import re
import xml.etree.ElementTree as ET

try:
    from re import _parser as regex
except ImportError:
    import sre_parse as regex

RNG = "{http://relaxng.org/ns/structure/1.0}"


def local(node):
    return node.tag[len(RNG):] if node.tag.startswith(RNG) else ""


def sample_pattern(rnd, pattern):
    """A short text that matches a regular expression of the schema dialect."""
    def of(parsed):
        return "".join(one(op, arg) for op, arg in parsed)

    def one(op, arg):
        name = str(op)
        if name == "LITERAL":
            return chr(arg)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = arg
            return "".join(of(inner) for _ in range(rnd.randint(low, min(int(high), max(low, 1) + 2))))
        if name == "SUBPATTERN":
            return of(arg[3])
        if name == "BRANCH":
            return of(rnd.choice(arg[1]))
        if name == "IN":
            if str(arg[0][0]) == "NEGATE":
                return rnd.choice("abcxyz")
            return member(*rnd.choice(arg))
        if name in ("ANY", "NOT_LITERAL"):
            return rnd.choice("abcxyz")
        return ""

    def member(op, arg):
        name = str(op)
        if name == "RANGE":
            return chr(rnd.randint(arg[0], arg[1]))
        if name == "LITERAL":
            return chr(arg)
        return rnd.choice("0123456789") if "DIGIT" in str(arg) else rnd.choice("abcxyz")

    try:
        return of(regex.parse(pattern))
    except (re.error, ValueError, OverflowError):
        return "1"


class Grammar:
    def __init__(self, folder, start="domain.rng"):
        self.defines = {}
        self.start = []
        self.seen = set()
        self.read(folder, start)
        # (parent, element) -> {attribute: [value nodes]}, {child: element node}, [text nodes]
        self.attributes, self.children, self.nodes = {}, {}, {}
        for node in self.start:
            self.index(node, "", None, set())

    def read(self, folder, name):
        if name in self.seen:
            return
        self.seen.add(name)
        root = ET.parse(os.path.join(folder, name)).getroot()
        for node in root.iter():
            kind = local(node)
            if kind == "include":
                self.read(folder, node.get("href"))
        for node in root:
            if local(node) == "define":
                self.defines.setdefault(node.get("name"), []).append(node)
            elif local(node) == "start" and start_wanted(name):
                self.start.extend(node)

    def index(self, node, parent, element, visited):
        kind = local(node)
        if kind == "ref":
            mark = (node.get("name"), parent, element)
            if mark in visited:
                return
            visited.add(mark)
            for define in self.defines.get(node.get("name"), []):
                for child in define:
                    self.index(child, parent, element, visited)
        elif kind == "element":
            name = node.get("name")
            if not name:
                return
            place = (element or "", name)
            self.nodes.setdefault(place, [])
            if node not in self.nodes[place]:
                self.nodes[place].append(node)
            self.children.setdefault((parent, element), set()).add(name)
            for child in node:
                self.index(child, element or "", name, visited)
        elif kind == "attribute":
            name = node.get("name")
            if name:
                found = self.attributes.setdefault((parent, element), {}).setdefault(name, [])
                if node not in found:
                    found.append(node)
        else:
            for child in node:
                self.index(child, parent, element, visited)

    # ---- samples
    def value(self, rnd, node, depth=0):
        """A text that the content of an attribute (or a text-only element) may be."""
        kind = local(node)
        if kind == "value":
            return node.text or ""
        if kind == "data":
            pattern = next((p.text for p in node if local(p) == "param" and p.get("name") == "pattern"), None)
            if pattern:
                return sample_pattern(rnd, pattern)
            return str(rnd.choice([0, 1, 2, 3, 4, 8, 16, 64, 255, 256, 1000, 4096, 65536])) \
                if node.get("type") != "string" else "text"
        if kind == "ref":
            body = [c for d in self.defines.get(node.get("name"), []) for c in d]
        elif kind in ("text",):
            return "text"
        else:
            body = list(node)
        body = [c for c in body if local(c) not in ("", "param")]
        if not body or depth > 12:
            return ""
        if kind == "choice":
            return self.value(rnd, rnd.choice(body), depth + 1)
        return self.value(rnd, body[0] if len(body) == 1 else rnd.choice(body), depth + 1)

    def fill(self, rnd, out, node, likely, pick, parent, depth=0):
        """Put a sample of `node` into the element `out`; `pick(parent, element, attribute)` may know a better value."""
        kind = local(node)
        if kind == "ref":
            for define in self.defines.get(node.get("name"), []):
                for child in define:
                    self.fill(rnd, out, child, likely, pick, parent, depth + 1)
        elif kind == "optional":
            if rnd.random() < likely / (1 + depth / 12):
                for child in node:
                    self.fill(rnd, out, child, likely, pick, parent, depth + 1)
        elif kind in ("zeroOrMore", "oneOrMore"):
            times = (1 if kind == "oneOrMore" else 0) + (rnd.random() < likely * 0.6)
            for _ in range(times):
                for child in node:
                    self.fill(rnd, out, child, likely, pick, parent, depth + 1)
        elif kind == "choice":
            self.fill(rnd, out, rnd.choice(list(node)), likely, pick, parent, depth + 1)
        elif kind in ("group", "interleave"):
            for child in node:
                self.fill(rnd, out, child, likely, pick, parent, depth + 1)
        elif kind == "attribute" and node.get("name"):
            known = pick(parent, out.tag, node.get("name"))
            own = [c for c in node if local(c)]
            value = self.value(rnd, rnd.choice(own)) if own else "text"
            literal = own and all(local(c) in ("value", "choice") for c in own)
            out.set(node.get("name"), known if known is not None and not literal and rnd.random() < 0.8 else value)
        elif kind == "element" and node.get("name") and depth < 40:
            out.append(self.element(rnd, node, likely, pick, out.tag, depth + 1))
        elif kind in ("text", "data", "value", "list"):
            known = pick(parent, out.tag, "")
            out.text = known if known is not None and rnd.random() < 0.8 else self.value(rnd, node)

    def element(self, rnd, node, likely, pick, parent, depth=0):
        out = ET.Element(node.get("name"))
        for child in node:
            self.fill(rnd, out, child, likely, pick, parent, depth)
        return out


def start_wanted(name):
    return name == "domain.rng"

"""Runs the session on two libraries and compares the transcripts.

    compare.py --lib DIR-WITH-OUR-libvirt.so.0 [--python /usr/bin/python3] [--known known.txt]

The reference is the library that the given Python finds by itself. Differences fail, unless a line of the list of
known ones names the call (first word of the transcript line) with a reason. Texts of errors are compared too, but for
what ours say besides (the place in a document, the values that are allowed) and how a text fails to be XML.
"""

import argparse
import difflib
import json
import os
import re
import subprocess
import sys

XML_DETAIL = 35  # VIR_ERR_XML_DETAIL
BESIDES = re.compile(r"( Expected one of .*)?( \(line \d+, [^)]*\))?$")

HERE = os.path.dirname(os.path.abspath(__file__))


def transcript(python, library):
    environment = {key: value for key, value in os.environ.items() if key != "LD_LIBRARY_PATH"}
    if library:
        environment["LD_LIBRARY_PATH"] = os.path.abspath(library)
    done = subprocess.run([python, os.path.join(HERE, "session.py")], env=environment, capture_output=True, text=True,
                          timeout=600, check=False)
    lines = done.stdout.splitlines()
    if done.returncode != 0:
        lines.append(json.dumps(["ended", done.returncode, done.stderr[-500:]]))
    return lines


def known_calls(path):
    calls = {}
    if path and os.path.exists(path):
        with open(path, encoding="utf-8") as text:
            for row in text:
                row = row.split("#", 1)
                if row[0].strip():
                    calls[row[0].strip()] = row[1].strip() if len(row) > 1 else ""
    return calls


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lib", required=True)
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--known", default=os.path.join(HERE, "known.txt"))
    options = parser.parse_args()
    reference, ours = transcript(options.python, None), transcript(options.python, options.lib)
    known = known_calls(options.known)

    def key(row):
        entry = json.loads(row)
        if len(entry) == 7 and entry[2] == "error":
            code, message = entry[3], entry[6]
            entry[6] = "" if code == XML_DETAIL else BESIDES.sub("", message)
        return json.dumps(entry)

    matcher = difflib.SequenceMatcher(None, [key(r) for r in reference], [key(r) for r in ours], autojunk=False)
    different = 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        rows = reference[a:b] + ours[c:d]
        names = {json.loads(row)[0 if json.loads(row)[0] != "event" else 1] for row in rows}
        if names <= set(known):
            continue
        different += max(b - a, d - c)
        for row in reference[a:b]:
            print("-", row[:1500])
        for row in ours[c:d]:
            print("+", row[:1500])
    print("%d calls and events, %d differ" % (len(reference), different))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

"""One long session of API calls on test:///default; prints a transcript, one JSON value a line.

Runs on whatever libvirt.so.0 the loader finds, so that two libraries' transcripts can be compared. Every method of
every class is called: first by a plan (what suites do), then systematically with values made from the names of its
parameters. What is random or depends on the clock is masked.
"""

import inspect
import json
import os
import re
import sys
import tempfile

import libvirt

CLASSES = [getattr(libvirt, name) for name in (
    "virConnect", "virDomain", "virNetwork", "virNetworkPort", "virInterface", "virStoragePool", "virStorageVol",
    "virNodeDevice", "virSecret", "virNWFilter", "virNWFilterBinding", "virDomainSnapshot", "virDomainCheckpoint",
    "virStream")]

UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
FIXED_UUIDS = {
    "6695eb01-f6a4-8304-79aa-97f2502e193f", "dd8fe884-6c02-601e-7551-cca97df1c5df",
    "dfe224cb-28fb-8dd0-c4b2-64eb3f0f4566", "11111111-2222-3333-4444-555555555555",
}
MASKS = [
    (re.compile(r"\b52:54:00(:[0-9a-f]{2}){3}\b"), "MAC"),
    (re.compile(r"(<ww[np]n>)51[0-9a-f]{14}"), r"\1WWN"),
    (re.compile(r"(<creationTime>)\d+"), r"\1TIME"),
    (re.compile(r"\b1[5-9]\d{8}\b"), "TIME"),
    # counters that are fractions of the time
    (re.compile(r"\b(44|59|89)\d{7}\b"), "COUNTER"),
    (re.compile(r"\b1[5-9]\d{10,17}\b"), "CLOCK"),
    (re.compile(re.escape(tempfile.gettempdir()) + r"/differential-\w+"), "TMP"),
]


def mask(text):
    text = UUID.sub(lambda m: m.group() if m.group() in FIXED_UUIDS or m.group().startswith("a0a0") else "UUID", text)
    for pattern, replacement in MASKS:
        text = pattern.sub(replacement, text)
    return text


def show(value):
    """A value as JSON, handles as class and name."""
    if isinstance(value, (bool, type(None))):
        return value
    if isinstance(value, int):
        return "CLOCK" if value > 10**13 and value not in STABLE else mask(str(value)) if value > 4 * 10**8 else value
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, (bytes, bytearray)):
        return ["bytes", len(value)]
    if isinstance(value, dict):
        return {str(key): show(item) for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))}
    if isinstance(value, tuple):
        return [show(item) for item in value]
    if isinstance(value, list):
        items = [show(item) for item in value]
        handles = all(isinstance(item, tuple(CLASSES)) for item in value)
        names = all(isinstance(item, str) for item in value)
        return sorted(items, key=json.dumps) if handles or names else items
    if isinstance(value, libvirt.virConnect):
        return "virConnect"
    for cls in CLASSES:
        if isinstance(value, cls):
            for name in ("name", "getName", "UUIDString", "portDev"):
                if hasattr(value, name):
                    return "%s %s" % (cls.__name__, mask(str(getattr(value, name)())))
            return cls.__name__
    return type(value).__name__


# numbers above ten digits that are always the same
STABLE = {107374182400, 48772617035, 1099506450432, 1099511627776, 34678723400000, 1000000000000000}


def line(*parts):
    print(json.dumps(parts, ensure_ascii=True), flush=True)


def call(label, function, *args, **kwargs):
    """Calls, notes what came of it, and returns the result (None after an error)."""
    shown = [show(arg) if not callable(arg) else "callable" for arg in args]
    shown += ["%s=%s" % (key, show(value)) for key, value in kwargs.items()]
    try:
        result = function(*args, **kwargs)
    except libvirt.libvirtError as error:
        line(label, shown, "error", error.get_error_code(), error.get_error_domain(), error.get_error_level(),
             mask(error.get_error_message() or ""))
        return None
    except (TypeError, ValueError, OverflowError, SystemError, LookupError, AttributeError) as error:
        line(label, shown, type(error).__name__)
        return None
    line(label, shown, "ok", show(result))
    return result


EVENTS = []


def note_event(*what):
    EVENTS.append([show(part) for part in what if not callable(part)])


def turn(label):
    """Lets events come in, and notes them."""
    for _ in range(4):
        timer = libvirt.virEventAddTimeout(0, lambda timer, opaque: libvirt.virEventUpdateTimeout(timer, -1), None)
        libvirt.virEventRunDefaultImpl()
        libvirt.virEventRemoveTimeout(timer)
    while EVENTS:
        line("event", label, EVENTS.pop(0))


def register_all(conn):
    for number in range(27):
        callback = lambda c, *args, n=number: note_event("domain", n, *args[:-1])
        call("domainEventRegisterAny", conn.domainEventRegisterAny, None, number, callback, None)
    for number in range(2):
        call("networkEventRegisterAny", conn.networkEventRegisterAny, None, number,
             lambda c, *args, n=number: note_event("network", n, *args[:-1]), None)
        call("storagePoolEventRegisterAny", conn.storagePoolEventRegisterAny, None, number,
             lambda c, *args, n=number: note_event("pool", n, *args[:-1]), None)
        call("nodeDeviceEventRegisterAny", conn.nodeDeviceEventRegisterAny, None, number,
             lambda c, *args, n=number: note_event("device", n, *args[:-1]), None)
        call("secretEventRegisterAny", conn.secretEventRegisterAny, None, number,
             lambda c, *args, n=number: note_event("secret", n, *args[:-1]), None)
    call("domainEventRegisterAny", conn.domainEventRegisterAny, None, 99, note_event, None)
    call("domainEventRegisterAny", conn.domainEventRegisterAny, None, -1, note_event, None)
    call("domainEventDeregisterAny", conn.domainEventDeregisterAny, 4711)


def main():
    libvirt.registerErrorHandler(lambda *args: None, None)
    libvirt.virEventRegisterDefaultImpl()
    folder = tempfile.mkdtemp(prefix="differential-")
    import plan
    import sweep
    os.chdir(folder)  # relative paths among the values stay here
    for uri in ("test:///", "test://", "test:///nowhere", "test:///" + folder, "test+unix:///default",
                "test:///default?x=y", "test://host/default"):
        call("open " + mask(uri), libvirt.open, uri)
    conn = libvirt.open("test:///default")
    register_all(conn)
    plan.run(conn, folder, call, turn)
    sweep.run(conn, folder, call, turn)
    conn.close()
    read_only = libvirt.openReadOnly("test:///default")
    sweep.read_only(read_only, call)
    turn("end")
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    os.rmdir(folder)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    main()

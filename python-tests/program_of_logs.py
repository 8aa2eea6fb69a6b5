"""Runs a program on upstream's library and on ours where this one is both the system's logs, and prints what each run told
them as JSON: a list of messages for each. To be run in a mount namespace of its own: it covers /run and /dev.

    program_of_logs.py PROGRAM LIBRARIES LIBVIRT_LOG_OUTPUTS
"""

import array
import json
import os
import socket
import subprocess
import sys
import threading
import time

JOURNAL = "/run/systemd/journal/socket"


def cover():
    """An empty /run, and a /dev with nothing but what programs need."""
    place = "/run/covered-dev"
    steps = [["mount", "-t", "tmpfs", "tmpfs", "/run"], ["mkdir", "-p", place, os.path.dirname(JOURNAL)],
             ["mount", "-t", "tmpfs", "tmpfs", place]]
    for name in ("null", "zero", "random", "urandom"):
        steps += [["touch", place + "/" + name], ["mount", "--bind", "/dev/" + name, place + "/" + name]]
    steps += [["mkdir", place + "/shm"], ["mount", "--move", place, "/dev"]]
    for step in steps:
        if subprocess.run(step, check=False, stdin=subprocess.DEVNULL).returncode != 0:
            sys.exit(77)


def listen(path, told):
    """Notes what comes to a socket: a datagram's bytes, or the file that comes with it."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    server.bind(path)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)

    def hear():
        while True:
            data, control, _, _ = server.recvmsg(1 << 20, socket.CMSG_SPACE(4))
            for _, _, passed in control:
                with os.fdopen(array.array("i", passed)[0], "rb") as file:
                    data = os.pread(file.fileno(), 1 << 24, 0)
            told.append(data.decode("utf-8", "surrogateescape").rstrip("\0"))

    threading.Thread(target=hear, daemon=True).start()


def main(program, libraries, outputs):
    cover()
    told, end = [], "the run is over"
    for path in (JOURNAL, "/dev/log"):
        listen(path, told)
    for place in (None, libraries):
        environment = dict(os.environ, LIBVIRT_LOG_OUTPUTS=outputs)
        if place:
            environment["LD_LIBRARY_PATH"] = place
        subprocess.run([sys.executable, program, "test:///default"], env=environment, stdout=subprocess.DEVNULL, timeout=60,
                       check=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mark:
            mark.sendto(end.encode(), JOURNAL if "journald" in outputs else "/dev/log")
    while told.count(end) < 2:
        time.sleep(0.01)
    first = told.index(end)
    json.dump([told[:first], told[first + 1:-1]], sys.stdout)


main(*sys.argv[1:])

#!/usr/bin/python3
"""An emulator that is a real QEMU, with somebody sitting on its monitor.

Beside this program lies PROGRAM.faults: lines of `COMMAND FAULT [NUMBER]`, read anew for each command. A fault
takes the place of the command's answer; `greeting` stands for what comes before all commands.

    hang            nothing is said, and nothing more is heard
    late MS         the answer comes so much later
    garbage         bytes that are no JSON
    half            half of the answer, then the connection is closed
    close           the connection is closed
    die             the process is killed, as if by kill -9
    flood COUNT     so many events come before the answer
    huge MIB        the answer has so much of text in it
    endless         text without an end of line, for ever
    wrong           an answer to a question that nobody asked
    error           QEMU's own kind of error; the command is not carried out
"""
import ctypes
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time

REAL = "/usr/bin/qemu-system-x86_64"


def faults():
    try:
        with open(sys.argv[0] + ".faults") as f:
            return {words[0]: words[1:] for words in map(str.split, f) if words}
    except OSError:
        return {}


def start_qemu():
    """The real one; its monitor is our end of a pair, and it doesn't outlive us."""
    ours, theirs = socket.socketpair()
    argv = [REAL] + sys.argv[1:]
    listener = None
    for i, arg in enumerate(argv):
        if arg.startswith("socket,id=charmonitor,fd="):
            listener = socket.socket(fileno=int(arg.split("=")[2].split(",")[0]))
            os.set_inheritable(listener.fileno(), False)
            argv[i] = f"socket,id=charmonitor,fd={theirs.fileno()}"
    theirs.set_inheritable(True)
    libc = ctypes.CDLL(None)

    def die_with_us():
        libc.prctl(1, signal.SIGKILL)

    process = subprocess.Popen(argv, close_fds=False, preexec_fn=die_with_us)
    theirs.close()
    return listener, ours, process


class Between:
    def __init__(self):
        self.listener, self.qemu, self.process = start_qemu()
        self.client = None
        self.greeting = None
        self.negotiated = False
        self.deaf = False
        self.from_qemu = b""
        self.from_client = b""
        self.replaced = {}

    def send(self, data):
        try:
            self.client.sendall(data)
        except (OSError, AttributeError):
            self.hang_up()

    def hang_up(self):
        if self.client:
            self.client.close()
        self.client, self.deaf, self.from_client = None, False, b""

    def commit(self, fault, answer):
        """Puts a fault in the place of an answer."""
        kind, number = fault[0], int(fault[1]) if len(fault) > 1 else 0
        if kind == "hang":
            self.deaf = True
        elif kind == "late":
            time.sleep(number / 1000)
            self.send(answer)
        elif kind == "garbage":
            self.send(b"\x00\xff<html>{{{ no\r\n")
        elif kind == "half":
            self.send(answer[: len(answer) // 2])
            self.hang_up()
        elif kind == "close":
            self.hang_up()
        elif kind == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif kind == "flood":
            event = b'{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "RTC_CHANGE", "data": {"offset": 1}}\r\n'
            for _ in range(0, number, 1000):
                self.send(event * 1000)
            self.send(answer)
        elif kind == "huge":
            reply = json.loads(answer)
            reply["padding"] = "x" * (number << 20)
            self.send(json.dumps(reply).encode() + b"\r\n")
        elif kind == "endless":
            while self.client:
                self.send(b"x" * 65536)
        elif kind == "wrong":
            self.send(b'{"return": {}, "id": "somebody else\'s"}\r\n')

    def said_by_qemu(self, line):
        message = json.loads(line)
        if "QMP" in message:
            self.greeting = line
            self.greet()
        elif "event" in message:
            if not self.deaf:
                self.send(line)
        else:
            fault = self.replaced.pop(message.get("id"), None)
            if fault:
                self.commit(fault, line)
            elif not self.deaf:
                self.send(line)

    def greet(self):
        if self.client and self.greeting:
            fault = faults().get("greeting")
            if fault:
                self.commit(fault, self.greeting)
            else:
                self.send(self.greeting)

    def said_by_client(self, line, fds):
        request = json.loads(line)
        name, number = request.get("execute"), request.get("id")
        fault = faults().get(name)
        if fault == ["error"]:
            error = {"class": "GenericError", "desc": "no such luck"}
            return self.send(json.dumps({"id": number, "error": error}).encode() + b"\r\n")
        if fault:
            self.replaced[number] = fault
        if name == "qmp_capabilities" and self.negotiated:
            self.said_by_qemu(json.dumps({"return": {}, "id": number}).encode() + b"\r\n")
            return
        self.negotiated = True
        socket.send_fds(self.qemu, [line], fds)

    def read_client(self):
        data, fds, _, _ = socket.recv_fds(self.client, 1 << 20, 16)
        if not data:
            return self.hang_up()
        *lines, self.from_client = (self.from_client + data).split(b"\n")
        for line in lines:
            if line.strip() and not self.deaf:
                self.said_by_client(line + b"\n", fds)
                for fd in fds:
                    os.close(fd)
                fds = []

    def read_qemu(self):
        data = self.qemu.recv(1 << 20)
        if not data:
            sys.exit(self.process.wait())
        *lines, self.from_qemu = (self.from_qemu + data).split(b"\n")
        for line in lines:
            self.said_by_qemu(line + b"\n")

    def run(self):
        while True:
            sources = [self.qemu, self.client or self.listener]
            ready, _, _ = select.select(sources, [], [])
            for source in ready:
                if source is self.qemu:
                    self.read_qemu()
                elif source is self.listener:
                    self.client = self.listener.accept()[0]
                    self.greet()
                elif source is self.client:
                    try:
                        self.read_client()
                    except OSError:
                        self.hang_up()


if any(arg.startswith("none,accel=") for arg in sys.argv):  # no machine: it is only asked what it can do
    os.execv(REAL, [REAL] + sys.argv[1:])
if faults().get("start") == ["die"]:
    os.kill(os.getpid(), signal.SIGKILL)
Between().run()

#!/usr/bin/python3
"""An emulator that is a real QEMU, with somebody sitting on its monitor.

The guest's agent, if it has a channel for one, is not the guest's but this program, with faults of its own.
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


def take_listener(arg):
    """The listening socket that an argument passes on; from here on it is ours alone."""
    listener = socket.socket(fileno=int(arg.split(",fd=")[1].split(",")[0]))
    os.set_inheritable(listener.fileno(), False)
    return listener


def start_qemu():
    """The real one; its monitor is our end of a pair, its agent's channel leads nowhere, and it doesn't outlive us."""
    ours, theirs = socket.socketpair()
    argv = [REAL] + sys.argv[1:]
    listener = agent = None
    for i, arg in enumerate(argv):
        if arg.startswith("socket,id=charmonitor,fd="):
            listener = take_listener(arg)
            argv[i] = f"socket,id=charmonitor,fd={theirs.fileno()}"
        elif arg.startswith("socket,id=charchannel0,fd="):
            agent = take_listener(arg)
            argv[i] = "null,id=charchannel0"
    theirs.set_inheritable(True)
    libc = ctypes.CDLL(None)

    def die_with_us():
        libc.prctl(1, signal.SIGKILL)

    process = subprocess.Popen(argv, close_fds=False, preexec_fn=die_with_us)
    theirs.close()
    return listener, agent, ours, process


class Peer:
    """Whoever is connected to one of our sockets."""

    def __init__(self, listener):
        self.listener, self.socket = listener, None
        self.deaf, self.unread = False, b""

    def source(self):
        return self.socket or self.listener

    def accept(self):
        self.socket = self.listener.accept()[0]

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (OSError, AttributeError):
            self.hang_up()

    def hang_up(self):
        if self.socket:
            self.socket.close()
        self.socket, self.deaf, self.unread = None, False, b""

    def receive(self):
        """Lines, and descriptors that came along."""
        try:
            data, fds, _, _ = socket.recv_fds(self.socket, 1 << 20, 16)
        except OSError:
            data, fds = b"", []
        if not data:
            self.hang_up()
            return [], fds
        *lines, self.unread = (self.unread + data).split(b"\n")
        return [line for line in lines if line.strip() and not self.deaf], fds

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
            while self.socket:
                self.send(b"x" * 65536)
        elif kind == "wrong":
            self.send(b'{"return": {}, "id": "somebody else\'s"}\r\n')


def line_of(**message):
    return json.dumps(message).encode() + b"\r\n"


REFUSAL = {"class": "GenericError", "desc": "no such luck"}


class Between:
    def __init__(self):
        listener, agent, self.qemu, self.process = start_qemu()
        self.client, self.agent = Peer(listener), Peer(agent)
        self.greeting = None
        self.negotiated = False
        self.from_qemu = b""
        self.replaced = {}

    def said_by_qemu(self, line):
        message = json.loads(line)
        if "QMP" in message:
            self.greeting = line
            self.greet()
            return
        fault = self.replaced.pop(message.get("id"), None)
        if fault:
            self.client.commit(fault, line)
        elif not self.client.deaf:
            self.client.send(line)
        if message.get("event") == "RESUME" and self.agent.listener:
            self.client.send(line_of(event="VSERPORT_CHANGE", data={"open": True, "id": "channel0"}))

    def greet(self):
        if self.client.socket and self.greeting:
            fault = faults().get("greeting")
            if fault:
                self.client.commit(fault, self.greeting)
            else:
                self.client.send(self.greeting)

    def said_by_client(self, line, fds):
        request = json.loads(line)
        name, number = request.get("execute"), request.get("id")
        fault = faults().get(name)
        if fault == ["error"]:
            self.client.send(line_of(id=number, error=REFUSAL))
            return
        if fault:
            self.replaced[number] = fault
        if name == "qmp_capabilities" and self.negotiated:
            self.said_by_qemu(line_of(**{"return": {}, "id": number}))
            return
        self.negotiated = True
        socket.send_fds(self.qemu, [line + b"\n"], fds)

    def asked_of_agent(self, line):
        request = json.loads(line.lstrip(b"\xff"))
        name, fault = request["execute"], faults().get(request["execute"])
        if fault == ["error"]:
            self.agent.send(line_of(error=REFUSAL))
        elif fault:
            self.agent.commit(fault, line_of(**{"return": {}}))
        elif name == "guest-sync-delimited":
            self.agent.send(b"\xff" + line_of(**{"return": request["arguments"]["id"]}))
        else:
            self.agent.send(line_of(**{"return": {}}))

    def read_client(self):
        lines, fds = self.client.receive()
        for line in lines:
            self.said_by_client(line, fds)
            while fds:
                os.close(fds.pop())

    def read_qemu(self):
        data = self.qemu.recv(1 << 20)
        if not data:
            sys.exit(self.process.wait())
        *lines, self.from_qemu = (self.from_qemu + data).split(b"\n")
        for line in lines:
            self.said_by_qemu(line + b"\n")

    def run(self):
        while True:
            peers = [peer for peer in (self.client, self.agent) if peer.listener]
            ready, _, _ = select.select([self.qemu] + [peer.source() for peer in peers], [], [])
            for source in ready:
                if source is self.qemu:
                    self.read_qemu()
                elif source is self.client.listener:
                    self.client.accept()
                    self.greet()
                elif source is self.agent.listener:
                    self.agent.accept()
                elif source is self.client.socket:
                    self.read_client()
                elif source is self.agent.socket:
                    for line in self.agent.receive()[0]:
                        self.asked_of_agent(line)


if any(arg.startswith("none,accel=") for arg in sys.argv):  # no machine: it is only asked what it can do
    os.execv(REAL, [REAL] + sys.argv[1:])
if faults().get("start") == ["die"]:
    os.kill(os.getpid(), signal.SIGKILL)
Between().run()

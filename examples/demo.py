#!/usr/bin/python3
"""Boots a guest through the stock libvirt binding, in this process, with no daemon on the host.

The guest is a boot sector made here: it writes a line to its serial port, over and over. Shown are
what it wrote, what QEMU's monitor answers, and the events of its life.
"""

import os
import sys
import tempfile
import threading

import libvirt
import libvirt_qemu

TEXT = b"hello from a guest of libvirt-rs\r\n"

# mov si,text; cld; next: lodsb; test al,al; jz wait; mov dx,0x3f8; out dx,al; jmp next; wait: sti; hlt; jmp start
CODE = bytes.fromhex("be137c fc ac 84c0 7406 baf803 ee ebf5 fb f4 ebed")

DOMAIN = """
<domain type='qemu'>
  <name>demo</name>
  <memory unit='MiB'>32</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type></os>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='{image}'/>
      <target dev='hda' bus='ide'/>
    </disk>
    <serial type='pty'/>
    <console type='pty'><target type='serial'/></console>
  </devices>
</domain>
"""

LIFE = {0: "defined", 1: "undefined", 2: "started", 3: "suspended", 4: "resumed", 5: "stopped"}


def say(line):
    """One write per line: the thread of events speaks too."""
    sys.stdout.write(line + "\n")


def boot_sector(path):
    code = CODE + TEXT + b"\0"
    with open(path, "wb") as image:
        image.write(code.ljust(510, b"\0") + b"\x55\xaa")
        image.truncate(1 << 20)


def console_line(conn, domain):
    """The first whole line that the guest writes to its console."""
    stream = conn.newStream(0)
    domain.openConsole(None, stream, 0)
    seen = b""
    while TEXT not in seen:
        data = stream.recv(256)
        if not data:
            raise SystemExit("the console closed before the guest said anything")
        seen += data
    stream.abort()
    return TEXT.decode().strip()


def turn_events():
    while True:
        libvirt.virEventRunDefaultImpl()


def main():
    libvirt.virEventRegisterDefaultImpl()
    threading.Thread(target=turn_events, daemon=True).start()
    stopped = threading.Event()

    def life(_conn, domain, event, _detail, _opaque):
        say(f"event      {domain.name()}: {LIFE.get(event, event)}")
        if event == libvirt.VIR_DOMAIN_EVENT_STOPPED:
            stopped.set()

    with tempfile.TemporaryDirectory(prefix="libvirt-rs-demo-") as root:
        image = os.path.join(root, "guest.img")
        boot_sector(image)
        conn = libvirt.open(f"qemu:///embed?root={root}")
        say(f"library    {libvirt.getVersion()}, hypervisor {conn.getType()} {conn.getVersion()}")
        conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, life, None)
        domain = conn.createXML(DOMAIN.format(image=image), libvirt.VIR_DOMAIN_START_AUTODESTROY)
        say(f"domain     {domain.name()} id {domain.ID()} uuid {domain.UUIDString()}")
        say(f"console    {console_line(conn, domain)}")
        reply = libvirt_qemu.qemuMonitorCommand(domain, '{"execute": "query-status"}', 0)
        say(f"monitor    {reply.strip()}")
        domain.destroy()
        if not stopped.wait(10):
            raise SystemExit("no event said that the guest stopped")
        conn.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

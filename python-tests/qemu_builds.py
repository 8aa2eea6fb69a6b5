#!/usr/bin/python3
"""One guest on one QEMU build under TCG: defined, booted, paused, saved, restored, reset, ended.

    LD_LIBRARY_PATH=LIBRARY python-tests/qemu_builds.py /usr/bin/qemu-system-x86_64

Prints the build's version, and what went wrong if anything did. The definition is the same for every build; only
the path of the emulator differs. A build of another system has its turn in that system's folder:
`chroot SID env LD_LIBRARY_PATH=/opt/ours python3 /opt/ours/qemu_builds.py EMULATOR`.
"""

import os
import shutil
import sys
import tempfile
import time

import libvirt

GREETING = "hello from the boot sector"
LIMIT = 60

XML = """
<domain type='qemu'>
  <name>builds</name>
  <memory unit='MiB'>64</memory>
  <vcpu>2</vcpu>
  <cpu mode='custom' match='exact' check='none'><model fallback='forbid'>qemu64</model><feature policy='require' name='hypervisor'/></cpu>
  <os><type arch='x86_64' machine='{machine}'>hvm</type></os>
  <features><acpi/><apic/></features>
  <clock offset='utc'><timer name='hpet' present='no'/></clock>
  <iothreads>1</iothreads>
  <devices>
    <emulator>{emulator}</emulator>
    <disk type='file' device='disk'><driver name='qemu' type='raw' discard='unmap'/>
      <source file='{root}/boot.img'/><target dev='vdb' bus='virtio'/><boot order='1'/></disk>
    <disk type='file' device='disk'><driver name='qemu' type='raw' iothread='1'/>
      <source file='{root}/data.img'/><target dev='vda' bus='virtio'/></disk>
    <disk type='file' device='cdrom'><target dev='sdb' bus='scsi'/><readonly/></disk>
    <controller type='scsi' model='virtio-scsi'/>
    <controller type='usb' model='qemu-xhci'/>
    <interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>
    <interface type='user'><mac address='52:54:00:00:00:02'/><model type='e1000e'/></interface>
    <serial type='file'><source path='{root}/serial'/></serial>
    <serial type='pty'/>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <input type='tablet' bus='usb'/>
    <graphics type='vnc' autoport='yes' listen='127.0.0.1'/>
    <video><model type='virtio' heads='1'/></video>
    <watchdog model='i6300esb' action='none'/>
    <memballoon model='virtio'><stats period='5'/></memballoon>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
    <panic model='isa'/>
  </devices>
</domain>
"""


def boot_sector():
    """Real-mode code that writes the greeting to COM1 for ever."""
    code = bytes([0x31, 0xc0, 0x8e, 0xd8, 0xfc, 0xbe, 0x13, 0x7c, 0xac, 0x84, 0xc0, 0x74, 0xf8, 0xba, 0xf8, 0x03, 0xee,
                  0xeb, 0xf5])
    return (code + GREETING.encode() + b"\n\0").ljust(510, b"\0") + b"\x55\xaa"


def read(path):
    try:
        with open(path, errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def eventually(what, test):
    deadline = time.monotonic() + LIMIT
    while not test():
        if time.monotonic() > deadline:
            raise RuntimeError("not in time: " + what)
        time.sleep(0.05)


def check(what, holds):
    if not holds:
        raise RuntimeError(what)


def life(connection, root, emulator, machine):
    """The whole life of a guest; any error is the caller's."""
    domain = connection.defineXML(XML.format(root=root, emulator=emulator, machine=machine))
    domain.create()
    eventually("greeting", lambda: GREETING in read(root + "/serial"))
    check("state", domain.state() == [libvirt.VIR_DOMAIN_RUNNING, libvirt.VIR_DOMAIN_RUNNING_BOOTED])
    check("vcpus", len(domain.vcpus()[0]) == 2)
    check("memory statistics", domain.memoryStats().get("actual") == 64 * 1024)
    check("block statistics", domain.blockStats("vdb")[0] > 0)
    xml = domain.XMLDesc()
    check("terminal", "<source path='/dev/pts/" in xml)
    check("port", "port='59" in xml)
    domain.suspend()
    check("paused", domain.state()[0] == libvirt.VIR_DOMAIN_PAUSED)
    domain.resume()
    domain.managedSave()
    check("saved", domain.hasManagedSaveImage() and not domain.isActive())
    written = len(read(root + "/serial"))
    domain.create()
    eventually("output after the restore", lambda: GREETING in read(root + "/serial"))
    check("restored", domain.state()[0] == libvirt.VIR_DOMAIN_RUNNING and written > 0)
    domain.reset()
    domain.destroy()
    check("ended", not domain.isActive())
    domain.undefine()


def main(emulator, machine="q35"):
    root = tempfile.mkdtemp(prefix="builds-")
    os.chmod(root, 0o755)
    os.mkdir(root + "/etc")
    with open(root + "/etc/qemu.conf", "w") as conf:
        conf.write('user = "+0"\ngroup = "+0"\nsecurity_driver = "none"\n')
    with open(root + "/boot.img", "wb") as image:
        image.write(boot_sector().ljust(1 << 20, b"\0"))
    with open(root + "/data.img", "wb") as image:
        image.truncate(1 << 20)
    libvirt.virEventRegisterDefaultImpl()
    connection = libvirt.open("qemu:///embed?root=" + root)
    try:
        life(connection, root, emulator, machine)
        log = read(root + "/log/qemu/builds.log")
        version = log.partition("qemu version: ")[2].partition(",")[0]
        print(f"{version}: ok")
        return 0
    except (libvirt.libvirtError, RuntimeError) as error:
        print(f"{emulator}: {error}")
        print(read(root + "/log/qemu/builds.log")[-2000:])
        return 1
    finally:
        for domain in connection.listAllDomains(libvirt.VIR_CONNECT_LIST_DOMAINS_ACTIVE):
            domain.destroy()
        connection.close()
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    libvirt.registerErrorHandler(lambda _, error: None, None)
    sys.exit(main(*sys.argv[1:]))

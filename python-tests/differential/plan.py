"""What suites do, in an order that reaches every state: valid calls, then their refusals."""

import os

import libvirt

DOMAIN = """<domain type='test'>
  <name>%(name)s</name>
  <uuid>%(uuid)s</uuid>
  <memory>1048576</memory>
  <currentMemory>524288</currentMemory>
  <vcpu current='2'>4</vcpu>
  <iothreads>2</iothreads>
  <os><type arch='i686'>hvm</type></os>
  <metadata><app:x xmlns:app='urn:app'><app:y/></app:x></metadata>
  <devices>
    <disk type='file' device='disk'><source file='/guest/%(name)s'/><target dev='vda' bus='virtio'/></disk>
    <disk type='file' device='cdrom'><target dev='hdc'/></disk>
    <interface type='network'><mac address='aa:bb:cc:00:00:01'/><source network='default'/></interface>
    <interface type='user'><mac address='aa:bb:cc:00:00:02'/></interface>
    <graphics type='vnc' passwd='secret'/>
    <input type='tablet' bus='usb'/>
    <serial type='pty'/>
  </devices>
</domain>"""

DISK = "<disk type='file' device='disk'><source file='/guest/new'/><target dev='vdb' bus='virtio'/></disk>"
CDROM = "<disk type='file' device='cdrom'><source file='/guest/cd'/><target dev='hdc' bus='ide'/></disk>"
NIC = "<interface type='bridge'><mac address='aa:bb:cc:00:00:03'/><source bridge='br0'/></interface>"
HOSTDEV = ("<hostdev mode='subsystem' type='pci' managed='yes'><source>"
           "<address domain='0' bus='1' slot='2' function='3'/></source></hostdev>")

LIVE, CONFIG = libvirt.VIR_DOMAIN_AFFECT_LIVE, libvirt.VIR_DOMAIN_AFFECT_CONFIG
IMPACTS = (0, LIVE, CONFIG, LIVE | CONFIG)


def run(conn, folder, call, turn):
    host(conn, call)
    domain = call("lookupByName", conn.lookupByName, "test")
    life(conn, domain, call, turn)
    turn("life")
    defined(conn, folder, call, turn)
    moments(conn, call, turn)
    networks(conn, call, turn)
    interfaces(conn, call)
    pools(conn, call, turn)
    devices(conn, call, turn)


def host(conn, call):
    for name in ("getType", "getVersion", "getLibVersion", "getHostname", "getURI", "getInfo", "getCapabilities",
                 "getFreeMemory", "isAlive", "isEncrypted", "isSecure", "numOfDomains", "numOfDefinedDomains",
                 "listDomainsID", "listDefinedDomains", "listNetworks", "listDefinedNetworks", "listInterfaces",
                 "listDefinedInterfaces", "listStoragePools", "listDefinedStoragePools", "listAllDomains",
                 "listAllNetworks", "listAllInterfaces", "listAllStoragePools", "listAllDevices", "listAllSecrets",
                 "listAllNWFilters", "getSecurityModel", "getDomainCapabilities", "getSysinfo", "getCPUMap",
                 "getSEVInfo", "listSecrets", "listNWFilters"):
        function = getattr(conn, name)
        if name == "getLibVersion" or name == "getHostname":
            continue
        call(name, function)
    for args in ((0, 2), (0, 1), (1, 5), (2, 1), (9, 9)):
        call("getCellsFreeMemory", conn.getCellsFreeMemory, *args)
    for args in (([4, 2048], 0, 2), ([4], 1, 1), ([], 0, 1)):
        call("getFreePages", conn.getFreePages, *args)
    for cpu in (-1, 0, 100, -2):
        call("getCPUStats", conn.getCPUStats, cpu)
        call("getMemoryStats", conn.getMemoryStats, cpu)
    for arch in ("x86_64", "i686", "ppc64", "s390x", "aarch64", "riscv64", "nonsense", ""):
        call("getCPUModelNames", conn.getCPUModelNames, arch)
    for kind in (None, "test", "kvm", "nonsense"):
        call("getMaxVcpus", conn.getMaxVcpus, kind)
    for args in (("/usr/bin/x", "x86_64", "pc", "kvm"), (None, "nonsense", None, None), (None, None, None, "bad")):
        call("getDomainCapabilities", conn.getDomainCapabilities, *args)
    cpu = "<cpu><arch>x86_64</arch><model>%s</model><vendor>Intel</vendor><feature name='aes'/></cpu>"
    for flags in (0, 1, 2, 4):
        call("baselineCPU", conn.baselineCPU, [cpu % "Haswell", cpu % "Nehalem"], flags)
    for documents in ([], ["<cpu/>"], ["junk"], [cpu % "NoSuchModel"]):
        call("baselineCPU", conn.baselineCPU, documents)
    call("compareCPU", conn.compareCPU, cpu % "Nehalem")


def life(conn, domain, call, turn):
    observe(domain, call)
    for step in ("suspend", "suspend", "info", "getTime", "resume", "resume", "reset", "reboot", "shutdown", "shutdown",
                 "destroy", "suspend", "create", "create", "destroy", "destroy", "resume", "reboot", "create"):
        call(step, getattr(domain, step), *([0] if step in ("reboot", "reset") else []))
        call("state", domain.state)
        call("ID", domain.ID)
        turn(step)
    for flags in (0, 1, 2, 4, 8, 16, 32, 64):
        call("rebootFlags", domain.reboot, flags)
    call("isPersistent", domain.isPersistent)
    call("undefine", domain.undefine)
    call("isPersistent", domain.isPersistent)
    call("undefine again", domain.undefine)
    call("XMLDesc", domain.XMLDesc)
    call("setAutostart", domain.setAutostart, 1)
    call("redefine", conn.defineXML, domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
    call("isPersistent", domain.isPersistent)
    observe(domain, call)


def observe(domain, call):
    for name in ("name", "UUIDString", "ID", "OSType", "maxMemory", "maxVcpus", "isActive", "isPersistent", "isUpdated",
                 "autostart", "hasManagedSaveImage", "info", "state", "XMLDesc", "vcpus", "vcpuPinInfo", "emulatorPinInfo",
                 "memoryParameters", "numaParameters", "blkioParameters", "schedulerType", "schedulerParameters",
                 "perfEvents", "diskErrors", "fsInfo", "interfaceAddresses", "securityLabel", "securityLabelList",
                 "launchSecurityInfo", "getTime", "hostname", "controlInfo", "jobInfo", "jobStats", "memoryStats",
                 "ioThreadInfo", "hasCurrentSnapshot", "snapshotNum", "listAllSnapshots", "listAllCheckpoints", "messages",
                 "vcpusFlags", "schedulerParametersFlags", "blockJobInfo", "guestVcpus", "guestInfo", "backupGetXMLDesc"):
        function = getattr(domain, name)
        if name in ("interfaceAddresses",):
            for source in (0, 1, 2, 3):
                call(name, function, source)
        elif name == "blockJobInfo":
            call(name, function, "vda", 0)
        else:
            call(name, function)
    for cpus in (True, False):
        call("getCPUStats", domain.getCPUStats, cpus)
    for disk in ("vda", "/guest/diskimage1", "nope", ""):
        call("blockStats", domain.blockStats, disk)
        call("blockStatsFlags", domain.blockStatsFlags, disk)
        call("blockInfo", domain.blockInfo, disk)
        call("blockIoTune", domain.blockIoTune, disk)
    for nic in ("testnet0", "aa:bb:cc:dd:ee:ff", "nope", ""):
        call("interfaceStats", domain.interfaceStats, nic)
        call("interfaceParameters", domain.interfaceParameters, nic)
    for flags in (0, 1, 2, 3, 4, 8, 15, 16):
        call("XMLDesc", domain.XMLDesc, flags)
    for flags in IMPACTS:
        for name in ("vcpusFlags", "vcpuPinInfo", "emulatorPinInfo", "memoryParameters", "numaParameters",
                     "blkioParameters", "perfEvents", "ioThreadInfo"):
            call(name, getattr(domain, name), flags)
        for kind in (0, 1, 2, 3):
            call("metadata", domain.metadata, kind, "urn:app", flags)


def define(conn, call, name, number, **changes):
    xml = DOMAIN % {"name": name, "uuid": "a0a0a0a0-0000-0000-0000-%012d" % number}
    for old, new in changes.items():
        xml = xml.replace(old, new)
    return call("defineXML " + name, conn.defineXML, xml)


def defined(conn, folder, call, turn):
    domain = define(conn, call, "d1", 1)
    turn("define")
    observe(domain, call)
    call("define again", conn.defineXML, domain.XMLDesc())
    turn("redefine")
    call("same name", conn.defineXML, DOMAIN % {"name": "d1", "uuid": "a0a0a0a0-0000-0000-0000-000000000009"})
    call("same uuid", conn.defineXML, DOMAIN % {"name": "d9", "uuid": "a0a0a0a0-0000-0000-0000-000000000001"})
    for bad in ("", "<", "<domain/>", "<x/>", "<domain type='bogus'/>", "<domain type='test'><name>x</name></domain>",
                "<domain type='test'><name>a/b</name><memory>1</memory><os><type>hvm</type></os></domain>",
                "<domain type='test'><name>x</name><memory>1</memory><os><type>bogus</type></os></domain>"):
        call("defineXML", conn.defineXML, bad)
        call("createXML", conn.createXML, bad)
    call("defineXMLFlags", conn.defineXMLFlags, domain.XMLDesc(), 1)
    call("defineXMLFlags", conn.defineXMLFlags, domain.XMLDesc(), 2)
    for name in ("d1 new", "d1", "test", "a/b", "", "d1"):
        call("rename", domain.rename, name)
        turn("rename")
    domain = call("lookupByUUIDString", conn.lookupByUUIDString, "a0a0a0a0-0000-0000-0000-000000000001")
    call("setAutostart", domain.setAutostart, 1)
    call("autostart", domain.autostart)
    for running in (False, True):
        if running:
            call("create", domain.create)
            turn("create")
            observe(domain, call)
        tuning(domain, call, turn)
        plug(domain, call, turn)
        observe(domain, call)
    guest(domain, call)
    saving(conn, domain, folder, call, turn)
    call("destroy", domain.destroy)
    for flags in (0, 1, 2, 4, 64):
        call("undefineFlags", domain.undefineFlags, flags)
    turn("undefine")
    call("name of gone", domain.name)
    call("info of gone", domain.info)
    call("destroy of gone", domain.destroy)
    transient = call("createXML", conn.createXML, DOMAIN % {"name": "t1", "uuid": "a0a0a0a0-0000-0000-0000-000000000002"})
    turn("createXML")
    for flags in IMPACTS:
        call("memoryParameters", transient.memoryParameters, flags)
    call("createXML again", conn.createXML, transient.XMLDesc())
    call("managedSave", transient.managedSave)
    call("destroyFlags", transient.destroyFlags, 1)
    turn("destroy transient")
    call("isActive of gone", transient.isActive)


def tuning(domain, call, turn):
    for flags in IMPACTS:
        for memory in (262144, 524288, 2097152):
            call("setMemoryFlags", domain.setMemoryFlags, memory, flags)
            call("setMemoryFlags max", domain.setMemoryFlags, memory, flags | libvirt.VIR_DOMAIN_MEM_MAXIMUM)
        call("setMemoryStatsPeriod", domain.setMemoryStatsPeriod, 5, flags)
        for count in (1, 3, 4, 5, 33):
            call("setVcpusFlags", domain.setVcpusFlags, count, flags)
        call("setVcpusFlags max", domain.setVcpusFlags, 4, flags | libvirt.VIR_DOMAIN_VCPU_MAXIMUM)
        call("setVcpusFlags max", domain.setVcpusFlags, 4, flags | libvirt.VIR_DOMAIN_VCPU_MAXIMUM)
        for cpus in ((True, False, True), (False,), (True,) * 40):
            call("pinEmulator", domain.pinEmulator, cpus, flags)
            call("pinVcpuFlags", domain.pinVcpuFlags, 1, cpus, flags)
            call("pinVcpuFlags", domain.pinVcpuFlags, 9, cpus, flags)
            call("pinIOThread", domain.pinIOThread, 1, cpus, flags)
            call("pinIOThread", domain.pinIOThread, 7, cpus, flags)
        for params in ({"hard_limit": 100, "swap_hard_limit": 200}, {"soft_limit": 50}, {"hard_limit": 300}, {"bogus": 1}):
            call("setMemoryParameters", domain.setMemoryParameters, params, flags)
        for params in ({"numa_nodeset": "0-1"}, {"numa_mode": 1}, {"numa_mode": 9}, {"numa_nodeset": "x"}):
            call("setNumaParameters", domain.setNumaParameters, params, flags)
        for params in ({"weight": 500}, {"device_weight": "/dev/sda,300"}, {"device_weight": "junk"},
                       {"device_read_iops_sec": "/dev/sda,10"}, {"weight": 5}):
            call("setBlkioParameters", domain.setBlkioParameters, params, flags)
        for params in ({"inbound.average": 1000, "inbound.peak": 2000}, {"outbound.average": 10}, {"inbound.average": 0}):
            call("setInterfaceParameters", domain.setInterfaceParameters, "aa:bb:cc:00:00:01", params, flags)
        call("interfaceParameters", domain.interfaceParameters, "aa:bb:cc:00:00:01", flags)
        for params in ({"total_bytes_sec": 1000}, {"total_bytes_sec": 1000, "total_bytes_sec_max": 2000},
                       {"read_bytes_sec": 5, "read_bytes_sec_max": 10}, {"total_bytes_sec": 0, "total_bytes_sec_max": 0},
                       {"group_name": "g"}, {"size_iops_sec": 10**16}):
            call("setBlockIoTune", domain.setBlockIoTune, "vda", params, flags)
        call("blockIoTune", domain.blockIoTune, "vda", flags)
        call("setPerfEvents", domain.setPerfEvents, {"cmt": True, "mbmt": False}, flags)
        call("perfEvents", domain.perfEvents, flags)
        call("addIOThread", domain.addIOThread, 5, flags)
        call("addIOThread", domain.addIOThread, 5, flags)
        call("setIOThreadParams", domain.setIOThreadParams, 5, {"poll_max_ns": 100, "poll_grow": 2}, flags)
        call("delIOThread", domain.delIOThread, 5, flags)
        call("delIOThread", domain.delIOThread, 5, flags)
        for number in (0, 99):
            call("addIOThread", domain.addIOThread, number, flags)
            call("delIOThread", domain.delIOThread, number, flags)
        for kind in (0, 1, 2, 3):
            for action in (0, 1, 2, 3, 4, 5, 9):
                call("setLifecycleAction", domain.setLifecycleAction, kind, action, flags)
        for kind, text in ((0, "words"), (1, "title"), (1, "two\nlines"), (2, "<x><y/></x>"), (2, "<x"), (3, "x"), (0, None),
                           (2, None), (0, "")):
            call("setMetadata", domain.setMetadata, kind, text, "key", "urn:key", flags)
            call("metadata", domain.metadata, kind, "urn:key", flags)
        call("setMetadata", domain.setMetadata, 2, "<x><y/></x>", "key", "urn:key", flags)
    call("setMemory", domain.setMemory, 262144)
    call("setMaxMemory", domain.setMaxMemory, 1048576)
    call("setVcpus", domain.setVcpus, 2)
    call("pinVcpu", domain.pinVcpu, 0, (True, True))
    call("setSchedulerParameters", domain.setSchedulerParameters, {"weight": 77})
    call("setSchedulerParametersFlags", domain.setSchedulerParametersFlags, {"weight": 77}, LIVE)
    call("setSchedulerParameters", domain.setSchedulerParameters, {"bogus": 77})
    call("schedulerParameters", domain.schedulerParameters)
    call("XMLDesc", domain.XMLDesc)
    call("XMLDesc", domain.XMLDesc, 2)
    turn("tuning")


def plug(domain, call, turn):
    # upstream forgets that vcpus may be gone, and refuses every update without them
    call("setVcpusFlags", domain.setVcpusFlags, domain.maxVcpus() if domain.isActive() else 4, 0)
    for flags in IMPACTS:
        for xml in (DISK, DISK, CDROM, NIC, NIC, HOSTDEV, HOSTDEV, "<input type='mouse'/>", "<junk/>", "", "<"):
            call("attachDeviceFlags", domain.attachDeviceFlags, xml, flags)
        for xml in (CDROM, DISK.replace("vdb", "vdz"), NIC):
            call("updateDeviceFlags", domain.updateDeviceFlags, xml, flags)
        call("XMLDesc", domain.XMLDesc)
        for xml in (DISK, NIC, HOSTDEV):
            call("detachDeviceFlags", domain.detachDeviceFlags, xml, flags)
        for alias in ("virtio-disk1", "net0", "hostdev0", "ua-none", ""):
            call("detachDeviceAlias", domain.detachDeviceAlias, alias, flags)
        turn("plug")
    call("attachDevice", domain.attachDevice, DISK)
    call("detachDevice", domain.detachDevice, DISK)
    call("detachDeviceAlias", domain.detachDeviceAlias, "virtio-disk1", LIVE)
    turn("plug")


def guest(domain, call):
    for seconds in (1, 9999, 10000, 29999, 30000, 30001, 30002, 30003, 60000, 0, -5):
        call("setTime", domain.setTime, {"seconds": seconds, "nseconds": 7})
        call("getTime", domain.getTime)
        call("controlInfo", domain.controlInfo)
    call("fsFreeze", domain.fsFreeze, ["/"])
    call("fsFreeze", domain.fsFreeze, ["/", "/nope"])
    call("fsFreeze", domain.fsFreeze)
    call("fsThaw", domain.fsThaw, ["/boot"])
    call("fsThaw", domain.fsThaw)
    call("fsTrim", domain.fSTrim, "/boot", 0)
    call("fsTrim", domain.fSTrim, "/nope", 0)
    call("fsTrim", domain.fSTrim, None, 0)
    call("setUserPassword", domain.setUserPassword, "root", "x")
    call("setUserPassword", domain.setUserPassword, "root", "x", 8)
    call("injectNMI", domain.injectNMI)
    call("injectNMI", domain.injectNMI, 1)
    for codeset in (0, 1, 5, 9, 10, 99):
        for keys in ([30], [30, 48], [65000], []):
            call("sendKey", domain.sendKey, codeset, 10, keys, len(keys))
    for pid, signal in ((1, 9), (2, 9), (1, 64), (1, 65), (1, 1000)):
        call("sendProcessSignal", domain.sendProcessSignal, pid, signal)
    for flags in (0, 1, 2, 3, 4):
        call("memoryPeek", domain.memoryPeek, 5, 10, flags)
    call("blockPeek", domain.blockPeek, "vda", 0, 10)
    call("graphics", domain.openGraphicsFD, 0)
    stream = domain.connect().newStream()
    call("screenshot", domain.screenshot, stream, 0)
    try:
        head = stream.recv(8)
        call("png", lambda: head == b"\x89PNG\r\n\x1a\n")
    except libvirt.libvirtError as error:
        call("png", lambda: str(error))
    call("abort", stream.abort)


def saving(conn, domain, folder, call, turn):
    path = os.path.join(folder, "saved")
    call("coreDump", domain.coreDump, os.path.join(folder, "core"))
    call("coreDumpWithFormat", domain.coreDumpWithFormat, os.path.join(folder, "core"), 1)
    call("coreDump nowhere", domain.coreDump, "/nowhere/core")
    call("managedSave", domain.managedSave)
    turn("managedSave")
    call("hasManagedSaveImage", domain.hasManagedSaveImage)
    call("undefine", domain.undefine)
    call("managedSaveRemove", domain.managedSaveRemove)
    call("managedSaveGetXMLDesc", domain.managedSaveGetXMLDesc)
    call("create", domain.create)
    call("save nowhere", domain.save, "/nowhere/saved")
    call("save", domain.save, path)
    turn("save")
    call("saveImageGetXMLDesc", conn.saveImageGetXMLDesc, path)
    call("saveImageDefineXML", conn.saveImageDefineXML, path, domain.XMLDesc().replace("on_crash>destroy", "on_crash>restart"))
    call("saveImageGetXMLDesc", conn.saveImageGetXMLDesc, path, 1)
    call("restore", conn.restore, path)
    turn("restore")
    call("restore again", conn.restore, path)
    call("restore nothing", conn.restore, "/nowhere")
    with open(path, "w") as junk:
        junk.write("TestGuestMagic")
    call("restore junk", conn.restore, path)
    call("saveFlags", domain.saveFlags, path, "<domain/>", 0)
    call("coreDump crash", domain.coreDump, os.path.join(folder, "core"), libvirt.VIR_DUMP_CRASH)
    turn("crash")
    call("state", domain.state)
    call("save stopped", domain.save, path)
    call("create", domain.create)


def moments(conn, call, turn):
    domain = define(conn, call, "m1", 5)
    snapshots(domain, call, turn)
    call("create", domain.create)
    snapshots(domain, call, turn)
    checkpoint = "<domaincheckpoint><name>%s</name></domaincheckpoint>"
    call("checkpoint beside snapshots", domain.checkpointCreateXML, checkpoint % "c0")
    for snapshot in domain.listAllSnapshots():
        snapshot.delete()
    for name in ("c1", "c2", "c3", "c2"):
        call("checkpointCreateXML", domain.checkpointCreateXML, checkpoint % name)
    call("snapshot beside checkpoints", domain.snapshotCreateXML, "<domainsnapshot/>")
    for name in ("c1", "c2", "c9"):
        handle = call("checkpointLookupByName", domain.checkpointLookupByName, name)
        if handle:
            call("getParent", handle.getParent)
            call("listAllChildren", handle.listAllChildren)
            call("listAllChildren", handle.listAllChildren, 1)
            for flags in (0, 1, 2, 4, 8):
                call("getXMLDesc", handle.getXMLDesc, flags)
    for flags in (0, 1, 2, 4, 8, 16, 32, 64):
        call("listAllCheckpoints", domain.listAllCheckpoints, flags)
    call("redefine", domain.checkpointCreateXML, domain.checkpointLookupByName("c2").getXMLDesc(), 1)
    for name in ("c2", "c1", "c3"):
        call("delete", domain.checkpointLookupByName(name).delete)
        call("listAllCheckpoints", domain.listAllCheckpoints)
    call("destroy", domain.destroy)
    call("checkpoint stopped", domain.checkpointCreateXML, checkpoint % "c0")
    call("undefine", domain.undefine)


def snapshots(domain, call, turn):
    xml = "<domainsnapshot><name>%s</name><description>of %s</description></domainsnapshot>"
    for name in ("s1", "s2", "s3", "s1"):
        call("snapshotCreateXML", domain.snapshotCreateXML, xml % (name, name))
    for bad in ("", "<x/>", "<domainsnapshot><name>a/b</name></domainsnapshot>", "<domainsnapshot><name/></domainsnapshot>",
                "<domainsnapshot><disks><disk name='nope'/></disks></domainsnapshot>",
                "<domainsnapshot><disks><disk name='vda' snapshot='manual'/></disks></domainsnapshot>",
                "<domainsnapshot><disks><disk name='vda' snapshot='external'/></disks></domainsnapshot>"):
        call("snapshotCreateXML", domain.snapshotCreateXML, bad)
    for flags in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512):
        call("snapshotCreateXML", domain.snapshotCreateXML, xml % ("f%d" % flags, "f"), flags)
        turn("snapshot")
    if not domain.isActive():
        call("create", domain.create)
        call("destroy", domain.destroy)
    for name in ("s1", "s2", "s3", "s9"):
        handle = call("snapshotLookupByName", domain.snapshotLookupByName, name)
        if handle:
            for method in ("getName", "getParent", "isCurrent", "hasMetadata", "numChildren", "listChildrenNames",
                           "listAllChildren", "getXMLDesc"):
                call(method, getattr(handle, method))
            call("numChildren", handle.numChildren, 1)
            call("listAllChildren", handle.listAllChildren, 1)
            call("getXMLDesc", handle.getXMLDesc, 1)
    for bit in range(13):
        call("listAllSnapshots", domain.listAllSnapshots, 1 << bit)
        call("snapshotNum", domain.snapshotNum, 1 << bit)
        call("snapshotListNames", domain.snapshotListNames, 1 << bit)
    call("snapshotCurrent", domain.snapshotCurrent)
    call("hasCurrentSnapshot", domain.hasCurrentSnapshot)
    handle = domain.snapshotLookupByName("s2")
    call("redefine", domain.snapshotCreateXML, handle.getXMLDesc(), 1)
    call("redefine current", domain.snapshotCreateXML, handle.getXMLDesc(), 3)
    call("redefine cycle", domain.snapshotCreateXML, handle.getXMLDesc().replace("<name>s1</name>", "<name>s3</name>"), 1)
    for flags in (0, 1, 2, 4, 8, 3):
        call("revertToSnapshot", domain.revertToSnapshot, handle, flags)
        call("state", domain.state)
        turn("revert")
    for flags in (2, 0, 1, 4):
        call("delete", handle.delete, flags)
        call("listAllSnapshots", domain.listAllSnapshots)
        call("snapshotCurrent", domain.snapshotCurrent)
    for left in domain.listAllSnapshots(libvirt.VIR_DOMAIN_SNAPSHOT_LIST_ROOTS):
        call("delete children", left.delete, 1)
    call("snapshotNum", domain.snapshotNum)
    call("leave one", domain.snapshotCreateXML, xml % ("last", "last"))
    call("undefine with snapshot", domain.undefineFlags, 1)


NETWORK = """<network><name>%s</name><uuid>a0a0a0a0-0000-0000-0001-%012d</uuid><forward mode='nat'/>
<bridge name='virbr%d'/><ip address='10.%d.0.1' netmask='255.255.255.0'>
<dhcp><range start='10.%d.0.2' end='10.%d.0.9'/></dhcp></ip></network>"""


def networks(conn, call, turn):
    net = call("networkDefineXML", conn.networkDefineXML, NETWORK % (("n1", 1) + (1,) * 4))
    turn("network")
    for step in ("isActive", "isPersistent", "create", "create", "isActive", "bridgeName", "autostart", "XMLDesc", "DHCPLeases",
                 "destroy", "destroy", "undefine", "undefine"):
        call(step, getattr(net, step))
        turn(step)
    net = call("networkCreateXML", conn.networkCreateXML, NETWORK % (("n2", 2) + (2,) * 4))
    call("networkCreateXML again", conn.networkCreateXML, NETWORK % (("n2", 2) + (2,) * 4))
    call("same name", conn.networkDefineXML, NETWORK % (("n2", 3) + (2,) * 4))
    call("same uuid", conn.networkDefineXML, NETWORK % (("n3", 2) + (2,) * 4))
    call("redefine", conn.networkDefineXML, NETWORK % (("n2", 2) + (2,) * 4))
    for bad in ("", "<network/>", "<x/>", "<network><name>a/b</name></network>"):
        call("networkDefineXML", conn.networkDefineXML, bad)
        call("networkCreateXML", conn.networkCreateXML, bad)
    call("undefine running", net.undefine)
    call("setAutostart", net.setAutostart, 1)
    call("autostart", net.autostart)
    host = "<host mac='00:16:3e:00:00:01' name='h' ip='10.2.0.5'/>"
    for command in (1, 2, 3, 4, 9):
        for flags in (0, 1, 2, 3, 4):
            call("update", net.update, command, 4, -1, host, flags)
    for section in range(14):
        call("update", net.update, 1, section, -1, "<x/>", 0)
    for kind, text in ((0, "words"), (1, "title"), (2, "<x/>"), (3, "x"), (0, None)):
        for flags in (0, 1, 2, 3, 4):
            call("networkSetMetadata", getattr(net, "setMetadata", None), kind, text, "k", "urn:k", flags)
            call("networkMetadata", getattr(net, "metadata", None), kind, "urn:k", flags)
    turn("metadata")
    call("XMLDesc", net.XMLDesc)
    for flags in (1, 2):
        call("XMLDesc", net.XMLDesc, flags)
    call("listAllPorts", net.listAllPorts)
    for bit in range(7):
        call("listAllNetworks", conn.listAllNetworks, 1 << bit)
    for name in ("default", "n2", "nope", ""):
        call("networkLookupByName", conn.networkLookupByName, name)
    call("destroy", net.destroy)
    call("undefine", net.undefine)


def interfaces(conn, call):
    xml = "<interface type='ethernet' name='eth9'><mac address='aa:bb:cc:dd:ee:%s'/></interface>"
    call("changeBegin", conn.changeBegin)
    call("changeBegin", conn.changeBegin)
    nic = call("interfaceDefineXML", conn.interfaceDefineXML, xml % "01")
    for step in ("isActive", "create", "create", "isActive", "XMLDesc", "name", "MACString", "destroy", "destroy"):
        call(step, getattr(nic, step))
    for bad in ("", "<x/>", "<interface/>", "<interface type='bogus' name='x'/>"):
        call("interfaceDefineXML", conn.interfaceDefineXML, bad)
    call("interfaceDefineXML", conn.interfaceDefineXML, xml % "ff")
    for mac in ("aa:bb:cc:dd:ee:ff", "aa:bb:cc:dd:ee:02", "AA:BB:CC:DD:EE:01", ""):
        call("interfaceLookupByMACString", conn.interfaceLookupByMACString, mac)
    for name in ("eth1", "eth9", "nope"):
        call("interfaceLookupByName", conn.interfaceLookupByName, name)
    for flags in (0, 1, 2, 3, 4):
        call("listAllInterfaces", conn.listAllInterfaces, flags)
    call("changeRollback", conn.changeRollback)
    call("changeRollback", conn.changeRollback)
    call("changeCommit", conn.changeCommit)
    call("listAllInterfaces", conn.listAllInterfaces)
    call("changeBegin", conn.changeBegin)
    call("interfaceDefineXML", conn.interfaceDefineXML, xml % "01")
    call("changeCommit", conn.changeCommit)
    call("undefine", conn.interfaceLookupByName("eth9").undefine)


POOL = "<pool type='dir'><name>%s</name><uuid>a0a0a0a0-0000-0000-0002-%012d</uuid><target><path>/p/%s</path></target></pool>"
VOLUME = "<volume><name>%s</name><capacity unit='G'>%d</capacity><allocation unit='G'>%d</allocation></volume>"


def pools(conn, call, turn):
    pool = call("storagePoolDefineXML", conn.storagePoolDefineXML, POOL % ("p1", 1, "p1"))
    turn("pool")
    call("conflict", conn.storagePoolDefineXML, POOL % ("p2", 2, "p1"))
    call("same name", conn.storagePoolDefineXML, POOL % ("p1", 2, "p1"))
    call("same uuid", conn.storagePoolDefineXML, POOL % ("p2", 1, "p2"))
    for bad in ("", "<x/>", "<pool/>", "<pool type='bogus'/>", "<pool type='dir'><name>x</name></pool>"):
        call("storagePoolDefineXML", conn.storagePoolDefineXML, bad)
        call("storagePoolCreateXML", conn.storagePoolCreateXML, bad)
    for step in ("isActive", "isPersistent", "build", "numOfVolumes", "listVolumes", "listAllVolumes", "refresh", "create",
                 "create", "build", "refresh", "info", "XMLDesc", "autostart", "listVolumes", "undefine", "delete"):
        call(step, getattr(pool, step), *([0] if step in ("build", "create", "delete") else []))
        turn(step)
    call("setAutostart", pool.setAutostart, 1)
    call("autostart", pool.autostart)
    volume = call("createXML", pool.createXML, VOLUME % ("v1", 10, 2))
    call("createXML again", pool.createXML, VOLUME % ("v1", 10, 2))
    call("too big", pool.createXML, VOLUME % ("v2", 10, 200))
    call("createXMLFrom", pool.createXMLFrom, VOLUME % ("v3", 5, 1), volume)
    call("createXMLFrom", pool.createXMLFrom, VOLUME % ("v3", 5, 1), volume)
    for bad in ("", "<x/>", "<volume/>", "<volume><name>x</name></volume>"):
        call("createXML", pool.createXML, bad)
    for step in ("name", "key", "path", "info", "XMLDesc", "storagePoolLookupByVolume"):
        call(step, getattr(volume, step))
    call("infoFlags", volume.infoFlags, 1)
    call("resize", volume.resize, 5)
    call("wipe", volume.wipe)
    call("download", volume.download, conn.newStream(), 0, 0)
    call("upload", volume.upload, conn.newStream(), 0, 0)
    for key in ("/p/p1/v1", "/nope"):
        call("storageVolLookupByKey", conn.storageVolLookupByKey, key)
        call("storageVolLookupByPath", conn.storageVolLookupByPath, key)
        call("storagePoolLookupByTargetPath", conn.storagePoolLookupByTargetPath, key)
    call("storageVolLookupByName", pool.storageVolLookupByName, "nope")
    call("info", pool.info)
    call("XMLDesc", pool.XMLDesc)
    call("delete", volume.delete)
    call("delete again", volume.delete)
    call("info", pool.info)
    call("destroy", pool.destroy)
    call("destroy", pool.destroy)
    call("delete", pool.delete)
    call("undefine", pool.undefine)
    turn("pool end")
    transient = call("storagePoolCreateXML", conn.storagePoolCreateXML, POOL % ("p3", 3, "p3"))
    for step in ("isPersistent", "autostart", "destroy", "isActive"):
        call(step, getattr(transient, step))
    vhba = ("<pool type='scsi'><name>vhba</name><source><adapter type='fc_host' parent='scsi_host1' "
            "wwnn='2000000012345678' wwpn='1000000012345678'/></source><target><path>/dev/disk/by-path</path></target></pool>")
    pool = call("vHBA pool", conn.storagePoolCreateXML, vhba)
    turn("vHBA")
    call("destroy", pool.destroy)
    turn("vHBA")
    for kind in ("logical", "netfs", "dir", "bogus"):
        call("findStoragePoolSources", conn.findStoragePoolSources, kind, None)
        call("findStoragePoolSources", conn.findStoragePoolSources, kind, "<source><host name='h'/></source>")
    for bit in range(20):
        call("listAllStoragePools", conn.listAllStoragePools, 1 << bit)
    call("getStoragePoolCapabilities", conn.getStoragePoolCapabilities)


def devices(conn, call, turn):
    for cap in (None, "system", "scsi_host", "fc_host", "vports", "bogus"):
        call("listDevices", conn.listDevices, cap)
        call("numOfDevices", lambda c: len(conn.listDevices(c)), cap)
    for bit in range(32):
        call("listAllDevices", conn.listAllDevices, 1 << bit if bit < 31 else 0)
    for name in ("computer", "scsi_host1", "scsi_host11", "nope"):
        device = call("nodeDeviceLookupByName", conn.nodeDeviceLookupByName, name)
        if device:
            for step in ("name", "parent", "numOfCaps", "listCaps", "XMLDesc", "isActive", "isPersistent", "autostart", "reset",
                         "dettach", "reAttach", "create", "undefine"):
                call(step, getattr(device, step))
            call("XMLDesc", device.XMLDesc, 1)
    call("nodeDeviceLookupSCSIHostByWWN", conn.nodeDeviceLookupSCSIHostByWWN, "2000000012341234", "1000000012341234")
    vport = "<device><parent>%s</parent><capability type='scsi_host'><capability type='fc_host'>%s</capability></capability></device>"
    wwns = "<wwnn>2000000077777777</wwnn><wwpn>1000000077777777</wwpn>"
    for xml in (vport % ("scsi_host1", wwns), vport % ("scsi_host11", wwns), vport % ("nope", wwns), vport % ("scsi_host1", ""),
                "<device><capability type='system'/></device>", "<x/>", ""):
        device = call("nodeDeviceCreateXML", conn.nodeDeviceCreateXML, xml)
        turn("device")
        if device:
            call("XMLDesc", device.XMLDesc)
            call("isPersistent", device.isPersistent)
            call("XMLDesc", device.XMLDesc, 1)
            call("destroy", device.destroy)
            turn("device")
    call("destroy", conn.nodeDeviceLookupByName("computer").destroy)
    call("nodeDeviceDefineXML", conn.nodeDeviceDefineXML, vport % ("scsi_host1", wwns))

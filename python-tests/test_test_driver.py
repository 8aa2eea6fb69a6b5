"""The driver of test: URIs: whose state it is, files, who may connect, events."""

import os

import libvirt
import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORLD = "test://" + os.path.join(ROOT, "binding-tests", "world.xml")
DOMAIN = "<domain type='test'><name>%s</name><memory>1024</memory><os><type>hvm</type></os></domain>"


def code(call, *args):
    with pytest.raises(libvirt.libvirtError) as caught:
        call(*args)
    return caught.value.get_error_code(), caught.value.get_error_domain()


def test_default_is_shared_and_ends_with_its_last_connection():
    first, second = libvirt.open("test:///default"), libvirt.open("test:///default")
    first.defineXML(DOMAIN % "shared")
    assert second.lookupByName("shared").isPersistent()
    first.close()
    assert second.lookupByName("shared").name() == "shared"
    second.close()
    third = libvirt.open("test:///default")
    assert [d.name() for d in third.listAllDomains()] == ["test"]
    third.close()


def test_files_are_private():
    first, second = libvirt.open(WORLD), libvirt.open(WORLD)
    first.lookupByName("off one").undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA)
    assert second.lookupByName("off one").snapshotCurrent().getName() == "first"
    first.close()
    second.close()


def test_file_says_how_domains_start():
    conn = libvirt.open(WORLD)
    off, paused = conn.lookupByName("off one"), conn.lookupByName("paused:one")
    assert off.state() == [libvirt.VIR_DOMAIN_SHUTOFF, 0]
    assert paused.state() == [libvirt.VIR_DOMAIN_PAUSED, 0]
    assert not paused.isPersistent() and off.isPersistent()
    assert conn.getInfo()[:3] == ["i686", 8192, 4]
    assert conn.storageVolLookupByPath("/pool/disk.img").info()[1] == 1048576
    paused.destroy()
    assert code(conn.lookupByName, "paused:one")[0] == libvirt.VIR_ERR_NO_DOMAIN
    conn.close()


@pytest.mark.parametrize("text, expected", [
    (None, (libvirt.VIR_ERR_SYSTEM_ERROR, None)),
    ("", (libvirt.VIR_ERR_XML_DETAIL, libvirt.VIR_FROM_TEST)),
    ("junk", (libvirt.VIR_ERR_XML_DETAIL, libvirt.VIR_FROM_TEST)),
    ("<other/>", (libvirt.VIR_ERR_XML_ERROR, libvirt.VIR_FROM_XML)),
    ("<node><cpu><mhz>x</mhz></cpu></node>", (libvirt.VIR_ERR_XML_ERROR, libvirt.VIR_FROM_TEST)),
    ("<node><domain type='test'><name>x</name></domain></node>", (libvirt.VIR_ERR_XML_ERROR, libvirt.VIR_FROM_DOMAIN)),
    ("<node><domain file='self.xml'/></node>", (libvirt.VIR_ERR_XML_ERROR, None)),
    ("<node><domain file='nowhere.xml'/></node>", (libvirt.VIR_ERR_SYSTEM_ERROR, None)),
    ("<node><auth><user/></auth></node>", (libvirt.VIR_ERR_XML_ERROR, libvirt.VIR_FROM_TEST)),
])
def test_bad_files(tmp_path, text, expected):
    file = tmp_path / "self.xml"
    if text is not None:
        file.write_text(text)
    number, origin = code(libvirt.open, "test://%s" % file)
    assert number == expected[0]
    assert expected[1] in (None, origin)


def test_references(tmp_path):
    (tmp_path / "net.xml").write_text("<network><name>elsewhere</name></network>")
    (tmp_path / "world.xml").write_text("<node><network file='net.xml'/></node>")
    conn = libvirt.open("test://%s/world.xml" % tmp_path)
    assert [n.name() for n in conn.listAllNetworks()] == ["elsewhere"]
    conn.close()


def test_users(tmp_path):
    (tmp_path / "world.xml").write_text("<node><auth><user password='secret'>me</user><user>free</user></auth></node>")
    uri = "test://%s/world.xml" % tmp_path

    def answer(name, password):
        def fill(credentials, _):
            for credential in credentials:
                credential[4] = name if credential[0] == libvirt.VIR_CRED_AUTHNAME else password
            return 0
        return [[libvirt.VIR_CRED_AUTHNAME, libvirt.VIR_CRED_PASSPHRASE], fill, None]

    assert code(libvirt.open, uri)[0] == libvirt.VIR_ERR_INVALID_ARG
    assert code(libvirt.openAuth, uri, answer("me", "wrong"), 0)[0] == libvirt.VIR_ERR_AUTH_FAILED
    assert code(libvirt.openAuth, uri, answer("nobody", "secret"), 0)[0] == libvirt.VIR_ERR_AUTH_FAILED
    libvirt.openAuth(uri, answer("me", "secret"), 0).close()
    libvirt.openAuth(uri, answer("free", ""), 0).close()


def test_names_with_spaces_and_colons(conn):
    for name in ("two words", "a:b", "ä", "%s"):
        domain = conn.defineXML(DOMAIN % name)
        assert conn.lookupByName(name).UUID() == domain.UUID()
        domain.undefine()


def test_redefinition_waits_for_the_next_start(conn):
    domain = conn.lookupByName("test")
    new = domain.XMLDesc().replace("<memory unit='KiB'>8388608", "<memory unit='KiB'>4194304")
    conn.defineXML(new)
    assert domain.maxMemory() == 8388608
    domain.destroy()
    assert domain.maxMemory() == 4194304


def test_snapshot_tree(conn):
    domain = conn.lookupByName("test")
    for name in ("a", "b", "c"):
        domain.snapshotCreateXML("<domainsnapshot><name>%s</name></domainsnapshot>" % name)
    b = domain.snapshotLookupByName("b")
    assert b.getParent().getName() == "a" and [s.getName() for s in b.listAllChildren()] == ["c"]
    b.delete()
    assert domain.snapshotLookupByName("c").getParent().getName() == "a"
    domain.revertToSnapshot(domain.snapshotLookupByName("a"))
    assert domain.snapshotCurrent().getName() == "a"
    domain.snapshotLookupByName("a").delete(libvirt.VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN)
    assert domain.snapshotNum() == 0


def test_screenshot_is_a_png(conn):
    stream = conn.newStream()
    assert conn.lookupByName("test").screenshot(stream, 0) == "image/png"
    data = b""
    while True:
        part = stream.recv(65536)
        if not part:
            break
        data += part
    stream.finish()
    assert data.startswith(b"\x89PNG\r\n\x1a\n") and data.endswith(b"IEND\xaeB`\x82")


def test_pool_counts_what_volumes_take(conn):
    pool = conn.storagePoolLookupByName("default-pool")
    before = pool.info()
    volume = pool.createXML("<volume><name>v</name><capacity>1000</capacity><allocation>500</allocation></volume>")
    assert pool.info()[2] - before[2] == 500 and before[3] - pool.info()[3] == 500
    volume.delete()
    assert pool.info() == before


def test_a_crashed_guest_may_be_preserved_running():
    """As 12.8.0 answers; the release that the other tests run beside does not know the action yet."""
    conn = libvirt.open("test:///default")
    domain = conn.lookupByName("test")
    preserve_running = 6
    domain.setLifecycleAction(libvirt.VIR_DOMAIN_LIFECYCLE_CRASH, preserve_running)
    assert "<on_crash>preserve-running</on_crash>" in domain.XMLDesc()
    unsupported = libvirt.VIR_ERR_CONFIG_UNSUPPORTED, libvirt.VIR_FROM_DOMAIN
    assert code(domain.setLifecycleAction, libvirt.VIR_DOMAIN_LIFECYCLE_REBOOT, preserve_running) == unsupported
    conn.close()

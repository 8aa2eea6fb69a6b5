"""Secrets on a connection to QEMU in the calling process."""

import os

import libvirt
import pytest

XML = "<secret ephemeral='{ephemeral}' private='{private}'><usage type='ceph'><name>{name}</name></usage></secret>"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/qemu.conf").write_text('user = "+0"\ngroup = "+0"\nsecurity_driver = "none"\n')
    return tmp_path


@pytest.fixture
def qemu(root):
    libvirt.virEventRegisterDefaultImpl()
    connection = libvirt.open(f"qemu:///embed?root={root}")
    yield connection
    connection.close()


def code(act, *args):
    with pytest.raises(libvirt.libvirtError) as caught:
        act(*args)
    return caught.value.get_error_code()


def test_from_definition_to_undefinition(qemu, root):
    seen = []
    qemu.secretEventRegisterAny(None, libvirt.VIR_SECRET_EVENT_ID_LIFECYCLE,
                                lambda _c, secret, event, detail, _o: seen.append((secret.usageID(), event)), None)
    qemu.secretEventRegisterAny(None, libvirt.VIR_SECRET_EVENT_ID_VALUE_CHANGED,
                                lambda _c, secret, _o: seen.append((secret.usageID(), "value")), None)
    secret = qemu.secretDefineXML(XML.format(ephemeral="no", private="no", name="pool"))
    assert code(secret.value) == libvirt.VIR_ERR_NO_SECRET
    secret.setValue(b"key")
    assert secret.value() == b"key"
    assert qemu.secretLookupByUsage(libvirt.VIR_SECRET_USAGE_TYPE_CEPH, "pool").UUIDString() == secret.UUIDString()
    assert qemu.listSecrets() == [secret.UUIDString()] and qemu.numOfSecrets() == 1
    folder = root / "etc/secrets"
    assert {os.stat(folder / name).st_mode & 0o777 for name in os.listdir(folder)} == {0o600}
    private = qemu.secretDefineXML(XML.format(ephemeral="yes", private="yes", name="passing"))
    private.setValue(b"hidden")
    assert code(private.value) == libvirt.VIR_ERR_INVALID_SECRET
    assert len(qemu.listAllSecrets(libvirt.VIR_CONNECT_LIST_SECRETS_EPHEMERAL)) == 1
    assert len(os.listdir(folder)) == 2, "an ephemeral secret is not written down"
    secret.undefine()
    private.undefine()
    assert qemu.listAllSecrets() == [] and os.listdir(folder) == []
    while len(seen) < 6:
        libvirt.virEventRunDefaultImpl()
    defined, undefined = libvirt.VIR_SECRET_EVENT_DEFINED, libvirt.VIR_SECRET_EVENT_UNDEFINED
    assert seen == [("pool", defined), ("pool", "value"), ("passing", defined), ("passing", "value"),
                    ("pool", undefined), ("passing", undefined)]


def test_a_read_only_connection_reads_no_values(qemu, root):
    secret = qemu.secretDefineXML(XML.format(ephemeral="no", private="no", name="pool"))
    secret.setValue(b"key")
    readonly = libvirt.openReadOnly(f"qemu:///embed?root={root}")
    found = readonly.secretLookupByUUIDString(secret.UUIDString())
    assert found.XMLDesc() == secret.XMLDesc()
    assert code(found.value) == libvirt.VIR_ERR_OPERATION_DENIED
    assert code(found.setValue, b"other") == libvirt.VIR_ERR_OPERATION_DENIED
    readonly.close()

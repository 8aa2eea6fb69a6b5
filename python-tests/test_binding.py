"""What Debian's binding sees of the library, whatever the driver."""

import threading

import libvirt
import pytest


def test_the_version_is_ours():
    assert libvirt.getVersion() == 12008000


def test_errors_carry_code_and_domain():
    conn = libvirt.open("test:///default")
    with pytest.raises(libvirt.libvirtError) as caught:
        conn.lookupByName("nothing")
    error = caught.value
    assert (error.get_error_code(), error.get_error_domain()) == (libvirt.VIR_ERR_NO_DOMAIN, libvirt.VIR_FROM_TEST)
    assert error.get_error_level() == libvirt.VIR_ERR_ERROR


def test_threads_have_errors_of_their_own():
    conn = libvirt.open("test:///default")
    wrong = []

    def work(number):
        for turn in range(100):
            name = f"missing-{number}-{turn}"
            try:
                conn.networkLookupByName(name)
                wrong.append(name)
            except libvirt.libvirtError as error:
                if error.get_error_code() != libvirt.VIR_ERR_NO_NETWORK or name not in error.get_error_message():
                    wrong.append(str(error))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[:3]

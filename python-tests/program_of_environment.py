"""What tests of the environment run on both libraries: opens the URI of its argument and prints what comes of it."""

import os
import sys

import libvirt

libvirt.registerErrorHandler(lambda _, error: None, None)


def ask(credentials, _):
    for credential in credentials:
        credential[4] = "asked"
        print("asked for", credential[0], credential[1], credential[3])
    return 0


def main(uri):
    auth = [[libvirt.VIR_CRED_AUTHNAME, libvirt.VIR_CRED_PASSPHRASE], ask, None]
    try:
        conn = libvirt.openAuth(None if uri == "-" else uri, auth, int(os.environ.get("FLAGS", "0")))
        print("opened", conn.getURI())
        conn.lookupByName(os.environ.get("NAME", "nobody") * int(os.environ.get("TIMES", "1")))
    except libvirt.libvirtError as error:
        print("error", error.get_error_code(), error.get_error_domain(), error.get_error_message())


main(sys.argv[1])

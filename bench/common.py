"""What the benchmarks share: a fresh root for embedded mode, a library to run on, the table at the end."""

import contextlib
import os
import shutil
import tempfile

CONFIG = 'user = "+0"\ngroup = "+0"\nsecurity_driver = "none"\nstdio_handler = "file"\ncgroup_controllers = []\nnamespaces = []\n'


@contextlib.contextmanager
def fresh_root(prefix):
    root = tempfile.mkdtemp(prefix=prefix)
    try:
        os.makedirs(os.path.join(root, "etc"))
        with open(os.path.join(root, "etc/qemu.conf"), "w") as f:
            f.write(CONFIG)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def on_library(folder):
    """The environment of a process on a library; None is the system's."""
    environment = {key: value for key, value in os.environ.items() if key != "LD_LIBRARY_PATH"}
    return environment | ({"LD_LIBRARY_PATH": folder} if folder else {})


def show(lines, markdown):
    """Prints a table, and writes it to a file if there is to be one."""
    text = "\n".join(lines)
    print(text)
    if markdown:
        with open(markdown, "w") as f:
            f.write(text + "\n")

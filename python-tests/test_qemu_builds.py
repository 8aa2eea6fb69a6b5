"""The same guest on every QEMU build that is there; more of them in QEMU_BUILDS, separated by colons."""

import os
import subprocess
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
BUILDS = ["/usr/bin/qemu-system-x86_64",
          os.path.join(os.path.dirname(HERE), "target/qemu-7.2/usr/bin/qemu-system-x86_64"),
          *filter(None, os.environ.get("QEMU_BUILDS", "").split(":"))]


@pytest.mark.parametrize("emulator", BUILDS)
@pytest.mark.parametrize("machine", ["q35", "pc"])
def test_a_guest_lives(emulator, machine):
    if not os.access(emulator, os.X_OK):
        pytest.skip(f"no {emulator}")
    done = subprocess.run([sys.executable, os.path.join(HERE, "qemu_builds.py"), emulator, machine],
                          capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-1000:]
    assert done.stdout.endswith(": ok\n")

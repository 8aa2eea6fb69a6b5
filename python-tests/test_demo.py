"""The demo of the README: a guest, its console, its monitor, its events."""

import os
import shutil
import subprocess
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@pytest.mark.skipif(not shutil.which("qemu-system-x86_64"), reason="QEMU is not installed")
def test_a_guest_runs_in_the_calling_process():
    done = subprocess.run([sys.executable, os.path.join(ROOT, "examples/demo.py")], capture_output=True, text=True,
                          timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split(None, 1) for line in done.stdout.splitlines()]
    said = {}
    for key, text in lines:
        said.setdefault(key, []).append(text)
    assert said["library"][0].startswith("12008000, hypervisor QEMU ")
    assert "hello from a guest of libvirt-rs" in said["console"][0]
    assert '"status":"running"' in said["monitor"][0]
    assert [e.split(": ")[1] for e in said["event"]][-1] == "stopped"
    assert done.stderr == ""

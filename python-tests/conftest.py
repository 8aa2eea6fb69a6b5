"""What the tests share: which library is tested, and programs that run beside the tests."""

import gc
import os
import subprocess
import sys

import libvirt
import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
LIBRARY = os.environ.get("LD_LIBRARY_PATH", "").split(":")[0]

# errors are for the tests to look at, not for the terminal
libvirt.registerErrorHandler(lambda _, error: None, None)


@pytest.fixture
def library():
    """The folder of the library under test; upstream's is the one that the system has."""
    if not LIBRARY:
        pytest.skip("LD_LIBRARY_PATH names no library to compare with upstream's")
    return LIBRARY


@pytest.fixture
def beside():
    """Runs a program of the repository and gives what it printed."""

    def run(*command):
        environment = {key: value for key, value in os.environ.items() if key != "LD_LIBRARY_PATH"}
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True,
                              timeout=900, check=False)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
        return done.stdout

    return run


@pytest.fixture(autouse=True)
def handles_end_with_their_test():
    """Caught errors and the frames that they name are cycles, which keep handles, and with them the one instance behind
    test:///default."""
    gc.collect()
    yield
    gc.collect()


@pytest.fixture
def conn():
    connection = libvirt.open("test:///default")
    yield connection
    connection.close()

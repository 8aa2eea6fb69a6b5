"""Variables and files that steer every program: what they do on upstream's library they do on ours."""

import os
import re
import socket
import subprocess
import sys

import pytest

from conftest import LIBRARY, ROOT

PROGRAM = os.path.join(ROOT, "python-tests", "program_of_environment.py")
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000: \d+: (debug|info|warning|error) : (\w+:\d+ : .*|libvirt version: .+|hostname: .+)")
SYSLOG = re.compile(r"<(\d+)>\w{3} [ \d]\d \d\d:\d\d:\d\d (\S+): \d+: (\w+) : \S+ : .+", re.S)


@pytest.fixture
def both(library, tmp_path):
    """Runs the program on both libraries with variables in which {} is a folder of its own for each; gives output,
    standard error and folder of upstream's and of ours."""

    def run(uri, variables):
        results = []
        for name, libraries in (("upstream", None), ("ours", library)):
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
            environment.update({key: value.replace("{}", str(folder)) for key, value in variables.items()})
            if libraries:
                environment["LD_LIBRARY_PATH"] = libraries
            done = subprocess.run([sys.executable, PROGRAM, uri], env=environment, capture_output=True, text=True,
                                  timeout=120, check=False)
            result = done.stdout or "ended with %d: %s" % (done.returncode, done.stderr.splitlines()[0])
            results.append((result.replace(str(folder), "{}"), done.stderr, folder))
        return results

    return run


def lines_of(text):
    """The lines of a log (what follows an entry without a stamp belongs to it), each of the right shape."""
    lines = [line for line in text.splitlines() if re.match(r"\d{4}-", line)]
    assert lines and all(LINE.fullmatch(line) for line in lines), text[:2000]
    return lines


@pytest.mark.parametrize("variables", [
    {"LIBVIRT_DEBUG": "1"}, {"LIBVIRT_DEBUG": "debug"},
    {"LIBVIRT_DEBUG": "error", "LIBVIRT_LOG_FILTERS": "1:libvirt"},
    {"LIBVIRT_LOG_FILTERS": "4:util 1:*libvirt* 3:event"},
])
def test_logs_on_stderr(both, variables):
    refusals = []
    for _, said, _ in both("test:///default", variables):
        lines = lines_of(said)
        assert any(": debug : virConnectOpenAuth:" in line for line in lines)
        assert any(": debug : virDomainLookupByName:" in line and "name=nobody" in line for line in lines)
        assert sum("libvirt version: " in line for line in lines) == 1
        refusals.append(any(": error : " in line and "Domain not found" in line for line in lines))
    assert refusals[0] == refusals[1]


@pytest.mark.parametrize("variables, debug", [
    ({"LIBVIRT_DEBUG": "1", "LIBVIRT_LOG_OUTPUTS": "1:file:{}/log"}, True),
    ({"LIBVIRT_DEBUG": "1", "LIBVIRT_LOG_OUTPUTS": "4:stderr 3:file:{}/log"}, False),
    ({"LIBVIRT_LOG_FILTERS": "1:libvirt 4:object", "LIBVIRT_LOG_OUTPUTS": "1:file:{}/log"}, True),
    ({"LIBVIRT_DEBUG": "1", "LIBVIRT_LOG_FILTERS": "4:libvirt", "LIBVIRT_LOG_OUTPUTS": "1:file:{}/log"}, False),
])
def test_logs_in_a_file(both, variables, debug):
    for said, _, folder in both("test:///default", variables):
        assert said.splitlines()[0] == "opened test:///default"
        lines = lines_of((folder / "log").read_text())
        assert any(": debug : virDomainLookupByName:" in line for line in lines) == debug
        # refusals are logged as errors
        assert any(": error : " in line and "Domain not found" in line for line in lines)


@pytest.mark.parametrize("variables", [
    {"LIBVIRT_DEBUG": "loud"}, {"LIBVIRT_LOG_FILTERS": "1"}, {"LIBVIRT_LOG_FILTERS": "7:util"},
    {"LIBVIRT_LOG_OUTPUTS": "1:tape"}, {"LIBVIRT_LOG_OUTPUTS": "1:file"}, {"LIBVIRT_LOG_OUTPUTS": "1:file:/nowhere/log"},
    {"LIBVIRT_LOG_FILTERS": "1:"}, {"LIBVIRT_LOG_OUTPUTS": "0:stderr"}, {"LIBVIRT_DEBUG": ""},
])
def test_settings_that_are_wrong(both, variables):
    upstream, ours = both("test:///default", variables)
    assert ours[0] == upstream[0]


def test_logs_to_syslog(both):
    place = "/dev/log"
    server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    server.settimeout(10)
    try:
        server.bind(place)
    except OSError:
        pytest.skip("the machine has a system log of its own, or we may not be it")
    try:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        both("test:///default", {"LIBVIRT_LOG_OUTPUTS": "3:syslog:the-name"})
        server.setblocking(False)
        told = []
        try:
            while True:
                told.append(server.recv(1 << 16).decode().rstrip("\0\n"))
        except BlockingIOError:
            pass
    finally:
        server.close()
        os.unlink(place)
    told = [SYSLOG.fullmatch(text) for text in told if "Domain not found" in text]
    assert len(told) == 2 and all(told)
    upstream, ours = told
    assert ours.groups() == upstream.groups()


AUTH = """[credentials-mine]
username=%s
password=%s

[auth-test-localhost]
credentials=mine
"""


@pytest.mark.parametrize("auth", [
    AUTH % ("me", "secret"), AUTH % ("me", "wrong"), AUTH % ("nobody", "secret"),
    AUTH.replace("localhost", "default") % ("free", "x"), AUTH.replace("localhost", "elsewhere") % ("me", "secret"),
    AUTH.replace("password=%s\n", "") % "me", "junk", "[credentials-mine]\nusername=me\n", None,
    AUTH.replace("=mine", "=yours") % ("me", "secret"), AUTH.replace("credentials=mine\n", "") % ("me", "secret"),
])
@pytest.mark.parametrize("where", ["variable", "uri", "home"])
def test_credentials_in_a_file(both, tmp_path, auth, where):
    world = tmp_path / "world.xml"
    world.write_text("<node><auth><user password='secret'>me</user><user>free</user></auth></node>")
    uri, variables = "test://" + str(world), {}
    files = [tmp_path / "auth.conf"]
    if where == "variable":
        variables["LIBVIRT_AUTH_FILE"] = str(files[0])
    elif where == "uri":
        uri += "?authfile=" + str(files[0])
    else:
        files = [tmp_path / name / ".config" / "libvirt" / "auth.conf" for name in ("upstream", "ours")]
    for file in files if auth is not None else ():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(auth)
    upstream, ours = both(uri, variables)
    # upstream refuses a file that it cannot read without saying so
    if "error 1 0 An error occurred, but the cause is unknown" in upstream[0]:
        assert re.match("error (33|38) ", ours[0])
    else:
        assert ours[0] == upstream[0]


@pytest.mark.parametrize("uri, variables", [
    ("-", {"LIBVIRT_DEFAULT_URI": "test:///default"}), ("-", {"LIBVIRT_DEFAULT_URI": "nonsense"}),
    ("-", {"LIBVIRT_DEFAULT_URI": "test:///nowhere"}), ("test:///default", {"LIBVIRT_DEFAULT_URI": "nonsense"}),
    ("", {"LIBVIRT_DEFAULT_URI": "test:///default"}),
])
def test_default_uri(both, uri, variables):
    upstream, ours = both(uri, variables)
    assert ours[0] == upstream[0]


def test_the_program_runs_on_our_library():
    environment = dict(os.environ, LD_LIBRARY_PATH=LIBRARY)
    version = [sys.executable, "-c", "import libvirt; print(libvirt.getVersion())"]
    assert subprocess.check_output(version, env=environment, text=True).strip() == "12008000"

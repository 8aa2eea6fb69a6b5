"""Variables and files that steer every program: what they do on upstream's library they do on ours."""

import json
import os
import re
import subprocess
import sys

import libvirt
import pytest

from conftest import LIBRARY, ROOT

PROGRAM = os.path.join(ROOT, "python-tests", "program_of_environment.py")
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000: \d+: (debug|info|warning|error) : (\w+:\d+ : .*|libvirt version: .+|hostname: .+)")
SYSLOG = re.compile(r"<(\d+)>\w{3} [ \d]\d \d\d:\d\d:\d\d (\S+): \d+: (\w+) : \S+ : .+", re.S)


@pytest.fixture
def both(library, tmp_path):
    """Runs the program on both libraries with variables in which {} is a folder of its own for each; gives output,
    standard error and folder of upstream's and of ours. `before` is a command that runs it."""

    def run(uri, variables, before=()):
        results = []
        for name, libraries in (("upstream", None), ("ours", library)):
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
            environment.update({key: value.replace("{}", str(folder)) for key, value in variables.items()})
            if libraries:
                environment["LD_LIBRARY_PATH"] = libraries
            done = subprocess.run([*before, sys.executable, PROGRAM, uri], env=environment, capture_output=True, text=True,
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


@pytest.fixture
def heard(library):
    """What a program that fails to look a domain up tells the system's logs on upstream's library and on ours; in a mount
    namespace of its own, where we are the system's logs."""

    def hear(outputs, **more):
        own = ["unshare", "--mount", "--propagation", "private"]
        if os.getuid() != 0:
            own += ["--user", "--map-root-user"]
        program = [sys.executable, os.path.join(ROOT, "python-tests", "program_of_logs.py"), PROGRAM, library, outputs]
        environment = dict(os.environ, LC_ALL="C.UTF-8", **more)
        environment.pop("LD_LIBRARY_PATH", None)
        done = subprocess.run(own + program, env=environment, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode == 77 or "unshare" in done.stderr:
            pytest.skip("no mount namespace of our own here: " + done.stderr.strip())
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return hear


def test_logs_to_syslog(heard):
    told = [[text for text in texts if "Domain not found" in text] for texts in heard("3:syslog:the-name")]
    told = [SYSLOG.fullmatch(text.rstrip("\n")) for texts in told for text in texts]
    assert len(told) == 2 and all(told)
    assert told[0].groups() == told[1].groups()


def of_the_journal(text):
    """The fields of a message in the journal's native form."""
    data, fields = text.encode("utf-8", "surrogateescape"), {}
    while data:
        line, data = data.split(b"\n", 1)
        if b"=" in line:
            key, value = line.split(b"=", 1)
        else:
            length = int.from_bytes(data[:8], "little")
            key, value, data = line, data[8:8 + length], data[9 + length:]
        fields[key.decode()] = value.decode()
    return fields


# the last is too long for a datagram
@pytest.mark.parametrize("name, times", [("nobody", 1), ("two\nlines", 1), ("long", 60_000)])
def test_logs_to_the_journal(heard, name, times):
    variables = {"LIBVIRT_LOG_FILTERS": "1:libvirt", "NAME": name, "TIMES": str(times)}
    both = [[of_the_journal(text) for text in texts] for texts in heard("1:journald", **variables)]
    calls, refusals = [], []
    for told in both:
        assert told[0]["MESSAGE"].startswith("libvirt version: ") and told[1]["MESSAGE"].startswith("hostname: ")
        assert all(fields["PRIORITY"] == "6" and fields["LIBVIRT_SOURCE"] == "util.log" for fields in told[:2])
        calls += [fields for fields in told if fields["MESSAGE"].endswith(", name=" + name * times)]
        refusals += [fields for fields in told if "Domain not found" in fields["MESSAGE"]]
    assert len(calls) == 2 and len(refusals) == 2
    # each library has its own source files, functions inside and addresses
    assert calls[1]["CODE_FILE"].endswith(".rs") and calls[1]["CODE_FUNC"] == "virDomainLookupByName"
    own = ("CODE_FILE", "CODE_LINE", "CODE_FUNC", "MESSAGE")
    for upstream, ours in (calls, refusals):
        assert ours.keys() == upstream.keys()
        assert {k: v for k, v in ours.items() if k not in own} == {k: v for k, v in upstream.items() if k not in own}


def test_no_journal_is_no_hindrance(both):
    if os.path.exists("/run/systemd/journal/socket"):
        pytest.skip("the machine has a journal")
    upstream, ours = both("test:///default", {"LIBVIRT_LOG_OUTPUTS": "1:journald"})
    assert ours[0] == upstream[0] and ours[0].startswith("opened")


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


# A shell in a mount namespace of its own that runs a program with a file as the configuration of root's clients.
CONFIGURED = """mount -t tmpfs tmpfs /etc/libvirt && cp "$0" /etc/libvirt/libvirt.conf && exec "$@" """

GOOD = 'uri_aliases = [ "t=test:///default", "with-dash_1=test:///default", "n=nonsense" ]\n'


@pytest.mark.parametrize("uri, flags, text", [
    ("-", 0, 'uri_default = "test:///default"\n'),
    ("-", 0, "uri_default = 'test:///default' # behind\n"),
    ("-", 0, "uri_default = 1\n"),
    ("-", 0, 'uri_default = [ "test:///default" ]\n'),
    ("-", 0, 'uri_default = "nonsense"\n'),
    ("-", 0, 'uri_default = "t"\n' + GOOD),
    ("-", 0, 'uri_default = "test:///default"\nuri_default = "nonsense"\n'),
    ("t", 0, GOOD),
    ("with-dash_1", 0, GOOD),
    ("n", 0, GOOD),
    ("T", 0, GOOD),
    ("t", libvirt.VIR_CONNECT_NO_ALIASES, GOOD),
    ("t", libvirt.VIR_CONNECT_RO, GOOD),
    ("test:///default", libvirt.VIR_CONNECT_NO_ALIASES, GOOD),
    ("test:///default", 0, 'uri_aliases = [ "bad" ]\n'),
    ("t", 0, 'uri_aliases = [ "t=test:///default", "bad" ]\n'),
    ("t", 0, 'uri_aliases = [ "bad", "t=test:///default" ]\n'),
    ("bare", 0, 'uri_aliases = [ "bad" ]\n'),
    ("t", 0, 'uri_aliases = [ "a b=test:///default", "t=test:///default" ]\n'),
    ("t", 0, 'uri_aliases = [ "=test:///default", "t=test:///default" ]\n'),
    ("t", 0, 'uri_aliases = [ "t=" ]\n'),
    ("t", 0, 'uri_aliases = [ "t=a=b" ]\n'),
    ("t", 0, 'uri_aliases = "t=test:///default"\n'),
    ("t", 0, 'uri_aliases = 7\n'),
    ("t", 0, 'uri_aliases = [ 7, "t=test:///default" ]\n'),
    ("t", 0, "uri_aliases = [ ]\n"),
    ("t", 0, GOOD + "uri_aliases = [\n"),
    ("test:///default", 0, "no equals sign\n"),
    ("test:///default", 0, 'x = "not ended\n'),
    ("test:///default", 0, "1 = 2\n"),
    ("test:///default", 0, "x = 1 y = 2\n"),
    ("test:///default", 0, "x = -\n"),
    ("test:///default", 0, "x = 99999999999999999999\n"),
    ("test:///default", 0, "# nothing else"),
    ("test:///default", 0, 'x = """a\nb"""\ny=1'),
    ("test:///default", 0, "remote_mode = 3\n"),
    ("qemu+unix:///system?socket=/nowhere", 0, "remote_mode = 3\n"),
    ("qemu+unix:///system", 0, 'remote_mode = "sideways"\n'),
    ("qemu+unix:///system", 0, "remote_mode = 3\n"),
    ("nosuch+unix:///system", 0, 'remote_mode = "direct"\n'),
    ("qemu+unix:///system?mode=sideways", 0, 'remote_mode = "direct"\n'),
    ("test:///default", 0, b"x = \"\xff\"\n"),
    ("test:///default", 0, b"\xef\xbb\xbfx = 1\n"),
    ("test:///default", 0, b"x = 1\0\ny = \n"),
])
def test_configuration_of_clients(both, tmp_path, uri, flags, text):
    if os.getuid() != 0 or not os.path.isdir("/etc/libvirt"):
        pytest.skip("only root has its configuration in /etc/libvirt")
    file = tmp_path / "libvirt.conf"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    own = ["unshare", "--mount", "--propagation", "private", "sh", "-c", CONFIGURED, str(file)]
    upstream, ours = both(uri, {"FLAGS": str(flags)}, own)
    if "unshare" in ours[1] or "mount" in ours[1]:
        pytest.skip("no mount namespace of our own here")
    assert ours[0] == upstream[0]


def test_the_program_runs_on_our_library():
    environment = dict(os.environ, LD_LIBRARY_PATH=LIBRARY)
    version = [sys.executable, "-c", "import libvirt; print(libvirt.getVersion())"]
    assert subprocess.check_output(version, env=environment, text=True).strip() == "12008000"

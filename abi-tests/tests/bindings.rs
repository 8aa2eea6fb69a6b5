//! Stock language bindings: those of Debian load on our library as they are, that of the same version as our API
//! is built against the installed prefix and passes its own tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use abi_tests::{prefix, stdout, succeed};

/// A command that uses our library and whose symbols are all bound at the start.
fn on_ours(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("LD_LIBRARY_PATH", prefix::lib()).env("LD_BIND_NOW", "1");
    command.env("PKG_CONFIG_PATH", prefix::lib().join("pkgconfig"));
    command
}

/// Runs a stock binding, which has to work and to print no warning.
fn loads(package: &str, program: &str, args: &[&str], expected: &str) {
    let there = Command::new("dpkg-query").args(["-W", package]).output().is_ok_and(|o| o.status.success());
    if !there {
        eprintln!("skipped: {package} is not installed");
        return;
    }
    let output = succeed(on_ours(program).args(args));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{package}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{package}");
}

#[test]
fn python() {
    let script = "import libvirt, libvirt_qemu, libvirt_lxc\nprint(libvirt.getVersion())";
    loads("python3-libvirt", "/usr/bin/python3", &["-c", script], "12008000");
}

#[test]
fn perl() {
    let script = "print Sys::Virt->new(uri => 'test:///default')->get_library_version()";
    loads("libsys-virt-perl", "/usr/bin/perl", &["-MSys::Virt", "-e", script], "12008000");
}

#[test]
fn ruby() {
    let script = "require 'libvirt'; puts Libvirt.version()[0]";
    loads("ruby-libvirt", "/usr/bin/ruby", &["-e", script], "12.8.0");
}

#[test]
fn glib() {
    let script = "import gi\ngi.require_version('LibvirtGObject', '1.0')\nfrom gi.repository import LibvirtGObject\n\
        LibvirtGObject.init_object(None)\nc = LibvirtGObject.Connection.new('test:///default')\nc.open(None)\n\
        print(c.get_uri())";
    loads("gir1.2-libvirt-glib-1.0", "/usr/bin/python3", &["-c", script], "test:///default");
}

/// Debian's Go binding is source: it is compiled against our headers and linked with our library.
#[test]
fn go() {
    let source = "/usr/share/gocode/src/github.com/libvirt/libvirt-go";
    if !Path::new(source).exists() {
        eprintln!("skipped: golang-github-libvirt-libvirt-go-dev is not installed");
        return;
    }
    let folder = prefix::scratch("go");
    let main = folder.join("main.go");
    let text = "package main\n\nimport (\n\t\"fmt\"\n\tlibvirt \"github.com/libvirt/libvirt-go\"\n)\n\n\
        func main() {\n\tv, err := libvirt.GetVersion()\n\tfmt.Println(v, err)\n}\n";
    fs::write(&main, text).unwrap();
    let mut run = on_ours("go");
    run.args(["run"]).arg(&main).env("GO111MODULE", "off").env("GOPATH", "/usr/share/gocode");
    // The binding's age shows in warnings about functions that are deprecated by now.
    run.env("GOCACHE", prefix::target().join("go-cache")).env("GOFLAGS", "-mod=mod");
    run.env("GOFLAGS", "").env("CGO_CFLAGS", "-Wno-deprecated-declarations");
    assert_eq!(stdout(&mut run).trim(), "12008000 <nil>");
}

/// libvirt-python of our version, unpacked; None where it cannot be had.
fn libvirt_python() -> Option<PathBuf> {
    let folder = prefix::target().join("bindings");
    let unpacked = folder.join("libvirt_python-12.8.0");
    if unpacked.join("setup.py").exists() {
        return Some(unpacked);
    }
    fs::create_dir_all(&folder).unwrap();
    let mut pip = on_ours("/usr/bin/python3");
    pip.args(["-m", "pip", "download", "-q", "--no-deps", "--no-build-isolation", "--no-binary", ":all:"]);
    let fetched = pip.arg("libvirt-python==12.8.0").current_dir(&folder).output();
    if !fetched.is_ok_and(|o| o.status.success()) {
        eprintln!("skipped: libvirt-python 12.8.0 cannot be fetched");
        return None;
    }
    succeed(Command::new("tar").args(["-xzf", "libvirt_python-12.8.0.tar.gz"]).current_dir(&folder));
    Some(unpacked)
}

/// Builds it against the prefix, unless that was done for the same API; gives its folder and that of what was
/// built.
fn build_libvirt_python() -> Option<(PathBuf, PathBuf)> {
    let source = libvirt_python()?;
    // Tests run side by side, in processes of their own too.
    let lock = fs::File::create(source.join("lock")).unwrap();
    lock.lock().unwrap();
    let api = prefix::prefix().join("share/libvirt/api");
    let files = ["libvirt-api.xml", "libvirt-qemu-api.xml", "libvirt-lxc-api.xml"];
    let texts: String = files.iter().map(|f| fs::read_to_string(api.join(f)).unwrap()).collect();
    let stamp = source.join("build/made-from");
    if fs::read_to_string(&stamp).is_ok_and(|old| old == texts) {
        return Some((source.clone(), built(&source)));
    }
    let _ = fs::remove_dir_all(source.join("build"));
    succeed(on_ours("/usr/bin/python3").args(["setup.py", "-q", "build"]).current_dir(&source));
    fs::write(&stamp, texts).unwrap();
    Some((source.clone(), built(&source)))
}

fn built(source: &Path) -> PathBuf {
    let entries = fs::read_dir(source.join("build")).unwrap().flatten().map(|e| e.path());
    entries.into_iter().find(|p| p.join("libvirt.py").exists()).expect("it was built")
}

/// Runs tests of the binding; gives those that fail.
fn pytest(what: &str) -> Vec<String> {
    let Some((folder, built)) = build_libvirt_python() else { return vec![] };
    let mut pytest = on_ours("/usr/bin/python3");
    pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=line", what]).current_dir(&folder);
    pytest.env("PYTHONPATH", &built).env("LIBVIRT_API_COVERAGE", "1");
    let output = pytest.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let last = said.lines().last().unwrap_or_default();
    assert!(last.contains(" passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
    println!("{what}: {last}");
    let failed = said.lines().filter_map(|l| l.strip_prefix("FAILED "));
    failed.map(|l| l.split(" - ").next().unwrap_or(l).to_string()).collect()
}

/// Our API XML gives a binding that builds, and whose own coverage test finds nothing missing.
#[test]
fn python_of_our_version() {
    assert_eq!(pytest("tests/test_api_coverage.py"), [] as [String; 0]);
}

/// Its tests of everything else, on `test:///default`.
#[test]
fn python_of_our_version_works() {
    assert_eq!(pytest("tests"), [] as [String; 0]);
}

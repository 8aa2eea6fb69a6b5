//! Functions: prototypes, exported symbols and their versions.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use abi_tests::compiler;
use abi_tests::facts::{arguments, table};
use abi_tests::{assert_same_lines, prefix, stdout};

const LIBRARIES: [&str; 4] = ["libvirt.so.0", "libvirt-qemu.so.0", "libvirt-lxc.so.0", "libvirt-admin.so.0"];

/// Exports of this node are between our libraries alone.
const PRIVATE: &str = "LIBVIRT_RS_PRIVATE";

/// What the headers declare has the types of the tables: a pointer of each type takes the function.
#[test]
fn prototypes() {
    let Some(functions) = table("functions.tsv") else { return };
    let mut source = String::new();
    for header in ["virterror", "libvirt-qemu", "libvirt-lxc", "libvirt-admin"] {
        let _ = writeln!(source, "#include <libvirt/{header}.h>");
    }
    for row in &functions {
        let args: Vec<String> = arguments(&row[3]).into_iter().map(|(_, ty)| ty).collect();
        let args = if args.is_empty() { "void".to_string() } else { args.join(", ") };
        let _ = writeln!(source, "{} (*const p_{})({args}) = {};", row[2], row[0], row[0]);
    }
    let folder = prefix::scratch("prototypes");
    compiler::check(&folder, "cc", &["-std=gnu11"], &source).unwrap();
}

#[test]
fn libvirt() {
    symbols("libvirt.so.0");
    version_nodes("libvirt.so.0");
}

#[test]
fn libvirt_qemu() {
    symbols("libvirt-qemu.so.0");
    version_nodes("libvirt-qemu.so.0");
}

#[test]
fn libvirt_lxc() {
    symbols("libvirt-lxc.so.0");
    version_nodes("libvirt-lxc.so.0");
}

#[test]
fn libvirt_admin() {
    symbols("libvirt-admin.so.0");
    version_nodes("libvirt-admin.so.0");
}

/// What is exported under which version, read back from the binary.
fn symbols(library: &str) {
    let Some(rows) = table("symbols.txt") else { return };
    let expected: Vec<String> =
        rows.iter().filter(|r| r[2] == library).map(|r| format!("{} {}@@{}", r[3], r[0], r[1])).collect();
    assert!(!expected.is_empty(), "{library}");
    let mut nm = Command::new("nm");
    nm.args(["-D", "--with-symbol-versions", "--defined-only"]).arg(prefix::lib().join(library));
    let mut actual = Vec::new();
    for line in stdout(&mut nm).lines() {
        let mut words = line.split_whitespace().skip(1);
        let (Some(kind), Some(symbol)) = (words.next(), words.next()) else { continue };
        // Absolute symbols are the nodes themselves.
        if kind == "A" || symbol.ends_with(PRIVATE) {
            continue;
        }
        let kind = if kind == "T" { "FUNC" } else { "OBJECT" };
        actual.push(format!("{kind} {symbol}"));
    }
    assert_same_lines(library, &expected, &actual);
    assert_eq!(expected.len(), actual.len(), "{library}");
}

/// Nodes and their parents, read back from the binary.
fn version_nodes(library: &str) {
    let Some(rows) = table("version-nodes.txt") else { return };
    let expected: Vec<String> =
        rows.iter().filter(|r| r[2] == library).map(|r| format!("{} {}", r[0], r[1])).collect();
    let out = stdout(Command::new("readelf").args(["-W", "-V"]).arg(prefix::lib().join(library)));
    let definitions = out.split("Version definition section").nth(1).unwrap_or_default();
    let definitions = definitions.split("Version needs section").next().unwrap_or_default();
    let mut actual: Vec<String> = Vec::new();
    for line in definitions.lines() {
        if let Some((_, parent)) = line.split_once("Parent 1: ") {
            if let Some(last) = actual.last_mut() {
                *last = format!("{} {parent}", last.trim_end_matches(" -"));
            }
        } else if let Some((head, name)) = line.split_once("Name: ")
            && !head.contains("Flags: BASE")
            && name != PRIVATE
        {
            actual.push(format!("{name} -"));
        }
    }
    assert_same_lines(library, &expected, &actual);
}

#[test]
fn size_of_the_variable() {
    let out =
        stdout(Command::new("readelf").args(["-W", "--dyn-syms"]).arg(prefix::lib().join("libvirt.so.0")));
    let line = out.lines().find(|l| l.contains("virConnectAuthPtrDefault")).expect("it is exported");
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!((words[2], words[3]), ("8", "OBJECT"), "{line}");
}

/// A program at a fixed address gets the library's variable copied, and the library has to use the copy.
#[test]
fn a_program_copies_the_variable() {
    let source = r#"
        #include <libvirt/libvirt.h>
        #include <stdio.h>
        int main(void) {
            virConnectAuthPtr auth = virConnectAuthPtrDefault;
            for (unsigned int i = 0; i < auth->ncredtype; i++)
                printf("%d ", auth->credtype[i]);
            virConnectPtr conn = virConnectOpenAuth("test:///default", virConnectAuthPtrDefault, 0);
            printf("%s %s\n", auth->cb ? "callback" : "none", conn ? virConnectGetType(conn) : "failed");
            return virConnectClose(conn);
        }"#;
    let folder = prefix::scratch("copied-variable");
    let path = folder.join("copied.c");
    fs::write(&path, source).unwrap();
    let program = compiler::fixed_program(&folder, &path, &["virt"]);
    let relocations = stdout(Command::new("readelf").args(["-W", "--relocs"]).arg(&program));
    if cfg!(target_arch = "x86_64") {
        assert!(relocations.contains("R_X86_64_COPY"), "{relocations}");
    }
    let answer = stdout(Command::new(&program).env("LD_LIBRARY_PATH", prefix::lib()));
    assert_eq!(answer, "2 6 8 5 7 9 callback TEST\n");
    if prefix::has_upstream() {
        assert_eq!(answer, stdout(Command::new(&program).env_remove("LD_LIBRARY_PATH")));
    }
}

#[test]
fn dynamic_section() {
    for library in LIBRARIES {
        let out = stdout(Command::new("readelf").args(["-W", "-d"]).arg(prefix::lib().join(library)));
        assert!(out.contains(&format!("Library soname: [{library}]")), "{out}");
        assert!(out.contains("NODELETE"), "{out}");
        let own = |name: &str| name == "libvirt.so.0" && library != name;
        for line in out.lines().filter(|l| l.contains("(NEEDED)")) {
            let name = line.split(['[', ']']).nth(1).unwrap_or_default();
            let base = ["libc.so.6", "libgcc_s.so.1"];
            assert!(base.contains(&name) || own(name), "{library} needs {name}");
        }
    }
}

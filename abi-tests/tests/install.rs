//! `cargo xtask install` and `uninstall`, pkg-config, the static library.

use std::fs;
use std::path::Path;
use std::process::Command;

use abi_tests::{prefix, root, stdout, succeed};

fn xtask(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).arg("xtask").args(args);
    command
}

fn tree(folder: &Path, below: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            tree(&path, below, found);
        } else {
            found.push(path.strip_prefix(below).unwrap().display().to_string());
        }
    }
    found.sort();
}

#[test]
fn a_staged_installation_comes_and_goes() {
    let folder = prefix::scratch("install");
    let staging = folder.display().to_string();
    let place = ["--profile", "dev", "--prefix", "/opt/virt", "--destdir", &staging];
    succeed(&mut xtask(&[&["install"][..], &place].concat()));

    let installed = folder.join("opt/virt");
    let mut found = Vec::new();
    tree(&installed, &installed, &mut found);
    for library in ["libvirt", "libvirt-qemu", "libvirt-lxc", "libvirt-admin"] {
        for file in [
            format!("lib/{library}.so.0.12008.0"),
            format!("lib/{library}.so.0"),
            format!("lib/{library}.so"),
            format!("lib/pkgconfig/{library}.pc"),
            format!("share/libvirt/api/{library}-api.xml"),
        ] {
            assert!(found.contains(&file), "{file} is missing: {found:#?}");
        }
        let link = fs::read_link(installed.join(format!("lib/{library}.so.0"))).unwrap();
        assert_eq!(link, Path::new(&format!("{library}.so.0.12008.0")));
    }
    assert!(found.contains(&"lib/libvirt.a".to_string()));
    assert_eq!(found.iter().filter(|f| f.starts_with("include/libvirt/")).count(), 18);
    let text = fs::read_to_string(installed.join("lib/pkgconfig/libvirt.pc")).unwrap();
    assert!(text.contains("prefix=/opt/virt\n") && !text.contains('@'), "{text}");

    succeed(&mut xtask(&[&["uninstall"][..], &place].concat()));
    found.clear();
    tree(&folder, &folder, &mut found);
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn pkg_config_answers() {
    let ask = |args: &[&str]| {
        let mut command = Command::new("pkg-config");
        command.args(args).env("PKG_CONFIG_PATH", prefix::lib().join("pkgconfig"));
        stdout(&mut command).trim().to_string()
    };
    let api = prefix::prefix().join("share/libvirt/api");
    for (package, variable, file) in [
        ("libvirt", "libvirt_api", "libvirt-api.xml"),
        ("libvirt", "libvirt_qemu_api", "libvirt-qemu-api.xml"),
        ("libvirt", "libvirt_lxc_api", "libvirt-lxc-api.xml"),
        ("libvirt-qemu", "libvirt_qemu_api", "libvirt-qemu-api.xml"),
        ("libvirt-lxc", "libvirt_lxc_api", "libvirt-lxc-api.xml"),
        ("libvirt-admin", "libvirt_admin_api", "libvirt-admin-api.xml"),
    ] {
        assert_eq!(ask(&["--variable", variable, package]), api.join(file).display().to_string());
        assert!(api.join(file).exists());
        assert_eq!(ask(&["--modversion", package]), "12.8.0");
    }
    let libs = ask(&["--libs", "libvirt-qemu"]);
    assert!(libs.ends_with("-lvirt-qemu -lvirt"), "{libs}");
}

/// A program with the library inside it.
#[test]
fn the_archive_links() {
    let folder = prefix::scratch("static");
    let source = folder.join("main.c");
    let text = "#include <libvirt/virterror.h>\n#include <stdio.h>\n\
        int main(void) { puts(virGetLastErrorMessage()); return 0; }\n";
    fs::write(&source, text).unwrap();
    let program = folder.join("main");
    let mut cc = Command::new("cc");
    cc.arg("-o").arg(&program).arg(&source).arg("-I").arg(prefix::prefix().join("include"));
    cc.arg(prefix::lib().join("libvirt.a"));
    succeed(cc.args(["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl"]));
    assert_eq!(stdout(&mut Command::new(program)), "no error\n");
}

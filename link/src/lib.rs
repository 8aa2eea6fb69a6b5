//! What the build scripts of the four shared objects have in common: soname, version map, the links under
//! which programs find a fresh build, and the import library of `libvirt.so.0`.
//!
//! `link/ld.bfd` stands in for the linker, since rustc's own version script would win over the map.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// The node under which `libvirt.so.0` exports what only its three companions call.
pub const PRIVATE_NODE: &str = "LIBVIRT_RS_PRIVATE";

/// What names of the private node begin with.
pub const PRIVATE_PREFIX: &str = "virt_rs_";

/// Links the package's cdylib as `soname` with the exports of `map` (relative to the package).
pub fn versioned(soname: &str, map: &str) -> io::Result<()> {
    let map = variable("CARGO_MANIFEST_DIR")?.join(map);
    let wrapper = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("cargo::rerun-if-changed={}", map.display());
    println!("cargo::rerun-if-changed={}", wrapper.join("ld.bfd").display());
    link_arg(&format!("-B{}", wrapper.display()));
    link_arg("-fuse-ld=bfd");
    link_arg(&format!("-Wl,--version-script={}", map.display()));
    link_arg(&format!("-Wl,-soname,{soname}"));
    link_arg("-Wl,-z,nodelete");
    // the loader reads the whole list of relative relocations: packed, it is a few kilobytes
    link_arg("-Wl,-z,pack-relative-relocs");
    link_soname(soname)
}

/// Lets the cdylib call the private exports of `libvirt.so.0` that the sources in `src` name, whether or not
/// that library is built yet.
pub fn import_private(src: &str) -> io::Result<()> {
    let src = variable("CARGO_MANIFEST_DIR")?.join(src);
    println!("cargo::rerun-if-changed={}", src.display());
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(&src)? {
        private_names(&fs::read_to_string(entry?.path())?, &mut names);
    }
    let out = variable("OUT_DIR")?;
    let list: Vec<String> = names.iter().map(|name| format!("    {name};\n")).collect();
    fs::write(out.join("import.map"), format!("{PRIVATE_NODE} {{\n{}}};\n", list.concat()))?;
    let stubs: Vec<String> = names.iter().map(|name| format!(".globl {name}\n{name}:\n")).collect();
    fs::write(out.join("import.s"), stubs.concat() + ".section .note.GNU-stack,\"\",@progbits\n")?;
    let status = Command::new("cc")
        .current_dir(&out)
        .args(["-shared", "-nostdlib", "-Wl,-soname,libvirt.so.0", "-Wl,--version-script=import.map"])
        .args(["-o", "libvirt.so", "import.s"])
        .status()?;
    if !status.success() {
        return Err(io::Error::other("cc cannot make the import library of libvirt.so.0"));
    }
    link_arg(&format!("-L{}", out.display()));
    link_arg("-lvirt");
    Ok(())
}

fn private_names(text: &str, names: &mut BTreeSet<String>) {
    let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    names.extend(text.split(word).filter(|w| w.starts_with(PRIVATE_PREFIX)).map(String::from));
}

/// Programs ask for the soname and cargo writes `libNAME.so`: with this link beside it, any program that uses
/// libvirt runs on the library just built.
fn link_soname(soname: &str) -> io::Result<()> {
    let out = variable("OUT_DIR")?;
    let file = soname.trim_end_matches(".0").replace('-', "_");
    for folder in ["../../..", "../../../deps"] {
        let link = out.join(folder).join(soname);
        if fs::read_link(&link).is_ok_and(|old| old == Path::new(&file)) {
            continue;
        }
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(&file, &link)?;
    }
    Ok(())
}

fn link_arg(arg: &str) {
    println!("cargo::rustc-cdylib-link-arg={arg}");
}

fn variable(name: &str) -> io::Result<PathBuf> {
    env::var_os(name).map(PathBuf::from).ok_or_else(|| io::Error::other(format!("{name} is not set")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_names_are_whole_words() {
        let mut names = BTreeSet::new();
        private_names("fn virt_rs_a(x: i32); virt_rs_b::<u8>() my_virt_rs_c", &mut names);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["virt_rs_a", "virt_rs_b"]);
    }
}

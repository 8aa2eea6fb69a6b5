//! The headers compile everywhere without a warning, and say what upstream's say.

use std::fmt::Write;
use std::fs;

use abi_tests::compiler;
use abi_tests::facts::{arguments, table};
use abi_tests::{assert_same_lines, prefix, root};

fn headers() -> Vec<String> {
    let folder = root().join("include/libvirt");
    let entries = fs::read_dir(folder).expect("headers are checked in");
    let mut names: Vec<String> =
        entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn source(header: &str, sentinels: bool) -> String {
    let define = if sentinels { "#define VIR_ENUM_SENTINELS\n" } else { "" };
    format!("{define}#include <libvirt/{header}>\nint main(void) {{ return 0; }}\n")
}

#[test]
fn eighteen_headers() {
    assert_eq!(headers().len(), 18, "{:?}", headers());
}

#[test]
fn no_warning_in_c_and_cpp() {
    let folder = prefix::scratch("headers");
    for header in headers() {
        for sentinels in [false, true] {
            let source = source(&header, sentinels);
            for standard in ["-std=c99", "-std=c11", "-std=c17", "-std=gnu2x"] {
                compiler::check(&folder, "cc", &[standard], &source).unwrap();
            }
            for standard in ["-std=c++11", "-std=c++14", "-std=c++17", "-std=c++20"] {
                compiler::check(&folder, "c++", &[standard], &source).unwrap();
            }
        }
    }
}

/// Two enumerators do not fit in an int, which C before 2023 has no way to say.
#[test]
fn pedantic_where_the_values_allow() {
    let folder = prefix::scratch("pedantic");
    for header in headers() {
        let source = source(&header, true);
        compiler::check(&folder, "c++", &["-std=c++20", "-pedantic"], &source).unwrap();
        let Err(said) = compiler::check(&folder, "cc", &["-std=c99", "-pedantic"], &source) else { continue };
        let mut complaints = said.lines().filter(|l| l.contains("error:"));
        let known = |line: &str| line.contains("restricts enumerator values to range of");
        assert!(complaints.all(known), "{said}");
        let places: std::collections::BTreeSet<&str> =
            said.lines().filter(|l| l.contains("error:")).filter_map(|l| l.split(": error").next()).collect();
        assert!(places.len() <= 2, "{places:?}");
    }
}

/// A typedef of each callback that the tables know stands beside that of the headers.
#[test]
fn callbacks() {
    let Some(callbacks) = table("callbacks.tsv") else { return };
    let mut source = "#define VIR_ENUM_SENTINELS\n".to_string();
    for header in headers() {
        let _ = writeln!(source, "#include <libvirt/{header}>");
    }
    for row in &callbacks {
        let args: Vec<String> = arguments(&row[3]).into_iter().map(|(_, ty)| ty).collect();
        let stars = if row[5] == "pointer" { "(*" } else { "(" };
        let _ = writeln!(source, "typedef {} {stars}{})({});", row[2], row[0], args.join(", "));
    }
    let folder = prefix::scratch("callbacks");
    compiler::check(&folder, "cc", &["-std=gnu11"], &source).unwrap();
}

#[test]
fn constants() {
    let Some(rows) = table("constants.tsv") else { return };
    let mut source = "#define VIR_ENUM_SENTINELS\n#include <stdio.h>\n#include <libvirt/libvirt.h>\n\
        #include <libvirt/virterror.h>\n#include <libvirt/libvirt-qemu.h>\n#include <libvirt/libvirt-admin.h>\n\
        #include <libvirt/libvirt-lxc.h>\nint main(void) {\n"
        .to_string();
    let mut expected = Vec::new();
    for row in &rows {
        let (kind, name, value) = (row[0].as_str(), &row[2], &row[3]);
        match kind {
            "enum" => {
                let _ = writeln!(source, "printf(\"{name} %lld\\n\", (long long) {name});");
                let _ = writeln!(source, "{{ {} v = {name}; (void) v; }}", row[1]);
            }
            "int-macro" => {
                let _ = writeln!(source, "printf(\"{name} %lld\\n\", (long long) {name});");
            }
            "string-macro" => {
                let _ = writeln!(source, "printf(\"{name} %s\\n\", {name});");
            }
            // Macros with arguments are tried in c/macros.c.
            _ => {
                let _ = writeln!(source, "#ifndef {name}\n#error no {name}\n#endif");
                continue;
            }
        }
        expected.push(format!("{name} {value}"));
    }
    source.push_str("return 0; }\n");
    let output = compiler::output("constants", &source);
    let actual: Vec<String> = output.lines().map(String::from).collect();
    assert!(actual.len() > 1500, "{}", actual.len());
    assert_same_lines("constants", &expected, &actual);
}

#[test]
fn struct_layouts() {
    let Some(rows) = table("structs.tsv") else { return };
    let mut source =
        "#include <stdio.h>\n#include <stddef.h>\n#include <libvirt/virterror.h>\nint main(void) {\n"
            .to_string();
    let mut expected = Vec::new();
    for row in &rows {
        let (name, field) = (&row[0], &row[1]);
        let _ = if field == "-" {
            writeln!(
                source,
                "printf(\"{name} - 0 %zu %zu\\n\", sizeof(struct {name}), _Alignof(struct {name}));"
            )
        } else {
            let of = format!("((struct {name} *) 0)->{field}");
            writeln!(
                source,
                "printf(\"{name} {field} %zu %zu %zu\\n\", offsetof(struct {name}, {field}), sizeof({of}), \
                 __alignof__(__typeof__({of})));"
            )
        };
        expected.push(format!("{name} {field} {} {} {}", row[3], row[4], row[5]));
    }
    source.push_str("return 0; }\n");
    let output = compiler::output("structs", &source);
    let actual: Vec<String> = output.lines().map(String::from).collect();
    assert_same_lines("struct layouts", &expected, &actual);
}

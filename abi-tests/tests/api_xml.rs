//! The API XML says what upstream's says, as far as generators and coverage tests read it.

use std::collections::BTreeSet;
use std::fs;

use abi_tests::facts::table;
use abi_tests::root;
use roxmltree::{Document, Node};

/// How many differences are shown.
const LINES: usize = 30;

#[test]
fn libvirt() {
    facts("libvirt");
}

#[test]
fn libvirt_qemu() {
    facts("libvirt-qemu");
}

#[test]
fn libvirt_lxc() {
    facts("libvirt-lxc");
}

#[test]
fn libvirt_admin() {
    facts("libvirt-admin");
}

fn facts(library: &str) {
    let Some(rows) = table(&format!("apixml/{library}.tsv")) else { return };
    let path = root().join(format!("include/api/{library}-api.xml"));
    let text = fs::read_to_string(&path).expect("the API XML is checked in");
    let document = Document::parse(&text).expect("well-formed");
    let mut ours = BTreeSet::new();
    collect(document.root_element(), &mut ours);
    let expected: BTreeSet<Fact> = rows.iter().filter_map(|r| expected(r)).collect();
    let covered = |fact: &Fact| {
        ours.contains(fact)
            // Text where upstream has none is welcome, but for "(optional", which becomes a default value.
            || fact.2 == "noinfo" && ours.contains(&(fact.0.clone(), fact.1.clone(), "info".to_string()))
    };
    let missing: Vec<&Fact> = expected.iter().filter(|f| !covered(f)).collect();
    let keys: BTreeSet<(&str, &str)> = expected.iter().map(|f| (&*f.0, &*f.1)).collect();
    let extra: Vec<&Fact> = ours.iter().filter(|f| !keys.contains(&(&*f.0, &*f.1))).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "{library}: missing {}, unexpected {}\n{}\n{}",
        missing.len(),
        extra.len(),
        lines("-", &missing),
        lines("+", &extra)
    );
    assert!(expected.len() > 20, "{library}");
}

/// The first of some facts, a line each.
fn lines(mark: &str, facts: &[&Fact]) -> String {
    let line = |f: &&Fact| format!("{mark} {} {} {}", f.0, f.1, f.2);
    facts.iter().take(LINES).map(line).collect::<Vec<_>>().join("\n")
}

/// Kind, key, fact.
type Fact = (String, String, String);

/// A row of the table, less what C says in more than one way.
fn expected(row: &[String]) -> Option<Fact> {
    let (kind, key, fact) = (&row[0], &row[1], &row[2]);
    let fact = match kind.as_str() {
        "macro.value" => fact.split(" raw=").next()?.to_string(),
        "struct.union" => fact.replace("long int", "long"),
        _ => fact.clone(),
    };
    Some((kind.clone(), key.clone(), fact))
}

fn collect(api: Node, facts: &mut BTreeSet<Fact>) {
    let mut add = |kind: &str, key: &str, fact: String| {
        facts.insert((kind.to_string(), key.to_string(), fact));
    };
    let attr = |node: Node, name: &str| node.attribute(name).unwrap_or("-").to_string();
    add("api", "name", attr(api, "name"));
    for file in elements(api, "files").flat_map(|f| elements(f, "file")) {
        let name = attr(file, "name");
        add(
            "file",
            &name,
            if elements(file, "summary").next().is_some() { "summary" } else { "-" }.to_string(),
        );
        for export in elements(file, "exports") {
            add("exports", &attr(export, "symbol"), format!("{} file={name}", attr(export, "type")));
        }
    }
    for symbol in elements(api, "symbols").flat_map(|s| s.children().filter(Node::is_element)) {
        let (kind, name) = (symbol.tag_name().name(), attr(symbol, "name"));
        let [file, ty, module, version] = ["file", "type", "module", "version"].map(|a| attr(symbol, a));
        match kind {
            "macro" => {
                add(kind, &name, format!("file={file} version={version}"));
                let value = format!("string={} params={}", attr(symbol, "string"), attr(symbol, "params"));
                add("macro.value", &name, value);
                add("macro.info", &name, has_info(symbol));
            }
            "enum" => {
                add(kind, &name, format!("file={file} type={ty} version={version}"));
                let [value, hex, bit] = ["value", "value_hex", "value_bitshift"].map(|a| attr(symbol, a));
                add("enum.value", &name, format!("value={value} hex={hex} bitshift={bit}"));
                add("enum.info", &name, told(symbol));
            }
            "typedef" => {
                add(kind, &name, format!("file={file} type={ty} version={version}"));
                add("typedef.info", &name, has_info(symbol));
            }
            "variable" => {
                add(kind, &name, format!("file={file} type={ty} version={version}"));
                add("variable.info", &name, has_info(symbol));
            }
            "struct" => {
                add(kind, &name, format!("file={file} type={ty} version={version}"));
                for (i, field) in elements(symbol, "field").enumerate() {
                    let key = format!("{name}[{i}]");
                    add("struct.field", &key, format!("{}: {}", attr(field, "name"), attr(field, "type")));
                    add("struct.fieldinfo", &key, told(field));
                    for (j, member) in elements(field, "union").flat_map(|u| elements(u, "field")).enumerate()
                    {
                        let key = format!("{key}[{j}]");
                        add(
                            "struct.union",
                            &key,
                            format!("{}: {}", attr(member, "name"), attr(member, "type")),
                        );
                        add("struct.unioninfo", &key, told(member));
                    }
                }
            }
            "function" | "functype" => {
                add(kind, &name, format!("file={file} module={module} version={version}"));
                add(&format!("{kind}.info"), &name, has_info(symbol));
                for returned in elements(symbol, "return") {
                    add(&format!("{kind}.return"), &name, attr(returned, "type"));
                    add(&format!("{kind}.returninfo"), &name, told(returned));
                }
                let args: Vec<Node> = elements(symbol, "arg").collect();
                add(&format!("{kind}.nargs"), &name, args.len().to_string());
                for (i, arg) in args.into_iter().enumerate() {
                    let key = format!("{name}[{i}]");
                    add(
                        &format!("{kind}.arg"),
                        &key,
                        format!("{}: {}", attr(arg, "name"), attr(arg, "type")),
                    );
                    add(&format!("{kind}.arginfo"), &key, told(arg));
                }
                for check in elements(symbol, "acls").flat_map(|a| a.children().filter(Node::is_element)) {
                    let [object, perm] = ["object", "perm"].map(|a| attr(check, a));
                    let flags = attr(check, "flags");
                    add(
                        "function.acl",
                        &format!("{name}/{}/{object}:{perm}", check.tag_name().name()),
                        flags,
                    );
                }
            }
            other => panic!("unknown symbol {other}"),
        }
    }
}

fn elements<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |n| n.has_tag_name(name))
}

fn has_info(node: Node) -> String {
    let text = elements(node, "info").filter_map(|i| i.text()).any(|t| !t.trim().is_empty());
    if text { "info" } else { "noinfo" }.to_string()
}

/// What an `info` attribute amounts to.
fn told(node: Node) -> String {
    match node.attribute("info") {
        None | Some("") => "noinfo",
        Some(text) if text.starts_with("(optional") => "info optional",
        Some(_) => "info",
    }
    .to_string()
}

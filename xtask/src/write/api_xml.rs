//! Writes the API XML that bindings are generated from.

use std::fmt::Write;

use crate::layout::{self, Library};
use crate::model::{
    Doc, Enum, Enumerator, Field, FieldType, Function, Header, Macro, MacroBody, Permission, Type, Typedef,
    Value,
};

pub fn api(library: &Library, headers: &[Header]) -> String {
    let mut files: Vec<&Header> = headers.iter().collect();
    files.sort_by_key(|h| h.spec.name);
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<api name='{}'>\n", library.name);
    out.push_str("  <files>\n");
    for header in &files {
        file(&mut out, header);
    }
    out.push_str("  </files>\n  <symbols>\n");
    let named = |list: Vec<(String, String)>| {
        let mut list = list;
        list.sort();
        list.into_iter().map(|(_, text)| text).collect::<String>()
    };
    let every =
        |f: &dyn Fn(&Header) -> Vec<(String, String)>| named(files.iter().flat_map(|h| f(h)).collect());
    out.push_str(&every(&|h| h.macros.iter().map(|m| (m.name.clone(), macro_symbol(h, m))).collect()));
    out.push_str(&every(&|h| {
        let items = h.enums.iter().flat_map(|e| e.items.iter().map(move |i| (e, i)));
        items.map(|(e, i)| (i.name.clone(), enum_symbol(h, e, i))).collect()
    }));
    out.push_str(&every(&|h| {
        let enums = h.enums.iter().map(|e| (e.name.clone(), typedef_symbol(h, &e.name, "enum", &e.doc)));
        let others = h.typedefs().map(|t| (t.name.clone(), other_typedef(&files, h, t)));
        enums.chain(others).collect()
    }));
    out.push_str(&every(&|h| {
        let text = |v: &crate::model::Variable| {
            let head = format!(
                "    <variable name='{}' file='{}' module='{}' type='{}' version='{}'>\n",
                v.name, h.spec.name, "virConnectAuthPtr", v.ty, v.doc.since
            );
            head + &info(&v.doc.text.join("\n\n")) + "    </variable>\n"
        };
        h.variables.iter().map(|v| (v.name.clone(), text(v))).collect()
    }));
    out.push_str(&every(&|h| {
        let callbacks =
            h.callbacks().map(|f| (f.name.clone(), function_symbol(h, f, "functype", h.spec.name)));
        let functions = h.functions.iter().map(|f| {
            let module = layout::xml_module(h.spec, &f.name);
            (f.name.clone(), function_symbol(h, f, "function", module))
        });
        callbacks.chain(functions).collect()
    }));
    out + "  </symbols>\n</api>\n"
}

/// What a header declares.
fn file(out: &mut String, header: &Header) {
    let _ = writeln!(out, "    <file name='{}'>", header.spec.name);
    let _ = writeln!(out, "     <summary>{}</summary>", escape(header.spec.summary));
    let _ = writeln!(out, "     <description>Declares {}.</description>", escape(header.spec.summary));
    let enums = header.enums.iter().map(|e| e.name.clone());
    let typedefs = header.typedefs().map(|t| t.name.clone()).chain(enums);
    let functions = header.functions.iter().map(|f| f.name.clone());
    for (kind, mut names) in [
        ("macro", header.macros.iter().map(|m| m.name.clone()).collect::<Vec<_>>()),
        ("enum", header.enums.iter().flat_map(|e| &e.items).map(|i| i.name.clone()).collect()),
        ("typedef", typedefs.collect()),
        ("struct", header.structs().map(|s| s.tag.clone()).collect()),
        ("variable", header.variables.iter().map(|v| v.name.clone()).collect()),
        ("function", header.callbacks().map(|f| f.name.clone()).chain(functions).collect()),
    ] {
        names.sort();
        for name in names {
            let _ = writeln!(out, "     <exports symbol='{name}' type='{kind}'/>");
        }
    }
    out.push_str("    </file>\n");
}

fn macro_symbol(header: &Header, item: &Macro) -> String {
    let mut out = format!("    <macro name='{}' file='{}'", item.name, header.spec.name);
    if let Some(params) = &item.params {
        let _ = write!(out, " params='{}'", params.join(","));
    }
    let _ = match &item.body {
        MacroBody::Text(text) => write!(out, " string='{}'", escape(text)),
        MacroBody::C(text) => write!(out, " raw='{}'", escape(text)),
    };
    let _ = writeln!(out, " version='{}'>", item.doc.since);
    out.push_str(&info(&item.doc.line()));
    for param in item.params.iter().flatten() {
        let _ = writeln!(out, "      <arg name='{param}' info='{}'/>", escape(item.doc.arg(param)));
    }
    out + "    </macro>\n"
}

fn enum_symbol(header: &Header, list: &Enum, item: &Enumerator) -> String {
    let mut out = format!("    <enum name='{}' file='{}'", item.name, header.spec.name);
    let sign = if item.number < 0 { "-" } else { "" };
    let _ = match &item.value {
        Value::Name(name) => write!(out, " value='{name}'"),
        _ => write!(out, " value='{}' value_hex='{sign}{:#x}'", item.number, item.number.abs()),
    };
    if let Value::Bit(bit) = item.value {
        let _ = write!(out, " value_bitshift='{bit}'");
    }
    let _ = write!(out, " type='{}' version='{}'", list.name, item.doc.since);
    if !item.doc.text.is_empty() {
        let _ = write!(out, " info='{}'", escape(&item.doc.line()));
    }
    out + "/>\n"
}

fn typedef_symbol(header: &Header, name: &str, ty: &str, doc: &Doc) -> String {
    let head = format!(
        "    <typedef name='{name}' file='{}' type='{}' version='{}'",
        header.spec.name,
        escape(ty),
        doc.since
    );
    if doc.text.is_empty() { head + "/>\n" } else { head + ">\n" + &info(&doc.line()) + "    </typedef>\n" }
}

/// A typedef of a struct stands with the fields of the struct.
fn other_typedef(files: &[&Header], header: &Header, item: &Typedef) -> String {
    let Some(tag) = item.target.strip_prefix("struct ") else {
        return typedef_symbol(header, &item.name, &item.target, &item.doc);
    };
    let head = format!(
        "    <struct name='{}' file='{}' type='struct {tag}' version='{}'",
        item.name, header.spec.name, item.doc.since
    );
    let opaque = header.types.iter().any(|t| matches!(t, Type::Opaque(o) if o == tag));
    let Some(found) = files.iter().flat_map(|h| h.structs()).find(|s| s.tag == tag && !opaque) else {
        return head + "/>\n";
    };
    let mut out = head + ">\n";
    for field in &found.fields {
        struct_field(&mut out, "      ", field);
    }
    out + "    </struct>\n"
}

fn struct_field(out: &mut String, indent: &str, field: &Field) {
    let (name, said) = (&field.name, escape(&field.doc));
    let _ = match &field.ty {
        FieldType::C(ty) => writeln!(out, "{indent}<field name='{name}' type='{ty}' info='{said}'/>"),
        FieldType::Array(ty, len) => {
            writeln!(out, "{indent}<field name='{name}' type='{ty} {name}[{len}]' info='{said}'/>")
        }
        FieldType::Union(members) => {
            let _ =
                writeln!(out, "{indent}<field name='{name}' type='union' info='{said}'>\n{indent}  <union>");
            for member in members {
                struct_field(out, &format!("{indent}    "), member);
            }
            writeln!(out, "{indent}  </union>\n{indent}</field>")
        }
    };
}

fn function_symbol(header: &Header, item: &Function, kind: &str, module: &str) -> String {
    let mut out = format!(
        "    <{kind} name='{}' file='{}' module='{module}' version='{}'>\n",
        item.name, header.spec.name, item.doc.since
    );
    out.push_str(&info(&item.doc.text.join("\n\n")));
    let returns = escape(&item.returns);
    let _ = match &item.doc.returns {
        Some(said) => writeln!(out, "      <return type='{returns}' info='{}'/>", escape(said)),
        None => writeln!(out, "      <return type='{returns}'/>"),
    };
    for arg in &item.args {
        let _ = writeln!(
            out,
            "      <arg name='{}' type='{}' info='{}'/>",
            arg.xml_name,
            escape(&arg.ty),
            escape(&arg.doc)
        );
    }
    if !item.permissions.is_empty() {
        out.push_str("      <acls>\n");
        for permission in &item.permissions {
            let Permission { kind, object, name, flags } = permission;
            let flags = flags.as_ref().map_or(String::new(), |f| format!(" flags='{}'", escape(f)));
            let _ = writeln!(out, "        <{kind} object='{object}' perm='{name}'{flags}/>");
        }
        out.push_str("      </acls>\n");
    }
    let _ = writeln!(out, "    </{kind}>");
    out
}

fn info(text: &str) -> String {
    format!("      <info><![CDATA[{text}]]></info>\n")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\'', "&apos;")
}

//! Reads a domain document and writes a view of it: `domain FILE [inactive|migratable|live]`.
use virt_conf::domain::{DomainDef, FormatFlags, ParseFlags};

fn main() {
    let mut args = std::env::args().skip(1);
    let Some(path) = args.next() else { return eprintln!("usage: domain FILE [VIEW]") };
    let flags = match args.next().as_deref() {
        Some("migratable") => FormatFlags { migratable: true, secure: true, ..FormatFlags::default() },
        Some("live") => FormatFlags::default(),
        _ => FormatFlags::config_file(),
    };
    let parsed = std::fs::read_to_string(&path).map_err(|e| e.to_string());
    let shown = parsed.and_then(|xml| {
        DomainDef::parse(&xml, ParseFlags::config()).map_err(|e| format!("{} {} {e}", e.code(), e.domain()))
    });
    match shown {
        Ok(domain) => print!("{}", domain.to_xml(flags)),
        Err(e) => println!("error: {e}"),
    }
}

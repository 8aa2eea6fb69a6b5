//! `cargo run -p virt-fuzz --bin again KIND FILE`: what becomes of a document, once and twice.

use virt_fuzz::{hold, kind};

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(kind), Some(path)) = (args.next().and_then(|name| kind(&name)), args.next()) else {
        return eprintln!("usage: again KIND FILE");
    };
    let text = match std::fs::read(&path) {
        Ok(bytes) => {
            String::from_utf8(bytes).unwrap_or_else(|e| e.as_bytes().iter().map(|b| char::from(*b)).collect())
        }
        Err(e) => return eprintln!("{path}: {e}"),
    };
    match (kind.again)(&text, false) {
        Ok(once) => println!("{once}"),
        Err(e) => println!("refused: {e}"),
    }
    match hold(kind, &text) {
        Ok(_) => println!("holds"),
        Err(finding) => println!("{finding}"),
    }
}

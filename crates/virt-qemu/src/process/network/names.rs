//! Names for devices that the definition doesn't name.

use std::sync::atomic::{AtomicU32, Ordering};

use virt_core::consts::*;
use virt_core::{Result, err};
use virt_host::net::link;

/// Names that are tried.
const MOST: usize = 10_000;

/// Devices of a kind, numbered.
pub struct Numbered {
    prefix: &'static str,
    next: AtomicU32,
}

pub static TAPS: Numbered = Numbered { prefix: "vnet", next: AtomicU32::new(0) };
pub static MACVTAPS: Numbered = Numbered { prefix: "macvtap", next: AtomicU32::new(0) };

/// Whether a name leaves its number open (`tap%d`).
pub fn is_template(name: &str) -> bool {
    name.matches('%').count() == 1 && name.contains("%d")
}

impl Numbered {
    /// A name that no device has. Numbers go on: the kernel would give out again at once what has just become
    /// free, while others still mean the old device by it.
    pub fn choose(&self, template: Option<&str>) -> Result<String> {
        for _ in 0..MOST {
            let number = self.next.fetch_add(1, Ordering::Relaxed) % 10_000_000;
            let name = match template {
                Some(template) => template.replace("%d", &number.to_string()),
                None => format!("{}{number}", self.prefix),
            };
            if !link::exists(&name) {
                return Ok(name);
            }
        }
        Err(err!(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "no unused {} names available", self.prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_on() {
        assert!(is_template("tap%d") && !is_template("tap%d%d") && !is_template("tap%s"));
        let numbered = Numbered { prefix: "vrs-none", next: AtomicU32::new(3) };
        assert_eq!(numbered.choose(None).unwrap(), "vrs-none3");
        assert_eq!(numbered.choose(Some("x%dy")).unwrap(), "x4y");
    }
}

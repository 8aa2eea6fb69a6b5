//! What an image keeps beside the document: the CPU that the guest really had.

use roxmltree::Document;
use virt_conf::cpu::CpuDef;
use virt_core::consts::*;
use virt_core::{Result, err};

/// Writes the cookie; `cpu` is only to be said when it is more definite than the document's.
pub fn format(cpu: Option<&CpuDef>) -> String {
    let mut out = String::from("<cookie>\n");
    for line in cpu.map(CpuDef::to_xml).unwrap_or_default().lines() {
        out.push_str("  ");
        out.push_str(line);
        out.push('\n');
    }
    out.push_str("  <slirpHelper/>\n</cookie>\n");
    out
}

/// The CPU in a cookie.
pub fn cpu(cookie: &str) -> Result<Option<CpuDef>> {
    let document = Document::parse(cookie)
        .map_err(|error| err!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "save cookie: {error}"))?;
    let found = document.root_element().children().find(|node| node.has_tag_name("cpu"));
    found.map(|node| CpuDef::parse(&cookie[node.range()], false)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cpu_survives() {
        let xml = "<cpu mode='custom' match='exact' check='full'>\n  <model fallback='forbid'>qemu64</model>\n  \
                   <feature policy='require' name='x2apic'/>\n</cpu>\n";
        let saved = CpuDef::parse(xml, false).unwrap();
        let cookie = format(Some(&saved));
        assert_eq!(cpu(&cookie).unwrap().unwrap().to_xml(), xml);
        assert_eq!(cpu(&format(None)).unwrap(), None);
        assert!(cpu("<cookie>").is_err());
    }
}

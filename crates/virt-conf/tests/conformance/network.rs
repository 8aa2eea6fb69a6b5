use virt_conf::network::{NetworkDef, ParseOptions};
use virt_core::consts::VIR_NETWORK_XML_INACTIVE;

/// Reads as the driver of the case does: the one of real networks knows more and checks more.
fn define(case: &super::Case, xml: &str, validate: bool) -> virt_core::Result<NetworkDef> {
    let real = case.entry["uri"].as_str().is_some_and(|u| !u.starts_with("test:"));
    let net = NetworkDef::parse(xml, ParseOptions { validate, extensions: real })?;
    if real {
        net.check_for_host()?;
    }
    Ok(net)
}

#[test]
fn networks() {
    super::run("network", 78, |case| {
        let xml = case.input("xml").ok_or("no input")?;
        let net = define(case, &xml, false);
        case.same_outcome("define", &net)?;
        case.same_outcome("validate", &define(case, &xml, true))?;
        let Ok(mut net) = net else { return Ok(()) };
        // what the driver of real networks adds
        if case.entry["uri"].as_str().is_some_and(|u| !u.starts_with("test:")) && net.has_own_bridge() {
            net.ensure_mac();
            if net.bridge.name.is_none() {
                net.bridge.name = Some("virbr0".into());
            }
        }
        case.same_text("xml", &net.to_xml(0))?;
        let text = net.to_xml(VIR_NETWORK_XML_INACTIVE);
        case.same_text("xml_inactive", &text)?;
        let again = define(case, &text, true).map_err(|e| format!("read again: {e}"))?;
        if again.to_xml(VIR_NETWORK_XML_INACTIVE) != text {
            return Err("changes when read again".into());
        }
        Ok(())
    });
}

#[test]
fn updates() {
    super::run("network-update", 23, |case| {
        let number = |name: &str| case.entry[name].as_i64().unwrap_or_default();
        let xml = case.input("xml").ok_or("no input")?;
        let mut net = NetworkDef::parse(&xml, ParseOptions::default()).map_err(|e| e.to_string())?;
        let change = case.input("update").ok_or("no change")?;
        let (command, section) = (number("command") as u32, number("section") as u32);
        let done = net.update_section(command, section, number("index") as i32, &change);
        case.same_outcome("update", &done)?;
        case.same_text("xml", &net.to_xml(0))
    });
}

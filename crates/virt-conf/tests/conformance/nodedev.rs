use virt_conf::nodedev::{Capability, NodeDeviceDef, ParseOptions};

#[test]
fn devices() {
    super::run("nodedev", 27, |case| {
        let xml = case.input("xml").ok_or("no input")?;
        let device = NodeDeviceDef::parse(&xml, ParseOptions::default());
        case.same_outcome("open", &device)?;
        let Ok(mut device) = device else { return Ok(()) };
        // the test driver takes mediated devices as running
        for capability in &mut device.capabilities {
            if let Capability::Mdev(mdev) = capability {
                mdev.activate();
            }
        }
        let text = device.to_xml(0);
        case.same_text("xml", &text)?;
        // the test driver lists the outer ones only
        let mut names: Vec<&str> = device.capabilities.iter().map(Capability::name).collect();
        names.sort();
        if names.iter().any(|n| !device.capability_names().contains(n)) {
            return Err("names differ".into());
        }
        if case.view("caps")["ok"].as_array().is_some_and(|want| !want.iter().eq(names.iter())) {
            return Err(format!("capabilities {names:?}, not {}", case.view("caps")["ok"]));
        }
        NodeDeviceDef::parse(&text, ParseOptions { validate: true, ..ParseOptions::default() })
            .map(drop)
            .map_err(|e| format!("read again: {e}"))
    });
}

use virt_conf::storage::pool::{ParseOptions, PoolDef};
use virt_conf::storage::volume::{self, VolumeDef};

#[test]
fn pools() {
    super::run("pool", 24, |case| {
        let real = case.entry["uri"].as_str().is_some_and(|u| !u.starts_with("test:"));
        let parse = |xml: &str, validate| PoolDef::parse(xml, ParseOptions { validate, extensions: real });
        let xml = case.input("xml").ok_or("no input")?;
        let pool = parse(&xml, false);
        case.same_outcome("define", &pool)?;
        case.same_outcome("validate", &parse(&xml, true))?;
        let Ok(mut pool) = pool else { return Ok(()) };
        if !real {
            // every pool of the test driver has this size
            (pool.capacity, pool.available) = (100 << 30, 100 << 30);
        }
        let text = pool.to_xml();
        case.same_text("xml", &text)?;
        case.same_text("xml_inactive", &text)?;
        let again = parse(&text, true).map_err(|e| format!("read again: {e}"))?;
        (pool.capacity, pool.available) = (0, 0);
        if again == pool { Ok(()) } else { Err("changes when read again".into()) }
    });
}

#[test]
fn volumes() {
    super::run("vol", 13, |case| {
        let pool = PoolDef::parse(&case.input("pool").ok_or("no pool")?, ParseOptions::default());
        let pool = pool.map_err(|e| e.to_string())?;
        let xml = case.input("xml").ok_or("no input")?;
        let parse = |xml: &str, validate| {
            let options = volume::ParseOptions { validate, ..volume::ParseOptions::default() };
            VolumeDef::parse(xml, pool.kind, options)
        };
        let vol = parse(&xml, false);
        case.same_outcome("create", &vol)?;
        case.same_outcome("validate", &parse(&xml, true))?;
        let Ok(mut vol) = vol else { return Ok(()) };
        // as the test driver names and places volumes
        let path = format!("{}/{}", pool.target_path.as_deref().unwrap_or("(null)"), vol.name);
        vol.target.path = Some(path.clone());
        vol.key = Some(path);
        case.same_text("xml", &vol.to_xml())?;
        let again = parse(&vol.to_xml(), true).map_err(|e| format!("read again: {e}"))?;
        if again.to_xml() == vol.to_xml() { Ok(()) } else { Err("changes when read again".into()) }
    });
}

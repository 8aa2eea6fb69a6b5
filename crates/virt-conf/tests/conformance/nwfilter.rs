use virt_conf::nwfilter::NwfilterDef;
use virt_core::consts::VIR_NWFILTER_DEFINE_VALIDATE;

#[test]
fn filters() {
    super::run("nwfilter", 41, |case| {
        let xml = case.input("xml").ok_or("no input")?;
        let filter = NwfilterDef::parse(&xml, 0);
        case.same_outcome("define", &filter)?;
        case.same_outcome("validate", &NwfilterDef::parse(&xml, VIR_NWFILTER_DEFINE_VALIDATE))?;
        if let Ok(filter) = filter {
            let text = filter.to_xml();
            case.same_text("xml", &text)?;
            let again = NwfilterDef::parse(&text, VIR_NWFILTER_DEFINE_VALIDATE).map_err(|e| e.to_string())?;
            if again.to_xml() != text {
                return Err("changes when read again".into());
            }
        }
        Ok(())
    });
}

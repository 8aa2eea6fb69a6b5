use virt_conf::interface::InterfaceDef;
use virt_core::consts::VIR_INTERFACE_DEFINE_VALIDATE;

#[test]
fn interfaces() {
    super::run("interface", 10, |case| {
        let xml = case.input("xml").ok_or("no input")?;
        let interface = InterfaceDef::parse(&xml, 0);
        case.same_outcome("define", &interface)?;
        case.same_outcome("validate", &InterfaceDef::parse(&xml, VIR_INTERFACE_DEFINE_VALIDATE))?;
        let Ok(interface) = interface else { return Ok(()) };
        let text = interface.to_xml();
        case.same_text("xml", &text)?;
        let again = InterfaceDef::parse(&text, VIR_INTERFACE_DEFINE_VALIDATE).map_err(|e| e.to_string())?;
        if again == interface { Ok(()) } else { Err("changes when read again".into()) }
    });
}

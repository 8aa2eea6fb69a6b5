use virt_conf::secret::SecretDef;
use virt_core::consts::VIR_SECRET_DEFINE_VALIDATE;

#[test]
fn secrets() {
    super::run("secret", 4, |case| {
        let xml = case.input("xml").ok_or("no input")?;
        let secret = SecretDef::parse(&xml, 0);
        case.same_outcome("define", &secret)?;
        case.same_outcome("validate", &SecretDef::parse(&xml, VIR_SECRET_DEFINE_VALIDATE))?;
        let Ok(secret) = secret else { return Ok(()) };
        let text = secret.to_xml();
        case.same_text("xml", &text)?;
        let again = SecretDef::parse(&text, VIR_SECRET_DEFINE_VALIDATE).map_err(|e| e.to_string())?;
        if again == secret { Ok(()) } else { Err("changes when read again".into()) }
    });
}

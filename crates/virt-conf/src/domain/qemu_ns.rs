//! The `qemu:` namespace: arguments, environment, capabilities and device properties past the vocabulary.

use virt_core::consts::VIR_FROM_QEMU;

use super::words::prelude::*;

/// The namespace.
pub const URI: &str = "http://libvirt.org/schemas/domain/qemu/1.0";

words! {
    /// Type of a property that is overridden.
    pub OverrideType { String, Signed, Unsigned, Bool, Remove }
}

/// Everything in the namespace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QemuNamespace {
    /// The prefix is declared; it is written again when anything is in it.
    pub args: Vec<String>,
    pub env: Vec<(String, Option<String>)>,
    pub capabilities_add: Vec<String>,
    pub capabilities_del: Vec<String>,
    /// `<qemu:deprecation behavior='…'/>`.
    pub deprecation: Option<String>,
    pub overrides: Vec<DeviceOverride>,
}

/// `<qemu:device alias='…'><qemu:frontend>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceOverride {
    pub alias: String,
    pub frontend: Vec<OverrideProperty>,
}

/// `<qemu:property name='…' type='…' value='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OverrideProperty {
    pub name: String,
    pub kind: OverrideType,
    pub value: Option<String>,
}

fn named<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.foreign(URI, name)
}

impl QemuNamespace {
    /// Nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads the elements below `<domain>`.
    pub(crate) fn read(domain: Node<'_>) -> Result<Self> {
        let domain = domain.under(VIR_FROM_QEMU);
        let mut this = Self::default();
        for commandline in named(domain, "commandline") {
            for arg in named(commandline, "arg") {
                let value = arg.attr("value");
                let missing = "No qemu command-line argument specified";
                this.args.push(value.ok_or_else(|| arg.error(Code::Internal, missing))?.to_owned());
            }
        }
        for commandline in named(domain, "commandline") {
            for env in named(commandline, "env") {
                this.env.push((read_env_name(env)?, env.attr("value").map(str::to_owned)));
            }
        }
        for device in named(domain, "override").flat_map(|o| named(o, "device")) {
            this.overrides.push(DeviceOverride::read(device)?);
        }
        for (name, list) in [("add", &mut this.capabilities_add), ("del", &mut this.capabilities_del)] {
            for cap in named(domain, "capabilities").flat_map(|c| named(c, name)) {
                let value = cap.attr("capability");
                list.push(
                    value.ok_or_else(|| cap.error(Code::Internal, "missing capability name"))?.to_owned(),
                );
            }
        }
        let behaviour = named(domain, "deprecation").next().and_then(|d| d.attr("behavior"));
        this.deprecation = behaviour.filter(|b| !b.is_empty()).map(str::to_owned);
        Ok(this)
    }

    /// Writes the elements.
    pub(crate) fn write(&self, w: &mut Writer) {
        let value = |w: &mut Writer, element: &str, attr: &str, text: &str| {
            w.element(element, true, |w| w.attr(attr, text), |_| ());
        };
        let commandline = |w: &mut Writer| {
            self.args.iter().for_each(|a| value(w, "qemu:arg", "value", a));
            for (name, text) in &self.env {
                let attrs = |w: &mut Writer| {
                    w.attr("name", name);
                    if let Some(text) = text {
                        w.attr("value", text);
                    }
                };
                w.element("qemu:env", true, attrs, |_| ());
            }
        };
        w.element("qemu:commandline", false, |_| (), commandline);
        let capabilities = |w: &mut Writer| {
            self.capabilities_add.iter().for_each(|c| value(w, "qemu:add", "capability", c));
            self.capabilities_del.iter().for_each(|c| value(w, "qemu:del", "capability", c));
        };
        w.element("qemu:capabilities", false, |_| (), capabilities);
        let overrides = |w: &mut Writer| self.overrides.iter().for_each(|o| o.write(w));
        w.element("qemu:override", false, |_| (), overrides);
        if let Some(behaviour) = &self.deprecation {
            value(w, "qemu:deprecation", "behavior", behaviour);
        }
    }
}

fn read_env_name(node: Node<'_>) -> Result<String> {
    let no = |text: &str| node.error(Code::Internal, text);
    let name = node.attr("name").ok_or_else(|| no("No qemu environment name specified"))?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return Err(no("Invalid environment name, it must begin with a letter or underscore"));
    }
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Err(no("Invalid environment name, it must contain only alphanumerics and underscore"));
    }
    Ok(name.to_owned())
}

impl DeviceOverride {
    fn read(node: Node<'_>) -> Result<Self> {
        let alias = node.attr("alias");
        let alias = alias.ok_or_else(|| node.invalid("missing 'alias' attribute for qemu:device"))?;
        let properties = named(node, "frontend").flat_map(|f| named(f, "property"));
        let frontend = properties.map(OverrideProperty::read).collect::<Result<_>>()?;
        Ok(Self { alias: alias.to_owned(), frontend })
    }

    fn write(&self, w: &mut Writer) {
        let properties = |w: &mut Writer| self.frontend.iter().for_each(|p| p.write(w));
        let frontend = |w: &mut Writer| w.element("qemu:frontend", false, |_| (), properties);
        w.element("qemu:device", true, |w| w.attr("alias", &self.alias), frontend);
    }
}

impl OverrideProperty {
    fn read(node: Node<'_>) -> Result<Self> {
        let name = node.attr("name");
        let name = name.ok_or_else(|| node.invalid("missing 'name' attribute for qemu:property"))?;
        if name == "id" {
            return Err(node.invalid("property with name 'id' can't be overridden"));
        }
        let kind = node.required::<Plain, OverrideType>("type", None)?;
        let value = node.attr("value").map(str::to_owned);
        let valid = match (kind, &value) {
            (OverrideType::Remove, None) | (OverrideType::String, Some(_)) => true,
            (OverrideType::Remove, Some(_)) => {
                let text =
                    "setting 'value' attribute of 'qemu:property' doesn't make sense with 'remove' type";
                return Err(node.invalid(text));
            }
            (_, None) => return Err(node.invalid("missing 'value' attribute for 'qemu:property'")),
            (OverrideType::Signed, Some(text)) => <i64 as Value>::parse(text).is_some(),
            (OverrideType::Unsigned, Some(text)) => <u64 as Value>::parse(text).is_some(),
            (OverrideType::Bool, Some(text)) => matches!(text.as_str(), "true" | "false"),
        };
        if !valid {
            let text = value.unwrap_or_default();
            return Err(
                node.invalid(format!("invalid value '{text}' of 'value' attribute of 'qemu:property'"))
            );
        }
        Ok(Self { name: name.to_owned(), kind, value })
    }

    fn write(&self, w: &mut Writer) {
        let attrs = |w: &mut Writer| {
            w.attr("name", &self.name);
            w.attr("type", self.kind.as_str());
            if let Some(value) = &self.value {
                w.attr("value", value);
            }
        };
        w.element("qemu:property", true, attrs, |_| ());
    }
}

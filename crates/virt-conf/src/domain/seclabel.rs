//! Security labels of the domain and of single sources.

use super::complain::wrong;
use super::words::prelude::*;

words! {
    /// How a domain's label comes about.
    pub SeclabelType { Dynamic, None, Static }
}

/// `<seclabel>` of the domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seclabel {
    /// None: what the driver is configured for.
    pub kind: Option<SeclabelType>,
    pub model: Option<String>,
    pub relabel: bool,
    pub label: Option<String>,
    pub imagelabel: Option<String>,
    pub baselabel: Option<String>,
    /// Runtime only: not from the user; left out of migratable documents.
    pub implicit: bool,
}

/// Longest label.
const LABEL_MAX: usize = 4096;
/// Longest model name.
const MODEL_MAX: usize = 256;

impl Seclabel {
    /// Takes the label for that of a guest without confinement.
    fn unconfine(&mut self) {
        (self.kind, self.relabel) = (Some(SeclabelType::None), false);
    }
}

/// Gives the only label, if it names no model, the `model` of the driver; `inactive`: in a configuration.
pub fn complete(labels: &mut [Seclabel], model: &str, inactive: bool) -> virt_core::Result<()> {
    let [label] = labels else { return Ok(()) };
    if label.model.is_some() {
        return Ok(());
    }
    let dynamic = label.kind == Some(SeclabelType::Dynamic) && label.baselabel.is_none() && inactive;
    if !dynamic && label.kind != Some(SeclabelType::None) {
        return wrong("missing security model in domain seclabel");
    }
    label.model = Some(model.to_owned());
    if inactive && model == "none" {
        label.unconfine();
    }
    Ok(())
}

impl Element for Seclabel {
    fn read(node: Node<'_>) -> Result<Self> {
        let inactive = !live(node.view());
        let kind = node.value::<Plain, SeclabelType>("type", None)?;
        let is = |wanted| kind == Some(wanted);
        let fixed = is(SeclabelType::Static) || is(SeclabelType::None);
        let relabel = node.value::<Plain, bool>("relabel", None)?.unwrap_or(!fixed);
        let model = node.attr("model").filter(|m| m.len() < MODEL_MAX).map(str::to_owned);
        if is(SeclabelType::Dynamic) && !relabel {
            return Err(node.unsupported("dynamic label type must use resource relabeling"));
        }
        if is(SeclabelType::None) && relabel {
            return Err(node.unsupported("resource relabeling is not compatible with 'none' label type"));
        }
        let mut label =
            Self { kind, model, relabel, label: None, imagelabel: None, baselabel: None, implicit: false };
        if label.model.as_deref() == Some("none") {
            if inactive {
                label.unconfine();
            } else if !is(SeclabelType::None) {
                let shown = kind.map_or("default", |kind| kind.as_str());
                return Err(node.unsupported(format!("unsupported type='{shown}' to model 'none'")));
            }
            return Ok(label);
        }
        let text = |name: &str| node.child_text(name).filter(|t| t.len() < LABEL_MAX);
        let live_label = !inactive && !is(SeclabelType::None);
        if is(SeclabelType::Static) || live_label {
            label.label = Some(text("label").ok_or_else(|| node.invalid("security label is missing"))?);
        }
        if relabel && live_label {
            label.imagelabel =
                Some(text("imagelabel").ok_or_else(|| node.invalid("security imagelabel is missing"))?);
        }
        if is(SeclabelType::Dynamic) {
            label.baselabel = text("baselabel");
        }
        Ok(label)
    }

    fn attrs(&self, w: &mut Writer) {
        w.attr("type", self.kind.map_or("", |kind| kind.as_str()));
        if let Some(model) = &self.model {
            w.attr("model", model);
        }
        if self.kind != Some(SeclabelType::None) {
            w.attr("relabel", if self.relabel { "yes" } else { "no" });
        }
    }

    fn children(&self, w: &mut Writer) {
        if self.kind == Some(SeclabelType::None) {
            return;
        }
        if let Some(label) = &self.label {
            w.text("label", label);
        }
        if let Some(label) = self.imagelabel.as_ref().filter(|_| self.relabel) {
            w.text("imagelabel", label);
        }
        if let Some(label) = self.baselabel.as_ref().filter(|_| self.kind == Some(SeclabelType::Dynamic)) {
            w.text("baselabel", label);
        }
    }

    fn write(&self, name: &str, keep: bool, w: &mut Writer) {
        let old_models = matches!(self.model.as_deref(), Some("dac" | "none"));
        let hidden = old_models && self.implicit && w.view().has(view::MIGRATABLE);
        if !hidden && self.kind.is_some() {
            w.element(name, keep, |w| self.attrs(w), |w| self.children(w));
        }
    }
}

/// The domain's labels, checked against each other.
pub(crate) fn read_all(node: Node<'_>) -> Result<Vec<Seclabel>> {
    if node.view().has(view::SKIP_SECLABEL) {
        node.all("seclabel").for_each(|n| {
            n.seen_whole();
        });
        return Ok(Vec::new());
    }
    let mut labels: Vec<Seclabel> = Vec::new();
    for child in node.all("seclabel") {
        let label = Seclabel::read(child)?;
        if labels.iter().any(|l| l.model == label.model) {
            let model = label.model.as_deref().unwrap_or("(null)");
            return Err(child
                .error(Code::Detail, format!("seclabel for model {model} is already provided"))
                .beyond_schema());
        }
        labels.push(label);
    }
    if labels.len() > 1 && labels.iter().any(|l| l.model.is_none()) {
        return Err(node.invalid("missing security model when using multiple labels").beyond_schema());
    }
    Ok(labels)
}

/// `<seclabel>` of one disk, character device or the like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceSeclabel {
    pub model: Option<String>,
    pub relabel: bool,
    /// Runtime only: labelling did not work and was skipped.
    pub labelskip: bool,
    pub label: Option<String>,
}

/// The labels below a `<source>`.
pub(crate) fn read_device_labels(node: Node<'_>) -> Result<Vec<DeviceSeclabel>> {
    let mut labels: Vec<DeviceSeclabel> = Vec::new();
    for child in node.all("seclabel") {
        let model = child.attr("model").map(str::to_owned);
        if let Some(model) = &model
            && labels.iter().any(|l| l.model.as_ref() == Some(model))
        {
            return Err(child
                .error(Code::Detail, format!("seclabel for model {model} is already provided"))
                .beyond_schema());
        }
        let relabel = child.value::<Plain, bool>("relabel", None)?;
        child.attr("labelskip");
        let labelskip =
            live(node.view()) && child.value::<Plain, bool>("labelskip", None)?.unwrap_or_default();
        let label = child.child_text("label").filter(|t| t.len() < LABEL_MAX);
        let shown = model.as_deref().unwrap_or("<null>").to_owned();
        let new = DeviceSeclabel { model, relabel: relabel.unwrap_or(true), labelskip, label };
        if new.label.is_some() && !new.relabel {
            return Err(
                child.invalid(format!("Cannot specify a label if relabelling is turned off. model={shown}"))
            );
        }
        if relabel == Some(true) && !live(node.view()) && new.label.is_none() {
            return Err(child.invalid(format!("Cannot specify relabel if label is missing. model={shown}")));
        }
        labels.push(new);
    }
    Ok(labels)
}

/// Writes them.
pub(crate) fn write_device_labels(labels: &Vec<DeviceSeclabel>, w: &mut Writer) {
    for label in labels {
        if !live(w.view()) && label.label.is_none() && label.relabel {
            continue;
        }
        let attrs = |w: &mut Writer| {
            if let Some(model) = &label.model {
                w.attr("model", model);
            }
            match label.labelskip {
                true => w.attr("labelskip", "yes"),
                false => w.attr("relabel", if label.relabel { "yes" } else { "no" }),
            }
        };
        let children = |w: &mut Writer| {
            if let Some(label) = &label.label {
                w.text("label", label);
            }
        };
        w.element("seclabel", true, attrs, children);
    }
}

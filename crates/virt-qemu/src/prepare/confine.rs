//! What a running domain says of its confinement: its control group's place and its security labels.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_SECURITY};
use virt_core::{Result, bail};

use crate::command::context::Context;
use crate::vocabulary::{DomainDef, Seclabel, SeclabelType};

/// Where domains are among control groups, unless they say otherwise.
const PARTITION: &str = "/machine";
/// The model of file ownership.
const DAC: &str = "dac";

/// Completes partition and labels; `owner` is whom QEMU runs as, when we may choose.
pub fn complete(def: &mut DomainDef, context: &Context<'_>, owner: Option<(u32, u32)>) -> Result<()> {
    let Some((uid, gid)) = owner else { return Ok(()) };
    let resource = def.resource.get_or_insert_default();
    resource.partition.get_or_insert_with(|| PARTITION.to_owned());
    label(def, context, &format!("+{uid}:+{gid}"))
}

/// Refuses labels of models that don't exist here; `dac`: files can be given away.
pub fn check_models(def: &DomainDef, dac: bool) -> Result<()> {
    let devices = &def.devices;
    let ports = devices.serials.iter().map(|serial| &serial.source);
    let ports = ports.chain(devices.parallels.iter().map(|parallel| &parallel.source));
    let ports = ports.chain(devices.channels.iter().map(|channel| &channel.source));
    let ports = ports.chain(devices.consoles.iter().map(|console| &console.source));
    let disks = devices.disks.iter().map(|disk| &disk.source.seclabels);
    let below = disks.chain(ports.map(|source| &source.seclabels)).flatten();
    let models = def.seclabels.iter().map(|label| &label.model).chain(below.map(|label| &label.model));
    for model in models {
        match model.as_deref() {
            Some("none") => {}
            Some(DAC) if dac => {}
            model => bail!(
                VIR_FROM_SECURITY,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Security driver model '{}' is not available",
                model.unwrap_or("<null>")
            ),
        }
    }
    Ok(())
}

fn label(def: &mut DomainDef, context: &Context<'_>, own: &str) -> Result<()> {
    let settings = context.settings;
    let place = def.seclabels.iter().position(|label| label.model.as_deref() == Some(DAC));
    let kind = match place {
        Some(place) => def.seclabels[place].kind,
        None => None,
    };
    let confined = settings.security_default_confined;
    let kind = kind.unwrap_or(if confined { SeclabelType::Dynamic } else { SeclabelType::None });
    if kind == SeclabelType::None {
        if settings.security_require_confined {
            bail!(
                VIR_FROM_SECURITY,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Unconfined guests are not allowed on this host"
            );
        }
        if let Some(place) = place {
            (def.seclabels[place].kind, def.seclabels[place].relabel) = (Some(kind), false);
        }
        return Ok(());
    }
    let mut label = match place {
        Some(place) => def.seclabels.remove(place),
        None => Seclabel {
            kind: None,
            model: Some(DAC.to_owned()),
            relabel: true,
            label: None,
            imagelabel: None,
            baselabel: None,
            implicit: true,
        },
    };
    label.kind = Some(kind);
    let name = label.label.get_or_insert_with(|| label.baselabel.clone().unwrap_or_else(|| own.to_owned()));
    if label.relabel {
        label.imagelabel.get_or_insert_with(|| name.clone());
    }
    def.seclabels.insert(place.unwrap_or(def.seclabels.len()), label);
    Ok(())
}

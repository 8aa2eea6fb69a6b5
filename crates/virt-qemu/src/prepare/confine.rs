//! What a running domain says of its confinement: its control group's place and its security labels.

use virt_core::consts::{VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_SECURITY};
use virt_core::{Result, bail};

use crate::command::context::Context;
use crate::vocabulary::{DomainDef, Resource, Seclabel, SeclabelType};

/// Where domains are among control groups, unless they say otherwise.
const PARTITION: &str = "/machine";
/// The model of file ownership.
const DAC: &str = "dac";

/// Completes partition and labels; `owner` is whom QEMU runs as, when we may choose.
pub fn complete(def: &mut DomainDef, context: &Context<'_>, owner: Option<(u32, u32)>) -> Result<()> {
    let Some((uid, gid)) = owner else { return Ok(()) };
    if def.resource.is_none() {
        def.resource = Some(Resource { partition: Some(PARTITION.to_owned()), appid: None });
    }
    label(def, context, &format!("+{uid}:+{gid}"))
}

fn label(def: &mut DomainDef, context: &Context<'_>, own: &str) -> Result<()> {
    let settings = context.settings;
    let place = def.seclabels.iter().position(|label| label.model.as_deref() == Some(DAC));
    let kind = match place {
        Some(place) => def.seclabels[place].kind,
        None if settings.security_default_confined => SeclabelType::Dynamic,
        None => SeclabelType::None,
    };
    if kind == SeclabelType::None {
        if settings.security_require_confined {
            bail!(
                VIR_FROM_SECURITY,
                VIR_ERR_CONFIG_UNSUPPORTED,
                "Unconfined guests are not allowed on this host"
            );
        }
        return Ok(());
    }
    let mut label = match place {
        Some(place) => def.seclabels.remove(place),
        None => Seclabel {
            kind,
            model: Some(DAC.to_owned()),
            relabel: true,
            label: None,
            imagelabel: None,
            baselabel: None,
            implicit: true,
        },
    };
    let name = label.label.get_or_insert_with(|| label.baselabel.clone().unwrap_or_else(|| own.to_owned()));
    if label.relabel {
        label.imagelabel.get_or_insert_with(|| name.clone());
    }
    def.seclabels.insert(place.unwrap_or(def.seclabels.len()), label);
    Ok(())
}

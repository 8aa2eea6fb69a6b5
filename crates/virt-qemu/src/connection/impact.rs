//! Which definitions a call is about: the running one, the stored one, or both.

use std::sync::Arc;

use virt_core::consts::*;
use virt_core::{Error, Result, bail};

use crate::definition::Definition;
use crate::domain::State;

pub const LIVE: u32 = VIR_DOMAIN_AFFECT_LIVE;
pub const CONFIG: u32 = VIR_DOMAIN_AFFECT_CONFIG;
pub const IMPACT: u32 = LIVE | CONFIG;

/// `VIR_DOMAIN_AFFECT_*` with "current" made out, if they make sense for the domain as it is.
pub fn resolve(state: &State, flags: u32) -> Result<u32> {
    let mut flags = flags & IMPACT;
    if flags == 0 {
        flags = if state.is_active() { LIVE } else { CONFIG };
    }
    if flags & LIVE != 0 {
        state.active()?;
    }
    if flags & CONFIG != 0 && !state.persistent {
        bail!(
            VIR_FROM_DOMAIN,
            VIR_ERR_OPERATION_INVALID,
            "transient domains do not have any persistent config"
        );
    }
    Ok(flags)
}

/// The one definition that is meant; both at once is an error.
pub fn one(state: &State, flags: u32) -> Result<&Arc<Definition>> {
    if flags & IMPACT == IMPACT {
        let text = "Flags 'VIR_DOMAIN_AFFECT_LIVE' and 'VIR_DOMAIN_AFFECT_CONFIG' are mutually exclusive";
        return Err(Error::invalid_argument(VIR_FROM_DOMAIN, "virDomainObjGetOneDefState", "flags", text));
    }
    let flags = resolve(state, flags)?;
    Ok(if flags & CONFIG != 0 { state.inactive() } else { &state.def })
}

/// The definitions of `state` that are meant, changed: running and stored one.
pub fn change_each(
    state: &mut State,
    flags: u32,
    mut change: impl FnMut(&mut Definition) -> Result<()>,
) -> Result<()> {
    let flags = resolve(state, flags)?;
    if flags & LIVE != 0 || !state.is_active() {
        change(Arc::make_mut(&mut state.def))?;
    }
    if flags & CONFIG != 0
        && let Some(next) = &mut state.next
    {
        change(Arc::make_mut(next))?;
    }
    Ok(())
}

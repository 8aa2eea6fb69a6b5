//! Domains that a driver has from the beginning.

use std::path::Path;

use virt_core::Result;
use virt_core::consts::*;
use virt_xml::Node;

use super::object::IoThread;
use super::table::Join;
use super::{config, taint};
use crate::TestDriver;

/// Adds the domain of an element, in the state that it says.
pub fn setup_domain(driver: &TestDriver, node: Node<'_>, _: Option<&Path>) -> Result<()> {
    let (def, extra) = config::read(node)?;
    driver.domains.join(def, Join::Define, |state, _| {
        state.persistent = !extra.transient;
        if extra.state != VIR_DOMAIN_SHUTOFF {
            state.start(driver.domains.new_id(), VIR_DOMAIN_RUNNING_BOOTED);
        }
        state.managed_save = extra.managed_save;
        state.set_state(extra.state, 0);
        taint::note(state);
        let threads = state.def.iothreads.threads.iter();
        state.guest.iothreads = threads.map(|thread| IoThread::new(thread.id)).collect();
    })?;
    Ok(())
}

//! User and function ids that PCI devices of s390 have beside their addresses.

use std::collections::HashSet;

use crate::vocabulary::Address;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_DOMAIN};
use virt_core::{Result, bail};

use super::entry::Entry;

const MAX_UID: u32 = 0xffff;

/// Fills in the ids that are missing; given ones mustn't meet.
pub fn assign(entries: &mut [Entry]) -> Result<()> {
    let mut uids = Ids { name: "uid", taken: HashSet::new(), first: 1, last: MAX_UID };
    let mut fids = Ids { name: "fid", taken: HashSet::new(), first: 0, last: u32::MAX };
    let wanted = |entry: &Entry| entry.zpci && entry.pci().is_some();
    for complete in [true, false] {
        for entry in entries.iter_mut().filter(|e| wanted(e)) {
            let Some(Address::Pci(pci)) = &mut entry.address else { continue };
            let whole = pci.zpci.uid.is_some() || pci.zpci.fid.is_some();
            if whole == complete {
                pci.zpci.uid = Some(uids.take(pci.zpci.uid)?);
                pci.zpci.fid = Some(fids.take(pci.zpci.fid)?);
            }
        }
    }
    Ok(())
}

struct Ids {
    name: &'static str,
    taken: HashSet<u32>,
    first: u32,
    last: u32,
}

impl Ids {
    fn take(&mut self, wanted: Option<u32>) -> Result<u32> {
        let name = self.name;
        let Some(id) = wanted.or_else(|| (self.first..=self.last).find(|id| !self.taken.contains(id))) else {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "There is no more free {name}.");
        };
        if !self.taken.insert(id) {
            bail!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "zPCI {name} {id:o} is already reserved");
        }
        Ok(id)
    }
}

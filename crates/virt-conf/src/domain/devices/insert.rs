//! Where new devices go in the lists: disks and controllers are kept in upstream's order.

use super::{Controller, ControllerKind, ControllerType, Devices, Disk, ScsiModel};
use crate::domain::devices::UsbModel;
use crate::domain::info::UsbMaster;

/// Names that disks can have begin so.
const DISK_PREFIXES: &[&str] = &["fd", "hd", "vd", "sd", "xvd", "ubd"];

/// Number of the disk that a name such as `sdab2` stands for (partitions don't matter); none if it is no name.
/// That of `nvme1n3` is the namespace, from 0.
pub fn disk_name_to_index(name: &str) -> Option<u32> {
    if let Some((_, namespace)) = nvme_name(name) {
        return Some(namespace);
    }
    let rest = DISK_PREFIXES.iter().find_map(|p| name.strip_prefix(p))?;
    let letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let (word, digits) = rest.split_at(letters);
    let number = word.bytes().try_fold(0u32, |n, b| n.checked_mul(26)?.checked_add(u32::from(b - b'a') + 1));
    let valid = digits.bytes().all(|b| b.is_ascii_digit());
    number.filter(|n| *n > 0 && valid && i32::try_from(*n).is_ok()).map(|n| n - 1)
}

/// Controller and namespace (from 0) of a name such as `nvme1n3` or `nvme1n3p2`.
pub fn nvme_name(name: &str) -> Option<(u32, u32)> {
    let (controller, rest) = name.strip_prefix("nvme")?.split_once('n')?;
    let (namespace, partition) = rest.split_once('p').unwrap_or((rest, "0"));
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| digits)
    };
    number(partition)?;
    Some((number(controller)?, number(namespace)?.checked_sub(1)?))
}

/// The name of a disk by number: `vd` and 27 are `vdab`.
pub fn index_to_disk_name(index: u32, prefix: &str) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(index);
    while let Some(n) = rest {
        letters.push(char::from(b'a' + (n % 26) as u8));
        rest = (n / 26).checked_sub(1);
    }
    prefix.chars().chain(letters.into_iter().rev()).collect()
}

impl Devices {
    /// Adds a disk: behind those of its bus with lower names.
    pub fn insert_disk(&mut self, disk: Disk) {
        // namespaces stay as they come
        let number = |disk: &Disk| match nvme_name(disk.dst()) {
            Some(_) => -1,
            None => disk_name_to_index(disk.dst()).map_or(-1, i64::from),
        };
        let index = number(&disk);
        let mut at = None;
        for (i, other) in self.disks.iter().enumerate().rev() {
            if other.bus() != disk.bus() {
                continue;
            }
            if number(other) > index {
                at = Some(i);
            } else {
                at.get_or_insert(i + 1);
                break;
            }
        }
        self.disks.insert(at.unwrap_or(self.disks.len()), disk);
    }

    /// Adds a controller: behind those of its kind with lower numbers, masters before their companions.
    pub fn insert_controller(&mut self, controller: Controller) {
        let mut at = None;
        for (i, other) in self.controllers.iter().enumerate().rev() {
            if other.controller_type() != controller.controller_type() {
                continue;
            }
            let before = match controller.index {
                None => {
                    at = Some(i + 1);
                    break;
                }
                Some(index) => {
                    let companion = controller.info.master.is_none()
                        && other.info.master.is_some()
                        && other.index == Some(index);
                    other.index > Some(index) || companion
                }
            };
            if before {
                at = Some(i);
            } else {
                at.get_or_insert(i + 1);
            }
        }
        self.controllers.insert(at.unwrap_or(self.controllers.len()), controller);
    }

    /// Place of the controller of a kind and number in the list.
    pub fn find_controller(&self, kind: ControllerType, index: u32) -> Option<usize> {
        self.controllers.iter().position(|c| c.controller_type() == kind && c.index == Some(index))
    }

    /// Lowest number that no controller of the kind has.
    pub fn unused_controller_index(&self, kind: ControllerType) -> u32 {
        let mut index = 0;
        while self.find_controller(kind, index).is_some() {
            index += 1;
        }
        index
    }

    /// Adds a controller with the lowest free number, or the given one; returns the number.
    pub fn add_controller(&mut self, kind: ControllerKind, index: Option<u32>) -> u32 {
        let index = index.unwrap_or_else(|| self.unused_controller_index(kind.controller_type()));
        self.insert_controller(Controller::new(kind, Some(index)));
        index
    }

    /// Adds a controller unless one of the kind has the number; says whether it did.
    pub fn maybe_add_controller(&mut self, kind: ControllerKind, index: u32) -> bool {
        let missing = self.find_controller(kind.controller_type(), index).is_none();
        if missing {
            self.add_controller(kind, Some(index));
        }
        missing
    }

    /// Adds a USB controller; an ICH9 EHCI comes with its companions.
    pub fn add_usb_controller(&mut self, index: Option<u32>, model: Option<UsbModel>) {
        let index = self.add_controller(ControllerKind::Usb { model, ports: None }, index);
        if model != Some(UsbModel::Ich9Ehci1) {
            return;
        }
        for (model, startport) in
            [(UsbModel::Ich9Uhci1, 0), (UsbModel::Ich9Uhci2, 2), (UsbModel::Ich9Uhci3, 4)]
        {
            let mut companion =
                Controller::new(ControllerKind::Usb { model: Some(model), ports: None }, Some(index));
            companion.info.master = Some(UsbMaster { startport });
            self.insert_controller(companion);
        }
    }

    /// SCSI controllers that host devices name and that are not there.
    pub fn add_scsi_controllers_for_hostdevs(&mut self) {
        let mut highest: Option<u32> = None;
        let mut model: Option<ScsiModel> = None;
        for hostdev in self.hostdevs.iter().filter(|h| h.is_scsi()) {
            let number = hostdev.info.drive().map_or(0, |d| d.controller);
            if highest.is_some_and(|h| number <= h) {
                continue;
            }
            highest = Some(number);
            let found = self.find_controller(ControllerType::Scsi, number).map(|i| &self.controllers[i].kind);
            if let Some(ControllerKind::Scsi { model: Some(known) }) = found {
                model = Some(*known);
            }
        }
        for index in 0..highest.map_or(0, |h| h.saturating_add(1)) {
            self.maybe_add_controller(ControllerKind::Scsi { model }, index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{disk_name_to_index, index_to_disk_name, nvme_name};

    #[test]
    fn disk_names() {
        for (name, index) in
            [("sda", 0), ("vdz", 25), ("xvdaa", 26), ("hdab3", 27), ("fdb", 1), ("vdaaa", 702)]
        {
            assert_eq!(disk_name_to_index(name), Some(index), "{name}");
        }
        for (name, place) in [("nvme0n1", (0, 0)), ("nvme12n3", (12, 2)), ("nvme0n1p1", (0, 0))] {
            assert_eq!(nvme_name(name), Some(place), "{name}");
            assert_eq!(disk_name_to_index(name), Some(place.1), "{name}");
        }
        for name in ["nvme0", "nvme0n0", "nvmen1", "nvme0n", "nvme0n1x", "nvme99999999999n1"] {
            assert_eq!(disk_name_to_index(name), None, "{name}");
        }
        for name in ["", "sd", "sda0x", "xda", "sdA", "sda-1", "vdaaaaaaaaaa"] {
            assert_eq!(disk_name_to_index(name), None, "{name}");
        }
        for index in [0, 25, 26, 27, 701, 702, 18_277, 18_278] {
            assert_eq!(disk_name_to_index(&index_to_disk_name(index, "vd")), Some(index));
        }
    }
}

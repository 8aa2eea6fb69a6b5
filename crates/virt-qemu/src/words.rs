//! The words that state files and logs use for states, reasons and taints; a word's place in its
//! list is its number.

const STATES: [&str; 8] =
    ["nostate", "running", "blocked", "paused", "shutdown", "shutoff", "crashed", "pmsuspended"];

const REASONS: [&[&str]; 8] = [
    &["unknown"],
    &[
        "unknown",
        "booted",
        "migrated",
        "restored",
        "from snapshot",
        "unpaused",
        "migration canceled",
        "save canceled",
        "wakeup",
        "crashed",
        "post-copy",
        "post-copy failed",
    ],
    &["unknown"],
    &[
        "unknown",
        "user",
        "migration",
        "save",
        "dump",
        "ioerror",
        "watchdog",
        "from snapshot",
        "shutdown",
        "snapshot",
        "panicked",
        "starting up",
        "post-copy",
        "post-copy failed",
        "api error",
    ],
    &["unknown", "user"],
    &[
        "unknown",
        "shutdown",
        "destroyed",
        "crashed",
        "migrated",
        "saved",
        "failed",
        "from snapshot",
        "daemon",
    ],
    &["unknown", "panicked"],
    &["unknown"],
];

/// Taints with what is said of them to users.
const TAINTS: [(&str, &str); 15] = [
    ("custom-argv", "custom configuration parameters specified"),
    ("custom-monitor", "custom monitor control commands issued"),
    ("high-privileges", "running with undesirable elevated privileges"),
    ("shell-scripts", "network configuration using opaque shell scripts"),
    ("disk-probing", "potentially unsafe disk format probing"),
    ("external-launch", "managing externally launched configuration"),
    ("host-cpu", "potentially unsafe use of host CPU passthrough"),
    ("hook-script", "configuration potentially modified by hook script"),
    ("cdrom-passthrough", "use of host cdrom passthrough"),
    ("custom-dtb", "custom device tree blob used"),
    ("custom-ga-command", "custom guest agent control commands issued"),
    ("custom-hypervisor-feature", "hypervisor feature autodetection override"),
    ("deprecated-config", "use of deprecated configuration settings"),
    ("custom-device", "custom device configuration"),
    ("nbdkit-restart", "nbdkit restart failed"),
];

pub fn state(number: i32) -> &'static str {
    usize::try_from(number).ok().and_then(|n| STATES.get(n)).unwrap_or(&STATES[0])
}

pub fn state_number(word: &str) -> Option<i32> {
    place(&STATES, word)
}

pub fn reason(state: i32, number: i32) -> &'static str {
    let words = usize::try_from(state).ok().and_then(|n| REASONS.get(n)).unwrap_or(&REASONS[0]);
    usize::try_from(number).ok().and_then(|n| words.get(n)).unwrap_or(&words[0])
}

pub fn reason_number(state: i32, word: &str) -> Option<i32> {
    place(REASONS.get(usize::try_from(state).ok()?)?, word)
}

/// The one string that stands for a taint of that name.
pub fn taint(name: &str) -> Option<&'static str> {
    TAINTS.iter().find(|(word, _)| *word == name).map(|(word, _)| *word)
}

/// What is said of taints, in the order of the list.
pub fn taint_texts(names: &[&str]) -> impl Iterator<Item = &'static str> {
    TAINTS.iter().filter(|(word, _)| names.contains(word)).map(|(_, text)| *text)
}

fn place(words: &[&str], word: &str) -> Option<i32> {
    words.iter().position(|known| *known == word).and_then(|n| n.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use virt_core::consts::*;

    #[test]
    fn places_are_numbers() {
        assert_eq!(state(VIR_DOMAIN_PMSUSPENDED), "pmsuspended");
        assert_eq!(state_number("paused"), Some(VIR_DOMAIN_PAUSED));
        assert_eq!(reason(VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_API_ERROR), "api error");
        assert_eq!(reason_number(VIR_DOMAIN_SHUTOFF, "daemon"), Some(VIR_DOMAIN_SHUTOFF_DAEMON));
        assert_eq!(reason(VIR_DOMAIN_RUNNING, 99), "unknown");
        assert_eq!(taint("host-cpu"), Some("host-cpu"));
    }
}

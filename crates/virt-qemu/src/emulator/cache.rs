//! What is known of emulators, learnt when it is first needed.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

use parking_lot::Mutex;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err};
use virt_host::spawn::Credentials;

use super::entry::Emulator;
use super::helpers::HelperPrograms;
use super::host::HostTrait;
use super::identity::{HostPart, Identity};
use super::process::QemuProcess;
use super::store;
use crate::capabilities::{Flag, QemuCaps, probe, probe_tcg};

/// How emulators are asked, and where answers are kept.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Folder of the disk cache; none: nothing is kept on disk.
    pub cache: Option<PathBuf>,
    /// Whom QEMU runs as while it is asked.
    pub credentials: Option<Credentials>,
}

/// The emulators of this host. Each program is asked once at a time, different ones in parallel.
pub struct Emulators {
    settings: Settings,
    host: Arc<dyn HostTrait>,
    host_part: OnceLock<HostPart>,
    known: Mutex<HashMap<String, Arc<Slot>>>,
    /// Programs beside them.
    pub programs: HelperPrograms,
}

#[derive(Default)]
struct Slot(Mutex<Option<(Identity, Arc<Emulator>)>>);

impl Emulators {
    /// Knows nothing yet, and asks nobody.
    pub fn new(settings: Settings, host: Arc<dyn HostTrait>) -> Self {
        Self {
            settings,
            host,
            host_part: OnceLock::new(),
            known: Mutex::default(),
            programs: HelperPrograms::default(),
        }
    }

    /// The host that emulators run on.
    pub fn host(&self) -> &dyn HostTrait {
        &*self.host
    }

    /// What a program can do. The first call for it, and the first after it changed, starts it.
    pub fn get(&self, binary: &str) -> Result<Arc<Emulator>> {
        let part = self.host_part.get_or_init(|| HostPart::of(&*self.host));
        let identity = Identity::of(binary, &*self.host, part)?;
        let slot = Arc::clone(self.known.lock().entry(binary.to_owned()).or_default());
        // Whoever comes while the program is being asked waits for the answers; asking has a deadline.
        let mut known = slot.0.lock();
        if let Some((of, emulator)) = &*known
            && *of == identity
        {
            return Ok(Arc::clone(emulator));
        }
        let folder = self.settings.cache.as_deref();
        let stored = folder.and_then(|folder| store::load(folder, binary, &identity));
        let caps = match stored {
            Some(caps) => caps,
            None => {
                let caps = self.probe(binary)?;
                if let Some(folder) = folder {
                    store::save(folder, binary, &identity, &caps);
                }
                caps
            }
        };
        let emulator = Arc::new(Emulator::new(caps, Arc::clone(&self.host)));
        *known = Some((identity, Arc::clone(&emulator)));
        Ok(emulator)
    }

    /// Starts a program to be asked something more.
    pub fn start(&self, binary: &str) -> Result<QemuProcess> {
        QemuProcess::start(binary, false, self.settings.credentials.clone())
    }

    /// Starts a program without hardware acceleration while it is asked with it, if it is likely to have any:
    /// a QEMU takes longer to start than to answer. One that turns out not to be needed ends by itself.
    fn start_ahead(&self, binary: &str) -> Option<JoinHandle<Result<QemuProcess>>> {
        let arch = self.host.arch();
        let name = binary.rsplit('/').next().unwrap_or_default();
        if !self.host.kvm_usable() || name.strip_prefix("qemu-system-") != Some(arch.name()) {
            return None;
        }
        let (binary, credentials) = (binary.to_owned(), self.settings.credentials.clone());
        let named = std::thread::Builder::new().name("virt-probe".to_owned());
        named.spawn(move || QemuProcess::start(&binary, true, credentials)).ok()
    }

    fn probe(&self, binary: &str) -> Result<QemuCaps> {
        let tcg = self.start_ahead(binary);
        let ask = || {
            let mut caps = probe(binary, &mut self.start(binary)?, false)?;
            // QEMU has the type whether or not the host can do it.
            if !self.host.trust_domains() {
                caps.clear(Flag::TDX_GUEST);
            }
            if caps.has_hardware_accel() && caps.has(Flag::TCG) {
                let started = tcg.and_then(|starting| starting.join().ok());
                let mut tcg = match started {
                    Some(started) => started?,
                    None => QemuProcess::start(binary, true, self.settings.credentials.clone())?,
                };
                probe_tcg(&mut caps, &mut tcg)?;
            }
            Ok(caps)
        };
        ask().map_err(|error: virt_core::Error| {
            let text = error.message();
            err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "Failed to probe capabilities for {binary}: {text}")
        })
    }
}

//! Ending helpers.

use std::path::Path;
use std::time::Duration;

use virt_host::spawn::Spawn;

use super::RunningHelper;
use crate::domain::Run;
use crate::emulator::find_in_path;
use crate::launch_plan::HelperKind;

/// How long a helper gets to end by itself, and the kernel then.
const PATIENCE: Duration = Duration::from_secs(5);
const KILL_LIMIT: Duration = Duration::from_secs(5);

/// Ends all helpers of a run; QEMU is gone.
pub fn stop_all(run: &Run) {
    let helpers = std::mem::take(&mut *run.helpers.lock());
    helpers.iter().for_each(stop);
}

pub(super) fn stop(helper: &RunningHelper) {
    if let Some(process) = &helper.process {
        if helper.kind == HelperKind::Swtpm && !process.has_ended() {
            shut_down_tpm(helper);
        }
        let _ = process.end_group(PATIENCE, KILL_LIMIT);
    }
    let paths = [Some(&helper.pid_file), helper.socket.as_ref()];
    for path in paths.into_iter().flatten().chain(&helper.files) {
        let _ = std::fs::remove_file(path);
    }
}

/// Lets the module write what it has not written yet.
fn shut_down_tpm(helper: &RunningHelper) {
    let (Some(program), Some(socket)) = (find_in_path("swtpm_ioctl"), &helper.socket) else { return };
    if !Path::new(socket).exists() {
        return;
    }
    let args = ["--unix".into(), socket.clone().into_os_string(), "-s".into()];
    let _ = Spawn::new(program).args(args).env(std::env::vars_os()).run(None, PATIENCE, 64 << 10);
}

//! The driver thread and a small pool for reactions that block.
//!
//! The thread runs all sockets and timers; work that may block (a file, a monitor command) goes to
//! the pool, whose size is bounded. Neither depends on the program's own event loop, and neither
//! takes a signal meant for the program.

use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use nix::sys::signal::SigSet;
use tokio::runtime::{Builder, Handle};
use virt_core::consts::VIR_FROM_QEMU;
use virt_core::{Error, Result};

/// At most this many reactions run at a time; others wait their turn.
const POOL: usize = 8;

static DRIVER: OnceLock<std::result::Result<Handle, (Option<i32>, String)>> = OnceLock::new();

/// The driver thread's handle; started at the first call.
pub fn handle() -> Result<&'static Handle> {
    let started = DRIVER.get_or_init(|| start().map_err(|error| (error.raw_os_error(), error.to_string())));
    started.as_ref().map_err(|(errno, text)| {
        let error = errno.map_or_else(|| io::Error::other(text.clone()), io::Error::from_raw_os_error);
        Error::system(VIR_FROM_QEMU, &error, "cannot start the driver thread")
    })
}

/// Runs `work` on the pool.
pub fn spawn_blocking(work: impl FnOnce() + Send + 'static) -> Result<()> {
    handle()?.spawn_blocking(work);
    Ok(())
}

/// Looks every `pause` whether something is the case, in no time; runs `work` on the pool when it is.
pub fn once(
    pause: Duration,
    is_case: impl Fn() -> bool + Send + 'static,
    work: impl FnOnce() + Send + 'static,
) -> Result<()> {
    handle()?.spawn(async move {
        loop {
            tokio::time::sleep(pause).await;
            if is_case() {
                break;
            }
        }
        let _ = spawn_blocking(work);
    });
    Ok(())
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(POOL)
        .thread_name("virt-pool")
        .on_thread_start(block_signals)
        .build()?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new().name("virt-driver".to_owned()).spawn(move || {
        block_signals();
        runtime.block_on(std::future::pending::<()>());
    })?;
    Ok(handle)
}

fn block_signals() {
    // Cannot fail: the set is valid.
    let _ = SigSet::all().thread_block();
}

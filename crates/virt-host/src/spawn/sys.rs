//! The two clones and what happens between them and `exec`.
//!
//! Both new processes run in our memory (`CLONE_VM`) while we are held (`CLONE_VFORK`), so a start
//! costs the same however big the calling program is. Until `exec` they make system calls on data
//! prepared beforehand and nothing else: no allocation, no lock, no libc function that looks at
//! threads (`setuid` and its like go to the kernel directly).
//!
//! The first process shares our descriptor table, starts the second and ends, which leaves the
//! second to init. The pidfd of the second thereby appears in our table, free of races.
#![allow(unsafe_code)]

use std::ffi::{CString, c_char, c_int, c_void};
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::ptr;

use super::Credentials;
use crate::process::sys::own;

/// What the new process needs, in forms the kernel takes.
pub(super) struct Prepared {
    pub argv: Vec<CString>,
    pub env: Vec<CString>,
    pub folder: CString,
    pub fds: Vec<(OwnedFd, RawFd)>,
    pub held: Option<OwnedFd>,
    pub lifeline: Option<RawFd>,
    pub credentials: Option<Credentials>,
    pub limits: Vec<(u32, u64)>,
    pub cpus: Vec<usize>,
    pub cpus_wanted: bool,
    pub umask: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Clone,
    Session,
    Descriptors,
    Limits,
    Cpus,
    Credentials,
    Folder,
    Exec,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Failure {
    pub step: Step,
    pub errno: i32,
}

const STACK: usize = 64 * 1024;

/// Everything the new processes touch; it lives in the caller's frame until both are done.
struct Shared<'a> {
    prepared: &'a Prepared,
    argv: Vec<*const c_char>,
    env: Vec<*const c_char>,
    /// Source, temporary number, target.
    moves: Vec<[RawFd; 3]>,
    /// Numbers below the highest target that nobody asked for.
    gaps: Vec<RawFd>,
    above: RawFd,
    cpus: Option<libc::cpu_set_t>,
    second_stack: *mut c_void,
    pid: c_int,
    pidfd: RawFd,
    failure: Option<Failure>,
}

pub(super) fn spawn(prepared: &Prepared) -> Result<(u32, OwnedFd), Failure> {
    let mut stacks = [stack(), stack()];
    let [first, second] = stacks.each_mut().map(|stack| top(stack));
    let highest = prepared.fds.iter().map(|(_, target)| *target).max().unwrap_or(2);
    let targets: Vec<RawFd> = prepared.fds.iter().map(|(_, target)| *target).collect();
    let mut shared = Shared {
        prepared,
        argv: pointers(&prepared.argv),
        env: pointers(&prepared.env),
        moves: prepared.fds.iter().map(|(fd, target)| [fd.as_raw_fd(), -1, *target]).collect(),
        gaps: (3..highest).filter(|fd| !targets.contains(fd)).collect(),
        above: highest + 1,
        cpus: (!prepared.cpus.is_empty()).then(|| cpu_set(&prepared.cpus)),
        second_stack: second,
        pid: -1,
        pidfd: -1,
        failure: None,
    };
    let blocked = SignalsBlocked::new();
    let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::CLONE_FILES;
    // SAFETY: the function and its argument outlive the call, which returns only once the new
    // process has ended (CLONE_VFORK); the stack is ours and big enough for a few system calls.
    let middle = unsafe { libc::clone(first_process, first, flags, (&raw mut shared).cast()) };
    let clone_error = io::Error::last_os_error();
    if middle > 0 {
        wait_for(middle);
    }
    drop(blocked);
    if middle < 0 {
        return Err(Failure { step: Step::Clone, errno: clone_error.raw_os_error().unwrap_or(0) });
    }
    // SAFETY: a plain read of what the other process wrote into our memory before it ended.
    let (pid, pidfd, failure) = unsafe {
        (
            (&raw const shared.pid).read_volatile(),
            (&raw const shared.pidfd).read_volatile(),
            (&raw const shared.failure).read_volatile(),
        )
    };
    let pidfd = (pidfd >= 0).then(|| own(pidfd));
    match (failure, u32::try_from(pid), pidfd) {
        (None, Ok(pid), Some(pidfd)) => Ok((pid, pidfd)),
        (Some(failure), _, _) => Err(failure),
        _ => Err(Failure { step: Step::Clone, errno: libc::ECHILD }),
    }
}

/// In the first new process.
extern "C" fn first_process(shared: *mut c_void) -> c_int {
    let shared: *mut Shared<'_> = shared.cast();
    // SAFETY: the parent is held while we run, so we are the only one to use `shared`.
    unsafe {
        if libc::setsid() < 0 {
            (*shared).failure = Some(Failure { step: Step::Session, errno: errno() });
            return 1;
        }
        let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::CLONE_PIDFD | libc::SIGCHLD;
        let stack = (*shared).second_stack;
        let pid = libc::clone(second_process, stack, flags, shared.cast(), &raw mut (*shared).pidfd);
        if pid < 0 {
            (*shared).failure = Some(Failure { step: Step::Clone, errno: errno() });
        } else {
            (*shared).pid = pid;
        }
    }
    0
}

/// In the second new process, which becomes the program.
extern "C" fn second_process(shared: *mut c_void) -> c_int {
    let shared: *mut Shared<'_> = shared.cast();
    // SAFETY: the first process is held while we run, and the caller with it.
    let shared = unsafe { &mut *shared };
    let step = become_program(shared);
    shared.failure = Some(Failure { step, errno: errno() });
    127
}

/// Returns only when a step failed; errno tells why.
fn become_program(shared: &mut Shared<'_>) -> Step {
    if !move_descriptors(shared) {
        return Step::Descriptors;
    }
    let prepared = shared.prepared;
    if let Some(pipe) = prepared.lifeline
        && !die_with(pipe)
    {
        return Step::Descriptors;
    }
    for &(resource, limit) in &prepared.limits {
        let limit = libc::rlimit64 { rlim_cur: limit, rlim_max: limit };
        // SAFETY: `limit` is valid for the call; a null pointer asks for no old value.
        let done = unsafe {
            libc::syscall(
                libc::SYS_prlimit64,
                0,
                resource,
                &raw const limit,
                ptr::null_mut::<libc::rlimit64>(),
            )
        };
        if done < 0 {
            return Step::Limits;
        }
    }
    if let Some(cpus) = &shared.cpus {
        // SAFETY: size and pointer belong together.
        let set = unsafe { libc::sched_setaffinity(0, size_of::<libc::cpu_set_t>(), cpus) };
        if set < 0 && prepared.cpus_wanted {
            return Step::Cpus;
        }
    }
    if let Some(credentials) = &prepared.credentials
        && !change_credentials(credentials)
    {
        return Step::Credentials;
    }
    // SAFETY: NUL-terminated strings that live in the caller; umask takes no memory.
    unsafe {
        libc::umask(prepared.umask);
        if libc::chdir(prepared.folder.as_ptr()) < 0 {
            return Step::Folder;
        }
    }
    default_signals();
    // SAFETY: NULL-terminated arrays of NUL-terminated strings that live in the caller.
    unsafe { libc::execve(shared.argv[0], shared.argv.as_ptr(), shared.env.as_ptr()) };
    Step::Exec
}

fn move_descriptors(shared: &mut Shared<'_>) -> bool {
    // SAFETY: system calls on numbers. This process has a descriptor table of its own.
    unsafe {
        if let Some(held) = &shared.prepared.held
            && libc::fcntl(held.as_raw_fd(), libc::F_DUPFD_CLOEXEC, shared.above) < 0
        {
            return false;
        }
        for entry in &mut shared.moves {
            entry[1] = libc::fcntl(entry[0], libc::F_DUPFD_CLOEXEC, shared.above);
            if entry[1] < 0 {
                return false;
            }
        }
        for [_, temporary, target] in &shared.moves {
            if libc::dup2(*temporary, *target) < 0 {
                return false;
            }
        }
        for gap in &shared.gaps {
            libc::fcntl(*gap, libc::F_SETFD, libc::FD_CLOEXEC);
        }
        libc::syscall(libc::SYS_close_range, shared.above, u32::MAX, libc::CLOSE_RANGE_CLOEXEC) == 0
    }
}

/// Has the kernel kill this process when nobody can write into a pipe any more. A copy of the writing end
/// that we ourselves have goes with `exec`, so the end of the caller is not missed meanwhile.
fn die_with(pipe: RawFd) -> bool {
    // What the libc crate doesn't name: which signal tells of a descriptor's news.
    const F_SETSIG: c_int = 10;
    // SAFETY: system calls on numbers.
    unsafe {
        libc::fcntl(pipe, libc::F_SETOWN, libc::getpid()) == 0
            && libc::fcntl(pipe, F_SETSIG, libc::SIGKILL) == 0
            && libc::fcntl(pipe, libc::F_SETFL, libc::O_ASYNC) == 0
    }
}

fn change_credentials(credentials: &Credentials) -> bool {
    let Credentials { uid, gid, groups } = credentials;
    // SAFETY: pointer and length belong together. Straight to the kernel: libc's functions would
    // try to change every thread of the calling program.
    unsafe {
        libc::syscall(libc::SYS_setgroups, groups.len(), groups.as_ptr()) == 0
            && libc::syscall(libc::SYS_setresgid, *gid, *gid, *gid) == 0
            && libc::syscall(libc::SYS_setresuid, *uid, *uid, *uid) == 0
    }
}

fn default_signals() {
    // Zeroes mean the default action in the kernel's form of sigaction, of whatever layout.
    let default = [0u64; 8];
    // SAFETY: dispositions are this process's own copy (no CLONE_SIGHAND); the sets live here. Not
    // by libc, which keeps signals 32 and 33 to itself.
    unsafe {
        for signal in 1..=64 {
            let old = ptr::null_mut::<c_void>();
            libc::syscall(libc::SYS_rt_sigaction, signal, default.as_ptr(), old, 8);
        }
        let mut none = MaybeUninit::uninit();
        libc::sigemptyset(none.as_mut_ptr());
        libc::sigprocmask(libc::SIG_SETMASK, none.as_ptr(), ptr::null_mut());
    }
}

/// No handler of the program may run in a process that borrows its memory.
struct SignalsBlocked(libc::sigset_t);

impl SignalsBlocked {
    fn new() -> Self {
        let mut old = MaybeUninit::uninit();
        // SAFETY: both sets live here; pthread_sigmask fills `old`.
        unsafe {
            let mut all = MaybeUninit::uninit();
            libc::sigfillset(all.as_mut_ptr());
            libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), old.as_mut_ptr());
            Self(old.assume_init())
        }
    }
}

impl Drop for SignalsBlocked {
    fn drop(&mut self) {
        // SAFETY: puts back the set that `new` was given.
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &self.0, ptr::null_mut()) };
    }
}

fn wait_for(pid: c_int) {
    loop {
        // SAFETY: no status is asked for. __WALL: the process ends without a signal.
        let done = unsafe { libc::waitpid(pid, ptr::null_mut(), libc::__WALL) };
        if done >= 0 || errno() != libc::EINTR {
            return;
        }
    }
}

fn errno() -> i32 {
    io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

fn stack() -> Vec<MaybeUninit<u128>> {
    let mut stack = Vec::new();
    stack.resize_with(STACK / size_of::<u128>(), MaybeUninit::uninit);
    stack
}

fn top(stack: &mut [MaybeUninit<u128>]) -> *mut c_void {
    stack.as_mut_ptr_range().end.cast()
}

fn pointers(strings: &[CString]) -> Vec<*const c_char> {
    strings.iter().map(|s| s.as_ptr()).chain([ptr::null()]).collect()
}

fn cpu_set(cpus: &[usize]) -> libc::cpu_set_t {
    // SAFETY: cpu_set_t is an array of bits, for which zeroes are valid; CPU_SET ignores numbers
    // beyond it.
    unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        for &cpu in cpus.iter().filter(|&&cpu| cpu < libc::CPU_SETSIZE as usize) {
            libc::CPU_SET(cpu, &mut set);
        }
        set
    }
}

use std::fs::File;
use std::io::{Read, pipe};
use std::time::Duration;

use super::*;
use crate::process::ProcStat;

fn output_of(spawn: Spawn) -> String {
    let (mut reader, writer) = pipe().unwrap();
    let process = spawn.fd(writer.into(), 1).start();
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    drop(process);
    text
}

fn shell(script: &str) -> Spawn {
    Spawn::new("/bin/sh").args(["-c", script])
}

#[test]
fn environment_and_descriptors_are_exactly_those_given() {
    let open_here = File::open("/proc/self/status").unwrap();
    let spawn = Spawn::new("/usr/bin/env").env([("A", "b c"), ("LC_ALL", "C")]);
    assert_eq!(output_of(spawn), "A=b c\nLC_ALL=C\n");
    let file = File::open("/proc/version").unwrap();
    let list = output_of(shell("exec ls /proc/self/fd").fd(file.into(), 7));
    // ls itself opens the folder as the lowest free number.
    assert_eq!(list.split_whitespace().collect::<Vec<_>>(), ["0", "1", "2", "3", "7"]);
    drop(open_here);
}

#[test]
fn descriptors_may_swap_places() {
    let (one, two) = (File::open("/proc/version").unwrap(), File::open("/proc/uptime").unwrap());
    use std::os::fd::AsRawFd;
    let (a, b) = (one.as_raw_fd(), two.as_raw_fd());
    let text = output_of(
        shell(&format!("readlink /proc/$$/fd/{a} /proc/$$/fd/{b}")).fd(one.into(), b).fd(two.into(), a),
    );
    assert_eq!(text, "/proc/uptime\n/proc/version\n");
}

#[test]
fn detached_and_without_inherited_signal_settings() {
    let process = Spawn::new("/bin/sleep").args(["100"]).start().unwrap();
    let stat = ProcStat::read(process.pid()).unwrap();
    assert_ne!(stat.parent, std::process::id());
    assert_ne!(stat.session, ProcStat::read(std::process::id()).unwrap().session);
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.pid())).unwrap();
    for line in ["SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000"] {
        assert!(status.contains(line), "{status}");
    }
    assert!(process.end(Duration::ZERO, Duration::from_secs(5)).unwrap());
}

#[test]
fn limits_folder_umask_and_cpus() {
    let cpu = crate::affinity::get(0).unwrap()[0];
    let spawn = shell("ulimit -n; ulimit -c; pwd; umask; grep Cpus_allowed_list /proc/self/status")
        .env([("PATH", "/bin:/usr/bin")])
        .limit(Resource::OpenFiles, 99)
        .limit(Resource::Core, 0)
        .folder("/usr")
        .umask(0o027)
        .cpus(vec![cpu], true);
    assert_eq!(output_of(spawn), format!("99\n0\n/usr\n0027\nCpus_allowed_list:\t{cpu}\n"));
}

#[test]
fn credentials_are_taken_on() {
    if crate::users::effective_uid() != 0 {
        eprintln!("skipped: needs root");
        return;
    }
    let credentials = Credentials { uid: 1234, gid: 2345, groups: vec![2345, 77] };
    let text =
        output_of(shell("/usr/bin/id -u; /usr/bin/id -g; /usr/bin/id -G").credentials(Some(credentials)));
    assert_eq!(text, "1234\n2345\n2345 77\n");
}

#[test]
fn failures_name_the_step() {
    let error = Spawn::new("/no/such/program").start().unwrap_err();
    assert_eq!(error.message(), "cannot execute binary /no/such/program: No such file or directory");
    let error = Spawn::new("/bin/true").folder("/no/such").start().unwrap_err();
    assert_eq!(error.message(), "cannot change folder of '/bin/true': No such file or directory");
    assert!(Spawn::new("/bin/true").args(["a\0b"]).start().is_err());
}

#[test]
fn many_at_once_from_many_threads() {
    let threads: Vec<_> =
        (0..8).map(|n| std::thread::spawn(move || output_of(shell(&format!("echo {n}"))))).collect();
    for (n, thread) in threads.into_iter().enumerate() {
        assert_eq!(thread.join().unwrap(), format!("{n}\n"));
    }
}

#[test]
fn a_process_ends_with_its_lifeline() {
    let (reader, writer) = pipe().unwrap();
    let process = shell("exec sleep 600").end_with(reader.into(), 3).start().unwrap();
    assert!(!process.wait(Duration::from_millis(100)));
    drop(writer);
    assert!(process.wait(Duration::from_secs(20)));
}

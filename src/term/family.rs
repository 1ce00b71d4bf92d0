//! Signals for a program that diptych started, and for what that started in turn: an editor is often a script that
//! starts the real one, which would be left behind without a terminal.

use rustix::process::{Pid, Signal, kill_process};

/// Sends `signal` to the process `child` and all that came of it, as far as they can be found.
pub fn tell(child: Pid, signal: Signal) {
    for pid in family(child) {
        // One that is gone already needs no signal.
        let _ = kill_process(pid, signal);
    }
    lead(signal);
}

/// Returns `child`, its children and theirs.
#[cfg(target_os = "linux")]
fn family(child: Pid) -> Vec<Pid> {
    let all = processes();
    let mut family = vec![child];
    let mut next = 0;
    while let Some(parent) = family.get(next).copied() {
        family.extend(all.iter().filter(|(_, above)| *above == parent.as_raw_pid()).map(|(pid, _)| *pid));
        next += 1;
    }
    family
}

/// Returns every process with the number of its parent, from `/proc/PID/stat`: `PID (name) state parent …`.
#[cfg(target_os = "linux")]
fn processes() -> Vec<(Pid, i32)> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let process = |entry: std::fs::DirEntry| {
        let pid = Pid::from_raw(entry.file_name().to_str()?.parse().ok()?)?;
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        let (_, after) = stat.rsplit_once(')')?;
        Some((pid, after.split_whitespace().nth(1)?.parse().ok()?))
    };
    entries.filter_map(process).collect()
}

#[cfg(not(target_os = "linux"))]
fn family(child: Pid) -> Vec<Pid> {
    vec![child]
}

#[cfg(target_os = "linux")]
const fn lead(_: Signal) {}

/// Where processes cannot be listed, all of the group hear it; if the group is ours and not that of a script.
#[cfg(not(target_os = "linux"))]
fn lead(signal: Signal) {
    use rustix::process::{getpgrp, getpid, kill_current_process_group};
    if signal != Signal::KILL && getpgrp() == getpid() {
        let _ = kill_current_process_group(signal);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn grandchildren_hear_it_too() {
        let line = "sh -c 'echo ready; read -r never; echo left behind'; true";
        let mut command = Command::new("sh");
        command.args(["-c", line]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(lines.next().unwrap().unwrap(), "ready");
        tell(Pid::from_raw(child.id().try_into().unwrap()).unwrap(), Signal::TERM);
        // The output ends when nobody holds it any more, though the input is still open.
        assert!(lines.next().is_none());
        child.wait().unwrap();
    }
}

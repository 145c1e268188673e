//! A process of its own for each document, with a bound of time and one of memory: beyond either it is killed.
//!
//! Memory is what `/proc` says is resident; where there is no `/proc` only time is bounded.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a process is looked at.
const PAUSE: Duration = Duration::from_millis(5);

/// What a process may take.
#[derive(Clone, Copy)]
pub struct Bounds {
    pub time: Duration,
    pub kibibytes: u64,
}

/// How a process ended.
pub struct Ended {
    pub how: How,
    pub milliseconds: u64,
    /// The most that was seen resident; zero where nothing was seen.
    pub kibibytes: u64,
}

/// Why a process ended.
pub enum How {
    Exited(ExitStatus),
    OverTime,
    OverMemory,
}

/// Runs a command to its end, or to a bound. What it prints goes into the file `log`.
pub fn run(command: &mut Command, log: &Path, bounds: Bounds) -> io::Result<Ended> {
    let output = File::create(log)?;
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .spawn()?;
    let (how, kibibytes) = watch(&mut child, start, bounds)?;
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(Ended {
        how,
        milliseconds,
        kibibytes,
    })
}

fn watch(child: &mut Child, start: Instant, bounds: Bounds) -> io::Result<(How, u64)> {
    let mut most = 0;
    loop {
        most = peak(child.id()).unwrap_or_default().max(most);
        if let Some(status) = child.try_wait()? {
            return Ok((How::Exited(status), most));
        }
        let how = if most > bounds.kibibytes {
            How::OverMemory
        } else if start.elapsed() > bounds.time {
            How::OverTime
        } else {
            thread::sleep(PAUSE);
            continue;
        };
        child.kill()?;
        child.wait()?;
        return Ok((how, most));
    }
}

/// The most that was ever resident of a process, in KiB.
fn peak(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[track_caller]
    fn ended(script: &str, milliseconds: u64, kibibytes: u64) -> How {
        let name = format!("xtask-{}-{milliseconds}-{kibibytes}", std::process::id());
        let log = std::env::temp_dir().join(name);
        let bounds = Bounds {
            time: Duration::from_millis(milliseconds),
            kibibytes,
        };
        let ended = run(Command::new("sh").args(["-c", script]), &log, bounds);
        fs::remove_file(&log).expect("the log was written");
        ended.expect("the shell runs").how
    }

    #[test]
    fn what_takes_too_long_is_killed() {
        assert!(matches!(
            ended("exec sleep 60", 50, u64::MAX),
            How::OverTime
        ));
    }

    #[test]
    fn what_takes_too_much_is_killed() {
        assert!(matches!(ended("exec sleep 60", 60_000, 1), How::OverMemory));
    }

    #[test]
    fn what_ends_gives_its_status() {
        let how = ended("exit 3", 60_000, u64::MAX - 1);
        assert!(matches!(how, How::Exited(status) if status.code() == Some(3)));
    }
}

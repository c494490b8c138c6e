//! Runs other programs. Every error names the command line that failed.

use std::ffi::OsStr;
use std::fmt;
use std::io::{self, BufRead, BufReader, IsTerminal, Write, stdout};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::counts::Counts;

/// The maximum time without a message.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// Returns the maximum time without output of a test runner, which is longer than any of its tests with a build before
/// them. The long forms of tests have an hour.
fn longest_silence() -> Duration {
    Duration::from_secs(if std::env::var_os("TINTYPE_LONG").is_some() { 2 * 3600 } else { 900 })
}

/// The words with which wasm-bindgen's test runner reports that it has killed the driver, because the browser crashed
/// or does not respond. The runner then waits for the output of a browser that never ends.
const DRIVER_KILLED: &[u8] = b"driver status:";

/// The time for the rest of the runner's output.
const AFTER_THE_DRIVER: Duration = Duration::from_secs(10);

/// The error of a browser that crashed during wasm tests, or does not answer its driver. No test has failed.
#[derive(Debug)]
pub(crate) struct BrowserLost;

impl fmt::Display for BrowserLost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the browser crashed before its tests ended")
    }
}

impl std::error::Error for BrowserLost {}

/// Runs a command to its end, with its output on this terminal. A line every few seconds shows that a silent program is
/// still running.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let status = wait_for(&short_line(command), || Ok(child.try_wait()?))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Polls until there is a value. A line every few seconds shows that `task` is still going on.
pub(crate) fn wait_for<T>(task: &str, mut poll: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let (started, mut next) = (Instant::now(), HEARTBEAT);
    loop {
        if let Some(value) = poll()? {
            return Ok(value);
        }
        if started.elapsed() >= next {
            println!("   … {} s: {task}", next.as_secs());
            next += HEARTBEAT;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// Runs a command to its end and returns its output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", line(command), output.status, message.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a test runner, forwards its output, and sums up its reports. Fails if the runner is silent for too long.
pub(crate) fn run_counted(command: &mut Command) -> Result<Counts> {
    run_read(command, |_| {})
}

/// Like [`run_counted`], and passes every line of the output to `read`.
pub(crate) fn run_read(command: &mut Command, mut read: impl FnMut(&str)) -> Result<Counts> {
    if stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child =
        in_process_group(command).stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let mut group = child.stdin.take();
    let (mut counts, mut status) = (Counts::default(), None);
    let mut patience = longest_silence();
    let events = events_of(child);
    loop {
        match events.recv_timeout(patience) {
            Ok(Event::Line(line)) => {
                if line.starts_with(DRIVER_KILLED) {
                    patience = AFTER_THE_DRIVER;
                }
                stdout().write_all(&line)?;
                let line = String::from_utf8_lossy(&line);
                counts.read_line(&line);
                read(&line);
            }
            // Programs left behind by the group leader hold its pipe open, such as the browser of a killed driver.
            Ok(Event::Ended(ended)) => {
                status = Some(ended?);
                group = None;
            }
            Err(RecvTimeoutError::Timeout) if patience == AFTER_THE_DRIVER => bail!(BrowserLost),
            Err(RecvTimeoutError::Timeout) => {
                bail!("`{}` printed nothing for {} s", line(command), patience.as_secs())
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    drop(group);
    if !status.is_some_and(|status| status.success()) {
        counts.failed = counts.failed.max(1);
    }
    // No count means that no test ran, or that the report has an unknown form.
    ensure!(counts != Counts::default(), "`{}` reported no test", line(command));
    Ok(counts)
}

/// An event of a running program.
enum Event {
    /// A line of the output, with its line end.
    Line(Vec<u8>),
    Ended(io::Result<ExitStatus>),
}

/// Watches a program whose input has been taken. The channel closes when the program has ended and its output is
/// closed.
fn events_of(mut child: Child) -> Receiver<Event> {
    let (sender, events) = mpsc::channel();
    if let Some(piped) = child.stdout.take() {
        let sender = sender.clone();
        thread::spawn(move || {
            let mut reader = BufReader::new(piped);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                // A receiver that is gone needs no more lines.
                let _ = sender.send(Event::Line(std::mem::take(&mut line)));
            }
        });
    }
    thread::spawn(move || sender.send(Event::Ended(child.wait())));
    events
}

/// Wraps a program as the leader of a process group, which is killed when its standard input is closed, also by the end
/// of this process. Otherwise a killed runner leaves servers, browsers and displays behind.
pub(crate) fn in_process_group(command: &Command) -> Command {
    let mut group = group_leader(command);
    group.args(command.get_args()).stdin(Stdio::piped());
    if let Some(folder) = command.get_current_dir() {
        group.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => group.env(name, value),
            None => group.env_remove(name),
        };
    }
    group
}

/// Returns a shell that starts a watcher of the input and then executes the program. The watcher holds no other
/// descriptor, so that readers of the program's output do not wait for it.
#[cfg(unix)]
fn group_leader(command: &Command) -> Command {
    const WATCHER: &str =
        r#"exec 3<&0 </dev/null; (read -r _ <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" 3<&-"#;
    let mut group = Command::new("sh");
    group.args(["-c", WATCHER, "sh"]).arg(command.get_program());
    std::os::unix::process::CommandExt::process_group(&mut group, 0);
    group
}

/// Runs the program itself, because other systems have no process groups.
#[cfg(not(unix))]
fn group_leader(command: &Command) -> Command {
    Command::new(command.get_program())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

/// Returns the program and its first argument.
fn short_line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args().take(1));
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Read;

    #[test]
    fn a_program_left_behind_is_seen_to_hold_the_output() {
        let mut script = Command::new("sh");
        script.args(["-c", "sleep 600 & echo done; exit 1"]);
        let mut child = in_process_group(&script).stdout(Stdio::piped()).spawn().unwrap();
        let mut group = child.stdin.take();
        let mut seen = Vec::new();
        for event in events_of(child) {
            match event {
                Event::Line(line) => seen.push(String::from_utf8(line).unwrap()),
                Event::Ended(status) => {
                    seen.push(status.unwrap().code().unwrap().to_string());
                    group = None;
                }
            }
        }
        assert!(group.is_none());
        seen.sort();
        assert_eq!(seen, ["1", "done\n"]);
    }

    #[test]
    fn a_group_returns_the_exit_code_and_ends_with_its_input() {
        let mut script = Command::new("sh");
        script.args(["-c", "(sleep 30; echo late) & echo \"$WORD\"; exit 3"]).env("WORD", "now");
        let mut child = in_process_group(&script).stdout(Stdio::piped()).spawn().unwrap();
        let alive = child.stdin.take();
        assert_eq!(child.wait().unwrap().code(), Some(3));
        drop(alive);
        let mut output = String::new();
        child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        assert_eq!(output, "now\n");
    }
}

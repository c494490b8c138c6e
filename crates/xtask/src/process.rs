//! Running other programs: every failure names the command line that failed.

use std::io::{BufRead, BufReader, IsTerminal, Write, stdout};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::counts::Counts;

/// Runs to the end, its output on this terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs to the end and gives what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", line(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a test runner, passing its output on, and adds up what it reports.
pub(crate) fn run_counted(command: &mut Command) -> Result<Counts> {
    if stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child = grouped(command).stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    // Waiting for a child closes its input first.
    let alive = child.stdin.take();
    let mut counts = Counts::default();
    if let Some(piped) = child.stdout.take() {
        let mut reader = BufReader::new(piped);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            stdout().write_all(&line)?;
            counts.read_line(&String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    let status = child.wait()?;
    drop(alive);
    if !status.success() {
        counts.failed = counts.failed.max(1);
    }
    // A runner that found no test, or says so in words that are not known here, has shown nothing.
    ensure!(counts != Counts::default(), "`{}` told of no test", line(command));
    Ok(counts)
}

/// The same program, at the head of a group of processes which ends, with all that was started in it, when the input
/// given here is closed: by whoever holds it, or by the end of this process, whatever that was. A runner that is killed
/// would leave servers, browsers and screens behind.
pub(crate) fn grouped(command: &Command) -> Command {
    let mut group = head_of_group(command);
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

/// A shell that leaves somebody behind to wait for the end of the input, and becomes the program. That one holds
/// nothing else open, or who reads the program's output would wait for it too.
#[cfg(unix)]
fn head_of_group(command: &Command) -> Command {
    const HEAD: &str =
        r#"exec 3<&0 </dev/null; (read -r _ <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" 3<&-"#;
    let mut group = Command::new("sh");
    group.args(["-c", HEAD, "sh"]).arg(command.get_program());
    std::os::unix::process::CommandExt::process_group(&mut group, 0);
    group
}

/// Elsewhere a program is on its own.
#[cfg(not(unix))]
fn head_of_group(command: &Command) -> Command {
    Command::new(command.get_program())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
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
    fn a_group_gives_the_programs_code_and_ends_with_its_input() {
        let mut script = Command::new("sh");
        script.args(["-c", "(sleep 30; echo late) & echo \"$WORD\"; exit 3"]).env("WORD", "now");
        let mut child = grouped(&script).stdout(Stdio::piped()).spawn().unwrap();
        let alive = child.stdin.take();
        assert_eq!(child.wait().unwrap().code(), Some(3));
        drop(alive);
        let mut said = String::new();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "now\n");
    }
}

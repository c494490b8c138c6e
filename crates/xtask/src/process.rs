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
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
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
    if !status.success() {
        counts.failed = counts.failed.max(1);
    }
    // A runner that found no test, or says so in words that are not known here, has shown nothing.
    ensure!(counts != Counts::default(), "`{}` told of no test", line(command));
    Ok(counts)
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

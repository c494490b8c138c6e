//! A virtual display (Xvfb), for browsers that have no headless mode.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::browsers::Browser;
use crate::process::in_process_group;

/// A running Xvfb server, which ends when this value is dropped.
pub(crate) struct DisplayServer {
    server: Child,
    /// The value of `DISPLAY`.
    pub(crate) display: String,
}

impl DisplayServer {
    /// Starts a server with the first free display number, and waits until it accepts windows.
    pub(crate) fn start() -> Result<Self> {
        let mut command = Command::new(Browser::Xvfb.require()?);
        // Without `-noreset` the server restarts after its last window closes, while the next one opens.
        command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"]);
        let mut server = in_process_group(&command).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut number).context("cannot read Xvfb's display number")?;
        }
        let display = Self { server, display: format!(":{}", number.trim()) };
        if display.display.len() == 1 {
            bail!("Xvfb ended before it had a display");
        }
        Ok(display)
    }
}

impl Drop for DisplayServer {
    fn drop(&mut self) {
        // `wait` closes the standard input, which ends the server. An error means that it has already ended.
        let _ = self.server.wait();
    }
}

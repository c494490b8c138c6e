//! A screen that nobody sees, for browsers that have no headless mode.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::browsers::Browser;
use crate::process::grouped;

/// A running Xvfb; dropped, it ends.
pub(crate) struct Screen {
    server: Child,
    /// What `DISPLAY` must say.
    pub(crate) display: String,
}

impl Screen {
    /// Starts one under the first number that is free, and waits until it takes windows.
    pub(crate) fn start() -> Result<Self> {
        let mut command = Command::new(Browser::Xvfb.require()?);
        // Without `-noreset` it would start over after the last window, just when the next one comes.
        command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"]);
        let mut server = grouped(&command).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number).context("cannot read Xvfb's screen number")?;
        }
        let screen = Self { server, display: format!(":{}", number.trim()) };
        if screen.display.len() == 1 {
            bail!("Xvfb ended before it had a screen");
        }
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // This closes its input first, which ends it. It may have ended by itself; there is nothing more to do then.
        let _ = self.server.wait();
    }
}

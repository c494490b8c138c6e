//! The emulator as a native program.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::process::run;
use crate::project::Project;

/// `cargo xtask emulator`: builds and runs it until it is stopped.
pub(crate) fn emulator(project: &Project, port: u16) -> Result<ExitCode> {
    let status = project
        .command(&build(project)?.to_string_lossy())
        .args(["--port", &port.to_string()])
        .status()
        .context("cannot start the emulator")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the program and returns its path.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let words = ["build", "--quiet", "--package", "tintype-emulator", "--features", "serve", "--bin", NAME];
    run(project.cargo().args(words))?;
    Ok(project.target.join("debug").join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX)))
}

const NAME: &str = "tintype-emulator";

//! `cargo xtask serve`: from a bare machine to Tintype Studio in a browser.

use std::net::TcpListener;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::{http, setup, studio};

/// Sets up, builds and serves until stopped.
pub(crate) fn serve(project: &Project, port: u16) -> Result<()> {
    // Before the work: a port that is taken should not be news at its end.
    let listener = TcpListener::bind(("127.0.0.1", port)).with_context(|| {
        format!("port {port} cannot be used; choose another with --port, such as --port {}", other(port))
    })?;
    setup::ensure(project, setup::FOR_SERVE)?;
    let dist = studio::build(project)?;
    println!("\nTintype Studio: http://{}/\nPress Ctrl+C to stop.", listener.local_addr()?);
    http::serve_folder(&listener, &dist)
}

fn other(port: u16) -> u16 {
    port.checked_add(1).unwrap_or(8080)
}

//! `cargo xtask serve`: from a bare machine to Tintype Studio in a browser.

use std::net::TcpListener;

use anyhow::{Result, anyhow};

use crate::project::Project;
use crate::{dev, http, setup, studio};

/// Installs the tools, then builds and serves Studio until stopped.
pub(crate) fn serve(project: &Project, port: u16, is_dev: bool) -> Result<()> {
    // First, because a port in use should be reported before the build.
    let listener = listen(port)?;
    if is_dev {
        return dev::serve(project, listener);
    }
    setup::ensure(project, setup::FOR_SERVE)?;
    let dist = studio::build(project)?;
    let address = listener.local_addr()?;
    println!(
        "\nTintype Studio: http://{address}/\nExamples: http://{address}/examples/\nPress Ctrl+C to stop."
    );
    http::serve_folder(listener, &dist, None)
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
        let other = port.checked_add(1).unwrap_or(8080);
        anyhow!("port {port} cannot be used ({error}); take another: cargo xtask serve --port {other}")
    })
}

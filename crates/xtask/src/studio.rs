//! The front-end. trunk builds `dist/` from index.html, with the examples of the npm package below it, unless nothing
//! changed.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::setup::{self, Tool};
use crate::stamp::Build;
use crate::wasm::{self, Machine};

/// The inputs of `dist/`.
const INPUTS: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/browser",
    "crates/core/Cargo.toml",
    "crates/core/npm",
    "crates/core/src",
    "crates/emulator",
    "crates/images",
    "crates/painter",
    "crates/protocol",
    "crates/studio",
    "crates/xtask/js",
    "crates/xtask/src",
    "index.html",
    "www",
];

/// Builds `dist/` in release. Trunk repeats wasm-bindgen and wasm-opt each time, so it runs only when a file of the
/// front-end, or of `dist/` itself, has changed.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/studio.lock"), "building Studio")?;
    let dist = project.root.join("dist");
    let inputs = project.paths(INPUTS);
    Build { name: "studio", inputs: &inputs, options: "", results: &[&dist] }.run(project, || {
        let mut trunk = project.command("trunk");
        // Trunk 0.21 refuses NO_COLOR=1, which other programs accept.
        trunk.args(["build", "--release"]).env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
        run(wasm::for_shipping(&mut trunk, Machine::Simd))
    })?;
    Ok(dist)
}

/// `cargo xtask split`, which trunk runs on the page that it has built: replaces the module of Studio by the app shell
/// and the lazy chunk. `crates/studio/src/lazy.rs` explains the reason.
pub(crate) fn split(project: &Project) -> Result<()> {
    let page = env::var_os("TRUNK_STAGING_DIR")
        .context("trunk runs this command, and names the folder of the page")?;
    setup::ensure(project, &[Tool::WasmBindgen, Tool::WasmSplit, Tool::Binaryen])?;
    let compiled = project.target.join("wasm32-unknown-unknown/wasm/tintype-studio.wasm");
    let chunks = wasm::split(project, &compiled, "tintype-studio", "later")?;
    run(project
        .command("node")
        .arg(project.root.join("crates/xtask/js/wasm-split.mjs"))
        .arg(chunks)
        .arg(page))
}

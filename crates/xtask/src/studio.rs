//! The front-end: trunk builds `dist/` from index.html, with the examples of the npm package below it, and is left
//! alone when nothing changed.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::files;
use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::setup::{self, Tool};
use crate::wasm::{self, Machine};

/// Everything that `dist/` is made from.
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
    "crates/protocol",
    "crates/studio",
    "crates/xtask/js",
    "crates/xtask/src",
    "index.html",
    "www",
];

/// Builds `dist/` in release. Trunk works through wasm-bindgen and wasm-opt each time, so it is asked only when a
/// file of the front-end, or of `dist/` itself, is not as it was left.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/studio.lock"), "building Studio")?;
    let dist = project.root.join("dist");
    let stamp = project.target.join("xtask/studio.stamp");
    if fs::read_to_string(&stamp).is_ok_and(|present| state(project).is_ok_and(|now| now == present)) {
        println!("studio: nothing changed");
        return Ok(dist);
    }
    let mut trunk = project.command("trunk");
    // Trunk takes NO_COLOR=1, which other programs understand, for a wrong value of its own option.
    trunk.args(["build", "--release"]).env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
    run(wasm::for_shipping(&mut trunk, Machine::Simd))?;
    files::write_if_changed(&stamp, state(project)?.as_bytes())?;
    Ok(dist)
}

/// `cargo xtask split`, which trunk runs on the page that it has built: puts the two halves of Studio in the place of
/// the whole. Why there are two is said in `crates/studio/src/lazy.rs`.
pub(crate) fn split(project: &Project) -> Result<()> {
    let page = env::var_os("TRUNK_STAGING_DIR").context("this is for trunk, which says where the page is")?;
    setup::ensure(project, &[Tool::WasmBindgen, Tool::WasmSplit, Tool::Binaryen])?;
    let compiled = project.target.join("wasm32-unknown-unknown/wasm/tintype-studio.wasm");
    let halves = wasm::split(project, &compiled, "tintype-studio", "later")?;
    run(project.command("node").arg(project.root.join("crates/xtask/js/halves.mjs")).arg(halves).arg(page))
}

fn state(project: &Project) -> Result<String> {
    let mut paths: Vec<PathBuf> = INPUTS.iter().map(|path| project.root.join(path)).collect();
    paths.push(project.root.join("dist"));
    files::fingerprint(&paths)
}

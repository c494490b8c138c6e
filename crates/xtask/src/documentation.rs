//! The documentation site: static pages for `docs/` beside Studio. `crates/xtask/documentation` builds them with npm
//! packages and rustdoc, unless nothing changed.

use std::path::PathBuf;

use anyhow::Result;

use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::stamp::Build;

/// The inputs of the site, without `node_modules`, whose state the lock file determines.
const INPUTS: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.toml",
    "README.md",
    "SECURITY.md",
    "crates/browser/src",
    "crates/core/npm",
    "crates/core/src",
    "crates/emulator/README.md",
    "crates/emulator/sandbox",
    "crates/images/src",
    "crates/protocol/src",
    "crates/studio/css/tokens.css",
    "crates/xtask/documentation/build",
    "crates/xtask/documentation/package-lock.json",
    "crates/xtask/documentation/page",
    "docs",
    "www/icon.svg",
];

/// Builds the pages and returns their folder.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/documentation.lock"), "building the documentation")?;
    let folder = project.target.join("xtask/documentation");
    let inputs = project.paths(INPUTS);
    Build { name: "documentation", inputs: &inputs, options: "", results: &[&folder] }.run(
        project,
        || {
            document_crate(project)?;
            let script = project.root.join("crates/xtask/documentation/build/build.mjs");
            // The last argument is empty if the URL of the repository is not known.
            run(project
                .command("node")
                .arg(script)
                .arg(&project.root)
                .arg(&folder)
                .arg(project.target.join(WASM).join("doc"))
                .arg(env!("CARGO_PKG_REPOSITORY")))
        },
    )?;
    Ok(folder)
}

const WASM: &str = "wasm32-unknown-unknown";

/// Runs rustdoc for the target of the crate's users, with the features for Rust.
fn document_crate(project: &Project) -> Result<()> {
    let mut cargo = project.cargo();
    cargo.args(["doc", "--quiet", "--no-deps", "--target", WASM]);
    run(cargo.args(["--package", "tintype", "--features", "serde_json"]))
}

//! The npm package: hand-written modules and types, the library's wasm, and the sandbox.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::wasm::{self, Module};
use crate::{files, sandbox, setup};

const CORE: Module = Module { package: "tintype", feature: "js", name: "tintype" };

/// Where the files in `crates/core/npm` have this, the built ones have the version of the workspace.
const NO_VERSION: &str = "\"0.0.0\"";
const VERSIONED: &[&str] = &["package.json", "version.js"];

/// `cargo xtask npm`: builds the package into `crates/core/pkg` and says how large it is.
pub(crate) fn npm(project: &Project) -> Result<()> {
    setup::ensure(project, setup::FOR_WASM)?;
    let package = build(project)?;
    print_sizes(project, &package)?;
    println!("the package is in {}", package.display());
    Ok(())
}

pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/npm.lock"), "building the package")?;
    let package = project.root.join("crates/core/pkg");
    let core = wasm::build(project, &CORE)?;
    let sandbox = sandbox::build(project)?;
    // From nothing, so that no file outlives its source.
    files::remove_folder(&package)?;
    files::copy_folder(&project.root.join("crates/core/npm"), &package)?;
    wasm::copy_module(&CORE, &core, &package.join("wasm"))?;
    files::copy_folder(&sandbox, &package.join("sandbox"))?;
    for name in VERSIONED {
        set_version(&package.join(name))?;
    }
    copy_licences(project, &package)?;
    Ok(package)
}

fn set_version(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    ensure!(text.contains(NO_VERSION), "{} must say {NO_VERSION}; the build fills it in", file.display());
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    files::write_if_changed(file, text.replacen(NO_VERSION, &version, 1).as_bytes())
}

fn copy_licences(project: &Project, package: &Path) -> Result<()> {
    for entry in fs::read_dir(&project.root)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("LICENSE") {
            files::copy_if_changed(&entry.path(), &package.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// A table of raw, gzip and brotli sizes; Node has both compressors built in.
pub(crate) fn print_sizes(project: &Project, folder: &Path) -> Result<()> {
    run(project.command("node").arg(project.root.join("crates/xtask/js/sizes.mjs")).arg(folder))
}

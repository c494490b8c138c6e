//! The npm package: hand-written modules and types, the library's wasm, and the sandbox.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::files::Content;
use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::wasm::{self, Machine, Module};
use crate::{glue, sandbox, setup};

const CORE: Module = Module { package: "tintype", feature: "js", name: "tintype", machine: Machine::Simd };

/// The bar of the module with gzip: what was reached, and little more, so that no change gives it up unseen.
const MAX_MODULE_BYTES: u32 = 146_000;

/// Where the files in `crates/core/npm` have this, the built ones have the version of the workspace.
const NO_VERSION: &str = "\"0.0.0\"";
const VERSIONED: &[&str] = &["package.json", "version.js"];
const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

/// `cargo xtask npm`: builds the package into `crates/core/pkg` and says how large it is.
pub(crate) fn npm(project: &Project) -> Result<()> {
    setup::ensure(project, setup::FOR_WASM)?;
    let package = build(project)?;
    print_package_sizes(project, &package)?;
    println!("the package is in {}", package.display());
    Ok(())
}

pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/npm.lock"), "building the package")?;
    let package = project.root.join("crates/core/pkg");
    let core = wasm::build(project, &CORE)?;
    let sandbox = sandbox::build(project)?;
    let mut content = Content::default();
    content.add_folder("", &project.root.join("crates/core/npm"))?;
    for name in VERSIONED {
        content.edit(name, set_version)?;
    }
    content.add_folder("wasm", &core)?;
    content.edit("wasm/tintype.js", glue::as_function)?;
    content.leave_out(&format!("wasm/{}", wasm::STAMP));
    content.add_folder("sandbox", &sandbox)?;
    for name in LICENCES {
        content.add(name, &project.root.join(name))?;
    }
    content.put_into(&package)?;
    Ok(package)
}

fn set_version(text: &str) -> Result<String> {
    ensure!(text.contains(NO_VERSION), "it must say {NO_VERSION}; the build fills it in");
    Ok(text.replacen(NO_VERSION, &format!("\"{}\"", env!("CARGO_PKG_VERSION")), 1))
}

/// Prints the sizes of the package, and fails when the module is larger than its bar.
pub(crate) fn print_package_sizes(project: &Project, package: &Path) -> Result<()> {
    run(sizes(project, package).arg(format!("wasm/tintype_bg.wasm={MAX_MODULE_BYTES}")))
}

/// Prints a table of raw, gzip and brotli sizes; Node has both compressors built in.
pub(crate) fn print_sizes(project: &Project, folder: &Path) -> Result<()> {
    run(&mut sizes(project, folder))
}

fn sizes(project: &Project, folder: &Path) -> Command {
    let mut node = project.command("node");
    node.arg(project.root.join("crates/xtask/js/sizes.mjs")).arg(folder);
    node
}

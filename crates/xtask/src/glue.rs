//! The glue between JavaScript and the wasm modules of the npm package, as one script for all of them.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::files;
use crate::process::run;
use crate::project::Project;
use crate::wasm::Module;

const SHARE: &str = "crates/xtask/js/shared-glue.mjs";
/// The default URL of the wasm file in the glue of a module that loads itself.
const ADDRESS: &str = "module_or_path = new URL(";

/// Returns the folder with the modules and `glue.js`, built from the folders of [`wasm::build`](crate::wasm::build).
pub(crate) fn share(project: &Project, modules: &[(&Module, PathBuf)]) -> Result<PathBuf> {
    let folder = project.target.join("xtask/wasm/npm");
    files::remove_folder(&folder)?;
    std::fs::create_dir_all(&folder)?;
    let mut node = project.command("node");
    node.arg(project.root.join(SHARE)).arg(&folder);
    run(node.args(modules.iter().map(|(module, built)| built.join(module.name))))?;
    Ok(folder)
}

/// The readable glue, which the tests search for imports without `catch`.
pub(crate) fn readable(project: &Project) -> PathBuf {
    project.target.join("xtask/wasm/npm/glue.js")
}

/// Returns the glue for the package, which nobody needs to read.
pub(crate) fn minified(project: &Project) -> Result<PathBuf> {
    let minified = project.target.join("xtask/glue.js");
    let mut esbuild = project.command("esbuild");
    esbuild.arg(readable(project)).args([
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
    ]);
    run(esbuild.arg(format!("--outfile={}", minified.display())))?;
    Ok(minified)
}

/// Removes the default URL of the wasm file from glue whose callers always pass one.
pub(crate) fn without_address(glue: &str) -> Result<String> {
    let (before, rest) = glue.split_once(ADDRESS).context("wasm-bindgen's glue has no address")?;
    let (_, after) = rest.split_once(';').context("the address has no end")?;
    Ok(format!("{before}{after}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_address_is_taken_out() {
        let glue = "async function __wbg_init(module_or_path) {\nmodule_or_path = new URL('a.wasm', import.meta.url);\n}\n";
        assert!(without_address(glue).unwrap().contains("(module_or_path) {\n\n}"));
        assert!(without_address("export function run() {}").is_err());
    }
}

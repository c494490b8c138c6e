//! The npm package: hand-written modules and types, the library's wasm, and the sandbox.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::files::{Content, content_mark};
use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::wasm::{self, Machine, Module};
use crate::{glue, sandbox, setup};

const CORE: Module = Module { package: "tintype", feature: "npm", name: "tintype", machine: Machine::Simd };
const IMAGES: Module =
    Module { package: "tintype-images", feature: "npm", name: "tintype-images", machine: Machine::Simd };

/// The bars of the modules with gzip: what was reached, and little more, so that no change gives it up unseen.
const BARS: &[(&str, u32)] = &[("tintype_bg.wasm", 104_500), ("tintype-images_bg.wasm", 66_000)];

/// Where the files in `crates/core/npm` have this, the built ones have the version of the workspace, and behind it the build.
const NO_VERSION: &str = "\"0.0.0\"";
const VERSIONED: &[&str] = &["package.json", "version.js"];
/// The sources of both modules. Files of different builds are refused when they meet in a page.
const SOURCES: &[&str] =
    &["Cargo.lock", "crates/protocol/src", "crates/browser/src", "crates/images/src", "crates/core/src"];
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
    let mark = content_mark(&project.root, SOURCES)?;
    let core = wasm::build(project, &CORE, &mark)?;
    let images = wasm::build(project, &IMAGES, &mark)?;
    let sandbox = sandbox::build(project)?;
    let mut content = Content::default();
    content.add_folder("", &project.root.join("crates/core/npm"))?;
    for name in VERSIONED {
        content.edit(name, |text| set_version(text, &mark))?;
    }
    for (module, folder) in [(&CORE, &core), (&IMAGES, &images)] {
        content.add_folder("wasm", folder)?;
        content.edit(&format!("wasm/{}.js", module.name), glue::as_function)?;
    }
    content.leave_out(&format!("wasm/{}", wasm::STAMP));
    content.add_folder("sandbox", &sandbox)?;
    for name in LICENCES {
        content.add(name, &project.root.join(name))?;
    }
    content.put_into(&package)?;
    Ok(package)
}

fn set_version(text: &str, mark: &str) -> Result<String> {
    ensure!(text.contains(NO_VERSION), "it must say {NO_VERSION}; the build fills it in");
    let versioned = text.replacen(NO_VERSION, &format!("\"{}\"", env!("CARGO_PKG_VERSION")), 1);
    Ok(versioned.replace(NO_VERSION, &format!("\"{mark}\"")))
}

/// Prints the sizes of the package, and fails when a module is larger than its bar.
pub(crate) fn print_package_sizes(project: &Project, package: &Path) -> Result<()> {
    run(sizes(project, package).args(BARS.iter().map(|(name, bar)| format!("wasm/{name}={bar}"))))
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

//! The npm package: hand-written modules and types, the library's wasm, and the sandbox.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::files::{Content, content_hash};
use crate::join::{join_edge, join_workers};
use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::stamp::Build;
use crate::wasm::{self, Glue, Machine, Module};
use crate::{glue, sandbox, setup};

const CORE: Module = module("tintype");
const IMAGES: Module = module("tintype-images");

const fn module(name: &'static str) -> Module {
    Module { package: name, feature: "npm", name, machine: Machine::Simd, glue: Glue::Shared }
}

/// The gzip size limits of the modules, slightly above the current sizes, so that growth is noticed.
const BARS: &[(&str, u32)] = &[("tintype_bg.wasm", 98_000), ("tintype-images_bg.wasm", 58_500)];

/// The placeholder in files of `crates/core/npm` for the version of the workspace and then for the build ID.
const NO_VERSION: &str = "\"0.0.0\"";
const VERSIONED: &[&str] = &["package.json", "version.js"];
/// The inputs of the package.
const INPUTS: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "crates/browser",
    "crates/core/Cargo.toml",
    "crates/core/edge",
    "crates/core/npm",
    "crates/core/src",
    "crates/emulator",
    "crates/images",
    "crates/painter",
    "crates/protocol",
    "crates/xtask/js",
    "crates/xtask/src",
    "docs",
];
/// The sources of both modules. A page refuses to mix files of different builds.
const SOURCES: &[&str] =
    &["Cargo.lock", "crates/protocol/src", "crates/browser/src", "crates/images/src", "crates/core/src"];
const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];
/// The folder of the documentation, from the README in `crates/core/npm`.
const TO_DOCS: &str = "../../../docs/";

/// `cargo xtask npm`: builds the package into `crates/core/pkg` and prints its sizes.
pub(crate) fn npm(project: &Project) -> Result<()> {
    setup::ensure(project, setup::FOR_WASM)?;
    let package = build(project)?;
    print_package_sizes(project, &package)?;
    println!("the package is in {}", package.display());
    Ok(())
}

/// Builds the package unless nothing changed, and returns its folder.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/npm.lock"), "building the package")?;
    let package = project.root.join("crates/core/pkg");
    let inputs = project.paths(INPUTS);
    // Trunk copies the sandbox into Studio.
    let sandbox = project.root.join(sandbox::FOLDER);
    let glue = glue::readable(project);
    Build { name: "npm", inputs: &inputs, options: "", results: &[&package, &sandbox, &glue] }
        .run(project, || content(project)?.put_into(&package))?;
    Ok(package)
}

fn content(project: &Project) -> Result<Content> {
    let build_id = content_hash(&project.root, SOURCES)?;
    let core = wasm::build(project, &CORE, &build_id)?;
    let images = wasm::build(project, &IMAGES, &build_id)?;
    let sandbox = sandbox::build(project)?;
    let mut content = Content::default();
    content.add_folder("", &project.root.join("crates/core/npm"))?;
    for name in VERSIONED {
        content.edit(name, |text| set_version(text, &build_id))?;
    }
    content.edit("package.json", |text| Ok(with_repository(text, env!("CARGO_PKG_REPOSITORY"))))?;
    content.add_folder("wasm", &glue::share(project, &[(&CORE, core), (&IMAGES, images)])?)?;
    content.add("wasm/glue.js", &glue::minified(project)?)?;
    content.add_folder("sandbox", &sandbox)?;
    content.edit("sandbox/wasm/emulator.js", glue::without_address)?;
    for name in LICENCES {
        content.add(name, &project.root.join(name))?;
    }
    join_workers(project, &mut content)?;
    join_edge(project, &mut content)?;
    add_documentation(&mut content, &project.root)?;
    Ok(content)
}

/// Packs the pages that the README links to, and the pages that these link to, so that all links work in `node_modules`
/// and on npm.
fn add_documentation(content: &mut Content, root: &Path) -> Result<()> {
    let readme = fs::read_to_string(root.join("crates/core/npm/README.md"))?.replace(TO_DOCS, "docs/");
    content.edit("README.md", |text| Ok(text.replace(TO_DOCS, "docs/")))?;
    let mut added = BTreeSet::new();
    let mut waiting = pages_of(&readme, Path::new(""));
    while let Some(page) = waiting.pop() {
        if added.insert(page.clone()) {
            content.add(&page, &root.join(&page))?;
            let folder = page.parent().unwrap_or(Path::new(""));
            waiting.extend(pages_of(&fs::read_to_string(root.join(&page))?, folder));
        }
    }
    Ok(())
}

/// Returns the pages that a text in this folder links to.
fn pages_of(text: &str, folder: &Path) -> Vec<PathBuf> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let is_page = |target: &&str| target.ends_with(".md") && !target.contains("://");
    targets.filter(is_page).map(|target| joined(folder, target)).collect()
}

/// Resolves a relative path from a folder, without `..`.
fn joined(folder: &Path, target: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for name in target.split('/') {
        if name == ".." {
            path.pop();
        } else {
            path.push(name);
        }
    }
    path
}

fn set_version(text: &str, build_id: &str) -> Result<String> {
    ensure!(text.contains(NO_VERSION), "it must say {NO_VERSION}; the build fills it in");
    let versioned = text.replacen(NO_VERSION, &format!("\"{}\"", env!("CARGO_PKG_VERSION")), 1);
    Ok(versioned.replace(NO_VERSION, &format!("\"{build_id}\"")))
}

/// Adds the URL of the repository to a manifest, if it is known.
fn with_repository(manifest: &str, address: &str) -> String {
    if address.is_empty() {
        return manifest.to_owned();
    }
    let member = format!("\"repository\": {{ \"type\": \"git\", \"url\": \"git+{address}.git\" }},");
    manifest.replacen("\"type\": \"module\",", &format!("{member}\n  \"type\": \"module\","), 1)
}

/// Prints the sizes of the package. Fails if a module is larger than its limit.
pub(crate) fn print_package_sizes(project: &Project, package: &Path) -> Result<()> {
    run(sizes(project, package).args(BARS.iter().map(|(name, bar)| format!("wasm/{name}={bar}"))))
}

/// Prints a table of raw, gzip and brotli sizes. Node has both compressors built in.
pub(crate) fn print_sizes(project: &Project, folder: &Path) -> Result<()> {
    run(&mut sizes(project, folder))
}

fn sizes(project: &Project, folder: &Path) -> Command {
    let mut node = project.command("node");
    node.arg(project.root.join("crates/xtask/js/sizes.mjs")).arg(folder);
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_address_is_a_member_of_the_manifest() {
        let manifest = "{\n  \"type\": \"module\",\n  \"exports\": {}\n}";
        assert_eq!(with_repository(manifest, ""), manifest);
        let with = with_repository(manifest, "https://host/owner/name");
        assert!(
            with.contains(r#""repository": { "type": "git", "url": "git+https://host/owner/name.git" }"#),
            "{with}"
        );
        assert!(with.contains("\n  \"type\": \"module\",\n"), "{with}");
    }

    #[test]
    fn links_between_pages_are_followed_from_their_folder() {
        let text = "[a](b.md#c) [d](../e.md), [f](https://h/g.md) ![h](i.png) [j](#k)";
        assert_eq!(pages_of(text, Path::new("docs/x")), [Path::new("docs/x/b.md"), Path::new("docs/e.md")]);
    }
}

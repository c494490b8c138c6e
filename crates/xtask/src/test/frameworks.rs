//! Front-ends with Leptos, Yew and Dioxus as a new project has them: without a lock file, so with the newest versions.
//! Also builds the crate as one module with `wasm-pack`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::files::{self, remove_folder};
use crate::lock::lock;
use crate::process::run;
use crate::project::Project;
use crate::setup;
use crate::stamp::Build;

const NAMES: [&str; 3] = ["leptos", "yew", "dioxus"];
/// The inputs of the pages.
const INPUTS: &[&str] = &[
    "Cargo.toml",
    "crates/browser",
    "crates/core/Cargo.toml",
    "crates/core/examples",
    "crates/core/src",
    "crates/images",
    "crates/protocol",
];
const WASM: &str = "wasm32-unknown-unknown";

/// Resolves, builds and binds the page of each framework, and returns their folder. Without a change of the library,
/// once a day, because the newest versions change.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/frameworks.lock"), "building the front-ends")?;
    let folder = project.target.join("frameworks");
    let pages = folder.join("pages");
    let inputs = project.paths(INPUTS);
    let day = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / (24 * 60 * 60);
    let options = format!("day {day}");
    Build { name: "frameworks", inputs: &inputs, options: &options, results: &[&pages] }.run(
        project,
        || {
            for name in NAMES {
                build_one(project, &folder, name).with_context(|| format!("the front-end with {name}"))?;
            }
            build_by_wasm_pack(project, &pages.join("wasm-pack")).context("wasm-pack build")
        },
    )?;
    Ok(pages)
}

fn build_one(project: &Project, folder: &Path, name: &str) -> Result<()> {
    let (from, to) = (project.root.join("crates/core/examples").join(name), folder.join(name));
    remove_folder(&to)?;
    files::copy_folder(&from.join("src"), &to.join("src"))?;
    // The relative path of the library is different there.
    let library = project.root.join("crates/core").display().to_string();
    let manifest = fs::read_to_string(from.join("Cargo.toml"))?.replace("../..", &library);
    files::write_if_changed(&to.join("Cargo.toml"), manifest.as_bytes())?;
    let target = folder.join("target");
    let mut cargo = project.cargo();
    cargo.args(["build", "--quiet", "--target", WASM, "--target-dir"]).arg(&target);
    // Each is compiled once, so debug information and incremental compilation are a waste of minutes.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "false").env("CARGO_INCREMENTAL", "0");
    // Users' machines do not have our compiler flags.
    run(cargo.current_dir(&to).env_remove("RUSTFLAGS"))?;
    let lock = fs::read_to_string(to.join("Cargo.lock"))?;
    let version = locked(&lock, "wasm-bindgen").context("its lock file names no wasm-bindgen")?;
    let program = setup::install_wasm_bindgen(project, version)?;
    println!("{name} {}, wasm-bindgen {version}", locked(&lock, name).unwrap_or_default());
    let mut bind = project.command(&program.to_string_lossy());
    bind.args(["--target", "web", "--no-typescript", "--out-name", "app", "--out-dir"]);
    bind.arg(folder.join("pages").join(name)).arg(target.join(WASM).join(format!("debug/{name}-app.wasm")));
    run(&mut bind)
}

/// Runs the command of docs/rust.md for a page that uses the crate as one module.
fn build_by_wasm_pack(project: &Project, out: &Path) -> Result<()> {
    let mut command = project.command("wasm-pack");
    command.arg("build").arg(project.root.join("crates/core"));
    // wasm-pack passes arguments after its own options to cargo.
    command.args(["--target", "web", "--out-dir"]).arg(out).args(["--features", "js"]);
    run(command.env_remove("RUSTFLAGS"))
}

/// Returns the version of a package in a lock file.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn the_version_of_a_package_is_read_from_its_lock_file() {
        let lock = "[[package]]\nname = \"yew-macro\"\nversion = \"1\"\n\n[[package]]\nname = \"yew\"\nversion = \"2\"\n";
        assert_eq!((locked(lock, "yew"), locked(lock, "leptos")), (Some("2"), None));
    }
}

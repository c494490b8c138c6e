//! Executes the steps of set-up.

use std::fs;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::check::{self, installed_lock};
use super::debian;
use super::steps::{BINDGEN_FLAGS, BINDGEN_OPTIMISED, CargoTool, Installer, STEPS, Step};
use crate::files;
use crate::process::run;
use crate::project::{Project, on_path};

/// Executes the missing steps, and announces each before it starts.
pub(crate) fn install(project: &Project, missing: &[&Step]) -> Result<()> {
    if let Some(message) = missing.iter().find_map(|step| misnamed(step)) {
        bail!(message);
    }
    for step in missing {
        println!("set-up: {} is missing ({}): {}", step.name, step.why, plan(project, step)?);
    }
    // Alone, because a package manager may replace libraries that compilers use.
    let packages: Vec<&str> = missing.iter().copied().filter_map(debian::package).collect();
    if !packages.is_empty() {
        timed("Debian packages", || debian::install(&packages))?;
    }
    let rest = missing.iter().copied().filter(|step| debian::package(step).is_none());
    let (from_npm, others): (Vec<&Step>, Vec<&Step>) = rest.partition(is_from_npm);
    let install_all =
        |steps: &[&Step]| steps.iter().try_for_each(|step| timed(step.name, || install_one(project, step)));
    // npm uses the network, and the compiler uses the processors.
    thread::scope(|scope| {
        let from_npm = scope.spawn(|| install_all(&from_npm));
        let installed = install_all(&others);
        installed.and(from_npm.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })?;
    files::remove_folder(&build_folder(project))?;
    match missing.iter().find(|step| check::check(project, step).is_none()) {
        Some(step) => bail!("{} was installed but cannot be found", step.name),
        None => Ok(()),
    }
}

fn is_from_npm(step: &&Step) -> bool {
    matches!(step.installer, Installer::Npm { .. } | Installer::NpmFolder(_))
}

/// Returns the error for a variable that names no file, which an installation would not fix.
fn misnamed(step: &Step) -> Option<String> {
    let Installer::Program { browser, .. } = step.installer else { return None };
    let (variable, path) = (browser.variable(), browser.misnamed()?);
    let path = path.display();
    Some(format!(
        "{variable} says {path}, where no file is: correct it, or unset it to have {} found",
        step.name
    ))
}

fn timed(name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let started = Instant::now();
    println!("set-up: {name} …");
    work().with_context(|| format!("cannot install {name}"))?;
    println!("set-up: {name} done in {} s", started.elapsed().as_secs());
    Ok(())
}

/// Describes the action of [`install`] for a step.
pub(crate) fn plan(project: &Project, step: &Step) -> Result<String> {
    if let Some(message) = misnamed(step) {
        return Ok(message);
    }
    Ok(match &step.installer {
        Installer::Manual { sentence, .. } => format!("{sentence} (not done for you)"),
        Installer::Target(target) => format!("rustup target add {target}"),
        Installer::Components(all) => format!("rustup component add {}", names(all).join(" ")),
        Installer::Cargo(tool) => {
            format!("cargo install {}@{} (minutes, once)", tool.package, tool.version(project)?)
        }
        Installer::Npm { package, version, .. } => format!("npm install {package}@{version}"),
        Installer::Program { browser, debian } if !debian::here() => {
            format!("install {debian} yourself, put it on the PATH or set {}", browser.variable())
        }
        Installer::Program { debian: package, .. } | Installer::Debian(package) => {
            format!("apt-get install {package}")
        }
        Installer::NpmFolder(folder) => format!("npm ci in {folder}/"),
    })
}

fn install_one(project: &Project, step: &Step) -> Result<()> {
    match &step.installer {
        Installer::Manual { sentence, .. } => bail!("{sentence}, then run this again"),
        Installer::Target(target) => run(project.command("rustup").args(["target", "add", target])),
        Installer::Components(all) => {
            run(project.command("rustup").args(["component", "add"]).args(names(all)))
        }
        Installer::Cargo(tool) => cargo_install(project, tool),
        Installer::Npm { .. } => npm_install(project),
        Installer::NpmFolder(folder) => npm_ci(project, &project.root.join(folder)),
        Installer::Program { .. } | Installer::Debian(_) => {
            debian::install(&Vec::from_iter(debian::package(step)))
        }
    }
}

fn names<'a>(components: &'a [(&'a str, &'a str)]) -> Vec<&'a str> {
    components.iter().map(|(name, _)| *name).collect()
}

fn cargo_install(project: &Project, tool: &CargoTool) -> Result<()> {
    let wanted = format!("{}@{}", tool.package, tool.version(project)?);
    if on_path(&["cargo-binstall"]).is_some() && binstall(project, &wanted).is_ok() {
        return Ok(());
    }
    let flags = [&["--locked"], tool.flags].concat();
    compile(project, &wanted, (&project.tools, &build_folder(project)), &flags, tool.optimised)
}

/// Installs a version of wasm-bindgen beside the one that the workspace is built with.
pub(crate) fn install_wasm_bindgen(project: &Project, version: &str) -> Result<std::path::PathBuf> {
    let root = project.tools.join(format!("wasm-bindgen-{version}"));
    let program = root.join("bin").join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        println!("set-up: wasm-bindgen {version} …");
        // Not locked, because the newest version may name crates that a mirror of the registry does not have yet. In a
        // separate folder, because a concurrent set-up clears the shared one.
        let build = root.join("build");
        let wanted = format!("wasm-bindgen-cli@{version}");
        compile(project, &wanted, (&root, &build), BINDGEN_FLAGS, BINDGEN_OPTIMISED)?;
        files::remove_folder(&build)?;
    }
    Ok(program)
}

/// Compiles a command into the folder `root`. The folder `build` is shared by several commands, so that common
/// dependencies are compiled once.
fn compile(
    project: &Project,
    wanted: &str,
    (root, build): (&Path, &Path),
    flags: &[&str],
    optimised: &[&str],
) -> Result<()> {
    let mut command = project.cargo();
    command.args(["install", "--quiet", "--root"]).arg(root).arg(wanted).args(flags);
    for package in optimised {
        command.args(["--config", &format!("profile.release.package.{package}.opt-level=1")]);
    }
    // Tools that run for seconds are not worth minutes of optimization. With more codegen units than these, rustc
    // generates common code too often, and takes a fifth longer.
    command
        .env("CARGO_TARGET_DIR", build)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env_remove("RUSTFLAGS");
    run(&mut command)
}

/// Installs a prebuilt command if the machine can have one. Building it always works.
fn binstall(project: &Project, wanted: &str) -> Result<()> {
    let mut command = project.cargo();
    command.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
    run(command.arg(&project.tools).arg(wanted))
}

fn build_folder(project: &Project) -> std::path::PathBuf {
    project.tools.join("build")
}

/// Installs all npm commands in one call, because npm removes packages that are not named.
fn npm_install(project: &Project) -> Result<()> {
    let folder = project.tools.join("npm");
    fs::create_dir_all(&folder)?;
    let mut command = project.npm();
    command.args(["install", "--no-save"]).args(QUIET).arg("--prefix").arg(&folder);
    let wanted = STEPS.iter().filter_map(|step| match step.installer {
        Installer::Npm { package, version, .. } => Some(format!("{package}@{version}")),
        _ => None,
    });
    run(command.args(wanted).current_dir(&folder))
}

fn npm_ci(project: &Project, folder: &Path) -> Result<()> {
    run(project.npm().arg("ci").args(QUIET).current_dir(folder))?;
    fs::copy(folder.join("package-lock.json"), installed_lock(folder))?;
    Ok(())
}

const QUIET: &[&str] = &["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

//! Doing a step of set-up.

use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::check::{self, installed_lock};
use super::steps::{Step, Way};
use crate::files;
use crate::process::{output, run};
use crate::project::{Project, on_path};

/// Does the missing steps, one after the other; Debian's packages are asked for all at once.
pub(crate) fn install(project: &Project, missing: &[&Step]) -> Result<()> {
    let packages: Vec<&str> = missing
        .iter()
        .filter_map(|step| debian_package(step))
        .collect();
    let mut packages_done = packages.is_empty();
    for (place, step) in missing.iter().enumerate() {
        if debian_package(step).is_some() && std::mem::replace(&mut packages_done, true) {
            continue;
        }
        let started = Instant::now();
        println!(
            "set-up {}/{}: {} {}: {}",
            place + 1,
            missing.len(),
            step.title(),
            step.why,
            plan(project, step)
        );
        match debian_package(step) {
            Some(_) => install_debian(&packages)?,
            None => install_one(project, step)
                .with_context(|| format!("cannot install {}", step.title()))?,
        }
        println!("  done in {} s", started.elapsed().as_secs());
    }
    files::remove_folder(&project.tools.join("build"))?;
    verify(project, missing)
}

/// What [`install`] would do, in words.
pub(crate) fn plan(project: &Project, step: &Step) -> String {
    let version = &step.version;
    match &step.way {
        Way::Yourself { sentence, .. } => format!("{sentence} (not done for you)"),
        Way::Target(target) => format!("rustup target add {target}"),
        Way::Components(components) => {
            format!("rustup component add {}", names(components).join(" "))
        }
        Way::Cargo { package, .. } => {
            format!(
                "cargo install {package}@{version} into {} (minutes, once)",
                project.tools.display()
            )
        }
        Way::Npm { package, .. } => format!(
            "npm install {package}@{version} in {}",
            project.tools.join("npm").display()
        ),
        Way::Program { browser, debian } if on_path(&["apt-get"]).is_none() => {
            format!(
                "install {debian} yourself and put it on the PATH, or set {} to it",
                browser.variable()
            )
        }
        Way::Program { debian, .. } => format!("apt-get install {debian}"),
        Way::Debian(package) => format!("apt-get install {package}"),
        Way::NpmFolder(folder) => format!("npm ci in {folder}/"),
    }
}

fn install_one(project: &Project, step: &Step) -> Result<()> {
    match &step.way {
        Way::Yourself { sentence, .. } => bail!("{sentence}, then run this again"),
        Way::Target(target) => run(project.command("rustup").args(["target", "add", target])),
        Way::Components(components) => run(project
            .command("rustup")
            .args(["component", "add"])
            .args(names(components))),
        Way::Cargo {
            package,
            flags,
            optimised,
            ..
        } => cargo_install(project, package, &step.version, flags, *optimised),
        Way::Npm { package, .. } => npm_install(project, package, &step.version),
        Way::NpmFolder(folder) => npm_ci(project, folder),
        // These are asked for together, by `install_debian`.
        Way::Program { .. } | Way::Debian(_) => Ok(()),
    }
}

fn names<'a>(components: &'a [(&'a str, &'a str)]) -> Vec<&'a str> {
    components.iter().map(|(name, _)| *name).collect()
}

fn cargo_install(
    project: &Project,
    package: &str,
    version: &str,
    flags: &[&str],
    optimised: bool,
) -> Result<()> {
    let wanted = format!("{package}@{version}");
    if on_path(&["cargo-binstall"]).is_some() && binstall(project, &wanted).is_ok() {
        return Ok(());
    }
    let mut command = project.cargo();
    command
        .args(["install", "--locked", "--quiet", "--root"])
        .arg(&project.tools)
        .arg(&wanted)
        .args(flags);
    // Tools that run for seconds are not worth minutes of optimisation. One build folder, so that they share it.
    command
        .env("CARGO_TARGET_DIR", project.tools.join("build"))
        .env(
            "CARGO_PROFILE_RELEASE_OPT_LEVEL",
            if optimised { "1" } else { "0" },
        )
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env_remove("RUSTFLAGS");
    run(&mut command)
}

/// A prebuilt command where the machine can have one; building it is the way that always works.
fn binstall(project: &Project, wanted: &str) -> Result<()> {
    let mut command = project.cargo();
    command.args([
        "binstall",
        "--no-confirm",
        "--disable-strategies",
        "compile",
        "--root",
    ]);
    run(command.arg(&project.tools).arg(wanted))
}

fn npm_install(project: &Project, package: &str, version: &str) -> Result<()> {
    let folder = project.tools.join("npm");
    fs::create_dir_all(&folder)?;
    let mut command = project.npm();
    command
        .args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
        ])
        .arg(&folder);
    run(command
        .arg(format!("{package}@{version}"))
        .current_dir(&folder))
}

fn npm_ci(project: &Project, folder: &str) -> Result<()> {
    let folder = project.root.join(folder);
    run(project
        .npm()
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder))?;
    fs::copy(folder.join("package-lock.json"), installed_lock(&folder))?;
    Ok(())
}

fn debian_package(step: &Step) -> Option<&'static str> {
    match step.way {
        Way::Program { debian, .. } | Way::Debian(debian) => Some(debian),
        _ => None,
    }
}

fn install_debian(packages: &[&str]) -> Result<()> {
    let sentence = || {
        let names = packages.join(" ");
        format!(
            "these programs are missing: {names}. On Debian or Ubuntu run `sudo apt-get install {names}`; elsewhere \
             install them and put them on the PATH, or set CHROME, CHROMEDRIVER and FIREFOX to their paths"
        )
    };
    let Some(apt) = apt_get() else {
        bail!(sentence())
    };
    let install = |words: &[&str]| -> Result<()> {
        let mut command = Command::new(apt[0]);
        command
            .args(&apt[1..])
            .args(["-qq", "-y", "-o", "Dpkg::Use-Pty=0"])
            .args(words);
        run(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let wanted = [&["install", "--no-install-recommends"], packages].concat();
    // A fresh machine has no package lists yet, and one with old lists asks for versions that are gone.
    install(&["update"])
        .and_then(|()| install(&wanted))
        .with_context(sentence)
}

/// apt-get as the administrator, where that needs no password.
fn apt_get() -> Option<Vec<&'static str>> {
    on_path(&["apt-get"])?;
    if output(Command::new("id").arg("-u")).ok()? == "0" {
        return Some(vec!["apt-get"]);
    }
    output(Command::new("sudo").args(["-n", "true"])).ok()?;
    Some(vec![
        "sudo",
        "-n",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
    ])
}

fn verify(project: &Project, steps: &[&Step]) -> Result<()> {
    match steps
        .iter()
        .find(|step| check::check(project, step).is_none())
    {
        Some(step) => bail!("{} was installed but still cannot be found", step.title()),
        None => Ok(()),
    }
}

//! Programs from Debian packages, installed in one run if that needs no password.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::steps::{Installer, Step};
use crate::browsers::Browser;
use crate::process::{output, run};
use crate::project::on_path;

/// Returns the Debian package for this step, if there is one.
pub(crate) fn package(step: &Step) -> Option<&'static str> {
    match step.installer {
        Installer::Program { debian, .. } | Installer::Debian(debian) => Some(debian),
        _ => None,
    }
}

pub(crate) fn here() -> bool {
    on_path(&["apt-get"]).is_some()
}

/// Installs packages, or prints the command to run.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let Some(apt) = apt_get() else {
        bail!(sentence(packages));
    };
    let run_apt = |words: &[&str]| {
        let mut command = Command::new(apt[0]);
        command.args(&apt[1..]).args(["-qq", "-y", "-o", "Dpkg::Use-Pty=0"]);
        run(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let wanted = [&["install", "--no-install-recommends"], packages].concat();
    // A new machine has no package lists, and old lists name versions that are gone. An update fails if one source
    // cannot be reached, but the others may have the packages.
    if let Err(error) = run_apt(&["update"]) {
        eprintln!("{error:#}; trying with the lists that are there");
    }
    run_apt(&wanted).with_context(|| sentence(packages))
}

fn sentence(packages: &[&str]) -> String {
    let names = packages.join(" ");
    let variables = Browser::ALL.map(Browser::variable).join(", ");
    format!(
        "these programs are missing: {names}. On Debian run `sudo apt-get install {names}`; \
         elsewhere install them and put them on the PATH, or set {variables} to their paths"
    )
}

/// Returns the command for apt-get as administrator, if that needs no password.
fn apt_get() -> Option<&'static [&'static str]> {
    if !here() {
        return None;
    }
    if output(Command::new("id").arg("-u")).ok()? == "0" {
        return Some(&["apt-get"]);
    }
    output(Command::new("sudo").args(["-n", "true"])).ok()?;
    Some(&["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
}

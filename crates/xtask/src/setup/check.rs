//! Checks whether a step is done, in a few milliseconds, and returns the location of its result.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::steps::{CargoTool, Installer, Step};
use crate::process;
use crate::project::{Project, on_path};

/// Returns the location of the step's result, or `None` if the step has to be executed.
pub(crate) fn check(project: &Project, step: &Step) -> Option<String> {
    match &step.installer {
        Installer::Manual { program, .. } => node(&on_path(&[program])?),
        Installer::Target(target) => folder(sysroot(project)?.join("lib/rustlib").join(target)),
        Installer::Components(components) => components_in(&sysroot(project)?, components),
        Installer::Cargo(tool) => command_of_version(project, tool),
        Installer::Npm { package, version, command } => npm_tool(project, package, version, command),
        Installer::Program { browser, .. } if !browser.is_for_this_system() => {
            Some("not for this system; its tests are left out".to_owned())
        }
        Installer::Program { browser, .. } => Some(browser.find()?.display().to_string()),
        Installer::Debian(package) => debian(package),
        Installer::NpmFolder(path) => npm_folder(&project.root.join(path)),
    }
}

/// Returns the path of the copy of the lock file that `node_modules` was installed from.
pub(crate) fn installed_lock(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-lock.json")
}

fn node(program: &Path) -> Option<String> {
    let version = process::output(Command::new(program).arg("--version")).ok()?;
    let new = is_new_enough(&version)? && on_path(&["npm", "npm.cmd"]).is_some();
    new.then(|| format!("{} ({version})", program.display()))
}

/// Checks the minimum version of Node.js that Vite requires.
fn is_new_enough(version: &str) -> Option<bool> {
    let mut numbers = version.strip_prefix('v')?.split('.').map(str::parse::<u32>);
    let version = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some(matches!(version, (20, 19..)) || version >= (22, 12))
}

fn sysroot(project: &Project) -> Option<PathBuf> {
    process::output(project.command("rustc").args(["--print", "sysroot"])).ok().map(PathBuf::from)
}

fn folder(path: PathBuf) -> Option<String> {
    path.is_dir().then(|| path.display().to_string())
}

fn components_in(sysroot: &Path, components: &[(&str, &str)]) -> Option<String> {
    let here = |file: &str| {
        sysroot.join(file).is_file()
            || sysroot.join(format!("{file}{}", std::env::consts::EXE_SUFFIX)).is_file()
    };
    components.iter().all(|(_, file)| here(file)).then(|| sysroot.display().to_string())
}

/// Finds a command in the tools folder or on the machine's PATH, in the required version.
fn command_of_version(project: &Project, tool: &CargoTool) -> Option<String> {
    let version = tool.version(project).ok()?;
    match process::output(project.command(tool.command).arg("--version")) {
        Ok(output) => {
            names_version(&output, &version).then(|| output.lines().next().unwrap_or_default().to_owned())
        }
        // Some commands have no `--version`, but cargo lists the packages that it has installed.
        Err(_) => {
            let installed = fs::read_to_string(project.tools.join(".crates.toml")).ok()?;
            let name = format!("{} {version}", tool.package);
            installed.contains(&format!("\"{name} (")).then_some(name)
        }
    }
}

fn names_version(output: &str, version: &str) -> bool {
    output.split_whitespace().take(2).any(|word| word == version)
}

fn npm_tool(project: &Project, package: &str, version: &str, command: &str) -> Option<String> {
    let manifest = project.tools.join("npm/node_modules").join(package).join("package.json");
    let right = fs::read_to_string(manifest).ok()?.contains(&format!("\"version\": \"{version}\""));
    let command = project.npm_bin().join(command);
    (right && command.exists()).then(|| command.display().to_string())
}

fn debian(package: &str) -> Option<String> {
    if on_path(&["apt-get"]).is_none() {
        return Some("left to this system".to_owned());
    }
    let list = PathBuf::from(format!("/var/lib/dpkg/info/{package}.list"));
    list.is_file().then(|| package.to_owned())
}

fn npm_folder(folder: &Path) -> Option<String> {
    let wanted = fs::read(folder.join("package-lock.json")).ok()?;
    let installed = fs::read(installed_lock(folder)).ok()?;
    (wanted == installed).then(|| folder.join("node_modules").display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_new_enough_from_20_19_and_22_12() {
        for version in ["v20.19.0", "v20.20.2", "v22.12.0", "v24.0.0"] {
            assert_eq!(is_new_enough(version), Some(true), "{version}");
        }
        for version in ["v18.20.0", "v20.18.3", "v21.7.0", "v22.1.0"] {
            assert_eq!(is_new_enough(version), Some(false), "{version}");
        }
        assert_eq!(is_new_enough("nonsense"), None);
    }

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(names_version("trunk 0.21.14", "0.21.14"));
        assert!(names_version("geckodriver 0.37.1 (abc 2026)\n\nmore", "0.37.1"));
        assert!(!names_version("trunk 0.21.140", "0.21.14"));
        assert!(!names_version("tool 1.0 built with 0.21.14", "0.21.14"));
    }
}

//! The locations of the repository, its build folder and the installed tools.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The folders that every command uses.
pub(crate) struct Project {
    /// The top of the repository.
    pub(crate) root: PathBuf,
    /// Cargo's build folder.
    pub(crate) target: PathBuf,
    /// The folder of installed tools: commands in `bin`, npm packages in `npm`. `TINTYPE_TOOLS` overrides it.
    pub(crate) tools: PathBuf,
}

impl Project {
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root =
            Path::new(&manifest).ancestors().nth(2).context("xtask is not in crates/xtask")?.to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target, tools: tools_folder()? })
    }

    /// Returns the absolute paths of files and folders of the repository.
    pub(crate) fn paths(&self, names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(|name| self.root.join(name)).collect()
    }

    /// Returns a command that runs at the top of the repository and finds the installed tools first.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path());
        command
    }

    /// Returns the cargo that runs this xtask, so that its toolchain is used throughout.
    pub(crate) fn cargo(&self) -> Command {
        self.command(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
    }

    pub(crate) fn npm(&self) -> Command {
        self.command(if cfg!(windows) { "npm.cmd" } else { "npm" })
    }

    /// Returns the folder with the commands of the npm packages that serve as tools.
    pub(crate) fn npm_bin(&self) -> PathBuf {
        self.tools.join("npm/node_modules/.bin")
    }

    /// Returns the path of a command in the tools folder, or else on the PATH.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        let installed = self.tools.join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX));
        let elsewhere = || on_path(&[name]).unwrap_or_else(|| name.into());
        if installed.is_file() { installed } else { elsewhere() }
    }

    fn path(&self) -> OsString {
        let mut folders = vec![self.tools.join("bin"), self.npm_bin()];
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        // Joining fails only for a folder with a separator in its name. The plain PATH is used then.
        env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }
}

fn tools_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("TINTYPE_TOOLS") {
        return Ok(env::current_dir()?.join(folder));
    }
    let home = env::home_dir().context("no home folder: set TINTYPE_TOOLS to a folder for the tools")?;
    Ok(home.join(".cache/tintype/tools"))
}

/// Returns the first of these programs that is on the PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
    })
}

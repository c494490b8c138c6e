//! The emulator as a browser worker: what `tintype/sandbox` ships and Studio loads when it has no key.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;
use crate::wasm::{self, Machine, Module};
use crate::{files, setup};

const EMULATOR: Module =
    Module { package: "tintype-emulator", feature: "worker", name: "emulator", machine: Machine::Plain };

/// `cargo xtask sandbox`: builds `target/sandbox`, from where Trunk copies it.
pub(crate) fn sandbox(project: &Project) -> Result<()> {
    setup::ensure(project, setup::FOR_WASM)?;
    let folder = build(project)?;
    println!("the sandbox is in {}", folder.display());
    Ok(())
}

/// The folder is always below the repository, because index.html names it.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let folder = project.root.join("target/sandbox");
    let built = wasm::build(project, &EMULATOR, "")?;
    files::copy_folder(&project.root.join("crates/emulator/sandbox"), &folder)?;
    wasm::copy_module(&EMULATOR, &built, &folder.join("wasm"))?;
    Ok(folder)
}

//! The emulator as a browser worker, which `tintype/sandbox` ships and Studio loads without a key.

use std::path::PathBuf;

use anyhow::Result;

use crate::files::Content;
use crate::project::Project;
use crate::setup;
use crate::wasm::{self, Glue, Machine, Module};

const EMULATOR: Module = Module {
    package: "tintype-emulator",
    feature: "worker",
    name: "emulator",
    machine: Machine::Plain,
    glue: Glue::Own,
};

/// `cargo xtask sandbox`: builds `target/sandbox`, from where Trunk copies it.
pub(crate) fn sandbox(project: &Project) -> Result<()> {
    setup::ensure(project, setup::FOR_WASM)?;
    let folder = build(project)?;
    println!("the sandbox is in {}", folder.display());
    Ok(())
}

/// The built folder, which is always below the repository, because index.html names it.
pub(crate) const FOLDER: &str = "target/sandbox";

pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let folder = project.root.join(FOLDER);
    let built = wasm::build(project, &EMULATOR, "")?;
    let mut content = Content::default();
    content.add_folder("", &project.root.join("crates/emulator/sandbox"))?;
    content.add_folder("wasm", &built)?;
    content.exclude(&format!("wasm/{}", wasm::STAMP));
    content.put_into(&folder)?;
    Ok(folder)
}

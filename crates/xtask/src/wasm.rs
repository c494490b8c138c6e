//! Builds the files that a browser loads from a crate: cargo, then wasm-bindgen, then wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::files;
use crate::lock::lock;
use crate::process::run;
use crate::project::Project;

/// A crate that becomes a wasm module with its JavaScript glue.
pub(crate) struct Module {
    pub(crate) package: &'static str,
    pub(crate) feature: &'static str,
    /// The stem of the two files: `<name>.js` and `<name>_bg.wasm`.
    pub(crate) name: &'static str,
    pub(crate) machine: Machine,
    pub(crate) glue: Glue,
}

/// The JavaScript between a page and a module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glue {
    /// The glue of one module, whose names are shortened here.
    Own,
    /// The glue of several modules (`glue.rs`), which also shortens the names.
    Shared,
}

/// The instruction set of a module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Machine {
    /// SIMD, which makes base64 and the search for its end several times as fast. Every browser since March 2023
    /// supports it.
    Simd,
    /// No SIMD, for hot loops in large functions, which WebKit (2.50) replaces by faster code while they run. With
    /// SIMD, one picture in a hundred never finished there, and the others took half as long again. In other engines,
    /// the sandbox is as fast without it.
    Plain,
}

impl Machine {
    /// Returns the cargo profile. Each one has its own folder of compiled crates, because each has its own standard
    /// library.
    fn profile(self) -> &'static str {
        match self {
            Self::Simd => "wasm",
            Self::Plain => "wasm-plain",
        }
    }
}

/// The options of wasm-opt, which rejects the module without the features that rustc uses for this target.
const WASM_OPT: &[&str] = &[
    "-Oz",
    // Functions with one caller are not inlined, so the module compresses better and no function is slow to compile.
    "--one-caller-inline-max-function-size=100",
    // The first KB of memory is the far end of the stack (`--stack-first`), where no value is stored.
    "--low-memory-unused",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
];

const WASM_BINDGEN: &[&str] = &["--target", "web", "--no-typescript", "--remove-producers-section"];

/// None of these tools know which exports tie the two modules together, so the linker's exports are kept.
const KEEP_EXPORTS: &str = "--keep-lld-exports";

/// Builds the module unless nothing changed, and returns the folder with its two files. `build_id` is compiled into it.
pub(crate) fn build(project: &Project, module: &Module, build_id: &str) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/wasm.lock"), "building wasm")?;
    let compiled = compile(project, module, build_id)?;
    let folder = project.target.join("xtask/wasm").join(module.package);
    let stamp = stamp(project, &compiled)?;
    if !is_fresh(&folder, &stamp) {
        post_process(project, module, &compiled, &folder)?;
        // Last, so that an interrupted run leaves no stamp.
        fs::write(folder.join(STAMP), stamp)?;
    }
    Ok(folder)
}

fn compile(project: &Project, module: &Module, build_id: &str) -> Result<PathBuf> {
    let mut cargo = project.cargo();
    cargo.env("TINTYPE_BUILD", build_id);
    let profile = module.machine.profile();
    cargo.args(["rustc", "--quiet", "--lib", "--crate-type", "cdylib", "--profile", profile]);
    cargo.args([
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        module.package,
        "--features",
        module.feature,
    ]);
    run(for_shipping(&mut cargo, module.machine))?;
    let file = format!("{}.wasm", module.package.replace('-', "_"));
    Ok(project.target.join("wasm32-unknown-unknown").join(profile).join(file))
}

/// Sets the compiler flags for browser code only, not for build scripts.
pub(crate) fn for_wasm(command: &mut Command) -> &mut Command {
    command.env(FLAGS, flags(Machine::Simd))
}

/// Sets the flags for published modules. A panic aborts without a message, so that neither messages nor their
/// formatting are downloaded. The standard library is compiled for that with an unstable option of cargo. The option
/// may change, but the generated code is stable. Tests keep their messages.
pub(crate) fn for_shipping(command: &mut Command, machine: Machine) -> &mut Command {
    command.envs(BUILD_STD);
    command.env(FLAGS, flags(machine) + " -Zunstable-options -Cpanic=immediate-abort")
}

const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

const BUILD_STD: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

fn flags(machine: Machine) -> String {
    // Leptos erases the types of views, which generates much less code.
    let mut flags = "--cfg=erase_components".to_owned();
    if machine == Machine::Simd {
        flags += " -Ctarget-feature=+simd128";
    }
    // Removes the paths of this machine from panic messages, which makes them smaller, private and reproducible. This
    // variable cannot contain a path with a space, so such paths remain.
    let registry = cargo_home().map(|home| home.join("registry/src").display().to_string());
    if let Some(registry) = registry.filter(|registry| !registry.contains(' ')) {
        flags += &format!(" --remap-path-prefix={registry}=");
    }
    flags
}

fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

fn post_process(project: &Project, module: &Module, compiled: &Path, folder: &Path) -> Result<()> {
    files::remove_folder(folder)?;
    run(bindgen(project, module.name, folder).arg(compiled))?;
    optimise(project, &folder.join(format!("{}_bg.wasm", module.name)))?;
    match module.glue {
        Glue::Own => shorten_names(project, folder, module.name),
        Glue::Shared => Ok(()),
    }
}

fn bindgen(project: &Project, name: &str, folder: &Path) -> Command {
    let mut bindgen = project.command("wasm-bindgen");
    bindgen.args(WASM_BINDGEN).args(["--out-name", name, "--out-dir"]).arg(folder);
    bindgen
}

fn optimise(project: &Project, wasm: &Path) -> Result<()> {
    run(project.command("wasm-opt").args(WASM_OPT).arg(wasm).arg("-o").arg(wasm))
}

fn shorten_names(project: &Project, folder: &Path, name: &str) -> Result<()> {
    run(project.command("node").arg(project.root.join(SHORT_NAMES)).arg(folder).arg(name))
}

const SHORT_NAMES: &str = "crates/xtask/js/short-names.mjs";
const UNUSED_EXPORTS: &str = "crates/xtask/js/unused-exports.mjs";
const WASM_NAMES: &str = "crates/xtask/js/wasm-names.mjs";

/// Binds a compiled module without splitting or optimizing it, for development.
pub(crate) fn bind_whole(project: &Project, name: &str, compiled: &Path, folder: &Path) -> Result<()> {
    run(bindgen(project, name, folder).arg(KEEP_EXPORTS).arg(compiled))
}

/// Splits a module with one lazy part into `<name>.js`, `<name>_bg.wasm` and `<part>.wasm`, unless nothing changed.
pub(crate) fn split(project: &Project, compiled: &Path, name: &str, part: &str) -> Result<PathBuf> {
    let _lock = lock(&project.target.join("xtask/split.lock"), "taking wasm apart")?;
    let folder = project.target.join("xtask/wasm").join(name);
    let stamp = stamp(project, compiled)?;
    if is_fresh(&folder, &stamp) {
        return Ok(folder);
    }
    files::remove_folder(&folder)?;
    let parts = folder.join("parts");
    let used = folder.join("used.wasm");
    fs::create_dir_all(&folder)?;
    run(project.command("node").arg(project.root.join(UNUSED_EXPORTS)).arg(compiled).arg(&used))?;
    run(project.command("wasm-split-cli").arg(&used).arg(&parts).args(["--out-name", name]))?;
    run(bindgen(project, name, &folder).arg(KEEP_EXPORTS).arg(parts.join(format!("{name}.wasm"))))?;
    files::copy_if_changed(&parts.join(format!("split_{part}.wasm")), &folder.join(format!("{part}.wasm")))?;
    optimise(project, &folder.join(format!("{name}_bg.wasm")))?;
    optimise(project, &folder.join(format!("{part}.wasm")))?;
    shorten_names(project, &folder, name)?;
    fs::write(folder.join(STAMP), stamp)?;
    Ok(folder)
}

/// The file with the fingerprint of a folder's inputs.
pub(crate) const STAMP: &str = ".stamp";

fn is_fresh(folder: &Path, stamp: &str) -> bool {
    fs::read_to_string(folder.join(STAMP)).is_ok_and(|present| present == stamp)
}

/// Returns a fingerprint of the compiled module and of the options of its processing.
fn stamp(project: &Project, compiled: &Path) -> Result<String> {
    let scripts = [SHORT_NAMES, UNUSED_EXPORTS, WASM_NAMES].map(|script| project.root.join(script));
    let inputs = files::fingerprint(&[&[compiled.to_owned()], &scripts[..]].concat())
        .context("cannot read the compiled module")?;
    Ok(format!("{inputs} {} {}", WASM_BINDGEN.join(" "), WASM_OPT.join(" ")))
}

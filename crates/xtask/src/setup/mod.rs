//! The tools for building and testing.
//!
//! The steps are data ([`steps`]). A run checks those that it needs, which takes well under a second, and installs the
//! missing tools: commands into the tools folder, browsers as Debian packages, nothing twice.

mod check;
mod debian;
mod install;
mod steps;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::lock::lock;
use crate::project::Project;
pub(crate) use install::install_wasm_bindgen;
pub(crate) use steps::Tool;
use steps::{STEPS, Step};

/// The tools for building the front-end.
pub(crate) const FOR_SERVE: &[Tool] =
    &[Tool::Wasm32, Tool::StdSource, Tool::WasmBindgen, Tool::WasmSplit, Tool::Trunk, Tool::Binaryen];
/// The tools for building the front-end and the documentation.
pub(crate) const FOR_SITE: &[Tool] = &[
    Tool::Wasm32,
    Tool::StdSource,
    Tool::WasmBindgen,
    Tool::WasmSplit,
    Tool::Trunk,
    Tool::Binaryen,
    Tool::Documentation,
];
/// The tools for building a wasm package.
pub(crate) const FOR_WASM: &[Tool] =
    &[Tool::Wasm32, Tool::StdSource, Tool::WasmBindgen, Tool::Binaryen, Tool::Esbuild];

/// Installs those of these tools that are missing.
pub(crate) fn ensure(project: &Project, tools: &[Tool]) -> Result<()> {
    let started = Instant::now();
    let wanted: BTreeSet<Tool> = [Tool::Node].iter().chain(tools).copied().collect();
    let steps: Vec<&Step> = STEPS.iter().filter(|step| wanted.contains(&step.tool)).collect();
    if missing(project, &steps).is_empty() {
        println!("set-up: {} steps, all in place ({} ms)", steps.len(), started.elapsed().as_millis());
        return Ok(());
    }
    let _lock = lock(&project.tools.join("lock"), "installing")?;
    // Another run may have installed some of them while this one waited.
    let missing = missing(project, &steps);
    install::install(project, &missing)?;
    println!("set-up: done in {} s", started.elapsed().as_secs());
    Ok(())
}

/// Prints installed and missing tools, and how to install them.
pub(crate) fn doctor(project: &Project) -> Result<ExitCode> {
    println!("tools folder: {}", project.tools.display());
    let mut missing = 0;
    for step in STEPS {
        match check::check(project, step) {
            Some(place) => println!("  ok       {:<24} {place}", step.name),
            None => {
                missing += 1;
                println!("  MISSING  {:<24} {}: {}", step.name, step.why, install::plan(project, step)?);
            }
        }
    }
    if missing > 0 {
        println!("{missing} missing; `cargo xtask serve` and `cargo xtask test` install what they need");
        return Ok(ExitCode::FAILURE);
    }
    println!("everything is in place");
    Ok(ExitCode::SUCCESS)
}

fn missing<'a>(project: &Project, steps: &[&'a Step]) -> Vec<&'a Step> {
    let missing = |step: &&&Step| check::check(project, step).is_none();
    steps.iter().filter(missing).copied().collect()
}

//! Builds what the later stages of a whole run need, at low priority, while the first stages run.
//!
//! Many stages leave a processor idle, because they wait for servers, browsers, or the linker. The builds use that time.
//! A stage finds its build done, or waits for it.

use std::process::{Child, Stdio};

use anyhow::Result;

use super::frameworks;
use crate::process::in_process_group;
use crate::project::{Project, on_path};
use crate::{documentation, npm, studio};

/// The running builds, which are killed when this value is dropped.
pub(crate) struct Ahead {
    _group: Option<Child>,
}

/// Starts `cargo xtask ahead`, if the system has priorities. The stage that needs a failed build reports its failure.
pub(crate) fn start(project: &Project) -> Ahead {
    Ahead { _group: on_path(&["nice"]).and_then(|_| spawn(project).ok()) }
}

fn spawn(project: &Project) -> Result<Child> {
    let mut nice = project.command("nice");
    nice.args(["-n", "19"]).arg(std::env::current_exe()?).arg("ahead");
    Ok(in_process_group(&nice).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
}

/// `cargo xtask ahead`: the builds, in the order in which the stages need them.
pub(crate) fn build(project: &Project) -> Result<()> {
    npm::build(project)?;
    frameworks::build(project)?;
    studio::build(project)?;
    documentation::build(project).map(drop)
}

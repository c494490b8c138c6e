//! `cargo xtask test`: set-up, then every stage in order until one fails.

mod ahead;
mod frameworks;
mod node;
mod stages;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::counts::Counts;
use crate::project::Project;
use crate::setup;
pub(crate) use ahead::build as build_ahead;
use stages::{ON_DEMAND, STAGES, Stage};

/// Prints the stages.
pub(crate) fn list() {
    for stage in STAGES {
        let remark = if ON_DEMAND.contains(&stage.name) { " (only when named)" } else { "" };
        println!("{:<16} {}{remark}", stage.name, stage.summary);
    }
}

/// Runs the named stages, or all of them.
pub(crate) fn test(project: &Project, names: &[String]) -> Result<ExitCode> {
    let chosen = choose(names)?;
    let tools: BTreeSet<_> = chosen.iter().flat_map(|stage| stage.needs.concat()).collect();
    setup::ensure(project, &tools.into_iter().collect::<Vec<_>>())?;
    // A whole run has time to use.
    let _ahead = names.is_empty().then(|| ahead::start(project));
    let started = Instant::now();
    let mut total = Counts::default();
    for (place, stage) in chosen.iter().enumerate() {
        println!("\n── {}/{} {}: {}", place + 1, chosen.len(), stage.name, stage.summary);
        let counts = run_stage(project, stage);
        total += counts;
        if counts.failed > 0 {
            println!("\nFAILED in {}. To run it alone: cargo xtask test {}", stage.name, stage.name);
            return Ok(close(total, ExitCode::FAILURE));
        }
    }
    println!("\n{} stages in {} s", chosen.len(), started.elapsed().as_secs());
    Ok(close(total, ExitCode::SUCCESS))
}

/// Prints the last line, in the form that other programs parse.
fn close(total: Counts, code: ExitCode) -> ExitCode {
    println!("{} passed, {} failed", total.passed, total.failed);
    code
}

fn run_stage(project: &Project, stage: &Stage) -> Counts {
    let started = Instant::now();
    let counts = (stage.run)(project).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Counts { passed: 0, failed: 1 }
    });
    println!(
        "   {} passed, {} failed in {:.1} s",
        counts.passed,
        counts.failed,
        started.elapsed().as_secs_f32()
    );
    counts
}

/// Returns the stages of these names in their own order. Without names, returns all but those on demand.
fn choose(names: &[String]) -> Result<Vec<&'static Stage>> {
    if let Some(unknown) = names.iter().find(|name| STAGES.iter().all(|stage| stage.name != name.as_str())) {
        bail!("there is no stage `{unknown}`; `cargo xtask test --list` names them");
    }
    Ok(STAGES
        .iter()
        .filter(|stage| match names {
            [] => !ON_DEMAND.contains(&stage.name),
            _ => names.iter().any(|name| name == stage.name),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn chooses_by_name_in_the_order_of_the_stages() {
        let names: Vec<&str> =
            choose(&["tidy".into(), "fmt".into()]).unwrap().iter().map(|stage| stage.name).collect();
        assert_eq!(names, ["fmt", "tidy"]);
        assert_eq!(choose(&[]).unwrap().len(), STAGES.len() - ON_DEMAND.len());
        for name in ON_DEMAND {
            assert_eq!(choose(&[(*name).to_owned()]).unwrap().len(), 1);
        }
        assert!(choose(&["tidi".into()]).is_err());
    }
}

//! `cargo xtask bench`: the package against its peers in real browsers. The measuring itself is in `tests/bench`.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::browsers::Browser;
use crate::npm;
use crate::project::Project;
use crate::setup::{self, Tool};

/// What the command line asks of the benchmark; handed on as it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// Words that a work's name must hold, or the contestants to leave.
    pub(crate) filter: Option<String>,
    /// How often everything is measured.
    pub(crate) runs: Option<u16>,
    /// Put the results into `docs/benchmarks.md`.
    pub(crate) write_docs: bool,
    /// Report the last run again instead of measuring.
    pub(crate) last: bool,
}

const TOOLS: &[Tool] = &[Tool::TestPackages, Tool::Chromium, Tool::Fonts, Tool::Firefox, Tool::Geckodriver];

/// Sets up, builds the package, measures and prints; the numbers are in `target/bench.json`.
pub(crate) fn bench(project: &Project, wishes: &Wishes) -> Result<ExitCode> {
    setup::ensure(project, &[setup::FOR_WASM, TOOLS].concat())?;
    if !wishes.last {
        npm::build(project)?;
    }
    let mut node = project.command("node");
    node.arg("tests/bench/main.js").arg("--target").arg(&project.target).args(words(wishes));
    node.env("GECKODRIVER", project.tool("geckodriver"));
    for browser in [Browser::Chrome, Browser::Firefox] {
        node.env(browser.variable(), browser.require()?);
    }
    let status = node.status().context("cannot start node")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn words(wishes: &Wishes) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(wishes.filter.as_ref().map(|filter| format!("--filter={filter}")));
    words.extend(wishes.runs.map(|runs| format!("--runs={runs}")));
    words.extend(wishes.write_docs.then(|| "--write-docs".to_owned()));
    words.extend(wishes.last.then(|| "--last".to_owned()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hands_on_what_was_asked_for_and_nothing_else() {
        assert!(words(&Wishes::default()).is_empty());
        let wishes = Wishes { filter: Some("20mb sse".into()), runs: Some(3), write_docs: true, last: true };
        assert_eq!(words(&wishes), ["--filter=20mb sse", "--runs=3", "--write-docs", "--last"]);
    }
}

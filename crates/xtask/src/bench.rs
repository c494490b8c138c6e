//! `cargo xtask bench`: compares the package with its peers in real browsers. `tests/bench` measures.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::browsers::Browser;
use crate::npm;
use crate::project::Project;
use crate::setup::{self, Tool};

/// The arguments of the benchmark.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BenchArguments {
    /// Parts of the names of the workloads, browsers and contestants to measure.
    pub(crate) filter: Option<String>,
    /// The number of runs.
    pub(crate) runs: Option<u16>,
    /// Whether the results are written into `docs/benchmarks.md`.
    pub(crate) write_docs: bool,
    /// Whether the last run is reported again instead of measuring.
    pub(crate) last: bool,
}

const TOOLS: &[Tool] = &[Tool::TestPackages, Tool::Chromium, Tool::Fonts, Tool::Firefox, Tool::Geckodriver];

/// Installs the tools, builds the package, measures and prints. The numbers are in `target/bench.json`.
pub(crate) fn bench(project: &Project, options: &BenchArguments) -> Result<ExitCode> {
    setup::ensure(project, &[setup::FOR_WASM, TOOLS].concat())?;
    if !options.last {
        npm::build(project)?;
    }
    let mut node = project.command("node");
    node.arg("tests/bench/main.js").arg("--target").arg(&project.target).args(words(options));
    node.env("GECKODRIVER", project.tool("geckodriver"));
    for browser in [Browser::Chrome, Browser::Firefox] {
        node.env(browser.variable(), browser.require()?);
    }
    let status = node.status().context("cannot start node")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn words(options: &BenchArguments) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(options.filter.as_ref().map(|filter| format!("--filter={filter}")));
    words.extend(options.runs.map(|runs| format!("--runs={runs}")));
    words.extend(options.write_docs.then(|| "--write-docs".to_owned()));
    words.extend(options.last.then(|| "--last".to_owned()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_given_arguments_are_passed_on() {
        assert!(words(&BenchArguments::default()).is_empty());
        let options =
            BenchArguments { filter: Some("20mb sse".into()), runs: Some(3), write_docs: true, last: true };
        assert_eq!(words(&options), ["--filter=20mb sse", "--runs=3", "--write-docs", "--last"]);
    }
}

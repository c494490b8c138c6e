//! `cargo xtask audit` and its stage: licences, sources, duplicates and known vulnerabilities of locked packages.
//!
//! cargo-deny checks the crates by `deny.toml`. Licences and sources of npm packages are rules of `tests/tidy`. If a
//! database cannot be reached, the check is reported as not made and is not counted.

use std::process::Command;

use anyhow::Result;

use crate::counts::Counts;
use crate::project::Project;
use crate::setup::{self, Tool};

/// The result of a check.
#[derive(Debug, PartialEq, Eq)]
enum Status {
    Clean,
    /// Violations, with the output of the tool.
    Violations(String),
    /// No result, with the reason.
    NotMade(String),
}

/// The tools of the stage.
pub(crate) const TOOLS: &[Tool] = &[Tool::CargoDeny];
/// The Rust workspaces and the npm folders, each with a lock file.
const WORKSPACES: &[&str] = &["Cargo.toml", "fuzz/Cargo.toml"];
const NPM_FOLDERS: &[&str] = &["tests", "tests/consumers/next", "crates/xtask/documentation"];

/// `cargo xtask audit`: installs its tool and checks.
pub(crate) fn command(project: &Project) -> Result<bool> {
    setup::ensure(project, TOOLS)?;
    Ok(audit(project)?.failed == 0)
}

/// Checks the lock files, and queries the databases.
pub(crate) fn audit(project: &Project) -> Result<Counts> {
    let mut counts = Counts::default();
    for manifest in WORKSPACES {
        let rules = query(&mut deny(project, manifest, &["licenses", "bans", "sources"]), are_rules_met);
        counts += report(&format!("licences, duplicates and sources, of {manifest}"), &rules);
        let advisories = query(&mut deny(project, manifest, &["advisories"]), deny_is_clean);
        counts += report(&format!("RustSec, of {manifest}"), &advisories);
    }
    for folder in NPM_FOLDERS {
        let mut npm = project.npm();
        npm.args(["audit", "--package-lock-only", "--json"]).current_dir(project.root.join(folder));
        counts += report(&format!("npm, over {folder}/package-lock.json"), &query(&mut npm, npm_is_clean));
    }
    Ok(counts)
}

fn deny(project: &Project, manifest: &str, checks: &[&str]) -> Command {
    let mut cargo = project.cargo();
    cargo.args(["deny", "--log-level", "error", "--manifest-path", manifest, "check"]).args(checks);
    cargo
}

fn report(name: &str, status: &Status) -> Counts {
    match status {
        Status::Clean => {
            println!("   fine: {name}");
            Counts::ONE
        }
        Status::Violations(output) => {
            println!("{output}\n   PROBLEM: {name}");
            Counts { passed: 0, failed: 1 }
        }
        Status::NotMade(why) => {
            println!("   NOT CHECKED: {name}: {why}");
            Counts::default()
        }
    }
}

/// Runs a tool and evaluates its report. `is_clean` returns `None` if there is no report.
fn query(command: &mut Command, is_clean: fn(&str) -> Option<bool>) -> Status {
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => return Status::NotMade(error.to_string()),
    };
    let report = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    match is_clean(&report) {
        Some(true) => Status::Clean,
        Some(false) => Status::Violations(format!("{report}{errors}")),
        None => {
            let reason = errors.lines().map(str::trim).find(|line| !line.is_empty());
            Status::NotMade(reason.unwrap_or("it gave no report").to_owned())
        }
    }
}

/// Reads cargo-deny's last line, such as `bans ok, licenses FAILED`, which it writes only after it has read all its
/// inputs.
fn deny_is_clean(report: &str) -> Option<bool> {
    let last = report.trim_end().lines().last()?;
    let mut results = last.split(", ").map(|result| result.rsplit_once(' ').map(|(_, status)| status));
    results.try_fold(true, |is_clean, result| match result? {
        "ok" => Some(is_clean),
        "FAILED" => Some(false),
        _ => None,
    })
}

/// Evaluates rules that need no database, so that a check without a result is a failure.
fn are_rules_met(report: &str) -> Option<bool> {
    Some(deny_is_clean(report).unwrap_or(false))
}

/// Reads npm's report. Clean means no vulnerability of any severity.
fn npm_is_clean(report: &str) -> Option<bool> {
    let (_, metadata) = report.split_once("\"auditReportVersion\"")?.1.rsplit_once("\"metadata\"")?;
    let (_, total) = metadata.split_once("\"total\":")?;
    Some(total.trim_start().starts_with("0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_distinguished_from_other_output() {
        assert_eq!(deny_is_clean("bans ok, licenses ok, sources ok\n"), Some(true));
        assert_eq!(deny_is_clean("bans ok, licenses FAILED, sources ok\n"), Some(false));
        for nothing in ["", "advisories", "the database cannot be fetched"] {
            assert_eq!(deny_is_clean(nothing), None, "{nothing}");
            assert_eq!(are_rules_met(nothing), Some(false), "{nothing}");
        }
        let npm = |total: u32| {
            format!(
                r#"{{"auditReportVersion":2,"vulnerabilities":{{}},"metadata":{{"vulnerabilities":{{"total": {total}}}}}}}"#
            )
        };
        assert_eq!(npm_is_clean(&npm(0)), Some(true));
        assert_eq!(npm_is_clean(&npm(3)), Some(false));
        assert_eq!(npm_is_clean(r#"{"message":"405 Method Not Allowed","statusCode":405}"#), None);
    }

    #[test]
    fn an_unavailable_check_is_no_pass() {
        assert_eq!(report("x", &Status::NotMade("y".into())), Counts::default());
        assert_eq!(report("x", &Status::Violations("y".into())).failed, 1);
        let missing = query(&mut Command::new("no-such-program-here"), npm_is_clean);
        assert!(matches!(missing, Status::NotMade(_)), "{missing:?}");
    }
}

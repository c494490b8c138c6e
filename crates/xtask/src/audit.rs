//! `cargo xtask audit` and its stage: known vulnerabilities of what is locked, where the databases can be had.
//!
//! Licences and sources need no database and are rules of `tests/tidy`. A database that cannot be had is no pass: the
//! check is told as not made, and counted as nothing.

use std::process::Command;

use anyhow::Result;

use crate::counts::Counts;
use crate::project::Project;

/// What came of a check.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Clean,
    /// With the tool's own words.
    Found(String),
    /// Why not.
    NotMade(String),
}

/// Asks both databases.
pub(crate) fn audit(project: &Project) -> Result<Counts> {
    let mut cargo = project.cargo();
    cargo.args(["audit", "--json"]);
    let mut npm = project.npm();
    npm.args(["audit", "--package-lock-only", "--json"]).current_dir(project.root.join("tests"));
    let mut counts = Counts::default();
    for (what, command, is_clean) in [
        (
            "RustSec, over Cargo.lock (cargo install cargo-audit)",
            &mut cargo,
            cargo_is_clean as fn(&str) -> Option<bool>,
        ),
        ("npm, over tests/package-lock.json", &mut npm, npm_is_clean),
    ] {
        counts += told(what, &ask(command, is_clean));
    }
    Ok(counts)
}

fn told(what: &str, verdict: &Verdict) -> Counts {
    match verdict {
        Verdict::Clean => {
            println!("   nothing known: {what}");
            Counts::ONE
        }
        Verdict::Found(said) => {
            println!("{said}\n   VULNERABLE: {what}");
            Counts { passed: 0, failed: 1 }
        }
        Verdict::NotMade(why) => {
            println!("   NOT CHECKED: {what}: {why}");
            Counts::default()
        }
    }
}

fn ask(command: &mut Command, is_clean: fn(&str) -> Option<bool>) -> Verdict {
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => return Verdict::NotMade(error.to_string()),
    };
    let said = String::from_utf8_lossy(&output.stdout);
    match is_clean(&said) {
        Some(true) => Verdict::Clean,
        Some(false) => Verdict::Found(said.into_owned()),
        None => {
            let words = String::from_utf8_lossy(&output.stderr);
            let reason =
                words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("it gave no report");
            Verdict::NotMade(reason.to_owned())
        }
    }
}

/// By cargo-audit's report; `None` where there is none.
fn cargo_is_clean(report: &str) -> Option<bool> {
    let (_, list) = report.split_once("\"vulnerabilities\":")?;
    let (_, found) = list.split_once("\"found\":")?;
    Some(found.trim_start().starts_with("false"))
}

/// By npm's report: nothing of any severity.
fn npm_is_clean(report: &str) -> Option<bool> {
    let (_, metadata) = report.split_once("\"auditReportVersion\"")?.1.rsplit_once("\"metadata\"")?;
    let (_, total) = metadata.split_once("\"total\":")?;
    Some(total.trim_start().starts_with("0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_told_from_none() {
        assert_eq!(cargo_is_clean(r#"{"vulnerabilities":{"found":false,"count":0}}"#), Some(true));
        assert_eq!(cargo_is_clean(r#"{"vulnerabilities":{"found":true,"count":1}}"#), Some(false));
        assert_eq!(cargo_is_clean("error: couldn't fetch advisory database"), None);
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
    fn what_was_not_checked_is_no_pass() {
        assert_eq!(told("x", &Verdict::NotMade("y".into())), Counts::default());
        assert_eq!(told("x", &Verdict::Found("y".into())).failed, 1);
        let missing = ask(&mut Command::new("no-such-program-here"), npm_is_clean);
        assert!(matches!(missing, Verdict::NotMade(_)), "{missing:?}");
    }
}

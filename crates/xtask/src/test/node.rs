//! Tests with Node's own runner, some of them in browsers.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::browsers::Browser;
use crate::counts::{Counts, plain};
use crate::process::{run_counted, run_read};
use crate::project::Project;
use crate::{emulator, files, glue};

/// The number of concurrent test files, because these tests mostly wait for browsers and slow servers.
const AT_ONCE: &str = "--test-concurrency=2";

/// Returns the timeout in milliseconds, which Node applies to each test and to each file as a whole. It ends what hangs,
/// and is far longer than any file takes on a slow machine. The long forms have an hour.
fn test_timeout() -> &'static str {
    if std::env::var_os("TINTYPE_LONG").is_some() {
        "--test-timeout=3600000"
    } else {
        "--test-timeout=1200000"
    }
}

/// Runs every `*.test.js` below these folders with these variables. Files that failed only because a browser was lost
/// run once more (docs/decisions/0034).
pub(crate) fn run_folders(
    project: &Project,
    folders: &[&str],
    variables: &[(&str, &Path)],
) -> Result<Counts> {
    let mut failures = Failures::default();
    let command = |tests: &[PathBuf]| -> Result<Command> {
        let mut node = node(project, tests)?;
        node.envs(variables.iter().copied());
        Ok(node)
    };
    let first = run_read(&mut command(&tests_below(project, folders)?)?, |line| failures.read_line(line))?;
    // The runner's closing list contains only the file, without a reason.
    failures.strays.iter().for_each(|stray| println!("Outside of any test: {stray}"));
    let Some(lost) = failures.lost_alone(first) else { return Ok(first) };
    println!("A browser was lost. Once more: {}", lost.join(" "));
    let folder = project.root.join("tests");
    let lost: Vec<_> = lost.iter().map(|file| folder.join(file)).collect();
    let again = run_counted(&mut command(&lost)?)?;
    Ok(Counts { passed: first.passed + again.passed, failed: again.failed })
}

fn tests_below(project: &Project, folders: &[&str]) -> Result<Vec<PathBuf>> {
    let mut tests = Vec::new();
    for folder in folders {
        let before = tests.len();
        tests.extend(files::files_below(&project.root.join(folder))?);
        tests.retain(|file| file.to_string_lossy().ends_with(".test.js"));
        ensure!(tests.len() > before, "{folder} holds no *.test.js");
    }
    Ok(tests)
}

fn node(project: &Project, tests: &[PathBuf]) -> Result<Command> {
    let mut node = project.command("node");
    node.args(["--test", "--test-reporter=spec", "--test-force-exit", AT_ONCE, test_timeout()])
        .args(tests)
        .current_dir(project.root.join("tests"));
    node.env("TINTYPE_EMULATOR", emulator::build(project)?).env("GECKODRIVER", project.tool("geckodriver"));
    node.env("TINTYPE_XTASK", std::env::current_exe()?);
    node.env("TINTYPE_GLUE", glue::readable(project));
    for browser in [Browser::Chrome, Browser::HeadlessShell, Browser::Firefox, Browser::WebKitDriver] {
        if let Some(path) = browser.find() {
            node.env(browser.variable(), path);
        }
    }
    Ok(node)
}

/// The failed tests of the runner's closing list, each with its location, name and error.
#[derive(Debug, Default)]
struct Failures {
    files: Vec<String>,
    lost: u32,
    others: u32,
    /// Errors after the end of a test, which fail their file.
    strays: Vec<String>,
    position: Position,
}

/// The runner's message for such an error.
const STRAY: &str = "generated asynchronous activity after the test ended";

/// The error of tests whose suite could not open its page.
const CANCELLED: &str = "'test did not finish before its parent and was cancelled'";

#[derive(Debug, Default, PartialEq)]
enum Position {
    #[default]
    Outside,
    Location,
    Name,
}

impl Failures {
    fn read_line(&mut self, line: &str) {
        let line = plain(line);
        let line = line.trim();
        if line.contains(STRAY) {
            self.strays.push(line.to_owned());
        }
        self.position = match self.position {
            Position::Outside if line.starts_with("test at ") => {
                self.files.extend(file_of(line).map(str::to_owned));
                Position::Location
            }
            Position::Location => Position::Name,
            Position::Name => {
                let is_lost = line.starts_with("BrowserLost");
                self.lost += u32::from(is_lost);
                self.others += u32::from(!is_lost && line != CANCELLED);
                Position::Outside
            }
            Position::Outside => Position::Outside,
        };
    }

    /// Returns the files of the failures if a browser was lost and nothing else failed.
    fn lost_alone(mut self, counts: Counts) -> Option<Vec<String>> {
        self.files.sort();
        self.files.dedup();
        (self.lost > 0 && self.others == 0 && self.lost >= counts.failed).then_some(self.files)
    }
}

/// Returns the file in a line such as `test at FILE:LINE:COLUMN`.
fn file_of(line: &str) -> Option<&str> {
    line.strip_prefix("test at ")?.rsplitn(3, ':').nth(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost_alone(failed: u32, errors: &[&str]) -> Option<Vec<String>> {
        let mut failures = Failures::default();
        let lines = ["✖ failing tests:", ""].into_iter().map(str::to_owned);
        let entries = errors.iter().flat_map(|error| {
            let place = "test at package/browser/compiled.test.js:78:5".to_owned();
            [
                place,
                "\u{1b}[31m✖ Rust (120121.03ms)\u{1b}[39m".to_owned(),
                format!("  {error}"),
                "      at call (x.js:1:2)".to_owned(),
                String::new(),
            ]
        });
        lines.chain(entries).for_each(|line| failures.read_line(&line));
        failures.lost_alone(Counts { passed: 1, failed })
    }

    #[test]
    fn a_lost_browser_is_no_failed_assertion() {
        let (lost, failed) = ("BrowserLost: WebKit crashed", "AssertionError [ERR_ASSERTION]: 1 !== 2");
        assert_eq!(lost_alone(2, &[lost, lost]), Some(vec!["package/browser/compiled.test.js".to_owned()]));
        assert_eq!(lost_alone(2, &[lost, failed]), None);
        assert!(lost_alone(1, &[lost, CANCELLED, CANCELLED]).is_some());
        assert_eq!(lost_alone(1, &[CANCELLED, failed]), None);
        assert_eq!(lost_alone(1, &[failed]), None);
        assert_eq!(lost_alone(2, &[lost]), None, "a failure without an entry");
        assert_eq!(lost_alone(0, &[CANCELLED]), None);
    }

    #[test]
    fn an_error_outside_of_any_test_is_printed_at_the_end() {
        let mut failures = Failures::default();
        failures
            .read_line(&format!("\u{1b}[34mℹ Error: Test hook \"before\" {STRAY}. Error: aborted\u{1b}[39m"));
        assert_eq!(failures.strays, [format!("ℹ Error: Test hook \"before\" {STRAY}. Error: aborted")]);
    }
}

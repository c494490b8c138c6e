//! Rules of the contract with callers: every error code is typed and documented, and every claim of a comparison names an
//! existing test. The options are compared by `tests/types/options.test.js`.

use crate::Problem;
use crate::files::{File, find};

const KINDS: &str = "crates/protocol/src/error/kind.rs";
const TYPES: &str = "crates/core/npm/types.d.ts";
const ERRORS: &str = "docs/errors.md";
const EMULATOR: &str = "crates/emulator/README.md";

pub fn error_codes(files: &[File]) -> Vec<Problem> {
    let Some(kinds) = find(files, KINDS) else { return missing(KINDS) };
    let codes: Vec<&str> = kinds.text.lines().filter_map(code_of).collect();
    if codes.is_empty() {
        return vec![format!(
            "{KINDS}: no line of the form `Kind = \"code\",` was found: does this rule still fit?"
        )];
    }
    let mut problems = Vec::new();
    for code in codes {
        problems.extend(unless_in(files, TYPES, &format!("\"{code}\""), "add it to the type of `code`"));
        problems.extend(unless_in(
            files,
            ERRORS,
            &format!("| `{code}`"),
            "add a row that says when it happens",
        ));
        // The two cells of a table row: the code, and a scenario that causes it.
        let row = format!("| `{code}` | `");
        problems.extend(unless_in(files, EMULATOR, &row, "name a scenario that leads to it"));
    }
    problems
}

/// Returns the code in a line such as `Auth = "auth",`.
fn code_of(line: &str) -> Option<&str> {
    let (kind, code) = line.trim().strip_suffix("\",")?.split_once(" = \"")?;
    let is_kind = kind.starts_with(char::is_uppercase) && kind.chars().all(char::is_alphanumeric);
    let is_code = code.chars().all(|character| character.is_ascii_lowercase() || character == '-');
    (is_kind && is_code).then_some(code)
}

/// The page of comparisons, and the headings of its sections, each with a table of claims and a table of tests.
const PAGE: &str = "docs/comparison.md";
const COMPARISONS: [&str; 2] = ["## Libraries", "## Tintype Studio"];

pub fn comparison(files: &[File]) -> Vec<Problem> {
    COMPARISONS.iter().flat_map(|heading| compared(files, heading)).collect()
}

/// Checks that each row whose cell for Tintype begins with "yes" has a row of the same number in the table of tests
/// below it, which names a test.
fn compared(files: &[File], heading: &str) -> Vec<Problem> {
    let path = PAGE;
    let Some(page) = find(files, path) else { return missing(path) };
    let section = page.text.split_once(&format!("\n{heading}\n")).map_or("", |(_, section)| section);
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows: Vec<_> = section.lines().filter_map(numbered_row).collect();
    let (tests, claims): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, cells)| cells.len() == 2);
    let yes: Vec<_> = claims.into_iter().filter(|(_, cells)| cells[1].starts_with("yes")).collect();
    if yes.is_empty() {
        return vec![format!("{path}: no yes was found below `{heading}`: does this rule still fit?")];
    }
    let is_shown = |number: usize| tests.iter().any(|(shown, _)| *shown == number);
    let unshown = yes.iter().filter(|(number, _)| !is_shown(*number));
    let mut problems: Vec<_> = unshown
        .map(|(number, cells)| format!("{path}: row {number}, {}: name the test that shows it", cells[0]))
        .collect();
    for (number, cells) in &tests {
        let (script, name) = (cells[0].trim_matches('`'), cells[1].trim_matches('`'));
        if !yes.iter().any(|(claimed, _)| claimed == number) {
            problems.push(format!("{path}: a test is named for row {number}, which claims nothing"));
        }
        if !find(files, script).is_some_and(|file| names_test(file, name)) {
            problems.push(format!("{path}: row {number}: {script} has no test of the name `{name}`"));
        }
    }
    problems
}

/// Returns the number and the other cells of a row such as `| 7 | a | b |`.
fn numbered_row(line: &str) -> Option<(usize, Vec<&str>)> {
    let mut cells = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim);
    let number = cells.next()?.parse().ok()?;
    Some((number, cells.collect()))
}

/// Whether the file has a test of this name that runs.
pub fn names_test(file: &File, name: &str) -> bool {
    if !file.is(&["rs"]) {
        let name = format!("\"{name}\",");
        let runs = |line: &str| !line.trim_start().starts_with("//") && !line.contains("skip(");
        return file.text.lines().any(|line| line.contains(&name) && runs(line));
    }
    let name = format!("fn {name}(");
    let mut is_marked = false;
    for line in file.text.lines().map(str::trim) {
        is_marked |= line.starts_with("#[test]") || line.starts_with("#[wasm_bindgen_test");
        if line.contains(&name) && is_marked && !line.starts_with("//") {
            return true;
        }
        // More attributes and comments may precede the function.
        is_marked &= line.starts_with("#[") || line.starts_with("//");
    }
    false
}

fn unless_in(files: &[File], path: &str, wanted: &str, say: &str) -> Option<Problem> {
    let here = find(files, path).is_some_and(|file| file.text.contains(wanted));
    (!here).then(|| format!("{path}: {wanted} is missing: {say}"))
}

pub fn missing(path: &str) -> Vec<Problem> {
    vec![format!("{path}: is missing")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(types: &str, page: &str) -> Vec<File> {
        let kinds =
            "kinds! {\n    /// A key = \"no\".\n    Auth = \"auth\",\n    TooLarge = \"too-large\",\n}\n";
        let scenarios = "| `auth` | `bad-key` |\n| `too-large` | `too-large` |\n";
        let emulator = File::new(EMULATOR, scenarios);
        vec![File::new(KINDS, kinds), File::new(TYPES, types), File::new(ERRORS, page), emulator]
    }

    #[test]
    fn a_code_without_type_or_row_is_found() {
        let row = "| `auth` | bad key |\n| `too-large` | 413 |\n";
        let typed = "code: \"auth\" | \"too-large\";";
        assert!(error_codes(&contract(typed, row)).is_empty());
        assert_eq!(error_codes(&contract("code: \"auth\";", row)).len(), 1);
        assert_eq!(error_codes(&contract(typed, "| `auth` | bad key |")).len(), 1);
        let without_scenarios = &contract(typed, row)[..3];
        assert_eq!(error_codes(without_scenarios).len(), 2);
        assert_eq!(error_codes(&[]).len(), 1);
        assert_eq!(error_codes(&[File::new(KINDS, "enum Kind {}")]).len(), 1);
    }

    #[test]
    fn only_a_test_that_runs_is_one() {
        let rust = |text: &str| names_test(&File::new("a.rs", text), "works");
        assert!(rust("#[test]\n#[should_panic]\n// why\nfn works() {"));
        assert!(rust("#[wasm_bindgen_test]\nasync fn works() {") && rust("#[test] fn works() {"));
        assert!(!rust("fn works() {") && !rust("#[test]\nfn other() {\n}\nfn works() {"));
        assert!(!rust("// #[test]\n// fn works() {") && !rust("#[test]\n// fn works() {\nfn other() {"));
        let script = |text: &str| names_test(&File::new("a.test.js", text), "it works");
        assert!(script("test(\"it works\", () => {"));
        assert!(!script("// test(\"it works\", () => {") && !script("test.skip(\"it works\", () => {"));
    }

    fn compared(rows: &str) -> Vec<Problem> {
        let heading = COMPARISONS[0];
        let page = format!("# a\n\n{heading}\n\n{rows}\n## b\n\n| 9 | of another section | yes |\n");
        let rust = File::new("a/b.rs", "#[test]\nfn it_works() {}\n");
        let script = File::new("a/b.test.js", "test(\"it works\", () => {});\n");
        super::compared(&[File::new(PAGE, &page), rust, script], heading)
    }

    #[test]
    fn a_claim_without_its_test_is_found() {
        let claims = "| 1 | fast | yes, very | no |\n| 2 | cheap | no | yes |\n| 3 | good | yes | – |\n";
        let rust = "| 1 | `a/b.rs` | `it_works` |\n";
        let script = "| 3 | `a/b.test.js` | `it works` |\n";
        assert_eq!(compared(&format!("{claims}{rust}{script}")), Vec::<Problem>::new());
        assert_eq!(compared(&format!("{claims}{rust}")).len(), 1);
        for wrong in [
            "| 3 | `a/b.rs` | `it_work` |\n",
            "| 3 | `a/c.rs` | `it_works` |\n",
            "| 3 | `a/b.test.js` | `it` |\n",
        ] {
            let problems = compared(&format!("{claims}{rust}{wrong}"));
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].contains("row 3"), "{problems:?}");
        }
        assert_eq!(compared(&format!("{claims}{rust}{script}| 2 | `a/b.rs` | `it_works` |\n")).len(), 1);
        assert_eq!(compared("").len(), 1);
        assert_eq!(comparison(&[]).len(), COMPARISONS.len());
    }
}

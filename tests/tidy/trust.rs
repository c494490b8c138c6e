//! Rules of trust: no unsafe code, nothing from elsewhere than the registries, under licences that allow what this is
//! for, and for every threat of SECURITY.md a test that is there.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::Problem;
use crate::contract::{missing, names_test};
use crate::files::{File, find};

/// Also in tests, and in the fuzzer's targets: no place here needs it.
pub fn unsafe_code(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is(&["rs"]) && file.path != "tests/tidy/trust.rs") {
        let code = file.lines().filter(|(_, line)| !line.trim_start().starts_with("//"));
        for (number, _) in code.filter(|(_, line)| opens_unsafe(line)) {
            problems.push(format!(
                "{}:{number}: unsafe code; a safe way, or a crate that has made it safe",
                file.path
            ));
        }
    }
    let lint =
        find(files, "Cargo.toml").is_some_and(|manifest| manifest.text.contains("unsafe_code = \"forbid\""));
    problems.extend((!lint).then(|| "Cargo.toml: the lint unsafe_code must be forbid".to_owned()));
    // Examples are of no workspace, as the crates of strangers.
    let is_ours = |path: &str| path.starts_with("crates/") && !path.contains("/examples/");
    let manifests = files.iter().filter(|file| is_ours(&file.path) && file.path.ends_with("/Cargo.toml"));
    let free = manifests.filter(|manifest| !manifest.text.contains("[lints]\nworkspace = true"));
    problems.extend(free.map(|manifest| format!("{}: has no `[lints] workspace = true`", manifest.path)));
    problems
}

fn opens_unsafe(line: &str) -> bool {
    ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern", "unsafe trait", "unsafe(", "allow(unsafe_code"]
        .iter()
        .any(|opening| line.contains(opening))
}

/// Every locked crate is crates.io's with its checksum, or a folder of this repository; every locked npm package is the
/// registry's with its own; and the package that is shipped depends on nothing.
pub fn sources(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files {
        match file.path.rsplit('/').next() {
            Some("Cargo.lock") => problems.extend(foreign_crates(file)),
            Some("package-lock.json") => problems.extend(foreign_packages(file)),
            _ => {}
        }
    }
    let shipped = "crates/core/npm/package.json";
    let depends = |file: &File| file.text.to_ascii_lowercase().contains("dependencies\"");
    if find(files, shipped).is_none_or(depends) {
        problems.push(format!("{shipped}: the package depends on nothing"));
    }
    problems
}

const CRATES_IO: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

fn foreign_crates(lock: &File) -> Vec<Problem> {
    let packages = lock.text.split("[[package]]").skip(1);
    let is_foreign = |package: &&str| {
        let is_sourced = package.contains("\nsource = ");
        is_sourced && !(package.contains(CRATES_IO) && package.contains("\nchecksum = "))
    };
    let name = |package: &str| package.trim().lines().next().unwrap_or_default().to_owned();
    packages
        .filter(is_foreign)
        .map(|package| format!("{}: {} is not crates.io's", lock.path, name(package)))
        .collect()
}

fn foreign_packages(lock: &File) -> Vec<Problem> {
    let Ok(lock_json) = serde_json::from_str::<Value>(&lock.text) else {
        return vec![format!("{}: is no JSON", lock.path)];
    };
    let Some(packages) = lock_json["packages"].as_object() else { return missing(&lock.path) };
    let is_foreign = |package: &Value| {
        let from = package["resolved"].as_str();
        from.is_some_and(|from| !from.starts_with("https://registry.npmjs.org/"))
            || !package["integrity"].is_string()
    };
    let foreign = packages.iter().filter(|(name, package)| !name.is_empty() && is_foreign(package));
    foreign.map(|(name, _)| format!("{}: {name} is not the registry's, or has no hash", lock.path)).collect()
}

/// What anybody may use, change and pass on, in a product too.
const FREE: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "Zlib",
    "BSL-1.0",
    "CC0-1.0",
    "Unicode-3.0",
    "Unlicense",
    "IJG",
];

/// What may be used beside that by what only tests: whoever changes or shows it has duties.
const FREE_TO_USE: &[&str] = &["MPL-2.0", "CC-BY-4.0", "BlueOak-1.0.0"];

/// Its manifest spells the licence in a way that locks do not read; the file that it brings is BSD-3-Clause.
const UNSAID: (&str, &str) = ("node_modules/parse-cache-control", "BSD-3-Clause");

/// Each crate of `cargo metadata` by name and licence.
pub fn licences(packages: &[(String, String)]) -> Vec<Problem> {
    licences_among(packages, FREE)
}

/// Each npm package that is locked.
pub fn npm_licences(files: &[File]) -> Vec<Problem> {
    let locks = files.iter().filter(|file| file.path.ends_with("package-lock.json"));
    let packages: Vec<_> = locks.flat_map(locked_packages).collect();
    if packages.is_empty() {
        return vec!["package-lock.json: no package was found: does this rule still fit?".to_owned()];
    }
    licences_among(&packages, &[FREE, FREE_TO_USE].concat())
}

fn locked_packages(lock: &File) -> Vec<(String, String)> {
    let lock: Value = serde_json::from_str(&lock.text).unwrap_or_default();
    let packages = lock["packages"].as_object().into_iter().flatten();
    let licence = |name: &str, package: &Value| match package["license"].as_str() {
        None if name == UNSAID.0 => UNSAID.1.to_owned(),
        said => said.unwrap_or_default().to_owned(),
    };
    packages.map(|(name, package)| (name.clone(), licence(name, package))).collect()
}

fn licences_among(packages: &[(String, String)], allowed: &[&str]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, licence) in packages {
        let is_free = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|licence| {
            licence.evaluate(|wanted| wanted.license.id().is_some_and(|id| allowed.contains(&id.name)))
        });
        if !is_free {
            problems
                .push(format!("{name}: the licence `{licence}` is not among those that this project takes"));
        }
    }
    problems
}

/// Asks cargo for all locked crates, whichever platform needs them.
pub fn locked_crates() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let asked = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output();
    let asked = asked.expect("cargo can be run");
    assert!(asked.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&asked.stderr));
    let metadata: Value = serde_json::from_slice(&asked.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    packages.iter().map(|package| (text(&package["name"]), text(&package["license"]))).collect()
}

const SECURITY: &str = "SECURITY.md";

/// Every row of a table of threats ends in a cell that names tests, as `` `file`: `name` ``; each must be there.
pub fn threats(files: &[File]) -> Vec<Problem> {
    let Some(security) = find(files, SECURITY) else { return missing(SECURITY) };
    let rows: Vec<_> = security
        .lines()
        .filter(|(_, line)| line.starts_with("| ") && !line.starts_with("| threat"))
        .collect();
    if rows.is_empty() {
        return vec![format!("{SECURITY}: no threat was found: does this rule still fit?")];
    }
    let mut problems = Vec::new();
    for (number, row) in rows {
        let cell = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
        let tests: Vec<_> = cell.split("; ").filter_map(named_test).collect();
        if tests.is_empty() {
            problems.push(format!("{SECURITY}:{number}: name the test that shows the defence"));
        }
        for (path, name) in tests {
            if !find(files, path).is_some_and(|file| names_test(file, name)) {
                problems.push(format!("{SECURITY}:{number}: {path} has no test of the name `{name}`"));
            }
        }
    }
    problems
}

/// The two of `` `tests/a.rs`: `name` ``.
fn named_test(text: &str) -> Option<(&str, &str)> {
    let (path, name) = text.trim().strip_prefix('`')?.strip_suffix('`')?.split_once("`: `")?;
    Some((path, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifests(lint: &str) -> [File; 2] {
        let own = "[lints]\nworkspace = true\n";
        [File::new("Cargo.toml", lint), File::new("crates/a/Cargo.toml", own)]
    }

    #[test]
    fn unsafe_code_is_found() {
        let [root, own] = manifests("unsafe_code = \"forbid\"");
        let with = |code: &str| {
            unsafe_code(&[
                File::new("Cargo.toml", &root.text),
                File::new("crates/a/Cargo.toml", &own.text),
                File::new("a.rs", code),
            ])
        };
        assert_eq!(with("let a = 1; // unsafe { }\n// unsafe { }").len(), 1);
        assert_eq!(with("unsafe impl Send for A {}").len(), 1);
        assert_eq!(with("#![allow(unsafe_code)]").len(), 1);
        assert!(with("// unsafe { }\nfn safe() {}").is_empty());
        assert_eq!(unsafe_code(&manifests("unsafe_code = \"deny\"")).len(), 1);
        assert_eq!(unsafe_code(&[root, File::new("crates/b/Cargo.toml", "[package]")]).len(), 1);
    }

    #[test]
    fn what_is_not_the_registries_is_found() {
        let shipped = || File::new("crates/core/npm/package.json", "{}");
        let crates = |package: &str| {
            sources(&[shipped(), File::new("Cargo.lock", &format!("[[package]]\nname = \"a\"\n{package}"))])
        };
        assert!(crates(&format!("{CRATES_IO}\nchecksum = \"1\"")).is_empty());
        assert!(crates("version = \"1\"").is_empty());
        assert_eq!(crates("source = \"git+https://h/a#1\"").len(), 1);
        assert_eq!(crates(CRATES_IO).len(), 1);
        let packages = |package: &str| {
            sources(&[
                shipped(),
                File::new(
                    "x/package-lock.json",
                    &format!("{{\"packages\":{{\"\":{{}},\"node_modules/a\":{package}}}}}"),
                ),
            ])
        };
        assert!(packages(r#"{"integrity":"sha512-x"}"#).is_empty());
        assert_eq!(packages(r#"{"integrity":"sha512-x","resolved":"https://h/a.tgz"}"#).len(), 1);
        assert_eq!(packages("{}").len(), 1);
        assert_eq!(sources(&[File::new("crates/core/npm/package.json", r#"{"dependencies":{}}"#)]).len(), 1);
        assert_eq!(sources(&[]).len(), 1);
    }

    #[test]
    fn a_licence_that_binds_is_found() {
        let licence = |text: &str| licences(&[("a".to_owned(), text.to_owned())]).len();
        for free in [
            "MIT",
            "MIT/Apache-2.0",
            "MIT OR GPL-3.0-only",
            "(MIT OR Apache-2.0) AND IJG",
            "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
        ] {
            assert_eq!(licence(free), 0, "{free}");
        }
        for bound in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "", "Mine"] {
            assert_eq!(licence(bound), 1, "{bound}");
        }
        assert_eq!(licence("MPL-2.0"), 1, "what is shipped");
    }

    #[test]
    fn a_package_without_a_free_licence_is_found() {
        let packages = |packages: &str| {
            npm_licences(&[File::new("x/package-lock.json", &format!("{{\"packages\":{{{packages}}}}}"))])
                .len()
        };
        assert_eq!(packages(r#""a":{"license":"MIT"},"b":{"license":"MPL-2.0"}"#), 0);
        assert_eq!(packages(r#""a":{"license":"MIT"},"b":{"license":"GPL-3.0-only"}"#), 1);
        assert_eq!(packages(&format!(r#""{}":{{}},"b":{{}}"#, UNSAID.0)), 1);
        assert_eq!(packages(""), 1);
    }

    #[test]
    fn a_threat_without_its_test_is_found() {
        let told = |rows: &str| {
            let rust = File::new("a/b.rs", "#[test]\nfn it_works() {}\n");
            let script = File::new("a/b.test.js", "test(\"it works\", () => {});\n");
            threats(&[File::new(SECURITY, rows), rust, script]).len()
        };
        assert_eq!(
            told(
                "| threat | defence | test |\n|---|---|---|\n| a | b | `a/b.rs`: `it_works`; `a/b.test.js`: `it works` |"
            ),
            0
        );
        assert_eq!(told("| a | b | none |"), 1);
        assert_eq!(told("| a | b | `a/b.rs`: `it_work` |"), 1);
        assert_eq!(told("| a | b | `a/c.rs`: `it_works` |"), 1);
        assert_eq!(told(""), 1);
        assert_eq!(threats(&[]).len(), 1);
    }
}

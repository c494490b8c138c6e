//! Rules of the supply chain: no unsafe code, npm packages from the registry under permissive licences, and an existing test for
//! every threat of SECURITY.md. `deny.toml` has the rules of crates.

use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::Problem;
use crate::documentation::{missing, names_test};
use crate::files::{File, find};

/// Checks all code, also tests and fuzz targets.
pub fn unsafe_code(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is(&["rs"]) && file.path != "tests/tidy/supply_chain.rs") {
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
    // Examples belong to no workspace, like the crates of users.
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

/// Checks that locked npm packages come from the registry with a hash, and that the published package has no
/// dependency.
pub fn sources(files: &[File]) -> Vec<Problem> {
    let locks = files.iter().filter(|file| file.path.ends_with("package-lock.json"));
    let mut problems: Vec<_> = locks.flat_map(unlocked_packages).collect();
    let shipped = "crates/core/npm/package.json";
    let depends = |file: &File| file.text.to_ascii_lowercase().contains("dependencies\"");
    if find(files, shipped).is_none_or(depends) {
        problems.push(format!("{shipped}: the package depends on nothing"));
    }
    problems
}

fn unlocked_packages(lock: &File) -> Vec<Problem> {
    let Ok(lock_json) = serde_json::from_str::<Value>(&lock.text) else {
        return vec![format!("{}: is no JSON", lock.path)];
    };
    let Some(packages) = lock_json["packages"].as_object() else { return missing(&lock.path) };
    let is_unlocked = |package: &Value| {
        let from = package["resolved"].as_str();
        from.is_some_and(|from| !from.starts_with("https://registry.npmjs.org/"))
            || !package["integrity"].is_string()
    };
    let unlocked = packages.iter().filter(|(name, package)| !name.is_empty() && is_unlocked(package));
    unlocked.map(|(name, _)| format!("{}: {name} is not the registry's, or has no hash", lock.path)).collect()
}

/// Permissive licences, and some with conditions for changes or publication, because only tests and tools use the
/// packages.
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
    "MPL-2.0",
    "CC-BY-4.0",
    "BlueOak-1.0.0",
    "Python-2.0",
    "PSF-2.0",
];

/// A package without a licence in the lock file. Its licence file is BSD-3-Clause.
const UNDECLARED: (&str, &str) = ("node_modules/parse-cache-control", "BSD-3-Clause");

/// Checks the licence of each locked npm package.
pub fn npm_licences(files: &[File]) -> Vec<Problem> {
    let locks = files.iter().filter(|file| file.path.ends_with("package-lock.json"));
    let packages: Vec<_> = locks.flat_map(locked_packages).collect();
    if packages.is_empty() {
        return vec!["package-lock.json: no package was found: does this rule still fit?".to_owned()];
    }
    let mut problems = Vec::new();
    for (name, licence) in packages {
        let is_free = Expression::parse_mode(&licence, ParseMode::LAX).is_ok_and(|licence| {
            licence.evaluate(|wanted| wanted.license.id().is_some_and(|id| FREE.contains(&id.name)))
        });
        if !is_free {
            problems
                .push(format!("{name}: the licence `{licence}` is not among those that this project takes"));
        }
    }
    problems
}

fn locked_packages(lock: &File) -> Vec<(String, String)> {
    let lock: Value = serde_json::from_str(&lock.text).unwrap_or_default();
    let packages = lock["packages"].as_object().into_iter().flatten();
    let licence = |name: &str, package: &Value| match package["license"].as_str() {
        None if name == UNDECLARED.0 => UNDECLARED.1.to_owned(),
        said => said.unwrap_or_default().to_owned(),
    };
    packages.map(|(name, package)| (name.clone(), licence(name, package))).collect()
}

const UPDATES: &str = ".github/dependabot.yml";

/// Checks that Dependabot updates the folder of every lock file.
pub fn updates(files: &[File]) -> Vec<Problem> {
    let Some(updates) = find(files, UPDATES) else { return missing(UPDATES) };
    let knows = |kind: &str, folder: &str| {
        let of_kind = updates.lines().filter(|(_, line)| line.contains(kind));
        of_kind.flat_map(|(_, line)| line.split([' ', ',', '[', ']'])).any(|word| word == folder)
    };
    let mut problems = Vec::new();
    for file in files {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let kind = match name {
            "Cargo.lock" => "package-ecosystem: cargo",
            "package-lock.json" => "package-ecosystem: npm",
            _ => continue,
        };
        if !knows(kind, &format!("/{folder}")) {
            problems.push(format!("{UPDATES}: {} has no updates: name its folder", file.path));
        }
    }
    problems
}

const SECURITY: &str = "SECURITY.md";

/// Checks that every row of a table of threats ends in a cell with existing tests, as `` `file`: `name` ``.
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

/// Returns the file and the name in `` `tests/a.rs`: `name` ``.
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
    fn a_package_of_another_source_is_found() {
        let shipped = || File::new("crates/core/npm/package.json", "{}");
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
    fn a_package_without_a_free_licence_is_found() {
        let packages = |packages: &str| {
            npm_licences(&[File::new("x/package-lock.json", &format!("{{\"packages\":{{{packages}}}}}"))])
                .len()
        };
        assert_eq!(packages(r#""a":{"license":"MIT"},"b":{"license":"MPL-2.0"}"#), 0);
        for free in ["MIT/Apache-2.0", "MIT OR GPL-3.0-only", "(MIT OR Apache-2.0) AND IJG"] {
            assert_eq!(packages(&format!(r#""a":{{"license":"{free}"}}"#)), 0, "{free}");
        }
        for bound in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "", "Mine"] {
            assert_eq!(packages(&format!(r#""a":{{"license":"{bound}"}}"#)), 1, "{bound}");
        }
        assert_eq!(packages(&format!(r#""{}":{{}},"b":{{}}"#, UNDECLARED.0)), 1);
        assert_eq!(packages(""), 1);
    }

    #[test]
    fn a_lock_file_without_updates_is_found() {
        let rule =
            "  - { package-ecosystem: cargo, directories: [/, /fuzz], schedule: { interval: weekly } }";
        let found = |path: &str| updates(&[File::new(UPDATES, rule), File::new(path, "")]).len();
        assert_eq!([found("Cargo.lock"), found("fuzz/Cargo.lock")], [0, 0]);
        assert_eq!([found("other/Cargo.lock"), found("package-lock.json")], [1, 1]);
        assert_eq!(updates(&[]).len(), 1);
    }

    #[test]
    fn a_threat_without_its_test_is_found() {
        let found = |rows: &str| {
            let rust = File::new("a/b.rs", "#[test]\nfn it_works() {}\n");
            let script = File::new("a/b.test.js", "test(\"it works\", () => {});\n");
            threats(&[File::new(SECURITY, rows), rust, script]).len()
        };
        assert_eq!(
            found(
                "| threat | defence | test |\n|---|---|---|\n| a | b | `a/b.rs`: `it_works`; `a/b.test.js`: `it works` |"
            ),
            0
        );
        assert_eq!(found("| a | b | none |"), 1);
        assert_eq!(found("| a | b | `a/b.rs`: `it_work` |"), 1);
        assert_eq!(found("| a | b | `a/c.rs`: `it_works` |"), 1);
        assert_eq!(found(""), 1);
        assert_eq!(threats(&[]).len(), 1);
    }
}

//! Rules for downloads of snippets. A GitHub action is pinned by the digest of its commit, and a package by its
//! version, because a tag can be moved to other code after the snippet was read. A dependency of our crates must be a
//! range instead, so that it resolves beside the versions that others need. Cargo.lock pins it.

use crate::Problem;
use crate::files::File;

/// Commands that download a package and run it.
const RUNNERS: &[&str] = &["npx", "bunx", "dlx"];
/// The options of these commands that name a package.
const PACKAGE_OPTIONS: &[&str] = &["-p", "--package"];

/// Checks that every `uses:` of a workflow, in documents too, names a commit, and every package that is run its
/// version.
pub fn snippets(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is(&["md", "yml", "yaml", "sh"])) {
        for (number, line) in file.lines() {
            if action(line).is_some_and(|action| !is_pinned_action(action)) {
                problems
                    .push(format!("{}:{number}: name the action by the 40 digits of its commit", file.path));
            }
            let packages = packages(line);
            let loose = packages.iter().filter(|package| !is_pinned_package(package));
            problems.extend(loose.map(|package| {
                format!("{}:{number}: name the version of {package}, as in name@1.2.3", file.path)
            }));
        }
    }
    problems
}

/// Checks that no crate requires one exact version, which would resolve beside nothing newer.
pub fn ranges(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for manifest in files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        for (number, line) in manifest.lines() {
            if line.contains("\"=") {
                let say = "give the oldest version that works, as in \"1.2\"; Cargo.lock pins";
                problems.push(format!("{}:{number}: {say}", manifest.path));
            }
        }
    }
    problems
}

/// Returns the action of a step such as `- uses: owner/name@ref # v1`.
fn action(line: &str) -> Option<&str> {
    let step = line.trim_start().trim_start_matches("- ").trim_start();
    let value = step.strip_prefix("uses:")?;
    Some(value.split('#').next()?.trim().trim_matches(['"', '\'']))
}

fn is_pinned_action(action: &str) -> bool {
    let digest =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    // An action of the same repository has no commit of its own.
    action.starts_with("./")
        || action.rsplit_once('@').is_some_and(|(_, commit)| digest(commit, 40))
        || action.rsplit_once("@sha256:").is_some_and(|(_, image)| digest(image, 64))
}

/// Returns the packages that a line downloads and runs.
fn packages(line: &str) -> Vec<&str> {
    let mut words = line.split_whitespace().peekable();
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        if !RUNNERS.contains(&word.trim_start_matches(['`', '$', '(', '"'])) {
            continue;
        }
        let mut is_named = false;
        while let Some(option) = words.next_if(|word| word.starts_with('-')) {
            let (name, value) = option.split_once('=').unzip();
            if PACKAGE_OPTIONS.contains(&name.unwrap_or(option)) {
                found.extend(value.or_else(|| words.next()));
                is_named = true;
            }
        }
        // With --package, the word after the options is a command of that package.
        found.extend(words.next().filter(|_| !is_named));
    }
    found
}

fn is_pinned_package(package: &str) -> bool {
    let package = package.trim_matches(['`', '"', '\'', ')', ';', ',']);
    // A scoped name also begins with an @.
    let version = package.rsplit_once('@').filter(|(name, _)| !name.is_empty()).map(|(_, version)| version);
    let is_exact = |version: &str| {
        let numbers: Vec<_> = version.splitn(3, '.').collect();
        numbers.len() == 3
            && numbers.iter().all(|number| number.starts_with(|character: char| character.is_ascii_digit()))
    };
    package.starts_with("./") || version.is_some_and(is_exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        snippets(&[File::new(path, text)]).len()
    }

    #[test]
    fn an_action_is_named_by_its_commit() {
        let commit = "3d3c42e5aac5ba805825da76410c181273ba90b1";
        for good in [
            format!("      - uses: actions/checkout@{commit} # v7.0.1"),
            format!("uses: \"owner/name/sub@{commit}\""),
            "- uses: ./.github/actions/build".to_owned(),
            format!("uses: docker://image@sha256:{}", "a".repeat(64)),
            "It uses: words".to_owned(),
        ] {
            assert_eq!(found("docs/a.md", &good), 0, "{good}");
        }
        for bad in [
            "      - uses: actions/checkout@v4",
            "- uses: actions/checkout",
            "- uses: 'actions/checkout@main'",
            "uses: actions/checkout@3d3c42e # short",
            "uses: docker://image:latest",
        ] {
            assert_eq!((found("docs/a.md", bad), found(".github/workflows/a.yml", bad)), (1, 1), "{bad}");
        }
    }

    #[test]
    fn a_package_that_is_run_is_named_with_its_version() {
        for good in [
            "cargo xtask site && npx netlify-cli@27.10.2 deploy",
            "npx --yes @scope/name@1.0.0-beta.1",
            "run `npx name@1.2.3`.",
            "npx -p name@1.2.3 command",
            "npx --package=name@1.2.3 command",
            "npx ./tools/own.js",
            "the word `npx` alone",
        ] {
            assert_eq!(found("docs/a.md", good), 0, "{good}");
        }
        for bad in [
            "cargo xtask site && npx netlify-cli deploy",
            "npx @scope/name",
            "npx --yes name@latest",
            "npx name@4",
            "`npx name`",
            "pnpm dlx name",
            "bunx name@^1.2.3",
            "npx -p name command",
        ] {
            assert_eq!(found("docs/a.md", bad), 1, "{bad}");
        }
    }

    #[test]
    fn a_dependency_is_a_range() {
        let found = |line: &str| ranges(&[File::new("crates/a/Cargo.toml", line)]).len();
        for good in ["name = \"1.2\"", "name.workspace = true", "[target.'cfg(unix)'.dependencies]"] {
            assert_eq!(found(good), 0, "{good}");
        }
        for bad in ["name = \"=1.2.3\"", "name = { version = \"= 1.2.3\", optional = true }"] {
            assert_eq!(found(bad), 1, "{bad}");
        }
    }
}

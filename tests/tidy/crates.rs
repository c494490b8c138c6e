//! Rules of the crates: their dependencies, and the names that they may use.

use crate::Problem;
use crate::files::{File, find};

/// The dependencies between the crates. The emulator and its painter are independent of the library, so that two bugs cannot
/// cancel out.
const MAY_DEPEND: &[(&str, &[&str])] = &[
    ("crates/protocol", &[]),
    ("crates/painter", &[]),
    ("crates/emulator", &["tintype-painter"]),
    ("crates/browser", &["tintype-protocol"]),
    ("crates/images", &["tintype-browser", "tintype-protocol"]),
    ("crates/core", &["tintype-images", "tintype-browser", "tintype-protocol"]),
    // Properties of both are tested outside of both.
    ("crates/properties", &["tintype-protocol", "tintype-emulator"]),
    ("crates/studio", &["tintype"]),
    ("crates/xtask", &[]),
];

const OURS: &[&str] = &[
    "tintype",
    "tintype-browser",
    "tintype-emulator",
    "tintype-images",
    "tintype-painter",
    "tintype-properties",
    "tintype-protocol",
    "tintype-studio",
    "xtask",
];

pub fn dependencies(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (folder, allowed) in MAY_DEPEND {
        for (manifest, number, name, _) in dependencies_of(files, folder) {
            if OURS.contains(&name) && !allowed.contains(&name) {
                problems.push(format!(
                    "{}:{number}: {folder} must not use {name}: studio → core → images → browser → protocol, emulator → painter, and nothing else",
                    manifest.path
                ));
            }
        }
    }
    problems
}

/// Crates that bind to a JavaScript engine.
const JS_CRATES: &[&str] = &["wasm-bindgen", "js-sys", "web-sys", "gloo", "leptos", "serde-wasm-bindgen"];
const PURE: &[&str] = &["crates/protocol", "crates/painter", "crates/emulator"];

/// Checks the manifests. Code can name only a dependency, and an optional one only behind its feature.
pub fn pure_crates(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for folder in PURE {
        for (manifest, number, name, line) in dependencies_of(files, folder) {
            let behind_feature = *folder == "crates/emulator" && line.contains("optional = true");
            if is_js_crate(name) && !behind_feature {
                problems.push(format!(
                    "{}:{number}: {folder} is pure: keep {name} in crates/core",
                    manifest.path
                ));
            }
        }
    }
    problems
}

fn is_js_crate(name: &str) -> bool {
    JS_CRATES.iter().any(|js| name == *js || name.strip_prefix(js).is_some_and(|rest| rest.starts_with('-')))
}

/// Checks the scripts. clippy.toml has the rule for Rust.
pub fn window(files: &[File]) -> Vec<Problem> {
    let say = "there is no window in a worker: use the global scope";
    let libraries = ["crates/core", "crates/emulator"];
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is_below(&libraries) && file.is(&["js", "mjs"])) {
        for (number, line) in file.lines().filter(|(_, line)| !is_js_comment(line)) {
            if ["window.", "window[", "document."].iter().any(|name| holds_name(line, name)) {
                problems.push(format!("{}:{number}: {say}", file.path));
            }
        }
    }
    problems
}

fn is_js_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with('*') || line.starts_with("/*")
}

/// Returns each dependency of a crate that ends up in the product: manifest, line number, name, line.
fn dependencies_of<'a>(files: &'a [File], folder: &str) -> Vec<(&'a File, usize, &'a str, &'a str)> {
    let Some(manifest) = find(files, &format!("{folder}/Cargo.toml")) else { return Vec::new() };
    let mut found = Vec::new();
    let mut section = "";
    for (number, line) in manifest.lines() {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            if let Some((_, name)) = section.split_once("dependencies.").filter(|_| is_product(section)) {
                found.push((manifest, number, name, line));
            }
        } else if section.ends_with("dependencies") && is_product(section) && !line.starts_with('#') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            found.push((manifest, number, name, line));
        }
    }
    found
}

fn is_product(section: &str) -> bool {
    !section.contains("dev-dependencies")
}

/// Whether the code contains `name`, not as the tail of a longer name.
fn holds_name(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(place, _)| {
        let before = code[..place].chars().next_back();
        !before.is_some_and(|character| character.is_alphanumeric() || character == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(path: &str, text: &str) -> [File; 1] {
        [File::new(path, text)]
    }

    #[test]
    fn a_reversed_dependency_is_found() {
        for text in [
            "[dependencies]\ntintype-emulator.workspace = true\n",
            "[dependencies]\ntintype-emulator = { path = \"x\" }\n",
            "[dependencies.tintype-emulator]\npath = \"x\"\n",
            "[target.'cfg(a)'.dependencies]\ntintype-emulator = \"1\"\n",
        ] {
            assert_eq!(dependencies(&one("crates/core/Cargo.toml", text)).len(), 1, "{text}");
        }
        let painter = "[dependencies]\ntintype-painter.workspace = true\n";
        assert_eq!(dependencies(&one("crates/properties/Cargo.toml", painter)).len(), 1);
        assert!(dependencies(&one("crates/emulator/Cargo.toml", painter)).is_empty());
        let fine = "[dependencies]\ntintype-protocol.workspace = true\n\n[dev-dependencies]\ntintype-emulator = \"1\"\n";
        assert!(dependencies(&one("crates/core/Cargo.toml", fine)).is_empty());
    }

    #[test]
    fn javascript_in_a_pure_crate_is_found() {
        let manifest = "[dependencies]\njs-sys = \"0.3\"\n";
        assert_eq!(pure_crates(&one("crates/protocol/Cargo.toml", manifest)).len(), 1);
        let optional = "[dependencies]\nwasm-bindgen = { workspace = true, optional = true }\n";
        assert_eq!(pure_crates(&one("crates/protocol/Cargo.toml", optional)).len(), 1);
        assert!(pure_crates(&one("crates/emulator/Cargo.toml", optional)).is_empty());
    }

    #[test]
    fn window_in_a_library_is_found() {
        assert_eq!(window(&one("crates/core/npm/index.js", "window.x = 1;")).len(), 1);
        assert!(window(&one("crates/core/npm/index.js", "// no window. here")).is_empty());
        assert!(window(&one("crates/studio/src/a.js", "window.x = 1;")).is_empty());
    }
}

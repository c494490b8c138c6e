//! Rules of the rooms: which crate may name what.

use crate::Problem;
use crate::files::{File, find};
use crate::rust_text::product_lines;

/// What each crate may use of the others. The emulator stands alone, so that two bugs cannot cancel out.
const MAY_DEPEND: &[(&str, &[&str])] = &[
    ("crates/protocol", &[]),
    ("crates/emulator", &[]),
    ("crates/browser", &["tintype-protocol"]),
    ("crates/images", &["tintype-browser", "tintype-protocol"]),
    ("crates/core", &["tintype-images", "tintype-browser", "tintype-protocol"]),
    // What holds between the two is shown outside of both.
    ("crates/properties", &["tintype-protocol", "tintype-emulator"]),
    ("crates/studio", &["tintype"]),
    ("crates/xtask", &[]),
];

const OURS: &[&str] = &[
    "tintype",
    "tintype-browser",
    "tintype-emulator",
    "tintype-images",
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
                    "{}:{number}: {folder} must not use {name}: studio → core → images → browser → protocol, and nothing else",
                    manifest.path
                ));
            }
        }
    }
    problems
}

/// Crates that speak to a JavaScript engine.
const JS_CRATES: &[&str] = &["wasm-bindgen", "js-sys", "web-sys", "gloo", "leptos", "serde-wasm-bindgen"];
const PURE: &[&str] = &["crates/protocol", "crates/emulator"];
/// The emulator's face to the browser, behind the feature "worker".
const WORKER: &str = "crates/emulator/src/worker";

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
    let names_js = |code: &str| JS_CRATES.iter().any(|name| names_path(code, &name.replace('-', "_")));
    let say = "this crate is pure: it names no JavaScript; put it behind a trait that crates/core implements";
    problems.extend(in_code(files, PURE, names_js, say).filter(|problem| !problem.starts_with(WORKER)));
    problems
}

fn is_js_crate(name: &str) -> bool {
    JS_CRATES.iter().any(|js| name == *js || name.strip_prefix(js).is_some_and(|rest| rest.starts_with('-')))
}

const PRODUCT: &[&str] = &[
    "crates/protocol",
    "crates/browser",
    "crates/images",
    "crates/core",
    "crates/emulator",
    "crates/studio",
];

pub fn js_value(files: &[File]) -> Vec<Problem> {
    let say =
        "`JsValue` stays in crates/core, images and browser: give this crate a typed value or a plain error";
    let elsewhere = ["crates/protocol", "crates/emulator", "crates/studio"];
    in_code(files, &elsewhere, |code| holds_name(code, "JsValue"), say)
        .filter(|problem| !problem.starts_with(WORKER))
        .collect()
}

pub fn window(files: &[File]) -> Vec<Problem> {
    let say = "there is no window in a worker: use the global scope";
    let libraries = ["crates/protocol", "crates/browser", "crates/images", "crates/core", "crates/emulator"];
    let rust = |code: &str| {
        ["window()", "web_sys::window", "web_sys::Window", "Window>"]
            .iter()
            .any(|name| holds_name(code, name))
    };
    let mut problems: Vec<Problem> = in_code(files, &libraries, rust, say).collect();
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

pub fn panics(files: &[File]) -> Vec<Problem> {
    let say = "a panic in wasm ends the whole module: return an error, or a value that is always there";
    let panics = |code: &str| {
        [".unwrap()", ".expect(", ".unwrap_err()", "panic!(", "unreachable!("]
            .iter()
            .any(|call| code.contains(call))
    };
    in_code(files, PRODUCT, panics, say).collect()
}

pub fn forgotten(files: &[File]) -> Vec<Problem> {
    let say = "leaks: keep the value and let its owner drop it";
    let forgets =
        |code: &str| code.contains(".forget()") || code.contains("::forget") || code.contains("Box::leak");
    in_code(files, PRODUCT, forgets, say).collect()
}

fn in_code<'a>(
    files: &'a [File],
    folders: &'a [&str],
    wrong: impl Fn(&str) -> bool + 'a,
    say: &'a str,
) -> impl Iterator<Item = Problem> + 'a {
    product_lines(files, folders)
        .filter(move |(_, _, code)| wrong(code))
        .map(move |(file, number, code)| format!("{}:{number}: `{}`: {say}", file.path, code.trim()))
}

/// Each dependency of a crate that ends up in the product: manifest, line number, name, line.
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

/// `name` as the start of a path or in a `use`.
fn names_path(code: &str, name: &str) -> bool {
    holds_name(code, &format!("{name}::")) || holds_name(code, &format!("use {name};"))
}

/// `name` not as the tail of a longer name.
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
    fn a_dependency_the_wrong_way_is_found() {
        for text in [
            "[dependencies]\ntintype-emulator.workspace = true\n",
            "[dependencies]\ntintype-emulator = { path = \"x\" }\n",
            "[dependencies.tintype-emulator]\npath = \"x\"\n",
            "[target.'cfg(a)'.dependencies]\ntintype-emulator = \"1\"\n",
        ] {
            assert_eq!(dependencies(&one("crates/core/Cargo.toml", text)).len(), 1, "{text}");
        }
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
        let code = "use wasm_bindgen::prelude::*;";
        assert_eq!(pure_crates(&one("crates/emulator/src/lib.rs", code)).len(), 1);
        assert!(pure_crates(&one("crates/emulator/src/worker.rs", code)).is_empty());
        assert!(pure_crates(&one("crates/core/src/lib.rs", code)).is_empty());
    }

    #[test]
    fn js_value_outside_core_is_found() {
        assert_eq!(js_value(&one("crates/studio/src/main.rs", "fn f(a: JsValue) {}")).len(), 1);
        assert!(js_value(&one("crates/core/src/lib.rs", "fn f(a: JsValue) {}")).is_empty());
    }

    #[test]
    fn window_in_a_library_is_found() {
        for code in ["let w = web_sys::window();", "use gloo::window();", "global.dyn_into::<Window>()"] {
            assert_eq!(window(&one("crates/core/src/a.rs", code)).len(), 1, "{code}");
        }
        assert_eq!(window(&one("crates/core/npm/index.js", "window.x = 1;")).len(), 1);
        assert!(window(&one("crates/core/npm/index.js", "// no window. here")).is_empty());
        assert!(window(&one("crates/studio/src/a.rs", "let w = window();")).is_empty());
    }

    #[test]
    fn panics_outside_tests_are_found() {
        assert_eq!(panics(&one("crates/core/src/a.rs", "let a = b.unwrap();")).len(), 1);
        assert_eq!(panics(&one("crates/core/src/a.rs", "let a = b\n    .expect(\"c\");")).len(), 1);
        assert!(panics(&one("crates/core/src/a.rs", "let a = b.unwrap_or(1);")).is_empty());
        assert!(panics(&one("crates/core/tests/a.rs", "let a = b.unwrap();")).is_empty());
        assert!(panics(&one("crates/xtask/src/a.rs", "let a = b.unwrap();")).is_empty());
    }

    #[test]
    fn forgetting_is_found() {
        assert_eq!(forgotten(&one("crates/studio/src/a.rs", "closure.forget();")).len(), 1);
        assert_eq!(forgotten(&one("crates/studio/src/a.rs", "std::mem::forget(a);")).len(), 1);
        assert!(forgotten(&one("crates/studio/src/a.rs", "drop(closure);")).is_empty());
    }
}

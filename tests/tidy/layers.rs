//! The layers of Studio: the modules that each may use, and the operations that only some of them may perform.

use crate::Problem;
use crate::files::File;
use crate::modules::{cycles, graph};
use crate::rust_text::product_lines;

const STUDIO: &str = "crates/studio/src";
const COMPONENTS: &str = "crates/studio/src/components";

/// The layers from the lowest up. Each may use those before it. `main`, the root, is above all of them.
const LAYERS: &[&str] = &["model", "text", "browser", "store", "actions", "components", "lazy"];

/// Returns the height of a module, or `None` for a module outside of the layers.
fn height(module: &str) -> Option<usize> {
    if module.is_empty() {
        return Some(LAYERS.len());
    }
    let layer = module.split("::").next()?;
    LAYERS.iter().position(|name| *name == layer)
}

pub fn upward_uses(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (module, named) in graph(files, STUDIO) {
        let Some(own) = height(&module) else {
            problems.push(format!(
                "{STUDIO}: `{module}` is of no layer: put it into one of {}",
                LAYERS.join(", ")
            ));
            continue;
        };
        let upward = named.iter().filter(|other| height(other).is_some_and(|height| height > own));
        problems.extend(upward.map(|other| {
            let other = if other.is_empty() { "main" } else { other };
            format!("{STUDIO}: `{module}` uses `{other}`, which is of a higher layer: {}", LAYERS.join(" ← "))
        }));
    }
    problems
}

/// The crates whose modules must not have cycles.
const ACYCLIC: &[&str] = &[
    STUDIO,
    "crates/protocol/src",
    "crates/browser/src",
    "crates/images/src",
    "crates/core/src",
    "crates/painter/src",
    "crates/emulator/src",
    "crates/properties/src",
    "crates/xtask/src",
];

pub fn module_cycles(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for folder in ACYCLIC {
        for cycle in cycles(&graph(files, folder)) {
            let cycle = cycle.join(" → ");
            problems.push(format!(
                "{folder}: these modules use each other: {cycle}: move shared code below them"
            ));
        }
    }
    problems
}

/// The methods that write a signal or a stored value.
const WRITES: &[&str] =
    &[".set(", ".update(", ".set_value(", ".update_value(", ".try_update(", ".try_update_value(", ".write("];

pub fn component_writes(files: &[File]) -> Vec<Problem> {
    let problems = product_lines(files, &[COMPONENTS]).filter(|(_, _, code)| writes_store(code));
    let say = |(file, number, code): (&File, usize, &str)| {
        format!(
            "{}:{number}: `{}`: a component writes the store: give it a function of actions",
            file.path,
            code.trim()
        )
    };
    problems.map(say).collect()
}

/// Whether a line calls one of the writing methods on a member of `store`, at any depth: `store.a.b().set(…)`.
fn writes_store(code: &str) -> bool {
    code.match_indices("store").any(|(place, word)| {
        let is_member = |character: char| character.is_alphanumeric() || "_.()".contains(character);
        let chain = &code[place + word.len()..];
        let end = chain.find(|character: char| !is_member(character)).unwrap_or(chain.len());
        let chain = &chain[..end];
        let chain = chain.strip_prefix("()").unwrap_or(chain);
        chain.starts_with('.') && WRITES.iter().any(|write| chain.contains(write))
    })
}

/// The library's functions and types that call a service, which only `actions` may use.
const CALLS: &[&str] = &["Client", "ClientBuilder", "GenerateBuilder", "PreparedImage", "compose", "inspect"];

pub fn library_calls(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, number, code) in product_lines(files, &[STUDIO]) {
        let inside = file.path.strip_prefix(STUDIO).unwrap_or_default().trim_start_matches('/');
        let layer = inside.split('/').next().unwrap_or_default();
        let is_wrong = match layer {
            "actions" => false,
            "model" | "text" | "store" => {
                names_library(code) && CALLS.iter().any(|name| holds_word(code, name))
            }
            _ => names_library(code),
        };
        if is_wrong {
            problems.push(format!(
                "{}:{number}: `{}`: the library is called by actions alone",
                file.path,
                code.trim()
            ));
        }
    }
    problems
}

fn names_library(code: &str) -> bool {
    code.split(|character: char| !character.is_alphanumeric() && character != '_' && character != ':')
        .any(|path| path.starts_with("tintype::"))
}

fn holds_word(code: &str, word: &str) -> bool {
    code.split(|character: char| !character.is_alphanumeric() && character != '_').any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn studio(path: &str, text: &str) -> File {
        File::new(&format!("{STUDIO}/{path}"), text)
    }

    #[test]
    fn a_use_of_a_higher_layer_is_found() {
        for text in [
            "use crate::store::Store;\n",
            "use super::super::store::Store;\n",
            "fn f() {\n    crate::store::f();\n}\n",
        ] {
            assert_eq!(upward_uses(&[studio("model/a.rs", text), store()]).len(), 1, "{text}");
        }
        assert_eq!(
            upward_uses(&[
                studio("actions/a.rs", "use crate::lazy::load;\n"),
                studio("lazy.rs", "fn load() {}\n")
            ])
            .len(),
            1
        );
        assert!(upward_uses(&[studio("actions/a.rs", "use crate::store::Store;\n"), store()]).is_empty());
        assert_eq!(upward_uses(&[studio("utils.rs", "fn f() {}\n")]).len(), 1, "of no layer");
    }

    fn store() -> File {
        studio("store/mod.rs", "pub struct Store;\n")
    }

    #[test]
    fn a_cycle_of_modules_is_found() {
        let files = [studio("actions/a.rs", "use super::b;\n"), studio("actions/b.rs", "use super::a::f;\n")];
        assert_eq!(module_cycles(&files).len(), 1);
        assert!(module_cycles(&files[..1]).is_empty());
    }

    #[test]
    fn a_component_that_writes_the_store_is_found() {
        for text in [
            "store.viewed.set(None);",
            "on:click=move |_| store.rest().bin.update(clear)",
            "use_store().a.try_update(f)",
        ] {
            assert_eq!(component_writes(&[studio("components/a/mod.rs", text)]).len(), 1, "{text}");
            assert!(component_writes(&[studio("actions/a.rs", text)]).is_empty());
        }
        assert!(component_writes(&[studio("components/a.rs", "zoom.set(store.zoom.get());")]).is_empty());
    }

    #[test]
    fn the_library_outside_of_actions_is_found() {
        assert_eq!(library_calls(&[studio("components/a.rs", "use tintype::ErrorKind;\n")]).len(), 1);
        assert_eq!(library_calls(&[studio("model/a.rs", "use tintype::{Client, Secret};\n")]).len(), 1);
        assert!(
            library_calls(&[
                studio("model/a.rs", "use tintype::Secret;\n"),
                studio("actions/a.rs", "use tintype::Client;\n")
            ])
            .is_empty()
        );
    }
}

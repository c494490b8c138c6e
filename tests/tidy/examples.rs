//! Every export of the crate `tintype` has an example in its documentation.

use crate::Problem;
use crate::files::{File, find};

const LIBRARY: &str = "crates/core/src/lib.rs";
const SOURCES: &[&str] =
    &["crates/core/src", "crates/images/src", "crates/browser/src", "crates/protocol/src"];

pub fn examples(files: &[File]) -> Vec<Problem> {
    let Some(library) = find(files, LIBRARY) else { return vec![format!("{LIBRARY}: is missing")] };
    let names: Vec<&str> = library.lines().flat_map(|(_, line)| exported(line)).collect();
    if names.is_empty() {
        return vec![format!("{LIBRARY}: exports nothing: does this rule still fit?")];
    }
    let sources: Vec<&File> =
        files.iter().filter(|file| file.is_below(SOURCES) && file.is(&["rs"])).collect();
    let has_example = |name: &&str| sources.iter().any(|file| is_shown(&file.text, name));
    names
        .iter()
        .filter(|name| !has_example(name))
        .map(|name| {
            format!("{LIBRARY}: `{name}` has no example: add one to the documentation of its declaration")
        })
        .collect()
}

/// Returns the items in a line such as `pub use client::{Client, ClientOptions};`, without modules.
fn exported(line: &str) -> Vec<&str> {
    let Some(path) = line.strip_prefix("pub use ") else {
        let alias =
            line.strip_prefix("pub type ").and_then(|rest| rest.rsplit_once("::")?.1.split('<').next());
        return alias.into_iter().collect();
    };
    let names = path.trim_end_matches(';').split_once("::").map_or("", |(_, names)| names);
    let names =
        names.rsplit_once('{').map_or(names.rsplit("::").next().unwrap_or_default(), |(_, list)| list);
    let is_item =
        |name: &&str| name.starts_with(char::is_uppercase) || *name == "compose" || *name == "inspect";
    names.trim_end_matches('}').split(',').map(str::trim).filter(is_item).collect()
}

/// Whether `name` is declared with an example in the documentation above it.
fn is_shown(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let declared = lines.iter().enumerate().filter(|(_, line)| declares(line, name));
    declared.into_iter().any(|(at, _)| {
        // An attribute may have several lines.
        let is_of_it = |line: &&&str| !line.is_empty() && !line.starts_with("pub ");
        let mut about = lines[..at].iter().rev().take_while(is_of_it);
        about.any(|line| line.starts_with("/// ```"))
    })
}

fn declares(line: &str, name: &str) -> bool {
    let kinds = ["pub struct ", "pub enum ", "pub fn ", "pub async fn ", "pub const "];
    let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind)?.strip_prefix(name));
    rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

const PAGE: &str = "docs/rust.md";
const FRONT_ENDS: [&str; 3] = ["leptos", "yew", "dioxus"];

/// Checks that the front-ends of the documentation are those that the tests build.
pub fn front_ends(files: &[File]) -> Vec<Problem> {
    let Some(page) = find(files, PAGE) else { return vec![format!("{PAGE}: is missing")] };
    let mut problems = Vec::new();
    for name in FRONT_ENDS {
        let path = format!("crates/core/examples/{name}/src/main.rs");
        match find(files, &path) {
            Some(file) if page.text.contains(&format!("```rust\n{}```", file.text)) => {}
            Some(_) => problems.push(format!("{PAGE}: shows other code than {path}")),
            None => problems.push(format!("{path}: is missing")),
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_end_that_differs_from_the_documentation_is_found() {
        let file =
            |name: &str, text: &str| File::new(&format!("crates/core/examples/{name}/src/main.rs"), text);
        let page = File::new(PAGE, "```rust\none\n```\n```rust\ntwo\n```\n```rust\nthree\n```\n");
        let with = |page: File| {
            let all = [file("leptos", "one\n"), file("yew", "two\n"), file("dioxus", "three\n"), page];
            front_ends(&all).len()
        };
        assert_eq!(with(page), 0);
        assert_eq!(with(File::new("docs/other.md", "")), 1);
        assert_eq!(with(File::new(PAGE, "```rust\none\n```\n")), 2);
    }

    fn crate_with(declaration: &str) -> Vec<File> {
        let library = "pub use client::{Client, compose};\npub use a::b::Auth;\npub type Turn = a::Turn<B>;\npub use a::{model};\n";
        let others = "/// ```\n#[cfg_attr(\n  derive(X)\n)]\npub struct Auth;\n/// ```\npub async fn compose() {}\n/// ```\npub struct Turn<I> {}\n";
        vec![
            File::new(LIBRARY, library),
            File::new("crates/core/src/client.rs", &format!("{others}{declaration}")),
        ]
    }

    #[test]
    fn an_export_without_example_is_found() {
        assert!(examples(&crate_with("/// One.\n///\n/// ```\n/// ```\npub struct Client;")).is_empty());
        let problems =
            examples(&crate_with("/// ```\npub struct ClientOptions;\n/// One.\npub struct Client;"));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].contains("`Client`"));
        assert_eq!(examples(&[]).len(), 1);
        assert_eq!(examples(&[File::new(LIBRARY, "mod client;")]).len(), 1);
    }
}

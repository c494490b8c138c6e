//! The module graph of a crate: the modules that each names by `use` declarations and by paths in the code.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::File;
use crate::rust_text::product_lines;

/// Each module of a crate, such as `actions::undo`, with the modules that it names. The root is the empty name.
pub type Graph = BTreeMap<String, BTreeSet<String>>;

/// Builds the graph of the crate whose sources are below `folder`.
pub fn graph(files: &[File], folder: &str) -> Graph {
    let sources = [folder];
    let mut code: BTreeMap<String, String> = BTreeMap::new();
    for (file, _, line) in product_lines(files, &sources) {
        let text = code.entry(module_of(&file.path, folder)).or_default();
        text.push_str(line);
        text.push('\n');
    }
    let modules: BTreeSet<String> = code.keys().cloned().collect();
    let named = |(module, text): (&String, &String)| {
        let all = paths(text).into_iter().filter_map(|path| resolve(module, &path, &modules));
        (module.clone(), all.filter(|other| other != module).collect())
    };
    code.iter().map(named).collect()
}

/// Returns one cycle for each module that is in a cycle, unless an earlier cycle contains it.
pub fn cycles(graph: &Graph) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    for module in graph.keys() {
        if found.iter().any(|cycle| cycle.contains(module)) {
            continue;
        }
        if let Some(cycle) = cycle_through(graph, module) {
            found.push(cycle);
        }
    }
    found
}

/// Returns the shortest path from a module back to itself.
fn cycle_through(graph: &Graph, start: &str) -> Option<Vec<String>> {
    let mut paths = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !paths.is_empty() {
        let mut longer = Vec::new();
        for way in paths {
            for next in graph.get(way.last()?).into_iter().flatten() {
                if next == start {
                    return Some(way);
                }
                if seen.insert(next.clone()) {
                    longer.push([way.as_slice(), std::slice::from_ref(next)].concat());
                }
            }
        }
        paths = longer;
    }
    None
}

/// Returns the module of a file: `src/a/b.rs` and `src/a/b/mod.rs` are `a::b`.
fn module_of(path: &str, folder: &str) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
    let stem = inside.strip_suffix(".rs").unwrap_or(inside);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    if matches!(stem, "main" | "lib") { String::new() } else { stem.replace('/', "::") }
}

/// Returns every path of a text: expanded `use` declarations, and paths that begin with `crate`, `self` or `super`.
fn paths(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = split_at_word(rest, "use") {
        let Some((tree, after)) = after.split_once(';') else { break };
        let tree: String =
            tree.replace(" as ", "@").chars().filter(|character| !character.is_whitespace()).collect();
        spell_out("", &tree, &mut all);
        rest = after;
    }
    for start in ["crate::", "super::", "self::"] {
        for (place, _) in text.match_indices(start) {
            let is_whole = !text[..place].ends_with(|character: char| {
                character.is_alphanumeric() || character == '_' || character == ':'
            });
            let end = |character: char| !character.is_alphanumeric() && character != '_' && character != ':';
            let path = text[place..].split(end).next().unwrap_or_default();
            if is_whole && path.trim_end_matches(':').contains("::") {
                all.push(path.trim_end_matches(':').to_owned());
            }
        }
    }
    all
}

/// Splits at a keyword at the beginning of a statement.
fn split_at_word<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let stands_alone = |place: usize| {
        let before = text[..place].trim_end_matches(' ').chars().next_back();
        let begins =
            before.is_none_or(|character| "\n;{})".contains(character) || text[..place].ends_with("pub "));
        begins && text[place + word.len()..].starts_with(' ')
    };
    let place = text.match_indices(word).map(|(place, _)| place).find(|place| stands_alone(*place))?;
    Some((&text[..place], &text[place + word.len()..]))
}

/// Expands `a::{b, c::{d, e}}` to `a::b`, `a::c::d` and `a::c::e`.
fn spell_out(start: &str, tree: &str, all: &mut Vec<String>) {
    let (mut depth, mut begin) = (0, 0);
    let mut parts = Vec::new();
    for (place, character) in tree.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&tree[begin..place]);
                begin = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[begin..]);
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        match part.split_once('{') {
            Some((path, inner)) => {
                spell_out(&format!("{start}{path}"), inner.strip_suffix('}').unwrap_or(inner), all)
            }
            None => all.push(format!("{start}{}", part.split('@').next().unwrap_or(part))),
        }
    }
}

/// Resolves a path in one module to another module. Returns `None` for a path into another crate.
fn resolve(module: &str, path: &str, modules: &BTreeSet<String>) -> Option<String> {
    let mut base: Vec<&str> = module.split("::").filter(|name| !name.is_empty()).collect();
    let mut names: Vec<&str> = path.split("::").collect();
    match names.first().copied()? {
        "crate" => base.clear(),
        "self" => {}
        "super" => {}
        // A child is named by its own name.
        first if modules.contains(&[base.as_slice(), &[first]].concat().join("::")) => {}
        _ => return None,
    }
    while let Some("crate" | "self" | "super") = names.first().copied() {
        if names.remove(0) == "super" {
            base.pop();
        }
    }
    let mut full = [base, names].concat();
    while !full.is_empty() && !modules.contains(&full.join("::")) {
        full.pop();
    }
    Some(full.join("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Graph {
        let files: Vec<_> =
            files.iter().map(|(path, text)| File::new(&format!("c/src/{path}"), text)).collect();
        graph(&files, "c/src")
    }

    fn named(graph: &Graph, module: &str) -> Vec<String> {
        graph[module].iter().cloned().collect()
    }

    #[test]
    fn modules_are_found_by_every_notation_of_a_path() {
        let graph = of(&[
            ("main.rs", "mod a;\nuse a::b::C;\n"),
            ("a/mod.rs", "pub use self::b::C;\n"),
            ("a/b.rs", "use std::rc::Rc;\nuse super::super::d::{self, E as F};\n"),
            ("d.rs", "fn f() {\n    crate::g::h();\n}\n// crate::a\n"),
            (
                "g.rs",
                "use crate::{\n    d,\n    x::{y, Z},\n};\n#[cfg(test)]\nmod tests {\n    use crate::a;\n}\n",
            ),
            ("x.rs", "pub struct Z;\n"),
        ]);
        assert_eq!(named(&graph, ""), ["a::b"]);
        assert_eq!(named(&graph, "a"), ["a::b"]);
        assert_eq!(named(&graph, "a::b"), ["d"]);
        assert_eq!(named(&graph, "d"), ["g"]);
        assert_eq!(named(&graph, "g"), ["d", "x"]);
    }

    #[test]
    fn a_cycle_is_found_whatever_its_length() {
        let graph = of(&[
            ("a.rs", "use crate::b;\n"),
            ("b.rs", "use super::c::D;\n"),
            ("c.rs", "use crate::a;\n"),
            ("d.rs", "use crate::a;\n"),
        ]);
        assert_eq!(cycles(&graph), [["a", "b", "c"]]);
        assert!(cycles(&of(&[("a.rs", "use crate::b;\n"), ("b.rs", "fn b() {}\n")])).is_empty());
    }
}

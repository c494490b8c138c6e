//! Rules of form: file headers, lengths, unfinished code, paths of one machine.

use crate::Problem;
use crate::files::File;

const SOURCES: &[&str] = &["rs", "js", "mjs", "ts", "css", "html"];
const SCRIPTS: &[&str] = &["js", "mjs", "ts"];
const MAX_FILE_LINES: usize = 500;
const MAX_COMPONENT_LINES: usize = 90;

pub fn opening(files: &[File]) -> Vec<Problem> {
    let opens = |file: &File| match file {
        file if file.is(&["rs"]) => file.text.starts_with("//!"),
        file if file.is(SCRIPTS) => file.text.starts_with("//") || file.text.starts_with("/*"),
        _ => true,
    };
    let say = |file: &File| format!("{}:1: open the file with a comment that says what it is", file.path);
    files.iter().filter(|file| !opens(file)).map(say).collect()
}

pub fn file_length(files: &[File]) -> Vec<Problem> {
    let say = |file: &File| {
        let lines = file.text.lines().count();
        let problem =
            || format!("{}: {lines} lines, at most {MAX_FILE_LINES}: split it by what it does", file.path);
        (lines > MAX_FILE_LINES).then(problem)
    };
    files.iter().filter(|file| file.is(SOURCES)).filter_map(say).collect()
}

pub fn component_length(files: &[File]) -> Vec<Problem> {
    let rust = files.iter().filter(|file| file.is(&["rs"]));
    rust.flat_map(|file| components(file).into_iter().map(move |found| (file, found)))
        .filter(|(_, (_, lines))| *lines > MAX_COMPONENT_LINES)
        .map(|(file, (number, lines))| {
            format!(
                "{}:{number}: a component of {lines} lines, at most {MAX_COMPONENT_LINES}: move parts into \
                 components of their own and logic into plain functions",
                file.path
            )
        })
        .collect()
}

/// Checks that a module with submodules is the `mod.rs` of their folder, so that all files of a module, styles
/// included, are in one folder.
pub fn module_files(files: &[File]) -> Vec<Problem> {
    let sources = || files.iter().filter(|file| file.is(&["rs"]) && file.path.contains("/src/"));
    let has_folder = |file: &&File| {
        let folder = file.path.trim_end_matches(".rs").to_owned() + "/";
        sources().any(|other| other.path.starts_with(&folder))
    };
    let say = |file: &File| format!("{}: move it to the mod.rs of the folder beside it", file.path);
    sources().filter(has_folder).map(say).collect()
}

/// Returns the first line and the length of each function marked `#[component]`.
fn components(file: &File) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut marked = false;
    for (number, line) in file.lines() {
        match start {
            Some(first) if line == "}" => {
                found.push((first, number - first + 1));
                start = None;
            }
            None if line.starts_with("#[component") => marked = true,
            None if marked && (line.starts_with("fn ") || line.contains(" fn ")) => {
                marked = false;
                start = (!line.ends_with('}')).then_some(number);
            }
            _ => {}
        }
    }
    found
}

/// The marks of unfinished code, split so that this file does not break its own rule.
const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("#[ig", "nore"),
];

pub fn unfinished(files: &[File]) -> Vec<Problem> {
    let say = "finish it, or write down in an issue what is missing and take this away";
    words_in(files, &[SOURCES, &["", "md", "toml", "yml"]].concat(), UNFINISHED, say)
}

const MACHINE_PATHS: &[&str] =
    &[concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("C:\\Us", "ers")];

pub fn machine_paths(files: &[File]) -> Vec<Problem> {
    let say = "a path of one machine: find it at run time, or name it from the top of the repository";
    let textual = [SOURCES, &["md", "toml", "json", "lock", "yml", "svg", ""]].concat();
    words_in(files, &textual, MACHINE_PATHS, say)
}

fn words_in(files: &[File], extensions: &[&str], words: &[&str], say: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is(extensions)) {
        for (number, line) in file.lines() {
            if let Some(word) = words.iter().find(|word| holds_word(line, word)) {
                problems.push(format!("{}:{number}: `{word}`: {say}", file.path));
            }
        }
    }
    problems
}

/// Whether the line contains the word by itself, not inside a longer name, address or path.
fn holds_word(line: &str, word: &str) -> bool {
    let joins = |character: char| character.is_alphanumeric() || "_./-".contains(character);
    line.match_indices(word).any(|(place, _)| {
        let before = line[..place].chars().next_back();
        let after = line[place + word.len()..].chars().next();
        let open_end = !word.ends_with(char::is_alphanumeric) || !after.is_some_and(char::is_alphanumeric);
        !before.is_some_and(joins) && open_end
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(text: &str) -> [File; 1] {
        [File::new("crates/a/src/a.rs", text)]
    }

    #[test]
    fn an_opening_is_missed() {
        assert_eq!(opening(&rust("use a::b;\n")).len(), 1);
        assert_eq!(opening(&rust("// What it is.\n")).len(), 1);
        assert!(opening(&rust("//! What it is.\n")).is_empty());
        assert_eq!(opening(&[File::new("a.test.js", "import b;\n")]).len(), 1);
        assert!(
            opening(&[File::new("a.d.ts", "/** What it is. */\n"), File::new("a.css", "a {}")]).is_empty()
        );
    }

    #[test]
    fn a_long_file_is_noticed() {
        assert_eq!(file_length(&rust(&"x\n".repeat(MAX_FILE_LINES + 1))).len(), 1);
        assert!(file_length(&rust(&"x\n".repeat(MAX_FILE_LINES))).is_empty());
    }

    #[test]
    fn a_file_next_to_the_folder_of_its_module_is_found() {
        let files = |own| [File::new(own, ""), File::new("crates/x/src/a/b.rs", "")];
        assert_eq!(module_files(&files("crates/x/src/a.rs")).len(), 1);
        assert!(module_files(&files("crates/x/src/a/mod.rs")).is_empty());
        assert!(module_files(&files("crates/x/src/ab.rs")).is_empty());
    }

    #[test]
    fn a_long_component_is_noticed_and_a_long_function_is_not() {
        let body = "    x\n".repeat(MAX_COMPONENT_LINES);
        let function = format!("fn A() -> impl IntoView {{\n{body}}}\n");
        let component = format!("#[component]\npub {function}");
        assert_eq!(component_length(&rust(&component)).len(), 1);
        assert!(component_length(&rust(&function)).is_empty());
        assert!(component_length(&rust("#[component]\nfn A() -> impl IntoView {\n    x\n}\n")).is_empty());
    }

    #[test]
    fn unfinished_places_are_found() {
        for word in UNFINISHED {
            assert_eq!(unfinished(&rust(&format!("// {word} later"))).len(), 1, "{word}");
        }
        assert!(unfinished(&rust("methodology")).is_empty());
    }

    #[test]
    fn machine_paths_are_found_and_addresses_are_not() {
        for path in MACHINE_PATHS {
            assert_eq!(machine_paths(&rust(&format!("let a = \"{path}\";"))).len(), 1, "{path}");
        }
        let address = format!("https://example.com{}x", MACHINE_PATHS[0]);
        assert!(machine_paths(&rust(&address)).is_empty());
        assert!(machine_paths(&rust("/usr/bin/env")).is_empty());
        assert_eq!(machine_paths(&[File::new(".ci/run", MACHINE_PATHS[1])]).len(), 1);
    }
}

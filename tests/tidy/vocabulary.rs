//! The names of the code. A private word that a standard term has replaced must not return.
//!
//! Names are compared word by word: `next_letter` and `nextLetter` contain the word `letter`. Strings and comments are
//! not names; `prose` checks comments.

use crate::Problem;
use crate::files::File;

/// A word that names must not contain, and the term that replaces it.
struct Term {
    word: &'static str,
    instead: &'static str,
    /// The folders in which the rule applies.
    folders: &'static [&'static str],
}

const fn term(word: &'static str, instead: &'static str, folders: &'static [&'static str]) -> Term {
    Term { word, instead, folders }
}

const ALL: &[&str] = &["crates", "fuzz", "tests", "www"];
/// The crates of the library. Studio keeps stored fields named `said`; the emulator draws letters.
const LIBRARY: &[&str] =
    &["crates/browser", "crates/core", "crates/images", "crates/properties", "crates/protocol", "fuzz"];
/// The readers of image files. Elsewhere, a head belongs to an HTTP message or to an HTML document.
const IMAGE_READERS: &[&str] = &["crates/images", "crates/protocol/src/image"];
const STUDIO: &[&str] = &["crates/studio"];
/// The parts of Studio without stored fields, one of which is named `facts`.
const STUDIO_VIEWS: &[&str] =
    &["crates/studio/src/components", "crates/studio/src/store", "crates/studio/src/text"];
const TESTS: &[&str] = &["tests"];
const E2E: &[&str] = &["tests/e2e"];
const XTASK: &[&str] = &["crates/xtask/src"];

const TERMS: &[Term] = &[
    term("visitor", "app, page, context", TESTS),
    term("visitors", "pages, contexts", TESTS),
    term("story", "testOnBothScreens, steps", TESTS),
    term("stories", "tests, steps", TESTS),
    term("scene", "testOnDesktop", TESTS),
    term("letter", "byte, character", LIBRARY),
    term("letter", "character", TESTS),
    term("piece", "chunk, block", TESTS),
    term("pieces", "chunks, blocks", TESTS),
    term("room", "storage, memory", TESTS),
    term("spelling", "encoding, notation", TESTS),
    term("hear", "listener", TESTS),
    term("told", "reported", TESTS),
    term("ask", "submit, send, runCase", TESTS),
    term("ways", "modes, variants", TESTS),
    term("bench", "viewport", E2E),
    term("way", "direction, installer", XTASK),
    term("letters", "bytes, characters", LIBRARY),
    term("spelling", "escaped, encoding, notation", LIBRARY),
    term("spelt", "escaped, encoded", ALL),
    term("piece", "chunk, part", LIBRARY),
    term("pieces", "chunks, parts", LIBRARY),
    term("room", "budget, buffer, capacity", LIBRARY),
    term("tell", "report", LIBRARY),
    term("told", "reported", LIBRARY),
    term("say", "report, message", LIBRARY),
    term("says", "has, states", LIBRARY),
    term("said", "message", LIBRARY),
    term("facts", "details, metadata, members", LIBRARY),
    term("asked", "expected, requested", LIBRARY),
    term("ask", "get, call", LIBRARY),
    term("lack", "missing", LIBRARY),
    term("ending", "FinishState, end", LIBRARY),
    term("endings", "outcomes", LIBRARY),
    term("foreign", "not_the_api, cross-origin", LIBRARY),
    term("reach", "scan_limit, radius", LIBRARY),
    term("hear", "onEvent", LIBRARY),
    term("lend", "share", LIBRARY),
    term("fit", "normalize", LIBRARY),
    term("fitted", "normalized", LIBRARY),
    term("head", "prefix, probe, header", IMAGE_READERS),
    term("tells", "report, has", ALL),
    term("untold", "unreported", ALL),
    term("unsaid", "missing", ALL),
    term("facts", "metadata", STUDIO_VIEWS),
    term("orders", "requests", STUDIO),
    term("arrivals", "completed", STUDIO),
    term("refusal", "error", STUDIO),
    term("wrecks", "corrupt", ALL),
    term("room", "margin, capacity", STUDIO),
    term("reach", "tolerance, radius", STUDIO),
    term("bench", "viewport", STUDIO),
    term("forth", "redo", STUDIO),
    term("unkept", "unsaved", ALL),
    term("hoist", "extract", ALL),
    term("hoister", "extractor", ALL),
    term("breathe", "yield_to_event_loop", ALL),
    term("breath", "MAX_TASK_MS", ALL),
    term("lightened", "to_message", ALL),
    term("dice", "rng", ALL),
    term("ticked", "bool", ALL),
    term("nearness", "infinite-scroll sentinel", ALL),
    term("masthead", "header", ALL),
    term("lineage", "history, ancestry", ALL),
    term("developing", "placeholder", ALL),
    term("tongue", "language", ALL),
    term("unseen", "visually-hidden", ALL),
    term("advise", "hint", ALL),
    term("painters", "worker pool", ALL),
    term("coat", "palette", ALL),
    term("grain", "noise", ALL),
    term("knob", "option", ALL),
    term("manner", "write options", ALL),
    term("wishes", "arguments", ALL),
    term("walls", "layering rules", ALL),
];

/// Checks the names of Rust and JavaScript files for the words of [`TERMS`].
pub fn names(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is(&["rs", "js", "mjs", "ts"])) {
        let terms: Vec<&Term> = TERMS.iter().filter(|term| file.is_below(term.folders)).collect();
        if terms.is_empty() {
            continue;
        }
        for (number, name) in identifiers(file) {
            let words = words(&name);
            for term in terms.iter().filter(|term| words.iter().any(|word| word == term.word)) {
                problems.push(format!("{}:{number}: `{name}`: the term is {}", file.path, term.instead));
            }
        }
    }
    problems
}

/// The syntax at the position of the scanner.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Code,
    LineComment,
    BlockComment,
    /// A string, with the character that ends it.
    Text(char),
}

/// Returns the identifiers of a file outside comments and strings, with their line numbers.
fn identifiers(file: &File) -> Vec<(usize, String)> {
    let is_rust = file.is(&["rs"]);
    let mut found = Vec::new();
    let mut place = Place::Code;
    for (number, line) in file.lines() {
        // Only Rust's strings continue on the next line. Template strings contain code, and a regular expression may
        // contain a quote.
        if place == Place::LineComment || (!is_rust && matches!(place, Place::Text(_))) {
            place = Place::Code;
        }
        let mut name = String::new();
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            let next = characters.peek().copied();
            if place == Place::Code && (character.is_alphanumeric() || character == '_') {
                name.push(character);
                continue;
            }
            if !name.is_empty() {
                found.push((number, std::mem::take(&mut name)));
            }
            place = match (place, character, next) {
                (Place::Code, '/', Some('/')) => Place::LineComment,
                (Place::Code, '/', Some('*')) => Place::BlockComment,
                (Place::BlockComment, '*', Some('/')) => Place::Code,
                (Place::Code, '"', _) => Place::Text('"'),
                (Place::Code, '\'' | '`', _) if !is_rust => Place::Text(character),
                (Place::Code, '\'', Some(quoted)) if is_rust && matches!(quoted, '"' | '/' | '\\') => {
                    // A character literal such as '"' does not begin a string.
                    characters.next();
                    if quoted == '\\' {
                        characters.next();
                    }
                    Place::Code
                }
                (Place::Text(_), '\\', Some(_)) => {
                    characters.next();
                    place
                }
                (Place::Text(end), _, _) if character == end => Place::Code,
                _ => place,
            };
        }
        if !name.is_empty() {
            found.push((number, name));
        }
    }
    found
}

/// Returns the words of a name in snake case, camel case or capitals, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_small = false;
    for character in name.chars() {
        if character == '_' || (character.is_uppercase() && before_is_small) {
            words.push(String::new());
        }
        before_is_small = character.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| character != '_') {
            word.extend(character.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> usize {
        names(&[File::new(path, text)]).len()
    }

    #[test]
    fn a_replaced_word_is_found_in_every_form_of_a_name() {
        for name in ["visitor", "nextVisitor", "next_visitor", "NEXT_VISITOR", "VisitorPage"] {
            assert_eq!(of("tests/e2e/a.test.js", &format!("const {name} = open();\n")), 1, "{name}");
        }
        assert_eq!(of("tests/e2e/a.test.js", "story(\"x\", async ({ page, visitor }) => {});\n"), 2);
        assert_eq!(of("tests/e2e/a.test.js", "const a = \"b\"; /* c */ scene(a); // d\n"), 1);
        assert_eq!(of("crates/protocol/src/a.rs", "struct Letter;\nfn next_piece() {}\n"), 2);
        assert_eq!(of("crates/studio/src/a.rs", "fn hoist() {}\n"), 1);
        assert_eq!(of("crates/images/src/a.rs", "fn read_head(facts: &Facts) {}\n"), 3);
        assert_eq!(of("crates/studio/src/store/a.rs", "pub facts: ResultFacts, orders: u8,\n"), 3);
    }

    #[test]
    fn texts_comments_other_names_and_other_folders_are_no_problem() {
        let text =
            "// a visitor\nconst history = \"a visitor\"; /* a\n visitor */ const a = 'it\\'s a visitor';\n";
        assert_eq!(of("tests/e2e/a.test.js", text), 0);
        assert_eq!(of("docs/a.js", "const visitor = 1;\n"), 0);
        assert_eq!(of("crates/emulator/src/a.rs", "let letter = 1;\n"), 0);
        assert_eq!(of("crates/studio/src/model/a.rs", "pub facts: Metadata,\n"), 0);
        assert_eq!(of("crates/core/src/a.rs", "let head: ResponseHead = read();\n"), 0);
        assert_eq!(of("tests/tidy/a.rs", "let a = \"one \\\n    visitor\";\nlet b = '\"'; // \"\n"), 0);
    }
}

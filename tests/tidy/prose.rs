//! The prose of comments and documents: the subject is a noun, and technical terms are used.

use crate::Problem;
use crate::files::File;

/// The folders whose comments follow these rules.
const FOLDERS: &[&str] = &["crates", "fuzz", "tests", "www"];
/// This file, which contains the bad examples.
const SELF: &str = "tests/tidy/prose.rs";

/// Words that comments must not contain.
const BANNED: &[&str] = &["whoever", "somebody", "anew", "for ever", "by lot"];

/// Beginnings of a comment that hide its subject.
const BEGINNINGS: &[&str] = &["What ", "The same", "Whether it ", "Whatever "];

/// Checks the documents for the words of [`BANNED`].
pub fn documents(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is(&["md"])) {
        for (number, line) in file.lines() {
            if let Some(word) = BANNED.iter().find(|word| holds(line, word)) {
                problems.push(format!("{}:{number}: `{word}`: say the user, the caller, again", file.path));
            }
        }
    }
    problems
}

pub fn comments(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| {
        file.is_below(FOLDERS) && file.is(&["rs", "js", "mjs", "ts", "css"]) && file.path != SELF
    }) {
        for (number, line) in file.lines() {
            let Some(comment) = comment(line) else { continue };
            if BEGINNINGS.iter().any(|beginning| comment.starts_with(beginning)) {
                problems.push(format!("{}:{number}: `{comment}`: begin with a noun or a verb", file.path));
            }
            if let Some(word) = BANNED.iter().find(|word| holds(comment, word)) {
                problems.push(format!("{}:{number}: `{word}`: say the user, the caller, again", file.path));
            }
        }
    }
    problems
}

/// Returns the text of a comment line, or of a comment at the end of a line.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let starts = ["//!", "///", "//", "/**", "/*", "* "];
    let whole = starts.iter().find_map(|start| line.strip_prefix(start));
    whole.or_else(|| line.split_once(" // ").map(|(_, comment)| comment)).map(str::trim)
}

/// Whether the text contains the word, ignoring case, and not as a part of another word.
fn holds(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(word).any(|(place, _)| {
        let joins = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        !joins(text[..place].chars().next_back()) && !joins(text[place + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> usize {
        comments(&[File::new(path, text)]).len()
    }

    #[test]
    fn a_subject_that_is_no_noun_is_found_in_every_kind_of_comment() {
        for text in [
            "//! What it is.\n",
            "    /// What it is.\n",
            "// What it is.\n",
            "/* What it is. */\n",
            " * What it is.\n",
            "/// The same with a length.\n",
            "/// Whether it is open.\n",
        ] {
            assert_eq!(of("crates/studio/src/a.rs", text), 1, "{text}");
        }
        assert_eq!(of("crates/studio/src/a.rs", "f(); // Whoever calls it, calls it anew.\n"), 1);
        assert_eq!(of("crates/studio/src/a.rs", "/// Loads it for ever.\n"), 1);
    }

    #[test]
    fn a_banned_word_in_a_document_is_found() {
        let of = |path: &str, text: &str| documents(&[File::new(path, text)]).len();
        assert_eq!(of("docs/a.md", "# Title\n\nWhoever reads this.\n"), 1);
        assert_eq!(of("docs/a.md", "The caller reads this.\n") + of("a.txt", "anew\n"), 0);
    }

    #[test]
    fn code_and_other_words_are_no_problem() {
        assert_eq!(
            of("crates/studio/src/a.rs", "let text = \"What should change?\";\n/// Somebodyless.\n"),
            0
        );
        assert_eq!(of("docs/a.rs", "/// What it is.\n"), 0);
    }
}

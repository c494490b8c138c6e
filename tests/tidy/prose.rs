//! The prose of comments: a noun is the subject, and the words are those of the field.

use crate::Problem;
use crate::files::File;

/// The folders whose comments follow these rules.
const FOLDERS: &[&str] =
    &["crates/protocol", "crates/browser", "crates/images", "crates/core", "crates/studio"];

/// Words that comments do without.
const BANNED: &[&str] = &["whoever", "somebody", "anew", "for ever", "by lot"];

pub fn comments(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is_below(FOLDERS) && file.is(&["rs", "js", "css"])) {
        for (number, line) in file.lines() {
            let Some(comment) = comment(line) else { continue };
            if comment.starts_with("What ") {
                problems.push(format!("{}:{number}: `{comment}`: begin with a noun or a verb", file.path));
            }
            if let Some(word) = BANNED.iter().find(|word| holds(comment, word)) {
                problems.push(format!("{}:{number}: `{word}`: say the user, the caller, again", file.path));
            }
        }
    }
    problems
}

/// The text of a line that is a comment, or ends with one.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let starts = ["//!", "///", "//", "/**", "/*", "* "];
    let whole = starts.iter().find_map(|start| line.strip_prefix(start));
    whole.or_else(|| line.split_once(" // ").map(|(_, comment)| comment)).map(str::trim)
}

/// Whether the word stands in the text, whatever its case and not as a part of another one.
fn holds(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(word).any(|(place, _)| {
        let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
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
        ] {
            assert_eq!(of("crates/studio/src/a.rs", text), 1, "{text}");
        }
        assert_eq!(of("crates/studio/src/a.rs", "f(); // Whoever calls it, calls it anew.\n"), 1);
        assert_eq!(of("crates/studio/src/a.rs", "/// Loads it for ever.\n"), 1);
    }

    #[test]
    fn code_and_other_words_are_no_problem() {
        assert_eq!(
            of("crates/studio/src/a.rs", "let text = \"What should change?\";\n/// Somebodyless.\n"),
            0
        );
        assert_eq!(of("crates/emulator/src/a.rs", "/// What it is.\n"), 0);
    }
}

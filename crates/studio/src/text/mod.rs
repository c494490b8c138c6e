//! All texts that a user reads or hears. Each language is one value of [`Text`].
//!
//! Words in braces are filled in where the text is used. Tests and assistive technology find elements by names such as
//! "Prompt" and "Generate". The names are part of the project's contract, and a test below checks them.

mod chinese;
mod chinese_shell;
mod english;
mod english_shell;
mod failure;
mod job;
mod language;
pub mod measure;
mod photo;
pub mod price;
mod storage_error;
pub mod totals;
mod warnings;

use std::ops::Deref;

pub use chinese::CHINESE;
pub use chinese_shell::CHINESE_SHELL;
pub use english::{ENGLISH, Text};
pub use english_shell::{ENGLISH_SHELL, ShellText};
pub use photo::PhotoText;

impl Deref for Text {
    type Target = ShellText;

    fn deref(&self) -> &ShellText {
        self.shell
    }
}

/// Replaces the word in braces by `value`. A value may be a file name or a service's message, so characters that change
/// the text direction are removed from it.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), &value.replace(changes_direction, ""))
    })
}

/// Returns whether a character is one of Unicode's embeddings, overrides and isolates, which affect the rest of a line.
fn changes_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_does_not_turn_the_words_around_it() {
        let filled = fill("{name} was left out", &[("name", "photo\u{202e}gnp.\u{2066}exe")]);
        assert_eq!(filled, "photognp.exe was left out");
    }

    #[test]
    fn the_names_of_the_contract_hold() {
        let text = &ENGLISH;
        let names = [
            text.prompt,
            text.generate,
            text.cancel,
            text.add_images,
            text.aspect_ratio,
            text.results,
            text.download,
            text.copy,
            text.edit,
            text.compare,
            text.delete,
            text.settings,
            text.endpoint,
            text.api_key,
            text.model,
        ];
        let fixed = [
            "Prompt",
            "Generate",
            "Cancel",
            "Add images",
            "Aspect ratio",
            "Results",
            "Download",
            "Copy",
            "Edit",
            "Compare",
            "Delete",
            "Settings",
            "Endpoint",
            "API key",
            "Model",
        ];
        assert_eq!(names, fixed);
    }

    #[test]
    fn the_static_page_has_the_same_texts() {
        let page = include_str!("../../../../index.html");
        for text in [&ENGLISH, &CHINESE] {
            let first = [
                text.sandbox,
                text.sandbox_label,
                text.sandbox_use_key,
                text.sandbox_use_key_why,
                text.prompt,
            ];
            first.into_iter().for_each(|words| assert!(page.contains(words), "{words}"));
        }
    }

    /// Returns every text as `name: "words"`, as its `Debug` output shows it.
    fn lines(text: &Text) -> Vec<String> {
        format!("{text:#?}").lines().map(str::to_owned).collect()
    }

    fn braces(line: &str) -> Vec<&str> {
        let mut names: Vec<_> = line.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_fill_in_the_same_words() {
        // The first line is the type's name and its opening brace, the last one the closing brace.
        let both = lines(&ENGLISH).into_iter().zip(lines(&CHINESE));
        for (english, chinese) in both.skip(1) {
            assert_eq!(braces(&english), braces(&chinese), "{english}");
            assert!(!chinese.contains("\"\""), "{chinese}");
        }
    }

    #[test]
    fn chinese_is_translated() {
        let lines = lines(&CHINESE);
        let texts = lines.iter().filter(|line| line.contains('"'));
        let foreign: Vec<_> = texts.filter(|line| line.is_ascii()).collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    }

    #[test]
    fn braces_are_filled() {
        assert_eq!(fill("{a} of {b}", &[("a", "1"), ("b", "2")]), "1 of 2");
    }
}

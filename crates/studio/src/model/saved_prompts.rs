//! The prompts that the user saved, newest first.

use super::bound::{MOST_STORED, beginning};
use super::json;

/// The most prompts that are stored.
const MOST: usize = 200;

/// The saved prompts, without duplicates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedPrompts(Vec<String>);

impl SavedPrompts {
    /// Parses prompts from a file or from storage. Returns `None` for anything else.
    pub fn from_json(json: &[u8]) -> Option<Self> {
        let prompts: Vec<String> = json::read(json)?;
        let mut saved = Self::default();
        saved.add(prompts);
        Some(saved)
    }

    /// Serializes the prompts for a file.
    pub fn to_json(&self) -> String {
        json::write(&self.0)
    }

    /// Iterates over all prompts.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a prompt is saved.
    pub fn has(&self, prompt: &str) -> bool {
        self.0.iter().any(|saved| saved == prompt)
    }

    /// Saves a prompt, or removes a saved one.
    pub fn toggle(&mut self, prompt: &str) {
        match self.has(prompt) {
            true => self.0.retain(|saved| saved != prompt),
            false => self.0.insert(0, prompt.to_owned()),
        }
        self.0.truncate(MOST);
    }

    /// Appends prompts to the saved ones. Returns the number of new prompts.
    pub fn add(&mut self, prompts: Vec<String>) -> usize {
        let before = self.0.len();
        for prompt in prompts {
            let prompt = beginning(prompt.trim(), MOST_STORED);
            if !prompt.is_empty() && self.0.len() < MOST && !self.has(prompt) {
                self.0.push(prompt.to_owned());
            }
        }
        self.0.len() - before
    }

    /// Returns the prompts as a plain list.
    pub fn into_prompts(self) -> Vec<String> {
        self.0
    }
}

/// Appends a text, such as a style, to a prompt.
pub fn appended(prompt: &str, other: &str) -> String {
    match prompt.trim_end() {
        "" => other.to_owned(),
        prompt if prompt.ends_with([',', '.', ';', ':', '!', '?', '，', '。']) => {
            format!("{prompt} {other}")
        }
        prompt => format!("{prompt}, {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_kept_once_newest_first_and_comes_back_from_its_file() {
        let mut saved = SavedPrompts::default();
        ["a fox", "an owl", "a heron"].into_iter().for_each(|prompt| saved.toggle(prompt));
        saved.toggle("an owl");
        assert_eq!(saved.iter().collect::<Vec<_>>(), ["a heron", "a fox"]);
        assert_eq!(SavedPrompts::from_json(saved.to_json().as_bytes()), Some(saved.clone()));
        assert_eq!(saved.add(vec!["a fox".into(), " in oils ".into(), String::new()]), 1);
        assert_eq!(saved.iter().last(), Some("in oils"));
    }

    #[test]
    fn a_file_of_anything_else_is_refused_and_a_long_one_is_bounded() {
        assert_eq!(SavedPrompts::from_json(b"{}"), None);
        assert_eq!(SavedPrompts::from_json(b"[1]"), None);
        let many: Vec<_> = (0..10_000).map(|number| format!("{number} {}", "w".repeat(100))).collect();
        let many = SavedPrompts::from_json(json::write(&many).as_bytes()).map(|saved| saved.iter().count());
        assert_eq!(many, Some(MOST));
    }

    #[test]
    fn a_style_follows_the_prompt() {
        assert_eq!(appended("", "in oils"), "in oils");
        assert_eq!(appended("a fox ", "in oils"), "a fox, in oils");
        assert_eq!(appended("A fox.", "In oils."), "A fox. In oils.");
    }
}

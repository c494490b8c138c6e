//! Finds words in a prompt: whole words in scripts with spaces, and substrings in scripts without.

/// The words of a prompt in lower case, and in the singular if only an `s` has to be dropped.
#[derive(Debug)]
pub struct Words {
    text: String,
    words: Vec<String>,
}

impl Words {
    /// Splits a prompt into words.
    pub fn of(prompt: &str) -> Self {
        let text = prompt.to_lowercase();
        let words = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        Self { text, words }
    }

    /// Returns the position of the first of these names as a sort key. ASCII is compared word by word.
    pub fn find(&self, names: &[&str]) -> Option<usize> {
        self.span(names).map(|(start, _)| start)
    }

    /// Returns the start and the end of the first of these names, or of the longest if several begin there.
    pub fn span(&self, names: &[&str]) -> Option<(usize, usize)> {
        names
            .iter()
            .filter_map(|name| self.find_one(name))
            .min_by_key(|(start, end)| (*start, usize::MAX - end))
    }

    /// Returns true if the text contains one of these names.
    pub fn has(&self, names: &[&str]) -> bool {
        self.find(names).is_some()
    }

    fn find_one(&self, name: &str) -> Option<(usize, usize)> {
        if !name.is_ascii() || name.contains([' ', '-']) {
            return self.text.find(name).map(|start| (start, start + name.len()));
        }
        let is_it = |word: &String| {
            word == name || word.strip_suffix('s') == Some(name) || word.strip_suffix("es") == Some(name)
        };
        let place = self.words.iter().position(is_it)?;
        let start = self.words[..place].iter().map(|word| word.len() + 1).sum();
        Some((start, start + name.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_plurals_and_chinese_are_found() {
        let words = Words::of("Two red Boats, \u{591c}\u{665a}\u{7684}\u{6d77}");
        assert!(words.has(&["boat"]));
        assert!(words.has(&["\u{6d77}"]));
        assert!(!words.has(&["oat"]));
        assert!(words.find(&["red"]) < words.find(&["boat"]));
    }
}

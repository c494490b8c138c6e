//! Which results are shown: all, or those that fit the words and the mark.

use super::file_name::lower;
use super::result::ResultFacts;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// As typed: every word has to stand somewhere in the prompt, the model or what the model said.
    pub words: String,
    /// Only marked ones.
    pub only_favourites: bool,
}

impl Search {
    /// Whether it leaves anything out.
    pub fn is_on(&self) -> bool {
        self.only_favourites || !self.words.trim().is_empty()
    }

    /// Whether this result is shown.
    pub fn finds(&self, facts: &ResultFacts) -> bool {
        if self.only_favourites && !facts.favourite {
            return false;
        }
        let text = format!("{} {} {}", facts.prompt, facts.model, facts.said);
        let text = lower(&text);
        lower(&self.words).split_whitespace().all(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::facts_for_test;
    use super::*;

    #[test]
    fn every_word_counts_in_any_case_and_order() {
        let facts = ResultFacts { prompt: "A red fox at dawn".into(), ..facts_for_test(1) };
        let finds = |words: &str| Search { words: words.into(), only_favourites: false }.finds(&facts);
        assert!(finds("") && finds("  FOX red ") && finds("gemini"));
        assert!(!finds("red owl"));
    }

    #[test]
    fn favourites_alone() {
        let search = Search { only_favourites: true, ..Search::default() };
        assert!(search.is_on() && !search.finds(&facts_for_test(1)));
        assert!(search.finds(&ResultFacts { favourite: true, ..facts_for_test(1) }));
    }
}

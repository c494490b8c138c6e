//! Which results are shown: all, or those that fit the words and the mark.

use super::result::ResultFacts;

/// The search of the gallery.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// As typed: every word has to stand somewhere in the prompt, the model or what the model said.
    pub words: String,
    /// The same as it is compared.
    pub folded: String,
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
        self.folded.split_whitespace().all(|word| facts.folded.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::facts_for_test;
    use super::*;

    #[test]
    fn every_word_counts_in_any_order() {
        let facts = ResultFacts { folded: "a red fox at dawn".into(), ..facts_for_test(1) };
        let finds = |words: &str| Search { folded: words.into(), ..Search::default() }.finds(&facts);
        assert!(finds("") && finds("  fox red "));
        assert!(!finds("red owl"));
    }

    #[test]
    fn favourites_alone() {
        let search = Search { only_favourites: true, ..Search::default() };
        assert!(search.is_on() && !search.finds(&facts_for_test(1)));
        assert!(search.finds(&ResultFacts { favourite: true, ..facts_for_test(1) }));
    }
}

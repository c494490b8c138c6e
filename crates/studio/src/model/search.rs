//! The search of the gallery, which selects results by words and filters.

use std::collections::BTreeMap;

use super::result::ResultMetadata;

/// The words and filters of a search in the gallery.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// The words as typed. Each must occur in the prompt, the model or the text of the answer.
    pub words: String,
    /// The folded form of the words, used for the comparison.
    pub folded: String,
    /// Whether only favourites are shown.
    pub only_favourites: bool,
    /// Whether only results that were made from an image are shown.
    pub only_edits: bool,
    /// The model whose results are shown, or `None` for all.
    pub model: Option<String>,
    /// The collection whose results are shown, or `None` for all.
    pub collection: Option<String>,
}

impl Search {
    /// Whether the search hides results.
    pub fn is_on(&self) -> bool {
        let has_choice = self.model.is_some() || self.collection.is_some();
        self.only_favourites || self.only_edits || has_choice || !self.words.trim().is_empty()
    }

    /// Whether the search finds this result.
    pub fn finds(&self, metadata: &ResultMetadata) -> bool {
        if (self.only_favourites && !metadata.favourite) || (self.only_edits && metadata.sources.is_empty()) {
            return false;
        }
        self.model.as_ref().is_none_or(|model| metadata.model == *model)
            && self.collection.as_ref().is_none_or(|name| metadata.collections.contains(name))
            && self.folded.split_whitespace().all(|word| metadata.folded.contains(word))
    }
}

/// The number of results that each filter would show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of favourites.
    pub favourites: usize,
    /// The number of results that were made from an image.
    pub edits: usize,
    /// The number of results by model.
    pub models: BTreeMap<String, usize>,
    /// The number of results by collection.
    pub collections: BTreeMap<String, usize>,
}

impl Counts {
    /// Counts the results.
    pub fn of<'a>(all: impl Iterator<Item = &'a ResultMetadata>) -> Self {
        let mut counts = Self::default();
        for metadata in all {
            counts.favourites += usize::from(metadata.favourite);
            counts.edits += usize::from(!metadata.sources.is_empty());
            count(&mut counts.models, &metadata.model);
            metadata.collections.iter().for_each(|name| count(&mut counts.collections, name));
        }
        counts
    }
}

/// Increments the count of a name. Most names exist already, so few of them are cloned.
fn count(counts: &mut BTreeMap<String, usize>, name: &str) {
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => drop(counts.insert(name.to_owned(), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::result::{child_for_test, metadata_for_test};
    use super::*;

    #[test]
    fn all_words_must_match_in_any_order() {
        let metadata = ResultMetadata { folded: "a red fox at dawn".into(), ..metadata_for_test(1) };
        let finds = |words: &str| Search { folded: words.into(), ..Search::default() }.finds(&metadata);
        assert!(finds("") && finds("  fox red "));
        assert!(!finds("red owl"));
    }

    #[test]
    fn favourites_alone() {
        let search = Search { only_favourites: true, ..Search::default() };
        assert!(search.is_on() && !search.finds(&metadata_for_test(1)));
        assert!(search.finds(&ResultMetadata { favourite: true, ..metadata_for_test(1) }));
    }

    #[test]
    fn edits_and_pictures_of_a_model_alone() {
        let edits = Search { only_edits: true, ..Search::default() };
        assert!(edits.is_on() && edits.finds(&child_for_test(2, 1)) && !edits.finds(&metadata_for_test(1)));
        let of_model = Search { model: Some("other".into()), ..Search::default() };
        assert!(of_model.is_on() && !of_model.finds(&metadata_for_test(1)));
        assert!(of_model.finds(&ResultMetadata { model: "other".into(), ..metadata_for_test(1) }));
        let best = Search { collection: Some("Best".into()), ..Search::default() };
        assert!(best.is_on() && !best.finds(&metadata_for_test(1)));
        assert!(best.finds(&ResultMetadata { collections: vec!["Best".into()], ..metadata_for_test(1) }));
    }

    #[test]
    fn each_filter_is_counted() {
        let collections = vec!["Foxes".to_owned(), "Best".to_owned()];
        let other =
            ResultMetadata { model: "other".into(), favourite: true, collections, ..metadata_for_test(3) };
        let counts = Counts::of([&metadata_for_test(1), &child_for_test(2, 1), &other].into_iter());
        assert_eq!((counts.favourites, counts.edits), (1, 1));
        assert_eq!(counts.models.into_values().collect::<Vec<_>>(), [2, 1]);
        assert_eq!(counts.collections.into_keys().collect::<Vec<_>>(), ["Best", "Foxes"]);
    }
}

//! The search of the gallery.

use leptos::prelude::*;

use crate::browser::words;
use crate::model::search::Search;
use crate::store::Store;

/// Looks for words.
pub fn search(store: Store, words: String) {
    store.gallery.search.update(|search| {
        search.folded = words::fold(&words);
        search.words = words;
    });
}

/// Shows marked results alone, or all again.
pub fn toggle_only_favourites(store: Store) {
    store.gallery.search.update(|search| search.only_favourites = !search.only_favourites);
}

/// Shows edits alone, or all again.
pub fn toggle_only_edits(store: Store) {
    store.gallery.search.update(|search| search.only_edits = !search.only_edits);
}

/// Shows results of one model alone, or of all.
pub fn only_model(store: Store, model: Option<String>) {
    store.gallery.search.update(|search| search.model = model);
}

/// Shows results of one collection alone, or of all.
pub fn only_collection(store: Store, collection: Option<String>) {
    store.gallery.search.update(|search| search.collection = collection);
}

/// Shows all again.
pub fn clear_search(store: Store) {
    store.gallery.search.set(Search::default());
}

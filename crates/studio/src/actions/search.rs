//! The search of the gallery.

use leptos::prelude::*;

use crate::browser::words;
use crate::model::search::Search;
use crate::store::Store;

/// Filters the gallery by words.
pub fn search(store: Store, words: String) {
    store.gallery.search.update(|search| {
        search.folded = words::fold(&words);
        search.words = words;
    });
}

/// Toggles the filter for favourites.
pub fn toggle_only_favourites(store: Store) {
    store.gallery.search.update(|search| search.only_favourites = !search.only_favourites);
}

/// Toggles the filter for edits.
pub fn toggle_only_edits(store: Store) {
    store.gallery.search.update(|search| search.only_edits = !search.only_edits);
}

/// Filters the gallery by one model, or by none.
pub fn only_model(store: Store, model: Option<String>) {
    store.gallery.search.update(|search| search.model = model);
}

/// Filters the gallery by one collection, or by none.
pub fn only_collection(store: Store, collection: Option<String>) {
    store.gallery.search.update(|search| search.collection = collection);
}

/// Clears the search and its filters.
pub fn clear_search(store: Store) {
    store.gallery.search.set(Search::default());
}

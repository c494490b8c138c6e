//! The stage, which shows one of several pictures enlarged.

use leptos::prelude::*;

use crate::model::result::ResultId;
use crate::store::Store;

/// Enlarges a picture.
pub fn show(store: Store, id: ResultId) {
    let now = untrack(|| store.staged());
    store.browse().stage.update(|stage| stage.show(id, now));
}

/// Shows all pictures of the job again.
pub fn show_all(store: Store) {
    store.browse().stage.update(|stage| stage.large = None);
}

/// Shows an input image on the stage.
pub fn show_input(store: Store, id: u32) {
    store.browse().stage.update(|stage| stage.show_input(id));
}

//! Collections of pictures, and which of them a picture or the selection is in.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{dialog, flags, select};
use crate::model::collection::{self, Membership};
use crate::model::dialog::Dialog;
use crate::model::result::{Flag, ResultId};
use crate::model::search::Counts;
use crate::store::Store;

/// Shows the collections of a picture.
pub fn open(store: Store, id: ResultId) {
    dialog::open(store, Dialog::Collections(Some(id)));
}

/// Shows the collections of the selected pictures.
pub fn open_selected(store: Store) {
    dialog::open(store, Dialog::Collections(None));
}

/// Returns the pictures that the open dialog applies to.
pub fn subjects(store: Store) -> Vec<ResultId> {
    match store.ui.dialog.get_untracked().and_then(Dialog::collected) {
        Some(Some(id)) => vec![id],
        Some(None) => select::selected(store),
        None => Vec::new(),
    }
}

/// Returns the names of all collections.
pub fn names(store: Store) -> BTreeSet<String> {
    let all = store.gallery.results.with(|results| Counts::of(results.iter().map(|item| &item.metadata)));
    all.collections.into_keys().collect()
}

/// Returns whether all, some or none of these pictures are in a collection.
pub fn membership(store: Store, ids: &[ResultId], flag: &Flag) -> Membership {
    Membership::of(ids.iter().map(|id| flags::is_set(store, *id, flag)))
}

/// Adds pictures to the collection of this name, which is created if necessary. Returns the name as it is stored.
pub fn add(store: Store, ids: &[ResultId], typed: &str) -> Option<String> {
    let name = collection::name(typed)?;
    let flag = Flag::Collection(name.clone());
    if membership(store, ids, &flag) != Membership::All {
        flags::toggle_all(store, ids, &flag);
    }
    Some(name)
}

//! Collections of pictures, and which of them a picture or the selection is in.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{dialog, flags, history, select};
use crate::model::collection::{self, Membership};
use crate::model::dialog::Dialog;
use crate::model::result::{Flag, ResultId};
use crate::model::search::Counts;
use crate::store::Store;
use crate::store::undo::UndoCommand;

/// Shows the collections of a picture.
pub fn open(store: Store, id: ResultId) {
    dialog::open(store, Dialog::Collections(Some(id)));
}

/// Shows the collections of the selected pictures.
pub fn open_selected(store: Store) {
    dialog::open(store, Dialog::Collections(None));
}

/// The pictures that the open dialog is about.
pub fn subjects(store: Store) -> Vec<ResultId> {
    match store.ui.dialog.get_untracked().and_then(Dialog::collected) {
        Some(Some(id)) => vec![id],
        Some(None) => select::selected(store),
        None => Vec::new(),
    }
}

/// The names of all collections.
pub fn names(store: Store) -> BTreeSet<String> {
    let all = store.gallery.results.with(|results| Counts::of(results.iter().map(|item| &item.metadata)));
    all.collections.into_keys().collect()
}

/// Returns how many of these pictures are in a collection.
pub fn membership(store: Store, ids: &[ResultId], flag: &Flag) -> Membership {
    let is_in = |id: &ResultId| store.find(*id).is_some_and(|item| flag.is_set(&item.metadata));
    Membership::of(ids.iter().map(is_in))
}

/// Adds pictures to a collection, or removes them where all are in it.
pub fn toggle(store: Store, ids: &[ResultId], flag: &Flag) {
    let are_in = membership(store, ids, flag) == Membership::All;
    let is_in = |id: &ResultId| store.find(*id).is_some_and(|item| flag.is_set(&item.metadata));
    let changed: Vec<_> = ids.iter().copied().filter(|id| is_in(id) == are_in).collect();
    changed.iter().for_each(|id| flags::toggle(store, *id, flag));
    let undo = changed.into_iter().map(|id| UndoCommand::Flag(id, flag.clone())).collect();
    history::record(store, UndoCommand::Together(undo));
}

/// Adds pictures to a collection of this name, new or not; returns the name as it is stored.
pub fn add(store: Store, ids: &[ResultId], typed: &str) -> Option<String> {
    let name = collection::name(typed)?;
    let flag = Flag::Collection(name.clone());
    if membership(store, ids, &flag) != Membership::All {
        toggle(store, ids, &flag);
    }
    Some(name)
}

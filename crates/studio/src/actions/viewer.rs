//! The viewer: which picture it shows, and which one comes after it.

use leptos::prelude::*;

use super::dialog;
use crate::browser::focus;
use crate::model::dialog::Dialog;
use crate::model::ids::{RESULTS_ID, VIEWER_VIEWPORT_ID};
use crate::model::result::ResultId;
use crate::model::selection::nearest;
use crate::store::Store;

/// Looks at a picture closely.
pub fn open(store: Store, id: ResultId) {
    if is_open(store) {
        return go_to(store, id);
    }
    store.browse().has_gone_on.set_value(false);
    dialog::open(store, Dialog::Viewer(id));
}

/// The pictures in whose order the viewer goes: those that the search finds, if this one is among them, or else all.
fn order(store: Store, viewed: ResultId) -> Vec<ResultId> {
    let seen = store.seen();
    if seen.contains(&viewed) {
        return seen;
    }
    store.gallery.results.with(|results| results.iter().map(|item| item.metadata.id).collect())
}

/// The picture so many places further in the gallery than the one in the viewer.
pub fn other(store: Store, by: isize) -> Option<ResultId> {
    let viewed = store.viewed()?;
    let order = order(store, viewed);
    let place = order.iter().position(|id| *id == viewed)?;
    order.get(place.checked_add_signed(by)?).copied()
}

/// Looks at that picture instead.
pub fn go_on(store: Store, by: isize) {
    if let Some(id) = untrack(|| other(store, by)) {
        go_to(store, id);
    }
}

fn go_to(store: Store, id: ResultId) {
    store.browse().has_gone_on.set_value(true);
    store.browse().active.set(Some(id));
    dialog::open(store, Dialog::Viewer(id));
    focus::on(VIEWER_VIEWPORT_ID);
}

/// Goes on to the next picture, or else to the one before, if the viewer shows one of these, which are about to be deleted;
/// closes it, and any other dialog about one of them, if none is left.
pub fn leave(store: Store, ids: &[ResultId]) {
    let dialog = store.ui.dialog.get_untracked();
    if !dialog.and_then(Dialog::subject).is_some_and(|subject| ids.contains(&subject)) {
        return;
    }
    let viewed = dialog.and_then(Dialog::viewed);
    match viewed.and_then(|viewed| nearest(&untrack(|| order(store, viewed)), viewed, ids)) {
        Some(next) => go_to(store, next),
        None => dialog::close(store),
    }
}

/// Shows pictures that came back: the first of them in an open viewer, or else all on the page.
pub fn show_again(store: Store, ids: &[ResultId]) {
    match ids.first().filter(|_| is_open(store)) {
        Some(id) => go_to(store, *id),
        None => focus::on(RESULTS_ID),
    }
}

/// Whether a picture is in the viewer.
pub fn is_open(store: Store) -> bool {
    store.ui.dialog.get_untracked().and_then(Dialog::viewed).is_some()
}

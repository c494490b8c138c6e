//! The viewer: the picture that it shows, and the order of the pictures.

use leptos::prelude::*;

use super::dialog;
use crate::browser::focus;
use crate::model::dialog::Dialog;
use crate::model::ids::{RESULTS_ID, VIEWER_VIEWPORT_ID};
use crate::model::result::ResultId;
use crate::model::selection::nearest;
use crate::store::Store;

/// Opens a picture in the viewer.
pub fn open(store: Store, id: ResultId) {
    if is_open(store) {
        return go_to(store, id);
    }
    store.browse().has_gone_on.set_value(false);
    dialog::open(store, Dialog::Viewer(id));
}

/// Returns the pictures in the order of the viewer: the search results if they include this picture, or else all.
fn order(store: Store, viewed: ResultId) -> Vec<ResultId> {
    let seen = store.seen();
    if seen.contains(&viewed) {
        return seen;
    }
    store.gallery.results.with(|results| results.iter().map(|item| item.metadata.id).collect())
}

/// Returns the picture at this distance from the one in the viewer.
pub fn other(store: Store, by: isize) -> Option<ResultId> {
    let viewed = store.viewed()?;
    let order = order(store, viewed);
    let place = order.iter().position(|id| *id == viewed)?;
    order.get(place.checked_add_signed(by)?).copied()
}

/// Shows the picture at this distance from the current one.
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

/// Leaves pictures that are about to be deleted. The viewer moves on to the next picture, or else to the previous one.
/// If none is left, the viewer closes, as does any other dialog about one of these pictures.
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

/// Shows restored pictures: the first of them in an open viewer, or else the results on the page.
pub fn show_again(store: Store, ids: &[ResultId]) {
    match ids.first().filter(|_| is_open(store)) {
        Some(id) => go_to(store, *id),
        None => focus::on(RESULTS_ID),
    }
}

/// Whether the viewer is open.
pub fn is_open(store: Store) -> bool {
    store.ui.dialog.get_untracked().and_then(Dialog::viewed).is_some()
}

//! Browsing of the gallery: the thumbnail size, the focused picture, the selection, and the actions on all selected
//! pictures.

use leptos::prelude::*;

use super::{archive, dialog, flags, inputs, notice, results};
use crate::browser::focus;
use crate::browser::storage::StorageScope;
use crate::model::compare::{Against, Comparison};
use crate::model::dialog::Dialog;
use crate::model::grid::Density;
use crate::model::ids::cell_id;
use crate::model::result::{Flag, ResultId};
use crate::model::selection::Selection;
use crate::store::Store;

/// The name of the stored thumbnail size.
const DENSITY: &str = "density";

/// Loads the stored thumbnail size, and removes deleted pictures from the selection while the calling view is mounted.
pub fn watch(store: Store) {
    let browse = store.browse();
    browse.density.set(Density::from_value(&StorageScope::Device.get(DENSITY).unwrap_or_default()));
    Effect::new(move |_| {
        let is_gone = |id: ResultId| {
            store.gallery.results.with(|results| results.get(id).is_none_or(|item| item.metadata.is_hidden))
        };
        let some_are =
            browse.selection.with_untracked(|selection| selection.ids().iter().any(|id| is_gone(*id)));
        // Tracked in any case, so that the effect runs again at the next change of the results.
        store.gallery.results.track();
        if some_are {
            browse.selection.update(|selection| selection.retain(|id| !is_gone(id)));
        }
    });
}

/// Changes the thumbnail size.
pub fn set_density(store: Store, density: Density) {
    StorageScope::Device.set(DENSITY, density.value());
    store.browse().density.set(density);
}

/// Records the focused picture.
pub fn set_active(store: Store, id: ResultId) {
    if store.browse().active.get_untracked() != Some(id) {
        store.browse().active.set(Some(id));
    }
}

/// Moves the focus to a picture.
pub fn focus_on(store: Store, id: ResultId) {
    set_active(store, id);
    // Keys may repeat faster than frames, so only the latest picture gets the focus.
    focus::on_latest(move || store.browse().active.get_untracked().map(cell_id));
}

/// Toggles the selection of a picture.
pub fn toggle(store: Store, id: ResultId) {
    store.browse().selection.update(|selection| selection.toggle(id));
}

/// Selects everything from the last picked picture to this one.
pub fn extend_to(store: Store, id: ResultId, from: Option<ResultId>) {
    let order = untrack(|| store.seen());
    store.browse().selection.update(|selection| {
        from.into_iter().for_each(|from| selection.anchor_at(from));
        selection.extend_to(id, &order);
    });
}

/// Replaces the selection.
pub fn set(store: Store, selection: Selection) {
    store.browse().selection.set(selection);
}

/// Selects all pictures that the search finds.
pub fn all(store: Store) {
    let seen = untrack(|| store.seen());
    store.browse().selection.update(|selection| selection.add(&seen));
}

/// Clears the selection.
pub fn clear(store: Store) {
    if !store.browse().selection.with_untracked(Selection::is_empty) {
        store.browse().selection.set(Selection::default());
    }
}

/// Opens the context menu of a picture.
pub fn open_menu(store: Store, id: ResultId) {
    store.browse().menu.set(Some(id));
}

/// Returns the selected pictures, newest first.
pub fn selected(store: Store) -> Vec<ResultId> {
    let chosen = store.browse().selection.get_untracked();
    // In the order of the gallery, regardless of the order of selection.
    store.gallery.results.with_untracked(|results| {
        let ids = results.iter().map(|item| item.metadata.id);
        ids.filter(|id| chosen.has(*id)).collect()
    })
}

/// Downloads the selected pictures: one as it is, several as a ZIP.
pub fn download(store: Store) {
    match selected(store).as_slice() {
        [] => {}
        [one] => results::download(store, *one),
        several => archive::export_these(store, several.to_vec()),
    }
}

/// Deletes the selected pictures; this can be undone.
pub fn delete(store: Store) {
    let ids = selected(store);
    if let [one] = ids.as_slice() {
        return results::delete(store, *one);
    }
    results::delete_many(store, ids);
}

/// Marks the selected pictures as favourites, or unmarks them if all are favourites.
pub fn toggle_favourites(store: Store) {
    flags::toggle_all(store, &selected(store), &Flag::Favourite);
}

/// Compares two selected pictures.
pub fn compare(store: Store) {
    if let [subject, other] = *selected(store).as_slice() {
        dialog::open(store, Dialog::Compare(Comparison { subject, against: Against::Result(other) }));
    } else {
        notice::show(store, store.text().compare_two, None);
    }
}

/// Adds the selected pictures to the input images.
pub fn use_as_inputs(store: Store) {
    selected(store).into_iter().rev().for_each(|id| inputs::add_result(store, id));
    clear(store);
}

//! The keyboard shortcuts of the gallery.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::shared::{Shared, place_of};
use crate::actions::{flags, results, select, viewer};
use crate::browser::{page, press};
use crate::model::grid::{Layout, Move};
use crate::model::result::ResultId;
use crate::store::Store;

/// The number of rows that Page Up and Page Down move by.
const PAGE: usize = 3;

fn direction(key: &str, has_command: bool) -> Option<Move> {
    Some(match key {
        "ArrowLeft" => Move::Left,
        "ArrowRight" => Move::Right,
        // The viewer has the same shortcuts.
        "k" if !has_command => Move::Left,
        "j" if !has_command => Move::Right,
        "ArrowUp" => Move::Up,
        "ArrowDown" => Move::Down,
        "PageUp" => Move::PageUp(PAGE),
        "PageDown" => Move::PageDown(PAGE),
        "Home" if has_command => Move::First,
        "End" if has_command => Move::Last,
        "Home" => Move::RowStart,
        "End" => Move::RowEnd,
        _ => return None,
    })
}

/// Moves the focus, or runs an action on the focused picture.
pub fn on_key(store: Store, shared: Shared, event: &KeyboardEvent) {
    let key = press::key(event);
    let has_command = event.ctrl_key() || event.meta_key();
    let Some((id, place)) = here(store, shared).filter(|_| !event.alt_key()) else { return };
    if let Some(direction) = direction(&key, has_command) {
        let to = shared.layout.with_untracked(|layout: &Layout| layout.step(place, direction));
        let there = shared.ids.with_untracked(|ids| ids.get(to).copied());
        if let Some(there) = there {
            if event.shift_key() {
                select::extend_to(store, there, Some(id));
            }
            select::focus_on(store, there);
        }
        return event.prevent_default();
    }
    // A focused button within the cell handles these keys itself.
    let is_on_button = page::is_within(event, "button");
    match (key.as_str(), has_command) {
        ("a", true) => select::all(store),
        ("Escape", false) => select::clear(store),
        (_, true) => return,
        ("Enter" | " ", _) if is_on_button => return,
        ("Enter", _) => viewer::open(store, id),
        (" ", _) => select::toggle(store, id),
        ("d", _) => results::download(store, id),
        ("e", _) => results::edit(store, id),
        ("f", _) => flags::toggle_favourite(store, id),
        ("Delete" | "Backspace", _) => delete(store, id),
        _ => return,
    }
    event.prevent_default();
}

/// Returns the focused picture, or else the first one, and its index.
fn here(store: Store, shared: Shared) -> Option<(ResultId, usize)> {
    shared.ids.with_untracked(|ids| {
        let active = store.browse().active.get_untracked();
        let place = active.and_then(|id| place_of(ids, id)).unwrap_or_default();
        Some((*ids.get(place)?, place))
    })
}

/// Deletes the selection if it contains the picture, or else the picture alone.
fn delete(store: Store, id: ResultId) {
    if store.browse().selection.with_untracked(|selection| selection.has(id)) {
        return select::delete(store);
    }
    results::delete(store, id);
}

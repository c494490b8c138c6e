//! The flags of a result: favourite, and hidden.

use leptos::prelude::*;

use super::saving::{ask_to_persist, keep_one, write};
use super::sync::follow;
use super::{history, notice};
use crate::browser::gallery::{self, names};
use crate::model::result::{Flag, ResultFacts, ResultId, SaveState};
use crate::store::Store;
use crate::store::undo::UndoCommand;

/// Sets a mark of a result, here and in what is kept.
pub fn set_flag(store: Store, id: ResultId, mark: Flag, value: bool) {
    store.gallery.results.update(|results| results.change(id, |facts| mark.set(facts, value)));
    store.gallery.pending_flags.update_value(|marking| marking.push(id));
    write(store, async move {
        let kept =
            store.gallery.results.with_untracked(|results| results.get(id).map(|item| item.facts.save_state));
        if matches!(kept, Some(SaveState::Saving | SaveState::Failed)) {
            end_flag_change(store, id);
            return keep_one(store, id).await;
        }
        let changed = gallery::change(&names([id.0]), mark.to(value)).await.map(|all| all.into_iter().next());
        match (changed, end_flag_change(store, id)) {
            (Ok(Some(facts)), true) => {
                if take_over(store, id, &facts) {
                    // It is in the bin by now.
                    follow(store, &names([id.0])).await;
                }
            }
            (Ok(None), _) => {
                // Another tab has deleted it meanwhile.
                follow(store, &names([id.0])).await;
            }
            (Err(_), true) => {
                store.gallery.results.update(|results| results.change(id, |facts| mark.set(facts, !value)));
                notice::show_when_free(store, store.text().not_changed);
                follow(store, &names([id.0])).await;
            }
            // A later change is shown, whose answer is still to come.
            (Ok(Some(_)) | Err(_), false) => {}
        }
    });
}

/// Removes a finished change of a favourite flag; returns true when no other change of it is pending.
fn end_flag_change(store: Store, id: ResultId) -> bool {
    let end = |marking: &mut Vec<ResultId>| {
        if let Some(place) = marking.iter().position(|other| *other == id) {
            marking.swap_remove(place);
        }
        !marking.contains(&id)
    };
    store.gallery.pending_flags.try_update_value(end).unwrap_or_default()
}

/// Another tab may have set another mark, or deleted it. Whether it has been deleted.
fn take_over(store: Store, id: ResultId, json: &str) -> bool {
    let Ok(now) = ResultFacts::from_json(json) else { return false };
    store.gallery.results.update(|results| {
        results.change(id, |facts| {
            facts.favourite = now.favourite;
            facts.is_hidden = now.is_hidden;
        });
    });
    now.deleted_ms.is_some()
}

/// Marks a result, or takes its mark away.
pub fn toggle_favourite(store: Store, id: ResultId) {
    toggle_favourite_flag(store, id);
    history::record(store, UndoCommand::Flag(id));
}

/// Turns the flag without an entry in the history.
pub fn toggle_favourite_flag(store: Store, id: ResultId) {
    let is_marked = store
        .gallery
        .results
        .with_untracked(|results| results.get(id).is_some_and(|item| item.facts.favourite));
    set_flag(store, id, Flag::Favourite, !is_marked);
    if !is_marked {
        ask_to_persist(store);
    }
}

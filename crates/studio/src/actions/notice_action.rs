//! The action of a notice.

use leptos::prelude::*;

use super::notice::hold;
use super::{completed, corrupt, details, lazy, undo};
use crate::model::undo::Direction;
use crate::store::Store;
use crate::store::notice::NoticeAction;

/// Hides the notice and runs its action.
pub fn accept(store: Store) {
    let notice = store.ui.notice.try_update(Option::take).flatten();
    hold(store);
    if let Some(action) = notice.and_then(|notice| notice.action) {
        lazy::with(store, move |lazy| (lazy.accept)(store, action));
    }
}

/// Runs the action of a notice that was hidden.
pub fn carry_out(store: Store, action: NoticeAction) {
    match action {
        NoticeAction::Undo => undo::step(store, Direction::Undo),
        NoticeAction::UseDetails(details) => details::take(store, *details),
        NoticeAction::Show(place) => completed::show(store, place),
        NoticeAction::RestoreCorrupt(corrupt) => corrupt::restore_corrupt(store, corrupt),
    }
}

//! The list of changes that can be undone.

use leptos::prelude::*;

use crate::model::result::ResultId;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::undo::UndoCommand;

/// Records a change that was just made.
pub fn record(store: Store, change: UndoCommand) {
    store.session.history.update(|history| history.push(change));
    clear_undo_notice(store);
}

/// Hides a notice that offers to undo an earlier change, because Undo now applies to the latest one.
pub fn clear_undo_notice(store: Store) {
    let is_about_older = store.ui.notice.with_untracked(|notice| {
        notice.as_ref().is_some_and(|notice| matches!(notice.action, Some(NoticeAction::Undo)))
    });
    if is_about_older {
        store.ui.notice.set(None);
    }
}

/// Removes permanently deleted pictures from the history. Undo must not restore them, and the browser frees the file of
/// a picture only when the page holds no Blob of it.
pub fn remove_erased(store: Store, ids: &[ResultId]) {
    store.session.history.update(|history| history.retain(|change| change.remove_erased(ids)));
    clear_undo_notice(store);
}

//! The list of changes that can be undone.

use leptos::prelude::*;

use crate::model::result::ResultId;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::undo::UndoCommand;

/// Remembers a change that was just made.
pub fn record(store: Store, change: UndoCommand) {
    store.session.history.update(|history| history.push(change));
    clear_undo_notice(store);
}

/// A message that offers to take back the last change goes, once another one is the last.
pub fn clear_undo_notice(store: Store) {
    let is_about_older = store.ui.notice.with_untracked(|notice| {
        notice.as_ref().is_some_and(|notice| matches!(notice.action, Some(NoticeAction::Undo)))
    });
    if is_about_older {
        store.ui.notice.set(None);
    }
}

/// Removes pictures that are deleted for good from the undo list: Undo must not bring them back, and the browser frees the file
/// of a picture only when no Blob of it is left in a page.
pub fn remove_erased(store: Store, ids: &[ResultId]) {
    store.session.history.update(|history| history.retain(|change| change.remove_erased(ids)));
    clear_undo_notice(store);
}

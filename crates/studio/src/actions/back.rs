//! The browser's Back button, which closes a dialog instead of leaving the page.

use leptos::ev;
use leptos::prelude::*;

use super::dialog;
use crate::browser::back;
use crate::store::Store;

/// Adds a session history entry for an open dialog, and closes the dialog when the user navigates back from the entry.
pub fn close_dialogs_by_back(store: Store) {
    let is_open = Memo::new(move |_| store.ui.dialog.with(Option::is_some));
    let is_unmarking = StoredValue::new(false);
    Effect::new(move |_| match (is_open.get(), back::is_marked()) {
        (true, false) => back::mark(),
        (false, true) if !is_unmarking.get_value() => {
            is_unmarking.set_value(true);
            back::unmark();
        }
        _ => {}
    });
    let popped = window_event_listener(ev::popstate, move |_| {
        let was_unmarking = is_unmarking.get_value();
        is_unmarking.set_value(false);
        match (was_unmarking, is_open.get_untracked(), back::is_marked()) {
            // Going back is asynchronous, so another dialog may have been opened in the meantime.
            (true, true, false) => back::mark(),
            (false, true, false) => dialog::close(store),
            _ => {}
        }
    });
    on_cleanup(move || popped.remove());
}

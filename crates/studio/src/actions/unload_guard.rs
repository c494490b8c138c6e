//! Registers a `beforeunload` prompt while leaving the page would lose data.

use leptos::ev;
use leptos::prelude::*;

use crate::model::dialog::Dialog;
use crate::model::result::SaveState;
use crate::store::Store;

/// Registers the prompt while the calling view is mounted. The event listener exists only while there is something to
/// lose, because a permanent one excludes the page from the back/forward cache of some browsers.
pub fn confirm_unload(store: Store) {
    let would_lose = Memo::new(move |_| would_lose(store));
    Effect::new(move |_| {
        if would_lose.get() {
            let asking = window_event_listener(ev::beforeunload, |event| {
                event.prevent_default();
                // Chromium before 119 shows the prompt only if a return value is set.
                event.set_return_value("lost");
            });
            on_cleanup(move || asking.remove());
        }
    });
}

/// Whether a job or an import is running, results are unsaved, or a retouch is open.
fn would_lose(store: Store) -> bool {
    let is_unsaved = || {
        store
            .gallery
            .results
            .with(|results| results.all().any(|one| one.metadata.save_state == SaveState::Failed))
    };
    let is_importing = || store.lazy_store().importing.with(Option::is_some);
    store.is_running()
        || is_importing()
        || store.gallery.writes.get() > 0
        || store.ui.dialog.get().and_then(Dialog::retouched).is_some()
        || is_unsaved()
}

//! Short messages.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::browser::focus;
use crate::model::ids::RESULTS_ID;
use crate::store::Store;
use crate::store::notice::{Notice, NoticeAction};

/// Long enough to read a line and to reach a button.
const SHOWN_MS: u32 = 10_000;

/// Shows a message in place of an earlier one.
pub fn show(store: Store, text: impl Into<String>, action: Option<NoticeAction>) {
    store.ui.notice.set(Some(Notice { text: text.into(), action, deletions: 0 }));
    release(store);
}

/// Whether a message stands that offers something other than a place on the page.
pub fn shows_action(store: Store) -> bool {
    store.ui.notice.with_untracked(|notice| notice.as_ref().is_some_and(Notice::has_action))
}

/// Shows a message that no press asked for, once no offer stands there: a button must not become another one under the
/// pointer, and what it offers can be had only there.
pub fn show_when_free(store: Store, text: impl Into<String>) {
    store.lazy_store().next_notice.set(Some(text.into()));
}

/// Shows what waits for the place of the message: for as long as the view that calls it is there.
pub fn watch(store: Store) {
    let next = store.lazy_store().next_notice;
    Effect::new(move |_| {
        if store.ui.notice.with(|notice| notice.as_ref().is_some_and(Notice::has_action)) {
            return;
        }
        if let Some(text) = next.get() {
            next.set(None);
            show(store, text, None);
        }
    });
}

/// Keeps the message while someone is at it.
pub fn hold(store: Store) {
    store.ui.notice_timer.set_value(None);
}

/// Restarts its timer.
pub fn release(store: Store) {
    let timer = Timeout::new(SHOWN_MS, move || store.ui.notice.set(None));
    store.ui.notice_timer.set_value(Some(timer));
}

/// Ends the message.
pub fn dismiss(store: Store) {
    hold(store);
    store.ui.notice.set(None);
    focus::on(RESULTS_ID);
}

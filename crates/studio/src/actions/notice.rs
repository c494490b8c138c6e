//! Notices: short messages with an optional action.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::browser::focus;
use crate::model::ids::RESULTS_ID;
use crate::store::Store;
use crate::store::notice::{Notice, NoticeAction};

/// The time for which a notice is shown, long enough to read a line and to reach a button.
const SHOWN_MS: u32 = 10_000;

/// Shows a notice, replacing an earlier one.
pub fn show(store: Store, text: impl Into<String>, action: Option<NoticeAction>) {
    store.ui.notice.set(Some(Notice { text: text.into(), action, deletions: 0 }));
    release(store);
}

/// Whether the current notice has an action other than a link to a place on the page.
pub fn shows_action(store: Store) -> bool {
    store.ui.notice.with_untracked(|notice| notice.as_ref().is_some_and(Notice::has_action))
}

/// Shows a notice that no user action caused, once no notice with an action is shown. A button must not turn into
/// another one under the pointer, and its action is available nowhere else.
pub fn show_when_free(store: Store, text: impl Into<String>) {
    store.lazy_store().next_notice.set(Some(text.into()));
}

/// Shows queued notices while the calling view is mounted.
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

/// Stops the timer of the notice, for example while the pointer is on it.
pub fn hold(store: Store) {
    store.ui.notice_timer.set_value(None);
}

/// Restarts the timer that hides the notice.
pub fn release(store: Store) {
    let timer = Timeout::new(SHOWN_MS, move || store.ui.notice.set(None));
    store.ui.notice_timer.set_value(Some(timer));
}

/// Hides the notice and focuses the results.
pub fn dismiss(store: Store) {
    hold(store);
    store.ui.notice.set(None);
    focus::on(RESULTS_ID);
}

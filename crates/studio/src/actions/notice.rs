//! Short messages, and taking things back.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::{arrival, details, gallery, later, results, undo};
use crate::dom::focus;
use crate::state::undo::Way;
use crate::store::{Notice, Offer, Store};

/// Long enough to read a line and to reach a button.
const SHOWN_MS: u32 = 10_000;
/// The id of the "Undo" button, which focus goes to when the pressed button is gone.
pub const UNDO_ID: &str = "undo";

/// Shows a message in place of an earlier one.
pub fn show(store: Store, text: impl Into<String>, offer: Option<Offer>) {
    store.notice.set(Some(Notice { text: text.into(), offer, deletions: 0 }));
    release(store);
}

/// Whether a message stands that offers something other than a place on the page.
pub fn is_offering(store: Store) -> bool {
    store.notice.with_untracked(|notice| notice.as_ref().is_some_and(Notice::is_offer))
}

/// Shows a message that no press asked for, once no offer stands there: a button must not become another one under the
/// pointer, and what it offers can be had only there.
pub fn show_when_free(store: Store, text: impl Into<String>) {
    store.rest().next_notice.set(Some(text.into()));
}

/// Shows what waits for the place of the message: for as long as the view that calls it is there.
pub fn watch(store: Store) {
    let next = store.rest().next_notice;
    Effect::new(move |_| {
        if store.notice.with(|notice| notice.as_ref().is_some_and(Notice::is_offer)) {
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
    store.notice_timer.set_value(None);
}

/// Starts its time anew.
pub fn release(store: Store) {
    let timer = Timeout::new(SHOWN_MS, move || store.notice.set(None));
    store.notice_timer.set_value(Some(timer));
}

/// Ends the message.
pub fn dismiss(store: Store) {
    hold(store);
    store.notice.set(None);
    focus::on(results::HEADING_ID);
}

/// Does what the message offers.
pub fn accept(store: Store) {
    let notice = store.notice.try_update(Option::take).flatten();
    hold(store);
    if let Some(offer) = notice.and_then(|notice| notice.offer) {
        later::with(store, move |later| (later.accept)(store, offer));
    }
}

/// The same, once the message has gone.
pub fn carry_out(store: Store, offer: Offer) {
    match offer {
        Offer::Undo => undo::step(store, Way::Back),
        Offer::UseDetails(details) => details::take(store, *details),
        Offer::Show(place) => arrival::show(store, place),
        Offer::Wrecks(wrecks) => gallery::restore_wrecks(store, wrecks),
    }
}

//! The action that a message offers.

use leptos::prelude::*;

use super::notice::hold;
use super::{arrival, corrupt, details, lazy, undo};
use crate::model::undo::Way;
use crate::store::Store;
use crate::store::notice::Offer;

/// Does what the message offers.
pub fn accept(store: Store) {
    let notice = store.ui.notice.try_update(Option::take).flatten();
    hold(store);
    if let Some(offer) = notice.and_then(|notice| notice.offer) {
        lazy::with(store, move |later| (later.accept)(store, offer));
    }
}

/// The same, once the message has gone.
pub fn carry_out(store: Store, offer: Offer) {
    match offer {
        Offer::Undo => undo::step(store, Way::Back),
        Offer::UseDetails(details) => details::take(store, *details),
        Offer::Show(place) => arrival::show(store, place),
        Offer::Wrecks(wrecks) => corrupt::restore_wrecks(store, wrecks),
    }
}

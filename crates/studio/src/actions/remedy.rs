//! The next steps that a failure offers.

use leptos::prelude::*;

use super::generate::{ask_again, fetch_links};
use super::{inputs, retouch, settings};
use crate::browser::focus;
use crate::model::failure::{Failed, Remedy};
use crate::model::ids::{PROMPT_ID, field};
use crate::model::result::Source;
use crate::store::Store;
use crate::store::request::ImageRequest;

/// Takes one message away.
pub fn dismiss(store: Store, failed: &Failed<ImageRequest>) {
    store.session.failures.update(|all| all.retain(|other| other.failure != failed.failure));
    focus::on(PROMPT_ID);
}

/// Takes all messages away.
pub fn dismiss_all(store: Store) {
    store.session.failures.set(Vec::new());
    focus::on(PROMPT_ID);
}

/// Takes the next step that a button of a failure offers.
pub fn remedy(store: Store, remedy: Remedy, failed: &Failed<ImageRequest>) {
    match remedy {
        Remedy::TryAgain if settings::may_send(store) => {
            dismiss(store, failed);
            ask_again(store, failed.orders.clone(), None);
        }
        Remedy::TryAgain => {}
        Remedy::Fetch => {
            dismiss(store, failed);
            fetch_links(store, failed.orders.clone());
        }
        Remedy::CheckKey => settings::open_at(store, field::KEY),
        Remedy::CheckEndpoint => settings::open_at(store, field::ENDPOINT),
        Remedy::ChooseModel => settings::open_at(store, field::MODEL),
        Remedy::Reword => reword(store, failed),
        Remedy::ClearImages => {
            inputs::clear(store);
            dismiss(store, failed);
        }
    }
}

/// Back to the words, wherever they were typed.
fn reword(store: Store, failed: &Failed<ImageRequest>) {
    match failed.orders.last() {
        Some(ImageRequest { prompt, mask: Some(_), sources, .. }) => {
            store.composer.retouch_change.set(prompt.clone());
            if let Some((Source::Result { id }, _)) = sources.first() {
                retouch::open(store, *id);
            }
        }
        _ => focus::on(PROMPT_ID),
    }
}

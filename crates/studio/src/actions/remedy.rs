//! The next steps that a failure offers.

use leptos::prelude::*;

use super::generate::{fetch_links, send_again};
use super::{expand, inputs, photo, retouch, settings};
use crate::browser::focus;
use crate::browser::picture::BlobWithUrl;
use crate::model::failure::{Failed, Remedy};
use crate::model::ids::{PROMPT_ID, field};
use crate::model::photo::Subject;
use crate::model::result::Source;
use crate::store::Store;
use crate::store::request::{ImageRequest, Mask};

/// Dismisses one failure.
pub fn dismiss(store: Store, failed: &Failed<ImageRequest>) {
    store.session.failures.update(|all| all.retain(|other| other.failure != failed.failure));
    focus::on(PROMPT_ID);
}

/// Dismisses all failures.
pub fn dismiss_all(store: Store) {
    store.session.failures.set(Vec::new());
    focus::on(PROMPT_ID);
}

/// Runs the remedy that a button of a failure offers.
pub fn remedy(store: Store, remedy: Remedy, failed: &Failed<ImageRequest>) {
    match remedy {
        Remedy::TryAgain if settings::may_send(store) => {
            dismiss(store, failed);
            send_again(store, failed.requests.clone(), None);
        }
        Remedy::TryAgain => {}
        Remedy::Fetch => {
            dismiss(store, failed);
            fetch_links(store, failed.requests.clone());
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

/// Returns to the field where the prompt was typed.
fn reword(store: Store, failed: &Failed<ImageRequest>) {
    match failed.requests.last() {
        Some(ImageRequest { prompt, mask: Some(Mask { base: Some(_), .. }), sources, .. }) => {
            expand::set_words(store, prompt.clone());
            match subject(store, sources) {
                Some(subject) => expand::open(store, subject),
                None => focus::on(PROMPT_ID),
            }
        }
        Some(ImageRequest { prompt, mask: Some(_), sources, .. }) => {
            store.composer.retouch_change.set(prompt.clone());
            match subject(store, sources) {
                Some(subject) => retouch::open_photo(store, subject),
                None => focus::on(PROMPT_ID),
            }
        }
        _ => focus::on(PROMPT_ID),
    }
}

/// Returns the photo that a request was about, if it still exists.
fn subject(store: Store, sources: &[(Source, BlobWithUrl)]) -> Option<Subject> {
    match sources.first()? {
        (Source::Result { id }, _) => Some(Subject::Result(*id)),
        // An input image is found by its object URL, which the request shares.
        (Source::File { .. }, image) => photo::input_of(store, image),
    }
}

//! The library's errors as Studio shows them, and the steps that follow.

use leptos::prelude::*;
use tintype::{Error, ErrorKind};

use super::form::PROMPT_ID;
use super::generate::ask_again;
use super::order::Order;
use super::settings::{self, field};
use super::{inputs, retouch};
use crate::dom::focus;
use crate::state::failure::{Failed, Failure, Remedy};
use crate::state::result::Source;
use crate::state::settings::Settings;
use crate::store::Store;

impl Failure {
    /// What the library reports of a request with these settings.
    pub fn from_error(error: &Error, settings: &Settings) -> Self {
        let facts = error.facts();
        let told = |said: &Option<String>| said.as_deref().map(str::trim).and_then(kept);
        // Of what a person chose or brought, only the library knows what is wrong with it.
        let is_own = matches!(error.kind(), ErrorKind::InvalidOptions | ErrorKind::UnsupportedInput);
        Self {
            code: error.code(),
            model_said: told(&facts.text),
            service_said: told(&facts.said).or_else(|| told(&facts.finish_message)),
            detail: is_own.then(|| error.message().to_owned()),
            request_id: facts.request_id.clone(),
            status: facts.status,
            reason: facts.block_reason.clone().or_else(|| facts.finish_reason.clone()),
            retry_after_ms: facts.retry_after_ms,
            field: facts.field.clone(),
            endpoint: settings.base_url(),
            model: settings.model().to_owned(),
        }
    }

    /// The sandbox's files did not load.
    pub fn sandbox_missing() -> Self {
        Self { code: "sandbox", ..Self::default() }
    }
}

fn kept(said: &str) -> Option<String> {
    (!said.is_empty()).then(|| said.to_owned())
}

/// Takes the messages away.
pub fn dismiss(store: Store) {
    store.failures.set(Vec::new());
    focus::on(PROMPT_ID);
}

/// Takes the next step that a button of a failure offers.
pub fn remedy(store: Store, remedy: Remedy, failed: &Failed<Order>) {
    match remedy {
        Remedy::TryAgain => {
            store.failures.update(|all| all.retain(|other| other.failure != failed.failure));
            ask_again(store, failed.orders.clone());
        }
        Remedy::CheckKey => settings::open_at(store, field::KEY),
        Remedy::CheckEndpoint => settings::open_at(store, field::ENDPOINT),
        Remedy::ChooseModel => settings::open_at(store, field::MODEL),
        Remedy::Reword => reword(store, failed),
        Remedy::ClearImages => {
            inputs::clear(store);
            dismiss(store);
        }
    }
}

/// Back to the words, wherever they were typed.
fn reword(store: Store, failed: &Failed<Order>) {
    match failed.orders.last() {
        Some(Order { prompt, mask: Some(_), sources, .. }) => {
            store.retouch_change.set(prompt.clone());
            if let Some((Source::Result { id }, _)) = sources.first() {
                retouch::open(store, *id);
            }
        }
        _ => focus::on(PROMPT_ID),
    }
}

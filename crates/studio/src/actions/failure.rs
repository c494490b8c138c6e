//! The library's errors as Studio shows them, and the steps that follow.

use leptos::prelude::*;
use tintype::Error;

use super::form::PROMPT_ID;
use super::generate::generate;
use super::inputs;
use super::settings::{self, field};
use crate::dom::focus;
use crate::state::failure::{Failure, Remedy};
use crate::state::settings::Settings;
use crate::state::text::Text;
use crate::store::Store;

impl Failure {
    /// What the library reports of a request with these settings.
    pub fn from_error(error: &Error, settings: &Settings) -> Self {
        let said = error.text().map(str::trim).filter(|said| !said.is_empty());
        Self {
            code: error.code(),
            message: as_sentence(error.message()),
            said: said.map(str::to_owned),
            request_id: error.request_id().map(str::to_owned),
            status: error.status(),
            field: error.field().map(str::to_owned),
            endpoint: settings.base_url().to_owned(),
            model: settings.model().to_owned(),
        }
    }

    /// The sandbox's files did not load.
    pub fn sandbox_missing(text: &Text) -> Self {
        Self {
            code: "sandbox",
            message: text.sandbox_missing.into(),
            said: None,
            request_id: None,
            status: None,
            field: None,
            endpoint: String::new(),
            model: String::new(),
        }
    }
}

/// The library's messages go on in other sentences; here they stand alone.
fn as_sentence(message: &str) -> String {
    match message.ends_with(['.', '!', '?', '。', '”']) {
        true => message.to_owned(),
        false => format!("{message}."),
    }
}

/// Takes the message away.
pub fn dismiss(store: Store) {
    store.failure.set(None);
    focus::on(PROMPT_ID);
}

/// Takes the next step that a button offers.
pub fn remedy(store: Store, remedy: Remedy) {
    match remedy {
        Remedy::TryAgain => generate(store),
        Remedy::CheckKey => settings::open_at(store, field::KEY),
        Remedy::CheckEndpoint => settings::open_at(store, field::ENDPOINT),
        Remedy::ChooseModel => settings::open_at(store, field::MODEL),
        Remedy::Reword => focus::on(PROMPT_ID),
        Remedy::ClearImages => {
            inputs::clear(store);
            dismiss(store);
        }
    }
}

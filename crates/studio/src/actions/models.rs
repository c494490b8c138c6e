//! The selected models, their price, and the endpoint's list of models.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{ModelInfo, Secret};

use super::client::client;
use super::{history, settings};
use crate::browser::{grid, popover};
use crate::model::bound;
use crate::model::failure::Failure;
use crate::model::ids::{MODEL_BUTTON_ID, MODEL_PICKER_ID};
use crate::model::keys::Origin;
use crate::model::price;
use crate::model::settings::Settings;
use crate::store::Store;
use crate::store::undo::UndoCommand;
use crate::text::fill;
use crate::text::price::price as price_text;

/// The maximum number of models that are offered from one list.
const MOST_LISTED: usize = 1_000;

/// Returns the list price of the form's requests as text, which is the sum if several models are selected.
pub fn price_of_form(store: Store) -> String {
    let size = store.composer.form.with(|form| form.size.clone());
    let count = store.requested();
    match store.requested_models().as_slice() {
        [one] => price_text(count, price::in_size(one, size.as_deref())),
        several => {
            let usd: Option<f64> = several.iter().map(|model| price::in_size(model, size.as_deref())).sum();
            price_text(1, usd.map(|usd| usd * f64::from(count)))
        }
    }
}

/// Toggles a model that is requested in addition to the selected one.
pub fn toggle_more(store: Store, id: &str) {
    store.composer.more_models.update(|more| match more.iter().position(|other| other == id) {
        Some(place) => drop(more.remove(place)),
        None => more.push(id.to_owned()),
    });
}

/// Returns the name of the service, or its host if it has no name of its own.
pub fn service_name(store: Store) -> String {
    store.session.settings.with(|settings| {
        let host =
            settings.key.origin.as_ref().map(Origin::host).filter(|_| settings.service.address().is_none());
        host.unwrap_or(settings.service.name(store.text())).to_owned()
    })
}

/// Opens the model picker.
pub fn open_picker(_: Store) {
    popover::open_above(MODEL_PICKER_ID, MODEL_BUTTON_ID);
}

/// Selects a model. An empty name is ignored.
pub fn choose(store: Store, id: &str) {
    let id = bound::name(id.trim());
    let before = store.session.settings.with_untracked(|settings| settings.model.clone());
    grid::close_menu(MODEL_PICKER_ID);
    store.composer.more_models.update(|more| more.retain(|other| *other != id));
    if !id.is_empty() && id != before {
        settings::change(store, |settings| settings.model = id);
        history::record(store, UndoCommand::Model(before));
    }
}

/// Fetches the endpoint's list of models and shows the outcome.
pub fn fetch(store: Store) {
    if !settings::may_send(store) {
        return;
    }
    store.session.models_message.set(store.text().models_fetching.into());
    let settings = store.session.settings.get_untracked();
    spawn_local(async move {
        let listed = ask(&settings).await;
        // The answer is ignored if the endpoint was changed in the meantime.
        if store.session.settings.with_untracked(|now| now.base_url() != settings.base_url()) {
            return;
        }
        store.session.models_message.set(match &listed {
            Ok(listed) => summary(store, listed),
            Err(failure) => complaint(store, failure),
        });
        store.session.available_models.set(listed.ok());
    });
}

async fn ask(settings: &Settings) -> Result<Vec<(String, bool)>, Box<Failure>> {
    let listed = client(settings)
        .await?
        .models()
        .await
        .map_err(|error| Box::new(Failure::of_service(&error, settings)))?;
    let key = Secret::new(settings.key.key.reveal());
    // Names that contain the key are skipped, because a selected name is stored. Names longer than any real one are
    // skipped, and the list is truncated because no user reads it to the end.
    let is_name = |id: &str| id.len() <= bound::MOST_NAME && key.redact(id) == id;
    let names = listed.into_iter().filter(|model| is_name(&model.id)).take(MOST_LISTED);
    Ok(names.map(|ModelInfo { id, makes_images, .. }| (id, makes_images)).collect())
}

fn summary(store: Store, listed: &[(String, bool)]) -> String {
    let drawing = listed.iter().filter(|(_, draws)| *draws).count().to_string();
    let values = [("count", &*listed.len().to_string()), ("drawing", &*drawing)];
    fill(store.text().models_found, &values)
}

fn complaint(store: Store, failure: &Failure) -> String {
    let text = store.text();
    let message = failure.service_said.as_deref().map(|message| format!(" {}: {message}", text.service_said));
    format!("{}{} ({})", failure.message(text), message.unwrap_or_default(), failure.small_print())
}

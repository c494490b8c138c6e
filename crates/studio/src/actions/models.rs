//! The endpoint's own list of models.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{ModelInfo, Secret};

use super::client::client;
use super::settings;
use crate::model::bound;
use crate::model::failure::Failure;
use crate::model::settings::Settings;
use crate::store::Store;
use crate::text::fill;

/// Models that are offered of one list.
const MOST_LISTED: usize = 1_000;

/// Asks for it, and says what came of it.
pub fn fetch(store: Store) {
    if !settings::may_send(store) {
        return;
    }
    store.session.models_message.set(store.text().models_fetching.into());
    let settings = store.session.settings.get_untracked();
    spawn_local(async move {
        let listed = ask(&settings).await;
        // An answer of an endpoint that is no longer the one of the settings is no answer.
        if store.session.settings.with_untracked(|now| now.base_url() != settings.base_url()) {
            return;
        }
        store.session.models_message.set(match &listed {
            Ok(listed) => told(store, listed),
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
    // A service that names the key among its models has it stored with the choice. A name of a length that none has is
    // no name, and of a list that nobody reads to its end the beginning will do.
    let is_name = |id: &str| id.len() <= bound::MOST_NAME && key.redact(id) == id;
    let names = listed.into_iter().filter(|model| is_name(&model.id)).take(MOST_LISTED);
    Ok(names.map(|ModelInfo { id, makes_images, .. }| (id, makes_images)).collect())
}

fn told(store: Store, listed: &[(String, bool)]) -> String {
    let drawing = listed.iter().filter(|(_, draws)| *draws).count().to_string();
    let values = [("count", &*listed.len().to_string()), ("drawing", &*drawing)];
    fill(store.text().models_found, &values)
}

fn complaint(store: Store, failure: &Failure) -> String {
    let text = store.text();
    let said = failure.service_said.as_deref().map(|said| format!(" {}: {said}", text.service_said));
    format!("{}{} ({})", failure.message(text), said.unwrap_or_default(), failure.small_print())
}

//! Endpoint, key, model and theme, which apply immediately and are stored in the scope that the user selected.

use leptos::prelude::*;

use super::{history, keys, lazy, notice};
use crate::browser::storage::StorageScope;
use crate::browser::{focus, origin, page};
use crate::model::ids::{PROMPT_ID, field};
use crate::model::key_header::KeyHeader;
use crate::model::keys::ServiceKey;
use crate::model::service::Service;
use crate::model::settings::Settings;
use crate::model::theme::Theme;
use crate::store::Store;
use crate::store::undo::UndoCommand;

const SERVICE: &str = "service";
const ENDPOINT: &str = "endpoint";
const MODEL: &str = "model";
const KEY_HEADER: &str = "key-header";
/// The address and header of a relay or proxy, restored when the user selects it again.
const LAST_ENDPOINT: &str = "endpoint-of-";
const LAST_HEADER: &str = "key-header-of-";
const GOOGLE_KEEPS: &str = "google-keeps";
const THEME: &str = "theme";
const DETAILS: &str = "details";

/// Loads the stored settings.
pub fn load() -> Settings {
    let mut settings = Settings::default();
    settings.service = Service::from_value(&StorageScope::Device.get(SERVICE).unwrap_or_default());
    settings.endpoint = settings.service.address().unwrap_or_default().to_owned();
    settings.key_header = KeyHeader::from_value(&StorageScope::Device.get(KEY_HEADER).unwrap_or_default());
    // Older versions stored only the endpoint.
    if let Some(endpoint) = StorageScope::Device.get(ENDPOINT) {
        let header = settings.key_header;
        settings.type_endpoint(endpoint);
        settings.choose_header(header);
    }
    if let Some(model) = StorageScope::Device.get(MODEL) {
        settings.model = model;
    }
    settings.google_keeps = StorageScope::Device.get(GOOGLE_KEEPS).is_some();
    settings.key = keys::of(origin::of(&settings.base_url()));
    settings
}

/// Changes the settings. Stores only the changed ones, because other tabs may have changed the rest.
pub fn change(store: Store, how: impl FnOnce(&mut Settings)) {
    let before = store.session.settings.get_untracked();
    let mut now = before.clone();
    how(&mut now);
    if now.base_url() != before.base_url() {
        clear_models(store);
        let origin = origin::of(&now.base_url());
        if origin != before.key.origin {
            now.key = keys::of(origin);
        }
    }
    save(&now, &before);
    store.session.settings.set(now);
}

fn save(now: &Settings, before: &Settings) {
    // These three belong together, so they are stored together.
    let place = |settings: &Settings| (settings.service, settings.endpoint.clone(), settings.key_header);
    if place(now) != place(before) {
        StorageScope::Device.set(SERVICE, now.service.value());
        StorageScope::Device.set(ENDPOINT, &now.endpoint);
        StorageScope::Device.set(KEY_HEADER, now.key_header.value());
    }
    if now.model != before.model {
        StorageScope::Device.set(MODEL, &now.model);
    }
    if now.google_keeps != before.google_keeps {
        StorageScope::Device.set(GOOGLE_KEEPS, if now.google_keeps { "yes" } else { "" });
    }
}

/// Changes the key of the endpoint's origin and stores it.
pub fn change_key(store: Store, how: impl FnOnce(&mut ServiceKey)) {
    store.session.settings.update(|settings| {
        let before = settings.key.clone();
        how(&mut settings.key);
        if settings.key.key.kind() != before.key.kind() {
            settings.key.confirmed = None;
        }
        keys::save(&settings.key, before.is_remembered);
    });
}

/// Selects another service, with its address, its auth header and the key that was entered for it.
pub fn choose_service(store: Store, service: Service) {
    let before = store.session.settings.get_untracked();
    let last = |start: &str, service: Service| format!("{start}{}", service.value());
    if before.service.address().is_none() {
        StorageScope::Device.set(&last(LAST_ENDPOINT, before.service), &before.endpoint);
        StorageScope::Device.set(&last(LAST_HEADER, before.service), before.key_header.value());
    }
    let header =
        StorageScope::Device.get(&last(LAST_HEADER, service)).map(|header| KeyHeader::from_value(&header));
    let own = service.address().map(str::to_owned);
    let endpoint =
        own.or_else(|| StorageScope::Device.get(&last(LAST_ENDPOINT, service))).unwrap_or_default();
    change(store, |settings| {
        settings.service = service;
        settings.endpoint = endpoint;
        settings.key_header = header.unwrap_or(service.header());
    });
}

/// Restores the default settings. Keys are preserved, each with its own service.
pub fn restore_defaults(store: Store) {
    history::record(store, UndoCommand::settings(store.session.settings.get_untracked()));
    change(store, |settings| *settings = Settings { key: settings.key.clone(), ..Settings::default() });
}

/// Removes the key from the field and from both storage scopes.
pub fn remove_key(store: Store) {
    change_key(store, |key| *key = ServiceKey { origin: key.origin.clone(), ..ServiceKey::default() });
    notice::show(store, store.text().key_forgotten, None);
    focus::on(field::KEY);
}

/// Removes the keys of all services.
pub fn remove_all_keys(store: Store) {
    keys::remove_all();
    store.session.old_key.set(None);
    remove_key(store);
}

/// Confirms the use of a key that looks like another service's.
pub fn confirm_key(store: Store) {
    change_key(store, |key| key.confirmed = key.key.kind());
    focus::on(field::KEY);
}

/// Moves a Google key to Google, and removes it from the service that it was entered for by mistake.
pub fn move_key_to_google(store: Store) {
    let ServiceKey { key, is_remembered, .. } =
        store.session.settings.with_untracked(|settings| settings.key.clone());
    change_key(store, |key| *key = ServiceKey { origin: key.origin.clone(), ..ServiceKey::default() });
    choose_service(store, Service::Google);
    change_key(store, |own| *own = ServiceKey { key, is_remembered, ..own.clone() });
    focus::on(field::KEY);
}

/// Finds a key of an older version, whose service is unknown.
pub fn find_old_key(store: Store) {
    store.session.old_key.set(keys::without_origin());
    if store.session.old_key.with_untracked(Option::is_some) {
        lazy::prepare(store);
    }
}

/// Binds the older version's key to the current service.
pub fn adopt_old_key(store: Store) {
    let place = store.session.settings.with_untracked(|settings| settings.key.clone());
    let key = keys::adopt(place);
    store.session.settings.update(|settings| settings.key = key);
    find_old_key(store);
    focus::on(PROMPT_ID);
}

/// Removes the older version's key.
pub fn remove_old_key(store: Store) {
    keys::remove_without_origin();
    find_old_key(store);
    focus::on(PROMPT_ID);
}

/// Whether a request may be sent. If not, the unanswered question is shown and focused.
pub fn may_send(store: Store) -> bool {
    let settings = store.session.settings.get_untracked();
    if settings.uses_sandbox() && store.session.old_key.with_untracked(Option::is_some) {
        focus::on(field::OLD_KEY);
        return false;
    }
    let is_clear = settings.key_doubt().is_none();
    if !is_clear {
        open_at(store, field::KEY_DOUBT);
    }
    is_clear
}

/// Opens the settings panel and focuses one of its fields.
pub fn open_at(store: Store, field: &'static str) {
    lazy::with(store, move |_| {
        store.ui.is_settings_open.set(true);
        focus::on(field);
    });
}

/// Toggles the settings panel.
pub fn toggle(store: Store) {
    match store.ui.is_settings_open.get_untracked() {
        true => close(store),
        false => open_at(store, field::ENDPOINT),
    }
}

/// Closes the settings panel and focuses its button.
pub fn close(store: Store) {
    store.ui.is_settings_open.set(false);
    focus::on(field::BUTTON);
}

/// Loads the stored setting that adds the prompt and settings to downloads.
pub fn load_details(store: Store) {
    store.session.writes_details.set(StorageScope::Device.get(DETAILS).is_some());
}

/// Changes the setting that adds the prompt and settings to downloads.
pub fn write_details(store: Store, writes: bool) {
    store.session.writes_details.set(writes);
    StorageScope::Device.set(DETAILS, if writes { "yes" } else { "" });
}

/// Loads the stored theme.
pub fn load_theme() -> Theme {
    Theme::from_value(&StorageScope::Device.get(THEME).unwrap_or_default())
}

/// Switches to the next theme.
pub fn next_theme(store: Store) {
    let theme = store.ui.theme.get_untracked().next();
    store.ui.theme.set(theme);
    page::set_theme(theme.value());
    StorageScope::Device.set(THEME, theme.value());
}

/// Clears the list of models, which belongs to another endpoint.
fn clear_models(store: Store) {
    store.session.available_models.set(None);
    store.session.models_message.set(String::new());
}

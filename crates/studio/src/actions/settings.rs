//! Endpoint, key, model and theme: changed at once, kept where the person wants them.

use leptos::prelude::*;

use super::undo::{self, Change};
use super::{later, models, notice};
use crate::dom::storage::Keep;
use crate::dom::{focus, page};
use crate::state::settings::{Key, KeyHeader, Settings};
use crate::state::theme::Theme;
use crate::store::Store;

const ENDPOINT: &str = "endpoint";
const MODEL: &str = "model";
const KEY_HEADER: &str = "key-header";
const KEY: &str = "key";
const THEME: &str = "theme";
const DETAILS: &str = "details";

/// Ids of the fields that focus goes to.
pub mod field {
    /// Where requests go.
    pub const ENDPOINT: &str = "endpoint";
    /// The key.
    pub const KEY: &str = "api-key";
    /// The model.
    pub const MODEL: &str = "model";
    /// The button that opens the panel.
    pub const BUTTON: &str = "settings-button";
}

/// The settings as they were left.
pub fn load() -> Settings {
    let default = Settings::default();
    let remembered = Keep::Device.get(KEY);
    let remember_key = remembered.is_some();
    let key = remembered.or_else(|| Keep::Tab.get(KEY)).unwrap_or_default();
    Settings {
        endpoint: Keep::Device.get(ENDPOINT).unwrap_or(default.endpoint),
        model: Keep::Device.get(MODEL).unwrap_or(default.model),
        key_header: KeyHeader::from_value(&Keep::Device.get(KEY_HEADER).unwrap_or_default()),
        key: Key::new(&key),
        remember_key,
    }
}

/// Changes the settings, and keeps them.
pub fn change(store: Store, how: impl FnOnce(&mut Settings)) {
    let before = store.settings.get_untracked();
    store.settings.update(how);
    let settings = store.settings.get_untracked();
    if settings.base_url() != before.base_url() {
        models::let_go(store);
    }
    Keep::Device.set(ENDPOINT, &settings.endpoint);
    Keep::Device.set(MODEL, &settings.model);
    Keep::Device.set(KEY_HEADER, settings.key_header.value());
    // Another tab may have its key kept on the device, which is no business of any other change in this one.
    if (&settings.key, settings.remember_key) != (&before.key, before.remember_key) {
        keep_key(&settings);
    }
}

fn keep_key(settings: &Settings) {
    let (here, elsewhere) = match settings.remember_key {
        true => (Keep::Device, Keep::Tab),
        false => (Keep::Tab, Keep::Device),
    };
    here.set(KEY, settings.key.reveal());
    elsewhere.set(KEY, "");
}

/// Everything but the key, as on the first visit.
pub fn restore_defaults(store: Store) {
    let before = Settings { key: Key::default(), ..store.settings.get_untracked() };
    undo::record(store, Change::Settings(Box::new(before)));
    change(store, |settings| {
        let Settings { key, remember_key, .. } = settings.clone();
        *settings = Settings { key, remember_key, ..Settings::default() };
    });
}

/// Takes the key out of the field and of every storage.
pub fn forget_key(store: Store) {
    change(store, |settings| {
        settings.key = Key::default();
        settings.remember_key = false;
    });
    notice::show(store, store.text().key_forgotten, None);
    focus::on(field::KEY);
}

/// Opens the panel at one of its fields.
pub fn open_at(store: Store, field: &'static str) {
    later::with(store, move |_| {
        store.is_settings_open.set(true);
        focus::on(field);
    });
}

/// Opens the panel, or closes it.
pub fn toggle(store: Store) {
    match store.is_settings_open.get_untracked() {
        true => close(store),
        false => open_at(store, field::ENDPOINT),
    }
}

/// Closes the panel; focus goes back to its button.
pub fn close(store: Store) {
    store.is_settings_open.set(false);
    focus::on(field::BUTTON);
}

/// Whether downloads are told how they were made, as it was left.
pub fn load_details(store: Store) {
    store.writes_details.set(Keep::Device.get(DETAILS).is_some());
}

/// Tells them from now on, or no more.
pub fn write_details(store: Store, writes: bool) {
    store.writes_details.set(writes);
    Keep::Device.set(DETAILS, if writes { "yes" } else { "" });
}

/// The theme as it was left.
pub fn load_theme() -> Theme {
    Theme::from_value(&Keep::Device.get(THEME).unwrap_or_default())
}

/// Turns the toggle one position on.
pub fn next_theme(store: Store) {
    let theme = store.theme.get_untracked().next();
    store.theme.set(theme);
    page::set_theme(theme.value());
    Keep::Device.set(THEME, theme.value());
}

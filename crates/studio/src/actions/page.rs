//! What concerns the page as a whole: its language, its connection, its keys.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use super::form::PROMPT_ID;
use super::later;
use crate::dom::storage::Keep;
use crate::dom::{connection, focus, page};
use crate::state::language::Language;
use crate::state::undo::Way;
use crate::store::Store;

/// The name of the kept language.
const LANGUAGE: &str = "language";
/// The id of the search field.
pub const SEARCH_ID: &str = "search";

/// The language that was chosen, or else the browser's.
pub fn load_language() -> Language {
    let tag = Keep::Device.get(LANGUAGE).unwrap_or_else(connection::language);
    let language = Language::from_tag(&tag);
    page::set_language(language.tag());
    language
}

/// Changes it at once; what was typed, and what runs, stays.
pub fn set_language(store: Store, tag: &str) {
    let language = Language::from_tag(tag);
    Keep::Device.set(LANGUAGE, language.tag());
    page::set_language(language.tag());
    store.language.set(language);
}

/// Follows what the device says of its connection.
pub fn watch_connection(store: Store) {
    let look = move || store.is_offline.set(!connection::is_online());
    look();
    let online = window_event_listener(ev::online, move |_| look());
    let offline = window_event_listener(ev::offline, move |_| look());
    on_cleanup(move || [online, offline].into_iter().for_each(|listener| listener.remove()));
}

/// Ctrl or ⌘ with Z takes back, with Shift and Z or with Y it puts again.
fn step_by_key(store: Store, event: &KeyboardEvent) {
    let way = match event.key().to_ascii_lowercase().as_str() {
        "z" if !event.shift_key() => Way::Back,
        "z" | "y" => Way::Forth,
        _ => return,
    };
    event.prevent_default();
    later::with(store, move |later| (later.step)(store, way));
}

/// Lists the keys.
pub fn open_shortcuts(store: Store) {
    later::with(store, move |_| store.is_shortcuts_open.set(true));
}

/// Keys that hold wherever nothing is typed.
pub fn on_key(store: Store, event: &KeyboardEvent) {
    if event.default_prevented() || page::is_typing(event) || page::has_dialog() || event.alt_key() {
        return;
    }
    if event.ctrl_key() || event.meta_key() {
        return step_by_key(store, event);
    }
    match event.key().as_str() {
        "?" => open_shortcuts(store),
        "/" => focus::on(SEARCH_ID),
        "p" => focus::on(PROMPT_ID),
        _ => return,
    }
    event.prevent_default();
}

//! Events of the page as a whole: language, network status, keyboard shortcuts.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use super::{dialog, lazy, sheet};
use crate::browser::storage::StorageScope;
use crate::browser::{focus, network_status, page, press};
use crate::model::dialog::Dialog;
use crate::model::ids::{PROMPT_ID, SEARCH_ID};
use crate::model::language::Language;
use crate::store::Store;

/// The name of the stored language.
const LANGUAGE: &str = "language";

/// Returns the language that the user selected, or else the browser's, and applies it to the page.
pub fn load_language() -> Language {
    let tag = StorageScope::Device.get(LANGUAGE).unwrap_or_else(network_status::language);
    let language = Language::from_tag(&tag);
    page::set_language(language.tag());
    language
}

/// Changes the language immediately. Typed text and running jobs are preserved.
pub fn set_language(store: Store, tag: &str) {
    let language = Language::from_tag(tag);
    StorageScope::Device.set(LANGUAGE, language.tag());
    page::set_language(language.tag());
    store.session.language.set(language);
}

/// Follows the device's online and offline events.
pub fn watch_connection(store: Store) {
    let look = move || store.session.is_offline.set(!network_status::is_online());
    look();
    let online = window_event_listener(ev::online, move |_| look());
    let offline = window_event_listener(ev::offline, move |_| look());
    on_cleanup(move || [online, offline].into_iter().for_each(|listener| listener.remove()));
}

/// Confines the browser's undo and redo to the focused field. Chromium and WebKit have one edit history for the whole
/// page, so in a field without edits of its own, the shortcuts would change the prompt.
pub fn keep_undo_in_field() {
    let edit = window_event_listener(ev::beforeinput, move |event| {
        let is_history = event.input_type().starts_with("history");
        // The target is the field that would change.
        if is_history && !page::has_focus(&event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || edit.remove());
}

/// Records whether files are dragged over the page.
pub fn set_dragged_over(store: Store, is_over: bool) {
    store.ui.is_dragged_over.set(is_over);
}

/// Opens the list of keyboard shortcuts.
pub fn open_shortcuts(store: Store) {
    lazy::with(store, move |_| dialog::open(store, Dialog::Shortcuts));
}

/// Handles keyboard shortcuts, which work outside text fields.
pub fn on_key(store: Store, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    if let Some(direction) = press::undo_direction(event).filter(|_| !page::is_writing(event)) {
        // Outside text fields, the browser would undo the last change of the prompt, regardless of the focus.
        event.prevent_default();
        if !page::has_dialog() {
            lazy::with(store, move |lazy| (lazy.step)(store, direction));
        }
        return;
    }
    if event.key() == "Escape" && !page::has_dialog() {
        // Escape works in text fields as well.
        sheet::close(store);
    }
    let has_command = event.ctrl_key() || event.meta_key() || event.alt_key();
    if has_command || page::is_typing(event) || page::has_dialog() {
        return;
    }
    match press::key(event).as_str() {
        "?" => open_shortcuts(store),
        "/" => focus::on(SEARCH_ID),
        "p" => focus::on(PROMPT_ID),
        _ => return,
    }
    event.prevent_default();
}

//! The composer on a phone, which is a sheet at the bottom of the page and shows one line until it is opened.

use leptos::ev::{self, Event};
use leptos::prelude::*;

use crate::browser::{focus, page};
use crate::model::ids::FORM_ID;
use crate::store::Store;

/// The selector of a focused field. A control that the closed sheet shows does not match when it is pressed, because
/// the sheet would move before the finger is lifted.
const FOCUSED_FIELD: &str = ".composer__form :focus-visible";

/// Opens the sheet when a field gets the focus, or has received it while this chunk was loading. Closes it when
/// Settings opens, and for a press outside, which still reaches its target.
pub fn watch(store: Store) {
    let open_for_field = move || {
        if focus::is_at(FOCUSED_FIELD) {
            set(store, true);
        }
    };
    open_for_field();
    let focus = window_event_listener(ev::focusin, move |_| open_for_field());
    // A field that is already focused fires no `focusin`.
    let click = window_event_listener(ev::click, move |event| {
        if page::is_within(&event, ".composer__form") {
            open_for_field();
        }
    });
    let pointer = window_event_listener(ev::pointerdown, move |event| close_for(store, &event));
    Effect::new(move |_| {
        if store.ui.is_settings_open.get() {
            close(store);
        }
    });
    on_cleanup(move || {
        focus.remove();
        click.remove();
        pointer.remove();
    });
}

/// Closes the sheet and scrolls it to its first line.
pub fn close(store: Store) {
    set(store, false);
    focus::to_top(FORM_ID);
}

/// Toggles the sheet.
pub fn toggle(store: Store) {
    match store.ui.is_sheet_open.get_untracked() {
        true => close(store),
        false => set(store, true),
    }
}

fn close_for(store: Store, event: &Event) {
    if store.ui.is_sheet_open.get_untracked() && !page::is_within(event, ".composer, [popover]") {
        close(store);
    }
}

fn set(store: Store, is_open: bool) {
    if store.ui.is_sheet_open.get_untracked() != is_open {
        store.ui.is_sheet_open.set(is_open);
    }
}

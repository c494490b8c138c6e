//! Dialogs that follow the state: open while something says so.

use leptos::html::Dialog;
use leptos::prelude::*;

/// Opens the dialog over everything else while `is_open`, and closes it after.
pub fn show_while(dialog: NodeRef<Dialog>, is_open: Memo<bool>) {
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match is_open.get() {
            // It cannot be open already, and is in the page: the only reasons to refuse.
            true => drop(dialog.show_modal()),
            false => dialog.close(),
        }
    });
}

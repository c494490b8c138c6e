//! Opens and closes dialogs.

use leptos::prelude::*;

use crate::model::dialog::Dialog;
use crate::store::Store;

/// Opens a dialog, in place of an open one.
pub fn open(store: Store, dialog: Dialog) {
    store.ui.dialog.set(Some(dialog));
}

/// Closes the dialog.
pub fn close(store: Store) {
    store.ui.dialog.set(None);
}

//! Opens and closes dialogs.

use leptos::prelude::*;

use crate::browser::focus;
use crate::model::dialog::Dialog;
use crate::model::ids::cell_id;
use crate::store::Store;

/// Opens a dialog, replacing an open one.
pub fn open(store: Store, dialog: Dialog) {
    store.ui.dialog.set(Some(dialog));
}

/// Closes the dialog and restores the focus. If the viewer has moved on, the focus goes to the cell of the last picture
/// that it showed.
pub fn close(store: Store) {
    let last = store.ui.dialog.get_untracked().and_then(Dialog::viewed);
    store.ui.dialog.set(None);
    if let Some(last) = last.filter(|_| store.browse().has_gone_on.get_value()) {
        focus::on(cell_id(last));
    }
}

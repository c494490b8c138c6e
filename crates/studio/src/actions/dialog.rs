//! Opens and closes dialogs.

use leptos::prelude::*;

use crate::browser::focus;
use crate::model::dialog::Dialog;
use crate::model::ids::cell_id;
use crate::store::Store;

/// Opens a dialog, in place of an open one.
pub fn open(store: Store, dialog: Dialog) {
    store.ui.dialog.set(Some(dialog));
}

/// Closes the dialog. The focus goes back to where it came from; from a viewer that has gone on, to the square of the
/// picture that it showed last.
pub fn close(store: Store) {
    let last = store.ui.dialog.get_untracked().and_then(Dialog::viewed);
    store.ui.dialog.set(None);
    if let Some(last) = last.filter(|_| store.browse().has_gone_on.get_value()) {
        focus::on(cell_id(last));
    }
}

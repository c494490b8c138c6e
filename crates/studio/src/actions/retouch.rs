//! A change to a painted part of a picture. The rest is preserved pixel by pixel.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dialog;
use super::failure;
use super::generate::enqueue;
use super::photo;
use super::settings;
use crate::browser::{focus, mask};
use crate::model::dialog::Dialog;
use crate::model::ids::{RETOUCH_CHANGE_ID, RETOUCH_VIEWPORT_ID};
use crate::model::mask::Mask as Painted;
use crate::model::photo::{Photo, Subject};
use crate::model::result::{RequestOptions, ResultId};
use crate::store::Store;
use crate::store::request::{ImageRequest, Mask};

/// Opens a result for retouching.
pub fn open(store: Store, id: ResultId) {
    open_photo(store, Subject::Result(id));
}

/// Opens an input image or a result for retouching.
pub fn open_photo(store: Store, subject: Subject) {
    store.composer.retouch_error.set(None);
    dialog::open(store, Dialog::Retouch(subject));
}

/// Sets the typed text, which is preserved when the dialog is closed.
pub fn set_change(store: Store, change: String) {
    store.composer.retouch_error.set(None);
    store.composer.retouch_change.set(change);
}

/// Sends the change, or shows a validation message.
pub fn ask(store: Store, subject: Subject, painted: Painted, feather_px: u32) {
    let (Some(Photo { width, height, .. }), Some(source)) =
        (store.photo(subject), photo::source(store, subject))
    else {
        return;
    };
    let Some(words) = painted.words((f64::from(width), f64::from(height))) else {
        store.composer.retouch_error.set(Some(store.text().retouch_unpainted.into()));
        return focus::on(RETOUCH_VIEWPORT_ID);
    };
    let prompt = store.composer.retouch_change.get_untracked().trim().to_owned();
    if prompt.is_empty() {
        store.composer.retouch_error.set(Some(store.text().retouch_no_instruction.into()));
        return focus::on(RETOUCH_CHANGE_ID);
    }
    if !settings::may_send(store) {
        // The user has to answer a question beside the form first, which the dialog covers.
        return dialog::close(store);
    }
    let settings = store.session.settings.get_untracked();
    let requested = RequestOptions { model: settings.model().to_owned(), ..RequestOptions::default() };
    let sources = vec![source];
    spawn_local(async move {
        let Some(shape) = mask::to_file(painted.strokes(), width, height).await else {
            store.composer.retouch_error.set(Some(store.text().retouch_failed.into()));
            return;
        };
        // In the meantime, an earlier press may have sent the request, or the user may have closed the dialog.
        if store.ui.dialog.get_untracked() != Some(Dialog::Retouch(subject)) {
            return;
        }
        let mask = Some(Mask { base: None, shape, feather_px, words });
        let request = ImageRequest { mask, ..ImageRequest::new(prompt, requested, sources, settings) };
        failure::supersede_failures(store, &request);
        dialog::close(store);
        store.composer.retouch_change.set(String::new());
        enqueue(store, vec![request], (width, height));
    });
}

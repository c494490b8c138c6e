//! Crop and rotation of a photo. The original is preserved: an input image stores it beside the version that is sent,
//! and the adjusted version of a result becomes a new picture.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::{dialog, inputs, notice, outcome, stage};
use crate::browser::draw;
use crate::browser::picture::BlobWithUrl;
use crate::model::adjust::{Adjustment, Drawing};
use crate::model::dialog::Dialog;
use crate::model::input::{Input, InputMetadata, Original};
use crate::model::photo::{Photo, Subject};
use crate::model::result::ResultId;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::text::fill;

/// Opens a photo to crop and rotate.
pub fn open(store: Store, subject: Subject) {
    dialog::open(store, Dialog::Adjust(subject));
}

/// Opens a result to crop and rotate.
pub fn open_result(store: Store, id: ResultId) {
    open(store, Subject::Result(id));
}

/// Returns the original photo and the adjustment applied to it so far.
pub fn start(store: Store, subject: Subject) -> Option<(Photo, Adjustment)> {
    let photo = store.photo(subject)?;
    match subject {
        Subject::Result(_) => Some((photo, Adjustment::default())),
        Subject::Input(id) => store.composer.inputs.with_untracked(|inputs| {
            let Original { blob, width, height, adjustment, .. } = inputs.get(id)?.original();
            Some((Photo { url: blob.url(), width, height, ..photo }, adjustment))
        }),
    }
}

/// Rotates a photo clockwise by 90°.
pub fn turn(store: Store, subject: Subject) {
    if let Some((_, adjustment)) = start(store, subject) {
        apply(store, subject, adjustment.turned(true));
    }
}

/// Applies the adjustment to the photo and closes the dialog.
pub fn apply(store: Store, subject: Subject, adjustment: Adjustment) {
    let Some((photo, before)) = start(store, subject) else { return };
    if adjustment == before {
        return dialog::close(store);
    }
    if let (Subject::Input(id), true) = (subject, adjustment == Adjustment::default()) {
        dialog::close(store);
        return restore(store, id);
    }
    let Some(blob) = original(store, subject) else { return };
    let drawing = adjustment.drawing((f64::from(photo.width), f64::from(photo.height)));
    spawn_local(async move {
        let drawn = draw::draw(&blob, &drawing, draw::type_like(&blob), "").await;
        // While it was drawn, a second press may have applied the adjustment, or the photo may have been removed.
        let is_wanted = start(store, subject).is_some_and(|(_, now)| now == before);
        match drawn {
            Some(drawn) if is_wanted => put(store, subject, drawn, &drawing, adjustment),
            Some(_) => {}
            None => notice::show(store, store.photo_text().adjust_failed, None),
        }
    });
}

fn original(store: Store, subject: Subject) -> Option<Blob> {
    match subject {
        Subject::Result(id) => Some(store.find(id)?.blobs.image.blob().clone()),
        Subject::Input(id) => store
            .composer
            .inputs
            .with_untracked(|inputs| Some(inputs.get(id)?.original().blob.blob().clone())),
    }
}

fn put(store: Store, subject: Subject, drawn: Blob, drawing: &Drawing, adjustment: Adjustment) {
    dialog::close(store);
    let Drawing { width, height, .. } = *drawing;
    match subject {
        Subject::Result(id) => {
            if let Some(new) = outcome::add_adjusted(store, id, BlobWithUrl::new(drawn), (width, height)) {
                stage::show(store, new);
            }
        }
        Subject::Input(id) => exchange(store, id, |input| {
            let blob = BlobWithUrl::new(drawn);
            let original = Some(Original { adjustment, ..input.original() });
            let url = blob.url();
            let metadata = InputMetadata { url, width, height, result: None, ..input.metadata.clone() };
            Input { metadata, blob, original }
        }),
    }
    let (width, height) = (width.to_string(), height.to_string());
    let text = fill(store.photo_text().adjusted, &[("width", &width), ("height", &height)]);
    let undo = matches!(subject, Subject::Input(_)).then_some(NoticeAction::Undo);
    notice::show(store, text, undo);
}

/// Restores the original of an input image.
pub fn restore(store: Store, id: u32) {
    exchange(store, id, |input| {
        let Original { blob, width, height, result, .. } = input.original();
        let metadata = InputMetadata { url: blob.url(), width, height, result, ..input.metadata.clone() };
        Input { metadata, blob, original: None }
    });
    notice::show(store, store.photo_text().original_back, Some(NoticeAction::Undo));
}

/// Replaces an input image. The new one has a new id, by which undo distinguishes the two.
fn exchange(store: Store, id: u32, other: impl FnOnce(&Input<BlobWithUrl>) -> Input<BlobWithUrl>) {
    let Some(old) = store.composer.inputs.with_untracked(|inputs| inputs.get(id).cloned()) else { return };
    let mut new = other(&old);
    new.metadata.id = inputs::next_id();
    stage::show_input(store, new.metadata.id);
    inputs::change(store, |inputs| inputs.exchange(id, new));
}

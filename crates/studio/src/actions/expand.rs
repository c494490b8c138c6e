//! A photo on a larger canvas, whose new area a model fills. The photo itself is preserved pixel by pixel.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::generate::enqueue;
use super::{dialog, failure, photo, settings};
use crate::browser::picture::BlobWithUrl;
use crate::browser::{draw, focus};
use crate::model::adjust::Shape;
use crate::model::dialog::Dialog;
use crate::model::expand::{Canvas, Expansion};
use crate::model::ids::EXPAND_CANVAS_ID;
use crate::model::models;
use crate::model::photo::Subject;
use crate::model::result::{RequestOptions, ResultId};
use crate::store::Store;
use crate::store::request::{ImageRequest, Mask};

/// The colour of the empty area. Grey is neither light nor dark, so that no model mistakes it for a sky or a wall.
const EMPTY: &str = "#808080";

/// Opens a photo to expand.
pub fn open(store: Store, subject: Subject) {
    store.lazy_store().expand_error.set(None);
    dialog::open(store, Dialog::Expand(subject));
}

/// Opens a result to expand.
pub fn open_result(store: Store, id: ResultId) {
    open(store, Subject::Result(id));
}

/// Sets the typed text, which is preserved when the dialog is closed.
pub fn set_words(store: Store, words: String) {
    store.lazy_store().expand_words.set(words);
}

/// Sends the request for the new area, or shows a validation message.
pub fn ask(store: Store, subject: Subject, expansion: Expansion) {
    let text = store.photo_text();
    let lazy = store.lazy_store();
    let (Some(shown), Some(source)) = (store.photo(subject), photo::source(store, subject)) else { return };
    let canvas = expansion.canvas((f64::from(shown.width), f64::from(shown.height)));
    if canvas.is_full() {
        lazy.expand_error.set(Some(text.expand_full.into()));
        return focus::on(EXPAND_CANVAS_ID);
    }
    if !settings::may_send(store) {
        // The user has to answer a question beside the form first, which the dialog covers.
        return dialog::close(store);
    }
    let typed = lazy.expand_words.get_untracked().trim().to_owned();
    let prompt = if typed.is_empty() { text.expand_default.to_owned() } else { typed };
    let settings = store.session.settings.get_untracked();
    let requested = RequestOptions {
        model: settings.model().to_owned(),
        ratio: ratio(expansion.shape, settings.model()),
        ..RequestOptions::default()
    };
    spawn_local(async move {
        let Some(mask) = mask(&source.1, &canvas).await else {
            lazy.expand_error.set(Some(text.adjust_failed.into()));
            return;
        };
        // In the meantime, an earlier press may have sent the request, or the user may have closed the dialog.
        if store.ui.dialog.get_untracked() != Some(Dialog::Expand(subject)) {
            return;
        }
        let mask = Some(mask);
        let request = ImageRequest { mask, ..ImageRequest::new(prompt, requested, vec![source], settings) };
        failure::supersede_failures(store, &request);
        dialog::close(store);
        lazy.expand_words.set(String::new());
        enqueue(store, vec![request], (canvas.width as u32, canvas.height as u32));
    });
}

/// Returns the request's aspect ratio, if the model supports it. Without one, the answer has the canvas's shape.
fn ratio(shape: Shape, model: &str) -> Option<String> {
    let Shape::Fixed(width, height) = shape else { return None };
    Some(format!("{width}:{height}")).filter(|ratio| models::ratios(model).contains(&ratio.as_str()))
}

/// Draws the canvas that is sent, and the mask of the area that the answer may change. The edge is not feathered, so
/// that the grey of the canvas is not blended into the answer.
async fn mask(photo: &BlobWithUrl, canvas: &Canvas) -> Option<Mask> {
    let base = draw::draw(photo.blob(), &canvas.drawing(), "image/png", EMPTY).await?;
    let shape = draw::around(canvas).await?;
    Some(Mask { base: Some(BlobWithUrl::new(base)), shape, feather_px: 0, words: canvas.words() })
}

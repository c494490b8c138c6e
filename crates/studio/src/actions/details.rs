//! The details of how a picture was made, which are embedded in downloads and read from added files.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::form;
use super::{history, notice, settings};
use crate::browser::bytes::{BlobPart, join, read};
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::browser::{download, focus};
use crate::model::details::{self, Details};
use crate::model::gallery::GalleryItem;
use crate::model::ids::PROMPT_ID;
use crate::model::models;
use crate::model::ratio::Ratio;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::undo::UndoCommand;
use crate::text::fill;

/// The number of bytes at either end of a file that are searched for details.
const SCAN_BYTES: u64 = 256 << 10;

/// Downloads the picture with its details, or without them if its format does not support them.
pub fn download(store: Store, result: &GalleryItem<Blobs>, name: String) {
    let metadata = &result.metadata;
    let details = Details { prompt: metadata.prompt.clone(), requested: metadata.requested.clone() };
    let (image, mime_type) = (result.blobs.image.clone(), metadata.mime_type.clone());
    spawn_local(async move {
        let tagged = with_details(image.blob(), &details, &mime_type).await;
        let text = if tagged.is_some() { store.text().downloaded } else { store.text().details_left_out };
        let file = tagged.map_or(image, BlobWithUrl::new);
        if download::save(&file.url(), &name) {
            notice::show(store, fill(text, &[("name", &name)]), None);
        }
        store.ui.last_download.set_value(Some(file));
    });
}

async fn with_details(image: &Blob, details: &Details, mime_type: &str) -> Option<Blob> {
    let bytes = read(image, 0, image.size() as u64).await?;
    join(vec![BlobPart::Bytes(details::write(&bytes, details)?)], mime_type)
}

/// Offers to use the details of a file, if the file has any.
pub async fn offer(store: Store, file: &Blob, name: &str) {
    let size = file.size() as u64;
    let (Some(prefix), Some(tail)) =
        (read(file, 0, SCAN_BYTES).await, read(file, size.saturating_sub(SCAN_BYTES), size).await)
    else {
        return;
    };
    if let Some(details) = details::read(&prefix, &tail).map(Details::bounded) {
        let mut text = fill(store.text().details_found, &[("name", name)]);
        if let Some(model) = other_model(store, &details) {
            let model = fill(store.text().details_model, &[("model", model)]);
            text = format!("{text} {model}");
        }
        notice::show(store, text, Some(NoticeAction::UseDetails(Box::new(details))));
    }
}

/// Returns the model that a file names, unless the model is already selected.
fn other_model(store: Store, details: &Details) -> Option<&str> {
    let model = details.requested.model.trim();
    let is_other =
        !model.is_empty() && store.session.settings.with_untracked(|settings| settings.model() != model);
    is_other.then_some(model)
}

/// Applies the prompt, options and model of the details, as one undo step.
pub fn take(store: Store, details: Details) {
    let model = other_model(store, &details).map(str::to_owned);
    let Details { prompt, requested } = details;
    let mut made = Vec::new();
    if let Some(model) = &model {
        made.push(UndoCommand::Model(
            store.session.settings.with_untracked(|settings| settings.model.clone()),
        ));
        settings::change(store, |settings| settings.model.clone_from(model));
    }
    made.extend(form::replace(store, |form| {
        form.prompt = prompt;
        form.ratio = requested.ratio.and_then(|ratio| Ratio::from_id(&ratio, &models::all_ratios()));
        form.size = requested.size;
        form.options = requested.options;
    }));
    if !made.is_empty() {
        history::record(store, UndoCommand::Together(made));
    }
    if let Some(model) = model {
        notice::show(store, fill(store.text().details_taken, &[("model", &model)]), Some(NoticeAction::Undo));
    }
    store.composer.is_advanced_open.set(store.composer.form.with_untracked(|form| form.options.is_any()));
    focus::on(PROMPT_ID);
}

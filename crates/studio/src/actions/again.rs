//! Reuse of a picture: restores its prompt, options and input images in the form, or repeats its request with the same
//! seed or another one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{ImageType, inspect};

use super::{dialog, form, generate, history, inputs, notice, restore, retouch, settings};
use crate::browser::focus;
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::model::advanced_options::TextOption;
use crate::model::gallery::GalleryItem;
use crate::model::ids::PROMPT_ID;
use crate::model::input::{Input, InputList, InputMetadata};
use crate::model::models;
use crate::model::ratio::Ratio;
use crate::model::result::{ResultId, Source};
use crate::model::settings::Settings;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::request::ImageRequest;
use crate::store::undo::UndoCommand;

/// The exclusive upper bound of seeds, because the service accepts 31 bits.
const SEEDS: f64 = 2_147_483_648.0;

/// Restores the prompt, options, model and input images of a picture in the form, as one undo step.
pub fn use_again(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    dialog::close(store);
    spawn_local(async move {
        let (list, are_all) = input_list(store, &result).await;
        fill_form(store, &result, list);
        let message = if are_all { store.text().used_again } else { store.text().used_again_partly };
        notice::show(store, message, Some(NoticeAction::Undo));
        focus::on(PROMPT_ID);
    });
}

fn fill_form(store: Store, result: &GalleryItem<Blobs>, list: InputList<BlobWithUrl>) {
    let metadata = &result.metadata;
    let requested = metadata.requested.clone();
    let model = store.session.settings.with_untracked(|settings| settings.model.clone());
    let mut made = Vec::new();
    if !requested.model.is_empty() && requested.model != model {
        settings::change(store, |settings| settings.model.clone_from(&requested.model));
        made.push(UndoCommand::Model(model));
    }
    let before = store.composer.inputs.with_untracked(Clone::clone);
    if !(before.is_empty() && list.is_empty()) {
        store.composer.inputs.set(list);
        made.push(UndoCommand::inputs(&before));
    }
    made.extend(form::replace(store, |form| {
        form.prompt.clone_from(&metadata.prompt);
        form.ratio = requested.ratio.and_then(|ratio| Ratio::from_id(&ratio, &models::all_ratios()));
        form.size = requested.size;
        form.options = requested.options;
    }));
    if !made.is_empty() {
        history::record(store, UndoCommand::Together(made));
    }
    store.composer.form_error.set(None);
    store.composer.images_error.set(None);
    store.composer.is_advanced_open.set(store.composer.form.with_untracked(|form| form.options.is_any()));
}

/// Returns the input images of a picture, and whether all of them still exist.
async fn input_list(store: Store, result: &GalleryItem<Blobs>) -> (InputList<BlobWithUrl>, bool) {
    let mut list = InputList::default();
    for source in &result.metadata.sources {
        if let Some(input) = input(store, source, result).await {
            // No limit here, because the model's own limit is checked when the request is sent.
            let _ = list.add(input, usize::MAX);
        }
    }
    let are_all = list.len() == result.metadata.sources.len();
    (list, are_all)
}

async fn input(store: Store, source: &Source, result: &GalleryItem<Blobs>) -> Option<Input<BlobWithUrl>> {
    let blob = image(store, source, result)?;
    if let Source::Result { id } = source
        && let Some(origin) = store.find(*id)
    {
        return Some(inputs::of_result(&origin.metadata, blob));
    }
    let info = inspect(blob.blob()).await.ok()?;
    let (name, result) = match source {
        Source::File { name, .. } => (name.clone(), None),
        Source::Result { id } => (store.text().pasted_name.to_owned(), Some(*id)),
    };
    let metadata = InputMetadata {
        id: inputs::next_id(),
        name,
        url: blob.url(),
        width: info.width,
        height: info.height,
        showable: matches!(info.image_type, ImageType::Png | ImageType::Jpeg | ImageType::Webp),
        result,
    };
    Some(Input { metadata, blob, original: None })
}

fn image(store: Store, source: &Source, result: &GalleryItem<Blobs>) -> Option<BlobWithUrl> {
    match source {
        Source::File { index, .. } => result.blobs.files.get(*index).cloned(),
        Source::Result { id } => restore::find(store, *id),
    }
}

/// Generates a picture again with the same seed.
pub fn regenerate(store: Store, id: ResultId) {
    run(store, id, false);
}

/// Generates as many variants as the form requests, each with a seed of its own.
pub fn vary(store: Store, id: ResultId) {
    run(store, id, true);
}

fn run(store: Store, id: ResultId, varies: bool) {
    let Some(result) = store.find(id) else { return };
    let metadata = &result.metadata;
    // The mask is not stored, so the user has to paint it again.
    if let (true, Some(parent)) = (metadata.is_retouch, metadata.parent()) {
        store.composer.retouch_change.set(metadata.prompt.clone());
        return retouch::open(store, parent);
    }
    dialog::close(store);
    if !settings::may_send(store) {
        return;
    }
    let with_image = |source: &Source| Some((source.clone(), image(store, source, &result)?));
    let Some(sources) = metadata.sources.iter().map(with_image).collect::<Option<Vec<_>>>() else {
        return notice::show(store, store.text().input_gone, None);
    };
    let now = store.session.settings.get_untracked();
    let model = if metadata.requested.model.is_empty() {
        now.model().to_owned()
    } else {
        metadata.requested.model.clone()
    };
    let settings = Settings { model: model.clone(), ..now };
    let requested = metadata.requested.clone().of_model(&model);
    let request = ImageRequest::new(metadata.prompt.clone(), requested, sources, settings);
    let mut request = store.gallery.results.with_untracked(|results| request.with_context(results));
    let count = if varies { store.composer.form.with_untracked(|form| form.variants) } else { 1 };
    request.job = (count > 1).then(generate::new_job);
    let requests = (0..count).map(|_| {
        let mut request = request.clone();
        if varies {
            *request.requested.options.text_mut(TextOption::Seed) = seed();
        }
        request
    });
    generate::enqueue(store, requests.collect(), (metadata.width, metadata.height));
}

fn seed() -> String {
    ((js_sys::Math::random() * SEEDS) as u32).to_string()
}

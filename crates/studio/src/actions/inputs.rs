//! Input images: added from files, results and URLs, reordered, and removed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::ImageType;
use web_sys::{Blob, File};

use super::prepare::prepare;
use super::{archive, details, form, generate, history, notice, stage};
use crate::browser::focus;
use crate::browser::load::{self, Loaded};
use crate::browser::picture::BlobWithUrl;
use crate::model::form::MAX_EACH;
use crate::model::ids::{ADD_IMAGES_ID, arrow_id};
use crate::model::input::{Input, InputList, InputMetadata};
use crate::model::models;
use crate::model::result::ResultId;
use crate::model::settings::Settings;
use crate::model::{address, bound};
use crate::store::Store;
use crate::store::undo::UndoCommand;
use crate::text::fill;

/// Accepts files from outside the page. Images become input images, and a ZIP file is imported as a gallery.
pub fn take_files(store: Store, files: Vec<File>) {
    let is_archive = |file: &File| file.name().to_ascii_lowercase().ends_with(".zip");
    let (archives, images): (Vec<_>, Vec<_>) = files.into_iter().partition(is_archive);
    archives.into_iter().for_each(|file| archive::import(store, file));
    if !images.is_empty() {
        add(store, images);
    }
}

/// Adds files in their order. Files that are no images or exceed the limit are reported at the field.
fn add(store: Store, files: Vec<File>) {
    store.composer.images_error.set(None);
    bring(store, async move {
        let mut outcomes = Vec::new();
        for file in files {
            let name = file.name();
            outcomes.push(add_one(store, file.into(), name).await);
        }
        messages(store, outcomes)
    });
}

/// The reason why an image was not added.
enum NotAdded {
    /// The limit of images is reached; with the name of the image.
    Full(String),
    /// Any other reason, as a sentence.
    Because(String),
}

/// Returns the messages about several images. All images beyond the limit share one message.
fn messages(store: Store, outcomes: Vec<Result<(), NotAdded>>) -> Vec<String> {
    let count = outcomes.len();
    let added = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let (mut full, mut messages) = (Vec::new(), Vec::new());
    for refused in outcomes.into_iter().filter_map(Result::err) {
        match refused {
            NotAdded::Full(name) => full.push(name),
            NotAdded::Because(message) => messages.push(message),
        }
    }
    let text = store.text();
    let (model, limit) = limit(store);
    let limit = limit.to_string();
    match full.as_slice() {
        [] => {}
        [name] => {
            let values = [("name", name.as_str()), ("model", &model), ("limit", &limit)];
            messages.insert(0, fill(text.images_full, &values));
        }
        _ => {
            let (added, count) = (added.to_string(), count.to_string());
            let values = [("added", &*added), ("count", &*count), ("model", &*model), ("limit", &*limit)];
            messages.insert(0, fill(text.images_full_many, &values));
            if !store.composer.form.with_untracked(|form| form.edits_each) {
                messages.insert(1, fill(text.each_offer, &[("limit", &MAX_EACH.to_string())]));
            }
        }
    }
    messages
}

/// Returns the model and the maximum number of images, which is the model's own unless each image is edited separately.
fn limit(store: Store) -> (String, usize) {
    let model = store.session.settings.with_untracked(|settings| Settings::model(settings).to_owned());
    let edits_each = store.composer.form.with_untracked(|form| form.edits_each);
    let limit = if edits_each { MAX_EACH } else { models::max_images(&model) };
    (model, limit)
}

/// Whether the form has more images than one request can contain.
pub fn are_too_many(store: Store) -> bool {
    let most = store.session.settings.with(|settings| models::max_images(settings.model()));
    store.composer.inputs.with(InputList::len) > most
}

/// Selects whether each image is edited separately, or all in one request.
pub fn set_edits_each(store: Store, edits_each: bool) {
    store.composer.images_error.set(None);
    form::apply(store, |form| form.edits_each = edits_each);
}

/// Sets the typed URL of a picture.
pub fn set_address(store: Store, typed: String) {
    store.composer.image_url.set(typed);
}

/// Fetches pictures from other sites and adds them, or shows the reason of a failure.
pub fn add_address(store: Store, typed: &str) {
    let text = store.text();
    let addresses: Vec<String> = address::all(typed).into_iter().map(str::to_owned).collect();
    if addresses.is_empty() {
        return store.composer.images_error.set(Some(text.from_web_wrong.into()));
    }
    let typed = typed.to_owned();
    bring(store, async move {
        let mut outcomes = Vec::new();
        for address in addresses {
            let name = bound::name(address::name(&address));
            // Nothing is fetched beyond the limit.
            if store.composer.inputs.with_untracked(InputList::len) >= limit(store).1 {
                outcomes.push(Err(NotAdded::Full(name)));
                continue;
            }
            let loading = Some(fill(text.from_web_loading, &[("name", &name)]));
            store.composer.images_error.set(loading.clone());
            outcomes.push(add_from(store, &address, name).await);
            // The field may show another message by now, and the user may have typed the next URL.
            clear_if(store.composer.images_error, &loading);
        }
        let messages = messages(store, outcomes);
        if messages.is_empty() {
            clear_if(store.composer.image_url, &typed);
        }
        messages
    });
}

fn clear_if<T: Default + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, old: &T) {
    if signal.with_untracked(|now| now == old) {
        signal.set(T::default());
    }
}

/// Runs a task that adds images, and shows its messages. A generation that was requested in the meantime waits for the
/// task, and is dropped if an image could not be added.
fn bring(store: Store, work: impl Future<Output = Vec<String>> + 'static) {
    store.composer.loading_images.update_value(|arriving| *arriving += 1);
    spawn_local(async move {
        let messages = work.await;
        store.composer.loading_images.update_value(|arriving| *arriving -= 1);
        if !messages.is_empty() {
            store.composer.images_error.set(Some(messages.join(" ")));
            store.composer.generates_when_loaded.set_value(false);
        }
        if store.composer.loading_images.get_value() == 0 && store.composer.generates_when_loaded.get_value()
        {
            generate::generate(store);
        }
    });
}

async fn add_from(store: Store, address: &str, name: String) -> Result<(), NotAdded> {
    let text = store.text();
    let refuse = |reason: &str| {
        Err(NotAdded::Because(fill(text.image_unreadable, &[("name", &name), ("reason", reason)])))
    };
    match load::load(address).await {
        Loaded::File(file) => {
            add_one(store, file, name.clone()).await?;
            store.ui.announcement.set(fill(text.added, &[("name", &name)]));
            Ok(())
        }
        Loaded::Status(status) => refuse(&fill(text.from_web_status, &[("status", &status.to_string())])),
        Loaded::Blocked => refuse(text.from_web_blocked),
        Loaded::TooLarge => refuse(text.from_web_too_large),
    }
}

/// Adds a result to the input images.
pub fn add_result(store: Store, id: ResultId) {
    let Some(result) = store.find(id) else { return };
    store.composer.images_error.set(None);
    let name = bound::name(&result.metadata.prompt);
    match append(store, of_result(&result.metadata, result.blobs.image.clone())) {
        // On a phone the input images are far from the picture.
        Ok(()) => notice::show(store, fill(store.text().added, &[("name", &name)]), None),
        Err(refused) => store.composer.images_error.set(Some(messages(store, vec![Err(refused)]).join(" "))),
    }
}

/// Converts a result into an input image.
pub fn of_result(metadata: &crate::model::result::ResultMetadata, blob: BlobWithUrl) -> Input<BlobWithUrl> {
    let metadata = InputMetadata {
        id: next_id(),
        name: bound::name(&metadata.prompt),
        url: metadata.url.clone(),
        width: metadata.width,
        height: metadata.height,
        showable: true,
        result: Some(metadata.id),
    };
    Input { metadata, blob, original: None }
}

/// Changes the list of input images as an undo step.
pub fn change(store: Store, how: impl FnOnce(&mut InputList<BlobWithUrl>)) {
    let before = store.composer.inputs.with_untracked(Clone::clone);
    store.composer.inputs.update(how);
    if store.composer.inputs.with_untracked(|now| !now.is_same(&before)) {
        history::record(store, UndoCommand::inputs(&before));
    }
}

/// Removes an image and focuses the button that adds images.
pub fn remove(store: Store, id: u32) {
    store.composer.images_error.set(None);
    change(store, |inputs| inputs.remove(id));
    focus::on(ADD_IMAGES_ID);
}

/// Moves an image earlier or later in the request. The focus stays on the pressed arrow, which moves with the image.
pub fn shift(store: Store, id: u32, places: isize) {
    change(store, |inputs| inputs.shift(id, places));
    let place = store.composer.inputs.with_untracked(|inputs| {
        let mut all = inputs.iter();
        all.position(|input| input.metadata.id == id).map(|place| (place + 1, inputs.len()))
    });
    if let Some((place, count)) = place {
        let values = [("place", &*place.to_string()), ("count", &*count.to_string())];
        store.ui.announcement.set(fill(store.text().image_place, &values));
    }
    focus::on(arrow_id(id, places));
}

/// Moves an input image to the position of another one.
pub fn place_at(store: Store, id: u32, target: u32) {
    change(store, |inputs| inputs.place_at(id, target));
}

/// Removes all input images.
pub fn clear(store: Store) {
    store.composer.images_error.set(None);
    change(store, |inputs| *inputs = InputList::default());
}

/// Returns an id that is unique among the input images of this page.
pub fn next_id() -> u32 {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    NEXT.replace(NEXT.get() + 1)
}

async fn add_one(store: Store, file: Blob, name: String) -> Result<(), NotAdded> {
    let text = store.text();
    let name = if name.is_empty() { text.pasted_name.into() } else { bound::name(&name) };
    let refuse =
        |reason: &str| NotAdded::Because(fill(text.image_unreadable, &[("name", &name), ("reason", reason)]));
    // Prepared for sending first, so that the shown, stored and compared image is the one that the model sees.
    let (picture, info) = prepare(&file, text).await.map_err(|reason| refuse(&reason))?;
    let blob = BlobWithUrl::new(picture);
    let metadata = InputMetadata {
        id: next_id(),
        name,
        url: blob.url(),
        width: info.width,
        height: info.height,
        showable: matches!(info.image_type, ImageType::Png | ImageType::Jpeg | ImageType::Webp),
        result: None,
    };
    let name = metadata.name.clone();
    let id = metadata.id;
    append(store, Input { metadata, blob, original: None })?;
    stage::show_input(store, id);
    // Read from the file, because the prepared image has no metadata.
    details::offer(store, &file, &name).await;
    Ok(())
}

fn append(store: Store, input: Input<BlobWithUrl>) -> Result<(), NotAdded> {
    let (_, limit) = limit(store);
    let name = input.metadata.name.clone();
    let mut is_added = false;
    change(store, |inputs| is_added = inputs.add(input, limit));
    if is_added { Ok(()) } else { Err(NotAdded::Full(name)) }
}

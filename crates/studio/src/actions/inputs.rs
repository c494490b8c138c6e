//! Input images: in, out, moved, all out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{ImageType, inspect};
use web_sys::File;

use super::handle::Picture;
use super::{details, results};
use crate::state::input::{Input, InputFacts, InputList};
use crate::state::models;
use crate::state::result::ResultId;
use crate::state::settings::Settings;
use crate::state::text::fill;
use crate::store::Store;

/// Adds files in their order; what is no image, or one too many, is named beside the field.
pub fn add(store: Store, files: Vec<File>) {
    store.form_note.set(None);
    spawn_local(async move {
        for file in files {
            if let Err(note) = add_one(store, file).await {
                store.form_note.set(Some(note));
            }
        }
    });
}

/// Adds a result to the images that are there.
pub fn add_result(store: Store, id: ResultId) {
    let Some(result) = results::find(store, id) else { return };
    store.form_note.set(None);
    let name = result.facts.prompt.clone();
    match append(store, of_result(&result.facts, result.handle.image.clone())) {
        Ok(()) => store.announcement.set(fill(store.text.added, &[("name", &name)])),
        Err(note) => store.form_note.set(Some(note)),
    }
}

/// A result as an input image.
pub fn of_result(facts: &crate::state::result::ResultFacts, handle: Picture) -> Input<Picture> {
    let facts = InputFacts {
        id: next_id(),
        name: facts.prompt.clone(),
        url: facts.url.clone(),
        width: facts.width,
        height: facts.height,
        showable: true,
        result: Some(facts.id),
    };
    Input { facts, handle }
}

/// Takes one out.
pub fn remove(store: Store, id: u32) {
    store.form_note.set(None);
    store.inputs.update(|inputs| drop(inputs.remove(id)));
}

/// Moves one earlier or later in the order of sending.
pub fn shift(store: Store, id: u32, places: isize) {
    store.inputs.update(|inputs| inputs.shift(id, places));
    let place = store.inputs.with_untracked(|inputs| {
        let mut all = inputs.iter();
        all.position(|input| input.facts.id == id).map(|place| (place + 1, inputs.len()))
    });
    if let Some((place, count)) = place {
        let values = [("place", &*place.to_string()), ("count", &*count.to_string())];
        store.announcement.set(fill(store.text.image_place, &values));
    }
}

/// Puts one where another is.
pub fn place_at(store: Store, id: u32, target: u32) {
    store.inputs.update(|inputs| inputs.place_at(id, target));
}

/// Takes all out.
pub fn clear(store: Store) {
    store.form_note.set(None);
    store.inputs.set(InputList::default());
}

fn next_id() -> u32 {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    NEXT.replace(NEXT.get() + 1)
}

async fn add_one(store: Store, file: File) -> Result<(), String> {
    let text = store.text;
    let name = match file.name() {
        name if name.is_empty() => text.pasted_name.into(),
        name => name,
    };
    let info = inspect(file.clone().into())
        .await
        .map_err(|error| fill(text.image_unreadable, &[("name", &name), ("reason", error.message())]))?;
    if !info.image_type.is_accepted_input() {
        return Err(fill(text.image_unreadable, &[("name", &name), ("reason", text.image_type_refused)]));
    }
    let handle = Picture::new(file.into());
    let facts = InputFacts {
        id: next_id(),
        name,
        url: handle.url(),
        width: info.width,
        height: info.height,
        showable: matches!(info.image_type, ImageType::Png | ImageType::Jpeg | ImageType::Webp),
        result: None,
    };
    let (blob, name) = (handle.blob().clone(), facts.name.clone());
    append(store, Input { facts, handle })?;
    details::offer(store, &blob, &name).await;
    Ok(())
}

fn append(store: Store, input: Input<Picture>) -> Result<(), String> {
    let model = store.settings.with_untracked(|settings| Settings::model(settings).to_owned());
    let limit = models::max_images(&model);
    let name = input.facts.name.clone();
    match store.inputs.try_update(|inputs| inputs.add(input, limit)) {
        Some(true) => Ok(()),
        _ => {
            let values = [("model", &*model), ("limit", &*limit.to_string()), ("name", &*name)];
            Err(fill(store.text.images_full, &values))
        }
    }
}

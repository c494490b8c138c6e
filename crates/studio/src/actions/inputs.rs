//! Input images: in, out, all out.

use gloo_file::ObjectUrl;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::{ImageType, inspect};
use web_sys::File;

use super::handle::InputHandle;
use crate::state::input::{Input, InputFacts, InputList};
use crate::state::models;
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

/// Takes one out.
pub fn remove(store: Store, id: u32) {
    store.form_note.set(None);
    store.inputs.update(|inputs| drop(inputs.remove(id)));
}

/// Takes all out.
pub fn clear(store: Store) {
    store.form_note.set(None);
    store.inputs.set(InputList::default());
}

/// A number that no other input image of this page has.
pub fn next_id() -> u32 {
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
    let url = ObjectUrl::from(web_sys::Blob::from(file.clone()));
    let facts = InputFacts {
        id: next_id(),
        name: name.clone(),
        url: url.to_string(),
        width: info.width,
        height: info.height,
        showable: matches!(info.image_type, ImageType::Png | ImageType::Jpeg | ImageType::Webp),
        result: None,
    };
    let input = Input { facts, handle: InputHandle::File { file, _url: url } };
    let model = store.settings.with_untracked(|settings| Settings::model(settings).to_owned());
    let limit = models::max_images(&model);
    match store.inputs.try_update(|inputs| inputs.add(input, limit)) {
        Some(true) => Ok(()),
        _ => {
            Err(fill(text.images_full, &[("model", &model), ("limit", &limit.to_string()), ("name", &name)]))
        }
    }
}

//! Uploads of the images of a conversation. Each image is uploaded once, and every later turn refers to it by its URL.

use crate::client::Client;
use crate::raw;
use js_sys::{Date, WeakMap};
use std::cell::RefCell;
use tintype_images::PreparedImage;
use tintype_protocol::error::Error;
use tintype_protocol::request::upload::UploadedFile;
use wasm_bindgen::JsValue;

/// The remaining lifetime below which a file is uploaded again. It suffices for a call, which takes minutes at most.
const MARGIN_MS: f64 = 600_000.0;

/// The files of a conversation and its forks.
#[derive(Debug, Default)]
pub struct TurnFiles {
    /// The index of each Blob's file in `files`. The map is weak, so that a Blob is released with its turn.
    places: WeakMap,
    files: RefCell<Vec<UploadedFile>>,
}

impl TurnFiles {
    /// Replaces the images of the turns with the URLs of their files.
    ///
    /// # Errors
    /// The errors of [`Client::upload`].
    pub async fn replace(&self, client: &Client, mut turns: Vec<raw::Turn>) -> Result<Vec<raw::Turn>, Error> {
        let contents = turns.iter_mut().flat_map(|turn| [&mut turn.user, &mut turn.answer]);
        for part in contents.flat_map(|content| &mut content.parts) {
            if let Some(image) = part.image.take() {
                let file = self.file(client, &image).await?;
                for (name, value) in raw::InputPart::file(&file.uri, Some(&file.mime_type)).fields {
                    part.fields.insert(name, value);
                }
            }
        }
        Ok(turns)
    }

    async fn file(&self, client: &Client, image: &PreparedImage) -> Result<UploadedFile, Error> {
        if let Some(known) = self.known(image) {
            return Ok(known);
        }
        let uploaded = client.upload_prepared(image).await?;
        let mut files = self.files.borrow_mut();
        self.places.set(image.blob(), &JsValue::from(files.len() as u32));
        files.push(uploaded.clone());
        Ok(uploaded)
    }

    fn known(&self, image: &PreparedImage) -> Option<UploadedFile> {
        let place = self.places.get(image.blob()).as_f64()?;
        self.files.borrow().get(place as usize).filter(|file| lives(file)).cloned()
    }
}

fn lives(file: &UploadedFile) -> bool {
    let end = file.expires_at.as_deref().map_or(f64::INFINITY, Date::parse);
    end - Date::now() > MARGIN_MS
}

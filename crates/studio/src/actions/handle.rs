//! What keeps pictures alive: their bytes and the URLs they are shown by, behind one clone.

use gloo_file::ObjectUrl;
use tintype::ImageInput;
use web_sys::Blob;

/// The bytes of an image, and its URL. Both go when the last clone goes.
#[derive(Clone)]
pub struct Picture {
    blob: Blob,
    url: ObjectUrl,
}

impl Picture {
    /// Gives the bytes a URL.
    pub fn new(blob: Blob) -> Self {
        Self { url: ObjectUrl::from(blob.clone()), blob }
    }

    /// The bytes.
    pub fn blob(&self) -> &Blob {
        &self.blob
    }

    /// The URL.
    pub fn url(&self) -> String {
        self.url.to_string()
    }

    /// What the library is given.
    pub fn to_input(&self) -> ImageInput {
        self.blob.clone().into()
    }
}

/// A result's picture, and the files that it was made from.
#[derive(Clone)]
pub struct ResultHandle {
    /// The picture.
    pub image: Picture,
    /// In the order in which the facts name them.
    pub files: Vec<Picture>,
}

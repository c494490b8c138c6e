//! Blobs with the object URLs that they are shown by. An object URL is revoked with its last clone.

use gloo_file::ObjectUrl;
use web_sys::Blob;

/// The bytes of an image, and its URL. Both go when the last clone goes.
#[derive(Clone)]
pub struct BlobWithUrl {
    blob: Blob,
    url: ObjectUrl,
}

impl BlobWithUrl {
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
}

/// A result's picture, and the files that it was made from.
#[derive(Clone)]
pub struct Blobs {
    /// The picture.
    pub image: BlobWithUrl,
    /// In the order of the metadata.
    pub files: Vec<BlobWithUrl>,
    /// The picture on a small scale, once it is made.
    pub thumbnail: Option<Blob>,
}

/// The bytes of a result and of its files. While they can only come back, they have no address.
#[derive(Clone)]
pub struct Bytes {
    /// The picture.
    pub image: Blob,
    /// In the order of the metadata.
    pub files: Vec<Blob>,
    /// The picture on a small scale, once it is made.
    pub thumbnail: Option<Blob>,
}

impl Blobs {
    /// The bytes alone.
    pub fn to_bytes(&self) -> Bytes {
        let files = self.files.iter().map(|file| file.blob().clone()).collect();
        Bytes { image: self.image.blob().clone(), files, thumbnail: self.thumbnail.clone() }
    }
}

impl Bytes {
    /// Gives them addresses.
    pub fn to_blobs(&self) -> Blobs {
        let files = self.files.iter().cloned().map(BlobWithUrl::new).collect();
        Blobs { image: BlobWithUrl::new(self.image.clone()), files, thumbnail: self.thumbnail.clone() }
    }

    /// How many there are.
    pub fn size(&self) -> f64 {
        std::iter::once(&self.image).chain(&self.files).map(Blob::size).sum()
    }
}

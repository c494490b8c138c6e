//! Blobs with object URLs. An object URL is revoked when its last clone is dropped.

use gloo_file::ObjectUrl;
use web_sys::Blob;

/// An image and its object URL. Both are released when the last clone is dropped.
#[derive(Clone)]
pub struct BlobWithUrl {
    blob: Blob,
    url: ObjectUrl,
}

impl BlobWithUrl {
    /// Creates an object URL for the Blob.
    pub fn new(blob: Blob) -> Self {
        Self { url: ObjectUrl::from(blob.clone()), blob }
    }

    /// Returns the image.
    pub fn blob(&self) -> &Blob {
        &self.blob
    }

    /// Returns the object URL.
    pub fn url(&self) -> String {
        self.url.to_string()
    }
}

/// The picture of a result, and the files that it was made from.
#[derive(Clone)]
pub struct Blobs {
    /// The picture.
    pub image: BlobWithUrl,
    /// The files, in the order of the metadata.
    pub files: Vec<BlobWithUrl>,
    /// The thumbnail, once it is made.
    pub thumbnail: Option<Blob>,
}

/// The Blobs of a result that was removed and may be restored. Until then, they need no object URLs.
#[derive(Clone)]
pub struct Bytes {
    /// The picture.
    pub image: Blob,
    /// The files, in the order of the metadata.
    pub files: Vec<Blob>,
    /// The thumbnail, once it is made.
    pub thumbnail: Option<Blob>,
}

impl Blobs {
    /// Returns the Blobs without object URLs.
    pub fn to_bytes(&self) -> Bytes {
        let files = self.files.iter().map(|file| file.blob().clone()).collect();
        Bytes { image: self.image.blob().clone(), files, thumbnail: self.thumbnail.clone() }
    }
}

impl Bytes {
    /// Creates object URLs for the Blobs.
    pub fn to_blobs(&self) -> Blobs {
        let files = self.files.iter().cloned().map(BlobWithUrl::new).collect();
        Blobs { image: BlobWithUrl::new(self.image.clone()), files, thumbnail: self.thumbnail.clone() }
    }

    /// Returns the size of the picture and its files, in bytes.
    pub fn size(&self) -> f64 {
        std::iter::once(&self.image).chain(&self.files).map(Blob::size).sum()
    }
}

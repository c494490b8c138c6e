//! The image operations that a call may need. Rust front-ends link them in. The npm package has them in a second
//! module, which is loaded with the first image.

use tintype_browser::caller::blob_type;
use tintype_images::{ImageInput, PreparedImage, RemoteFiles, Wanted};
use tintype_protocol::error::Error;
use tintype_protocol::request::options::InputLimits;
use web_sys::Blob;

/// The operations that read, fit and encode image files.
pub trait Images {
    /// The caller's handle to an input.
    type Input: From<Blob>;

    /// Returns the file of an input that is a video or a document.
    fn document(&self, input: &Self::Input) -> Option<Blob>;

    /// Normalizes the images of a request; see [`tintype_images::normalize`].
    async fn normalize(
        &self,
        wanted: Vec<Wanted<Self::Input>>,
        limits: &InputLimits,
        budget: u64,
    ) -> Result<Vec<PreparedImage>, Error>;

    /// Encodes a file as base64; see [`tintype_images::base64`].
    async fn base64(&self, image: &PreparedImage) -> Result<Blob, Error>;

    /// Fetches remote images; see [`tintype_images::fetch_remote_images`].
    async fn fetch_remote_images(&self, urls: &[String], base_url: &str, limit_ms: f64) -> RemoteFiles;
}

/// Returns a video or a PDF unchanged, because it needs no image operations. Returns `None` for any other file.
pub fn document(blob: &Blob) -> Option<Blob> {
    let kind = blob_type(blob);
    (kind.starts_with("video/") || kind == "application/pdf").then(|| blob.clone())
}

/// The crate `tintype-images`, linked into the same module.
pub struct Linked;

impl Images for Linked {
    type Input = ImageInput;

    fn document(&self, input: &ImageInput) -> Option<Blob> {
        if let ImageInput::Blob(blob) = input { document(blob) } else { None }
    }

    async fn normalize(
        &self,
        wanted: Vec<Wanted<ImageInput>>,
        limits: &InputLimits,
        budget: u64,
    ) -> Result<Vec<PreparedImage>, Error> {
        tintype_images::normalize(wanted, limits, budget).await
    }

    async fn base64(&self, image: &PreparedImage) -> Result<Blob, Error> {
        tintype_images::base64(image).await
    }

    async fn fetch_remote_images(&self, urls: &[String], base_url: &str, limit_ms: f64) -> RemoteFiles {
        tintype_images::fetch_remote_images(urls, base_url, limit_ms).await
    }
}

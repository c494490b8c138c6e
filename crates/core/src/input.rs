//! Input images: from whatever the caller has to a Blob whose type is known by its bytes.

use crate::fetch;
use crate::image::{GeneratedImage, blob_of};
use crate::js_error::message_of;
use js_sys::{Array, Uint8Array};
use tintype_protocol::encode::EncodableImage;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::sniff::{self, ImageInfo, ImageType, MAX_HEAD, Sniffed};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// An image to start from.
#[derive(Debug, Clone)]
pub enum ImageInput {
    /// A Blob or a File.
    Blob(Blob),
    /// `http:`, `https:`, `blob:` or `data:`; fetched when it is needed.
    Url(String),
    /// A whole image file in memory.
    Bytes(Vec<u8>),
}

impl From<Blob> for ImageInput {
    fn from(blob: Blob) -> Self {
        Self::Blob(blob)
    }
}

impl From<File> for ImageInput {
    fn from(file: File) -> Self {
        Self::Blob(file.into())
    }
}

impl From<&GeneratedImage> for ImageInput {
    fn from(image: &GeneratedImage) -> Self {
        Self::Blob(image.blob().clone())
    }
}

impl From<Vec<u8>> for ImageInput {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&str> for ImageInput {
    fn from(url: &str) -> Self {
        Self::Url(url.to_owned())
    }
}

/// Type and size of an image, from its bytes.
///
/// # Errors
/// `unsupported-input` for what is no image or cannot be read, `network` for an address that does not answer.
pub async fn inspect(input: ImageInput) -> Result<ImageInfo, Error> {
    inspect_blob(&blob_from(input).await?).await
}

/// An input image that the service takes.
#[derive(Debug, Clone)]
pub struct PreparedImage {
    blob: Blob,
    image_type: ImageType,
}

impl PreparedImage {
    /// Reads as much of `input` as tells its type.
    pub async fn new(input: ImageInput) -> Result<Self, Error> {
        let blob = blob_from(input).await?;
        let image_type = inspect_blob(&blob).await?.image_type;
        if !image_type.is_accepted_input() {
            let mime_type = image_type.mime_type();
            return Err(unsupported(format!(
                "The service does not take {mime_type}; give PNG, JPEG, WebP or HEIC."
            )));
        }
        Ok(Self { blob, image_type })
    }

    /// Of the file.
    pub fn byte_length(&self) -> u64 {
        self.blob.size() as u64
    }

    /// A stretch of the file.
    pub async fn bytes(&self, start: u64, end: u64) -> Result<Vec<u8>, Error> {
        bytes_of(&self.blob, start, end).await
    }
}

impl EncodableImage for PreparedImage {
    fn mime_type(&self) -> &str {
        self.image_type.mime_type()
    }
}

async fn blob_from(input: ImageInput) -> Result<Blob, Error> {
    match input {
        ImageInput::Blob(blob) => Ok(blob),
        ImageInput::Bytes(bytes) => Ok(blob_of(&Array::of1(&Uint8Array::from(bytes.as_slice())), "")),
        ImageInput::Url(url) => fetch::load_blob(&url).await,
    }
}

async fn inspect_blob(blob: &Blob) -> Result<ImageInfo, Error> {
    let byte_length = blob.size() as u64;
    if byte_length == 0 {
        return Err(unsupported("An input image is empty.".to_owned()));
    }
    // Enough for all but camera files, whose size comes behind a preview and a colour profile.
    let mut wanted = 4096;
    loop {
        let head = bytes_of(blob, 0, wanted.min(byte_length)).await?;
        let is_all = wanted >= byte_length || wanted >= MAX_HEAD as u64;
        match sniff::sniff(&head) {
            Sniffed::Known(image_type, width, height) => {
                return Ok(ImageInfo { image_type, width, height, byte_length });
            }
            Sniffed::NeedsMore if !is_all => wanted *= 16,
            _ => {
                let image_type = sniff::type_of(&head);
                let info =
                    image_type.map(|image_type| ImageInfo { image_type, width: 0, height: 0, byte_length });
                return info.ok_or_else(|| unsupported("An input is no image that can be sent.".to_owned()));
            }
        }
    }
}

async fn bytes_of(blob: &Blob, start: u64, end: u64) -> Result<Vec<u8>, Error> {
    let slice = blob.slice_with_f64_and_f64(start as f64, end as f64);
    let buffer = match slice {
        Ok(slice) => JsFuture::from(slice.array_buffer()).await,
        Err(error) => Err(error),
    };
    let buffer = buffer.map_err(|error| unreadable(&message_of(&error)))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn unsupported(message: String) -> Error {
    Error::new(ErrorKind::UnsupportedInput, message)
}

fn unreadable(why: &str) -> Error {
    unsupported(format!("An input image cannot be read; it may have been moved or changed. {why}"))
}

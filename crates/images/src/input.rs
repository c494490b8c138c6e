//! An input image, in any form that a caller may have.

use js_sys::{JsString, Object, Uint8Array};
use std::fmt;
use tintype_browser::caller;
use tintype_protocol::secret::shown_address;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, HtmlCanvasElement, HtmlImageElement, ImageBitmap, ImageData, OffscreenCanvas};

/// An input image of a request.
///
/// ```no_run
/// # async fn example(client: tintype::Client, file: web_sys::File, canvas: web_sys::HtmlCanvasElement) -> Result<(), tintype::Error> {
/// let generation = client
///     .generate("put them side by side")
///     .image(file)
///     .image(canvas)
///     .image("https://example.com/cat.png")
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum ImageInput {
    /// A Blob or a File.
    Blob(Blob),
    /// An `http:`, `https:`, `blob:` or `data:` URL, fetched when it is needed.
    Url(String),
    /// A `data:` URL that stays in JavaScript's memory and is read chunk by chunk.
    DataUrl(JsString),
    /// A complete image file in memory.
    Bytes(Vec<u8>),
    /// A complete image file in JavaScript's memory, copied chunk by chunk.
    Buffer(Uint8Array),
    /// A source that a canvas can draw, such as an image element, a canvas, a bitmap or pixels. Sent as PNG.
    Drawable(Object),
}

/// Compares URLs and bytes by value, and JavaScript objects by identity. The content of Blobs is not read.
impl PartialEq for ImageInput {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Url(one), Self::Url(other)) => one == other,
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            _ => self.as_js().is_some_and(|one| Some(one) == other.as_js()),
        }
    }
}

impl ImageInput {
    /// Returns the object or string in JavaScript's memory.
    fn as_js(&self) -> Option<&JsValue> {
        match self {
            Self::Blob(blob) => Some(blob),
            Self::DataUrl(url) => Some(url),
            Self::Buffer(bytes) => Some(bytes),
            Self::Drawable(object) => Some(object),
            Self::Url(_) | Self::Bytes(_) => None,
        }
    }
}

// Shows only the origin of a URL, which may be signed, and only the length of bytes and data URLs, which may be
// megabytes.
impl fmt::Debug for ImageInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blob(blob) => f.debug_tuple("Blob").field(&caller::blob_size(blob)).finish(),
            Self::Url(url) => f.debug_tuple("Url").field(&shown_address(url)).finish(),
            Self::DataUrl(url) => f.debug_tuple("DataUrl").field(&url.length()).finish(),
            Self::Bytes(bytes) => f.debug_tuple("Bytes").field(&bytes.len()).finish(),
            Self::Buffer(bytes) => f.debug_tuple("Buffer").field(&bytes.length()).finish(),
            Self::Drawable(_) => f.write_str("Drawable"),
        }
    }
}

impl From<Blob> for ImageInput {
    fn from(blob: Blob) -> Self {
        Self::Blob(blob)
    }
}

impl From<&Blob> for ImageInput {
    fn from(blob: &Blob) -> Self {
        Self::Blob(blob.clone())
    }
}

impl From<&File> for ImageInput {
    fn from(file: &File) -> Self {
        Self::from(file.clone())
    }
}

impl From<File> for ImageInput {
    fn from(file: File) -> Self {
        Self::Blob(file.into())
    }
}

impl From<Vec<u8>> for ImageInput {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for ImageInput {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for ImageInput {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<String> for ImageInput {
    fn from(url: String) -> Self {
        Self::Url(url)
    }
}

/// Converts a URL, including `data:` URLs.
impl From<&str> for ImageInput {
    fn from(url: &str) -> Self {
        Self::Url(url.to_owned())
    }
}

macro_rules! from_drawable {
    ($($kind:ty),*) => {
        $(impl From<$kind> for ImageInput {
            fn from(drawable: $kind) -> Self {
                Self::Drawable(drawable.unchecked_into())
            }
        })*
    };
}

from_drawable!(HtmlImageElement, HtmlCanvasElement, OffscreenCanvas, ImageBitmap, ImageData);

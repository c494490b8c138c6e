//! Input images: from whatever the caller has to a Blob that the service takes, typed by its bytes.
//!
//! ```text
//! ImageInput ─ source ─► Blob ─ head ─► type, size ─ scan ─► structure ─ fit ─► PreparedImage
//!                     without metadata; upright, scaled and converted (raster, gamut, canvas) if need be ─┘
//! ```

mod canvas;
mod fit;
mod gamut;
mod head;
mod pieces;
mod raster;
mod scan;
mod source;
mod text;

use crate::caller;
use crate::image::GeneratedImage;
use head::Kind;
use js_sys::{JsString, Object, Uint8Array};
use std::fmt;
use tintype_protocol::encode::EncodableImage;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::options::InputLimits;
use tintype_protocol::secret::shown_address;
use tintype_protocol::sniff::{ImageInfo, ImageType};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, HtmlCanvasElement, HtmlImageElement, ImageBitmap, ImageData, OffscreenCanvas};

pub use canvas::Canvas;
pub use fit::{fitted, shrink_to};
pub use raster::{Picture, decode_upright};
pub use source::{LARGEST_FILE, blob_of_input, check_length};

/// An image to start from.
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
    /// `http:`, `https:`, `blob:` or `data:`; fetched when it is needed.
    Url(String),
    /// A `data:` URL that stays in JavaScript's memory and is read piece by piece.
    DataUrl(JsString),
    /// A whole image file in memory.
    Bytes(Vec<u8>),
    /// The same in JavaScript's memory, from where it is copied piece by piece.
    Buffer(Uint8Array),
    /// What a canvas can draw: an image element, a canvas, a bitmap, pixels. Sent as PNG.
    Drawable(Object),
}

/// Compares addresses and bytes by value, and objects of JavaScript by identity; the content of Blobs is not read.
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
    /// The object or string that lies in JavaScript.
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

// An address may be signed, and bytes or a data URL would be megabytes.
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

impl From<&GeneratedImage> for ImageInput {
    fn from(image: &GeneratedImage) -> Self {
        Self::Blob(image.blob().clone())
    }
}

impl From<GeneratedImage> for ImageInput {
    fn from(image: GeneratedImage) -> Self {
        Self::from(&image)
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

impl From<String> for ImageInput {
    fn from(url: String) -> Self {
        Self::Url(url)
    }
}

/// An address, `data:` URLs included.
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

/// Type and size of an image, from its bytes; the size as it is shown, which for a photo that is turned by a quarter is
/// not that of its pixels.
///
/// ```no_run
/// # async fn example(file: web_sys::File) -> Result<(), tintype::Error> {
/// let info = tintype::inspect(file).await?;
/// let label = format!("{} × {} {}", info.width, info.height, info.image_type.mime_type());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// `unsupported-input` for what is no image or cannot be read.
pub async fn inspect(input: impl Into<ImageInput>) -> Result<ImageInfo, Error> {
    inspect_blob(&blob_of_input(input.into(), LARGEST_FILE).await?).await
}

/// The same for a Blob.
pub async fn inspect_blob(blob: &Blob) -> Result<ImageInfo, Error> {
    match head::read(blob).await?.kind {
        // The head of a PNG has its size, and only later its orientation.
        Kind::Raster(info) if info.image_type == ImageType::Png => {
            let is_turned = scan::orientation(blob, info.image_type).await? >= 5;
            let (width, height) =
                if is_turned { (info.height, info.width) } else { (info.width, info.height) };
            Ok(ImageInfo::new(info.image_type, width, height, info.byte_length))
        }
        Kind::Raster(info) => Ok(info),
        _ => Err(unsupported("An input is no image that can be sent.")),
    }
}

/// An input image that the service takes.
///
/// ```no_run
/// # fn example(kept: web_sys::Blob) {
/// use tintype::{ImageType, PreparedImage};
///
/// let image = PreparedImage::new(kept, ImageType::Png);
/// assert_eq!(image.image_type().extension(), "png");
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct PreparedImage {
    blob: Blob,
    image_type: ImageType,
    /// False for a file from outside of this session, which may hold anything.
    is_fitted: bool,
}

impl From<&GeneratedImage> for PreparedImage {
    fn from(image: &GeneratedImage) -> Self {
        Self::fitted(image.blob().clone(), image.image_type())
    }
}

impl PreparedImage {
    /// A file whose type is known, such as one that was kept from an earlier turn. Its metadata is left out when it is
    /// sent, unless it is the service's own.
    #[must_use]
    pub fn new(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_fitted: false }
    }

    /// A file that has been through [`fitted`], or that the service has made.
    pub(crate) fn fitted(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_fitted: true }
    }

    pub(crate) fn is_fitted(&self) -> bool {
        self.is_fitted
    }

    /// An input as it would be sent: without metadata, upright, of a type that the service takes.
    ///
    /// ```no_run
    /// # async fn example(photo: web_sys::File) -> Result<(), tintype::Error> {
    /// use tintype::{InputLimits, PreparedImage};
    ///
    /// let image = PreparedImage::prepare(photo, &InputLimits::default()).await?;
    /// let bytes = image.byte_length();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `unsupported-input` for what is no image, is cut off, or cannot be read or converted.
    pub async fn prepare(input: impl Into<ImageInput>, limits: &InputLimits) -> Result<Self, Error> {
        fitted(input.into(), limits).await
    }

    /// By the bytes.
    #[must_use]
    pub fn image_type(&self) -> ImageType {
        self.image_type
    }

    /// The file.
    #[must_use]
    pub fn blob(&self) -> &Blob {
        &self.blob
    }

    /// Of the file.
    #[must_use]
    pub fn byte_length(&self) -> u64 {
        // A Blob without a size has passed no reading.
        caller::blob_size(&self.blob).unwrap_or(0)
    }

    /// A stretch of the file; the reading begins at once.
    pub(crate) fn read(
        &self,
        start: u64,
        end: u64,
    ) -> impl Future<Output = Result<Uint8Array, Error>> + use<> {
        source::read(&self.blob, start, end)
    }
}

impl EncodableImage for PreparedImage {
    fn mime_type(&self) -> &str {
        self.image_type.mime_type()
    }
}

fn unsupported(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::UnsupportedInput, message)
}

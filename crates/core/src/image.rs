//! A finished image, a Blob with metadata detected from its bytes.

use js_sys::Uint8Array;
use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;
use tintype_browser::blob_builder::{BlobBuilder, out_of_memory};
use tintype_browser::blob_url::BlobUrl;
use tintype_browser::bytes;
use tintype_images::{ImageInput, PreparedImage};
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::image::sniff::{ImageInfo, ImageType};
use tintype_protocol::response::sink::ImageSink;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// An image of an answer. Cheap to clone; its object URL is revoked when the last clone is dropped.
///
/// ```no_run
/// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
/// let generation = client.generate("a red fox").await?;
/// let Some(image) = generation.into_image() else { return Ok(()) };
/// let bytes = image.bytes().await?;
/// let name = format!("fox.{}", image.extension());
/// let (address, width, height) = (image.url(), image.width(), image.height());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct GeneratedImage(Rc<Inner>);

struct Inner {
    blob: Blob,
    url: OnceCell<Option<BlobUrl>>,
    info: ImageInfo,
    is_final: bool,
}

impl GeneratedImage {
    pub(crate) fn new(blob: Blob, info: ImageInfo, is_final: bool) -> Self {
        Self(Rc::new(Inner { blob, url: OnceCell::new(), info, is_final }))
    }

    /// Returns a `blob:` URL for an `<img>`, created on first use. Empty in service workers, which have no object URLs.
    #[must_use]
    pub fn url(&self) -> &str {
        let url = self.0.url.get_or_init(|| BlobUrl::new(&self.0.blob).ok());
        url.as_ref().map_or("", BlobUrl::as_str)
    }

    /// Returns the Blob, whose media type is detected from its bytes.
    #[must_use]
    pub fn blob(&self) -> &Blob {
        &self.0.blob
    }

    /// Returns a copy of the bytes.
    ///
    /// # Errors
    /// `unsupported-input` if the browser runs out of memory.
    pub async fn bytes(&self) -> Result<Vec<u8>, Error> {
        let bytes =
            JsFuture::from(self.0.blob.array_buffer()).await.map_err(|error| out_of_memory(&error))?;
        let mut copy = Vec::new();
        bytes::read(&Uint8Array::new(&bytes), &mut copy).map_err(|error| out_of_memory(&error))?;
        Ok(copy)
    }

    /// Returns the type, the dimensions and the length.
    #[must_use]
    pub fn info(&self) -> ImageInfo {
        self.0.info
    }

    /// Returns the image type, detected from the bytes instead of the service's label.
    #[must_use]
    pub fn image_type(&self) -> ImageType {
        self.0.info.image_type
    }

    /// Returns the media type, detected from the bytes.
    #[must_use]
    pub fn mime_type(&self) -> &'static str {
        self.0.info.image_type.mime_type()
    }

    /// Returns the width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.0.info.width
    }

    /// Returns the height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.0.info.height
    }

    /// Returns the length of the file in bytes.
    #[must_use]
    pub fn byte_length(&self) -> u64 {
        self.0.info.byte_length
    }

    /// Returns the extension for a file name, without the dot.
    #[must_use]
    pub fn extension(&self) -> &'static str {
        self.0.info.image_type.extension()
    }

    /// Returns `false` for an image that the model marked as a draft.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.0.is_final
    }
}

impl PartialEq for GeneratedImage {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for GeneratedImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GeneratedImage").field(&self.0.info).finish()
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

impl From<&GeneratedImage> for PreparedImage {
    fn from(image: &GeneratedImage) -> Self {
        Self::normalized(image.blob().clone(), image.image_type())
    }
}

/// A sink that collects the bytes of an image in a Blob.
#[derive(Default)]
pub struct ImageBlob(BlobBuilder);

impl ImageSink for ImageBlob {
    type Sealed = Blob;
    type Image = GeneratedImage;

    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    fn seal(self, info: &ImageInfo) -> Result<Blob, Error> {
        // Replace the builder's own error, which is worded for data to send.
        self.0.finish(info.image_type.mime_type()).map_err(|_| {
            Error::new(ErrorKind::MalformedResponse, "The browser has no room for the image that came.")
        })
    }

    fn label(blob: Blob, info: ImageInfo, is_final: bool) -> GeneratedImage {
        GeneratedImage::new(blob, info, is_final)
    }
}

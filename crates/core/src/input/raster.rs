//! Pixels: decoding off the main thread where the browser can, always upright.
//!
//! `createImageBitmap` and `OffscreenCanvas` are in pages and workers alike; Node has neither.

use super::fit::check_pixels;
use super::gamut::is_kept_wide;
use super::head::{self, Kind};
use super::source::{read, size_of};
use super::{LARGEST_FILE, check_length, scan, unsupported};
use crate::caller::{self, settled};
use crate::image::blob_of;
use crate::js_error::message_of;
use js_sys::{Array, Function, Object, Reflect};
use std::ops::Deref;
use tintype_protocol::error::Error;
use tintype_protocol::metadata::Scan;
use tintype_protocol::sniff::{ImageInfo, ImageType};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = createImageBitmap, catch)]
    fn create_image_bitmap(source: &JsValue) -> Result<JsValue, JsValue>;
}

/// Decoded pixels, given back at the end: a photo's take so much memory that the collector would come too late.
pub struct Bitmap(ImageBitmap);

impl Deref for Bitmap {
    type Target = ImageBitmap;

    fn deref(&self) -> &ImageBitmap {
        &self.0
    }
}

impl Drop for Bitmap {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Decoded pixels, and how they are shown.
pub struct Picture {
    bitmap: Bitmap,
    orientation: u8,
    is_wide: bool,
}

impl From<Bitmap> for Picture {
    fn from(bitmap: Bitmap) -> Self {
        Self { bitmap, orientation: 1, is_wide: false }
    }
}

impl Picture {
    /// The pixels as they are stored.
    pub fn bitmap(&self) -> &Bitmap {
        &self.bitmap
    }

    /// How they are turned to be shown, 1 to 8.
    pub fn orientation(&self) -> u8 {
        self.orientation
    }

    /// Whether there are colours that sRGB has not, and a canvas that keeps them.
    pub fn is_wide(&self) -> bool {
        self.is_wide
    }

    /// As shown.
    pub fn width(&self) -> u32 {
        if self.orientation < 5 { self.bitmap.width() } else { self.bitmap.height() }
    }

    /// As shown.
    pub fn height(&self) -> u32 {
        if self.orientation < 5 { self.bitmap.height() } else { self.bitmap.width() }
    }
}

/// Decodes any image file that this browser can.
pub async fn decode_upright(blob: &Blob) -> Result<Picture, Error> {
    match head::read(blob).await?.kind {
        Kind::Raster(info) => {
            check_pixels(&info)?;
            let scan = scan::scan(blob, info.image_type).await?;
            picture_of(blob, info.image_type, &scan).await
        }
        Kind::Svg => decode_svg(blob).await,
        Kind::Icon => decode_icon(blob).await,
        other => Err(other.refusal()),
    }
}

/// Decodes a file whose structure is known. Browsers differ in which files they turn by their EXIF data, so they are
/// given a copy that has none, and the pixels are turned when they are drawn.
pub async fn picture_of(blob: &Blob, image_type: ImageType, scan: &Scan) -> Result<Picture, Error> {
    let is_wide = is_kept_wide(blob, scan.profile.as_ref()).await;
    let (bitmap, orientation) = match &scan.segments {
        Some(segments) => (decode(&scan::copy(blob, segments, image_type)?).await?, scan.orientation),
        None => (decode(blob).await?, 1),
    };
    Ok(Picture { bitmap, orientation, is_wide })
}

/// Decodes an image file as the browser shows it.
async fn decode(blob: &Blob) -> Result<Bitmap, Error> {
    let length = size_of(blob)?;
    check_length(length, LARGEST_FILE)?;
    match bitmap(blob).await {
        Ok(bitmap) => Ok(bitmap),
        // Firefox refuses a Blob whose first piece is shorter than an image's signature.
        Err(_) if length <= LARGEST_COPY => {
            let whole = in_one_piece(blob).await?;
            bitmap(&whole).await
        }
        refused => refused,
    }
}

/// What is larger is not copied for a second try, which would take twice its memory.
const LARGEST_COPY: u64 = 64 << 20;

async fn in_one_piece(blob: &Blob) -> Result<Blob, Error> {
    let bytes = read(blob, 0, size_of(blob)?).await?;
    blob_of(&Array::of1(&bytes), &caller::blob_type(blob))
}

/// The pixels of anything that a canvas can draw.
pub async fn bitmap(source: &Object) -> Result<Bitmap, Error> {
    let bitmap = match create_image_bitmap(source) {
        Ok(promise) => settled(&promise).await,
        Err(error) => Err(error),
    };
    bitmap.map(|bitmap| Bitmap(bitmap.unchecked_into())).map_err(|error| {
        unsupported(format!("This browser cannot decode an input image. {}", message_of(&error)))
    })
}

/// Draws an SVG document. An image element runs no script of it, and loads nothing that it names.
pub async fn decode_svg(blob: &Blob) -> Result<Picture, Error> {
    let image = element(blob, "image/svg+xml", "An SVG image cannot be drawn here.").await?;
    let (width, height) = (image.natural_width(), image.natural_height());
    check_pixels(&ImageInfo { image_type: ImageType::Png, width, height, byte_length: 0 })?;
    Ok(bitmap(&image).await?.into())
}

/// Draws the largest picture of an icon.
pub async fn decode_icon(blob: &Blob) -> Result<Picture, Error> {
    let typed = retyped(blob, "image/x-icon")?;
    match decode(&typed).await {
        Ok(bitmap) => Ok(bitmap.into()),
        Err(_) => {
            let image = element(blob, "image/x-icon", "This browser cannot decode an icon here.").await?;
            Ok(bitmap(&image).await?.into())
        }
    }
}

fn retyped(blob: &Blob, mime_type: &str) -> Result<Blob, Error> {
    let typed = blob.slice_with_f64_and_f64_and_content_type(0.0, size_of(blob)? as f64, mime_type);
    typed.map_err(|error| unsupported(message_of(&error)))
}

/// The file as the image element of a page. Workers have none.
async fn element(blob: &Blob, mime_type: &str, refusal: &str) -> Result<web_sys::HtmlImageElement, Error> {
    let failed = |error: JsValue| unsupported(format!("{refusal} {}", message_of(&error)));
    let url = crate::BlobUrl::new(&retyped(blob, mime_type)?).map_err(failed)?;
    let constructor = Reflect::get(&js_sys::global(), &"Image".into()).map_err(failed)?;
    let constructor: Function = constructor.dyn_into().map_err(failed)?;
    let image = Reflect::construct(&constructor, &Array::new()).map_err(failed)?;
    let image: web_sys::HtmlImageElement = image.unchecked_into();
    image.set_src(url.as_str());
    JsFuture::from(image.decode()).await.map_err(failed)?;
    Ok(image)
}

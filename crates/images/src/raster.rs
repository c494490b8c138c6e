//! Decoding of pixels, always upright, and off the main thread if the browser supports it.
//!
//! `createImageBitmap` and `OffscreenCanvas` exist in pages and workers, but not in Node.

use crate::gamut::is_kept_wide;
use crate::limits::{LARGEST_FILE, check_pixels};
use crate::picture::{Bitmap, Picture};
use crate::probe::{self, Kind};
use crate::read::{read, read_into, size_of};
use crate::scan;
use crate::unsupported::unsupported;
use js_sys::{Array, Function, Object, Reflect};
use tintype_browser::blob_builder::blob_of;
use tintype_browser::caller::{self, settled};
use tintype_browser::fetch::check_length;
use tintype_browser::js_error::message_of;
use tintype_protocol::error::Error;
use tintype_protocol::image::metadata::Scan;
use tintype_protocol::image::sniff::{ImageInfo, ImageType};
use tintype_protocol::image::svg;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = createImageBitmap, catch)]
    fn create_image_bitmap(source: &JsValue) -> Result<JsValue, JsValue>;
}

/// Decodes any image file that this browser supports.
pub async fn decode_upright(blob: &Blob) -> Result<Picture, Error> {
    match probe::read(blob).await?.kind {
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

/// Decodes a file whose structure is known. Browsers differ in the files that they rotate by EXIF data, so they receive
/// a copy without it, and the pixels are rotated when they are drawn.
pub async fn picture_of(blob: &Blob, image_type: ImageType, scan: &Scan) -> Result<Picture, Error> {
    let is_wide = is_kept_wide(blob, scan.profile.as_ref()).await;
    let (bitmap, orientation) = match &scan.segments {
        Some(segments) => {
            (decode(&scan::copy(blob, segments, image_type.mime_type())?).await?, scan.orientation)
        }
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
        // Firefox refuses a Blob whose first chunk is shorter than an image's signature.
        Err(_) if length <= LARGEST_COPY => {
            let whole = in_one_chunk(blob).await?;
            bitmap(&whole).await
        }
        refused => refused,
    }
}

/// The largest file that is copied for a second attempt, because a copy takes twice the memory.
const LARGEST_COPY: u64 = 64 << 20;

async fn in_one_chunk(blob: &Blob) -> Result<Blob, Error> {
    let bytes = read(blob, 0, size_of(blob)?).await?;
    blob_of(&Array::of1(&bytes), &caller::blob_type(blob))
}

/// Decodes any source that a canvas can draw.
pub async fn bitmap(source: &Object) -> Result<Bitmap, Error> {
    let bitmap = match create_image_bitmap(source) {
        Ok(promise) => settled(&promise).await,
        Err(error) => Err(error),
    };
    bitmap.map(|bitmap| Bitmap(bitmap.unchecked_into())).map_err(|error| {
        unsupported(["This browser cannot decode an input image. ", &message_of(&error)].concat())
    })
}

/// Draws an SVG document. An image element does not run its scripts or load its external resources.
pub async fn decode_svg(blob: &Blob) -> Result<Picture, Error> {
    const SVG: &str = "image/svg+xml";
    let (length, mut prefix) = (size_of(blob)?, Vec::new());
    check_length(length, LARGEST_FILE)?;
    read_into(blob, 0, length.min(svg::MAX_PREFIX as u64), &mut prefix).await?;
    let document = match svg::with_size(&prefix, length) {
        Some(segments) => scan::copy(blob, &segments, SVG)?,
        None => retyped(blob, SVG)?,
    };
    drawn(&document, "An SVG image cannot be drawn here.").await
}

/// Draws the largest picture in an icon.
pub async fn decode_icon(blob: &Blob) -> Result<Picture, Error> {
    let typed = retyped(blob, "image/x-icon")?;
    match decode(&typed).await {
        Ok(bitmap) => Ok(bitmap.into()),
        Err(_) => drawn(&typed, "This browser cannot decode an icon here.").await,
    }
}

/// The name of the function that the package's own worker puts into its global scope to draw in the page.
const DRAW_IN_PAGE: &str = "tintypeDrawInPage";

/// Draws a file with an image element, which exists only in a page.
async fn drawn(file: &Blob, refusal: &str) -> Result<Picture, Error> {
    let failed = |error: JsValue| unsupported([refusal, " ", &message_of(&error)].concat().trim_end());
    let global = js_sys::global();
    if let Ok(draw) = caller::member(&global, DRAW_IN_PAGE).dyn_into::<Function>() {
        let (side, pixels) = (ImageInfo::MAX_INPUT_SIDE, ImageInfo::MAX_INPUT_PIXELS as f64);
        let drawing = draw.call3(&global, file, &side.into(), &pixels.into()).map_err(failed)?;
        let drawn = settled(&drawing).await.map_err(failed)?;
        let side = |name| caller::member(&drawn, name).as_f64().unwrap_or_default() as u32;
        check_drawn(side("width"), side("height"))?;
        let bitmap = caller::member(&drawn, "bitmap").dyn_into().map_err(failed)?;
        return Ok(Bitmap(bitmap).into());
    }
    let image = element(&global, file).await.map_err(failed)?;
    check_drawn(image.natural_width(), image.natural_height())?;
    Ok(bitmap(&image).await?.into())
}

/// Refuses sizes that a browser would draw as an empty picture or not at all.
fn check_drawn(width: u32, height: u32) -> Result<(), Error> {
    if width == 0 || height == 0 {
        return Err(unsupported("An input image has a width or a height of 0."));
    }
    check_pixels(&ImageInfo::new(ImageType::Png, width, height, 0))
}

fn retyped(blob: &Blob, mime_type: &str) -> Result<Blob, Error> {
    let typed = blob.slice_with_f64_and_f64_and_content_type(0.0, size_of(blob)? as f64, mime_type);
    typed.map_err(|error| unsupported(message_of(&error)))
}

/// Loads the file into an image element of the page.
async fn element(global: &Object, file: &Blob) -> Result<web_sys::HtmlImageElement, JsValue> {
    let url = tintype_browser::blob_url::BlobUrl::new(file)?;
    let constructor: Function = Reflect::get(global, &"Image".into())?.dyn_into()?;
    let image = Reflect::construct(&constructor, &Array::new())?;
    let image: web_sys::HtmlImageElement = image.unchecked_into();
    image.set_src(url.as_str());
    JsFuture::from(image.decode()).await?;
    Ok(image)
}

//! Pixels: decoding, drawing and encoding off the main thread where the browser can.
//!
//! `createImageBitmap` and `OffscreenCanvas` are in pages and workers alike; Node has neither.

use super::{LARGEST_FILE, check_length, unsupported};
use crate::image::blob_of;
use crate::js_error::message_of;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::ops::Deref;
use tintype_protocol::error::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ImageBitmap, ImageData, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = createImageBitmap, catch)]
    fn create_image_bitmap(source: &JsValue) -> Result<Promise, JsValue>;
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

/// Decodes an image file, turned as its EXIF data says.
pub async fn decode(blob: &Blob) -> Result<Bitmap, Error> {
    check_length(blob.size() as u64, LARGEST_FILE)?;
    match bitmap(blob).await {
        Ok(bitmap) => Ok(bitmap),
        // Firefox refuses a Blob whose first piece is shorter than an image's signature.
        Err(_) if blob.size() <= LARGEST_COPY => {
            let whole = in_one_piece(blob).await?;
            bitmap(&whole).await
        }
        refused => refused,
    }
}

/// What is larger is not copied for a second try, which would take twice its memory.
const LARGEST_COPY: f64 = 67_108_864.0;

async fn in_one_piece(blob: &Blob) -> Result<Blob, Error> {
    let buffer = JsFuture::from(blob.array_buffer()).await;
    let buffer =
        buffer.map_err(|error| unsupported(format!("An image cannot be read. {}", message_of(&error))))?;
    blob_of(&Array::of1(&buffer), &blob.type_())
}

/// The pixels of anything that a canvas can draw.
pub async fn bitmap(source: &Object) -> Result<Bitmap, Error> {
    let bitmap = match create_image_bitmap(source) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    bitmap.map(|bitmap| Bitmap(bitmap.unchecked_into())).map_err(|error| {
        unsupported(format!("This browser cannot decode an input image. {}", message_of(&error)))
    })
}

/// Draws an SVG document the only way there is: as the image element of a page. Workers have none.
pub async fn decode_svg(blob: &Blob) -> Result<Bitmap, Error> {
    let failed =
        |error: JsValue| unsupported(format!("An SVG image cannot be drawn here. {}", message_of(&error)));
    let typed =
        blob.slice_with_f64_and_f64_and_content_type(0.0, blob.size(), "image/svg+xml").map_err(failed)?;
    let url = crate::BlobUrl::new(&typed).map_err(failed)?;
    let constructor = Reflect::get(&js_sys::global(), &"Image".into()).map_err(failed)?;
    let constructor: Function = constructor.dyn_into().map_err(failed)?;
    let image = Reflect::construct(&constructor, &Array::new()).map_err(failed)?;
    let image: web_sys::HtmlImageElement = image.unchecked_into();
    image.set_src(url.as_str());
    JsFuture::from(image.decode()).await.map_err(failed)?;
    bitmap(&image).await
}

/// An off-screen drawing surface.
pub struct Canvas {
    canvas: OffscreenCanvas,
    context: OffscreenCanvasRenderingContext2d,
}

impl Canvas {
    /// An empty surface.
    pub fn new(width: u32, height: u32) -> Result<Self, Error> {
        let failed =
            |error: JsValue| unsupported(format!("This browser cannot draw images. {}", message_of(&error)));
        // The global is asked for first: where it is missing, wasm-bindgen's binding would throw past us.
        if !Reflect::has(&js_sys::global(), &"OffscreenCanvas".into()).unwrap_or(false) {
            return Err(failed(JsValue::UNDEFINED));
        }
        let canvas = OffscreenCanvas::new(width, height).map_err(failed)?;
        let options = Object::new();
        // Setting a member of a plain new object cannot fail.
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &true.into());
        let context = canvas.get_context_with_context_options("2d", &options).map_err(failed)?;
        let context = context.ok_or_else(|| failed(JsValue::UNDEFINED))?.unchecked_into();
        Ok(Self { canvas, context })
    }

    /// A surface of this size with `bitmap` scaled onto all of it.
    pub fn showing(bitmap: &Bitmap, width: u32, height: u32) -> Result<Self, Error> {
        let surface = Self::new(width, height)?;
        surface.context.set_image_smoothing_quality_high();
        let drawn = surface.context.draw_image_with_image_bitmap_and_dw_and_dh(
            bitmap,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        );
        drawn.map_err(|error| unsupported(message_of(&error)))?;
        Ok(surface)
    }

    /// The surface as a file. A browser that cannot write the type writes PNG.
    pub async fn encode(&self, mime_type: &str, quality: Option<f64>) -> Result<Blob, Error> {
        let options = ImageEncodeOptions::new();
        options.set_type(mime_type);
        if let Some(quality) = quality {
            options.set_quality(quality);
        }
        let blob = match self.canvas.convert_to_blob_with_options(&options) {
            Ok(promise) => JsFuture::from(promise).await,
            Err(error) => Err(error),
        };
        blob.map(JsCast::unchecked_into)
            .map_err(|error| unsupported(format!("An image cannot be encoded. {}", message_of(&error))))
    }

    /// Pixels of some rows, four bytes each.
    pub fn rows(&self, top: u32, count: u32) -> Result<Vec<u8>, Error> {
        let data = self.context.get_image_data(
            0.0,
            f64::from(top),
            f64::from(self.canvas.width()),
            f64::from(count),
        );
        data.map(|data| data.data().0).map_err(|error| unsupported(message_of(&error)))
    }

    /// Puts pixels back.
    pub fn put_rows(&self, top: u32, pixels: &[u8]) -> Result<(), Error> {
        let data = ImageData::new_with_u8_clamped_array(wasm_bindgen::Clamped(pixels), self.canvas.width());
        let put = data.and_then(|data| self.context.put_image_data(&data, 0.0, f64::from(top)));
        put.map_err(|error| unsupported(message_of(&error)))
    }
}

trait Smoothing {
    fn set_image_smoothing_quality_high(&self);
}

impl Smoothing for OffscreenCanvasRenderingContext2d {
    fn set_image_smoothing_quality_high(&self) {
        // web-sys has the setter for the on-screen context only.
        let _ = Reflect::set(self, &"imageSmoothingQuality".into(), &"high".into());
    }
}

//! Drawing and file encoding with an off-screen canvas, in the colour space of the picture.

use crate::picture::Picture;
use crate::unsupported::unsupported;
use js_sys::{Object, Reflect};
use std::cell::Cell;
use tintype_browser::bytes;
use tintype_browser::js_error::message_of;
use tintype_protocol::error::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageData, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

#[wasm_bindgen]
extern "C" {
    type Context;

    // The binding of web-sys has no settings argument.
    #[wasm_bindgen(method, js_name = getImageData, catch)]
    fn image_data_in(
        this: &Context,
        left: u32,
        top: u32,
        width: u32,
        height: u32,
        settings: &Object,
    ) -> Result<ImageData, JsValue>;
}

/// An off-screen drawing surface.
pub struct Canvas {
    canvas: OffscreenCanvas,
    context: OffscreenCanvasRenderingContext2d,
}

/// The colour space of screens that show more than sRGB. Canvases support no other one besides sRGB.
pub const WIDE: &str = "display-p3";

thread_local! {
    static SUPPORT: Cell<Option<Support>> = const { Cell::new(None) };
}

/// The canvas features of this runtime.
#[derive(Clone, Copy)]
struct Support {
    /// Whether a canvas can draw decoded images.
    draws: bool,
    /// Whether a canvas can use Display P3. A browser without it ignores the option, which shows in the context's
    /// attributes.
    is_wide: bool,
}

impl Support {
    fn of_runtime() -> Self {
        if let Some(known) = SUPPORT.get() {
            return known;
        }
        let decodes = Reflect::has(&js_sys::global(), &"createImageBitmap".into()).unwrap_or(false);
        // Deno 2.9 has OffscreenCanvas and decodes images, but its canvas has no 2D context.
        let draws = decodes && Canvas::new(1, 1, false).is_ok();
        let is_wide = draws && Canvas::new(1, 1, true).is_ok_and(|canvas| canvas.is_wide());
        let support = Self { draws, is_wide };
        SUPPORT.set(Some(support));
        support
    }
}

/// Returns `true` if images can be decoded and drawn here.
pub fn can_draw() -> bool {
    Support::of_runtime().draws
}

/// Returns `true` if canvases support Display P3.
pub fn has_wide_canvas() -> bool {
    Support::of_runtime().is_wide
}

impl Drop for Canvas {
    fn drop(&mut self) {
        // Releases the pixels immediately, because the garbage collector would be too late for a phone.
        self.canvas.set_width(0);
    }
}

impl Canvas {
    /// Creates an empty surface.
    fn new(width: u32, height: u32, is_wide: bool) -> Result<Self, Error> {
        let failed =
            |error: JsValue| unsupported(["This browser cannot draw images. ", &message_of(&error)].concat());
        // The global is checked first, because wasm-bindgen's binding throws an uncaught exception if it is missing.
        if !Reflect::has(&js_sys::global(), &"OffscreenCanvas".into()).unwrap_or(false) {
            return Err(failed(JsValue::UNDEFINED));
        }
        let canvas = OffscreenCanvas::new(width, height).map_err(failed)?;
        let options = Object::new();
        // Setting a member of a plain new object cannot fail.
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &true.into());
        if is_wide {
            let _ = Reflect::set(&options, &"colorSpace".into(), &WIDE.into());
        }
        let context = canvas.get_context_with_context_options("2d", &options).map_err(failed)?;
        let context = context.ok_or_else(|| failed(JsValue::UNDEFINED))?.unchecked_into();
        Ok(Self { canvas, context })
    }

    fn is_wide(&self) -> bool {
        let color_space = || {
            let method = Reflect::get(&self.context, &"getContextAttributes".into()).ok()?;
            let attributes = method.dyn_into::<js_sys::Function>().ok()?.call0(&self.context).ok()?;
            Reflect::get(&attributes, &"colorSpace".into()).ok()?.as_string()
        };
        color_space().is_some_and(|space| space == WIDE)
    }

    /// Creates a surface of this size that shows `picture` upright on all of it. The picture is scaled down in halves,
    /// because browsers sample few pixels around each and would lose the thin lines of a large photo.
    pub fn showing(picture: &Picture, width: u32, height: u32, is_wide: bool) -> Result<Self, Error> {
        let (mut from_width, mut from_height) = (picture.width(), picture.height());
        let mut drawn: Option<Self> = None;
        loop {
            let is_last = from_width < width.saturating_mul(2) || from_height < height.saturating_mul(2);
            let (to_width, to_height) = match is_last {
                true => (width, height),
                false => (from_width.div_ceil(2), from_height.div_ceil(2)),
            };
            let surface = Self::new(to_width, to_height, is_wide)?;
            match &drawn {
                None => surface.draw(picture)?,
                Some(drawn) => surface.draw_all_of(&drawn.canvas)?,
            }
            if is_last {
                return Ok(surface);
            }
            (from_width, from_height) = (to_width, to_height);
            drawn = Some(surface);
        }
    }

    fn draw(&self, picture: &Picture) -> Result<(), Error> {
        let failed = |error: JsValue| unsupported(message_of(&error));
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        let [a, b, c, d, e, f] = turn(picture.orientation(), width, height);
        self.context.set_transform(a, b, c, d, e, f).map_err(failed)?;
        let (width, height) = if picture.orientation() < 5 { (width, height) } else { (height, width) };
        self.smooth();
        let bitmap = picture.bitmap();
        let drawn = self.context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height);
        drawn.and_then(|()| self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)).map_err(failed)
    }

    fn draw_all_of(&self, other: &OffscreenCanvas) -> Result<(), Error> {
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        self.smooth();
        let drawn =
            self.context.draw_image_with_offscreen_canvas_and_dw_and_dh(other, 0.0, 0.0, width, height);
        drawn.map_err(|error| unsupported(message_of(&error)))
    }

    fn smooth(&self) {
        // web-sys has the setter for the on-screen context only.
        let _ = Reflect::set(&self.context, &"imageSmoothingQuality".into(), &"high".into());
    }

    /// Encodes the surface as a file. A browser that does not support the type writes PNG.
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
            .map_err(|error| unsupported(["An image cannot be encoded. ", &message_of(&error)].concat()))
    }

    /// Returns the pixels of some rows, four bytes each, in the colour space of the surface.
    pub fn rows(&self, top: u32, count: u32) -> Result<Vec<u8>, Error> {
        let data = self.context.get_image_data(
            0.0,
            f64::from(top),
            f64::from(self.canvas.width()),
            f64::from(count),
        );
        data.map(|data| data.data().0).map_err(|error| unsupported(message_of(&error)))
    }

    /// Returns the pixels of some rows in Display P3, regardless of the surface's colour space.
    pub fn wide_rows(&self, top: u32, count: u32) -> Result<Vec<u8>, Error> {
        let settings = Object::new();
        let _ = Reflect::set(&settings, &"colorSpace".into(), &WIDE.into());
        let data = self.context.unchecked_ref::<Context>().image_data_in(
            0,
            top,
            self.canvas.width(),
            count,
            &settings,
        );
        data.map(|data| data.data().0).map_err(|error| unsupported(message_of(&error)))
    }

    /// Writes pixels back to the surface.
    pub fn put_rows(&self, top: u32, pixels: &[u8]) -> Result<(), Error> {
        let put =
            self.image_data(pixels).and_then(|data| self.context.put_image_data(&data, 0.0, f64::from(top)));
        put.map_err(|error| unsupported(message_of(&error)))
    }

    /// Creates `ImageData` in the colour space of the surface, because a plain one is sRGB.
    fn image_data(&self, pixels: &[u8]) -> Result<ImageData, JsValue> {
        let width = self.canvas.width();
        if !self.is_wide() {
            return ImageData::new_with_u8_clamped_array(wasm_bindgen::Clamped(pixels), width);
        }
        let height = pixels.len() as u32 / 4 / width.max(1);
        let data = self.context.create_image_data_with_sw_and_sh(f64::from(width), f64::from(height))?;
        bytes::write(Reflect::get(&data, &"data".into())?.unchecked_ref(), 0, pixels)?;
        Ok(data)
    }
}

/// Returns the matrix that draws pixels of an EXIF orientation upright on a surface of this size.
fn turn(orientation: u8, width: f64, height: f64) -> [f64; 6] {
    match orientation {
        2 => [-1.0, 0.0, 0.0, 1.0, width, 0.0],
        3 => [-1.0, 0.0, 0.0, -1.0, width, height],
        4 => [1.0, 0.0, 0.0, -1.0, 0.0, height],
        5 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        6 => [0.0, 1.0, -1.0, 0.0, width, 0.0],
        7 => [0.0, -1.0, -1.0, 0.0, width, height],
        8 => [0.0, -1.0, 1.0, 0.0, 0.0, height],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    }
}

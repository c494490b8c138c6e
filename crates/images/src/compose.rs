//! The local edit that the service does not offer: the original outside the mask, the edit inside it.
//!
//! ```text
//! base ──► canvas (its size) ─┐
//! edit ──► canvas (scaled)   ─┼─ band by band ─► blend ─► canvas ─► file
//! mask ──► canvas (scaled)   ─┘
//! ```
//! Pixels are blended in bands, so that wasm memory stays small for pictures of any size.

use crate::blend::{self, Band};
use crate::canvas::Canvas;
use crate::input::ImageInput;
use crate::inspect::inspect_blob;
use crate::limits::LARGEST_FILE;
use crate::picture::Picture;
use crate::raster::decode_upright;
use crate::source::blob_of_input;
use tintype_browser::clock::yield_if_due;
use tintype_protocol::decimal::text_of;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::ImageInfo;
use tintype_protocol::request::Problems;
use web_sys::Blob;

/// The number of rows that are blended at a time.
const BAND_ROWS: u32 = 64;
/// The widest feather. Each band reads this far around itself, so a wider one would read and average the whole mask.
const MAX_FEATHER_PX: u32 = 256;

/// The three images and the options of a composition.
#[derive(Debug, Clone)]
pub struct Composition {
    /// The original picture.
    pub base: ImageInput,
    /// The edited picture.
    pub edit: ImageInput,
    /// The mask of the edit.
    pub mask: ImageInput,
    /// The width in pixels of the soft edge, which is inside the mask.
    pub feather_px: u32,
    /// The type of the file, or PNG if `None`.
    pub mime_type: Option<String>,
}

/// Blends the edit into the base.
///
/// # Errors
/// `invalid-options` for a feather that is too wide, `unsupported-input` for an image that cannot be read or decoded.
pub async fn compose(options: Composition) -> Result<(Blob, ImageInfo), Error> {
    check(&options)?;
    let base = picture(options.base).await?;
    let (width, height, is_wide) = (base.width(), base.height(), base.is_wide());
    // Both pictures use the base's colour space, so that pixels outside the mask do not change.
    let surface = Canvas::showing(&base, width, height, is_wide)?;
    let edit = Canvas::showing(&picture(options.edit).await?, width, height, is_wide)?;
    let mask = Canvas::showing(&picture(options.mask).await?, width, height, false)?;
    drop(base);
    let reads_alpha = has_transparency(&mask, height).await?;
    let mut shape = Shape { mask, reads_alpha, width, top: 0, coverage: Vec::new() };
    let feather = options.feather_px.min(width.max(height));
    let mut top = 0;
    // The surface is written from the top and the feather reads only the mask, so no band depends on the result of
    // another.
    while top < height {
        yield_if_due().await;
        let rows = BAND_ROWS.min(height - top);
        let radius = blend::radius(feather);
        let mask_top = top.saturating_sub(radius);
        let coverage = shape.coverage(mask_top, (top + rows + radius).min(height))?;
        let band = Band { width, skipped: top - mask_top, feather };
        let mut pixels = surface.rows(top, rows)?;
        if blend::blend(&mut pixels, &edit.rows(top, rows)?, coverage, band) {
            surface.put_rows(top, &pixels)?;
        }
        top += rows;
    }
    let blob = surface.encode(options.mime_type.as_deref().unwrap_or("image/png"), None).await?;
    let info = inspect_blob(&blob).await?;
    Ok((blob, info))
}

fn check(options: &Composition) -> Result<(), Error> {
    let mut problems = Problems::default();
    if options.feather_px > MAX_FEATHER_PX {
        problems.add("featherPx", ["must be at most ", &text_of(MAX_FEATHER_PX.into())].concat());
    }
    problems.into_result()
}

async fn picture(input: ImageInput) -> Result<Picture, Error> {
    decode_upright(&blob_of_input(input, LARGEST_FILE).await?).await
}

/// The coverage by the mask of the rows around a band.
struct Shape {
    mask: Canvas,
    reads_alpha: bool,
    width: u32,
    /// The first row in `coverage`.
    top: u32,
    coverage: Vec<u8>,
}

impl Shape {
    /// Returns the coverage of the rows from `top` to `bottom`, neither of which may be above that of the previous
    /// call. Each row of the mask is read once, and only a few at a time.
    fn coverage(&mut self, top: u32, bottom: u32) -> Result<&[u8], Error> {
        self.coverage.drain(..((top - self.top) * self.width) as usize);
        self.top = top;
        let mut next = top + self.coverage.len() as u32 / self.width;
        while next < bottom {
            let count = BAND_ROWS.min(bottom - next);
            self.coverage.extend(blend::coverage(&self.mask.rows(next, count)?, self.reads_alpha));
            next += count;
        }
        Ok(&self.coverage)
    }
}

async fn has_transparency(mask: &Canvas, height: u32) -> Result<bool, Error> {
    for top in (0..height).step_by(BAND_ROWS as usize) {
        yield_if_due().await;
        let pixels = mask.rows(top, BAND_ROWS.min(height - top))?;
        if pixels.chunks_exact(4).any(|pixel| pixel[3] < 255) {
            return Ok(true);
        }
    }
    Ok(false)
}

//! The local edit that the service does not give: the original outside the mask, the edit inside it.
//!
//! ```text
//! base ──► canvas (its size) ─┐
//! edit ──► canvas (scaled)   ─┼─ strip by strip ─► blend ─► canvas ─► file
//! mask ──► canvas (scaled)   ─┘
//! ```
//! Pixels are blended in strips, so that wasm memory stays small however large the picture is.

use crate::clock::yield_if_due;
use crate::image::GeneratedImage;
use crate::input::{Canvas, ImageInput, LARGEST_FILE, Picture, blob_of_input, decode_upright, inspect_blob};
use std::pin::Pin;
use tintype_protocol::blend::{self, Strip};
use tintype_protocol::error::Error;
use tintype_protocol::request::Problems;

/// Rows that are blended at once.
const STRIP_ROWS: u32 = 64;
/// Each strip looks this far around itself: with much more, it would hold and average the whole mask.
const MAX_FEATHER_PX: u32 = 256;

/// Puts `edit` into `base` where `mask` says. Nothing happens before it is awaited.
///
/// - `base` is the original. The outcome has its size as it is shown, and every one of its opaque pixels outside the mask,
///   in sRGB or, where the browser has such canvases, in Display P3; the colours of half-transparent ones may differ by
///   what a canvas rounds.
/// - `edit` is the edited picture; of another size, it is scaled to that of the base.
/// - `mask` shows the edit where it is opaque, or white where it has no transparency.
///
/// ```no_run
/// # async fn example(client: tintype::Client, photo: web_sys::Blob, mask: web_sys::HtmlCanvasElement) -> Result<(), tintype::Error> {
/// use tintype::compose;
///
/// let generation = client.generate("a red door").image(&photo).await?;
/// if let Some(edit) = generation.image() {
///     let image = compose(&photo, edit, mask).feather_px(8).await?;
/// }
/// # Ok(())
/// # }
/// ```
pub fn compose(
    base: impl Into<ImageInput>,
    edit: impl Into<ImageInput>,
    mask: impl Into<ImageInput>,
) -> ComposeBuilder {
    ComposeBuilder(ComposeOptions {
        base: base.into(),
        edit: edit.into(),
        mask: mask.into(),
        feather_px: 0,
        mime_type: None,
    })
}

/// A picture that is put together, from [`compose`].
///
/// ```no_run
/// # async fn example(base: web_sys::Blob, edit: web_sys::Blob, mask: web_sys::Blob) -> Result<(), tintype::Error> {
/// let image = tintype::compose(base, edit, mask).feather_px(4).mime_type("image/webp").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "nothing is composed until it is awaited"]
pub struct ComposeBuilder(ComposeOptions);

impl ComposeBuilder {
    /// The width of the soft edge, inside the mask; default 0, at most 256.
    pub fn feather_px(self, feather_px: u32) -> Self {
        Self(ComposeOptions { feather_px, ..self.0 })
    }

    /// The type of the file; default `image/png`, the only one that keeps every pixel.
    pub fn mime_type(self, mime_type: impl Into<String>) -> Self {
        Self(ComposeOptions { mime_type: Some(mime_type.into()), ..self.0 })
    }
}

impl IntoFuture for ComposeBuilder {
    type Output = Result<GeneratedImage, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(composed(self.0))
    }
}

/// The three images and the choices beside them.
#[derive(Debug, Clone)]
pub struct ComposeOptions {
    pub base: ImageInput,
    pub edit: ImageInput,
    pub mask: ImageInput,
    pub feather_px: u32,
    pub mime_type: Option<String>,
}

/// The base with the edit in it.
///
/// # Errors
/// `invalid-options` for a feather that is too wide, `unsupported-input` for what cannot be read or decoded.
pub async fn composed(options: ComposeOptions) -> Result<GeneratedImage, Error> {
    check(&options)?;
    let base = picture(options.base).await?;
    let (width, height, is_wide) = (base.width(), base.height(), base.is_wide());
    // All in the base's colours, so that outside the mask they are not touched.
    let surface = Canvas::showing(&base, width, height, is_wide)?;
    let edit = Canvas::showing(&picture(options.edit).await?, width, height, is_wide)?;
    let mask = Canvas::showing(&picture(options.mask).await?, width, height, false)?;
    drop(base);
    let reads_alpha = has_transparency(&mask, height).await?;
    let mut shape = Shape { mask, reads_alpha, width, top: 0, coverage: Vec::new() };
    let feather = options.feather_px.min(width.max(height));
    let mut top = 0;
    // The surface is written from the top, and the feather looks only at the mask: no strip sees another's outcome.
    while top < height {
        yield_if_due().await;
        let rows = STRIP_ROWS.min(height - top);
        let reach = blend::reach(feather);
        let mask_top = top.saturating_sub(reach);
        let coverage = shape.coverage(mask_top, (top + rows + reach).min(height))?;
        let strip = Strip { width, rows, skipped: top - mask_top, feather };
        let mut pixels = surface.rows(top, rows)?;
        if blend::blend(&mut pixels, &edit.rows(top, rows)?, coverage, strip) {
            surface.put_rows(top, &pixels)?;
        }
        top += rows;
    }
    let blob = surface.encode(options.mime_type.as_deref().unwrap_or("image/png"), None).await?;
    let info = inspect_blob(&blob).await?;
    Ok(GeneratedImage::new(blob, info, true))
}

fn check(options: &ComposeOptions) -> Result<(), Error> {
    let mut problems = Problems::default();
    if options.feather_px > MAX_FEATHER_PX {
        problems.add("featherPx", format!("must be at most {MAX_FEATHER_PX}"));
    }
    problems.into_result()
}

async fn picture(input: ImageInput) -> Result<Picture, Error> {
    decode_upright(&blob_of_input(input, LARGEST_FILE).await?).await
}

/// How much of the edit shows, for the rows around a strip.
struct Shape {
    mask: Canvas,
    reads_alpha: bool,
    width: u32,
    /// The row that `coverage` begins with.
    top: u32,
    coverage: Vec<u8>,
}

impl Shape {
    /// For the rows from `top` to `bottom`, neither of which may lie above that of the call before: each row of the
    /// mask is read once, and few at a time.
    fn coverage(&mut self, top: u32, bottom: u32) -> Result<&[u8], Error> {
        self.coverage.drain(..((top - self.top) * self.width) as usize);
        self.top = top;
        let mut next = top + self.coverage.len() as u32 / self.width;
        while next < bottom {
            let count = STRIP_ROWS.min(bottom - next);
            self.coverage.extend(blend::coverage(&self.mask.rows(next, count)?, self.reads_alpha));
            next += count;
        }
        Ok(&self.coverage)
    }
}

async fn has_transparency(mask: &Canvas, height: u32) -> Result<bool, Error> {
    for top in (0..height).step_by(STRIP_ROWS as usize) {
        yield_if_due().await;
        let pixels = mask.rows(top, STRIP_ROWS.min(height - top))?;
        if pixels.chunks_exact(4).any(|pixel| pixel[3] < 255) {
            return Ok(true);
        }
    }
    Ok(false)
}

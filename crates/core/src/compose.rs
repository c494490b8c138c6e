//! Local editing with a mask, which the service lacks. The original is kept outside the mask, the edit inside it.

use crate::image::GeneratedImage;
use std::pin::Pin;
use tintype_images::{Composition, ImageInput};
use tintype_protocol::error::Error;

/// Composites `edit` onto `base` within `mask`. The work starts when the builder is awaited.
///
/// - `base` is the original. The outcome has its displayed size and all of its opaque pixels outside the mask, in sRGB
///   or, if the browser supports such canvases, in Display P3. The colours of semi-transparent pixels may differ by the
///   rounding of a canvas.
/// - `edit` is the edited picture. An edit of another size is scaled to that of the base.
/// - `mask` selects the edit where the mask is opaque, or where a mask without transparency is white.
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
    ComposeBuilder(Composition {
        base: base.into(),
        edit: edit.into(),
        mask: mask.into(),
        feather_px: 0,
        mime_type: None,
    })
}

/// A builder of a composition, from [`compose`].
///
/// ```no_run
/// # async fn example(base: web_sys::Blob, edit: web_sys::Blob, mask: web_sys::Blob) -> Result<(), tintype::Error> {
/// let image = tintype::compose(base, edit, mask).feather_px(4).mime_type("image/webp").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "nothing is composed until it is awaited"]
pub struct ComposeBuilder(Composition);

impl ComposeBuilder {
    /// Sets the width of the soft edge inside the mask in pixels; default 0, at most 256.
    pub fn feather_px(self, feather_px: u32) -> Self {
        Self(Composition { feather_px, ..self.0 })
    }

    /// Sets the media type of the file; default `image/png`, the only type that preserves every pixel.
    pub fn mime_type(self, mime_type: impl Into<String>) -> Self {
        Self(Composition { mime_type: Some(mime_type.into()), ..self.0 })
    }
}

impl IntoFuture for ComposeBuilder {
    type Output = Result<GeneratedImage, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async {
            let (blob, info) = tintype_images::compose(self.0).await?;
            Ok(GeneratedImage::new(blob, info, true))
        })
    }
}

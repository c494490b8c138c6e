//! The local edit that the service does not give: the original outside the mask, the edit inside it.

use crate::image::GeneratedImage;
use std::pin::Pin;
use tintype_images::{Composition, ImageInput};
use tintype_protocol::error::Error;

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
    ComposeBuilder(Composition {
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
pub struct ComposeBuilder(Composition);

impl ComposeBuilder {
    /// The width of the soft edge, inside the mask; default 0, at most 256.
    pub fn feather_px(self, feather_px: u32) -> Self {
        Self(Composition { feather_px, ..self.0 })
    }

    /// The type of the file; default `image/png`, the only one that keeps every pixel.
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

//! Preparation of any file as an image to send: upright, without metadata, of a type that the service accepts.

use tintype::{ImageInfo, InputLimits, PreparedImage, inspect};
use web_sys::Blob;

use crate::browser::bytes;
use crate::text::measure::count;
use crate::text::{Text, fill};

/// Prepares a file as an input image and returns its properties. The error is the end of a sentence.
pub async fn prepare(file: &Blob, text: &Text) -> Result<(Blob, ImageInfo), String> {
    let info = inspect(file).await.ok();
    if let Some(ImageInfo { width, height, .. }) = info.filter(|info| !info.can_be_decoded()) {
        let size = [("width", &*count(width.into())), ("height", &*count(height.into()))];
        return Err(fill(text.image_too_many_pixels, &size));
    }
    let prepared = PreparedImage::prepare(file, &InputLimits::default()).await;
    let Ok(prepared) = prepared else {
        return Err(match info {
            Some(_) => text.image_broken,
            None if is_tiff(file).await => text.image_tiff,
            None => text.image_none,
        }
        .into());
    };
    let info = inspect(prepared.blob()).await.map_err(|_| text.image_none.to_owned())?;
    Ok((prepared.blob().clone(), info))
}

async fn is_tiff(file: &Blob) -> bool {
    let magic = bytes::read(file, 0, 4).await.unwrap_or_default();
    matches!(magic[..], [b'I', b'I', 42 | 43, 0] | [b'M', b'M', 0, 42 | 43])
}

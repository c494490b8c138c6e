//! Fitting inputs to what the service takes: its types, and its limit on a whole request.

use super::head::{self, Head};
use super::raster::{self, Bitmap, Canvas};
use super::{ImageInput, LARGEST_FILE, PreparedImage, source, unsupported};
use tintype_protocol::error::Error;
use tintype_protocol::options::InputLimits;
use tintype_protocol::sniff::ImageType;
use web_sys::Blob;

const JPEG_QUALITY: f64 = 0.9;
/// Each round shrinks what is too large; a picture that is still too large after these is no picture.
const MAX_ROUNDS: usize = 8;

/// Inputs of types that the service takes, no longer than `max_side_px`. What may be sent as it is stays as it is.
pub async fn acceptable(inputs: Vec<ImageInput>, limits: &InputLimits) -> Result<Vec<PreparedImage>, Error> {
    let mut images = Vec::with_capacity(inputs.len());
    for input in inputs {
        let blob = source::blob_of_input(input, limits.max_bytes.max(LARGEST_FILE)).await?;
        images.push(accepted(blob, limits).await?);
    }
    Ok(images)
}

async fn accepted(blob: Blob, limits: &InputLimits) -> Result<PreparedImage, Error> {
    let Head { info, is_svg } = head::read(&blob).await?;
    let Some(info) = info else {
        return match is_svg && limits.convert {
            true => convert(&raster::decode_svg(&blob).await?, ImageType::Png, limits.max_side_px).await,
            false => Err(unsupported("An input is no image that can be sent; give PNG, JPEG, WebP or HEIC.")),
        };
    };
    let is_too_long = limits.max_side_px.is_some_and(|longest| info.width.max(info.height) > longest);
    if info.image_type.is_accepted_input() && !is_too_long {
        return Ok(PreparedImage { blob, image_type: info.image_type });
    }
    if !limits.convert {
        let (mime_type, width, height) = (info.image_type.mime_type(), info.width, info.height);
        let message = format!("An input of {width} × {height} px in {mime_type} would have to be converted.");
        return Err(unsupported(message));
    }
    let target = if info.image_type == ImageType::Jpeg { ImageType::Jpeg } else { ImageType::Png };
    convert(&raster::decode(&blob).await?, target, limits.max_side_px).await
}

async fn convert(
    bitmap: &Bitmap,
    target: ImageType,
    max_side_px: Option<u32>,
) -> Result<PreparedImage, Error> {
    let longest = bitmap.width().max(bitmap.height());
    let scale = max_side_px.map_or(1.0, |max| (f64::from(max) / f64::from(longest)).min(1.0));
    encode(bitmap, target, scale).await
}

async fn encode(bitmap: &Bitmap, target: ImageType, scale: f64) -> Result<PreparedImage, Error> {
    let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    let canvas = Canvas::showing(bitmap, scaled(bitmap.width()), scaled(bitmap.height()))?;
    let quality = (target != ImageType::Png).then_some(JPEG_QUALITY);
    let blob = canvas.encode(target.mime_type(), quality).await?;
    // By the bytes again: a browser that cannot write a type writes PNG in silence.
    let image_type = head::read(&blob).await?.info.map_or(ImageType::Png, |info| info.image_type);
    Ok(PreparedImage { blob, image_type })
}

/// Re-encodes and scales the largest image again and again until all fit.
pub async fn shrink_to(max_bytes: u64, images: &mut [PreparedImage], may_convert: bool) -> Result<(), Error> {
    for _ in 0..MAX_ROUNDS * images.len() {
        let total: u64 = images.iter().map(PreparedImage::byte_length).sum();
        if total <= max_bytes {
            return Ok(());
        }
        if !may_convert {
            break;
        }
        let count = images.len() as u64;
        let Some(largest) = images.iter_mut().max_by_key(|image| image.byte_length()) else { break };
        let others = total - largest.byte_length();
        // An equal share at least: one image must not starve because the others are large too.
        let allowed = max_bytes.saturating_sub(others).max(max_bytes / count);
        *largest = smaller(largest, allowed).await?;
    }
    let total: u64 = images.iter().map(PreparedImage::byte_length).sum();
    if total <= max_bytes {
        return Ok(());
    }
    Err(unsupported(format!(
        "The input images have {total} bytes, and a request takes {max_bytes}; give smaller ones."
    )))
}

async fn smaller(image: &PreparedImage, allowed: u64) -> Result<PreparedImage, Error> {
    let bitmap = raster::decode(&image.blob).await?;
    // WebP keeps transparency and is small; where it cannot be written, the next round scales the PNG.
    let target = if image.image_type == ImageType::Jpeg { ImageType::Jpeg } else { ImageType::Webp };
    let whole = encode(&bitmap, target, 1.0).await?;
    if whole.byte_length() <= allowed {
        return Ok(whole);
    }
    let scale = (allowed as f64 / whole.byte_length() as f64).sqrt() * 0.95;
    encode(&bitmap, target, scale).await
}

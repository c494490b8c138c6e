//! Conversion of inputs to the types and the request size that the service accepts: upright, of a reasonable size, and
//! without a photo's metadata about its owner.

use crate::canvas::{Canvas, can_draw};
use crate::input::ImageInput;
use crate::limits::{LARGEST_FILE, check_pixels, input_of};
use crate::picture::Picture;
use crate::prepared::PreparedImage;
use crate::probe::{self, Kind, Probe};
use crate::read::size_of;
use crate::source::blob_of_input;

use crate::unsupported::unsupported;
use crate::{raster, scan};
use tintype_browser::fetch::check_length;
use tintype_protocol::decimal::text_of;
use tintype_protocol::error::Error;
use tintype_protocol::image::metadata::Scan;
use tintype_protocol::image::sniff::{ImageInfo, ImageType};
use tintype_protocol::request::options::InputLimits;
use web_sys::Blob;

const QUALITY: f64 = 0.92;
/// The maximum number of shrinking rounds for each image, more than any real picture needs.
const MAX_ROUNDS: usize = 8;

impl PreparedImage {
    /// Prepares an input for sending: without metadata, upright, and of a type that the service accepts.
    ///
    /// ```no_run
    /// # async fn example(photo: web_sys::File) -> Result<(), tintype::Error> {
    /// use tintype::{InputLimits, PreparedImage};
    ///
    /// let image = PreparedImage::prepare(photo, &InputLimits::default()).await?;
    /// let bytes = image.byte_length();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `unsupported-input` for an input that is not an image, is truncated, or cannot be read or converted.
    pub async fn prepare(input: impl Into<ImageInput>, limits: &InputLimits) -> Result<Self, Error> {
        normalized(input.into(), limits).await
    }
}

/// Normalizes one input.
pub async fn normalized(input: ImageInput, limits: &InputLimits) -> Result<PreparedImage, Error> {
    let most = limits.max_bytes.unwrap_or(0).max(LARGEST_FILE);
    let blob = blob_of_input(input, most).await?;
    let Probe { kind } = probe::read(&blob).await?;
    check_length(size_of(&blob)?, most)?;
    match kind {
        Kind::Raster(info) => raster_image(blob, info, limits).await,
        Kind::Svg if limits.convert => {
            convert(&raster::decode_svg(&blob).await?, ImageType::Png, limits).await
        }
        Kind::Icon if limits.convert => {
            convert(&raster::decode_icon(&blob).await?, ImageType::Png, limits).await
        }
        other => Err(other.refusal()),
    }
}

async fn raster_image(blob: Blob, info: ImageInfo, limits: &InputLimits) -> Result<PreparedImage, Error> {
    check_pixels(&info)?;
    let scan = scan::scan(&blob, info.image_type).await?;
    if !scan.is_complete {
        return Err(cut_off(info.image_type));
    }
    let is_too_long = limits.longest_side().is_some_and(|longest| info.width.max(info.height) > longest);
    // The orientation is metadata too, so a file that keeps its metadata states itself how to display it.
    let is_broken = scan.segments.is_none() && !limits.keep_metadata;
    let is_turned = scan.orientation != 1 && !limits.keep_metadata;
    let must_change = !info.image_type.is_accepted_input()
        || is_broken
        || is_turned
        || (is_too_long && limits.max_side_px.is_some());
    let should_change = is_too_long || (scan.turns_itself && !limits.keep_metadata);
    if must_change && !limits.convert {
        return Err(not_converted(&info));
    }
    let may_change = should_change && limits.convert;
    if !(must_change || may_change) {
        return as_it_is(blob, &scan, &info, limits);
    }
    match (can_draw(), must_change) {
        (true, _) => {}
        // The change is optional. Without a canvas, as in Node and Deno, the file is sent unchanged.
        (false, false) => return as_it_is(blob, &scan, &info, limits),
        (false, true) => {
            return Err(unsupported(
                "Nothing here can turn, scale or convert an input that needs it: do it before, or set input.keepMetadata or a larger input.maxSidePx.",
            ));
        }
    }
    match raster::picture_of(&blob, info.image_type, &scan).await {
        Ok(picture) => convert(&picture, target(info.image_type), limits).await,
        // Most browsers cannot decode HEIC.
        Err(_) if !must_change && !is_drawn_everywhere(info.image_type) => {
            as_it_is(blob, &scan, &info, limits)
        }
        Err(error) => Err(error),
    }
}

/// Returns the file without its metadata, unless the metadata must be kept.
fn as_it_is(blob: Blob, scan: &Scan, info: &ImageInfo, limits: &InputLimits) -> Result<PreparedImage, Error> {
    let blob = match &scan.segments {
        Some(segments) if !limits.keep_metadata => scan::copy(&blob, segments, info.image_type.mime_type())?,
        _ => blob,
    };
    Ok(PreparedImage::normalized(blob, info.image_type))
}

/// Returns the error of a truncated file. Most encoders end a JPEG with a marker. Only a decoder knows whether a JPEG
/// without it has all its pixels, and browsers silently fill the rest of a truncated one with grey.
fn cut_off(image_type: ImageType) -> Error {
    let sentence = "The file of an input image ends before its picture does; load or save it again.";
    unsupported(match image_type {
        ImageType::Jpeg => {
            let rule = " A JPEG without its end marker (FF D9) counts as cut off, since nothing else tells the two apart.";
            [sentence, rule].concat()
        }
        _ => sentence.to_owned(),
    })
}

fn not_converted(info: &ImageInfo) -> Error {
    unsupported(
        [&input_of(info), " in ", info.image_type.mime_type(), " would have to be converted."].concat(),
    )
}

/// Returns `true` for types that every browser decodes, so that a failure means a broken file.
fn is_drawn_everywhere(image_type: ImageType) -> bool {
    matches!(image_type, ImageType::Png | ImageType::Jpeg | ImageType::Webp)
}

/// Returns the type of a file that is converted from this type.
fn target(image_type: ImageType) -> ImageType {
    match image_type {
        ImageType::Jpeg | ImageType::Heic | ImageType::Heif => ImageType::Jpeg,
        ImageType::Webp => ImageType::Webp,
        _ => ImageType::Png,
    }
}

async fn convert(picture: &Picture, target: ImageType, limits: &InputLimits) -> Result<PreparedImage, Error> {
    let longest = picture.width().max(picture.height());
    let scale = limits.longest_side().map_or(1.0, |most| (f64::from(most) / f64::from(longest)).min(1.0));
    encode(picture, target, scale).await
}

async fn encode(picture: &Picture, target: ImageType, scale: f64) -> Result<PreparedImage, Error> {
    let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    let canvas =
        Canvas::showing(picture, scaled(picture.width()), scaled(picture.height()), picture.is_wide())?;
    let quality = (target != ImageType::Png).then_some(QUALITY);
    let blob = canvas.encode(target.mime_type(), quality).await?;
    // The type is detected again, because a browser that does not support a type silently writes PNG.
    let image_type = match probe::read(&blob).await?.kind {
        Kind::Raster(info) => info.image_type,
        _ => ImageType::Png,
    };
    Ok(PreparedImage::normalized(blob, image_type))
}

/// Re-encodes and scales the largest image repeatedly until all of them fit.
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
        // Each image gets at least an equal share, so that it does not become tiny because the others are large.
        let allowed = max_bytes.saturating_sub(others).max(max_bytes / count);
        *largest = smaller(largest, allowed).await?;
    }
    let total: u64 = images.iter().map(PreparedImage::byte_length).sum();
    if total <= max_bytes {
        return Ok(());
    }
    let (total, most) = (text_of(total), text_of(max_bytes));
    Err(unsupported(
        ["The input images have ", &total, " bytes, and a request takes ", &most, "; give smaller ones."]
            .concat(),
    ))
}

async fn smaller(image: &PreparedImage, allowed: u64) -> Result<PreparedImage, Error> {
    let picture = raster::decode_upright(image.blob()).await?;
    // WebP keeps transparency and is small. If the browser cannot write it, the next round scales the PNG.
    let target = if image.image_type() == ImageType::Jpeg { ImageType::Jpeg } else { ImageType::Webp };
    let whole = encode(&picture, target, 1.0).await?;
    if whole.byte_length() <= allowed {
        return Ok(whole);
    }
    let scale = (allowed as f64 / whole.byte_length() as f64).sqrt() * 0.95;
    encode(&picture, target, scale).await
}

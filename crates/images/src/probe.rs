//! Reads type and size from the first bytes of a file.

use crate::read::{read_into, size_of};
use crate::unsupported::unsupported;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::{self, ImageInfo, MAX_SNIFF_BYTES, Sniffed};
use tintype_protocol::image::svg::{self, is_svg};
use web_sys::Blob;

/// The properties stated in the header of an input.
pub struct Probe {
    pub kind: Kind,
}

/// The kind of a file.
pub enum Kind {
    /// An image of a known type and size.
    Raster(ImageInfo),
    /// An SVG document, which becomes a picture only when a page draws it.
    Svg,
    /// A Windows icon, which browsers draw.
    Icon,
    /// TIFF, which most browsers cannot draw.
    Tiff,
    /// Anything else.
    Other,
}

impl Kind {
    /// Returns the error for a file that cannot be sent.
    pub fn refusal(&self) -> Error {
        unsupported(match self {
            Self::Svg => "An input is an SVG document, which would have to be converted.",
            Self::Icon => "An input is an icon, which would have to be converted.",
            Self::Tiff => "An input is TIFF, which browsers do not decode; save it as PNG or JPEG.",
            _ => "An input is no image that can be sent; give PNG, JPEG, WebP or HEIC.",
        })
    }
}

/// The length of the first read, sufficient for all but camera files, whose size follows a preview and a colour
/// profile.
const FIRST_LOOK: u64 = 4096;

/// Reads as much of a file as type and size require.
pub async fn read(blob: &Blob) -> Result<Probe, Error> {
    let byte_length = size_of(blob)?;
    if byte_length == 0 {
        return Err(unsupported("An input image is empty."));
    }
    let (mut wanted, mut prefix) = (FIRST_LOOK, Vec::new());
    loop {
        read_into(blob, 0, wanted.min(byte_length), &mut prefix).await?;
        let is_all = wanted >= byte_length.min(MAX_SNIFF_BYTES as u64);
        let of = |image_type, width, height| ImageInfo::new(image_type, width, height, byte_length);
        let info = match sniff::sniff(&prefix) {
            // HEIF and AVIF may leave the size to the decoder.
            Sniffed::Known(image_type, width, height)
                if (width == 0 || height == 0) && !image_type.is_heif() =>
            {
                return Err(unsupported("An input image has a width or a height of 0."));
            }
            Sniffed::Known(image_type, width, height) => Some(of(image_type, width, height)),
            found if !is_all && (found == Sniffed::NeedsMore || is_cut_document(&prefix)) => {
                wanted *= 16;
                continue;
            }
            _ => sniff::type_of(&prefix).map(|image_type| of(image_type, 0, 0)),
        };
        return Ok(Probe { kind: info.map_or_else(|| other(&prefix), Kind::Raster) });
    }
}

fn other(prefix: &[u8]) -> Kind {
    match prefix {
        [0, 0, 1, 0, count, 0, ..] if *count > 0 => Kind::Icon,
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Kind::Tiff,
        prefix if is_svg(prefix) => Kind::Svg,
        _ => Kind::Other,
    }
}

/// Returns `true` if the root element may follow later, after a licence or a document type.
fn is_cut_document(prefix: &[u8]) -> bool {
    let text = prefix.strip_prefix("\u{feff}".as_bytes()).unwrap_or(prefix);
    prefix.len() < svg::MAX_PREFIX && text.trim_ascii_start().starts_with(b"<") && !is_svg(prefix)
}

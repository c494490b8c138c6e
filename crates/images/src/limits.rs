//! The limits on a file and on its pixels.

use crate::unsupported::unsupported;
use tintype_protocol::decimal::text_of;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::ImageInfo;

/// The largest file that is loaded, because decoding needs memory for the whole file besides its pixels. Photographs of
/// two hundred megapixels have half of it.
pub const LARGEST_FILE: u64 = 128 << 20;

/// Refuses images that no browser can decode. The check precedes decoding, because a small file can claim more pixels
/// than fit into memory.
pub fn check_pixels(info: &ImageInfo) -> Result<(), Error> {
    if info.can_be_decoded() {
        return Ok(());
    }
    let (side, pixels) = (ImageInfo::MAX_INPUT_SIDE, ImageInfo::MAX_INPUT_PIXELS / 1_000_000);
    let most = [&text_of(side.into()), " px a side and ", &text_of(pixels), " million in all."].concat();
    Err(unsupported([&input_of(info), " is more than browsers can decode: at most ", &most].concat()))
}

/// Returns the subject of a message about an input.
pub fn input_of(info: &ImageInfo) -> String {
    ["An input of ", &text_of(info.width.into()), " × ", &text_of(info.height.into()), " px"].concat()
}

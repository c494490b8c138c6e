//! Valid pictures of a few pixels, which a service accepts as input and the sniffer recognizes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A grey PNG of 2 × 3 pixels.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAAAAACcgYFdAAAAFElEQVR4AQEJAPb/AAAAAAEBAAICABgAB50HZYkAAAAASUVORK5CYII=";

pub fn png() -> Vec<u8> {
    STANDARD.decode(PNG).expect("good base64")
}

/// Returns the header of a JPEG of 8 × 9 pixels, without image data.
pub fn jpeg() -> Vec<u8> {
    let frame = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08\0\x09\0\x08\x01\x01\x11\0\xff\xd9";
    frame.to_vec()
}

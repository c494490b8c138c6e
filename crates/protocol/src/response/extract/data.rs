//! Decodes the base64 of one image and writes the bytes to its sink.

use super::images::Images;
use crate::response::unbase64::Unbase64;

/// The most base64 that is decoded at a time, so that not even a large chunk is in memory twice.
const BLOCK: usize = 64 << 10;

/// State of the image that is being decoded.
#[derive(Debug, Default)]
pub struct DataRun {
    base64: Unbase64,
    decoded: Vec<u8>,
    is_intact: bool,
}

impl DataRun {
    /// Begins the next image and returns its number.
    pub fn begin(&mut self, images: &mut impl Images) -> usize {
        self.is_intact = true;
        images.begin()
    }

    /// Decodes more base64. Drops everything after an invalid character.
    pub fn push(&mut self, text: &[u8], images: &mut impl Images) {
        for block in text.chunks(BLOCK) {
            if !self.is_intact {
                return;
            }
            self.decoded.clear();
            self.is_intact = self.base64.push(block, &mut self.decoded).is_ok();
            images.write(&self.decoded);
        }
    }

    /// Marks the image as broken, even if its base64 is valid.
    pub fn spoil(&mut self) {
        self.is_intact = false;
    }

    /// Ends the image and reports whether its base64 was intact.
    pub fn end(&mut self, images: &mut impl Images) {
        self.decoded.clear();
        let is_ended = self.base64.finish(&mut self.decoded).is_ok();
        images.write(&self.decoded);
        images.end(self.is_intact && is_ended);
    }
}

/// Returns `true` for a character of either base64 alphabet, or padding.
pub fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte)
}

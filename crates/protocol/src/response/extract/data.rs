//! The base64 of one image on its way to the sink.

use super::images::Images;
use crate::response::unbase64::Unbase64;

/// Decodes at most this much at a time, so that no chunk, however large, is held twice.
const BLOCK: usize = 64 << 10;

/// One image being decoded.
#[derive(Debug, Default)]
pub struct DataRun {
    base64: Unbase64,
    decoded: Vec<u8>,
    is_intact: bool,
}

impl DataRun {
    /// Begins the next image; returns its number.
    pub fn begin(&mut self, images: &mut impl Images) -> usize {
        self.is_intact = true;
        images.begin()
    }

    /// More base64. Everything after an invalid character is dropped.
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

    /// Marks the image as broken, whatever its base64 says.
    pub fn spoil(&mut self) {
        self.is_intact = false;
    }

    /// Ends the image.
    pub fn end(&mut self, images: &mut impl Images) {
        self.decoded.clear();
        let is_ended = self.base64.finish(&mut self.decoded).is_ok();
        images.write(&self.decoded);
        images.end(self.is_intact && is_ended);
    }
}

/// True for a character of either base64 alphabet, or padding.
pub fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte)
}

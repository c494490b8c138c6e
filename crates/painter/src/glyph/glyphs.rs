//! The interface of a text rasterizer.

/// Rasterizes text. A character without a glyph becomes an empty box, not an error.
pub trait Glyphs {
    /// Whether this character has a glyph. A character without one becomes a box.
    fn has(&self, letter: char) -> bool;

    /// Measures a line of text in pixels at this size.
    fn width(&self, text: &str, px: f32) -> f32;

    /// Rasterizes a line of text. The mask is [`Mask::height_at`] rows high, with its baseline at [`Mask::BASELINE`].
    fn line(&self, text: &str, px: f32) -> Mask;
}

/// A rasterized line of text.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// The coverage of each pixel, row by row, from 0 (none of the pixel) to 255 (all of it).
    pub coverage: Vec<u8>,
}

impl Mask {
    /// The distance of the baseline from the top, as a multiple of the text size.
    pub const BASELINE: f32 = 1.05;

    /// Returns the height in pixels of a line of this size.
    pub fn height_at(px: f32) -> u32 {
        (px * 1.4).ceil() as u32
    }

    /// Creates an empty mask for a line of this width.
    pub fn blank(width: f32, px: f32) -> Self {
        let (width, height) = (width.ceil().max(0.0) as u32 + 2, Self::height_at(px));
        Self { width, height, coverage: vec![0; width as usize * height as usize] }
    }

    /// Adds coverage at a position; positions outside of the mask are ignored.
    pub fn add(&mut self, x: i32, y: i32, coverage: u8) {
        let inside = x >= 0 && y >= 0 && (x as u32) < self.width && (y as u32) < self.height;
        if inside {
            let at = y as usize * self.width as usize + x as usize;
            self.coverage[at] = self.coverage[at].max(coverage);
        }
    }
}

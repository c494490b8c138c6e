//! Letters: who makes them is the host's business, how they are used is not.

mod pixel;
mod scripts;

#[cfg(feature = "serve")]
mod font;
#[cfg(feature = "serve")]
mod rtl;

#[cfg(feature = "serve")]
pub use font::FontGlyphs;
pub use pixel::PixelGlyphs;
pub use scripts::missing;

/// Makes letters visible. Any text must give something: what has no glyph becomes an empty box, not an error.
pub trait Glyphs {
    /// Whether this letter has a shape of its own; otherwise it is set as a box.
    fn has(&self, letter: char) -> bool;

    /// How wide one line of text is, in pixels, at this size.
    fn width(&self, text: &str, px: f32) -> f32;

    /// One line of text as coverage; [`Mask::height_at`] rows high, the baseline at [`Mask::BASELINE`] sizes from the top.
    fn line(&self, text: &str, px: f32) -> Mask;
}

/// How much of each pixel is covered by ink, row by row.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// 0: none of the pixel, 255: all of it.
    pub coverage: Vec<u8>,
}

impl Mask {
    /// Where the letters stand, in sizes from the top.
    pub const BASELINE: f32 = 1.05;

    /// Rows of a line at this size.
    pub fn height_at(px: f32) -> u32 {
        (px * 1.4).ceil() as u32
    }

    /// An empty line of this width.
    pub fn blank(width: f32, px: f32) -> Self {
        let (width, height) = (width.ceil().max(0.0) as u32 + 2, Self::height_at(px));
        Self { width, height, coverage: vec![0; width as usize * height as usize] }
    }

    /// Adds ink at a place; outside of the mask nothing happens.
    pub fn add(&mut self, x: i32, y: i32, coverage: u8) {
        let inside = x >= 0 && y >= 0 && (x as u32) < self.width && (y as u32) < self.height;
        if inside {
            let at = y as usize * self.width as usize + x as usize;
            self.coverage[at] = self.coverage[at].max(coverage);
        }
    }
}

//! Text rasterizers, one of which the host chooses.

mod glyphs;
mod pixel;
mod scripts;

#[cfg(feature = "fonts")]
mod font;

#[cfg(feature = "fonts")]
pub use font::FontGlyphs;
pub use glyphs::{Glyphs, Mask};
pub use pixel::PixelGlyphs;
pub use scripts::missing_glyphs;

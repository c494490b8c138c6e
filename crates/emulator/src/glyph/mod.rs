//! Text rasterizers: the host chooses one.

mod glyphs;
mod pixel;
mod scripts;

#[cfg(feature = "serve")]
mod font;
#[cfg(feature = "serve")]
mod rtl;

#[cfg(feature = "serve")]
pub use font::FontGlyphs;
pub use glyphs::{Glyphs, Mask};
pub use pixel::PixelGlyphs;
pub use scripts::missing;

//! Draws pictures from words by rules, without a model.
//!
//! ```text
//! prompt ────────────────────────► draw ─┐
//!                                        ├─► Picture ─► encode ─► PNG, JPEG
//! PNG, JPEG, WebP ─► Input::open ► edit ─┘
//! ```
//!
//! In scope: a scene of the objects that a prompt names, simple edits, a label on each picture, and reading and
//! writing image files. Equal prompts, seeds and glyphs produce equal bytes in every version.
//! Out of scope: HTTP, JSON and the rules of a service. `tintype-emulator` has those.
//!
//! ```
//! use tintype_painter::{Format, Input, PixelGlyphs, draw, edit};
//!
//! let boat = draw("A red boat at dusk", 7, (320, 200), &PixelGlyphs);
//! let sepia = edit(&[Input::from(boat)], "sepia", 7, (320, 200), &PixelGlyphs);
//! assert!(sepia.encode(Format::Png).starts_with(b"\x89PNG"));
//! ```

mod draw;
mod edit;
mod glyph;
mod input;
mod noise;
mod picture;
mod placeholder;
pub mod seed;

pub use draw::draw;
pub use edit::{edit, understands, variant};
#[cfg(feature = "fonts")]
pub use glyph::FontGlyphs;
pub use glyph::{Glyphs, Mask, PixelGlyphs, missing_glyphs};
pub use input::Input;
pub use noise::add_sensor_noise;
pub use picture::{Format, Picture};

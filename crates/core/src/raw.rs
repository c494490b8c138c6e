//! The protocol's types with the browser's images in them, as they are within this crate. The public types are this
//! crate's own, so that its documentation shows them whole and the protocol can change beneath them.

use crate::image::GeneratedImage;
use tintype_images::{ImageInput, PreparedImage};

pub type Options = tintype_protocol::options::Options<ImageInput>;
pub type Content = tintype_protocol::options::Content<ImageInput>;
pub type InputPart = tintype_protocol::options::InputPart<ImageInput>;
pub type Turn = tintype_protocol::history::Turn<PreparedImage>;
pub type Generation = tintype_protocol::generation::Generation<GeneratedImage>;
pub type Part = tintype_protocol::generation::Part<GeneratedImage>;
pub type PartBody = tintype_protocol::generation::PartBody<GeneratedImage>;
pub type Event = tintype_protocol::generation::Event<GeneratedImage>;

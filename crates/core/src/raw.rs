//! The protocol's types with the browser's image types, for use within this crate. The public types are defined by this
//! crate, so that its documentation shows them in full and the protocol can change independently.

use crate::image::GeneratedImage;
use tintype_images::{ImageInput, PreparedImage};

pub type Options = tintype_protocol::request::options::Options<ImageInput>;
pub type Content = tintype_protocol::request::options::Content<ImageInput>;
pub type InputPart = tintype_protocol::request::options::InputPart<ImageInput>;
pub type Turn = tintype_protocol::request::history::Turn<PreparedImage>;
pub type Generation = tintype_protocol::response::generation::Generation<GeneratedImage>;
pub type Part = tintype_protocol::response::generation::Part<GeneratedImage>;
pub type PartBody = tintype_protocol::response::generation::PartBody<GeneratedImage>;
pub type Event = tintype_protocol::response::generation::Event<GeneratedImage>;

//! A successful call as a turn of a conversation.

use crate::generation::Generation;
use crate::raw;
use tintype_images::PreparedImage;
use tintype_protocol::request::history;
use tintype_protocol::request::options::Content;

/// The generation of a successful call, and its turn in a conversation.
pub struct Reply {
    pub generation: Generation,
    pub turn: raw::Turn,
}

impl Reply {
    pub fn new(generation: raw::Generation, user: Content<PreparedImage>, model: &str) -> Self {
        let answer = history::answer(&generation, |image| (PreparedImage::from(image), image.is_final()));
        Self { generation: generation.into(), turn: raw::Turn { user, answer, model: model.to_owned() } }
    }
}

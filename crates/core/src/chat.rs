//! Several turns: the history is kept here, its images as Blobs, and sent back as it came.

use crate::client::Client;
use crate::input::PreparedImage;
use crate::{GenerateOptions, Generation};
use tintype_protocol::error::Error;
use tintype_protocol::history::{Turn, answer};
use tintype_protocol::options::Content;

/// A conversation. A call that fails leaves no turn behind. Cheap to clone: images are handles.
#[derive(Debug, Clone)]
pub struct Chat {
    client: Client,
    turns: Vec<Turn<PreparedImage>>,
}

impl Chat {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, turns: Vec::new() }
    }

    /// Asks for the next step: `prompt` and `images` of these options, after all turns so far.
    ///
    /// # Errors
    /// Those of [`Client::generate`].
    pub async fn send(&mut self, options: GenerateOptions) -> Result<Generation, Error> {
        let reply = self.client.generate_after(&self.turns, options).await?;
        self.turns.push(reply.turn);
        Ok(reply.generation)
    }

    /// A conversation that goes on from after the first `turns` turns of this one.
    #[must_use]
    pub fn fork(&self, turns: usize) -> Self {
        Self { client: self.client.clone(), turns: self.turns.iter().take(turns).cloned().collect() }
    }

    /// How many turns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.turns.len()
    }

    /// True before the first turn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }
}

/// A successful call, and the turn that it is in a conversation.
pub struct Reply {
    pub generation: Generation,
    pub turn: Turn<PreparedImage>,
}

impl Reply {
    pub fn new(generation: Generation, user: Content<PreparedImage>, model: &str) -> Self {
        let answer = answer(&generation, |image| (PreparedImage::from(image), image.is_final()));
        Self { generation, turn: Turn { user, answer, model: model.to_owned() } }
    }
}

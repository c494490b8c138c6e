//! Several turns: the history is kept here, its images as Blobs, and sent back as it came.

use crate::client::Client;
use crate::input::PreparedImage;
use crate::{GenerateOptions, Generation, Turn};
use tintype_protocol::error::Error;
use tintype_protocol::history::answer;
use tintype_protocol::options::Content;

/// A conversation. A call that fails leaves no turn behind. Cheap to clone: images are handles.
///
/// ```no_run
/// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
/// use tintype::GenerateOptions;
///
/// let mut chat = client.chat();
/// chat.send(GenerateOptions::new("a lighthouse at dusk")).await?;
/// let mut other = chat.fork(1); // goes its own way from here
/// let at_night = chat.send(GenerateOptions::new("make it night")).await?;
/// let in_fog = other.send(GenerateOptions::new("put it in fog")).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Chat {
    client: Client,
    turns: Vec<Turn>,
}

impl Chat {
    pub(crate) fn new(client: Client, turns: Vec<Turn>) -> Self {
        Self { client, turns }
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

    /// What was asked and answered so far. Kept somewhere, it becomes a conversation again with
    /// [`Client::chat_after`].
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
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
    pub turn: Turn,
}

impl Reply {
    pub fn new(generation: Generation, user: Content<PreparedImage>, model: &str) -> Self {
        let answer = answer(&generation, |image| (PreparedImage::from(image), image.is_final()));
        Self { generation, turn: Turn { user, answer, model: model.to_owned() } }
    }
}

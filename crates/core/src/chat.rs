//! Several turns: the history is kept here, its images as Blobs, and sent back as it came.

use crate::client::{Client, RemoteImages};
use crate::generate::GenerateBuilder;
use crate::generation::Generation;
use crate::raw;
use tintype_images::PreparedImage;
use tintype_protocol::error::Error;
use tintype_protocol::history;
use tintype_protocol::options::Content;

/// A conversation. A call that fails leaves no turn behind. Cheap to clone: images are handles.
///
/// ```no_run
/// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
/// let mut chat = client.chat();
/// chat.send("a lighthouse at dusk").await?;
/// let mut other = chat.fork(1); // goes its own way from here
/// let at_night = chat.send("make it night").await?;
/// let in_fog = other.send("put it in fog").aspect_ratio("16:9").await?;
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

    /// Asks for the next step, after all turns so far.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client, hat: web_sys::File) -> Result<(), tintype::Error> {
    /// let mut chat = client.chat();
    /// chat.send("a fox").await?;
    /// let generation = chat.send("give it this hat").image(hat).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn send(&mut self, prompt: impl Into<String>) -> GenerateBuilder<&mut Self> {
        GenerateBuilder::new(self, raw::Options::new(prompt))
    }

    pub(crate) async fn call(
        &mut self,
        options: raw::Options,
        remote_images: RemoteImages,
    ) -> Result<Generation, Error> {
        let turns: Vec<raw::Turn> = self.turns.iter().map(|Turn(turn)| turn.clone()).collect();
        let reply = self.client.call_after(&turns, options, remote_images).await?;
        self.turns.push(Turn(reply.turn));
        Ok(reply.generation)
    }

    /// A conversation that goes on from after the first `turns` turns of this one.
    #[must_use]
    pub fn fork(&self, turns: usize) -> Self {
        Self { client: self.client.clone(), turns: self.turns.iter().take(turns).cloned().collect() }
    }

    /// The turns so far. Kept somewhere, they become a conversation again with [`Client::chat_after`].
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The number of turns.
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

/// One turn of a conversation: the request of the user and the answer of the model. To keep it outside of memory, turn it
/// into a [`history::Turn`](crate::history::Turn), whose parts are open, and back.
///
/// ```no_run
/// # fn example(chat: tintype::Chat) {
/// use tintype::{PreparedImage, Turn, history};
///
/// let kept: Vec<history::Turn<PreparedImage>> = chat.turns().iter().cloned().map(Into::into).collect();
/// let turns: Vec<Turn> = kept.into_iter().map(Into::into).collect();
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Turn(raw::Turn);

impl From<history::Turn<PreparedImage>> for Turn {
    fn from(turn: history::Turn<PreparedImage>) -> Self {
        Self(turn)
    }
}

impl From<Turn> for history::Turn<PreparedImage> {
    fn from(turn: Turn) -> Self {
        turn.0
    }
}

/// A successful call, and the turn that it is in a conversation.
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

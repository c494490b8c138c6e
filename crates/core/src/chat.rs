//! Conversations of several turns. The history is stored with its images as Blobs, and sent back unchanged.

use crate::client::{Client, RemoteImages};
use crate::generation::Generation;
use crate::raw;
use crate::reply::Reply;
use crate::stream::GenerationStream;
use crate::turn_files::TurnFiles;
use std::rc::Rc;
use tintype_images::PreparedImage;
use tintype_protocol::error::Error;
use tintype_protocol::request::history;

/// A conversation. A failed call adds no turn. Cheap to clone, because images are handles.
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
    /// The uploaded files, if uploads are enabled. Forks share them.
    files: Option<Rc<TurnFiles>>,
}

impl Client {
    /// Starts a conversation of several turns.
    #[must_use]
    pub fn chat(&self) -> Chat {
        self.chat_after(Vec::new())
    }

    /// Continues a conversation after earlier turns, such as stored [`Chat::turns`].
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// let chat = client.chat();
    /// // … and later, perhaps after the page was loaded again:
    /// let same = client.chat_after(chat.turns().to_vec());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn chat_after(&self, turns: Vec<Turn>) -> Chat {
        Chat { client: self.clone(), turns, files: None }
    }
}

impl Chat {
    /// Uploads each image of earlier turns once to Google's Files API and sends its URL from then on, instead of
    /// sending all images with every turn. A file that is about to expire is uploaded again. Only Google's own host has
    /// this API, and stores files for two days. With any other service, the second turn fails with `not-the-api`.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// let mut chat = client.chat().with_uploads();
    /// chat.send("a lighthouse at dusk").await?;
    /// chat.send("make it night").await?; // names the first image by its address
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_uploads(self) -> Self {
        Self { files: Some(Rc::default()), ..self }
    }

    pub(crate) async fn call(
        &mut self,
        options: raw::Options,
        remote_images: RemoteImages,
    ) -> Result<Generation, Error> {
        let reply = self.client.call_after(&self.turns_to_send().await?, options, remote_images).await?;
        Ok(self.keep(reply))
    }

    pub(crate) fn stream(
        &mut self,
        options: raw::Options,
        remote_images: RemoteImages,
    ) -> GenerationStream<'_> {
        GenerationStream::new(options.on_progress.clone(), async move |events| {
            let turns = self.turns_to_send().await?;
            let reply = self.client.stream_after(&turns, options, remote_images, &events).await?;
            Ok(self.keep(reply))
        })
    }

    async fn turns_to_send(&self) -> Result<Vec<raw::Turn>, Error> {
        let turns = self.turns.iter().map(|Turn(turn)| turn.clone()).collect();
        match &self.files {
            Some(files) => files.replace(&self.client, turns).await,
            None => Ok(turns),
        }
    }

    fn keep(&mut self, reply: Reply) -> Generation {
        self.turns.push(Turn(reply.turn));
        reply.generation
    }

    /// Returns a conversation that continues after the first `turns` turns of this one.
    #[must_use]
    pub fn fork(&self, turns: usize) -> Self {
        Self { turns: self.turns.iter().take(turns).cloned().collect(), ..self.clone() }
    }

    /// Returns the turns so far. Once stored, they can be continued with [`Client::chat_after`].
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// Returns the number of turns.
    #[must_use]
    pub fn len(&self) -> usize {
        self.turns.len()
    }

    /// Returns `true` before the first turn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }
}

/// One turn of a conversation, with the request of the user and the answer of the model. To store it, convert it to a
/// [`history::Turn`](crate::history::Turn), whose parts are public, and back.
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

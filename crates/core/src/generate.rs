//! The builder of a call, with its options and the methods that send it.

use crate::chat::Chat;
use crate::client::{Client, RemoteImages};
use crate::content::Content;
use crate::generation::Generation;
use crate::raw;
use crate::stream::GenerationStream;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use tintype_images::ImageInput;
use tintype_protocol::error::Error;
use tintype_protocol::json::{self, Value};
use tintype_protocol::progress::Progress;
use tintype_protocol::request::options::InputLimits;
use tintype_protocol::request::upload::UploadedFile;

/// A builder of a call, from [`Client::generate`] or [`Chat::send`]. Nothing is sent before it is awaited. All options
/// are checked then, and one error lists every invalid option.
///
/// ```no_run
/// # async fn example(client: tintype::Client, photo: web_sys::File) -> Result<(), tintype::Error> {
/// let generation = client
///     .generate("make it night")
///     .image(photo)
///     .aspect_ratio("16:9")
///     .seed(7)
///     .count(2)
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// Dropping the future cancels the request. [`ClientBuilder::timeout`](crate::ClientBuilder::timeout) sets the time
/// limit of an attempt.
#[must_use = "nothing is sent until it is awaited or streamed"]
pub struct GenerateBuilder<Sender = Client> {
    sender: Sender,
    options: raw::Options,
    remote_images: RemoteImages,
}

impl Client {
    /// Generates an image, or edits the images that are added to the call. Drop the future to cancel the call.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client, photo: web_sys::File) -> Result<(), tintype::Error> {
    /// let generation = client.generate("make it night").image(photo).await?;
    /// if let Some(image) = generation.image() {
    ///     let address = image.url(); // for an <img>; lives as long as the image
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn generate(&self, prompt: impl Into<String>) -> GenerateBuilder {
        GenerateBuilder::new(self.clone(), raw::Options::new(prompt))
    }

    /// Generates from a whole conversation that the caller stores, instead of a prompt. [`chat`](Self::chat) returns a
    /// conversation that stores its own turns.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// use tintype::{Content, InputPart};
    ///
    /// let turns = [Content::user([InputPart::text("a lighthouse at dusk")])];
    /// let generation = client.generate_contents(turns).seed(7).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn generate_contents(&self, contents: impl IntoIterator<Item = Content>) -> GenerateBuilder {
        GenerateBuilder::new(self.clone(), raw::Options::default()).contents(contents)
    }
}

impl Chat {
    /// Sends the next prompt, after all turns so far.
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
}

impl<Sender> GenerateBuilder<Sender> {
    pub(crate) fn new(sender: Sender, options: raw::Options) -> Self {
        Self { sender, options, remote_images: RemoteImages::default() }
    }

    fn set(mut self, set: impl FnOnce(&mut raw::Options)) -> Self {
        set(&mut self.options);
        self
    }

    fn with(self, name: &str, value: impl Into<Value>) -> Self {
        self.set(|options| options.set(name, value))
    }

    /// Adds an input image. Images are sent after the prompt, in the order of these calls.
    pub fn image(self, image: impl Into<ImageInput>) -> Self {
        self.set(|options| options.images.push(raw::InputPart::image(image.into())))
    }

    /// Adds several input images.
    pub fn images<I: Into<ImageInput>>(self, images: impl IntoIterator<Item = I>) -> Self {
        self.set(|options| {
            options.images.extend(images.into_iter().map(|image| raw::InputPart::image(image.into())))
        })
    }

    /// Adds a file that [`Client::upload`] has uploaded. Files and images are sent in the order of these calls.
    pub fn file(self, file: &UploadedFile) -> Self {
        self.file_uri(&file.uri, Some(&file.mime_type))
    }

    /// Adds a file by its URL, which the service fetches itself. The URL is `gs:`, or `https:` without credentials or
    /// signed. Google's own host supports this; relays may drop the file.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// let video = "https://www.youtube.com/watch?v=9hE5-98ZeCg";
    /// let still = client.generate("its poster").file_uri(video, None).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn file_uri(self, uri: &str, mime_type: Option<&str>) -> Self {
        self.set(|options| options.images.push(raw::InputPart::file(uri, mime_type)))
    }

    /// Sets the system prompt.
    pub fn system_instruction(self, text: impl Into<String>) -> Self {
        self.with("systemInstruction", text.into())
    }

    /// Sets the aspect ratio, such as `"16:9"`. By default, the service uses that of the last input image, or else
    /// `1:1`.
    pub fn aspect_ratio(self, ratio: impl Into<String>) -> Self {
        self.with("aspectRatio", ratio.into())
    }

    /// Sets the image size to `"512"`, `"1K"`, `"2K"` or `"4K"`. The allowed sizes depend on the model.
    pub fn image_size(self, size: impl Into<String>) -> Self {
        self.with("imageSize", size.into())
    }

    /// Sets the modalities of the answer, `TEXT` and `IMAGE`; default both.
    pub fn modalities<T: Into<String>>(self, modalities: impl IntoIterator<Item = T>) -> Self {
        self.with("modalities", texts(modalities))
    }

    /// Sets the number of independent requests, an integer from 1 to 100, sent four at a time; default 1.
    pub fn count(self, requests: u32) -> Self {
        self.with("n", requests)
    }

    /// Sets the sampling temperature, from 0 to 2; the service's default is 1.
    pub fn temperature(self, temperature: f32) -> Self {
        self.with("temperature", widened(temperature))
    }

    /// Sets the top-p limit of sampling, from 0 to 1.
    pub fn top_p(self, top_p: f32) -> Self {
        self.with("topP", widened(top_p))
    }

    /// Sets the top-k limit of sampling, an integer from 1.
    pub fn top_k(self, top_k: u32) -> Self {
        self.with("topK", top_k)
    }

    /// Sets the seed, an integer of 32 bits. The service does not guarantee reproducibility.
    pub fn seed(self, seed: i32) -> Self {
        self.with("seed", seed)
    }

    /// Sets the token limit of the answer, an integer from 1. One image of the default model uses 1290 tokens.
    pub fn max_output_tokens(self, tokens: u32) -> Self {
        self.with("maxOutputTokens", tokens)
    }

    /// Sets the stop sequences, of which there may be at most 5.
    pub fn stop_sequences<T: Into<String>>(self, sequences: impl IntoIterator<Item = T>) -> Self {
        self.with("stopSequences", texts(sequences))
    }

    /// Sets the number of candidates, for the image models 1 only. Use [`count`](Self::count) for several images.
    pub fn candidate_count(self, candidates: u32) -> Self {
        self.with("candidateCount", candidates)
    }

    /// Sets the safety settings in wire format, a list of `{category, threshold}`.
    pub fn safety_settings(self, settings: impl Into<Value>) -> Self {
        self.with("safetySettings", settings)
    }

    /// Sets the tools in wire format, such as a list of `{googleSearch: {}}`.
    pub fn tools(self, tools: impl Into<Value>) -> Self {
        self.with("tools", tools)
    }

    /// Sets `generationConfig.thinkingConfig` in wire format.
    pub fn thinking(self, config: impl Into<Value>) -> Self {
        self.with("thinking", config)
    }

    /// Sets whether the service stores the request. For new paid projects, Google stores requests by default.
    pub fn store(self, store: bool) -> Self {
        self.with("store", store)
    }

    /// Sets the service tier in wire format. `"flex"` is cheaper and may be delayed, `"priority"` is faster and more
    /// expensive.
    pub fn service_tier(self, tier: impl Into<String>) -> Self {
        self.with("serviceTier", tier.into())
    }

    /// Sets extra fields of the request body, which are merged into it last.
    pub fn extra(self, fields: impl Into<Value>) -> Self {
        self.with("extra", fields)
    }

    /// Sets the limits to which input images are fitted.
    pub fn input(self, limits: InputLimits) -> Self {
        self.set(|options| options.input = limits)
    }

    /// Sets the handling of images that a relay returns as URLs; default [`RemoteImages::Refuse`].
    pub fn remote_images(mut self, remote_images: RemoteImages) -> Self {
        self.remote_images = remote_images;
        self
    }

    /// Calls `listener` with the state of the call at every change of phase, and otherwise at most once every 16 ms.
    pub fn on_progress(self, listener: impl Fn(Progress) + 'static) -> Self {
        self.set(|options| options.on_progress = Some(Rc::new(listener)))
    }
}

impl GenerateBuilder<Client> {
    pub(crate) fn contents(self, contents: impl IntoIterator<Item = Content>) -> Self {
        self.set(|options| options.contents = contents.into_iter().map(Content::into_raw).collect())
    }

    /// Streams text and images as they arrive. Drop the stream to cancel the call.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// use futures_util::StreamExt;
    /// use tintype::Event;
    ///
    /// let mut stream = client.generate("a story in three pictures").stream();
    /// while let Some(event) = stream.next().await {
    ///     match event? {
    ///         Event::Text(words) => { /* show them */ }
    ///         Event::Image(image) => { /* show image.url() */ }
    ///         _ => {}
    ///     }
    /// }
    /// let generation = stream.result().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn stream(self) -> GenerationStream<'static> {
        self.sender.stream(self.options, self.remote_images)
    }
}

impl<'a> GenerateBuilder<&'a mut Chat> {
    /// Streams the turn. The conversation contains the turn once the stream has ended successfully, or its
    /// [`result`](GenerationStream::result) was awaited. A stream that is dropped earlier adds no turn.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// use futures_util::StreamExt;
    /// use tintype::Event;
    ///
    /// let mut chat = client.chat();
    /// let mut stream = chat.send("a story in three pictures").stream();
    /// while let Some(event) = stream.next().await {
    ///     if let Event::Text(words) = event? { /* show them */ }
    /// }
    /// drop(stream);
    /// let sequel = chat.send("and how does it end?").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn stream(self) -> GenerationStream<'a> {
        self.sender.stream(self.options, self.remote_images)
    }
}

impl IntoFuture for GenerateBuilder<Client> {
    type Output = Result<Generation, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let reply = self.sender.call_after(&[], self.options, self.remote_images).await?;
            Ok(reply.generation)
        })
    }
}

impl<'a> IntoFuture for GenerateBuilder<&'a mut Chat> {
    type Output = Result<Generation, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.sender.call(self.options, self.remote_images))
    }
}

impl<Sender> fmt::Debug for GenerateBuilder<Sender> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GenerateBuilder")
            .field("prompt", &self.options.prompt)
            .field("images", &self.options.images)
            .finish_non_exhaustive()
    }
}

fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Value {
    json::array(texts.into_iter().map(Into::into))
}

/// Widens a number by its decimal representation, so that 0.7 does not become 0.699999988079071.
fn widened(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

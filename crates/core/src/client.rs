//! The client: defaults for many calls, and one call from options to outcome.

use crate::chat::{Chat, Reply, Turn};
use crate::client_builder::{ClientBuilder, ClientOptions, Credentials};
use crate::content::Content;
use crate::drive::{self, Host};
use crate::generate::GenerateBuilder;
use crate::generation::Generation;
use crate::images::{Images, Linked};
use crate::key::ApiKey;
use crate::prepare::{Prepared, prepare};
use crate::progress::Throttle;
use crate::stream::GenerationStream;
use crate::{models, payload, raw, remote};
use std::cell::RefCell;
use std::rc::Rc;
use tintype_browser::clock::now_ms;
use tintype_browser::runtime;
use tintype_images::PreparedImage;
use tintype_protocol::encode::encode;
use tintype_protocol::endpoint::{Delivery, Endpoint};
use tintype_protocol::error::Error;
use tintype_protocol::exchange::{Call, Totals};
use tintype_protocol::listing::ModelInfo;
use tintype_protocol::options::Options;
use tintype_protocol::progress::Progress;
use tintype_protocol::request::{Problems, Request};

/// Makes calls with common defaults. Cheap to clone.
///
/// ```no_run
/// # async fn example() -> Result<(), tintype::Error> {
/// use tintype::Client;
///
/// let client = Client::new("sk-…");
/// let first = client.generate("a lighthouse at dusk").await?;
/// let second = client.generate("a lighthouse at dawn").aspect_ratio("16:9").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Client(Rc<ClientOptions>);

/// Clones of a client are the same client.
impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Client {
    /// A client of the default service with this key.
    #[must_use]
    pub fn new(api_key: impl Into<ApiKey>) -> Self {
        Self::with(ClientOptions { api_key: Some(api_key.into()), ..ClientOptions::default() })
    }

    /// A client in the making.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    pub(crate) fn with(options: ClientOptions) -> Self {
        Self(Rc::new(options))
    }

    /// Generates an image, or edits those that are added to the call; drop the future to cancel.
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

    /// Generates from a whole conversation that the caller keeps, instead of a prompt. [`chat`](Self::chat) keeps one for
    /// its caller.
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

    /// Fetches the images that a relay answered as addresses, by the rules of [`RemoteImages::Fetch`].
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// use tintype::RemoteImages;
    ///
    /// let mut generation = client.generate("a lighthouse").remote_images(RemoteImages::Keep).await?;
    /// if generation.images.is_empty() {
    ///     // Ask the user first, who may not want another host to be asked.
    ///     generation = client.fetch_remote_images(generation).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `no-image` when none of them could be had and there is no other image.
    pub async fn fetch_remote_images(&self, generation: Generation) -> Result<Generation, Error> {
        let Credentials { key, headers } = self.0.credentials().await?;
        let endpoint = self.0.endpoint().with_headers(headers)?;
        let limit_ms = f64::from(self.0.timeout_ms);
        let followed = remote::follow(generation.into(), &Linked, &endpoint.base_url, limit_ms).await;
        followed.map(Generation::from).map_err(|error| error.redacted(&endpoint.secrets(key.as_ref())))
    }

    /// A conversation of several turns.
    #[must_use]
    pub fn chat(&self) -> Chat {
        self.chat_after(Vec::new())
    }

    /// A conversation that goes on after earlier turns, such as [`Chat::turns`] that were kept.
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
        Chat::new(self.clone(), turns)
    }

    /// The models of the endpoint.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// let models = client.models().await?;
    /// let names: Vec<&str> = models.iter().filter(|model| model.makes_images).map(|model| model.id.as_str()).collect();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As for a call.
    pub async fn models(&self) -> Result<Vec<ModelInfo>, Error> {
        let endpoint = self.0.endpoint();
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        problems.into_result()?;
        let Credentials { key, headers } = self.0.credentials().await?;
        let endpoint = endpoint.with_headers(headers)?;
        models::list(&endpoint, key.as_ref(), self.0.fetch.as_ref(), f64::from(self.0.timeout_ms)).await
    }

    /// One call of a Rust front-end, as the next turn of a conversation.
    pub(crate) async fn call_after(
        &self,
        turns: &[raw::Turn],
        options: raw::Options,
        remote_images: RemoteImages,
    ) -> Result<Reply, Error> {
        let throttle = Throttle::new(options.on_progress.clone());
        let observe = |event| tell_progress(&throttle, event);
        let order = Order { turns, options, delivery: Delivery::Unary, remote_images };
        throttle.during(self.call(order, &Linked, &observe)).await
    }

    /// One call, with its events as they come.
    pub(crate) fn stream(&self, options: raw::Options, remote_images: RemoteImages) -> GenerationStream {
        let client = self.clone();
        GenerationStream::new(options.on_progress.clone(), async move |events| {
            let observe = |event| events.push(event);
            let order = Order { turns: &[], options, delivery: Delivery::Stream, remote_images };
            Ok(events.during(client.call(order, &Linked, &observe)).await?.generation)
        })
    }

    /// One call, from options to outcome. Events go to `observe`, progress more often than anyone can see it.
    pub(crate) async fn call<I: Images>(
        &self,
        order: Order<'_, I::Input>,
        images: &I,
        observe: &dyn Fn(raw::Event),
    ) -> Result<Reply, Error> {
        let Order { turns, mut options, delivery, remote_images } = order;
        let started_ms = now_ms();
        observe(raw::Event::Progress(Progress::beginning()));
        // An address that is kept is as good as an image.
        options.follow_remote_images |= remote_images != RemoteImages::Refuse;
        let endpoint = self.0.endpoint();
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        let request = Request::beside(problems, &self.0.model, options)?;
        let Prepared { request, user, warning } = prepare(request, turns, &endpoint.base_url, images).await?;
        let body = payload::pack(encode(&request), images).await?;
        let call = self.plan(request, endpoint, delivery);
        let host = Host { client: &self.0, body, started_ms, sent_secrets: RefCell::default() };
        let mut generation = drive::run(&call, &host, observe).await?;
        if call.asked.follows_remote_images && remote_images != RemoteImages::Keep {
            generation = with_remote_images(generation, images, &call, &host).await?;
        }
        generation.warnings.extend(warning);
        Ok(Reply::new(generation, user, &call.model))
    }

    fn plan(&self, request: Request<PreparedImage>, endpoint: Endpoint, delivery: Delivery) -> Call {
        Call {
            model: request.model,
            asked: request.asked,
            endpoint,
            delivery,
            retry: self.0.retry,
            timeout_ms: f64::from(self.0.timeout_ms),
            origin: runtime::origin(),
            totals: Totals::default(),
        }
    }
}

/// The content of one call.
pub(crate) struct Order<'a, Input> {
    /// The turns before it, in a conversation.
    pub turns: &'a [raw::Turn],
    pub options: Options<Input>,
    pub delivery: Delivery,
    pub remote_images: RemoteImages,
}

async fn with_remote_images<I: Images>(
    generation: raw::Generation,
    images: &I,
    call: &Call,
    host: &Host<'_>,
) -> Result<raw::Generation, Error> {
    let followed = remote::follow(generation, images, &call.endpoint.base_url, call.timeout_ms).await;
    // The service may quote the key in the address.
    followed.map_err(|error| error.redacted(&host.sent_secrets.borrow()))
}

/// The handling of images that a relay answers as addresses.
///
/// ```no_run
/// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
/// use tintype::RemoteImages;
///
/// let generation = client.generate("a lighthouse").remote_images(RemoteImages::Fetch).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RemoteImages {
    /// An answer with nothing but addresses is a `no-image` error, which names them.
    #[default]
    Refuse,
    /// They are fetched: without key, cookies and redirects, from public hosts or the service's own, bounded in time and
    /// bytes.
    Fetch,
    /// They stay in the parts as [`PartBody::RemoteImage`](crate::PartBody::RemoteImage); nothing else is asked.
    Keep,
}

fn tell_progress(throttle: &Throttle, event: raw::Event) {
    if let raw::Event::Progress(progress) = event {
        throttle.tell(progress);
    }
}

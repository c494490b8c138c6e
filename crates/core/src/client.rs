//! The client: defaults for many calls, and one call from options to outcome.

use crate::chat::{Chat, Reply};
use crate::clock::now_ms;
use crate::drive::{self, Host};
use crate::input::PreparedImage;
use crate::key::ApiKey;
use crate::prepare::{Prepared, prepare};
use crate::progress::Throttle;
use crate::stream::GenerationStream;
use crate::{Event, GenerateOptions, Generation, Turn, models, payload, remote, runtime};
use js_sys::Function;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use tintype_protocol::encode::encode;
use tintype_protocol::endpoint::{Auth, DEFAULT_BASE_URL, Delivery, Endpoint};
use tintype_protocol::error::Error;
use tintype_protocol::exchange::{Call, Totals};
use tintype_protocol::listing::ModelInfo;
use tintype_protocol::model::DEFAULT_MODEL;
use tintype_protocol::progress::{Phase, Progress};
use tintype_protocol::request::{Problems, Request};
use tintype_protocol::retry::Retry;

/// How to reach the service.
///
/// ```no_run
/// # async fn example() -> Result<(), tintype::Error> {
/// use tintype::{ApiKey, Auth, Client, ClientOptions};
///
/// // Google itself, which knows its keys by another header.
/// let google = Client::new(ClientOptions {
///     base_url: "https://generativelanguage.googleapis.com".into(),
///     api_key: Some(ApiKey::from("AIza…")),
///     auth: Auth::XGoogApiKey,
///     ..ClientOptions::default()
/// });
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ClientOptions {
    /// Default `https://api.tokaify.com`; any path prefix is kept; relative to the page is fine.
    pub base_url: String,
    /// Needed unless `auth` is [`Auth::None`] or a header of yours brings it.
    pub api_key: Option<ApiKey>,
    /// Default [`Auth::Bearer`].
    pub auth: Auth,
    /// Sent as they are.
    pub headers: Vec<(String, String)>,
    /// Default `gemini-2.5-flash-image`; any name is passed through.
    pub model: String,
    /// For one attempt; default 300,000; 0 is none.
    pub timeout_ms: u32,
    /// Default three attempts in all.
    pub retry: Retry,
    /// A transport of your own, called as `fetch(request)`.
    pub fetch: Option<Function>,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            base_url: DEFAULT_BASE_URL.to_owned(),
            api_key: None,
            auth: Auth::default(),
            headers: Vec::new(),
            model: DEFAULT_MODEL.to_owned(),
            timeout_ms: 300_000,
            retry: Retry::default(),
            fetch: None,
        }
    }
}

// Address and headers may hold a key.
impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("endpoint", &self.endpoint())
            .field("api_key", &self.api_key)
            .field("model", &self.model)
            .field("timeout_ms", &self.timeout_ms)
            .field("retry", &self.retry)
            .field("has_own_fetch", &self.fetch.is_some())
            .finish()
    }
}

impl ClientOptions {
    /// Finds what cannot work before anything is sent, such as an address that is none. Every call does so too.
    ///
    /// # Errors
    /// `invalid-options`.
    pub fn check(&self) -> Result<(), Error> {
        let mut problems = Problems::default();
        self.endpoint().check(&mut problems);
        problems.into_result()
    }

    /// Everything that is wrong with a call, for who has found more of it.
    #[cfg(feature = "js")]
    pub(crate) fn find_problems(&self, options: &GenerateOptions, problems: &mut Problems) {
        self.endpoint().check(problems);
        tintype_protocol::request::check(&self.model, options, problems);
    }

    fn endpoint(&self) -> Endpoint {
        Endpoint { base_url: self.base_url.clone(), auth: self.auth, headers: self.headers.clone() }
    }
}

/// Makes calls with common defaults. Cheap to clone.
///
/// ```no_run
/// # async fn example() -> Result<(), tintype::Error> {
/// use tintype::{ApiKey, Client, ClientOptions, GenerateOptions};
///
/// let client = Client::new(ClientOptions { api_key: Some(ApiKey::from("sk-…")), ..ClientOptions::default() });
/// let first = client.generate(GenerateOptions::new("a lighthouse at dusk")).await?;
/// let second = client.generate(GenerateOptions::new("a lighthouse at dawn")).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Client(Rc<ClientOptions>);

impl Client {
    /// A client; nothing is sent or loaded.
    #[must_use]
    pub fn new(options: ClientOptions) -> Self {
        Self(Rc::new(options))
    }

    /// Generates or edits; drop the future to cancel.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// use tintype::GenerateOptions;
    ///
    /// let options = GenerateOptions { aspect_ratio: Some("16:9".into()), ..GenerateOptions::new("a lighthouse") };
    /// let generation = client.generate(options).await?;
    /// if let Some(image) = generation.image() {
    ///     let address = image.url(); // for an <img>; lives as long as the image
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind) for all of them.
    pub async fn generate(&self, options: GenerateOptions) -> Result<Generation, Error> {
        Ok(self.generate_after(&[], options).await?.generation)
    }

    /// Generates like [`generate`](Self::generate), but fetches nothing from elsewhere: images that a relay answers as
    /// addresses stay in the parts as [`PartBody::RemoteImage`](crate::PartBody::RemoteImage), and are no error.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// use tintype::GenerateOptions;
    ///
    /// let mut generation = client.generate_unfetched(GenerateOptions::new("a lighthouse")).await?;
    /// if generation.images.is_empty() {
    ///     // Ask the user first, who may not want another host to be asked.
    ///     generation = client.fetch_remote_images(generation).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind) for all of them.
    pub async fn generate_unfetched(&self, options: GenerateOptions) -> Result<Generation, Error> {
        let throttle = Throttle::new(options.on_progress.clone());
        let observe = |event| tell_progress(&throttle, event);
        // An address is then as good as an image.
        let options = GenerateOptions { follow_remote_images: true, ..options };
        let call = self.call(&[], options, Delivery::Unary, RemoteImages::Left, &observe);
        Ok(throttle.during(call).await?.generation)
    }

    /// Fetches the images that a relay answered as addresses, by the rules of `follow_remote_images`: without key,
    /// cookies and redirects, from public hosts or the service's own, bounded in time and bytes.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client, generation: tintype::Generation) -> Result<(), tintype::Error> {
    /// let whole = client.fetch_remote_images(generation).await?;
    /// assert!(whole.image().is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When none of them could be had and there is no other image.
    pub async fn fetch_remote_images(&self, generation: Generation) -> Result<Generation, Error> {
        let endpoint = self.0.endpoint();
        let key = match &self.0.api_key {
            Some(key) => Some(key.get().await?),
            None => None,
        };
        let followed = remote::follow(generation, &endpoint.base_url, f64::from(self.0.timeout_ms)).await;
        followed.map_err(|error| error.redacted(&endpoint.secrets(key.as_ref())))
    }

    /// The same as the next turn of a conversation.
    pub(crate) async fn generate_after(
        &self,
        turns: &[Turn],
        options: GenerateOptions,
    ) -> Result<Reply, Error> {
        let throttle = Throttle::new(options.on_progress.clone());
        let observe = |event| tell_progress(&throttle, event);
        throttle.during(self.call(turns, options, Delivery::Unary, RemoteImages::AsAsked, &observe)).await
    }

    /// The same as [`generate`](Self::generate) with text and images as they come; drop the stream to cancel.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
    /// use futures_util::StreamExt;
    /// use tintype::{Event, GenerateOptions};
    ///
    /// let mut stream = client.stream(GenerateOptions::new("a story in three pictures"));
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
    #[must_use = "nothing is sent until the stream is polled"]
    pub fn stream(&self, options: GenerateOptions) -> GenerationStream {
        let client = self.clone();
        GenerationStream::new(options.on_progress.clone(), |events| async move {
            let observe = |event| events.push(event);
            let reply = events
                .during(client.call(&[], options, Delivery::Stream, RemoteImages::AsAsked, &observe))
                .await?;
            Ok(reply.generation)
        })
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
        self.0.check()?;
        let ClientOptions { api_key, fetch, timeout_ms, .. } = &*self.0;
        models::list(&self.0.endpoint(), api_key.as_ref(), fetch.as_ref(), f64::from(*timeout_ms)).await
    }

    async fn call(
        &self,
        turns: &[Turn],
        options: GenerateOptions,
        delivery: Delivery,
        remote_images: RemoteImages,
        observe: &dyn Fn(Event),
    ) -> Result<Reply, Error> {
        let started_ms = now_ms();
        observe(Event::Progress(beginning()));
        let endpoint = self.0.endpoint();
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        let request = Request::beside(problems, &self.0.model, options)?;
        let Prepared { request, user, warning } = prepare(request, turns, &endpoint.base_url).await?;
        let body = payload::pack(encode(&request)).await?;
        let call = self.plan(request, endpoint, delivery);
        let host = Host {
            fetch: self.0.fetch.as_ref(),
            api_key: self.0.api_key.as_ref(),
            body,
            started_ms,
            sent_key: RefCell::default(),
        };
        let mut generation = drive::run(&call, &host, observe).await?;
        if call.asked.follows_remote_images && remote_images == RemoteImages::AsAsked {
            generation = with_remote_images(generation, &call, &host).await?;
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

async fn with_remote_images(
    generation: Generation,
    call: &Call,
    host: &Host<'_>,
) -> Result<Generation, Error> {
    let followed = remote::follow(generation, &call.endpoint.base_url, call.timeout_ms).await;
    // The service may quote the key in the address.
    followed.map_err(|error| error.redacted(&call.endpoint.secrets(host.sent_key.borrow().as_ref())))
}

/// The handling of images that are answered as URLs.
#[derive(Clone, Copy, PartialEq)]
enum RemoteImages {
    /// They are fetched if the options say so.
    AsAsked,
    /// They are left as they are.
    Left,
}

fn tell_progress(throttle: &Throttle, event: Event) {
    if let Event::Progress(progress) = event {
        throttle.tell(progress);
    }
}

fn beginning() -> Progress {
    Progress {
        phase: Phase::Preparing,
        attempt: 1,
        elapsed_ms: 0.0,
        received_bytes: 0,
        retry_in_ms: None,
        images_done: 0,
    }
}

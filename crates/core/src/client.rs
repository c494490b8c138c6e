//! The client: defaults for many calls, and one call from options to outcome.

use crate::client_options::{ClientOptions, Credentials};
use crate::drive::{self, Host};
use crate::generation::Generation;
use crate::images::{Images, Linked};
use crate::key::ApiKey;
use crate::prepare::{Prepared, prepare};
use crate::progress::Throttle;
use crate::reply::Reply;
use crate::stream::{Events, GenerationStream};
use crate::{models, payload, raw, remote, upload};
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use tintype_browser::caller::blob_type;
use tintype_browser::clock::now_ms;
use tintype_browser::runtime;
use tintype_images::{ImageInput, PreparedImage, Source, Wanted};
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::exchange::{Call, Totals};
use tintype_protocol::progress::Progress;
use tintype_protocol::request::encode::encode;
use tintype_protocol::request::endpoint::{Delivery, Endpoint};
use tintype_protocol::request::options::{InputLimits, Options};
use tintype_protocol::request::upload::UploadedFile;
use tintype_protocol::request::{Problems, Request};
use tintype_protocol::response::listing::ModelInfo;
use web_sys::Blob;

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

    pub(crate) fn with(options: ClientOptions) -> Self {
        Self(Rc::new(options))
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
        let remote_files =
            remote::fetch_remote_images(generation.into(), &Linked, &endpoint.base_url, limit_ms).await;
        remote_files.map(Generation::from).map_err(|error| error.redacted(&endpoint.secrets(key.as_ref())))
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
        let endpoint = self.checked_endpoint()?;
        let Credentials { key, headers } = self.0.credentials().await?;
        let endpoint = endpoint.with_headers(headers)?;
        models::list(&endpoint, key.as_ref(), self.0.fetch.as_ref(), f64::from(self.0.timeout_ms)).await
    }

    /// Sends a file to Google's Files API, which keeps it for two days: requests name it by its address, and need not carry
    /// it again. An image is fitted as for a call, upright and without metadata; a video or a PDF goes as it is, for models
    /// that take one. Only Google's own host has this; on its first use a page asks one more CORS preflight.
    ///
    /// ```no_run
    /// # async fn example(client: tintype::Client, photo: web_sys::File) -> Result<(), tintype::Error> {
    /// let file = client.upload(photo).await?;
    /// let night = client.generate("make it night").file(&file).await?;
    /// let fog = client.generate("put it in fog").file(&file).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `not-the-api` where the service takes no files, `unsupported-input` for what is no image, video or PDF, and those of
    /// a call that have no image to do with.
    pub async fn upload(&self, file: impl Into<ImageInput>) -> Result<UploadedFile, Error> {
        self.upload_with(file.into(), &InputLimits::default(), &Linked).await
    }

    pub(crate) async fn upload_with<I: Images>(
        &self,
        file: I::Input,
        limits: &InputLimits,
        images: &I,
    ) -> Result<UploadedFile, Error> {
        let endpoint = self.checked_endpoint()?;
        let (file, mime_type) = match images.document(&file) {
            Some(file) => (file.clone(), blob_type(&file)),
            None => normalized(Source::Input(file), limits, &endpoint.base_url, images).await?,
        };
        self.send_file(endpoint, &file, &mime_type).await
    }

    /// Sends an image of a conversation as it would be sent in a request.
    pub(crate) async fn upload_prepared(&self, image: &PreparedImage) -> Result<UploadedFile, Error> {
        let endpoint = self.checked_endpoint()?;
        let blob = image.blob().clone();
        let source = match image.is_normalized() {
            true => Source::Ready(blob, image.image_type()),
            false => Source::Restored(blob),
        };
        let (file, mime_type) =
            normalized(source, &InputLimits::default(), &endpoint.base_url, &Linked).await?;
        self.send_file(endpoint, &file, &mime_type).await
    }

    async fn send_file(
        &self,
        endpoint: Endpoint,
        file: &Blob,
        mime_type: &str,
    ) -> Result<UploadedFile, Error> {
        let Credentials { key, headers } = self.0.credentials().await?;
        let endpoint = endpoint.with_headers(headers)?;
        let limit_ms = f64::from(self.0.timeout_ms);
        upload::send(&endpoint, key.as_ref(), self.0.fetch.as_ref(), file, mime_type, limit_ms).await
    }

    fn checked_endpoint(&self) -> Result<Endpoint, Error> {
        let endpoint = self.0.endpoint();
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        problems.into_result().map(|()| endpoint)
    }

    /// One call of a Rust front-end, as the next turn of a conversation.
    pub(crate) async fn call_after(
        &self,
        turns: &[raw::Turn],
        options: raw::Options,
        remote_images: RemoteImages,
    ) -> Result<Reply, Error> {
        let throttle = Throttle::new(options.on_progress.clone());
        let observe = |event| report_progress(&throttle, event);
        let order = Order { turns, options, delivery: Delivery::Unary, remote_images };
        throttle.during(self.call(order, &Linked, &observe)).await
    }

    /// One call, with its events as they come.
    pub(crate) fn stream(
        &self,
        options: raw::Options,
        remote_images: RemoteImages,
    ) -> GenerationStream<'static> {
        let client = self.clone();
        GenerationStream::new(options.on_progress.clone(), async move |events| {
            Ok(client.stream_after(&[], options, remote_images, &events).await?.generation)
        })
    }

    /// One call after earlier turns, which leaves its events in `events`.
    pub(crate) async fn stream_after(
        &self,
        turns: &[raw::Turn],
        options: raw::Options,
        remote_images: RemoteImages,
        events: &Events,
    ) -> Result<Reply, Error> {
        let observe = |event| events.push(event);
        let order = Order { turns, options, delivery: Delivery::Stream, remote_images };
        events.during(self.call(order, &Linked, &observe)).await
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
        let request = Request::new_with_problems(problems, &self.0.model, options)?;
        let preparation = boxed(prepare(request, turns, &endpoint.base_url, images));
        let Prepared { request, user, warning } = preparation.await?;
        let body = boxed(payload::build_body(encode(&request), images)).await?;
        let call = self.plan(request, endpoint, delivery);
        let host = Host { client: &self.0, body, started_ms, sent_secrets: RefCell::default() };
        let mut generation = boxed(drive::run(&call, &host, observe)).await?;
        if call.expected.follows_remote_images && remote_images != RemoteImages::Keep {
            generation = with_remote_images(generation, images, &call, &host).await?;
        }
        generation.warnings.extend(warning);
        Ok(Reply::new(generation, user, &call.model))
    }

    fn plan(&self, request: Request<PreparedImage>, endpoint: Endpoint, delivery: Delivery) -> Call {
        Call {
            model: request.model,
            expected: request.expected,
            endpoint,
            delivery,
            retry: self.0.retry,
            timeout_ms: f64::from(self.0.timeout_ms),
            origin: runtime::origin(),
            totals: Totals::default(),
        }
    }
}

/// The image as it would be sent in a request of its own.
async fn normalized<I: Images>(
    source: Source<I::Input>,
    limits: &InputLimits,
    base_url: &str,
    images: &I,
) -> Result<(Blob, String), Error> {
    let wanted = Wanted { source, shares_budget: true };
    let normalized = images.normalize(vec![wanted], limits, limits.image_budget(base_url, 0)).await?;
    let image = normalized
        .into_iter()
        .next()
        .ok_or_else(|| Error::new(ErrorKind::UnsupportedInput, "There is no image."))?;
    Ok((image.blob().clone(), image.image_type().mime_type().to_owned()))
}

/// The content of one call.
pub(crate) struct Order<'a, Input> {
    /// The turns before it, in a conversation.
    pub turns: &'a [raw::Turn],
    pub options: Options<Input>,
    pub delivery: Delivery,
    pub remote_images: RemoteImages,
}

/// Work whose code stays a function of its own. One that has a whole call in it takes a browser longer to compile.
pub(crate) fn boxed<'a, T>(work: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(work)
}

async fn with_remote_images<I: Images>(
    generation: raw::Generation,
    images: &I,
    call: &Call,
    host: &Host<'_>,
) -> Result<raw::Generation, Error> {
    let remote_files =
        remote::fetch_remote_images(generation, images, &call.endpoint.base_url, call.timeout_ms).await;
    // The service may quote the key in the address.
    remote_files.map_err(|error| error.redacted(&host.sent_secrets.borrow()))
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

fn report_progress(throttle: &Throttle, event: raw::Event) {
    if let raw::Event::Progress(progress) = event {
        throttle.report(progress);
    }
}

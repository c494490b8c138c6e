//! The client, which holds the defaults of its calls and makes each call from its options to its outcome.

use crate::client_options::{ClientOptions, Credentials};
use crate::drive::{self, Host};
use crate::generation::Generation;
use crate::images::{Images, Linked};
use crate::key::ApiKey;
use crate::prepare::{Prepared, prepare};
use crate::progress::Throttle;
use crate::reply::Reply;
use crate::service::Service;
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

/// A client that makes calls with common defaults. Cheap to clone.
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

/// Compares clients by identity, so that all clones of a client are equal.
impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Client {
    /// Creates a client of the default service with this key.
    #[must_use]
    pub fn new(api_key: impl Into<ApiKey>) -> Self {
        Self::with(ClientOptions { api_key: Some(api_key.into()), ..ClientOptions::default() })
    }

    pub(crate) fn with(options: ClientOptions) -> Self {
        Self(Rc::new(options))
    }

    /// Fetches the images that a relay returned as URLs, by the rules of [`RemoteImages::Fetch`].
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
    /// `no-image` if none of them could be fetched and there is no other image.
    pub async fn fetch_remote_images(&self, generation: Generation) -> Result<Generation, Error> {
        let Credentials { key, headers } = self.0.credentials().await?;
        let endpoint = self.0.endpoint().with_headers(headers)?;
        let limit_ms = f64::from(self.0.timeout_ms);
        let remote_files =
            remote::fetch_remote_images(generation.into(), &Linked, &endpoint.base_url, limit_ms).await;
        remote_files.map(Generation::from).map_err(|error| error.redacted(&endpoint.secrets(key.as_ref())))
    }

    /// Lists the models of the endpoint.
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
    /// As for a call, without retries.
    pub async fn models(&self) -> Result<Vec<ModelInfo>, Error> {
        models::list(&boxed(Service::open(&self.0)).await?).await
    }

    /// Uploads a file to Google's Files API, which stores it for two days, so that requests can refer to it by its URL.
    /// An image is normalized as for a call, upright and without metadata. A video or a PDF is sent unchanged, for
    /// models that accept it. Only Google's own host has this API. Its first use costs a page one more CORS preflight.
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
    /// `not-the-api` if the service does not accept files, `unsupported-input` for a file that is not an image, video
    /// or PDF, and the errors of a call that do not concern images.
    pub async fn upload(&self, file: impl Into<ImageInput>) -> Result<UploadedFile, Error> {
        self.upload_with(file.into(), &InputLimits::default(), &Linked).await
    }

    pub(crate) async fn upload_with<I: Images>(
        &self,
        file: I::Input,
        limits: &InputLimits,
        images: &I,
    ) -> Result<UploadedFile, Error> {
        let service = boxed(Service::open(&self.0)).await?;
        let (file, mime_type) = match images.document(&file) {
            Some(file) => (file.clone(), blob_type(&file)),
            None => normalized(Source::Input(file), limits, &service.endpoint.base_url, images).await?,
        };
        upload::send(&service, &file, &mime_type).await
    }

    /// Uploads an image of a conversation in the form in which a request would contain it.
    pub(crate) async fn upload_prepared(&self, image: &PreparedImage) -> Result<UploadedFile, Error> {
        let service = Service::open(&self.0).await?;
        let blob = image.blob().clone();
        let source = match image.is_normalized() {
            true => Source::Ready(blob, image.image_type()),
            false => Source::Restored(blob),
        };
        let (file, mime_type) =
            normalized(source, &InputLimits::default(), &service.endpoint.base_url, &Linked).await?;
        upload::send(&service, &file, &mime_type).await
    }

    /// Makes one call of a Rust front-end, as the next turn of a conversation.
    pub(crate) async fn call_after(
        &self,
        turns: &[raw::Turn],
        options: raw::Options,
        remote_images: RemoteImages,
    ) -> Result<Reply, Error> {
        let throttle = Throttle::new(options.on_progress.clone());
        let observe = |event| report_progress(&throttle, event);
        let request = CallRequest { turns, options, delivery: Delivery::Unary, remote_images };
        throttle.during(self.call(request, &Linked, &observe)).await
    }

    /// Makes one call and streams its events.
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

    /// Makes one call after earlier turns, and adds its events to `events`.
    pub(crate) async fn stream_after(
        &self,
        turns: &[raw::Turn],
        options: raw::Options,
        remote_images: RemoteImages,
        events: &Events,
    ) -> Result<Reply, Error> {
        let observe = |event| events.push(event);
        let request = CallRequest { turns, options, delivery: Delivery::Stream, remote_images };
        events.during(self.call(request, &Linked, &observe)).await
    }

    /// Makes one call, from options to outcome. Passes its events to `observe`, with progress that is not throttled
    /// yet.
    pub(crate) async fn call<I: Images>(
        &self,
        request: CallRequest<'_, I::Input>,
        images: &I,
        observe: &dyn Fn(raw::Event),
    ) -> Result<Reply, Error> {
        let CallRequest { turns, mut options, delivery, remote_images } = request;
        let started_ms = now_ms();
        observe(raw::Event::Progress(Progress::beginning()));
        // With `Keep`, a URL in place of an image is not an error either.
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

/// Normalizes an image as for a request with no other image.
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
pub(crate) struct CallRequest<'a, Input> {
    /// The earlier turns of the conversation.
    pub turns: &'a [raw::Turn],
    pub options: Options<Input>,
    pub delivery: Delivery,
    pub remote_images: RemoteImages,
}

/// Boxes a future so that its code stays a separate function. A function with a whole call in it takes a browser longer
/// to compile.
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
    // The service may have included the key in the URL.
    remote_files.map_err(|error| error.redacted(&host.sent_secrets.borrow()))
}

/// The handling of images that a relay returns as URLs.
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
    /// Refuses them. An answer with nothing but URLs is a `no-image` error, which contains the URLs.
    #[default]
    Refuse,
    /// Fetches them without key, cookies and redirects, from public hosts or the service's own, with limits on time and
    /// bytes.
    Fetch,
    /// Keeps them in the parts as [`PartBody::RemoteImage`](crate::PartBody::RemoteImage), without any further request.
    Keep,
}

fn report_progress(throttle: &Throttle, event: raw::Event) {
    if let raw::Event::Progress(progress) = event {
        throttle.report(progress);
    }
}

//! The client: defaults for many calls, and one call from options to outcome.

use crate::browser::Browser;
use crate::clock::now_ms;
use crate::input::{ImageInput, PreparedImage};
use crate::key::ApiKey;
use crate::progress::Throttle;
use crate::stream::GenerationStream;
use crate::{Event, GenerateOptions, Generation};
use js_sys::Function;
use std::rc::Rc;
use tintype_protocol::client::{Call, run};
use tintype_protocol::endpoint::{Auth, DEFAULT_BASE_URL, Delivery, Endpoint};
use tintype_protocol::error::Error;
use tintype_protocol::model::DEFAULT_MODEL;
use tintype_protocol::progress::{Phase, Progress};
use tintype_protocol::request::{Problems, Request};
use tintype_protocol::retry::Retry;

/// How to reach the service.
#[derive(Debug, Clone)]
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

/// Makes calls with common defaults. Cheap to clone.
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
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind) for all of them.
    pub async fn generate(&self, options: GenerateOptions) -> Result<Generation, Error> {
        let throttle = Throttle::new(options.on_progress.clone());
        let observe = |event| {
            if let Event::Progress(progress) = event {
                throttle.tell(progress);
            }
        };
        self.call(options, Delivery::Unary, &observe).await
    }

    /// The same with text and images as they come; drop the stream to cancel.
    #[must_use = "nothing is sent until the stream is polled"]
    pub fn stream(&self, options: GenerateOptions) -> GenerationStream {
        let client = self.clone();
        GenerationStream::new(options.on_progress.clone(), |events| async move {
            client.call(options, Delivery::Stream, &|event| events.push(event)).await
        })
    }

    async fn call(
        &self,
        options: GenerateOptions,
        delivery: Delivery,
        observe: &dyn Fn(Event),
    ) -> Result<Generation, Error> {
        let started_ms = now_ms();
        observe(Event::Progress(beginning()));
        let endpoint = self.endpoint()?;
        let request = Request::new(&self.0.model, options)?;
        let request = prepared(request).await?;
        let browser = Browser { fetch: self.0.fetch.clone(), api_key: self.0.api_key.clone(), delivery };
        let timeout_ms = f64::from(self.0.timeout_ms);
        let call = Call {
            request: &request,
            endpoint: &endpoint,
            delivery,
            retry: self.0.retry,
            timeout_ms,
            started_ms,
        };
        run(&browser, &call, observe).await
    }

    fn endpoint(&self) -> Result<Endpoint, Error> {
        let ClientOptions { base_url, auth, headers, .. } = &*self.0;
        let endpoint = Endpoint { base_url: base_url.clone(), auth: *auth, headers: headers.clone() };
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        problems.into_result().map(|()| endpoint)
    }
}

/// Every input image read far enough to be sent.
async fn prepared(request: Request<ImageInput>) -> Result<Request<PreparedImage>, Error> {
    request.try_with_images(PreparedImage::new).await
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
